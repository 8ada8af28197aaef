"""What a customer window is filled with, read on a worker thread."""

from dataclasses import dataclass

from crm_desktop.domain.records import CustomerDetails, Payment
from crm_desktop.gui.choices import Choices, load_choices
from crm_desktop.services import customers, payments, places
from crm_desktop.services.context import ServiceContext


@dataclass(frozen=True, slots=True)
class LoadedCustomer:
    """A customer, what a new payment of it starts as, and what can be chosen."""

    details: CustomerDetails
    template: Payment
    choices: Choices


def load_customer(context: ServiceContext, customer_id: int | None) -> LoadedCustomer:
    """Read a customer, or prepare a new one for None; raises as `open_customer` does."""
    places.provinces()  # read here, so that typing a place waits for no file
    details = (
        CustomerDetails(customer=customers.new_customer(context))
        if customer_id is None
        else customers.open_customer(context, customer_id)
    )
    return LoadedCustomer(
        details, payments.new_payment(context, customer_id), load_choices(context)
    )
