"""Statistics are the sums that plain Python gives, and each figure is the payments behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.periods import Period, stretch_key, stretches
from crm_desktop.domain.statistics import Breakdown, StatisticsRow
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.statistics import payments_behind, statistics
from tests.databases import ADMINISTRATOR, FixedClock, acting, copy_database
from tests.random_company import DAYS, FIRST_DAY, Company, Paid, random_companies, store

COMPANIES = random_companies(Random(42), 120, (1, 2))
ZERO = Decimal("0.00")
Figures = tuple[int, Decimal, Decimal, Decimal]
OWNERS = {None: "", 1: "admin", 2: "clerk"}


@pytest.fixture(scope="module")
def context(
    database_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceContext]:
    database = copy_database(database_template, tmp_path_factory.mktemp("s") / "s.db")
    signed_in = acting(database, ADMINISTRATOR, FixedClock())
    store(signed_in, COMPANIES)
    yield signed_in
    database.close()


def location(company: Company) -> str:
    if company.country.strip() in ("", "中国", "China"):
        return company.province
    return company.country


def key_of(by: Breakdown) -> Callable[[Company, Paid], str]:
    keys: dict[Breakdown, Callable[[Company, Paid], str]] = {
        Breakdown.CUSTOMER: lambda c, p: c.number,
        Breakdown.LOCATION: lambda c, p: location(c),
        Breakdown.CATEGORY: lambda c, p: p.category or c.category,
        Breakdown.METHOD: lambda c, p: p.method,
        Breakdown.OWNER: lambda c, p: OWNERS[c.owner_id],
        Breakdown.LEVEL: lambda c, p: c.level,
    }
    return keys.get(by, lambda c, p: stretch_key(p.on, by.value))


def naive(period: Period, by: Breakdown) -> dict[str, tuple[int, Decimal]]:
    counts: dict[str, int] = defaultdict(int)
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for company in COMPANIES:
        for paid in company.payments:
            if not paid.void and period.first <= paid.on <= period.last:
                key = key_of(by)(company, paid)
                counts[key] += 1
                sums[key] += -paid.amount if paid.refund else paid.amount
    return {key: (counts[key], sums[key]) for key in counts}


def revenue(found: dict[str, tuple[int, Decimal]], key: str) -> Decimal:
    return found.get(key, (0, ZERO))[1]


def expected_rows(
    period: Period, by: Breakdown
) -> dict[str, tuple[int, Decimal, Decimal, Decimal]]:
    now, before, year_ago = (
        naive(each, by) for each in (period, period.before(), period.year_ago())
    )
    if not by.is_time:
        return {
            key: (*now.get(key, (0, ZERO)), revenue(before, key), revenue(year_ago, key))
            for key in {*now, *before, *year_ago}
        }
    keys_before, keys_year_ago = (
        [*stretches(each, by.value), *[""] * DAYS] for each in (period.before(), period.year_ago())
    )
    return {
        key: (
            *now.get(key, (0, ZERO)),
            revenue(before, keys_before[place]),
            revenue(year_ago, keys_year_ago[place]),
        )
        for place, key in enumerate(stretches(period, by.value))
    }


def figures(row: StatisticsRow) -> Figures:
    return row.payments, row.revenue, row.before, row.year_ago


PERIODS = st.builds(
    lambda start, length: Period(
        FIRST_DAY + timedelta(days=start), FIRST_DAY + timedelta(days=start + length)
    ),
    st.integers(-30, DAYS),
    st.one_of(st.integers(0, 40), st.integers(0, DAYS)),
) | st.builds(
    lambda year, month: Period(
        FIRST_DAY.replace(year=year, month=month), FIRST_DAY.replace(year=year, month=month, day=28)
    ),
    st.sampled_from([2024, 2025]),
    st.integers(1, 12),
)


@settings(max_examples=150, deadline=None)
@given(period=PERIODS, by=st.sampled_from(Breakdown))
def test_sums_are_those_of_plain_python(
    context: ServiceContext, period: Period, by: Breakdown
) -> None:
    found = statistics(context, period, by)
    assert {row.key: figures(row) for row in found.rows} == expected_rows(period, by)
    everything = naive(period, by)
    assert found.payments == sum(count for count, _ in everything.values())
    assert found.total == sum((amount for _, amount in everything.values()), ZERO)
    assert found.total == sum((row.revenue for row in found.rows), ZERO)
    assert found.total_before == sum((a for _, a in naive(found.before, by).values()), ZERO)
    assert found.total_year_ago == sum((a for _, a in naive(found.year_ago, by).values()), ZERO)
    if by.is_time:
        assert [row.key for row in found.rows] == [*stretches(period, by.value)]
    else:
        assert found.total_before == sum((row.before for row in found.rows), ZERO)
        sums = [row.revenue for row in found.rows]
        assert sums == sorted(sums, reverse=True)


@settings(max_examples=40, deadline=None)
@given(period=PERIODS, by=st.sampled_from(Breakdown), data=st.data())
def test_each_figure_is_the_payments_behind_it(
    context: ServiceContext, period: Period, by: Breakdown, data: st.DataObject
) -> None:
    rows = statistics(context, period, by).rows
    for row in data.draw(st.permutations(rows))[:25]:
        behind = payments_behind(context, period, by, row.key)
        assert len(behind) == row.payments
        assert sum((each.payment.revenue for each in behind), ZERO) == row.revenue
        days = [each.payment.paid_on for each in behind]
        assert days == sorted(days)
        assert payments_behind(context, period, by, row.key, 1, 2) == behind[1:3]
        assert all(not each.payment.is_void for each in behind)
