"""Mapped objects to what services answer, and what people typed back into mapped objects."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from crm_desktop.data.tables import ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.domain.fields import CONTACT_FIELDS, CUSTOMER_FIELDS, PAYMENT_FIELDS
from crm_desktop.domain.records import Contact, Customer, Payment, Stamp

_ELSEWHERE = {"stamp", "campaign_response", "voided_by", "proposed_no", "restores_id"}
_CUSTOMER_FIELDS = tuple(field.name for field in CUSTOMER_FIELDS)
_CONTACT_FIELDS = tuple(field.name for field in CONTACT_FIELDS)
_PAYMENT_FIELDS = tuple(field.name for field in PAYMENT_FIELDS)


def _getter(names: Sequence[str]) -> Callable[[Any], dict[str, Any]]:
    """Return what reads these attributes of a record, for thousands of which that is done."""
    get = attrgetter(*names)
    return lambda record: dict(zip(names, get(record), strict=True))


def _columns(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _ELSEWHERE)


_customer, _contact, _payment = (_getter(_columns(each)) for each in (Customer, Contact, Payment))


def customer_of(record: Any, users: Mapping[int, str]) -> Customer:
    """Return a stored customer; `users` are the users' names by id.

    Records are mapped objects, or rows that have the same attributes (`data.plain_rows`).
    """
    response = record.campaign_response
    return Customer(
        **_customer(record),
        campaign_response="" if response is None else str(response),
        stamp=stamp_of(record, users),
    )


def contact_of(record: Any, users: Mapping[int, str]) -> Contact:
    """Return a stored contact."""
    return Contact(**_contact(record), stamp=stamp_of(record, users))


def payment_of(record: Any, users: Mapping[int, str]) -> Payment:
    """Return a stored payment."""
    return Payment(
        **_payment(record),
        voided_by=users.get(record.voided_by or 0, ""),
        stamp=stamp_of(record, users),
    )


def stamp_of(record: Any, users: Mapping[int, str]) -> Stamp:
    """Return who made and changed a record."""
    return Stamp(
        created_at=record.created_at,
        created_by=users.get(record.created_by or 0, ""),
        updated_at=record.updated_at,
        updated_by=users.get(record.updated_by or 0, ""),
    )


def fill_customer(record: CustomerRecord, customer: Customer) -> None:
    """Put what was typed into a customer's record."""
    _fill(record, customer_values(customer))


def fill_contact(record: ContactRecord, contact: Contact) -> None:
    """Put what was typed into a contact's record."""
    _fill(record, contact_values(contact))


def fill_payment(record: PaymentRecord, payment: Payment) -> None:
    """Put what was typed into a payment's record."""
    _fill(record, payment_values(payment))


def customer_values(customer: Customer) -> dict[str, Any]:
    """Return what was typed of a customer, as its table holds it."""
    values = {name: getattr(customer, name) for name in _CUSTOMER_FIELDS}
    response = customer.campaign_response
    values["campaign_response"] = int(response) if response else None
    return values


def contact_values(contact: Contact) -> dict[str, Any]:
    """Return what was typed of a contact, as its table holds it."""
    return {name: getattr(contact, name) for name in _CONTACT_FIELDS}


def payment_values(payment: Payment) -> dict[str, Any]:
    """Return what was typed of a payment, as its table holds it."""
    return {name: getattr(payment, name) for name in _PAYMENT_FIELDS}


def _fill(record: object, values: Mapping[str, Any]) -> None:
    """Set what differs only: where nothing changed nothing is stored and no version counted."""
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
