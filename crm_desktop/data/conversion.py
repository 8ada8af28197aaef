"""Mapped objects to what services answer, and what people typed back into mapped objects."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from crm_desktop.data.tables import ContactRecord, CustomerRecord, PaymentRecord, Stamped
from crm_desktop.domain.fields import CONTACT_FIELDS, CUSTOMER_FIELDS, PAYMENT_FIELDS
from crm_desktop.domain.records import Contact, Customer, Payment, Stamp

_ELSEWHERE = {"stamp", "campaign_response", "voided_by", "proposed_no"}
_CUSTOMER = tuple(field.name for field in fields(Customer) if field.name not in _ELSEWHERE)
_CONTACT = tuple(field.name for field in fields(Contact) if field.name not in _ELSEWHERE)
_PAYMENT = tuple(field.name for field in fields(Payment) if field.name not in _ELSEWHERE)


def customer_of(record: CustomerRecord, users: Mapping[int, str]) -> Customer:
    """Return a stored customer; `users` are the users' names by id."""
    response = record.campaign_response
    return Customer(
        **_values(record, _CUSTOMER),
        campaign_response="" if response is None else str(response),
        stamp=stamp_of(record, users),
    )


def contact_of(record: ContactRecord, users: Mapping[int, str]) -> Contact:
    """Return a stored contact."""
    return Contact(**_values(record, _CONTACT), stamp=stamp_of(record, users))


def payment_of(record: PaymentRecord, users: Mapping[int, str]) -> Payment:
    """Return a stored payment."""
    return Payment(
        **_values(record, _PAYMENT),
        voided_by=users.get(record.voided_by or 0, ""),
        stamp=stamp_of(record, users),
    )


def stamp_of(record: Stamped, users: Mapping[int, str]) -> Stamp:
    """Return who made and changed a record."""
    return Stamp(
        created_at=record.created_at,
        created_by=users.get(record.created_by or 0, ""),
        updated_at=record.updated_at,
        updated_by=users.get(record.updated_by or 0, ""),
    )


def fill_customer(record: CustomerRecord, customer: Customer) -> None:
    """Put what was typed into a customer's record."""
    for field in CUSTOMER_FIELDS:
        value: Any = getattr(customer, field.name)
        if field.name == "campaign_response":
            value = int(value) if value else None
        _set(record, field.name, value)


def fill_contact(record: ContactRecord, contact: Contact) -> None:
    """Put what was typed into a contact's record."""
    for field in CONTACT_FIELDS:
        _set(record, field.name, getattr(contact, field.name))


def fill_payment(record: PaymentRecord, payment: Payment) -> None:
    """Put what was typed into a payment's record."""
    for field in PAYMENT_FIELDS:
        _set(record, field.name, getattr(payment, field.name))


def _set(record: object, name: str, value: object) -> None:
    """Set what differs only: where nothing changed nothing is stored and no version counted."""
    if getattr(record, name) != value:
        setattr(record, name, value)


def _values(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}
