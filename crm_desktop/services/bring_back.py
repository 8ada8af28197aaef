"""Bringing back an earlier state of a customer, a contact or a payment, or of one field of it.

The state is found by taking back, from what stands now, all that was changed after an entry of the
history. What would change is told first; then it is an ordinary save, which fails where somebody
changed the record meanwhile. Void payments stay as they are.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from crm_desktop.data import customer_records, history_queries, numbers
from crm_desktop.data.audit import text_of
from crm_desktop.data.conversion import contact_of, customer_of, payment_of
from crm_desktop.data.tables import AuditLog, ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain import errors
from crm_desktop.domain.fields import (
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    PAYMENT_FIELDS,
    Field,
    FieldKind,
    by_name,
)
from crm_desktop.domain.history import EarlierState, FieldChange, KeptField
from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.rules import check_codes
from crm_desktop.domain.texts import Text, marked
from crm_desktop.services import customers
from crm_desktop.services.context import ServiceContext, require_signed_in

NO_LONGER_OFFERED = marked("BringBack", "This value can no longer be chosen.")
NUMBER_TAKEN = marked("BringBack", "This number has been given to another record meanwhile.")
PARENT_GONE = marked("BringBack", "This customer is in the recycle bin or no longer there.")

Stored = CustomerRecord | ContactRecord | PaymentRecord
Record = Customer | Contact | Payment
_TABLES: dict[str, type[Any]] = {
    "customer": CustomerRecord,
    "contact": ContactRecord,
    "payment": PaymentRecord,
}
_FIELDS: dict[str, dict[str, Field]] = {
    "customer": by_name(CUSTOMER_FIELDS),
    "contact": by_name(CONTACT_FIELDS),
    # A payment stays with its customer here.
    "payment": {name: f for name, f in by_name(PAYMENT_FIELDS).items() if name != "customer_id"},
}
_NUMBERS = {"customer_no": numbers.CUSTOMERS, "payment_no": numbers.PAYMENTS}


def can_bring_back(entity: str, field: str | None = None) -> bool:
    """Whether earlier states of such records, or of a field of them, can be brought back."""
    return entity in _FIELDS and (field is None or field in _FIELDS[entity])


def record_state(context: ServiceContext, entry_id: int) -> EarlierState:
    """Return what bringing back the record as it was just after an entry would change.

    Raises:
        NotFound: entry or record is not there, or an entry is of something else.
        CustomerIsDeleted, ContactIsDeleted: restore it first.
        PaymentIsVoid: void payments stay as they are.

    """
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        entry = _entry(work, entry_id)
        state: dict[str, str | None] = {}
        for changes in history_queries.changes_since(work.session, entry):
            state |= {name: values[0] for name, values in changes.items()}
        return _planned(work, entry, state)


def field_state(
    context: ServiceContext, entry_id: int, field: str, *, before: bool = True
) -> EarlierState:
    """Return what bringing back one field as it was before (or after) an entry would change.

    Raises as `record_state` does; NotFound also where the entry did not change the field.
    """
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        entry = _entry(work, entry_id)
        changes = history_queries.changes_of(entry)
        if field not in changes:
            raise errors.NotFound
        return _planned(work, entry, {field: changes[field][0 if before else 1]})


def bring_back(context: ServiceContext, state: EarlierState) -> CustomerDetails:
    """Save what `state` says; raises LostEdit where the record was changed since, as saving does.

    Saving raises also ValidationFailed where an old value breaks a rule of today.
    """
    require_signed_in(context)
    details = customers.open_customer(context, state.customer_id)
    values: dict[str, Any] = {**state.values, "version": state.version}
    if state.entity == "customer":
        change = CustomerChange(customer=replace(details.customer, **values))
    elif state.entity == "contact":
        contact = _own(details.contacts, state.entity_id)
        change = CustomerChange(customer=details.customer, contacts=(replace(contact, **values),))
    else:
        payment = _own(details.payments, state.entity_id)
        if payment.is_void:
            raise errors.PaymentIsVoid
        change = CustomerChange(customer=details.customer, payments=(replace(payment, **values),))
    return customers.save(context, change)


def _own(records: tuple[Any, ...], record_id: int) -> Any:
    found = next((record for record in records if record.id == record_id), None)
    if found is None:
        raise errors.NotFound
    return found


def _entry(work: ReadOnlyWork, entry_id: int) -> AuditLog:
    entry = history_queries.find_entry(work.session, entry_id)
    if entry is None or entry.entity not in _FIELDS:
        raise errors.NotFound
    return entry


def _planned(
    work: ReadOnlyWork, entry: AuditLog, earlier: Mapping[str, str | None]
) -> EarlierState:
    stored = _stored(work, entry)
    record = _record_of(stored)
    fields = _FIELDS[entry.entity]
    known = customer_records.choices(work.session)
    differing: dict[str, list[str | None]] = {}
    values: dict[str, object] = {}
    kept: list[KeptField] = []
    for name in fields.keys() & earlier.keys():
        then, now = earlier[name], text_of(name, getattr(stored, name))
        if then == now:
            continue
        value = _value(fields[name], then)
        reason = _why_not(work, fields[name], value, record, known, stored)
        if reason is None:
            differing[name], values[name] = [now, then], value
        else:
            kept.append(KeptField(name, then, reason))
    order = list(fields)
    names = history_queries.references(work.session, [differing])
    return EarlierState(
        entity=entry.entity,
        entity_id=entry.entity_id,
        customer_id=entry.customer_id or 0,
        version=stored.version,
        label=entry.label,
        changes=tuple(
            FieldChange(name, *(names.get(name, {}).get(t or "", t) for t in differing[name]))
            for name in sorted(differing, key=order.index)
        ),
        kept=tuple(sorted(kept, key=lambda each: order.index(each.field))),
        values=values,
    )


def _stored(work: ReadOnlyWork, entry: AuditLog) -> Stored:
    record: Stored | None = work.session.get(_TABLES[entry.entity], entry.entity_id)
    if record is None:
        raise errors.NotFound
    customer = work.session.get(CustomerRecord, entry.customer_id)
    if customer is None or customer.deleted_at is not None:
        raise errors.CustomerIsDeleted
    if isinstance(record, ContactRecord) and record.deleted_at is not None:
        raise errors.ContactIsDeleted
    if isinstance(record, PaymentRecord) and record.voided_at is not None:
        raise errors.PaymentIsVoid
    return record


def _record_of(stored: Stored) -> Record:
    if isinstance(stored, CustomerRecord):
        return customer_of(stored, {})
    return contact_of(stored, {}) if isinstance(stored, ContactRecord) else payment_of(stored, {})


def _value(field: Field, text: str | None) -> object:
    """Return the value that a text of the history stands for."""
    if field.kind is FieldKind.BOOLEAN:
        return text == "1"
    if field.kind in (FieldKind.INTEGER, FieldKind.CATEGORY, FieldKind.OWNER, FieldKind.CUSTOMER):
        return int(text) if text else None
    if field.kind is FieldKind.MONEY:
        return Decimal(text) if text else None
    if field.kind is FieldKind.DATE:
        return date.fromisoformat(text) if text else None
    return text or ""


def _why_not(
    work: ReadOnlyWork,
    field: Field,
    value: object,
    record: Record,
    known: Mapping[str, frozenset[object]],
    stored: Stored,
) -> Text | None:
    """Return why an earlier value cannot stand any more, None where it can."""
    series = _NUMBERS.get(field.name)
    if series is not None:
        taken = numbers.is_taken(work.session, series, str(value), besides=stored.id)
        return NUMBER_TAKEN if taken else None
    if field.kind is FieldKind.CUSTOMER and isinstance(value, int):
        parent = work.session.get(CustomerRecord, value)
        return PARENT_GONE if parent is None or parent.deleted_at is not None else None
    values: dict[str, Any] = {field.name: value}
    changed: Record = replace(record, **values)
    return NO_LONGER_OFFERED if check_codes((field,), changed, record, known) else None
