"""Reading the history."""

import json
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from crm_desktop.data.dialect import contains
from crm_desktop.data.tables import AuditLog
from crm_desktop.domain.history import FieldChange, HistoryEntry, HistoryFilter
from crm_desktop.infra.clock import start_of_day


def entries(
    session: Session, wanted: HistoryFilter, offset: int, limit: int
) -> tuple[HistoryEntry, ...]:
    """Return the entries that pass the filter, the latest first."""
    latest_first = (AuditLog.at.desc(), AuditLog.id.desc())
    query = _filtered(wanted).order_by(*latest_first).offset(offset).limit(limit)
    return tuple(_entry_of(record) for record in session.scalars(query))


def _filtered(wanted: HistoryFilter) -> Select[Any]:
    query = select(AuditLog)
    exact = {
        AuditLog.username: wanted.username.strip(),
        AuditLog.entity: wanted.entity,
        AuditLog.action: wanted.action,
        AuditLog.customer_id: wanted.customer_id,
    }
    for column, value in exact.items():
        if value not in ("", None):
            query = query.where(column == value)
    text = wanted.text.strip()
    if text:
        query = query.where(or_(contains(AuditLog.label, text), contains(AuditLog.changes, text)))
    if wanted.first is not None:
        query = query.where(AuditLog.at >= start_of_day(wanted.first))
    if wanted.last is not None:
        query = query.where(AuditLog.at < start_of_day(wanted.last, days_later=1))
    return query


def _entry_of(record: AuditLog) -> HistoryEntry:
    changes: dict[str, list[str | None]] = json.loads(record.changes)
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
