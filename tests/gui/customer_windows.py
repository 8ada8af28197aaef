"""Customer windows for tests: opened as the program does, filled with what is stored."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pytestqt.qtbot import QtBot

from crm_desktop.domain.records import (
    Contact,
    CustomerChange,
    CustomerDetails,
    Payment,
)
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.services import customers
from crm_desktop.services.context import ServiceContext

OpenWindow = Callable[[int | None], CustomerWindow]


def store(context: ServiceContext, name: str, **values: object) -> CustomerDetails:
    """Store a customer with two contacts and two payments; the id is in the result."""
    customer = replace(customers.new_customer(context), name=name, **values)  # type: ignore[arg-type]
    contacts = (Contact(name="王芳", is_primary=True, mobile="13800000001"), Contact(name="李伟"))
    payments = (
        Payment(paid_on=date(2026, 1, 5), amount=Decimal("1000.00"), method="transfer"),
        Payment(paid_on=date(2026, 2, 5), amount=Decimal("250.50")),
    )
    change = CustomerChange(customer=customer, contacts=contacts, payments=payments)
    return customers.save(context, change)


def stored_id(details: CustomerDetails) -> int:
    """Return the id of a stored customer."""
    assert details.customer.id is not None
    return details.customer.id


def wait_saved(qtbot: QtBot, window: CustomerWindow) -> None:
    """Wait until what is typed is stored."""
    qtbot.waitUntil(lambda: window.customer_id is not None and not window.isWindowModified())
