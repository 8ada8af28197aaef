"""Stamps and history, written in the same transaction as every change, in this one place."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import Table, inspect
from sqlalchemy.orm import Session

from crm_desktop.data import derived, keys, plain_writes, record_ids
from crm_desktop.data.table_base import Base, Stamped
from crm_desktop.data.tables import (
    AuditLog,
    ClientUser,
    CodeItemRecord,
    CompanyProfileRecord,
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.history import Action
from crm_desktop.domain.user import Actor

AUDITED = (
    CustomerRecord,
    ContactRecord,
    PaymentRecord,
    ClientUser,
    CodeItemRecord,
    ProductCategoryRecord,
    CompanyProfileRecord,
)
SECRET = "***"
SECRETS = {"password_hash", "recovery_hash", "logo"}
_LEFT_OUT = {
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "deleted_by",
    "voided_by",
    "import_batch_id",
    "failed_attempts",
    "locked_until",
    "last_sign_in_at",
    "name_key",
    "short_name_key",
    "number_key",
    "username_key",
    "principal",
    "normalised_name",
    "location_key",
    "phone_key",
    "pinyin",
    "initials",
    "sort_key",
}

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode

_STAMPS = (
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "deleted_at",
    "deleted_by",
    "voided_at",
    "voided_by",
)


def before_flush(session: Session, *_: object) -> None:
    """Stamp new and changed records and fill their derived keys."""
    actor: Actor | None = session.info["actor"]
    now: datetime = session.info["now"]
    user_id = actor.user_id if actor else None
    if session.info["is_embedded"]:
        record_ids.give(session)
    for record in session.new:
        keys.derive(record)
        if isinstance(record, Stamped):
            record.created_at = record.created_at or now
            record.created_by = record.created_by or user_id
            record.updated_at, record.updated_by = record.created_at, record.created_by
    for record in session.dirty:
        if session.is_modified(record):
            keys.derive(record)
            if isinstance(record, Stamped) and _is_edited(record):
                record.updated_at, record.updated_by = now, user_id
    derived.before_flush(session)


def after_flush(session: Session, *_: object) -> None:
    """Write the history of what was just flushed, bring up to date what is derived from it."""
    derived.after_flush(session)
    rows: list[dict[str, Any]] = []
    for record in session.new:
        rows += _entries(session, record, Action.CREATE, _initial_values(record))
    for record in session.dirty:
        changes = _changed_values(record)
        rows += _entries(session, record, _action(record, changes), changes)
    for record in session.deleted:
        values = {name: [old, None] for name, (_, old) in _initial_values(record).items()}
        rows += _entries(session, record, Action.PURGE, values)
    if not session.info["writes_history"]:
        session.info["flushed"] = [
            record for record in (*session.new, *session.dirty) if isinstance(record, Stamped)
        ]
    elif rows:
        _write(session, rows)


def after_flush_postexec(session: Session, *_: object) -> None:
    """Forget the stamps that a server set, so that they are read when somebody asks for them."""
    for record in session.info.pop("flushed", ()):
        if record in session:
            session.expire(record, [name for name in _STAMPS if hasattr(type(record), name)])


def _entries(
    session: Session, record: object, action: Action, changes: dict[str, list[str | None]]
) -> Iterable[dict[str, Any]]:
    if not isinstance(record, Base) or (action is Action.CHANGE and not changes):
        return
    customer_id = _customer_id(record)
    session.info["changed"].append((record.__tablename__, customer_id))
    if not isinstance(record, AUDITED):
        return
    at, user_id, username = _author(session, record, action)
    yield {
        "at": at,
        "user_id": user_id,
        "username": username,
        "action": action.value,
        "entity": record.__tablename__,
        "entity_id": record.id,
        "customer_id": customer_id,
        "label": _label(record)[:250],
        "changes": _ENCODE(changes),
    }


@dataclass(frozen=True, slots=True)
class BulkEntry:
    """What a statement changed of a customer: by field, before and after."""

    customer_id: int
    label: str
    changes: Mapping[str, tuple[object, object]]


def bulk_stamps(session: Session) -> dict[str, Any]:
    """Return what a statement has to set besides; on a server its triggers do it."""
    actor: Actor | None = session.info["actor"]
    if not session.info["writes_history"]:
        return {}
    return {"updated_at": session.info["now"], "updated_by": actor.user_id if actor else None}


def note_bulk_changes(
    session: Session, entries: Iterable[BulkEntry], action: Action = Action.CHANGE
) -> None:
    """Write the history of what a statement changed of customers, and note what to announce."""
    actor: Actor | None = session.info["actor"]
    rows = []
    for entry in entries:
        texts = {n: [text_of(n, old), text_of(n, new)] for n, (old, new) in entry.changes.items()}
        changes = {name: pair for name, pair in texts.items() if pair[0] != pair[1]}
        if not changes:
            continue
        session.info["changed"].append((CustomerRecord.__tablename__, entry.customer_id))
        rows.append(
            {
                "at": session.info["now"],
                "user_id": actor.user_id if actor else None,
                "username": actor.username if actor else "",
                "action": action.value,
                "entity": CustomerRecord.__tablename__,
                "entity_id": entry.customer_id,
                "customer_id": entry.customer_id,
                "label": entry.label[:250],
                "changes": _ENCODE(changes),
            }
        )
    if rows and session.info["writes_history"]:
        _write(session, rows)


def _write(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    table = AuditLog.__table__
    assert isinstance(table, Table)
    plain_writes.insert(session.connection(), table, rows)


def _author(session: Session, record: Base, action: Action) -> tuple[datetime, int | None, str]:
    """Return when something was done and by whom: id and user name.

    What comes with stamps of its own (the sample company) was made then and by that user.
    """
    actor: Actor | None = session.info["actor"]
    user_id, username = (actor.user_id, actor.username) if actor else (None, "")
    if action is not Action.CREATE or not isinstance(record, Stamped):
        return session.info["now"], user_id, username
    if record.created_by != user_id:
        author = session.get(ClientUser, record.created_by)
        username = author.username if author else ""
    return record.created_at, record.created_by, username


def _initial_values(record: object) -> dict[str, list[str | None]]:
    values = {
        column: text_of(column, getattr(record, column, None))
        for column in history_columns(type(record))
    }
    return {name: [None, value] for name, value in values.items() if value not in (None, "")}


def creation(columns: Sequence[str], values: Mapping[str, Any]) -> str:
    """Return what the history keeps of a new record, by its values: `_initial_values` as JSON."""
    return _as_json(f'"{name}": [null, {text}]' for name, text in _texts(columns, values))


def removal(columns: Sequence[str], values: Mapping[str, Any]) -> str:
    """Return what the history keeps of a record that is removed for good."""
    return _as_json(f'"{name}": [{text}, null]' for name, text in _texts(columns, values))


def _as_json(changes: Iterable[str]) -> str:
    return "{" + ", ".join(changes) + "}"


def _texts(columns: Sequence[str], values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in columns:
        value = values[name]
        text = value if type(value) is str else text_of(name, value)
        if text:
            yield name, encode_basestring(text)


def _changed_values(record: object) -> dict[str, list[str | None]]:
    state = inspect(record)
    assert state is not None
    changes: dict[str, list[str | None]] = {}
    for column in history_columns(type(record)):
        if column not in state.committed_state:  # it was never set
            continue
        history = state.attrs[column].history
        if history.has_changes():
            before = text_of(column, history.deleted[0] if history.deleted else None)
            after = text_of(column, history.added[0] if history.added else None)
            if before != after or column in SECRETS:
                changes[column] = [before, after]
    return changes


def _is_edited(record: Stamped) -> bool:
    """Whether a person's edit changed the record, rather than a count of failed attempts."""
    return not isinstance(record, ClientUser) or bool(_changed_values(record))


