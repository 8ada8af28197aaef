"""Values of tables as an archive holds them, and back: column by column, many rows at a time."""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from types import NoneType
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, LargeBinary, SmallInteger, Table

from crm_desktop.data.dialect import Money, UtcDateTime

# The values of some rows by the columns they stand in.
Columns = dict[str, list[Any]]
# Moments and days come again and again.
_REMEMBERED = 1024
_CENTS = Decimal("0.01")
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


class BadValue(ValueError):
    """A value of an archive is none that its column can hold."""


def written(
    table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Iterator[dict[str, Any]]:
    """Yield stored rows as what JSON can hold."""
    columns: list[Any] = list(zip(*rows, strict=True))
    for place, name in enumerate(names):
        write = _writer(table.columns[name])
        if write is not None:
            columns[place] = [None if value is None else write(value) for value in columns[place]]
    return (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))


def read(table: Table, names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> Columns:
    """Return what the columns are to hold by these rows of an archive; raises BadValue."""
    width = len(names)
    try:
        found = list(map(itemgetter(*names), rows)) if width > 1 else [(r[names[0]],) for r in rows]
    except KeyError as error:
        raise BadValue(f"{table.name}: {error}") from error
    if rows and set(map(len, rows)) != {width}:
        raise BadValue(f"{table.name}: other columns")
    columns: Columns = {}
    for name, values in zip(names, zip(*found, strict=True), strict=True):
        try:
            columns[name] = _read(table.columns[name], values)
        except (ValueError, TypeError, ArithmeticError, binascii.Error) as error:
            raise BadValue(f"{table.name}.{name}") from error
    return columns


def _read(column: Column[Any], values: Sequence[Any]) -> list[Any]:
    expected, convert = _form(column)
    kinds = set(map(type, values))
    has_nothing = NoneType in kinds
    kinds.discard(NoneType)
    if (has_nothing and not column.nullable) or not kinds <= {expected}:
        raise BadValue
    if expected is str and convert is None:
        longest = getattr(column.type, "length", None)
        if longest is not None and max(map(len, filter(None, values)), default=0) > longest:
            raise BadValue
    if expected is int:
        there = [value for value in values if value is not None] if has_nothing else values
        if there and not (_SMALLEST <= min(there) and max(there) <= _LARGEST):
            raise BadValue
    if convert is None:
        return list(values)
    return [None if value is None else convert(value) for value in values]


def _form(column: Column[Any]) -> tuple[type, Callable[[Any], object] | None]:
    """Return of what type a column's values are in an archive, and what makes a value of one."""
    for kinds, form in _FORMS:
        if isinstance(column.type, kinds):
            return form
    return str, None


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise BadValue
    return moment


def _amount(value: str) -> Decimal:
    amount = Decimal(value)
    if not amount.is_finite() or amount != amount.quantize(_CENTS) or abs(amount) >= 10**16:
        raise BadValue
    return amount


def _picture(value: str) -> bytes:
    return base64.b64decode(value, validate=True)


_FORMS: tuple[tuple[tuple[type, ...], tuple[type, Callable[[Any], object] | None]], ...] = (
    ((UtcDateTime,), (str, lru_cache(_REMEMBERED)(_moment))),
    ((Date,), (str, lru_cache(_REMEMBERED)(date.fromisoformat))),
    ((Money,), (str, lru_cache(_REMEMBERED)(_amount))),
    ((LargeBinary,), (str, _picture)),
    ((Boolean,), (bool, None)),
    ((Integer, BigInteger, SmallInteger), (int, None)),
)


def _writer(column: Column[Any]) -> Callable[[Any], object] | None:
    """Return what makes of a stored value what JSON can hold; None where it can already."""
    if isinstance(column.type, UtcDateTime):
        return _written_moment
    if isinstance(column.type, Date):
        return _written_day
    if isinstance(column.type, Money):
        return lambda value: f"{value:.2f}"
    if isinstance(column.type, LargeBinary):
        return lambda value: base64.b64encode(value).decode("ascii")
    return bool if isinstance(column.type, Boolean) else None


@lru_cache(_REMEMBERED)
def _written_moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(_REMEMBERED)
def _written_day(value: date) -> str:
    return value.isoformat()


def rows_of(columns: Columns) -> Iterator[dict[str, Any]]:
    """Yield the rows again, one by one."""
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def nothing(count: int) -> list[None]:
    """Return so many empty values."""
    return list(repeat(None, count))
