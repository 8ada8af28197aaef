"""Reading the history."""

import json
from typing import Any

from sqlalchemy import Column, MetaData, Select, Table, or_, select
from sqlalchemy.orm import Session, aliased

from crm_desktop.data.dialect import contains
from crm_desktop.data.tables import AuditLog, CustomerRecord
from crm_desktop.domain.history import FieldChange, HistoryEntry, HistoryFilter
from crm_desktop.infra.clock import start_of_day

# The part of the history that everybody may read; a server refuses clerks the rest.
_VIEW = Table(
    "customer_history",
    MetaData(),
    *(Column(column.name, column.type) for column in AuditLog.__table__.columns),
)
_CustomerHistory = aliased(AuditLog, _VIEW, adapt_on_names=True)
Changes = dict[str, list[str | None]]
# Fields that hold the id of a customer.
REFERENCES = frozenset({"customer_id", "parent_id"})


def entries(
    session: Session, wanted: HistoryFilter, offset: int, limit: int
) -> tuple[HistoryEntry, ...]:
    """Return the entries that pass the filter, the latest first.

    Where another customer is referred to (a group's parent), its number and name stand for the id.
    """
    return _page(session, _filtered(AuditLog, wanted), AuditLog, offset, limit)


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


def customer_entries(
    session: Session, customer_id: int, offset: int, limit: int
) -> tuple[HistoryEntry, ...]:
    """Return what happened to a customer, its contacts and payments, the latest first."""
    query = select(_CustomerHistory).where(_CustomerHistory.customer_id == customer_id)
    return _page(session, query, _CustomerHistory, offset, limit)


def _page(
    session: Session, query: Select[Any], log: Any, offset: int, limit: int
) -> tuple[HistoryEntry, ...]:
    latest_first = query.order_by(log.at.desc(), log.id.desc())
    records = session.scalars(latest_first.offset(offset).limit(limit))
    found = [(record, json.loads(record.changes)) for record in records]
    customers = _customers(session, [changes for _, changes in found])
    return tuple(_entry_of(record, changes, customers) for record, changes in found)


def _filtered(log: type[AuditLog], wanted: HistoryFilter) -> Select[Any]:
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
        query = query.where(or_(contains(log.label, text), contains(log.changes, text)))
    if wanted.first is not None:
        query = query.where(log.at >= start_of_day(wanted.first))
    if wanted.last is not None:
        query = query.where(log.at < start_of_day(wanted.last, days_later=1))
    return query


def _entry_of(record: AuditLog, changes: Changes, customers: dict[str, str]) -> HistoryEntry:
    for name in REFERENCES & changes.keys():
        changes[name] = [customers.get(value or "", value) for value in changes[name]]
    return HistoryEntry(
        id=record.id,
        at=record.at,
        username=record.username,
        action=record.action,
        entity=record.entity,
        entity_id=record.entity_id,
        customer_id=record.customer_id,
        label=record.label,
        changes=tuple(FieldChange(name, *values) for name, values in changes.items()),
    )
