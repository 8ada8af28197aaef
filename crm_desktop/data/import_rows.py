"""Records on their way in: stored at once in an embedded file, as waiting rows on a server first.

A server stores them later, in transactions of some hundred (`services.transfer_server`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, delete, inspect, select, text
from sqlalchemy.orm import Session

from crm_desktop.data import bulk, import_queries
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.dialect import Money
from crm_desktop.data.table_base import Base
from crm_desktop.data.tables import ContactRecord, CustomerRecord, ImportRow, PaymentRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.folding import fold
from crm_desktop.domain.transfer import ImportKind

_MAPPED: dict[str, type[Base]] = {
    ImportKind.CUSTOMER: CustomerRecord,
    ImportKind.PAYMENT: PaymentRecord,
}

# The place behind all rows.
ALL = 2_147_483_647


@dataclass(frozen=True, slots=True)
class Incoming:
    """A checked record: its row in the file, its values by column, and a customer's contact.

    A row with a `parent` and nothing else lets the customer of that number belong to the other.
    """

    row: int
    number: str
    values: Mapping[str, Any] = field(default_factory=dict)
    contact: Mapping[str, Any] = field(default_factory=dict)
    parent: str = ""


def store(work: UnitOfWork, kind: str, batch_id: int, records: Sequence[Incoming]) -> None:
    """Store records, each with its number; then let customers belong to others."""
    new = [record for record in records if record.values]
    rows = [{**record.values, "import_batch_id": batch_id} for record in new]
    with bulk.chunk(work.session) as chunk:
        if kind == ImportKind.PAYMENT:
            chunk.add_payments([row | _void(work, row) for row in rows])
        else:
            batch = {"import_batch_id": batch_id}
            ids = chunk.add_customers(rows)
            contacts = [
                {**record.contact, "customer_id": customer_id, **batch}
                for record, customer_id in zip(new, ids, strict=True)
                if record.contact
            ]
            chunk.add_contacts(contacts)
    _link(work, [record for record in records if not record.values])


def _void(work: UnitOfWork, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return who made a payment void that comes with a reason for it: who imports it."""
    if not row.get("void_reason"):
        return {}
    actor = work.session.info["actor"]
    return {
        "voided_at": work.session.info["now"],
        "voided_by": actor.user_id if actor else None,
    }


def _link(work: UnitOfWork, links: Sequence[Incoming]) -> None:
    for part in chunks(links):
        numbers = [number for link in part for number in (link.number, link.parent)]
        known = import_queries.customers_by_number(work.session, numbers)
        above = {known[fold(link.number)][0]: known[fold(link.parent)][0] for link in part}
        import_queries.set_parents(work, above)


def wait(session: Session, batch_id: int, first: int, records: Iterable[Incoming]) -> int:
    """Let records wait for being stored; return what the next one's place will be."""
    rows = [
        {"batch_id": batch_id, "row_number": place, "data": _packed(record)}
        for place, record in enumerate(records, start=first)
    ]
    if rows:
        bulk.insert(session, ImportRow, rows)
    return first + len(rows)


def waiting(session: Session, kind: str, batch_id: int, most: int) -> tuple[int, list[Incoming]]:
    """Return the next records that wait, and the place of the last of them."""
    query = select(ImportRow.row_number, ImportRow.data).where(ImportRow.batch_id == batch_id)
    found = session.execute(query.order_by(ImportRow.row_number).limit(most)).all()
    return (found[-1][0] if found else 0), [_unpacked(kind, data) for _, data in found]


def drop(session: Session, batch_id: int, last: int) -> None:
    """Drop the waiting rows up to a place."""
    if session.info["is_embedded"]:  # a copy of a server's database may have an import to finish
        rows = delete(ImportRow).where(ImportRow.batch_id == batch_id)
        session.execute(rows.where(ImportRow.row_number <= last))
        return
    procedure = text("EXEC crm.drop_import_rows @batch_id = :batch, @last = :last")
    session.execute(procedure, {"batch": batch_id, "last": last})


def _packed(record: Incoming) -> str:
    parts = {
        "row": record.row,
        "number": record.number,
        "values": _plain(record.values),
        "contact": _plain(record.contact),
        "parent": record.parent,
    }
    filled = {name: value for name, value in parts.items() if value}
    return json.dumps(filled, ensure_ascii=False, default=str)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    # What is empty is empty anyway in a record nobody filled in.
    return {name: value for name, value in values.items() if value not in (None, "")}


def _unpacked(kind: str, data: str) -> Incoming:
    parts = json.loads(data)
    return Incoming(
        row=parts["row"],
        number=parts.get("number", ""),
        values=_typed(_MAPPED[kind], parts.get("values", {})),
        contact=_typed(ContactRecord, parts.get("contact", {})),
        parent=parts.get("parent", ""),
    )


def _typed(mapped: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    columns = inspect(mapped).local_table.columns
    typed = dict(values)
    for name, value in values.items():
        if isinstance(columns[name].type, Money):
            typed[name] = Decimal(value)
        elif isinstance(columns[name].type, Date):
            typed[name] = date.fromisoformat(value)
    return typed
