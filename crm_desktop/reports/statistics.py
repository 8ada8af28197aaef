"""Statistics on paper: key figures, a chart drawn with lines and areas, and the table."""

from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.money import format_money
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.domain.statistics import Statistics, StatisticsRow
from crm_desktop.domain.statistics_chart import (
    Figure as Value,
)
from crm_desktop.domain.statistics_chart import (
    charted_rows,
    revenue,
    revenue_before,
    revenue_year_ago,
    statistics_chart,
)
from crm_desktop.domain.statistics_labels import (
    BREAKDOWN_LABELS,
    CODE_LISTS,
    change_in_percent,
    row_phrase,
)
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.blocks import Figure, draw_figures
from crm_desktop.reports.chart import draw_chart
from crm_desktop.reports.columns import Column, number_column
from crm_desktop.reports.fonts import FontLibrary
from crm_desktop.reports.output import Target, write
from crm_desktop.reports.page import Paper
from crm_desktop.reports.table import draw_table
from crm_desktop.reports.values import code_label, days, labelled

CHART_HEIGHT = 200.0
BAR_HEIGHT = 7.5  # of a lying bar
MOST_LYING = 12
MOST_UPRIGHT = 13  # more stretches than this are drawn as lines


def statistics_report(
    target: Target,
    statistics: Statistics,
    header: ReportHeader,
    labels: Labels,
    *,
    library: FontLibrary | None = None,
) -> ReportResult:
    """Write statistics as a PDF, in the language in force. Raises FileNotWritable, FontMissing."""

    def draw(file: BinaryIO) -> ReportResult:
        title = translate("Reports", "Revenue by {breakdown}").format(
            breakdown=show(BREAKDOWN_LABELS[statistics.by]).lower()
        )
        period = labelled(translate("Reports", "Period"), days(statistics.period))
        paper = Paper(file, header, title, [period], library=library)
        draw_figures(paper, list(_figures(statistics)))
        if statistics.rows:
            _draw_chart(paper, statistics, labels)
            _draw_rows(paper, statistics, labels)
        else:
            paper.notice(translate("Reports", "No payments in this period."))
        return paper.finish()

    return write(target, draw)


def _figures(statistics: Statistics) -> Iterator[Figure]:
    number = translate("Reports", "Entries: {n}").format(n=f"{statistics.payments:,}")
    yield Figure(translate("Reports", "Revenue"), format_money(statistics.total), number)
    for label, period, then in (
        (translate("Reports", "Period before"), statistics.before, statistics.total_before),
        (translate("Reports", "A year ago"), statistics.year_ago, statistics.total_year_ago),
    ):
        change = _change(statistics.total, then)
        note = days(period) + (f" · {change}" if change else "")
        yield Figure(label, format_money(then), note)


def _change(now: Decimal, then: Decimal) -> str:
    change = change_in_percent(now, then)
    return "" if change is None else f"{change:+,.1f}%"


def _draw_chart(paper: Paper, statistics: Statistics, labels: Labels) -> None:
    drawn, left_out = charted_rows(statistics, MOST_LYING)
    figures = [(translate("Reports", "Revenue"), revenue), *_compared(statistics)]
    title = ""
    if left_out:
        title = translate("Reports", "The {n} largest of {all}").format(
            n=len(drawn), all=len(statistics.rows)
        )
    chart = statistics_chart(
        statistics,
        figures,
        lambda row: _label(row, statistics, labels),
        title=title,
        line=len(drawn) > MOST_UPRIGHT,
        most=MOST_LYING,
    )
    height = CHART_HEIGHT
    if not statistics.by.is_time:
        height = 60 + len(drawn) * (7 + BAR_HEIGHT * len(figures))
    draw_chart(paper, chart, height)


def _compared(statistics: Statistics) -> Iterator[tuple[str, Value]]:
    """Yield the periods to compare with that have anything to show."""
    if any(row.before for row in statistics.rows):
        yield translate("Reports", "Period before"), revenue_before
    if any(row.year_ago for row in statistics.rows) and statistics.before != statistics.year_ago:
        yield translate("Reports", "A year ago"), revenue_year_ago


def _label(row: StatisticsRow, statistics: Statistics, labels: Labels) -> str:
    if row.key and statistics.by in CODE_LISTS:
        return code_label(labels, CODE_LISTS[statistics.by], row.key)
    phrase = row_phrase(row, statistics.by)
    return phrase if isinstance(phrase, str) else phrase.spoken(show)


def _draw_rows(paper: Paper, statistics: Statistics, labels: Labels) -> None:
    change = translate("Reports", "Change")
    columns = (
        Column(show(BREAKDOWN_LABELS[statistics.by]), 3),
        number_column(translate("Reports", "Entries")),
        number_column(translate("Reports", "Revenue")),
        number_column(translate("Reports", "Period before")),
        number_column(change),
        number_column(translate("Reports", "A year ago")),
        number_column(change),
    )
    total = StatisticsRow(
        key="",
        label="",
        payments=statistics.payments,
        revenue=statistics.total,
        before=statistics.total_before,
        year_ago=statistics.total_year_ago,
    )
    rows = ((_label(row, statistics, labels), *_amounts(row)) for row in statistics.rows)
    draw_table(
        paper, columns, rows, totals=lambda: (translate("Reports", "Total"), *_amounts(total))
    )


def _amounts(row: StatisticsRow) -> tuple[str, ...]:
    return (
        f"{row.payments:,}",
        format_money(row.revenue),
        format_money(row.before),
        _change(row.revenue, row.before) or "–",
        format_money(row.year_ago),
        _change(row.revenue, row.year_ago) or "–",
    )
