"""The order of a million rows by customer, worked out so that windows go on meanwhile.

One long sort would let no other thread run. So short runs are sorted and then merged.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from heapq import merge

from crm_desktop.data.statistics_queries import numbers_by_name
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.packed_rows import PackedRows
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.services.context import ServiceContext, require_signed_in

# Places sorted at a time: some milliseconds.
_RUN = 10_000


class Ordered(Enum):
    """What rows are ordered by."""

    NAME = "name"
    PAYMENTS = "payments"
    REVENUE = "revenue"
    BEFORE = "before"
    CHANGE = "change"
    YEAR_AGO = "year_ago"
    CHANGE_IN_YEAR = "change_in_year"


def places_by(
    context: ServiceContext, rows: PackedRows, by: Ordered, *, descending: bool
) -> Sequence[int]:
    """Return the places of `rows` in another order; what cannot be told comes last either way.

    Names are in the order of their pinyin. Raises Cancelled.
    """
    require_signed_in(context)
    if by is Ordered.NAME:
        key = _ranks(context, rows).__getitem__
        return _sorted(range(len(rows)), key, descending=descending)
    change = {Ordered.CHANGE: 2, Ordered.CHANGE_IN_YEAR: 3}.get(by)
    if change is None:
        column = (Ordered.PAYMENTS, Ordered.REVENUE, Ordered.BEFORE, Ordered.YEAR_AGO).index(by)
        places = range(len(rows))
        return _sorted(places, lambda place: rows.figures(place)[column], descending=descending)
    known = [place for place in range(len(rows)) if rows.figures(place)[change]]
    unknown = [place for place in range(len(rows)) if not rows.figures(place)[change]]

    def grown(place: int) -> float:
        _, now, *_ = figures = rows.figures(place)
        return (now - figures[change]) / abs(figures[change])

    return [*_sorted(known, grown, descending=descending), *unknown]


def _ranks(context: ServiceContext, rows: PackedRows) -> list[int]:
    with ReadOnlyWork(context) as work:
        ranks = {number: rank for rank, number in enumerate(numbers_by_name(work.session))}
    # A customer may have been renumbered since the rows were read.
    return [ranks.get(key, len(ranks)) for key in rows.keys()]


def _sorted(
    places: Sequence[int], key: Callable[[int], float], *, descending: bool
) -> Sequence[int]:
    runs = []
    for start in range(0, len(places), _RUN):
        check_cancelled()
        runs.append(sorted(places[start : start + _RUN], key=key, reverse=descending))
    return list(merge(*runs, key=key, reverse=descending))
