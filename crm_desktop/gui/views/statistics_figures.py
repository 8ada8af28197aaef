"""The figures of statistics as windows show them: columns, words, order. Knows no window."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from crm_desktop.domain.chart import Chart
from crm_desktop.domain.codes import Labels
from crm_desktop.domain.folding import fold
from crm_desktop.domain.money import format_money
from crm_desktop.domain.periods import Period, stretches
from crm_desktop.domain.records import PaymentRow
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.domain.statistics_chart import (
    Figure,
    charted_rows,
    revenue,
    revenue_before,
    revenue_year_ago,
    statistics_chart,
)
from crm_desktop.domain.statistics_labels import (
    BREAKDOWN_LABELS,
    CODE_LISTS,
    Phrase,
    change_in_percent,
    row_phrase,
    stretch_phrase,
)
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.infra.i18n import language, show, translate
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.statistics import payments_behind
from crm_desktop.services.statistics_order import Ordered

# Payments behind a figure that are listed; nobody looks through more of them.
MOST_PAYMENTS = 5000
NO_FIGURE = "–"


class Column(IntEnum):
    """The columns of the table, in their order."""

    LABEL = 0
    PAYMENTS = 1
    REVENUE = 2
    BEFORE = 3
    CHANGE = 4
    YEAR_AGO = 5
    CHANGE_IN_YEAR = 6


# By what a million rows are ordered for a column.
ORDERED = {
    Column.LABEL: Ordered.NAME,
    Column.PAYMENTS: Ordered.PAYMENTS,
    Column.REVENUE: Ordered.REVENUE,
    Column.BEFORE: Ordered.BEFORE,
    Column.CHANGE: Ordered.CHANGE,
    Column.YEAR_AGO: Ordered.YEAR_AGO,
    Column.CHANGE_IN_YEAR: Ordered.CHANGE_IN_YEAR,
}
COMPARED_BEFORE = (Column.BEFORE, Column.CHANGE)
COMPARED_YEAR_AGO = (Column.YEAR_AGO, Column.CHANGE_IN_YEAR)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the period is compared with."""

    before: bool = True
    year_ago: bool = True

    def hides(self, column: Column) -> bool:
        """Whether `column` is not wanted."""
        return (column in COMPARED_BEFORE and not self.before) or (
            column in COMPARED_YEAR_AGO and not self.year_ago
        )


def column_title(column: Column, by: Breakdown) -> str:
    """Return the heading of a column."""
    titles: dict[Column, Callable[[], str]] = {
        Column.LABEL: lambda: show(BREAKDOWN_LABELS[by]),
        Column.PAYMENTS: lambda: translate("StatisticsFigures", "Payments"),
        Column.REVENUE: lambda: translate("StatisticsFigures", "Revenue"),
        Column.BEFORE: lambda: translate("StatisticsFigures", "Period before"),
        Column.CHANGE: lambda: translate("StatisticsFigures", "Change"),
        Column.YEAR_AGO: lambda: translate("StatisticsFigures", "A year ago"),
        Column.CHANGE_IN_YEAR: lambda: translate("StatisticsFigures", "Change in a year"),
    }
    return titles[column]()


def row_label(row: StatisticsRow, by: Breakdown, labels: Labels) -> str:
    """Return what a row is called in the language in force."""
    if row.key and by in CODE_LISTS:
        return labels.label(CODE_LISTS[by], row.key, language())
    phrase = row_phrase(row, by)
    return phrase.spoken(show) if isinstance(phrase, Phrase) else phrase


def figure(row: StatisticsRow, column: Column) -> int | Decimal | None:
    """Return the number in a column; None where a change cannot be told."""
    if column is Column.PAYMENTS:
        return row.payments
    if column is Column.CHANGE:
        return change_in_percent(row.revenue, row.before)
    if column is Column.CHANGE_IN_YEAR:
        return change_in_percent(row.revenue, row.year_ago)
    amounts = {Column.BEFORE: row.before, Column.YEAR_AGO: row.year_ago}
    return amounts.get(column, row.revenue)


def shown_figure(row: StatisticsRow, column: Column) -> str:
    """Return the number in a column as it is written."""
    value = figure(row, column)
    if value is None:
        return NO_FIGURE
    if column is Column.PAYMENTS:
        return f"{value:,}"
    if column in (Column.CHANGE, Column.CHANGE_IN_YEAR):
        return shown_change(Decimal(value))
    return format_money(Decimal(value))


def shown_change(change: Decimal | None) -> str:
    """Return a change in per cent with its sign."""
    return NO_FIGURE if change is None else f"{change:+,.1f}%"


def total_row(statistics: Statistics) -> StatisticsRow:
    """Return the sums of all rows."""
    return StatisticsRow(
        key="",
        label=translate("StatisticsFigures", "Total"),
        payments=statistics.payments,
        revenue=statistics.total,
        before=statistics.total_before,
        year_ago=statistics.total_year_ago,
    )


