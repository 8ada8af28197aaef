"""The chart of statistics, the same on screen, on paper and in a spreadsheet."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from crm_desktop.domain.chart import Chart, ChartKind, Series
from crm_desktop.domain.money import ZERO
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
) -> tuple[tuple[StatisticsRow, ...], tuple[StatisticsRow, ...]]:
    """Return the rows that are drawn one by one, and those that are drawn as one together.

    Stretches of time are all drawn, in their order. Other rows are drawn by revenue, the largest
    first; beyond `most` bars the smallest are added up.
    """
    if statistics.by.is_time:
        return statistics.rows, ()
    ordered = sorted(statistics.rows, key=lambda row: (-row.revenue, row.key))
    if len(ordered) <= most:
        return tuple(ordered), ()
    return tuple(ordered[: most - 1]), tuple(ordered[most - 1 :])


def statistics_chart(
    statistics: Statistics,
    figures: Sequence[tuple[str, Figure]],
    label: Callable[[StatisticsRow], str],
    others: Callable[[int], str],
    *,
    title: str = "",
    line: bool = False,
    most: int = MOST_BARS,
) -> Chart:
    """Return the chart of `figures` (a legend and a value each).

    `label` names a row, `others` the bar of the rows added up, given their number. Lines are for
    stretches of time only; other rows are lying bars whatever `line` says.
    """
    single, together = charted_rows(statistics, most)
    categories = [label(row) for row in single]
    if together:
        categories.append(others(len(together)))
    series = []
    for legend, value in figures:
        values = [value(row) for row in single]
        if together:
            values.append(sum((value(row) for row in together), ZERO))
        series.append(Series(legend, tuple(values)))
    if not statistics.by.is_time:
        kind = ChartKind.ROW
    else:
        kind = ChartKind.LINE if line else ChartKind.BAR
    return Chart(title, kind, tuple(categories), tuple(series))
