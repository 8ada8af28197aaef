"""Statistics as a file: the table with its comparisons, and in Excel a chart that can be edited."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.periods import Period
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.domain.statistics_chart import MOST_BARS
from crm_desktop.domain.statistics_labels import (
    BREAKDOWN_LABELS,
    CODE_LISTS,
    change_in_percent,
    row_phrase,
)
from crm_desktop.infra.i18n import language, show, translate
from crm_desktop.services.transfer_writers import (
    ExcelSheet,
    Head,
    Value,
    excel_workbook,
    sheet_name,
    table_writer,
    writing,
)

_CHART_SIZE = {"x_scale": 1.6, "y_scale": 1.6}


def export_statistics(path: Path, statistics: Statistics, labels: Labels) -> int:
    """Write statistics in the language in force and return the number of rows, totals aside.

    Raises FileNotWritable.
    """
    if path.suffix.lower() == ".xlsx":
        with writing(path) as temporary, excel_workbook(temporary) as workbook:
            _excel(workbook, statistics, labels)
    else:
        with table_writer(path, title_of(statistics), _heads(statistics)) as write:
            for row in statistics.rows:
                write(_cells(row, statistics.by, labels))
            write(_totals(statistics))
    return len(statistics.rows)


def title_of(statistics: Statistics) -> str:
    """Return what the statistics are about, such as “Revenue by month”."""
    return translate("Transfer", "Revenue by {breakdown}").format(
        breakdown=show(BREAKDOWN_LABELS[statistics.by]).lower()
    )


def row_label(row: StatisticsRow, by: Breakdown, labels: Labels) -> str:
    """Return what a row is called in the language in force."""
    list_name = CODE_LISTS.get(by)
    if list_name is not None and row.key:
        return labels.label(list_name, row.key, language())
    phrase = row_phrase(row, by)
    return phrase if isinstance(phrase, str) else phrase.spoken(show)


def _heads(statistics: Statistics) -> list[Head]:
    heads = [Head(show(BREAKDOWN_LABELS[statistics.by]), 28)]
    if statistics.by is Breakdown.CUSTOMER:
        heads.insert(0, Head(translate("Transfer", "Customer number"), 14))
    before = translate("Transfer", "Period before ({period})")
    year_ago = translate("Transfer", "A year ago ({period})")
    return [
        *heads,
        Head(translate("Transfer", "Entries"), 10),
        Head(translate("Transfer", "Revenue"), 16),
        Head(before.format(period=_days(statistics.before)), 30),
        Head(translate("Transfer", "Change in %"), 12),
        Head(year_ago.format(period=_days(statistics.year_ago)), 30),
        Head(translate("Transfer", "Change in %"), 12),
    ]


def _cells(row: StatisticsRow, by: Breakdown, labels: Labels) -> list[Value]:
    names: list[Value] = [row_label(row, by, labels)]
    if by is Breakdown.CUSTOMER:
        names.insert(0, row.key)
    return [*names, row.payments, *_figures(row.revenue, row.before, row.year_ago)]


def _totals(statistics: Statistics) -> list[Value]:
    names: list[Value] = [translate("Transfer", "Total")]
    if statistics.by is Breakdown.CUSTOMER:
        names.append(None)
    figures = _figures(statistics.total, statistics.total_before, statistics.total_year_ago)
    return [*names, statistics.payments, *figures]


def _figures(now: Decimal, before: Decimal, year_ago: Decimal) -> list[Value]:
    return [now, before, change_in_percent(now, before), year_ago, change_in_percent(now, year_ago)]


def _days(period: Period) -> str:
    return f"{period.first} – {period.last}"


def _excel(workbook: Any, statistics: Statistics, labels: Labels) -> None:
    title, heads = title_of(statistics), _heads(statistics)
    sheet = ExcelSheet(workbook, title, heads)
    for row in statistics.rows:
        sheet.write(_cells(row, statistics.by, labels))
    sheet.add_filters()
    sheet.write(_totals(statistics), bold=True)
    sheet.sheet.set_landscape()
    sheet.sheet.fit_to_pages(1, 0)
    sheet.sheet.repeat_rows(0)
    sheet.sheet.set_header(f"&L{_escaped(title)}&R{_days(statistics.period)}")
    if statistics.rows:
        chart = _chart(workbook, statistics, sheet_name(title), len(heads) - 7)
        sheet.sheet.insert_chart(1, len(heads) + 1, chart, _CHART_SIZE)


def _chart(workbook: Any, statistics: Statistics, sheet: str, label_column: int) -> Any:
    """Return a native chart of the rows; of many that are no stretches of time, the largest."""
    is_time = statistics.by.is_time
    drawn = len(statistics.rows) if is_time else min(len(statistics.rows), MOST_BARS)
    is_long = is_time and drawn > MOST_BARS
    chart = workbook.add_chart({"type": "line" if is_long else "column" if is_time else "bar"})
    for offset in (2, 3, 5):  # revenue, the period before, a year ago
        column = label_column + offset
        chart.add_series(
            {
                "name": [sheet, 0, column],
                "categories": [sheet, 1, label_column, drawn, label_column],
                "values": [sheet, 1, column, drawn, column],
            }
        )
    title = f"{title_of(statistics)} ({_days(statistics.period)})"
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    if is_time:
        chart.set_y_axis({"num_format": "#,##0"})
    else:  # bars lie; the largest is to be on top
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": "#,##0"})
    return chart


def _escaped(text: str) -> str:
    """Return `text` for a page header, where & begins a command."""
    return text.replace("&", "&&")
