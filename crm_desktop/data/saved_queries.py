"""Queries that users keep under a name. Criteria are stored as JSON, days as ISO dates."""

import json
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.data.pinyin import sort_key
from crm_desktop.data.tables import SavedQueryRecord
from crm_desktop.domain.criteria import Criteria, SavedQuery

_NAMES = {field.name for field in fields(Criteria)}
_DAYS = {"created_from", "created_to", "paid_from", "paid_to"}


def saved_queries(session: Session, user_id: int) -> list[SavedQuery]:
    """Return the user's queries in the order of their names."""
    records = session.scalars(select(SavedQueryRecord).where(SavedQueryRecord.user_id == user_id))
    found = [saved_query(record) for record in records]
    return sorted(found, key=lambda query: (sort_key(query.name), query.id))


def find_saved_query(session: Session, user_id: int, query_id: int) -> SavedQueryRecord | None:
    """Return the user's own query with this id."""
    record = session.get(SavedQueryRecord, query_id)
    return record if record is not None and record.user_id == user_id else None


def saved_query(record: SavedQueryRecord) -> SavedQuery:
    """Return a stored query as services answer it."""
    return SavedQuery(
        name=record.name,
        criteria=load_criteria(record.criteria),
        id=record.id,
        version=record.version,
    )


def dump_criteria(criteria: Criteria) -> str:
    """Return the entered criteria as JSON."""
    values = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in criteria.given().items()
    }
    return json.dumps(values, ensure_ascii=False)


def load_criteria(text: str) -> Criteria:
    """Return the criteria that `dump_criteria` wrote."""
    stored: dict[str, Any] = json.loads(text)
    values: dict[str, Any] = {
        name: date.fromisoformat(value) if name in _DAYS else value
        for name, value in stored.items()
        if name in _NAMES
    }
    return Criteria(**values)