def table_text(
    statistics: Statistics,
    rows: Iterable[StatisticsRow],
    columns: Sequence[Column],
    labels: Labels,
) -> str:
    """Return the table as a spreadsheet takes it, the total last. Raises Cancelled."""

    def line(row: StatisticsRow, label: str) -> str:
        cells = (label if each is Column.LABEL else shown_figure(row, each) for each in columns)
        return "\t".join(cells)

    lines = ["\t".join(column_title(column, statistics.by) for column in columns)]
    for row in rows:
        check_cancelled()
        lines.append(line(row, row_label(row, statistics.by, labels)))
    total = total_row(statistics)
    return "\n".join((*lines, line(total, total.label)))


def sorted_places(
    statistics: Statistics, column: Column, labels: Labels, *, descending: bool
) -> list[int]:
    """Return the places of the rows by the numbers of `column`; what cannot be told comes last.

    For rows by the hundred; a million are ordered by `services.statistics_order`.
    """
    rows = list(statistics.rows)
    places = range(len(rows))
    if column is Column.LABEL:
        label = _by_label(statistics.by, labels)
        return sorted(places, key=lambda place: label(rows[place]), reverse=descending)
    values = [figure(row, column) for row in rows]
    known = [place for place in places if values[place] is not None]
    unknown = [place for place in places if values[place] is None]
    return [*sorted(known, key=lambda place: values[place] or 0, reverse=descending), *unknown]


def _by_label(by: Breakdown, labels: Labels) -> Callable[[StatisticsRow], str]:
    if by.is_time:
        return lambda row: row.key
    from crm_desktop.services.pinyin import sort_key

    return lambda row: sort_key(fold(row_label(row, by, labels)))


def chart_of(
    statistics: Statistics, labels: Labels, comparison: Comparison, *, line: bool
) -> Chart:
    """Return the chart of what the table shows; of many rows the largest."""
    figures: list[tuple[str, Figure]] = [(column_title(Column.REVENUE, statistics.by), revenue)]
    if comparison.before:
        figures.append((column_title(Column.BEFORE, statistics.by), revenue_before))
    if comparison.year_ago:
        figures.append((column_title(Column.YEAR_AGO, statistics.by), revenue_year_ago))
    return statistics_chart(
        statistics,
        figures,
        lambda row: row_label(row, statistics.by, labels),
        title=_chart_title(statistics),
        line=line,
    )


def _chart_title(statistics: Statistics) -> str:
    drawn, left_out = charted_rows(statistics)
    if not left_out:
        return ""
    return translate("StatisticsFigures", "The {n} largest of {all}").format(
        n=len(drawn), all=f"{len(statistics.rows):,}"
    )


def is_all_zero(rows: Sequence[StatisticsRow]) -> bool:
    """Whether nothing was paid in any of the periods compared."""
    return not any(row.payments or row.revenue or row.before or row.year_ago for row in rows)


def period_of_figure(statistics: Statistics, column: Column) -> Period:
    """Return the period that the figures of `column` are of."""
    if column in COMPARED_BEFORE:
        return statistics.before
    return statistics.year_ago if column in COMPARED_YEAR_AGO else statistics.period


def payments_behind_figure(
    context: ServiceContext, statistics: Statistics, row: StatisticsRow | None, column: Column
) -> tuple[PaymentRow, ...]:
    """Return the payments that make up a figure, oldest first; `row` is None for the total.

    At most one more than `MOST_PAYMENTS`, which tells that there are too many. For a worker
    thread. A stretch of time is compared with the one at the same place of the other period.
    """
    by, period = statistics.by, period_of_figure(statistics, column)
    if row is None:
        return _all_payments(context, period)
    key = row.key
    if by.is_time and period != statistics.period:
        place = statistics.rows.index(row)
        keys = [*stretches(period, by.value)]
        if place >= len(keys):
            return ()
        key = keys[place]
    return payments_behind(context, period, by, key, limit=MOST_PAYMENTS + 1)


def _all_payments(context: ServiceContext, period: Period) -> tuple[PaymentRow, ...]:
    found: list[PaymentRow] = []
    for year in stretches(period, Breakdown.YEAR.value):
        left = MOST_PAYMENTS + 1 - len(found)
        if left:
            found += payments_behind(context, period, Breakdown.YEAR, year, limit=left)
    return tuple(found)


def shown_period(period: Period) -> str:
    """Return a period in words: the day, or from when to when."""
    first, last = (_shown_day(day) for day in (period.first, period.last))
    return first if period.first == period.last else f"{first} – {last}"


def _shown_day(day: date) -> str:
    phrase = stretch_phrase(day.isoformat())
    return phrase.spoken(show) if isinstance(phrase, Phrase) else phrase
