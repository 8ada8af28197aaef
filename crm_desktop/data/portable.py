"""Tables as plain values for archives: what is kept of each, and how it is written and read.

Derived columns are left out and made anew on the other side; what belongs to signing in, which no
other database could use, travels apart (`SECRETS`) or not at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from crm_desktop.data import bulk, keys, portable_values
from crm_desktop.data.portable_values import Columns
from crm_desktop.data.table_base import Base
from crm_desktop.data.tables import (
    AuditLog,
    ClientOperation,
    ClientUser,
    CodeItemRecord,
    CompanyProfileRecord,
    ContactRecord,
    CustomerPaid,
    CustomerRecord,
    ImportBatch,
    ImportRow,
    JobItem,
    JobRecord,
    NumberSeries,
    PaymentRecord,
    ProductCategoryRecord,
    RevenueDay,
    SavedQueryRecord,
    SchemaInfo,
)

Values = dict[str, Any]

_DERIVED = {
    "username_key",
    "name_key",
    "short_name_key",
    "number_key",
    "normalised_name",
    "pinyin",
    "initials",
    "sort_key",
    "location_key",
    "phone_key",
}
_OF_SIGNING_IN = {
    "password_hash",
    "recovery_hash",
    "must_change_password",
    "failed_attempts",
    "locked_until",
    "principal",
}
# What an embedded database needs so that everybody can sign in as before.
SECRETS = ("id", "password_hash", "recovery_hash", "must_change_password")
ROWS_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class PortableTable:
    """A table that travels; `later` are columns that point into the table itself."""

    mapped: type[Base]
    columns: tuple[str, ...]
    later: tuple[str, ...] = ()

    @property
    def table(self) -> Table:
        """The table."""
        return Base.metadata.tables[self.name]

    @property
    def required(self) -> frozenset[str]:
        """The columns without which there is no row."""
        return frozenset(
            name
            for name in self.columns
            if not (column := self.table.columns[name]).nullable
            and column.default is None
            and column.server_default is None
        )

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.mapped.__tablename__)


def _portable(mapped: type[Base]) -> PortableTable:
    left_out = _DERIVED | (_OF_SIGNING_IN if mapped is ClientUser else set())
    table = Base.metadata.tables[mapped.__tablename__]
    columns = tuple(name for name in table.columns.keys() if name not in left_out)
    into_itself = {key.parent.name for key in table.foreign_keys if key.column.table is table}
    later = tuple(name for name in columns if name in into_itself)
    return PortableTable(mapped, columns, later)


# In an order in which each row finds those that it points to.
TABLES: tuple[PortableTable, ...] = (
    _portable(ClientUser),
    _portable(CompanyProfileRecord),
    _portable(ProductCategoryRecord),
    _portable(CodeItemRecord),
    _portable(ImportBatch),
    _portable(CustomerRecord),
    _portable(ContactRecord),
    _portable(PaymentRecord),
    _portable(SavedQueryRecord),
    _portable(JobRecord),
    _portable(JobItem),
    _portable(NumberSeries),
    _portable(AuditLog),
)
# What a database has of its own: its version, the last save of each running program, rows on the
# way in, and what is derived from other tables.
LEFT_OUT = frozenset(
    kind.__tablename__
    for kind in (SchemaInfo, ClientOperation, ImportRow, RevenueDay, CustomerPaid)
)
BY_NAME = {table.name: table for table in TABLES}


def plain_rows(
    session: Session, portable: PortableTable, columns: Sequence[str]
) -> Iterator[Values]:
    """Yield the rows of a table in the order of their keys, as what JSON can hold."""
    table = portable.table
    query = select(*(table.columns[name] for name in columns)).order_by(*table.primary_key.columns)
    result = session.connection().execute(query, execution_options={"yield_per": ROWS_AT_A_TIME})
    for part in result.partitions():
        yield from portable_values.written(table, columns, part)


def count(session: Session, portable: PortableTable) -> int:
    """Return how many rows a table has."""
    return session.scalar(select(func.count()).select_from(portable.table)) or 0


def is_empty(session: Session) -> bool:
    """Return whether a database has neither users nor records."""
    kinds = (ClientUser, CustomerRecord, PaymentRecord, ProductCategoryRecord, CodeItemRecord)
    return not any(session.scalar(select(func.count()).select_from(kind)) for kind in kinds)


def insert_rows(
    session: Session, portable: PortableTable, columns: Columns, rows: Sequence[Values]
) -> None:
    """Insert rows as they are, ids, stamps and versions included; derived columns are made anew.

    `columns` is what `portable_values.read` made of `rows`. Columns that point into the table
    itself stay empty until `point`.
    """
    complete = columns | dict.fromkeys(portable.later, portable_values.nothing(len(rows)))
    make = keys.KEYS.get(portable.mapped)
    if make is not None:
        derived = [make(row.get) for row in rows]
        complete |= {name: [each[name] for each in derived] for name in derived[0]}
    if session.info["is_embedded"]:
        bulk.insert_columns(session, portable.mapped, complete)
    else:  # there SQLAlchemy sees to it that ids may be given
        session.execute(insert(portable.table), list(portable_values.rows_of(complete)))


def pointers(portable: PortableTable, columns: Columns) -> Iterator[tuple[int, ...]]:
    """Yield, for each row that points into the table itself, its id and what it points to."""
    for pointer in zip(columns["id"], *(columns[name] for name in portable.later), strict=True):
        if any(each is not None for each in pointer[1:]):
            yield pointer


def point(session: Session, portable: PortableTable, found: Sequence[tuple[int, ...]]) -> None:
    """Fill the columns that point into the table itself with what `pointers` yielded."""
    table = portable.table
    names = ["row_id", *(f"to_{name}" for name in portable.later)]
    into: Values = {name: bindparam(f"to_{name}") for name in portable.later}
    statement = update(table).where(table.c.id == bindparam("row_id")).values(into)
    changes = [dict(zip(names, each, strict=True)) for each in found]
    session.connection().execute(statement, changes)


def clear_series(session: Session) -> None:
    """Take away the number series that a new database has from the beginning."""
    session.execute(NumberSeries.__table__.delete())  # type: ignore[attr-defined]


def write_secrets(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Give users their password hashes back."""
    table = Base.metadata.tables[ClientUser.__tablename__]
    names = [name for name in SECRETS if name != "id"]
    statement = (
        update(table)
        .where(table.c.id == bindparam("row_id"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    changes = [
        {"row_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in rows
    ]
    if changes:
        session.connection().execute(statement, changes)
