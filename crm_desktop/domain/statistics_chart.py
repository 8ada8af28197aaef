"""The chart of statistics, the same on screen, on paper and in a spreadsheet."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from crm_desktop.domain.chart import Chart, ChartKind, Series
from crm_desktop.domain.statistics import Statistics, StatisticsRow

MOST_BARS = 15

Figure = Callable[[StatisticsRow], Decimal]


def revenue(row: StatisticsRow) -> Decimal:
    """Return the revenue of the period."""
    return row.revenue


def revenue_before(row: StatisticsRow) -> Decimal:
    """Return the revenue of the period before."""
    return row.before


def revenue_year_ago(row: StatisticsRow) -> Decimal:
    """Return the revenue of the same period a year ago."""
    return row.year_ago


def charted_rows(
    statistics: Statistics, most: int = MOST_BARS
) -> tuple[Sequence[StatisticsRow], int]:
    """Return the rows that are drawn, and how many are left out.

    Stretches of time are all drawn, in their order. Of other rows, which come by revenue, the
    `most` with the largest are: added up, the many small ones would dwarf all others.
    """
    if statistics.by.is_time:
        return statistics.rows, 0
    return statistics.rows[:most], max(0, len(statistics.rows) - most)


def statistics_chart(
    statistics: Statistics,
    figures: Sequence[tuple[str, Figure]],
    label: Callable[[StatisticsRow], str],
    *,
    title: str = "",
    line: bool = False,
    most: int = MOST_BARS,
) -> Chart:
    """Return the chart of `figures` (a legend and a value each) of the rows that are drawn.

    `label` names a row. Lines are for stretches of time only; other rows are lying bars whatever
    `line` says.
    """
    drawn, _left_out = charted_rows(statistics, most)
    series = (Series(legend, tuple(value(row) for row in drawn)) for legend, value in figures)
    if not statistics.by.is_time:
        kind = ChartKind.ROW
    else:
        kind = ChartKind.LINE if line else ChartKind.BAR
    return Chart(title, kind, tuple(label(row) for row in drawn), tuple(series))
