"""Storing many new records at once, without mapped objects: what imports are made of.

What is stored is what a flush of the same records would store: derived keys, stamps, history and
derived rows (`data.keys`, `data.audit`, `data.derived`). The caller has checked the values. What
was stored so in an embedded file can be removed again in the same way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, inspect, select
from sqlalchemy.orm import Session

from crm_desktop.data import audit, derived, plain_writes
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.keys import KEYS
from crm_desktop.data.record_ids import next_id
from crm_desktop.data.table_base import Base, Stamped
from crm_desktop.data.tables import AuditLog, ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.domain.history import Action

# Values of a record by its columns. What is left out is as in a record nobody filled in.
Values = Mapping[str, Any]


@contextmanager
def chunk(session: Session) -> Iterator["Chunk"]:
    """Take some hundred or thousand records; what is derived from them is stored at the end.

    Customers and all that belongs to them are best added in one chunk.
    """
    taken = Chunk(session)
    yield taken
    taken.derive()


class Chunk:
    """What is being added (`chunk`)."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._entered: list[int] = []
        self._before = derived.Before()

    def add_customers(self, rows: Sequence[Values]) -> list[int]:
        """Store new customers, each with its number, and return their ids in the same order."""
        ids = _add(self._session, _CUSTOMERS, rows)
        self._entered += ids
        return ids

    def add_contacts(self, rows: Sequence[Values]) -> None:
        """Store new contacts, each with its `customer_id`."""
        self._note(row["customer_id"] for row in rows)
        _add(self._session, _CONTACTS, rows)

    def add_payments(self, rows: Sequence[Values]) -> list[int]:
        """Store new payments, each with number and `customer_id`; return their ids in order."""
        self._note(row["customer_id"] for row in rows)
        return _add(self._session, _PAYMENTS, rows)

    def derive(self) -> None:
        """Store what is derived from what was added."""
        derived.refresh(self._session.connection(), self._before, self._entered)

    def _note(self, customers: Iterable[int]) -> None:
        """Take what is derived from customers that were there before this chunk."""
        older = set(customers).difference(self._entered, self._before.customers)
        self._before.add(derived.stored(self._session.connection(), older))


def remove_customers(session: Session, ids: Sequence[int]) -> None:
    """Remove customers with their contacts for good from an embedded file; none may be in use."""
    before = derived.stored(session.connection(), ids)
    _remove(session, _CONTACTS, _table(ContactRecord).c.customer_id.in_(ids))
    _remove(session, _CUSTOMERS, _table(CustomerRecord).c.id.in_(ids))
    derived.refresh(session.connection(), before)


