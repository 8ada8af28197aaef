"""The statistics page against sums computed another way: plain Python over the stored payments."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.data.tables import CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.chart import ChartKind
from crm_desktop.domain.money import format_money
from crm_desktop.domain.records import Payment
from crm_desktop.gui.dialogs import payments_behind
from crm_desktop.gui.dialogs.payments_behind import PaymentsBehind
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.models import statistics_table
from crm_desktop.gui.views import statistics_figures, statistics_view
from crm_desktop.gui.views.statistics_figures import Column
from crm_desktop.gui.views.statistics_view import StatisticsView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import payments, statistics

Key = Qt.Key
Paid = tuple[date, Decimal, str]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(sample_workspace: Workspace, qtbot: QtBot) -> StatisticsView:
    view = StatisticsView(sample_workspace)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    view.activateWindow()
    settled(qtbot, sample_workspace)
    return view


def settled(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    QApplication.processEvents()


def all_paid(workspace: Workspace) -> list[Paid]:
    """Return day, signed amount and customer's name of every payment that counts."""
    with ReadOnlyWork(workspace.context) as work:
        found = work.session.execute(
            select(
                PaymentRecord.paid_on,
                PaymentRecord.amount,
                PaymentRecord.kind,
                PaymentRecord.voided_at,
                CustomerRecord.name,
            ).join(CustomerRecord, CustomerRecord.id == PaymentRecord.customer_id)
        )
        return [
            (paid_on, -amount if kind == "refund" else amount, name)
            for paid_on, amount, kind, voided_at, name in found
            if voided_at is None
        ]


def summed(paid: list[Paid], first: date, last: date) -> Decimal:
    return sum((amount for day, amount, _ in paid if first <= day <= last), Decimal("0.00"))


def choose_period(qtbot: QtBot, page: StatisticsView, name: str) -> None:
    box = page.ui.period.ui.period_name
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Home)
    while box.currentData() != name:
        before = box.currentIndex()
        qtbot.keyClick(box, Key.Key_Down)
        assert box.currentIndex() != before


def choose_breakdown(qtbot: QtBot, page: StatisticsView, name: str) -> None:
    box = page.ui.breakdown
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Home)
    while box.currentData() != name:
        qtbot.keyClick(box, Key.Key_Down)


def type_dates(qtbot: QtBot, page: StatisticsView, first: str, last: str) -> None:
    for field, text in ((page.ui.period.ui.first, first), (page.ui.period.ui.last, last)):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
    qtbot.keyClick(page.ui.period.ui.last, Key.Key_Return)


def cell(page: StatisticsView, row: int, column: Column) -> str:
    return str(page.model.index(row, column).data())


def column_of(page: StatisticsView, column: Column) -> list[str]:
    return [cell(page, row, column) for row in range(page.model.rowCount())]


def test_this_year_by_month_is_shown_at_once(
    page: StatisticsView, sample_workspace: Workspace
) -> None:
    paid = all_paid(sample_workspace)
    months: defaultdict[int, Decimal] = defaultdict(Decimal)
    for day, amount, _ in paid:
        if day.year == 2026:
            months[day.month] += amount
    expected = [format_money(months[month]) for month in range(1, 13)]
    assert column_of(page, Column.REVENUE)[:-1] == expected
    assert expected[5] == "0.00"
    assert column_of(page, Column.LABEL)[0] == "Jan 2026"
    total = summed(paid, date(2026, 1, 1), date(2026, 12, 31))
    assert total > 0
    assert cell(page, 12, Column.REVENUE) == page.ui.revenue.text() == format_money(total)
    before = summed(paid, date(2025, 1, 1), date(2025, 12, 31))
    assert cell(page, 12, Column.BEFORE) == page.ui.before.text() == format_money(before)


def test_a_period_by_name_and_a_breakdown_chosen_by_keys(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    choose_period(qtbot, page, "last_quarter")
    choose_breakdown(qtbot, page, "customer")
    settled(qtbot, sample_workspace)
    paid = all_paid(sample_workspace)
    first, last = date(2025, 10, 1), date(2025, 12, 31)
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for day, amount, name in paid:
        if first <= day <= last:
            sums[name] += amount
    shown = dict(zip(column_of(page, Column.LABEL), column_of(page, Column.REVENUE), strict=True))
    assert shown.pop("Total") == format_money(sum(sums.values(), Decimal(0)))
    assert {name: text for name, text in shown.items() if text != "0.00"} == {
        name: format_money(amount) for name, amount in sums.items() if amount
    }
    year_ago = summed(paid, date(2024, 10, 1), date(2024, 12, 31))
    assert page.ui.year_ago.text() == format_money(year_ago)


def test_two_dates_are_typed(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    choose_breakdown(qtbot, page, "year")
    type_dates(qtbot, page, "2024-03-15", "20251231")
    settled(qtbot, sample_workspace)
    assert page.ui.period.ui.period_name.currentText() == "Two dates"
    paid = all_paid(sample_workspace)
    assert column_of(page, Column.REVENUE) == [
        format_money(summed(paid, date(2024, 3, 15), date(2024, 12, 31))),
        format_money(summed(paid, date(2025, 1, 1), date(2025, 12, 31))),
        format_money(summed(paid, date(2024, 3, 15), date(2025, 12, 31))),
    ]


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("2026-03-01", "2026-02-01", "The first day is after the last."),
        ("2026-03-01", "2026-02-31", "A date like 2026-03-31, please."),
    ],
)
def test_dates_that_are_no_period_are_told(
    page: StatisticsView, qtbot: QtBot, first: str, last: str, message: str
) -> None:
    before = column_of(page, Column.REVENUE)
    type_dates(qtbot, page, first, last)
    assert page.ui.message_text.text() == message
    assert column_of(page, Column.REVENUE) == before


