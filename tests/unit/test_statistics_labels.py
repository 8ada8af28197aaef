"""Rows of statistics are named as people of the language write them."""

from decimal import Decimal

import pytest

from crm_desktop.domain.statistics import Breakdown, StatisticsRow
from crm_desktop.domain.statistics_labels import (
    BREAKDOWN_LABELS,
    Phrase,
    change_in_percent,
    row_phrase,
)
from crm_desktop.domain.texts import Text


def english(text: Text) -> str:
    return text.source


def said(row: StatisticsRow, by: Breakdown) -> str:
    phrase = row_phrase(row, by)
    return phrase.spoken(english) if isinstance(phrase, Phrase) else phrase


@pytest.mark.parametrize(
    ("by", "key", "shown"),
    [
        (Breakdown.DAY, "1996-07-04", "4 Jul 1996"),
        (Breakdown.MONTH, "1996-12", "Dec 1996"),
        (Breakdown.QUARTER, "1996-Q3", "Q3 1996"),
        (Breakdown.YEAR, "1996", "1996"),
    ],
)
def test_stretches_of_time(by: Breakdown, key: str, shown: str) -> None:
    assert said(StatisticsRow(key=key, label=key), by) == shown


def test_each_breakdown_says_what_is_missing() -> None:
    nothing = StatisticsRow(key="", label="")
    assert said(nothing, Breakdown.CATEGORY) == "(no category)"
    assert said(nothing, Breakdown.OWNER) == "(no owner)"
    assert said(nothing, Breakdown.CUSTOMER) == "(none)"


def test_other_rows_bear_their_label_or_at_least_their_key() -> None:
    assert said(StatisticsRow(key="C1", label="大兴超市"), Breakdown.CUSTOMER) == "大兴超市"
    assert said(StatisticsRow(key="上海市", label=""), Breakdown.LOCATION) == "上海市"


def test_every_breakdown_has_a_name() -> None:
    assert set(BREAKDOWN_LABELS) == set(Breakdown)


@pytest.mark.parametrize(
    ("now", "then", "change"),
    [
        ("110.00", "100.00", "10.0"),
        ("0.00", "80.00", "-100.0"),
        ("50.00", "-100.00", "150.0"),
        ("2.00", "3.00", "-33.3"),
        ("100.05", "100.00", "0.1"),
    ],
)
def test_change_in_percent(now: str, then: str, change: str) -> None:
    assert change_in_percent(Decimal(now), Decimal(then)) == Decimal(change)


def test_no_change_can_be_told_where_there_was_nothing() -> None:
    assert change_in_percent(Decimal("5.00"), Decimal("0.00")) is None
