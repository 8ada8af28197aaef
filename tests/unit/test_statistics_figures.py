"""Figures of statistics are written, sorted and charted as windows show them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.domain.chart import ChartKind
from crm_desktop.domain.codes import INITIAL_ITEMS, Labels
from crm_desktop.domain.periods import Period, PeriodName
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.gui.views.statistics_figures import (
    NO_FIGURE,
    Column,
    Comparison,
    chart_of,
    column_title,
    is_all_zero,
    period_of_figure,
    row_label,
    shown_figure,
    shown_period,
    sorted_places,
    total_row,
)
from crm_desktop.gui.views.statistics_period import (
    PeriodChoice,
    remembered_breakdown,
    remembered_period,
)
from crm_desktop.infra import i18n

LABELS = Labels(
    items={(item.list, item.code): item for item in INITIAL_ITEMS},
    show=lambda text, _language: text.source,
)
TODAY = date(2026, 3, 10)


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.set_language(i18n.CHINESE)
    yield
    i18n.set_language(i18n.ENGLISH)


def row(key: str, revenue: str, before: str = "0.00", payments: int = 1) -> StatisticsRow:
    return StatisticsRow(
        key=key, label=key, payments=payments, revenue=Decimal(revenue), before=Decimal(before)
    )


def statistics(by: Breakdown, *rows: StatisticsRow) -> Statistics:
    period = Period(date(2026, 1, 1), date(2026, 1, 31))
    return Statistics(
        period=period,
        before=period.before(),
        year_ago=period.year_ago(),
        by=by,
        rows=rows,
        payments=sum(r.payments for r in rows),
        total=sum((r.revenue for r in rows), Decimal("0.00")),
        total_before=sum((r.before for r in rows), Decimal("0.00")),
        total_year_ago=Decimal("0.00"),
    )


def test_codes_bear_their_labels() -> None:
    assert row_label(row("cash", "1.00"), Breakdown.METHOD, LABELS) == "Cash"
    assert row_label(row("vip", "1.00"), Breakdown.LEVEL, LABELS) == "Key account"


def test_rows_speak_the_language_in_force(chinese: None) -> None:
    nothing = StatisticsRow(key="", label="")
    assert row_label(row("cash", "1.00"), Breakdown.METHOD, LABELS) == "现金"
    assert row_label(nothing, Breakdown.CATEGORY, LABELS) == "（未分类）"
    assert row_label(row("1996-07-04", "1.00"), Breakdown.DAY, LABELS) == "1996年7月4日"
    assert row_label(row("1996-Q3", "1.00"), Breakdown.QUARTER, LABELS) == "1996年第3季度"


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (Column.PAYMENTS, "1,200"),
        (Column.REVENUE, "1,234,567.80"),
        (Column.BEFORE, "1,000,000.00"),
        (Column.CHANGE, "+23.5%"),
        (Column.YEAR_AGO, "0.00"),
        (Column.CHANGE_IN_YEAR, NO_FIGURE),
    ],
)
def test_figures_as_they_are_written(column: Column, shown: str) -> None:
    figure = row("x", "1234567.80", "1000000.00", payments=1200)
    assert shown_figure(figure, column) == shown


def test_numbers_sort_as_numbers_and_the_unknown_comes_last() -> None:
    rows = (row("a", "9.00", "3.00"), row("b", "100.00"), row("c", "20.00", "10.00"))
    found = statistics(Breakdown.LOCATION, *rows)

    def keys(column: Column, *, descending: bool) -> str:
        ordered = sorted_places(found, column, LABELS, descending=descending)
        return "".join(rows[place].key for place in ordered)

    assert keys(Column.REVENUE, descending=False) == "acb"
    assert keys(Column.REVENUE, descending=True) == "bca"
    assert keys(Column.CHANGE, descending=False) == "cab"
    assert keys(Column.CHANGE, descending=True) == "acb"


def test_labels_sort_by_pinyin_and_months_by_time() -> None:
    places = statistics(Breakdown.LOCATION, row("上海市", "1.00"), row("北京市", "2.00"))
    assert sorted_places(places, Column.LABEL, LABELS, descending=False) == [1, 0]
    months = statistics(Breakdown.MONTH, row("2026-02", "1.00"), row("2025-12", "2.00"))
    assert sorted_places(months, Column.LABEL, LABELS, descending=True) == [0, 1]


def test_the_total_sums_every_row() -> None:
    found = statistics(Breakdown.LOCATION, row("a", "9.10", "1.00"), row("b", "0.90", "2.00"))
    total = total_row(found)
    assert (total.revenue, total.before, total.payments) == (Decimal("10.00"), Decimal(3), 2)


def test_the_chart_shows_what_is_compared() -> None:
    found = statistics(Breakdown.MONTH, row("2026-01", "5.00", "4.00"))
    both = chart_of(found, LABELS, Comparison(), line=True)
    assert both.kind is ChartKind.LINE
    assert [s.label for s in both.series] == ["Revenue", "Period before", "A year ago"]
    alone = chart_of(found, LABELS, Comparison(before=False, year_ago=False), line=False)
    assert [s.label for s in alone.series] == ["Revenue"]
    assert alone.title == ""
    assert alone.categories == ("Jan 2026",)


def test_a_chart_of_many_rows_says_that_it_shows_the_largest() -> None:
    many = statistics(Breakdown.CUSTOMER, *(row(f"C{n}", f"{n}.00") for n in range(40)))
    chart = chart_of(many, LABELS, Comparison(), line=False)
    assert chart.title == "The 15 largest of 40"
    assert len(chart.categories) == 15


def test_columns_that_compare_can_be_left_out() -> None:
    hidden = [c for c in Column if Comparison(before=False, year_ago=False).hides(c)]
    assert hidden == [Column.BEFORE, Column.CHANGE, Column.YEAR_AGO, Column.CHANGE_IN_YEAR]
    assert not any(Comparison().hides(c) for c in Column)
    assert column_title(Column.LABEL, Breakdown.OWNER) == "Owner"


def test_figures_are_of_their_own_period() -> None:
    found = statistics(Breakdown.MONTH, row("2026-01", "5.00"))
    assert period_of_figure(found, Column.REVENUE) == found.period
    assert period_of_figure(found, Column.CHANGE) == found.before
    assert period_of_figure(found, Column.YEAR_AGO) == found.year_ago
    assert shown_period(found.before) == "1 Dec 2025 – 31 Dec 2025"
    assert shown_period(Period(TODAY, TODAY)) == "10 Mar 2026"


def test_nothing_paid_at_all() -> None:
    assert is_all_zero([StatisticsRow(key="", label="")])
    assert not is_all_zero([row("a", "0.00", "1.00", payments=0)])


@pytest.mark.parametrize(
    "choice",
    [
        PeriodChoice(PeriodName.LAST_QUARTER),
        PeriodChoice(None, Period(date(1996, 7, 4), date(1998, 5, 6))),
    ],
)
def test_the_last_period_is_remembered(choice: PeriodChoice) -> None:
    assert remembered_period(choice.kept()) == choice


@pytest.mark.parametrize("kept", [None, "nonsense", [], ["2026-01-01"], ["b", "a"], 7, ["x"] * 3])
def test_what_makes_no_sense_is_the_usual_period(kept: object) -> None:
    assert remembered_period(kept) == PeriodChoice(PeriodName.THIS_YEAR)


def test_a_named_period_moves_with_the_days() -> None:
    choice = PeriodChoice(PeriodName.LAST_MONTH)
    assert choice.period(TODAY) == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert choice.period(date(2026, 4, 1)) == Period(date(2026, 3, 1), date(2026, 3, 31))


def test_the_last_breakdown_is_remembered() -> None:
    assert remembered_breakdown("owner") is Breakdown.OWNER
    assert remembered_breakdown(None) is Breakdown.MONTH
