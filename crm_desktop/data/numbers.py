"""Numbers of customers and payments: proposed in order, never given twice."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

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
    """Return the number a new record gets, inside the transaction that stores it.

    A blank number, and a proposed one that has been given meanwhile, become the next of the
    series; a typed one of the series' form pushes the series past it.

    Raises:
        DuplicateNumber: `typed` is taken.

    """
    if typed and not is_taken(session, series, typed):
        keep(session, series, typed)
        return typed
    if typed and typed != proposed:
        raise DuplicateNumber(number=typed)
    counter = _counter(session, series)
    counter.last_value = _free_after(session, series, counter.last_value)
    return series.number(counter.last_value)


def give_several(session: Session, series: Series, count: int) -> list[str]:
    """Return the numbers that `count` new records get, inside the transaction that stores them."""
    counter = _counter(session, series)
    given: list[str] = []
    while len(given) < count:
        first = counter.last_value + 1
        block = [series.number(first + place) for place in range(min(_BLOCK, count - len(given)))]
        taken = set(session.scalars(select(series.key).where(series.key.in_(map(fold, block)))))
        given += [number for number in block if fold(number) not in taken]
        counter.last_value += len(block)
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
        counter = _counter(session, series)
        counter.last_value = max(counter.last_value, value)


def is_taken(session: Session, series: Series, number: str, besides: int | None = None) -> bool:
    """Return whether a record has the number, whatever its case and width; deleted ones too."""
    condition: Any = series.key == fold(number)
    if besides is not None:
        condition &= series.record_id != besides
    return bool(session.scalar(select(exists().where(condition))))


def _free_after(session: Session, series: Series, last: int) -> int:
    value = last + 1
    while is_taken(session, series, series.number(value)):
        value += 1
    return value


def _counter(session: Session, series: Series) -> NumberSeries:
    counter = session.get(NumberSeries, series.name)
    if counter is None:
        counter = NumberSeries(name=series.name, last_value=0)
        session.add(counter)
    return counter
