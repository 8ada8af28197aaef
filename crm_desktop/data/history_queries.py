"""Reading the history."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, MetaData, Select, Table, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from crm_desktop.data.dialect import contains
from crm_desktop.data.tables import AuditLog, ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.domain import errors
from crm_desktop.domain.folding import fold
from crm_desktop.domain.history import (
    REMOVED,
    FieldChange,
    HistoryEntry,
    HistoryFilter,
    Place,
)
from crm_desktop.domain.texts import Text
from crm_desktop.infra.clock import start_of_day

# The part of the history that everybody may read; a server refuses clerks the rest.
_VIEW = Table(
    "customer_history",
    MetaData(),
    *(Column(column.name, column.type) for column in AuditLog.__table__.columns),
)
CustomerHistory = aliased(AuditLog, _VIEW, adapt_on_names=True)
Changes = dict[str, list[str | None]]
# Fields that hold the id of a customer, and of a payment.
REFERENCES = frozenset({"customer_id", "parent_id"})
# What marks a record whose earlier states cannot be brought back, and what is said then.
_REASONS: dict[str, tuple[InstrumentedAttribute[Any], Text]] = {
    "customer": (CustomerRecord.deleted_at, errors.CustomerIsDeleted.text),
    "contact": (ContactRecord.deleted_at, errors.ContactIsDeleted.text),
    "payment": (PaymentRecord.voided_at, errors.PaymentIsVoid.text),
}
_PAYMENT_REFERENCE = "replaces_id"


def entries(
    session: Session, wanted: HistoryFilter, older_than: Place | None, limit: int
) -> tuple[HistoryEntry, ...]:
    """Return the entries that pass the filter, the latest first, from a place on.

    Where another record is referred to (a group's parent), its number and name stand for the id.
    """
    return _page(session, _filtered(session, AuditLog, wanted), AuditLog, older_than, limit)


def customer_entries(
    session: Session, customer_id: int, older_than: Place | None, limit: int
) -> tuple[HistoryEntry, ...]:
    """Return what happened to a customer, its contacts and payments, the latest first."""
    query = select(CustomerHistory).where(CustomerHistory.customer_id == customer_id)
    found = _page(session, query, CustomerHistory, older_than, limit)
    kept = _kept(session, {(entry.entity, entry.entity_id) for entry in found}, customer_id)
    return tuple(replace(e, kept=kept.get((e.entity, e.entity_id))) for e in found)


def _kept(
    session: Session, records: set[tuple[str, int]], customer_id: int
) -> dict[tuple[str, int], Text]:
    """Return why earlier states of a customer's records cannot be brought back."""
    gone = _states(session, "customer", [customer_id]).get(customer_id, REMOVED)
    if gone is not None:
        return dict.fromkeys(records, gone)
    kept: dict[tuple[str, int], Text] = {}
    for entity in _REASONS:
        ids = [record_id for kind, record_id in records if kind == entity]
        found = _states(session, entity, ids)
        for record_id in ids:
            reason = found.get(record_id, REMOVED)
            if reason is not None:
                kept[entity, record_id] = reason
    return kept


def _states(session: Session, entity: str, ids: Sequence[int]) -> dict[int, Text | None]:
    mark, reason = _REASONS[entity]
    query = select(mark.class_.id, mark).where(mark.class_.id.in_(ids))
    return {row[0]: reason if row[1] is not None else None for row in session.execute(query)}


def find_entry(session: Session, entry_id: int) -> AuditLog | None:
    """Return an entry about a customer, a contact or a payment."""
    found = select(CustomerHistory).where(CustomerHistory.id == entry_id)
    return session.scalars(found).first()


def changes_since(session: Session, entry: AuditLog) -> list[Changes]:
    """Return what was changed of the record of `entry` after it, the latest first."""
    log = CustomerHistory
    query = select(log.changes).where(
        log.entity == entry.entity, log.entity_id == entry.entity_id, log.id > entry.id
    )
    return [json.loads(changes) for changes in session.scalars(query.order_by(log.id.desc()))]


def changes_of(entry: AuditLog) -> Changes:
    """Return what an entry says was changed, by field: before and after."""
    found: Changes = json.loads(entry.changes)
    return found


def references(session: Session, changes: list[Changes]) -> dict[str, dict[str, str]]:
    """Return what the records that `changes` refer to are called, by field and id as stored."""
    payments = {
        int(value)
        for change in changes
        for value in change.get(_PAYMENT_REFERENCE, ())
        if value is not None
    }
    query = select(PaymentRecord.id, PaymentRecord.payment_no)
    rows = session.execute(query.where(PaymentRecord.id.in_(payments))) if payments else ()
    found = {_PAYMENT_REFERENCE: {str(row[0]): str(row[1]) for row in rows}}
    return found | dict.fromkeys(REFERENCES, _customers(session, changes))


def _customers(session: Session, changes: list[Changes]) -> dict[str, str]:
    """Return number and name of the customers that `changes` refer to, by id as stored there."""
    ids = {
        int(value)
        for change in changes
        for name in REFERENCES & change.keys()
        for value in change[name]
        if value is not None
    }
    query = select(CustomerRecord.id, CustomerRecord.customer_no, CustomerRecord.name)
    rows = session.execute(query.where(CustomerRecord.id.in_(ids))) if ids else ()
    return {str(row[0]): f"{row[1]} {row[2]}" for row in rows}


def _page(
    session: Session, query: Select[Any], log: Any, older_than: Place | None, limit: int
) -> tuple[HistoryEntry, ...]:
    if older_than is not None:
        at, entry_id = older_than
        query = query.where(log.at <= at, or_(log.at < at, log.id < entry_id))
    records = session.scalars(query.order_by(log.at.desc(), log.id.desc()).limit(limit))
    found = [(record, json.loads(record.changes)) for record in records]
    known = references(session, [changes for _, changes in found])
    return tuple(_entry_of(record, changes, known) for record, changes in found)


def _filtered(session: Session, log: type[AuditLog], wanted: HistoryFilter) -> Select[Any]:
    query = select(log)
    exact = {
        log.username: wanted.username.strip(),
        log.entity: wanted.entity,
        log.action: wanted.action,
        log.customer_id: wanted.customer_id,
    }
    for column, value in exact.items():
        if value not in ("", None):
            query = query.where(column == value)
    text = wanted.text.strip()
    if text:
        # A customer's number finds all that is the customer's, by an index.
        numbered = select(CustomerRecord.id).where(CustomerRecord.number_key == fold(text))
        customer_id = session.scalar(numbered)
        if customer_id is not None:
            query = query.where(log.customer_id == customer_id)
        else:
            query = query.where(or_(contains(log.label, text), contains(log.changes, text)))
    if wanted.first is not None:
        query = query.where(log.at >= start_of_day(wanted.first))
    if wanted.last is not None:
        query = query.where(log.at < start_of_day(wanted.last, days_later=1))
    return query


def _entry_of(record: AuditLog, changes: Changes, known: dict[str, dict[str, str]]) -> HistoryEntry:
    for name in known.keys() & changes.keys():
        changes[name] = [known[name].get(value or "", value) for value in changes[name]]
    return HistoryEntry(
        id=record.id,
        at=record.at,
        username=record.username,
        user_id=record.user_id,
        action=record.action,
        entity=record.entity,
        entity_id=record.entity_id,
        customer_id=record.customer_id,
        label=record.label,
        changes=tuple(FieldChange(name, *values) for name, values in changes.items()),
    )