def history_columns(kind: type[object]) -> list[str]:
    """Return the columns of a mapped class whose changes the history keeps."""
    mapper = inspect(kind, raiseerr=False)
    if mapper is None:
        return []
    return [name for name in mapper.column_attrs.keys() if name not in _LEFT_OUT]


def text_of(column: str, value: object) -> str | None:
    """Return how the history writes a value of a column; nothing for an empty one."""
    if value is None or value == "":
        return None
    if column in SECRETS:
        return SECRET
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value)


def _action(record: object, changes: dict[str, list[str | None]]) -> Action:
    if "deleted_at" in changes:
        return Action.DELETE if changes["deleted_at"][1] else Action.RESTORE
    if isinstance(record, PaymentRecord) and "voided_at" in changes:
        return Action.VOID
    return Action.CHANGE


def _customer_id(record: object) -> int | None:
    if isinstance(record, CustomerRecord):
        return record.id
    if isinstance(record, ContactRecord | PaymentRecord):
        return record.customer_id
    return None


def _label(record: object) -> str:
    if isinstance(record, CustomerRecord):
        return f"{record.customer_no} {record.name}"
    if isinstance(record, PaymentRecord):
        return record.payment_no
    if isinstance(record, ClientUser):
        return record.username
    if isinstance(record, CodeItemRecord):
        return f"{record.list}: {record.code}"
    return str(getattr(record, "name", ""))