def test_an_empty_period_shows_zeros_for_time_and_says_so_for_all_else(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    type_dates(qtbot, page, "1999-01-01", "1999-02-28")
    settled(qtbot, sample_workspace)
    assert column_of(page, Column.REVENUE) == ["0.00", "0.00", "0.00"]
    assert cell(page, 0, Column.CHANGE) == "–"
    assert page.ui.states.currentWidget() is page.ui.figures
    choose_breakdown(qtbot, page, "owner")
    settled(qtbot, sample_workspace)
    assert page.ui.states.currentWidget() is page.ui.empty
    assert page.ui.empty_title.text() == "Nothing was paid"
    assert not page.ui.print_button.isEnabled()


def test_a_click_on_a_heading_sorts_by_number_and_leaves_the_total_below(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    choose_breakdown(qtbot, page, "category")
    settled(qtbot, sample_workspace)
    header = page.ui.table.horizontalHeader()

    def click() -> list[Decimal]:
        place = QPoint(header.sectionViewportPosition(Column.PAYMENTS) + 12, 8)
        qtbot.mouseClick(header.viewport(), LEFT, pos=place)
        assert cell(page, page.model.rowCount() - 1, Column.LABEL) == "Total"
        return [Decimal(text.replace(",", "")) for text in column_of(page, Column.PAYMENTS)[:-1]]

    once, twice = click(), click()
    assert once == sorted(once)
    assert twice == sorted(once, reverse=True)
    assert len(set(once)) > 3


@pytest.mark.parametrize("column", Column)
def test_very_many_rows_are_ordered_off_the_gui_thread(
    page: StatisticsView,
    sample_workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    column: Column,
) -> None:
    monkeypatch.setattr(statistics_table, "MOST_SORTED_AT_ONCE", 10**6)
    choose_breakdown(qtbot, page, "customer")
    settled(qtbot, sample_workspace)
    assert len(column_of(page, column)) > 100
    header = page.ui.table.horizontalHeader()
    header.setSortIndicator(column, Qt.SortOrder.DescendingOrder)
    at_once = column_of(page, column)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert column_of(page, column) != at_once or column is Column.REVENUE
    monkeypatch.setattr(statistics_table, "MOST_SORTED_AT_ONCE", 10)
    header.setSortIndicator(column, Qt.SortOrder.DescendingOrder)
    assert sample_workspace.tasks.running
    settled(qtbot, sample_workspace)
    assert column_of(page, column) == at_once
    page.refresh()
    settled(qtbot, sample_workspace)
    settled(qtbot, sample_workspace)
    assert column_of(page, column) == at_once


def test_columns_that_compare_come_and_go(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    choose_period(qtbot, page, "last_month")
    settled(qtbot, sample_workspace)
    assert not page.ui.table.isColumnHidden(Column.YEAR_AGO)
    qtbot.mouseClick(page.ui.compare_year_ago, LEFT, pos=QPoint(8, 8))
    assert page.ui.table.isColumnHidden(Column.YEAR_AGO)
    assert page.ui.table.isColumnHidden(Column.CHANGE_IN_YEAR)
    assert page.ui.year_ago.text() == "–"
    assert not page.ui.table.isColumnHidden(Column.BEFORE)
    chart = page.ui.chart._chart
    assert chart is not None
    assert [series.label for series in chart.series] == ["Revenue", "Period before"]


def test_a_whole_year_is_compared_with_the_year_before_only_once(page: StatisticsView) -> None:
    assert page.ui.table.isColumnHidden(Column.YEAR_AGO)
    assert not page.ui.compare_year_ago.isEnabled()
    assert page.ui.compare_year_ago.toolTip() == "A year ago is the period before."


def test_bars_and_lines_for_time_only(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    def kind() -> ChartKind | None:
        return page.ui.chart._chart.kind if page.ui.chart._chart else None

    assert kind() is ChartKind.BAR
    qtbot.mouseClick(page.ui.lines, LEFT)
    assert kind() is ChartKind.LINE
    choose_breakdown(qtbot, page, "location")
    settled(qtbot, sample_workspace)
    assert kind() is ChartKind.ROW
    assert not page.ui.lines.isEnabled()


# -- down to the payments


def drill(
    qtbot: QtBot, page: StatisticsView, workspace: Workspace, act: Callable[[], None]
) -> tuple[str, PaymentsBehind]:
    with qtbot.waitSignal(workspace.payments_requested) as asked:
        act()
    title, load = asked.args
    dialog = PaymentsBehind(workspace, title, load, page)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.ui.states.currentWidget() is not dialog.ui.working)
    return title, dialog


def test_enter_on_a_figure_shows_the_payments_behind_it_and_then_the_customer(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    page.ui.table.setFocus()
    page.ui.table.setCurrentIndex(page.model.index(1, Column.REVENUE))
    title, dialog = drill(
        qtbot,
        page,
        sample_workspace,
        lambda: qtbot.keyClick(page.ui.table, Key.Key_Return),
    )
    assert title == "Feb 2026 · 1 Jan 2026 – 31 Dec 2026"
    february = [
        paid for paid in all_paid(sample_workspace) if paid[0].year == 2026 and paid[0].month == 2
    ]
    assert dialog.model.rowCount() == len(february)
    assert dialog.model.total() == sum(amount for _, amount, _ in february)
    assert format_money(dialog.model.total()) in dialog.ui.summary.text()
    with qtbot.waitSignal(dialog.ui.export_button.clicked):
        qtbot.keyClick(dialog.ui.table, Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (asking,) = dialog.findChildren(QFileDialog)
    asking.reject()
    dialog.activateWindow()
    with qtbot.waitSignal(sample_workspace.customer_requested) as opened:
        qtbot.keyClick(dialog.ui.table, Key.Key_Return)
    assert opened.args == [dialog.model.row(0).payment.customer_id]


def test_a_figure_of_the_period_before_leads_to_its_own_payments(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    index = page.model.index(2, Column.BEFORE)
    place = page.ui.table.visualRect(index).center()
    qtbot.mouseClick(page.ui.table.viewport(), LEFT, pos=place)
    _, dialog = drill(
        qtbot,
        page,
        sample_workspace,
        lambda: qtbot.mouseDClick(page.ui.table.viewport(), LEFT, pos=place),
    )
    expected = summed(all_paid(sample_workspace), date(2025, 3, 1), date(2025, 3, 31))
    assert dialog.model.total() == expected > 0


def test_of_too_many_payments_the_first_are_listed(
    page: StatisticsView,
    sample_workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (statistics_figures, payments_behind):
        monkeypatch.setattr(module, "MOST_PAYMENTS", 3)
    page.ui.table.setFocus()
    page.ui.table.setCurrentIndex(page.model.index(0, Column.REVENUE))
    press = partial(qtbot.keyClick, page.ui.table, Key.Key_Return)
    _, dialog = drill(qtbot, page, sample_workspace, press)
    january = sorted(paid[0] for paid in all_paid(sample_workspace) if paid[0] >= date(2026, 1, 1))
    shown = [dialog.model.row(place).payment.paid_on for place in range(dialog.model.rowCount())]
    assert shown == january[:3]
    assert "Too many: the first 3 by day" in dialog.ui.summary.text()


def test_the_total_leads_to_all_payments_from_its_menu(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    index = page.model.index(12, Column.REVENUE)
    page.ui.table.scrollTo(index)
    place = page.ui.table.visualRect(index).center()
    page.ui.table.customContextMenuRequested.emit(place)
    menu = page.findChild(QMenu)
    assert menu is not None
    title, dialog = drill(qtbot, page, sample_workspace, menu.actions()[0].trigger)
    assert title.startswith("All payments")
    expected = summed(all_paid(sample_workspace), date(2026, 1, 1), date(2026, 12, 31))
    assert dialog.model.total() == expected


def test_a_bar_of_the_chart_leads_to_its_payments(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    chart = page.ui.chart
    places = [x for x in range(chart.width()) if chart.category_at(QPointF(x, 50)) == 0]
    middle = QPoint(places[len(places) // 2], 50)
    title, dialog = drill(
        qtbot, page, sample_workspace, lambda: qtbot.mouseDClick(chart, LEFT, pos=middle)
    )
    assert title.startswith("Jan 2026")
    expected = summed(all_paid(sample_workspace), date(2026, 1, 1), date(2026, 1, 31))
    assert dialog.model.total() == expected


def test_no_payments_behind_a_zero(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    page.ui.table.setCurrentIndex(page.model.index(11, Column.REVENUE))
    page.ui.table.setFocus()
    _, dialog = drill(
        qtbot,
        page,
        sample_workspace,
        lambda: qtbot.keyClick(page.ui.table, Key.Key_Return),
    )
    assert dialog.ui.states.currentWidget() is dialog.ui.none
    assert not dialog.ui.open_customer.isEnabled()


# -- keeping up, remembering, going out


def test_a_payment_saved_meanwhile_is_counted(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    before = Decimal(page.ui.revenue.text().replace(",", ""))
    context = sample_workspace.context
    draft = payments.new_payment(context, 1)
    paid = Payment(
        customer_id=1,
        payment_no=draft.payment_no,
        paid_on=date(2026, 3, 10),
        amount=Decimal("1000.01"),
        method="cash",
    )
    payments.save_payment(context, paid)
    after = format_money(before + Decimal("1000.01"))
    qtbot.waitUntil(lambda: page.ui.revenue.text() == after)


def test_period_and_breakdown_are_remembered(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    choose_period(qtbot, page, "last_week")
    choose_breakdown(qtbot, page, "method")
    settled(qtbot, sample_workspace)
    again = StatisticsView(sample_workspace)
    qtbot.addWidget(again)
    settled(qtbot, sample_workspace)
    assert again.ui.period.ui.period_name.currentText() == "Last week"
    assert again.ui.breakdown.currentText() == "Payment method"


def test_everything_speaks_chinese_after_a_switch(
    page: StatisticsView, sample_workspace: Workspace, languages: LanguageSwitch, qtbot: QtBot
) -> None:
    languages.switch(i18n.CHINESE)
    QApplication.processEvents()
    assert cell(page, 0, Column.LABEL) == "2026年1月"
    assert cell(page, 12, Column.LABEL) == "合计"
    assert page.ui.period.ui.period_name.currentText() == "今年"
    choose_breakdown(qtbot, page, "method")
    settled(qtbot, sample_workspace)
    assert "银行转账" in column_of(page, Column.LABEL)


def test_a_long_sum_can_be_stopped(
    page: StatisticsView,
    sample_workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = Event()
    real = statistics.statistics

    def slow(*arguments: object) -> object:
        go_on.wait(10)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(statistics_view.statistics, "statistics", slow)
    before = page.ui.revenue.text()
    choose_period(qtbot, page, "today")
    qtbot.waitUntil(lambda: page.ui.stop.isVisible() and page.ui.progress.isVisible())
    qtbot.mouseClick(page.ui.stop, LEFT)
    go_on.set()
    settled(qtbot, sample_workspace)
    assert page.ui.message_text.text() == "Stopped. The figures are not up to date."
    assert page.ui.revenue.text() == before


def test_the_table_is_copied_for_a_spreadsheet(page: StatisticsView, qtbot: QtBot) -> None:
    page.ui.table.setFocus()
    qtbot.keyClick(page.ui.table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["Month", "Payments", "Revenue", "Period before", "Change"]
    assert lines[-1].split("\t")[2] == page.ui.revenue.text()


def test_a_very_long_table_is_copied_off_the_gui_thread(
    page: StatisticsView,
    sample_workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose_breakdown(qtbot, page, "customer")
    settled(qtbot, sample_workspace)
    page.copy()
    at_once = QApplication.clipboard().text()
    QApplication.clipboard().clear()
    monkeypatch.setattr(statistics_table, "MOST_SORTED_AT_ONCE", 10)
    page.copy()
    assert QApplication.clipboard().text() == ""
    settled(qtbot, sample_workspace)
    assert QApplication.clipboard().text() == at_once
    assert len(at_once.split("\n")) == page.model.rowCount() + 1


def test_the_same_figures_stand_on_paper(
    page: StatisticsView, sample_workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(sample_workspace.report_requested) as asked:
        qtbot.mouseClick(page.ui.print_button, LEFT)
    asked.args[1](tmp_path / "report.pdf")
    text = "".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "report.pdf").pages)
    for figure in column_of(page, Column.REVENUE):
        assert figure in text


def test_the_same_figures_stand_in_the_excel_file(
    page: StatisticsView, sample_workspace: Workspace, tmp_path: Path
) -> None:
    from crm_desktop.services.transfer_statistics import export_statistics

    found = page.model.statistics
    assert found is not None
    export_statistics(tmp_path / "figures.xlsx", found, sample_workspace.labels)
    sheet = load_workbook(tmp_path / "figures.xlsx").active
    assert sheet is not None
    written = {cell.value for row in sheet.iter_rows() for cell in row}
    for text in column_of(page, Column.REVENUE):
        value = Decimal(text.replace(",", ""))
        assert any(isinstance(v, int | float) and Decimal(str(v)) == value for v in written)