def remove_payments(session: Session, ids: Sequence[int]) -> None:
    """Remove payments for good from an embedded file."""
    table = _table(PaymentRecord)
    customers = select(table.c.customer_id).where(table.c.id.in_(ids))
    before = derived.stored(session.connection(), session.scalars(customers))
    _remove(session, _PAYMENTS, table.c.id.in_(ids))
    derived.refresh(session.connection(), before)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is particular to the records of a table."""

    mapped: type[Stamped]
    label: Callable[[Values], str]
    customer: str


_CUSTOMERS = _Kind(
    CustomerRecord,
    lambda row: f"{row['customer_no']} {row['name']}",
    customer="id",
)
_CONTACTS = _Kind(ContactRecord, lambda row: str(row["name"]), customer="customer_id")
_PAYMENTS = _Kind(
    PaymentRecord,
    lambda row: str(row["payment_no"]),
    customer="customer_id",
)


def _add(session: Session, kind: _Kind, rows: Sequence[Values]) -> list[int]:
    if not rows:
        return []
    table = _table(kind.mapped)
    announce(session, [table.name])
    complete = _completed(session, kind, rows)
    if not session.info["is_embedded"]:
        plain_writes.insert(session.connection(), table, complete)
        return _ids(session, kind, complete)
    first = next_id(session, kind.mapped)
    for record_id, row in enumerate(complete, start=first):
        row["id"] = record_id
    plain_writes.insert(session.connection(), table, complete)
    insert(session, AuditLog, _entries(session, kind, complete))
    return list(range(first, first + len(complete)))


def announce(session: Session, tables: Iterable[str]) -> None:
    """Note that many records of these tables changed: whom it concerns would be a long list."""
    session.info["changed"] += [(table, None) for table in tables]
    session.info["changes_all"] = True


def _remove(session: Session, kind: _Kind, condition: ColumnElement[bool]) -> None:
    table = _table(kind.mapped)
    rows = session.execute(select(*table.columns).where(condition).order_by(table.c.id))
    found = [dict(row._mapping) for row in rows]
    if found:
        announce(session, [table.name])
        entries = _entries(session, kind, found, Action.PURGE)
        insert(session, AuditLog, entries)
        session.execute(delete(table).where(condition))


def _table(mapped: type[Base | Stamped]) -> Table:
    table = inspect(mapped).local_table
    assert isinstance(table, Table)
    return table


def _completed(session: Session, kind: _Kind, rows: Iterable[Values]) -> list[dict[str, Any]]:
    """Return whole rows: with keys and stamps, and the usual values where none is given."""
    now, actor = session.info["now"], session.info["actor"]
    user_id = actor.user_id if actor else None
    stamps = dict(created_at=now, created_by=user_id, updated_at=now, updated_by=user_id)
    template = {**_usual_values(_table(kind.mapped)), **stamps}
    keys = KEYS[kind.mapped]
    complete: list[dict[str, Any]] = []
    for row in rows:
        whole = {**template, **row}
        whole.update(keys(whole.__getitem__))
        complete.append(whole)
    return complete


@cache
def _usual_values(table: Table) -> Mapping[str, Any]:
    columns = (column for column in table.columns if column.name != "id")
    return {column.name: getattr(column.default, "arg", None) for column in columns}


def insert(session: Session, mapped: type[Base], rows: Sequence[Values]) -> None:
    """Insert rows, all with the same columns, and nothing else."""
    plain_writes.insert(session.connection(), _table(mapped), rows)


def insert_columns(
    session: Session, mapped: type[Base], columns: Mapping[str, Sequence[Any]]
) -> None:
    """Insert rows whose values are given column by column; what is left out is as usual."""
    table = _table(mapped)
    count = len(next(iter(columns.values())))
    usual = {name: value for name, value in _usual_values(table).items() if value is not None}
    complete = {name: [value] * count for name, value in usual.items()} | dict(columns)
    plain_writes.insert_columns(session.connection(), table, complete)


def _ids(session: Session, kind: _Kind, rows: Sequence[Values]) -> list[int]:
    """Return the ids that a server gave; where there are no numbers nobody asks for them."""
    table = _table(kind.mapped)
    if "number_key" not in table.columns:
        return []
    number_key = table.columns["number_key"]
    found: dict[str, int] = {}
    for keys in chunks(row["number_key"] for row in rows):
        query = select(number_key, table.columns["id"]).where(number_key.in_(keys))
        found.update((key, record_id) for key, record_id in session.execute(query))
    return [found[row["number_key"]] for row in rows]


def _entries(
    session: Session, kind: _Kind, rows: Sequence[Values], action: Action = Action.CREATE
) -> list[dict[str, Any]]:
    actor = session.info["actor"]
    changes = audit.creation if action is Action.CREATE else audit.removal
    names = audit.history_columns(kind.mapped)
    same = {
        "at": session.info["now"],
        "user_id": actor.user_id if actor else None,
        "username": actor.username if actor else "",
        "action": action.value,
        "entity": _table(kind.mapped).name,
    }
    return [
        {
            **same,
            "entity_id": row["id"],
            "customer_id": row[kind.customer],
            "label": kind.label(row)[:250],
            "changes": changes(names, row),
        }
        for row in rows
    ]
