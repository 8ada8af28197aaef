"""Ctrl+Z in the main window: what the user did last is named, offered and undone."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from crm_desktop.data.tables import JobRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.records import Customer, CustomerChange
from crm_desktop.gui import undo_last
from crm_desktop.gui.dialogs.undo_report_dialog import UndoReportDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.undo_last import UndoLast
from crm_desktop.gui.views.customer_list_view import CustomerListView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import bulk, customers, recycle_bin
from crm_desktop.services.context import ServiceContext, tell_nobody
from crm_desktop.services.transfer_in import (
    import_customers,
    import_payments,
    imports,
    undo_import,
)
from tests.gui.customer_windows import store, stored_id
from tests.gui.keyboard import CONTROL, Key


@pytest.fixture
def ids(workspace: Workspace) -> list[int]:
    """Three customers."""
    return [stored_id(store(workspace.context, name)) for name in ("甲公司", "乙公司", "丙公司")]


@pytest.fixture
def window(
    workspace: Workspace, languages: LanguageSwitch, ids: list[int], qtbot: QtBot
) -> MainWindow:
    opened = MainWindow(workspace, languages)
    qtbot.addWidget(opened)
    opened.show()
    opened.activateWindow()
    page = opened.go_to("customers")
    assert isinstance(page, CustomerListView)
    qtbot.waitUntil(lambda: page.table.model.total == 3 and not workspace.tasks.running)
    page.table.focus_rows()
    return opened


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.undo._workspace.tasks.running)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.undo._workspace.tasks.running)


def delete(window: MainWindow, ids: list[int], qtbot: QtBot) -> None:
    customers.delete(window.undo._workspace.context, ids)
    qtbot.waitUntil(lambda: window.undo.job is not None)
    settle(window, qtbot)


def press_undo(window: MainWindow, qtbot: QtBot) -> None:
    table = QApplication.focusWidget()
    qtbot.keyClick(table, Key.Key_Z, CONTROL)
    settle(window, qtbot)


def test_nothing_done_is_nothing_to_undo(window: MainWindow) -> None:
    assert not window.ui.action_undo.isEnabled()
    assert window.ui.action_undo.text() == "&Undo"
    assert not window.notices.isVisible()


def test_ctrl_z_in_a_field_takes_back_what_was_typed_there_before_anything_else(
    window: MainWindow, ids: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    delete(window, ids, qtbot)
    page = window.page
    assert isinstance(page, CustomerListView)
    page.ui.filter.setFocus()
    qtbot.keyClicks(page.ui.filter, "abc")
    press_undo(window, qtbot)
    assert page.ui.filter.text() == ""
    assert len(recycle_bin.items(workspace.context)) == 3
    press_undo(window, qtbot)
    assert recycle_bin.items(workspace.context) == ()


def test_a_delete_is_named_offered_and_undone_by_ctrl_z(
    window: MainWindow, ids: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    delete(window, ids, qtbot)
    assert window.ui.action_undo.text() == "&Undo: delete of 3 customers"
    assert window.ui.action_undo.isEnabled()
    assert window.notices.isVisible()
    assert window.notices.ui.text.text() == "Moved to the recycle bin: 3 customers"
    window.ui.navigation.setFocus()
    press_undo(window, qtbot)
    assert recycle_bin.items(workspace.context) == ()
    assert window.notices.ui.text.text() == "Undone: 3."
    assert not window.notices.ui.undo_button.isVisible()
    assert not window.notices.ui.details_button.isVisible()
    assert not window.ui.action_undo.isEnabled()


def test_the_button_of_the_message_undoes(
    window: MainWindow, ids: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    delete(window, ids[:1], qtbot)
    assert window.ui.action_undo.text() == "&Undo: delete of C000001 甲公司"
    qtbot.mouseClick(window.notices.ui.undo_button, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert recycle_bin.items(workspace.context) == ()


def test_what_was_left_is_told_on_request(
    window: MainWindow, ids: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    delete(window, ids, qtbot)
    recycle_bin.restore(workspace.context, "customer", ids[0])
    window.ui.navigation.setFocus()
    press_undo(window, qtbot)
    assert window.notices.ui.text.text() == "Undone: 2. Left as they are: 1."
    qtbot.mouseClick(window.notices.ui.details_button, Qt.MouseButton.LeftButton)
    [dialog] = window.findChildren(UndoReportDialog)
    assert dialog.ui.lines.toPlainText() == "C000001 甲公司: left as it is — restored already"
    qtbot.mouseClick(dialog.ui.copy_button, Qt.MouseButton.LeftButton)
    assert "restored already" in QApplication.clipboard().text()
    qtbot.keyClick(dialog, Key.Key_Escape)


def test_the_message_goes_by_its_cross_and_follows_the_language(
    window: MainWindow, ids: list[int], languages: LanguageSwitch, qtbot: QtBot
) -> None:
    delete(window, ids[:2], qtbot)
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: window.notices.ui.text.text() == "已移到回收站：2 个客户")
    assert window.ui.action_undo.text() == "撤销(&U)：删除 2 个客户"
    qtbot.mouseClick(window.notices.ui.close_button, Qt.MouseButton.LeftButton)
    assert not window.notices.isVisible()
    assert window.ui.action_undo.isEnabled()


def test_ctrl_z_in_a_field_undoes_typing_and_no_job(
    window: MainWindow, ids: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    delete(window, ids[:1], qtbot)
    window.quick_search.setFocus()
    qtbot.keyClicks(window.quick_search, "abc")
    qtbot.keyClick(window.quick_search, Key.Key_Z, CONTROL)
    settle(window, qtbot)
    assert window.quick_search.text() == ""
    assert len(recycle_bin.items(workspace.context)) == 1


@pytest.mark.parametrize("accepts", [True, False])
def test_undoing_much_is_asked_before(
    window: MainWindow,
    ids: list[int],
    workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    accepts: bool,
) -> None:
    monkeypatch.setattr(undo_last, "_ASKED_FROM", 2)
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        wanted = QMessageBox.ButtonRole.AcceptRole if accepts else QMessageBox.ButtonRole.RejectRole
        next(b for b in box.buttons() if box.buttonRole(b) == wanted).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    report = bulk.set_fields(workspace.context, ids, {"status": "lost"})
    assert report.done == 3
    qtbot.waitUntil(lambda: window.undo.job is not None)
    settle(window, qtbot)
    assert window.notices.ui.text.text() == "Changed: 3 customers"
    window.ui.action_undo.trigger()
    settle(window, qtbot)
    assert asked == ["Undo the bulk change of 3 customers?"]
    status = customers.open_customer(workspace.context, ids[0]).customer.status
    assert status == ("potential" if accepts else "lost")


def test_a_job_that_broke_off_is_told_of_at_the_next_start(
    workspace: Workspace, languages: LanguageSwitch, ids: list[int], qtbot: QtBot
) -> None:
    report = bulk.set_fields(workspace.context, ids, {"status": "lost"})
    with UnitOfWork(workspace.context) as work:
        job = work.session.get(JobRecord, report.job_id)
        assert job is not None
        job.is_complete = False
        work.commit()
    opened = MainWindow(workspace, languages)
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(opened.notices.isVisible)
    assert opened.notices.ui.text.text() == (
        "Broke off half-way: bulk change of 3 customers. Undo takes back what was done."
    )
    qtbot.mouseClick(opened.notices.ui.undo_button, Qt.MouseButton.LeftButton)
    settle(opened, qtbot)
    stored = customers.open_customer(workspace.context, ids[0]).customer
    assert stored.status == "potential"


def test_what_was_done_before_the_start_is_offered_without_a_message(
    workspace: Workspace, languages: LanguageSwitch, ids: list[int], qtbot: QtBot
) -> None:
    details = customers.open_customer(workspace.context, ids[0])
    customers.save(workspace.context, CustomerChange(customer=details.customer))
    customers.delete(workspace.context, ids[:1])
    opened = MainWindow(workspace, languages)
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(lambda: opened.undo.job is not None)
    settle(opened, qtbot)
    assert opened.ui.action_undo.isEnabled()
    assert not opened.notices.isVisible()


def test_what_is_left_of_an_import_is_offered_once_it_is_free(
    window: MainWindow,
    workspace: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(UndoLast, "_confirmed", lambda *_: True)
    context, path = workspace.context, tmp_path / "in.csv"
    path.write_text("customer_no,name\nA1,甲\nA2,乙\n", encoding="utf-8")
    import_customers(context, path)
    paid = tmp_path / "paid.csv"
    paid.write_text("customer_no,paid_on,amount\nA1,2026-01-01,5\n")
    batch = import_payments(context, paid)
    undo_import(context, imports(context)[1].id)  # A1 has a payment and stays
    settle(window, qtbot)
    assert "paid.csv" in window.ui.action_undo.text()
    window.undo.undo()
    settle(window, qtbot)
    assert imports(context)[0].id == batch.batch_id
    assert window.ui.action_undo.text() == "&Undo: what is left of the import of in.csv"
    customers.save(context, CustomerChange(customer=Customer(name="丙", parent_id=_id(context))))
    window.undo.undo()
    settle(window, qtbot)
    assert window.notices.ui.text.text() == "Undone: 0. Left as they are: 1."
    qtbot.mouseClick(window.notices.ui.details_button, Qt.MouseButton.LeftButton)
    [dialog] = window.findChildren(UndoReportDialog)
    assert "as soon as it has none" in dialog.ui.lines.toPlainText()
    qtbot.keyClick(dialog, Key.Key_Escape)


def test_what_another_program_of_the_user_did_is_offered_after_f5(
    window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "in.csv"
    path.write_text("customer_no,name\nA1,甲\n", encoding="utf-8")
    elsewhere = replace(workspace.context, on_change=tell_nobody)
    import_customers(elsewhere, path)
    settle(window, qtbot)
    assert not window.ui.action_undo.isEnabled()
    qtbot.keyClick(window, Key.Key_F5)
    qtbot.waitUntil(lambda: "in.csv" in window.ui.action_undo.text())


def _id(context: ServiceContext) -> int:
    return customers.open_by_number(context, "A1").customer.id or 0
