"""Periods, those they are compared with, and their stretches."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.periods import (
    PERIOD_LABELS,
    Period,
    PeriodName,
    named_period,
    shift_months,
    stretch_key,
    stretch_period,
    stretches,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31))
PERIODS = st.builds(
    lambda first, days: Period(first, first + timedelta(days=days)), DAYS, st.integers(0, 900)
)
UNITS = st.sampled_from(["day", "month", "quarter", "year"])


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def test_a_period_runs_forwards() -> None:
    with pytest.raises(ValueError, match="after the last"):
        period("2026-03-02", "2026-03-01")
    assert period("2026-03-01", "2026-03-01").days == 1


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        (PeriodName.TODAY, "2026-03-10", "2026-03-10"),
        (PeriodName.THIS_WEEK, "2026-03-09", "2026-03-15"),
        (PeriodName.LAST_WEEK, "2026-03-02", "2026-03-08"),
        (PeriodName.THIS_MONTH, "2026-03-01", "2026-03-31"),
        (PeriodName.LAST_MONTH, "2026-02-01", "2026-02-28"),
        (PeriodName.THIS_QUARTER, "2026-01-01", "2026-03-31"),
        (PeriodName.LAST_QUARTER, "2025-10-01", "2025-12-31"),
        (PeriodName.THIS_YEAR, "2026-01-01", "2026-12-31"),
        (PeriodName.LAST_YEAR, "2025-01-01", "2025-12-31"),
    ],
)
def test_named_periods(name: PeriodName, first: str, last: str) -> None:
    assert named_period(name, date(2026, 3, 10)) == period(first, last)
    assert name in PERIOD_LABELS


@pytest.mark.parametrize(
    ("of", "before", "year_ago"),
    [
        (
            ("2026-03-10", "2026-03-10"),
            ("2026-03-09", "2026-03-09"),
            ("2025-03-10", "2025-03-10"),
        ),
        (
            ("2026-03-01", "2026-03-31"),
            ("2026-02-01", "2026-02-28"),
            ("2025-03-01", "2025-03-31"),
        ),
        (
            ("2024-02-01", "2024-02-29"),
            ("2024-01-01", "2024-01-31"),
            ("2023-02-01", "2023-02-28"),
        ),
        (
            ("2025-02-01", "2025-02-28"),
            ("2025-01-01", "2025-01-31"),
            ("2024-02-01", "2024-02-29"),
        ),
        (
            ("2026-01-01", "2026-03-31"),
            ("2025-10-01", "2025-12-31"),
            ("2025-01-01", "2025-03-31"),
        ),
        (
            ("2026-01-01", "2026-12-31"),
            ("2025-01-01", "2025-12-31"),
            ("2025-01-01", "2025-12-31"),
        ),
        (
            ("2024-02-29", "2024-03-09"),
            ("2024-02-19", "2024-02-28"),
            ("2023-02-28", "2023-03-09"),
        ),
    ],
)
def test_what_a_period_is_compared_with(
    of: tuple[str, str], before: tuple[str, str], year_ago: tuple[str, str]
) -> None:
    assert period(*of).before() == period(*before)
    assert period(*of).year_ago() == period(*year_ago)


def test_the_calendar_ends_somewhere() -> None:
    beginning = Period(date.min, date.min)
    assert Period(date(1, 1, 1), date(1, 1, 31)).before() == beginning
    assert Period(date(1, 1, 3), date(1, 1, 20)).before() == beginning
    assert Period(date(1, 5, 1), date(1, 5, 20)).year_ago() == beginning
    assert shift_months(date.max, 1) is None
    assert list(stretches(Period(date(9999, 12, 30), date.max), "day")) == [
        "9999-12-30",
        "9999-12-31",
    ]
    assert list(stretches(Period(date.max, date.max), "year")) == ["9999"]


@given(PERIODS)
def test_the_period_before_ends_the_day_before(of: Period) -> None:
    before = of.before()
    assert before.last + timedelta(days=1) == of.first


@given(PERIODS, UNITS)
def test_stretches_cover_a_period_once(of: Period, unit: str) -> None:
    keys = list(stretches(of, unit))
    assert len(set(keys)) == len(keys)
    pieces = [stretch_period(key, of) for key in keys]
    assert sum(piece.days for piece in pieces) == of.days
    assert pieces[0].first == of.first
    assert pieces[-1].last == of.last


@given(DAYS, UNITS)
def test_a_day_is_in_its_stretch(day: date, unit: str) -> None:
    key = stretch_key(day, unit)
    year = Period(date(day.year, 1, 1), date(day.year, 12, 31))
    found = stretch_period(key, year)
    assert found.first <= day <= found.last
