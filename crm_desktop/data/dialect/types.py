"""Column types that hold the same values in both databases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    NVARCHAR,
    VARBINARY,
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Unicode,
    UnicodeText,
    cast,
    literal_column,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

# Texts compare and sort by code point, as on SQLite, whatever the server's collation: equal
# means the same characters, and order goes by stored keys.
COLLATION = "Latin1_General_100_BIN2"

# The execution option of a statement that runs with many rows: the driver sends them together.
BULK = "crm_bulk"

SCHEMA = "crm"  # on SQL Server; an embedded file has no schemas

# SQLite counts only INTEGER PRIMARY KEY up by itself.
RecordId = BigInteger().with_variant(Integer(), "sqlite")


def home(dialect_name: str) -> tuple[str | None, str]:
    """Return the schema our tables are in, and what stands before their names."""
    return (None, "") if dialect_name == "sqlite" else (SCHEMA, f"{SCHEMA}.")


def words(length: int) -> String:
    """Return the type of Unicode text of at most `length` characters."""
    return Unicode(length).with_variant(NVARCHAR(length, collation=COLLATION), "mssql")


def long_words() -> String:
    """Return the type of Unicode text of any length."""
    return UnicodeText().with_variant(NVARCHAR(None, collation=COLLATION), "mssql")


def pictures() -> LargeBinary:
    """Return the type of what is no text, of any length."""
    return LargeBinary().with_variant(VARBINARY(None), "mssql")


@dataclass(frozen=True, slots=True)
class PlainValues:
    """What the driver's own values of our types mean, for rows read past SQLAlchemy."""

    money: Callable[[Any], Decimal]
    day: Callable[[Any], date]
    moment: Callable[[Any], datetime]


@lru_cache
def plain_values(dialect_name: str) -> PlainValues:
    """Return what a driver's values mean; none of them may be None."""
    if dialect_name == "sqlite":
        return PlainValues(
            money=lambda cents: Decimal(cents).scaleb(-2),
            day=date.fromisoformat,
            # To replace the zone of a moment takes six times as long.
            moment=lambda text: datetime.fromisoformat(f"{text}+00:00"),
        )
    return PlainValues(
        money=lambda amount: Decimal(amount).quantize(Decimal("0.01")),
        day=lambda day: day,
        moment=lambda moment: moment.replace(tzinfo=UTC),
    )


class Money(TypeDecorator[Decimal]):
    """DECIMAL(18,2); on SQLite, which has no decimals, a whole number of cents: sums stay exact."""

    impl = Numeric(18, 2)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type stored in this database."""
        stored = BigInteger() if dialect.name == "sqlite" else Numeric(18, 2)
        return dialect.type_descriptor(stored)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Turn an amount into what is stored."""
        if value is None or dialect.name != "sqlite":
            return value
        return int(Decimal(value).scaleb(2))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Turn what is stored into an amount with two places."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return Decimal(int(value)).scaleb(-2)
        return Decimal(value).quantize(Decimal("0.01"))


def in_cents(amount: ColumnElement[Any], dialect_name: str) -> ColumnElement[int]:
    """Return an amount as a whole number of cents, without the cost of decimals."""
    if dialect_name == "sqlite":
        return type_coerce(amount, BigInteger)
    return cast(amount * literal_column("100"), BigInteger)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC without a zone in the database."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return DATETIME2 on SQL Server, whose DATETIME is too coarse."""
        if dialect.name == "mssql":
            from sqlalchemy.dialects.mssql import DATETIME2

            precise: TypeEngine[Any] = DATETIME2(precision=6)  # type: ignore[no-untyped-call]
            return dialect.type_descriptor(precise)
        return dialect.type_descriptor(DateTime())

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Store UTC; raises ValueError for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Return an aware moment in UTC."""
        return value.replace(tzinfo=UTC) if value is not None else None
