"""Setting values for several customers and handing customers over, by keys and clicks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from crm_desktop.domain.criteria import Criteria
from crm_desktop.gui.dialogs.bulk_change_dialog import BulkChangeDialog
from crm_desktop.gui.dialogs.hand_over_dialog import HandOverDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.views.customer_list_view import CustomerListView
from crm_desktop.gui.views.users_page import UsersPage
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import customers, users
from tests.databases import add_clerk
from tests.gui.customer_windows import store, stored_id
from tests.gui.keyboard import CONTROL, Key

CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ids(workspace: Workspace) -> list[int]:
    """Three customers, the second one active."""
    context = workspace.context
    return [
        stored_id(store(context, "甲公司")),
        stored_id(store(context, "乙公司", status="active")),
        stored_id(store(context, "丙公司")),
    ]


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


@pytest.fixture
def settled(workspace: Workspace, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not workspace.tasks.running)
            QApplication.processEvents()

    return wait


def dialog_of(window: MainWindow, kind: type) -> object:
    [found] = window.findChildren(kind)
    return found


def press(window: MainWindow, qtbot: QtBot) -> BulkChangeDialog:
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_E, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: bool(window.findChildren(BulkChangeDialog)))
    found = dialog_of(window, BulkChangeDialog)
    assert isinstance(found, BulkChangeDialog)
    return found


def test_marked_customers_are_changed_after_a_look(
    window: MainWindow,
    workspace: Workspace,
    ids: list[int],
    settled: Callable[[], None],
    qtbot: QtBot,
) -> None:
    page = window.page
    assert isinstance(page, CustomerListView)
    page.table.ui.table.selectRow(0)
    qtbot.keyClick(page.table.ui.table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    dialog = press(window, qtbot)
    settled()
    ui = dialog.ui
    assert ui.marked_choice.text() == "&Marked customers: 2"
    assert ui.all_choice.text() == "&All customers found: 3"
    assert ui.marked_choice.isChecked()
    assert not ui.change_button.isEnabled()
    assert ui.preview.text() == "Tick what to set, and choose the new value."
    ui.status_set.setFocus()
    qtbot.keyClick(ui.status_set, Key.Key_Space)
    assert ui.status.isEnabled()
    ui.status.setFocus()
    qtbot.keyClicks(ui.status, "Act")
    settled()
    assert ui.preview.text().splitlines() == [
        "Customers that change: 1",
        "Status now — Potential: 1",
        "Have it already: 1",
    ]
    assert [row.name for row in dialog.model.records] == ["甲公司"]
    assert dialog.model.index(0, 2).data() == "Status: Potential"
    ui.change_button.setFocus()
    qtbot.keyClick(ui.change_button, Key.Key_Space)
    settled()
    assert not window.findChildren(BulkChangeDialog)
    stored = [customers.open_customer(workspace.context, each).customer for each in ids]
    assert [each.status for each in stored] == ["active", "active", "potential"]
    assert window.notices.ui.text.text() == "Changed: C000001 甲公司"
    assert window.ui.action_undo.text() == "&Undo: bulk change of C000001 甲公司"


def test_all_that_is_shown_can_be_changed_and_taken_back(
    window: MainWindow,
    workspace: Workspace,
    ids: list[int],
    settled: Callable[[], None],
    qtbot: QtBot,
) -> None:
    dialog = press(window, qtbot)
    settled()
    dialog.ui.all_choice.setFocus()
    qtbot.keyClick(dialog.ui.all_choice, Key.Key_Space)
    dialog.ui.status_set.click()
    dialog.ui.level_set.click()
    dialog.ui.status.setCurrentIndex(dialog.ui.status.findData("lost"))
    dialog.ui.level.setCurrentIndex(dialog.ui.level.findData("vip"))
    settled()
    assert dialog.ui.preview.text().splitlines() == [
        "Customers that change: 3",
        "Status now — Potential: 2, Active: 1",
        "Level now — (none): 3",
    ]
    qtbot.mouseClick(dialog.ui.change_button, Qt.MouseButton.LeftButton)
    settled()
    stored = [customers.open_customer(workspace.context, each).customer for each in ids]
    assert {(each.status, each.level) for each in stored} == {("lost", "vip")}
    qtbot.mouseClick(window.notices.ui.undo_button, Qt.MouseButton.LeftButton)
    settled()
    stored = [customers.open_customer(workspace.context, each).customer for each in ids]
    assert [each.status for each in stored] == ["potential", "active", "potential"]


def test_the_dialog_follows_the_language_and_keeps_what_is_chosen(
    workspace: Workspace,
    languages: LanguageSwitch,
    ids: list[int],
    settled: Callable[[], None],
    qtbot: QtBot,
) -> None:
    dialog = BulkChangeDialog(workspace, ids, Criteria(), 3)
    qtbot.addWidget(dialog)
    dialog.show()
    settled()
    dialog.ui.status_set.click()
    dialog.ui.status.setCurrentIndex(dialog.ui.status.findData("lost"))
    settled()
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: dialog.windowTitle() == "批量设置客户")
    assert dialog.values == {"status": "lost"}
    assert dialog.ui.status.currentText() == "流失"
    assert dialog.ui.preview.text().splitlines()[0] == "将修改的客户：3"
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_value_that_cannot_be_stored_is_said(
    workspace: Workspace,
    ids: list[int],
    settled: Callable[[], None],
    qtbot: QtBot,
) -> None:
    colleague = add_clerk(workspace.context, "colleague")
    dialog = BulkChangeDialog(workspace, ids, Criteria(), 3)
    qtbot.addWidget(dialog)
    dialog.show()
    settled()
    users.set_active(workspace.context, colleague, False)
    dialog.ui.owner_id_set.click()
    dialog.ui.owner_id.setCurrentIndex(dialog.ui.owner_id.findData(colleague))
    settled()
    assert "need attention" in dialog.ui.preview.text()
    assert not dialog.ui.change_button.isEnabled()


# -- handing over


def test_customers_are_handed_over_by_keys(
    window: MainWindow,
    workspace: Workspace,
    ids: list[int],
    settled: Callable[[], None],
    qtbot: QtBot,
) -> None:
    window.ui.action_hand_over.trigger()
    dialog = dialog_of(window, HandOverDialog)
    assert isinstance(dialog, HandOverDialog)
    settled()
    own = workspace.actor.display_name
    assert dialog.ui.from_user.currentText() == own
    assert dialog.ui.preview.text() == f"{own} owns customers: 3"
    assert not dialog.ui.hand_over_button.isEnabled()
    qtbot.keyClick(dialog, Key.Key_Escape)


def test_a_disabled_users_customers_are_offered_to_a_colleague(
    workspace: Workspace,
    ids: list[int],
    settled: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = workspace.context
    leaver = add_clerk(context, "leaver")
    colleague = add_clerk(context, "colleague")
    stored_id(store(context, "丁公司", owner_id=leaver))
    asked: list[str] = []

    def agree(box: QMessageBox) -> int:
        asked.append(box.text())
        return int(QMessageBox.StandardButton.Yes)

    monkeypatch.setattr(QMessageBox, "exec", agree)
    page = UsersPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    settled()
    row = next(i for i, user in enumerate(page.model.records) if user.id == leaver)
    page.form.table.selectRow(row)
    qtbot.mouseClick(page.form.disable_button, Qt.MouseButton.LeftButton)
    settled()
    assert asked == ["Leaver owns customers: 1. Hand them over to a colleague now?"]
    [dialog] = page.findChildren(HandOverDialog)
    settled()
    assert dialog.ui.from_user.currentText() == "Leaver"
    assert dialog.ui.preview.text() == "Leaver owns customers: 1"
    assert not dialog.ui.hand_over_button.isEnabled()
    dialog.ui.to_user.setFocus()
    qtbot.keyClicks(dialog.ui.to_user, "coll")
    assert dialog.ui.to_user.value() == colleague
    qtbot.mouseClick(dialog.ui.hand_over_button, Qt.MouseButton.LeftButton)
    settled()
    assert not page.findChildren(HandOverDialog)
    found = customers.open_by_number(context, "C000004")
    assert found.customer.owner_id == colleague


def test_nobody_is_offered_what_a_user_without_customers_owns(
    workspace: Workspace,
    settled: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leaver = add_clerk(workspace.context, "leaver")
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: pytest.fail("nothing to ask"))
    page = UsersPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    settled()
    row = next(i for i, user in enumerate(page.model.records) if user.id == leaver)
    page.form.table.selectRow(row)
    qtbot.mouseClick(page.form.disable_button, Qt.MouseButton.LeftButton)
    settled()
    assert page.findChildren(HandOverDialog) == []
    page.form.table.selectRow(row)
    qtbot.mouseClick(page.form.hand_over_button, Qt.MouseButton.LeftButton)
    settled()
    [dialog] = page.findChildren(HandOverDialog)
    assert dialog.ui.preview.text() == "Leaver owns no customers."
