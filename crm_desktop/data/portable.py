"""Tables as plain values for archives: what is kept of each, and how it is written and read.

Derived columns are left out and made anew on the other side; what belongs to signing in, which no
other database could use, travels apart (`SECRETS`) or not at all.
"""

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from crm_desktop.data import keys
from crm_desktop.data.dialect import Money, UtcDateTime
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
_TOO_MUCH = Decimal(10**16)


class BadValue(ValueError):
    """A value of an archive is none that its column can hold."""


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
    writers = [(name, _writer(table.columns[name])) for name in columns]
    query = select(*(table.columns[name] for name in columns)).order_by(*table.primary_key.columns)
    for part in session.execute(
        query, execution_options={"yield_per": ROWS_AT_A_TIME}
    ).partitions():
        for row in part:
            yield {
                name: None if value is None else write(value)
                for (name, write), value in zip(writers, row, strict=True)
            }


def stored_values(
    portable: PortableTable, columns: Sequence[str]
) -> Callable[[Mapping[str, object]], Values]:
    """Return what turns a row of an archive into what the columns hold; that raises BadValue."""
    table = portable.table
    readers = {name: _reader(table.columns[name]) for name in columns}

    def read(row: Mapping[str, object]) -> Values:
        if row.keys() != readers.keys():
            raise BadValue(f"{portable.name}: {sorted(row)}")
        values = {}
        for name, convert in readers.items():
            value = row[name]
            try:
                values[name] = _nothing(table, name) if value is None else convert(value)
            except (ValueError, TypeError, ArithmeticError, binascii.Error) as error:
                raise BadValue(f"{portable.name}.{name}: {value!r}") from error
        return values

    return read


def count(session: Session, portable: PortableTable) -> int:
    """Return how many rows a table has."""
    return session.scalar(select(func.count()).select_from(portable.table)) or 0


def is_empty(session: Session) -> bool:
    """Return whether a database has neither users nor records."""
    kinds = (ClientUser, CustomerRecord, PaymentRecord, ProductCategoryRecord, CodeItemRecord)
    return not any(session.scalar(select(func.count()).select_from(kind)) for kind in kinds)


def insert_rows(session: Session, portable: PortableTable, rows: Sequence[Values]) -> None:
    """Insert rows as they are, ids, stamps and versions included; derived columns are made anew.

    Columns that point into the table itself stay empty until `point`.
    """
    complete = [_with_derived(portable, row) for row in rows]
    session.execute(insert(portable.table), complete)


def point(session: Session, portable: PortableTable, rows: Sequence[Values]) -> None:
    """Fill the columns that point into the table itself."""
    table = portable.table
    changes = [
        {"row_id": row["id"], **{f"to_{name}": row[name] for name in portable.later}}
        for row in rows
        if any(row[name] is not None for name in portable.later)
    ]
    if changes:
        pointers: Values = {name: bindparam(f"to_{name}") for name in portable.later}
        statement = update(table).where(table.c.id == bindparam("row_id")).values(pointers)
        session.connection().execute(statement, changes)


def clear_series(session: Session) -> None:
    """Take away the number series that a new database has from the beginning."""
    session.execute(NumberSeries.__table__.delete())  # type: ignore[attr-defined]


def _with_derived(portable: PortableTable, row: Values) -> Values:
    make = keys.KEYS.get(portable.mapped)
    derived = make(row.get) if make is not None else {}
    return row | dict.fromkeys(portable.later) | derived


def _writer(column: Column[Any]) -> Callable[[Any], object]:
    if isinstance(column.type, UtcDateTime):
        return lambda value: value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(column.type, Date):
        return lambda value: value.isoformat()
    if isinstance(column.type, Money):
        return lambda value: f"{value:.2f}"
    if isinstance(column.type, LargeBinary):
        return lambda value: base64.b64encode(value).decode("ascii")
    if isinstance(column.type, Boolean):
        return bool
    return lambda value: value


def _reader(column: Column[Any]) -> Callable[[Any], object]:
    if isinstance(column.type, UtcDateTime):
        return _moment
    if isinstance(column.type, Date):
        return date.fromisoformat
    if isinstance(column.type, Money):
        return _amount
    if isinstance(column.type, LargeBinary):
        return lambda value: base64.b64decode(value, validate=True)
    if isinstance(column.type, Boolean):
        return _truth
    if isinstance(column.type, Integer | BigInteger | SmallInteger):
        return _whole
    longest = getattr(column.type, "length", None)
    return lambda value: _text(value, longest)


def _nothing(table: Table, name: str) -> object:
    if not table.columns[name].nullable:
        raise BadValue
    return None


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadValue
    return value


def _text(value: object, longest: int | None) -> str:
    if not isinstance(value, str) or (longest is not None and len(value) > longest):
        raise BadValue
    value.encode("utf-8")  # half a surrogate pair could not be stored
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**63) <= value < 2**63:
        raise BadValue
    return value


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise BadValue
    return moment


def _amount(value: object) -> Decimal:
    if not isinstance(value, str):
        raise BadValue
    amount = Decimal(value)
    if (
        not amount.is_finite()
        or amount != amount.quantize(Decimal("0.01"))
        or abs(amount) >= 10**16
    ):
        raise BadValue
    return amount


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
