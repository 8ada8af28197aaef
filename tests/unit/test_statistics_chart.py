"""The chart shows the figures of the statistics, the smallest added up where they are many."""

from datetime import date
from decimal import Decimal

from crm_desktop.domain.chart import ChartKind
from crm_desktop.domain.periods import Period
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.domain.statistics_chart import (
    charted_rows,
    revenue,
    revenue_before,
    revenue_year_ago,
    statistics_chart,
)


def statistics(by: Breakdown, rows: list[StatisticsRow]) -> Statistics:
    period = Period(date(1996, 1, 1), date(1996, 12, 31))
    return Statistics(
        period=period,
        before=period.before(),
        year_ago=period.year_ago(),
        by=by,
        rows=tuple(rows),
        payments=sum(row.payments for row in rows),
        total=sum((row.revenue for row in rows), Decimal(0)),
        total_before=Decimal(0),
        total_year_ago=Decimal(0),
    )


def row(key: str, amount: int, before: int = 0, year_ago: int = 0) -> StatisticsRow:
    return StatisticsRow(
        key=key,
        label=f"customer {key}",
        revenue=Decimal(amount),
        before=Decimal(before),
        year_ago=Decimal(year_ago),
    )


def test_time_keeps_its_order_and_may_be_a_line() -> None:
    months = statistics(Breakdown.MONTH, [row("1996-01", 5), row("1996-02", 0), row("1996-03", 9)])
    figures = [("Revenue", revenue), ("Before", revenue_before)]
    chart = statistics_chart(months, figures, lambda r: r.key, line=True)
    assert chart.kind is ChartKind.LINE
    assert chart.categories == ("1996-01", "1996-02", "1996-03")
    assert [series.label for series in chart.series] == ["Revenue", "Before"]
    assert chart.series[0].values == (Decimal(5), Decimal(0), Decimal(9))


def test_time_is_bars_unless_lines_are_wanted() -> None:
    years = statistics(Breakdown.YEAR, [row("1996", 5)])
    assert statistics_chart(years, [("R", revenue)], lambda r: r.key).kind is ChartKind.BAR


def test_of_many_customers_the_largest_are_lying_bars() -> None:
    rows = [row(f"C{n}", n, before=2 * n, year_ago=n + 1) for n in range(30, 0, -1)]
    by_customer = statistics(Breakdown.CUSTOMER, rows)
    figures = [("R", revenue), ("B", revenue_before), ("Y", revenue_year_ago)]
    chart = statistics_chart(
        by_customer, figures, lambda r: r.label, title="1996", line=True, most=3
    )
    assert chart.kind is ChartKind.ROW
    assert chart.title == "1996"
    assert chart.categories == ("customer C30", "customer C29", "customer C28")
    assert [[int(value or 0) for value in series.values] for series in chart.series] == [
        [30, 29, 28],
        [60, 58, 56],
        [31, 30, 29],
    ]
    assert charted_rows(by_customer, 3)[1] == 27


def test_as_many_as_fit_are_all_drawn() -> None:
    rows = [row(f"C{n}", -n) for n in range(10)]
    drawn, left_out = charted_rows(statistics(Breakdown.CUSTOMER, rows), most=10)
    assert (list(drawn), left_out) == (rows, 0)
