"""What an import asks of the database, for many rows at once."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.data import numbers
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.numbers import Series
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.folding import fold


def taken(session: Session, series: Series, typed: Iterable[str]) -> set[str]:
    """Return which of the folded numbers are taken; those of deleted records are."""
    wanted = {fold(number) for number in typed if number}
    found: set[str] = set()
    for chunk in chunks(sorted(wanted)):
        found |= set(session.scalars(select(series.key).where(series.key.in_(chunk))))
    return found


def customers_by_number(session: Session, typed: Iterable[str]) -> dict[str, tuple[int, bool]]:
    """Return by folded number the customers' ids, and whether they are in the recycle bin."""
    wanted = {fold(number) for number in typed if number}
    found: dict[str, tuple[int, bool]] = {}
    for chunk in chunks(sorted(wanted)):
        query = select(
            CustomerRecord.number_key, CustomerRecord.id, CustomerRecord.deleted_at
        ).where(CustomerRecord.number_key.in_(chunk))
        for key, customer_id, deleted_at in session.execute(query):
            found[key] = (customer_id, deleted_at is not None)
    return found


def highest(series: Series, given: Iterable[str]) -> list[str]:
    """Return the highest of some numbers that are of the series' form; none where none is."""
    return sorted((n for n in given if series.value(n)), key=lambda n: series.value(n) or 0)[-1:]


def keep_numbers(session: Session, series: Series, given: Iterable[str]) -> None:
    """Push the series past the highest of these numbers."""
    for number in highest(series, given):
        numbers.keep(session, series, number)


def set_parents(work: UnitOfWork, above: dict[int, int]) -> None:
    """Let customers belong to others (ids to ids)."""
    records = list(work.session.scalars(select(CustomerRecord).where(CustomerRecord.id.in_(above))))
    for record in records:
        record.parent_id = above[record.id]
    work.flush()
    for record in records:
        work.session.expunge(record)  # a long file needs no long memory
