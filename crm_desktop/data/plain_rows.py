"""Whole rows of a table, read past SQLAlchemy: named tuples whose values are those of its objects.

For what is only shown, or changed by `data.customer_edits`. To make a mapped object of a row takes
several times as long as reading it, and the session keeps track of it afterwards.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Column, ColumnElement, Date, bindparam, inspect, select

from crm_desktop.data.dialect import Money, PlainValues, UtcDateTime, plain_values
from crm_desktop.data.prepared import Prepared, Reader
from crm_desktop.data.table_base import Stamped

Convert = Callable[[Any], Any]


class PlainRows:
    """Rows of a mapped class whose column `by` has a given value."""

    def __init__(
        self,
        mapped: type[Stamped],
        by: str,
        *conditions: ColumnElement[bool],
        order: Sequence[Any] = (),
    ) -> None:
        columns = list(inspect(mapped).local_table.columns)
        self._columns = columns
        found = select(*columns).where(getattr(mapped, by) == bindparam("value"), *conditions)
        self._statement = Prepared(found.order_by(*order))
        names = [each.name for each in columns]
        row: Any = namedtuple(mapped.__name__, names)  # type: ignore[misc]
        self._make: Callable[[Sequence[Any]], Any] = row._make

    def read(self, reader: Reader, value: Any) -> list[Any]:
        """Return the rows, in their order; attributes are the columns."""
        conversions = self._conversions(reader.dialect_name)
        rows = []
        for found in reader.listed(self._statement, (value,)):
            row = list(found)
            for place, convert in conversions:
                if row[place] is not None:
                    row[place] = convert(row[place])
            rows.append(self._make(row))
        return rows

    @lru_cache  # noqa: B019 - there are three of these, made once
    def _conversions(self, dialect_name: str) -> list[tuple[int, Convert]]:
        plain = plain_values(dialect_name)
        found = [(place, _conversion(each, plain)) for place, each in enumerate(self._columns)]
        return [(place, convert) for place, convert in found if convert is not None]


def _conversion(column: Column[Any], plain: PlainValues) -> Convert | None:
    for kind, convert in (
        (Money, plain.money),
        (Date, plain.day),
        (UtcDateTime, plain.moment),
        (Boolean, bool),
    ):
        if isinstance(column.type, kind):
            return convert
    return None
