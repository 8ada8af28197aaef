"""What a customer window is filled with, read on a worker thread."""

from dataclasses import dataclass, replace

from crm_desktop.domain.records import Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.gui.choices import Choices, load_choices
from crm_desktop.gui.customer_form import CustomerForm
from crm_desktop.gui.draft_values import TypedCustomer
from crm_desktop.services import customers, payments, places, stored_before
from crm_desktop.services.context import ServiceContext


@dataclass(frozen=True, slots=True)
class LoadedCustomer:
    """A customer, what a new payment of it starts as, and what can be chosen.

    `typed` is a draft to be put back, on top of the state that it was typed on.
    """

    details: CustomerDetails
    template: Payment
    choices: Choices
    typed: TypedCustomer | None = None


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


def load_draft(context: ServiceContext, typed: TypedCustomer) -> LoadedCustomer:
    """Read what a window needs to put back a draft.

    A new customer that turns out to be stored already is what it is: there is nothing to put back.
    """
    places.provinces()
    customer_id = typed.base.customer.id
    template, choices = payments.new_payment(context, customer_id), load_choices(context)
    if customer_id is not None:
        return LoadedCustomer(typed.base, template, choices, typed)
    stored = stored_before.find(context, typed.sent or typed.change)
    if stored is not None:
        since = _typed_since(typed, stored, template, context) if typed.sent else None
        return LoadedCustomer(stored, template, choices, since)
    fresh = customers.new_customer(context)
    base = replace(typed.base, customer=_proposed(typed.base.customer, fresh))
    change = _with_number(typed, fresh)
    return LoadedCustomer(base, template, choices, TypedCustomer(base, change, typed.unread))


def _typed_since(
    typed: TypedCustomer, stored: CustomerDetails, template: Payment, context: ServiceContext
) -> TypedCustomer | None:
    """Return what was typed after the save whose answer was lost, on top of what that stored."""
    if typed.sent is None:
        return None
    form = CustomerForm(typed.base, template, context.clock.today())
    form.take(typed.change, typed.change, typed.unread)
    since = form.stored_as(stored, typed.sent)
    return TypedCustomer.of(since) if since.is_changed else None


def _proposed(customer: Customer, fresh: Customer) -> Customer:
    return replace(customer, customer_no=fresh.customer_no, proposed_no=fresh.proposed_no)


def _with_number(typed: TypedCustomer, fresh: Customer) -> CustomerChange:
    """Return what was typed, with the number that is proposed now unless another was typed."""
    number = typed.change.customer.customer_no
    if number != typed.base.customer.customer_no:
        fresh = replace(fresh, customer_no=number)
    return replace(typed.change, customer=_proposed(typed.change.customer, fresh))
