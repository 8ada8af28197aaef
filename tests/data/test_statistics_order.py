"""The order of many rows by customer is that of plain Python, however ids and runs lie."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.data.database import Database
from crm_desktop.data.pinyin import sort_key
from crm_desktop.domain.errors import Cancelled
from crm_desktop.domain.packed_rows import PackedRows
from crm_desktop.domain.periods import Period
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.domain.statistics_labels import change_in_percent
from crm_desktop.infra.cancellation import CancelledWork, CancelToken
from crm_desktop.services import statistics, statistics_order
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.statistics_order import Ordered, places_by
from tests.databases import FixedClock, acting

NUMBERS: dict[Ordered, Callable[[StatisticsRow], Decimal | int | None]] = {
    Ordered.PAYMENTS: lambda row: row.payments,
    Ordered.REVENUE: lambda row: row.revenue,
    Ordered.BEFORE: lambda row: row.before,
    Ordered.YEAR_AGO: lambda row: row.year_ago,
    Ordered.CHANGE: lambda row: change_in_percent(row.revenue, row.before),
    Ordered.CHANGE_IN_YEAR: lambda row: change_in_percent(row.revenue, row.year_ago),
}


@pytest.fixture
def context(sample_database: Database, clock: FixedClock) -> ServiceContext:
    return acting(sample_database, "admin", clock)


@pytest.fixture
def found(context: ServiceContext) -> Statistics:
    paid = statistics.paid_period(context)
    assert paid is not None
    year = Period(date(paid.last.year, 1, 1), date(paid.last.year, 12, 31))
    found = statistics.statistics(context, year, Breakdown.CUSTOMER)
    assert len(found.rows) > 20
    return found


@pytest.fixture(params=[7, 10_000])
def _run(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics_order, "_RUN", request.param)


@pytest.mark.usefixtures("_run")
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("by", NUMBERS)
def test_numbers_are_ordered_and_what_cannot_be_told_comes_last(
    context: ServiceContext, found: Statistics, by: Ordered, descending: bool
) -> None:
    rows = found.rows
    assert isinstance(rows, PackedRows)
    places = list(places_by(context, rows, by, descending=descending))
    assert sorted(places) == list(range(len(rows)))
    values = [NUMBERS[by](rows[place]) for place in places]
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known))
    assert known == sorted(known, reverse=descending)


@pytest.mark.parametrize("sparse", [0, 16])
def test_names_are_ordered_by_pinyin_either_way(
    context: ServiceContext, found: Statistics, sparse: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics_order, "_SPARSE", sparse)
    rows = found.rows
    assert isinstance(rows, PackedRows)
    ids = rows.ids
    wanted = sorted(range(len(rows)), key=lambda place: (sort_key(rows[place].label), ids[place]))
    assert list(places_by(context, rows, Ordered.NAME, descending=False)) == wanted
    assert list(places_by(context, rows, Ordered.NAME, descending=True)) == wanted[::-1]


@pytest.mark.parametrize("descending", [False, True])
def test_customers_gone_meanwhile_come_last(
    context: ServiceContext, found: Statistics, descending: bool
) -> None:
    known = found.rows
    assert isinstance(known, PackedRows)
    rows = PackedRows(3)
    rows.append_block([10**6, known.ids[0], 10**12], "abc", "abc", [1] * 3, *[[0] * 3] * 3)
    assert list(places_by(context, rows, Ordered.NAME, descending=descending)) == [1, 0, 2]


def test_ordering_can_be_given_up(context: ServiceContext, found: Statistics) -> None:
    rows = found.rows
    assert isinstance(rows, PackedRows)
    token = CancelToken()
    token.cancel()
    for by in (Ordered.NAME, Ordered.REVENUE):
        with token.active(), pytest.raises((Cancelled, CancelledWork)):
            places_by(context, rows, by, descending=False)
