"""The query page, driven by keys and clicks."""

from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import DatabaseBusy
from crm_desktop.domain.records import CustomerRow
from crm_desktop.gui.dialogs.save_query_dialog import SaveQueryDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.models import customer_table
from crm_desktop.gui.tasks import Task
from crm_desktop.gui.views.query_view import QueryView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import query

Key = Qt.Key


@pytest.fixture
def page(sample_workspace: Workspace, qtbot: QtBot) -> QueryView:
    view = QueryView(sample_workspace)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    view.activateWindow()
    view.focus_search()
    qtbot.waitUntil(lambda: not sample_workspace.tasks.running)
    return view


def everybody(workspace: Workspace) -> list[CustomerRow]:
    return list(query.rows(workspace.context))


def type_into(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Type as a person would; Chinese comes from an input method."""
    if text.isascii():
        qtbot.keyClicks(field, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        line = field.lineEdit() if isinstance(field, QComboBox) else field
        QApplication.sendEvent(line, event)


def search(qtbot: QtBot, page: QueryView) -> int:
    """Press Enter where the keyboard is, wait for the count and return what it says."""
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    qtbot.waitUntil(lambda: page.ui.count.text() != "")
    qtbot.waitUntil(lambda: not page.table.model.is_reading_first)
    QApplication.processEvents()
    return int(page.ui.count.text().rpartition(" ")[2].replace(",", ""))


def started(workspace: Workspace) -> list[Task]:
    tasks: list[Task] = []
    workspace.tasks.started.connect(tasks.append)
    return tasks


@pytest.mark.parametrize(
    ("language", "message"),
    [(i18n.ENGLISH, "Choose what to search by."), (i18n.CHINESE, "请选择要查询的种类")],
)
def test_nothing_entered_runs_no_query_and_says_what_is_missing(
    page: QueryView,
    sample_workspace: Workspace,
    languages: LanguageSwitch,
    qtbot: QtBot,
    language: str,
    message: str,
) -> None:
    languages.switch(language)
    QApplication.processEvents()
    tasks = started(sample_workspace)
    page.ui.number.setFocus()
    qtbot.keyClick(page.ui.number, Key.Key_Return)
    assert page.ui.message.isVisible()
    assert page.ui.message_text.text() == message
    assert page.ui.location.hasFocus()
    assert tasks == []
    qtbot.keyClicks(page.ui.name, "   ")
    qtbot.mouseClick(page.ui.search, Qt.MouseButton.LeftButton)
    assert page.ui.message_text.text() == message
    assert tasks == []
    qtbot.keyClicks(page.ui.name, "x")
    assert not page.ui.message.isVisible()


def test_a_part_of_the_name_and_enter_finds_what_plain_python_finds(
    page: QueryView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    wanted = [row for row in everybody(sample_workspace) if "超市" in row.name]
    page.ui.name.setFocus()
    type_into(qtbot, page.ui.name, "超市")
    assert search(qtbot, page) == len(wanted) > 10
    shown = {page.table.model.row(n).customer_no for n in range(len(wanted))}
    assert shown == {row.customer_no for row in wanted}


def test_fields_combine_and_lists_are_typed(
    page: QueryView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.ui.more, Qt.MouseButton.LeftButton)
    assert page.ui.status.isVisible()
    page.ui.location.setFocus()
    type_into(qtbot, page.ui.location, "浙江")
    page.ui.status.setFocus()
    type_into(qtbot, page.ui.status, "active")
    wanted = [
        row
        for row in everybody(sample_workspace)
        if row.status == "active" and "浙江" in row.province + row.city + row.address
    ]
    assert search(qtbot, page) == len(wanted) > 5
    assert page.ui.described.text() == "Location: 浙江 · Status: Active"


def test_initials_find_chinese_names(page: QueryView, qtbot: QtBot) -> None:
    page.ui.name.setFocus()
    type_into(qtbot, page.ui.name, "chaoshi")
    by_pinyin = search(qtbot, page)
    page.focus_search()
    page.ui.name.setFocus()
    page.ui.name.clear()
    type_into(qtbot, page.ui.name, "超市")
    assert 0 < search(qtbot, page) <= by_pinyin


@pytest.mark.parametrize("typed", ["%", "_", "[", "'", '"', "😀"])
def test_signs_are_text(page: QueryView, qtbot: QtBot, typed: str) -> None:
    page.ui.name.setFocus()
    type_into(qtbot, page.ui.name, typed)
    assert search(qtbot, page) == 0
    assert page.table.ui.message_title.text() == "No customer fits"
    assert not page.ui.print_button.isEnabled()


def test_what_is_no_value_of_a_list_is_told_beside_the_fields(
    page: QueryView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    tasks = started(sample_workspace)
    qtbot.mouseClick(page.ui.more, Qt.MouseButton.LeftButton)
    page.ui.level.setFocus()
    type_into(qtbot, page.ui.level, "gold")
    qtbot.keyClick(page.ui.level, Key.Key_Return)
    assert page.ui.message_text.text().startswith("Level: “gold”")
    assert page.ui.level.lineEdit().hasFocus() or page.ui.level.hasFocus()
    assert tasks == []


def test_reversed_days_are_told(page: QueryView, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.ui.more, Qt.MouseButton.LeftButton)
    type_into(qtbot, page.ui.paid_from, "2026-02-02")
    type_into(qtbot, page.ui.paid_to, "2026-02-01")
    page.ui.paid_to.setFocus()
    qtbot.keyClick(page.ui.paid_to, Key.Key_Return)
    assert page.ui.message_text.text() == "Paid from: The first day is after the last."
    assert page.ui.paid_from.hasFocus()


def test_escape_empties_everything(page: QueryView, qtbot: QtBot) -> None:
    page.ui.name.setFocus()
    type_into(qtbot, page.ui.name, "超市")
    search(qtbot, page)
    assert page.ui.states.currentWidget() is page.ui.found
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert page.ui.name.text() == ""
    assert page.ui.states.currentWidget() is page.ui.start
    assert page.ui.location.hasFocus()


def test_nothing_found_offers_to_clear_the_fields(page: QueryView, qtbot: QtBot) -> None:
    page.ui.contact.setFocus()
    type_into(qtbot, page.ui.contact, "nobody of this name")
    assert search(qtbot, page) == 0
    qtbot.mouseClick(page.table.ui.message_button, Qt.MouseButton.LeftButton)
    assert page.ui.contact.text() == ""


def test_enter_on_a_result_opens_the_customer(
    page: QueryView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    wanted = everybody(sample_workspace)[4]
    page.ui.number.setFocus()
    type_into(qtbot, page.ui.number, wanted.customer_no)
    assert search(qtbot, page) == 1
    assert page.table.ui.table.hasFocus()
    with qtbot.waitSignal(sample_workspace.customer_requested) as opened:
        qtbot.keyClick(page.table.ui.table, Key.Key_Return)
    assert opened.args == [wanted.id]


def test_criteria_from_elsewhere_fill_the_fields_and_run(
    page: QueryView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    page.run(Criteria(status="lost", contact=""))
    qtbot.waitUntil(lambda: page.ui.count.text() != "")
    assert page.ui.status.currentText() == "Lost"
    assert page.ui.status.isVisible()
    lost = [row for row in everybody(sample_workspace) if row.status == "lost"]
    assert page.ui.count.text() == f"Customers found: {len(lost)}"


def test_hiding_the_further_criteria_forgets_them(page: QueryView, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.ui.more, Qt.MouseButton.LeftButton)
    type_into(qtbot, page.ui.phone, "0571")
    qtbot.mouseClick(page.ui.more, Qt.MouseButton.LeftButton)
    assert not page.ui.phone.isVisible()
    assert page.ui.phone.text() == ""


def test_a_long_search_can_be_stopped(
    page: QueryView,
    sample_workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = Event()

    def slow(*_: object) -> tuple[CustomerRow, ...]:
        go_on.wait(10)
        return ()

    monkeypatch.setattr(customer_table.query, "page", slow)
    monkeypatch.setattr(customer_table.query, "count", lambda *_: len(slow()))
    page.ui.name.setFocus()
    type_into(qtbot, page.ui.name, "a")
    qtbot.keyClick(page.ui.name, Key.Key_Return)
    qtbot.waitUntil(lambda: page.ui.stop.isVisible() and page.ui.progress.isVisible())
    qtbot.mouseClick(page.ui.stop, Qt.MouseButton.LeftButton)
    assert page.ui.message_text.text() == "The search was stopped. Nothing was changed."
    assert not page.ui.progress.isVisible()
    assert page.ui.name.text() == "a"
    go_on.set()
    qtbot.waitUntil(lambda: not sample_workspace.tasks.running)
    assert page.ui.states.currentWidget() is page.ui.start


def test_a_failed_search_says_so_and_can_be_tried_again(
    page: QueryView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise DatabaseBusy

    with monkeypatch.context() as patched:
        patched.setattr(customer_table.query, "page", busy)
        page.ui.name.setFocus()
        type_into(qtbot, page.ui.name, "超市")
        qtbot.keyClick(page.ui.name, Key.Key_Return)
        qtbot.waitUntil(lambda: page.table.ui.message_button.isVisible())
        assert "Another program is using the database" in page.table.ui.message_text.text()
        assert not page.ui.progress.isVisible()
    qtbot.mouseClick(page.table.ui.message_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.ui.count.text() != "" and page.table.model.rowCount() > 10)


def test_the_result_is_printed_with_its_criteria(
    page: QueryView, sample_workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    page.ui.name.setFocus()
    type_into(qtbot, page.ui.name, "超市集团")
    number = search(qtbot, page)
    with qtbot.waitSignal(sample_workspace.report_requested) as asked:
        qtbot.mouseClick(page.ui.print_button, Qt.MouseButton.LeftButton)
    title, make = asked.args
    assert title == "Query result"
    make(tmp_path / "report.pdf")
    text = PdfReader(tmp_path / "report.pdf").pages[0].extract_text()
    assert "超市集团" in text
    assert f"Customers: {number}" in text


def test_a_switch_of_language_keeps_what_was_typed(
    page: QueryView, languages: LanguageSwitch, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.ui.more, Qt.MouseButton.LeftButton)
    type_into(qtbot, page.ui.name, "超市")
    type_into(qtbot, page.ui.status, "Lost")
    languages.switch(i18n.CHINESE)
    QApplication.processEvents()
    assert page.ui.name.text() == "超市"
    assert page.ui.status.currentText() == "流失"
    assert page.ui.search.text() == "查询"


# -- saved queries


def save_dialog(qtbot: QtBot, page: QueryView) -> SaveQueryDialog:
    choose(page.saved.menu, "Save this query")
    qtbot.waitUntil(lambda: page.findChild(SaveQueryDialog) is not None)
    dialog = page.findChild(SaveQueryDialog)
    assert dialog is not None
    return dialog


def choose(menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    action = find_action(menu, text)
    assert action is not None, [a.text() for a in menu.actions()]
    action.trigger()


def find_action(menu: QMenu, text: str) -> QAction | None:
    return next((a for a in menu.actions() if text in a.text().replace("&", "")), None)


def names(page: QueryView) -> list[str]:
    return [saved.name for saved in query.saved_queries(page.saved._workspace.context)]


def test_a_query_is_saved_run_overwritten_and_deleted(page: QueryView, qtbot: QtBot) -> None:
    before = names(page)
    page.ui.name.setFocus()
    type_into(qtbot, page.ui.name, "超市")
    dialog = save_dialog(qtbot, page)
    save = dialog.ui.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled()
    type_into(qtbot, dialog.ui.name, "Markets")
    qtbot.keyClick(dialog.ui.name, Key.Key_Return)
    qtbot.waitUntil(lambda: "Markets" in [saved.name for saved in page.saved.queries])
    assert set(names(page)) == {*before, "Markets"}
    qtbot.waitUntil(lambda: page.findChild(SaveQueryDialog) is None)

    page.clear()
    choose(page.saved.menu, "Markets")
    qtbot.waitUntil(lambda: page.ui.count.text() != "")
    assert page.ui.name.text() == "超市"
    qtbot.waitUntil(lambda: page.table.model.rowCount() > 10)

    page.clear()
    page.ui.location.setFocus()
    type_into(qtbot, page.ui.location, "上海")
    dialog = save_dialog(qtbot, page)
    type_into(qtbot, dialog.ui.name, "markets")
    assert dialog.ui.notice.text() == "“Markets” exists and is overwritten."
    qtbot.mouseClick(
        dialog.ui.buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton
    )
    kept = Criteria(location="上海")
    qtbot.waitUntil(lambda: kept in [saved.criteria for saved in page.saved.queries])
    assert set(names(page)) == {*before, "Markets"}

    page.saved.menu.aboutToShow.emit()
    deleting = find_action(page.saved.menu, "Delete")
    assert deleting is not None
    choose(deleting.menu(), "Markets")
    box = page.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "Delete the saved query “Markets”?"
    delete = next(button for button in box.buttons() if "Delete" in button.text())
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Markets" not in [saved.name for saved in page.saved.queries])
    assert names(page) == before


def test_nothing_to_save_says_so(page: QueryView) -> None:
    choose(page.saved.menu, "Save this query")
    assert page.ui.message_text.text() == "Choose what to search by."
    assert page.findChild(SaveQueryDialog) is None


def test_a_refused_name_keeps_what_was_typed(page: QueryView, qtbot: QtBot) -> None:
    page.ui.name.setFocus()
    type_into(qtbot, page.ui.name, "超市")
    dialog = save_dialog(qtbot, page)
    type_into(qtbot, dialog.ui.name, "x" * 150)
    qtbot.keyClick(dialog.ui.name, Key.Key_Return)
    qtbot.waitUntil(lambda: "100" in dialog.ui.notice.text())
    assert dialog.isVisible()
    assert dialog.ui.name.currentText() == "x" * 150
