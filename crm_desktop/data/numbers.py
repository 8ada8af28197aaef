"""Numbers of customers and payments: proposed in order, never given twice."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crm_desktop.data.dialect import any_row, held_series
from crm_desktop.data.tables import CustomerRecord, NumberSeries, PaymentRecord
from crm_desktop.domain.errors import DuplicateNumber
from crm_desktop.domain.folding import fold

# Nine digits fit the counter; a longer number that somebody typed is not of the series.
_LONGEST = 9
# Numbers looked up in one statement; SQL Server takes at most 2100 parameters.
_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbers: a letter and at least six digits."""

    name: str
    prefix: str
    record_id: InstrumentedAttribute[int]
    key: InstrumentedAttribute[str]

    def number(self, value: int) -> str:
        """Return how the series writes its `value`-th number."""
        return f"{self.prefix}{value:06d}"

    def value(self, number: str) -> int | None:
        """Return which number of the series `number` is, or None for one of another form."""
        found = re.fullmatch(rf"{self.prefix.casefold()}(\d{{6,{_LONGEST}}})", fold(number))
        value = int(found[1]) if found else 0
        return value if value and fold(self.number(value)) == fold(number) else None


CUSTOMERS = Series("customer", "C", CustomerRecord.id, CustomerRecord.number_key)
PAYMENTS = Series("payment", "P", PaymentRecord.id, PaymentRecord.number_key)


def propose(session: Session, series: Series) -> str:
    """Return the number that would come next; it is given only when a record is stored with it."""
    last = session.scalar(select(NumberSeries.last_value).where(NumberSeries.name == series.name))
    return series.number(_free_after(session, series, last or 0))


def give(session: Session, series: Series, typed: str, proposed: str = "") -> str:
    """Return the number a new record gets.

    A blank number, and a proposed one that has been given meanwhile, become the next of the
    series; a typed one of the series' form pushes the series past it.

    Raises:
        DuplicateNumber: `typed` is taken.

    """
    with held_series(session, series.name) as held:
        wished = series.value(typed)
        is_given = typed == proposed and wished is not None and wished <= held.last
        if typed and not is_given and not is_taken(session, series, typed):
            held.push_past(wished or 0)
            return typed
        if typed and typed != proposed:
            raise DuplicateNumber(number=typed)
        value = _free_after(session, series, held.last)
        held.push_past(value)
        return series.number(value)


def give_several(session: Session, series: Series, count: int) -> list[str]:
    """Return the numbers that `count` new records get."""
    given: list[str] = []
    with held_series(session, series.name) as held:
        last = held.last
        while len(given) < count:
            places = range(1, min(_BLOCK, count - len(given)) + 1)
            block = [series.number(last + place) for place in places]
            taken = set(session.scalars(select(series.key).where(series.key.in_(map(fold, block)))))
            given += [number for number in block if fold(number) not in taken]
            last += len(block)
        held.push_past(last)
    return given


def change(session: Session, series: Series, record_id: int, typed: str) -> None:
    """Let a stored record have the number `typed`; raises DuplicateNumber where it is taken."""
    if is_taken(session, series, typed, besides=record_id):
        raise DuplicateNumber(number=typed)
    keep(session, series, typed)


def keep(session: Session, series: Series, number: str) -> None:
    """Push the series past `number` if that is of its form, so that it is never given again."""
    value = series.value(number)
    if value is not None:
        with held_series(session, series.name) as held:
            held.push_past(value)


def is_taken(session: Session, series: Series, number: str, besides: int | None = None) -> bool:
    """Return whether a record has the number, whatever its case and width; deleted ones too."""
    condition: Any = series.key == fold(number)
    if besides is not None:
        condition &= series.record_id != besides
    return any_row(session, condition)


def _free_after(session: Session, series: Series, last: int) -> int:
    value = last + 1
    while is_taken(session, series, series.number(value)):
        value += 1
    return value
