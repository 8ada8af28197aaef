"""History: who changed what, when, from what to what. It can be read, never changed.

It may have millions of entries: they are read page by page, each from where the one before ended,
and never counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from crm_desktop.data import history_queries
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.errors import Cancelled
from crm_desktop.domain.history import HistoryEntry, HistoryFilter, Place
from crm_desktop.infra.cancellation import CancelledWork, check_cancelled
from crm_desktop.services.context import (
    ServiceContext,
    require_administrator,
    require_signed_in,
)
from crm_desktop.services.transfer_writers import Head, Value, table_writer

EVERYTHING = HistoryFilter()
PAGE = 200
_EXPORT_PAGE = 1000
Progress = Callable[[int, int], None]
# Lines of an export, several for an entry that changed several fields.
Lines = Callable[[HistoryEntry], Iterable[Sequence[Value]]]


def entries(
    context: ServiceContext,
    wanted: HistoryFilter = EVERYTHING,
    older_than: Place | None = None,
    limit: int = PAGE,
) -> tuple[HistoryEntry, ...]:
    """Return what happened, the latest first, from a place on (administrators).

    A text that is a customer's number finds all that happened to that customer.
    """
    require_administrator(context)
    with ReadOnlyWork(context) as work:
        return history_queries.entries(work.session, wanted, older_than, limit)


def customer_history(
    context: ServiceContext,
    customer_id: int,
    older_than: Place | None = None,
    limit: int = PAGE,
) -> tuple[HistoryEntry, ...]:
    """Return what happened to a customer, its contacts and payments, the latest first."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return history_queries.customer_entries(work.session, customer_id, older_than, limit)


def export(
    context: ServiceContext,
    path: Path,
    wanted: HistoryFilter,
    title: str,
    heads: Sequence[Head],
    lines: Lines,
    progress: Progress | None = None,
) -> int:
    """Write the entries that pass the filter to .csv or .xlsx; return how many (administrators).

    `lines` says how an entry reads. What looks like a formula is written as text. Raises
    FileNotWritable, Cancelled; the file then stays as it was.
    """
    require_administrator(context)
    done = 0
    try:
        with table_writer(path, title, heads) as write:
            for page in _pages(context, wanted):
                check_cancelled()
                for entry in page:
                    for line in lines(entry):
                        write(line)
                done += len(page)
                if progress is not None:
                    progress(done, 0)
    except CancelledWork as error:
        raise Cancelled from error
    return done


def _pages(context: ServiceContext, wanted: HistoryFilter) -> Iterator[tuple[HistoryEntry, ...]]:
    older_than: Place | None = None
    while page := entries(context, wanted, older_than, _EXPORT_PAGE):
        yield page
        older_than = page[-1].place
