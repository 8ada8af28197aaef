"""The reports page: each report with its options leads to the preview of the right document."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.criteria import Criteria, SavedQuery
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.views.report_view import ReportView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import query

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(sample_workspace: Workspace, qtbot: QtBot) -> ReportView:
    view = ReportView(sample_workspace)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(lambda: not sample_workspace.tasks.running)
    return view


def choose(qtbot: QtBot, page: ReportView, row: int) -> None:
    page.ui.reports.setFocus()
    qtbot.keyClick(page.ui.reports, Key.Key_Home)
    for _ in range(row):
        qtbot.keyClick(page.ui.reports, Key.Key_Down)


def preview(qtbot: QtBot, page: ReportView, workspace: Workspace, path: Path) -> tuple[str, str]:
    """Press Preview; return the title and the text of what is made."""
    with qtbot.waitSignal(workspace.report_requested) as asked:
        qtbot.mouseClick(page.ui.preview, LEFT)
    title, make = asked.args
    make(path)
    return title, "\n".join(sheet.extract_text() for sheet in PdfReader(path).pages)


def test_all_customers(
    page: ReportView, sample_workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    title, text = preview(qtbot, page, sample_workspace, tmp_path / "r.pdf")
    assert title == "Customer list"
    assert f"Customers: {query.count(sample_workspace.context)}" in text


def test_customers_that_meet_criteria(
    page: ReportView, sample_workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    status = page.ui.customer_filter.ui.status
    status.setFocus()
    qtbot.keyClicks(status, "lost")
    assert page.ui.customer_filter.ui.some_customers.isChecked()
    _, text = preview(qtbot, page, sample_workspace, tmp_path / "r.pdf")
    number = query.count(sample_workspace.context, Criteria(status="lost"))
    assert f"Customers: {number}" in text
    assert "Status: Lost" in text


def test_only_some_customers_needs_criteria(page: ReportView, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.ui.customer_filter.ui.some_customers, LEFT, pos=QPoint(8, 8))
    qtbot.mouseClick(page.ui.preview, LEFT)
    assert page.ui.message_text.text() == "Choose what to search by."
    status = page.ui.customer_filter.ui.status
    qtbot.keyClicks(status, "nonsense")
    assert not page.ui.message.isVisible()
    qtbot.mouseClick(page.ui.preview, LEFT)
    assert page.ui.message_text.text().startswith("Status: “nonsense”")


def test_the_card_of_a_customer_found_while_typing(
    page: ReportView, sample_workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    wanted = next(query.rows(sample_workspace.context))
    choose(qtbot, page, 1)
    qtbot.mouseClick(page.ui.preview, LEFT)
    assert page.ui.message_text.text().startswith("Choose a customer")
    field = page.ui.card_customer
    assert field.hasFocus()
    qtbot.keyClicks(field, wanted.customer_no)
    qtbot.waitUntil(field.is_offering)
    qtbot.keyClick(field, Key.Key_Return)
    title, text = preview(qtbot, page, sample_workspace, tmp_path / "r.pdf")
    assert title == "Customer card"
    assert wanted.name in text
    assert wanted.customer_no in text


def test_the_contacts(
    page: ReportView, sample_workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(qtbot, page, 2)
    title, text = preview(qtbot, page, sample_workspace, tmp_path / "r.pdf")
    assert title == "Contact list"
    first = next(query.contact_rows(sample_workspace.context))
    assert first.contact.name in text


def test_a_saved_query(
    page: ReportView, sample_workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    for saved in query.saved_queries(sample_workspace.context):
        query.delete_query(sample_workspace.context, saved.id or 0)
    page.refresh()
    choose(qtbot, page, 3)
    qtbot.waitUntil(lambda: not page.ui.preview.isEnabled())
    assert page.ui.query_described.text().startswith("No query is saved yet.")
    criteria = Criteria(name="超市集团")
    page.hide()
    query.save_query(sample_workspace.context, SavedQuery(name="Groups", criteria=criteria))
    page.show()
    qtbot.waitUntil(page.ui.preview.isEnabled)
    assert page.ui.query_choice.currentText() == "Groups"
    assert page.ui.query_described.text() == "Customer name: 超市集团"
    title, text = preview(qtbot, page, sample_workspace, tmp_path / "r.pdf")
    assert title == "Query result"
    assert "Groups" in text
    assert "超市集团" in text


def test_statistics_of_a_period(
    page: ReportView, sample_workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(qtbot, page, 4)
    box = page.ui.period.ui.period_name
    box.setFocus()
    qtbot.keyClick(box, Key.Key_End)
    first, last = page.ui.period.ui.first, page.ui.period.ui.last
    for field, day in ((first, "2025-02-01"), (last, "2025-02-28")):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, day)
    qtbot.keyClick(last, Key.Key_Return)
    page.ui.breakdown.setFocus()
    qtbot.keyClick(page.ui.breakdown, Key.Key_Home)
    title, text = preview(qtbot, page, sample_workspace, tmp_path / "r.pdf")
    assert title == "Statistics"
    assert "28 Feb 2025" in text


def test_the_page_speaks_chinese_after_a_switch(
    page: ReportView, languages: LanguageSwitch, qtbot: QtBot
) -> None:
    status = page.ui.customer_filter.ui.status
    qtbot.keyClicks(status, "Lost")
    choose(qtbot, page, 2)
    languages.switch(i18n.CHINESE)
    QApplication.processEvents()
    assert page.ui.title.text() == "联系人清单"
    assert [page.ui.reports.item(row).text() for row in (0, 4)] == ["客户清单", "统计"]
    assert page.ui.preview.text() == "预览(&V)…"
    assert status.currentText() == "流失"
