"""System settings and the recycle bin, driven by keys and clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from crm_desktop.domain.codes import CodeItem, ProductCategory
from crm_desktop.domain.records import Contact, Customer, CustomerChange
from crm_desktop.domain.user import User
from crm_desktop.gui.dialogs.code_entry_dialog import CodeEntryDialog
from crm_desktop.gui.dialogs.one_time_password_dialog import OneTimePasswordDialog
from crm_desktop.gui.dialogs.user_dialog import UserDialog
from crm_desktop.gui.errors import ErrorDialog
from crm_desktop.gui.views.recycle_bin_view import RecycleBinView
from crm_desktop.gui.views.settings_view import SettingsView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import (
    company,
    customers,
    history,
    lists,
    recycle_bin,
    sign_in,
    users,
)
from tests.databases import ADMINISTRATOR, CLERK, FixedClock


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace) -> SettingsView:
    opened = SettingsView(workspace)
    qtbot.addWidget(opened)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(lambda: opened.users.model.rowCount() == 2)
    return opened


def dialog_of(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    def find() -> QDialog | None:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return shown[-1] if shown else None

    qtbot.waitUntil(lambda: find() is not None)
    found = find()
    assert found is not None
    return found


def answer(button: QMessageBox.StandardButton) -> None:
    """Press `button` in the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(button).click()

    QTimer.singleShot(0, press)


def choose_user(view: SettingsView, username: str) -> None:
    row = [user.username for user in view.users.model.records].index(username)
    view.users.form.table.setCurrentIndex(view.users.model.index(row, 0))


def stored_user(workspace: Workspace, username: str) -> User:
    return users.find_user(workspace.context, username)


def test_a_new_user_gets_a_one_time_password_that_signs_in(
    qtbot: QtBot, view: SettingsView, workspace: Workspace, clock: FixedClock
) -> None:
    qtbot.mouseClick(view.users.form.add_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, UserDialog)
    assert isinstance(dialog, UserDialog)
    qtbot.keyClicks(dialog.form.username, "zhang")
    qtbot.keyClick(dialog.form.username, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.form.display_name, "Zhang Wei")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    shown = dialog_of(qtbot, OneTimePasswordDialog)
    assert isinstance(shown, OneTimePasswordDialog)
    password = shown.form.password.text()
    # Enter pressed once too often takes nothing away.
    qtbot.keyClick(shown.form.password, Qt.Key.Key_Return)
    assert shown.isVisible()
    assert QApplication.clipboard().text() == password
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    signed_in = sign_in.sign_in(workspace.context.database, "zhang", password, clock=clock)
    assert signed_in.actor is not None
    assert signed_in.actor.must_change_password
    assert signed_in.actor.pop == 0
    qtbot.waitUntil(lambda: view.users.model.rowCount() == 3)


def test_a_user_without_a_name_is_not_saved(qtbot: QtBot, view: SettingsView) -> None:
    qtbot.mouseClick(view.users.form.add_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, UserDialog)
    assert isinstance(dialog, UserDialog)
    qtbot.keyClicks(dialog.form.email, "nobody")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form.username_error.message == "This field must not be empty."
    assert dialog.form.username.accessibleDescription() == "This field must not be empty."
    assert "name@company.com" in dialog.form.email_error.message
    assert view.users.model.rowCount() == 2


def test_a_name_that_is_taken_is_said_beside_the_field(qtbot: QtBot, view: SettingsView) -> None:
    qtbot.mouseClick(view.users.form.add_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, UserDialog)
    assert isinstance(dialog, UserDialog)
    qtbot.keyClicks(dialog.form.username, CLERK.upper())
    qtbot.keyClicks(dialog.form.display_name, "Another")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "exists already" in dialog.form.username_error.message)
    assert dialog.form.buttons.isEnabled()


def test_enter_edits_the_user_of_the_row(
    qtbot: QtBot, view: SettingsView, workspace: Workspace
) -> None:
    choose_user(view, CLERK)
    qtbot.keyClick(view.users.form.table, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, UserDialog)
    assert isinstance(dialog, UserDialog)
    dialog.form.pop.setCurrentIndex(1)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored_user(workspace, CLERK).pop == 1)


def test_a_user_is_disabled_and_enabled(
    qtbot: QtBot, view: SettingsView, workspace: Workspace
) -> None:
    choose_user(view, CLERK)
    qtbot.mouseClick(view.users.form.disable_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not stored_user(workspace, CLERK).is_active)
    qtbot.waitUntil(lambda: view.users.form.disable_button.text() == "Ena&ble")
    qtbot.mouseClick(view.users.form.disable_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stored_user(workspace, CLERK).is_active)


def test_resetting_asks_first(qtbot: QtBot, view: SettingsView, workspace: Workspace) -> None:
    choose_user(view, CLERK)
    answer(QMessageBox.StandardButton.No)
    qtbot.mouseClick(view.users.form.reset_button, Qt.MouseButton.LeftButton)
    assert not stored_user(workspace, CLERK).must_change_password
    answer(QMessageBox.StandardButton.Yes)
    qtbot.mouseClick(view.users.form.reset_button, Qt.MouseButton.LeftButton)
    dialog_of(qtbot, OneTimePasswordDialog)
    assert stored_user(workspace, CLERK).must_change_password


def test_nobody_deletes_himself(qtbot: QtBot, view: SettingsView, workspace: Workspace) -> None:
    choose_user(view, ADMINISTRATOR)
    answer(QMessageBox.StandardButton.Yes)
    view.users.form.table.setFocus()
    qtbot.waitUntil(view.users.form.table.hasFocus)
    qtbot.keyClick(view.users.form.table, Qt.Key.Key_Delete)
    dialog = dialog_of(qtbot, ErrorDialog)
    assert isinstance(dialog, ErrorDialog)
    assert "yourself" in dialog.text() or "last active administrator" in dialog.text()
    assert stored_user(workspace, ADMINISTRATOR).is_active


def test_a_user_without_records_is_deleted(
    qtbot: QtBot, view: SettingsView, workspace: Workspace
) -> None:
    choose_user(view, CLERK)
    answer(QMessageBox.StandardButton.Yes)
    qtbot.mouseClick(view.users.form.delete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.users.model.rowCount() == 1)
    assert [user.username for user in users.users(workspace.context)] == [ADMINISTRATOR]


def test_a_clerk_sees_the_pages_disabled_and_why(qtbot: QtBot, clerk_workspace: Workspace) -> None:
    view = SettingsView(clerk_workspace)
    qtbot.addWidget(view)
    view.show()
    assert not view.form.tabs.isEnabled()
    assert view.form.tabs.count() == 5
    assert view.form.refusal.isVisible()
    assert "Only administrators" in view.form.refusal_text.text()


def test_pages_follow_the_language(qtbot: QtBot, view: SettingsView) -> None:
    i18n.set_language(i18n.CHINESE)
    QApplication.sendEvent(view, _language_change())
    QApplication.sendEvent(view.users, _language_change())
    assert view.form.tabs.tabText(0).startswith("用户")
    title = view.users.model.headerData(0, Qt.Orientation.Horizontal)
    assert title == "用户名"
    assert view.users.model.index(0, 2).data() == "管理员"


def _language_change() -> "object":
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.LanguageChange)


def categories(workspace: Workspace) -> list[ProductCategory]:
    return list(lists.categories(workspace.context, include_inactive=True))


def test_a_category_is_added_moved_and_switched_off(
    qtbot: QtBot, view: SettingsView, workspace: Workspace
) -> None:
    view.show_page("lists")
    page = view.lists
    before = len(categories(workspace))
    for name in ("粮油", "饮料"):
        qtbot.mouseClick(page.form.add_button, Qt.MouseButton.LeftButton)
        dialog = dialog_of(qtbot, CodeEntryDialog)
        assert isinstance(dialog, CodeEntryDialog)
        dialog.form.name.setText(name)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        before += 1
        qtbot.waitUntil(lambda expected=before: page.model.rowCount() == expected)
    page.form.table.setCurrentIndex(page.model.index(before - 1, 0))
    qtbot.mouseClick(page.form.up_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [c.name for c in categories(workspace)][-2:] == ["饮料", "粮油"])
    qtbot.waitUntil(lambda: page.current() is not None and page.form.down_button.isEnabled())
    qtbot.mouseClick(page.form.disable_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not categories(workspace)[-2].is_active)


def test_a_category_without_a_name_is_refused(qtbot: QtBot, view: SettingsView) -> None:
    view.show_page("lists")
    qtbot.mouseClick(view.lists.form.add_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, CodeEntryDialog)
    assert isinstance(dialog, CodeEntryDialog)
    dialog.form.name.setText("   ")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form.error.text() == "Enter a name."


def test_a_list_entry_is_renamed_in_one_language(
    qtbot: QtBot, view: SettingsView, workspace: Workspace
) -> None:
    view.show_page("lists")
    page = view.lists
    page.form.lists.setCurrentRow(1)
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    qtbot.keyClick(page.form.table, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, CodeEntryDialog)
    assert isinstance(dialog, CodeEntryDialog)
    assert dialog.form.label_zh.text() == "潜在"
    dialog.form.label_en.setText("Prospect")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)

    def first() -> CodeItem:
        return lists.code_items(workspace.context, "status")[0]

    qtbot.waitUntil(lambda: first().label_en == "Prospect")
    assert (first().code, first().label_zh) == ("potential", "潜在")
    qtbot.waitUntil(lambda: workspace.labels.label("status", "potential", "en") == "Prospect")


def picture() -> bytes:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("#1a5fb4"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def test_name_and_logo_of_the_company_are_saved(
    qtbot: QtBot, view: SettingsView, workspace: Workspace, tmp_path: Path
) -> None:
    view.show_page("company")
    page = view.company
    assert not page.form.save_button.isEnabled()
    page.form.name.clear()
    qtbot.keyClicks(page.form.name, "Harvest Ltd")
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture())
    page.set_logo_file(logo)
    qtbot.mouseClick(page.form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.form.saved.text() == "Saved.")
    stored = company.profile(workspace.context)
    assert (stored.name, stored.logo) == ("Harvest Ltd", picture())
    qtbot.waitUntil(lambda: workspace.profile.name == "Harvest Ltd")


def test_what_is_no_picture_is_refused(
    qtbot: QtBot, view: SettingsView, workspace: Workspace, tmp_path: Path
) -> None:
    view.show_page("company")
    wrong = tmp_path / "logo.png"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + b"not a picture")
    view.company.set_logo_file(wrong)
    dialog_of(qtbot, ErrorDialog)
    assert company.profile(workspace.context).logo is None
    assert not view.company.is_modified
    assert not view.company.form.save_button.isEnabled()


def enter_customer(workspace: Workspace, name: str) -> int:
    new = customers.new_customer(workspace.context)
    change = CustomerChange(
        customer=Customer(customer_no=new.customer_no, name=name),
        contacts=(Contact(name="Li Na", is_primary=True),),
    )
    stored = customers.save(workspace.context, change).customer.id
    assert stored is not None
    return stored


def test_history_says_who_changed_what(
    qtbot: QtBot, view: SettingsView, workspace: Workspace
) -> None:
    enter_customer(workspace, "Harvest")
    view.show_page("history")
    page = view.history
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    qtbot.keyClicks(page.form.text, "Harvest")
    qtbot.keyClick(page.form.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.model.index(0, 1).data() == ADMINISTRATOR
    shown = {row.field: row.after for row in page.changes.records}
    assert shown["Customer name"] == "Harvest"
    assert shown["Status"] == "Potential"


def test_a_date_that_is_none_is_said_and_nothing_is_read(qtbot: QtBot, view: SettingsView) -> None:
    view.show_page("history")
    page = view.history
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    rows = page.model.rowCount()
    qtbot.keyClicks(page.form.first, "yesterday")
    qtbot.keyClick(page.form.first, Qt.Key.Key_Return)
    assert page.form.message.isVisible()
    assert "2026-03-31" in page.form.message.text()
    assert page.model.rowCount() == rows
    qtbot.mouseClick(page.form.clear_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.form.message.isVisible())


def test_a_deleted_customer_comes_back_with_its_contacts(
    qtbot: QtBot, workspace: Workspace
) -> None:
    customer_id = enter_customer(workspace, "Harvest")
    view = RecycleBinView(workspace)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.form.empty.isVisible())
    assert view.form.empty.text() == "The recycle bin is empty."
    customers.delete(workspace.context, [customer_id])
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    qtbot.keyClick(view.form.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.model.rowCount() == 0)
    details = customers.open_customer(workspace.context, customer_id)
    assert [contact.name for contact in details.contacts] == ["Li Na"]
    assert recycle_bin.items(workspace.context) == ()
    actions = [entry.action for entry in history.customer_history(workspace.context, customer_id)]
    assert "restore" in actions
    assert "delete" in actions


def test_a_clerk_sees_only_what_he_deleted_himself(
    qtbot: QtBot, workspace: Workspace, clerk_workspace: Workspace
) -> None:
    theirs = enter_customer(workspace, "Theirs")
    mine = enter_customer(clerk_workspace, "Mine")
    customers.delete(workspace.context, [theirs])
    customers.delete(clerk_workspace.context, [mine])
    view = RecycleBinView(clerk_workspace)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    assert view.model.records[0].label.endswith("Mine")
    assert "What you deleted yourself" in view.form.intro.text()


def test_the_filter_narrows_the_recycle_bin(qtbot: QtBot, workspace: Workspace) -> None:
    for name in ("Harvest", "Mill"):
        customers.delete(workspace.context, [enter_customer(workspace, name)])
    view = RecycleBinView(workspace)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.model.rowCount() == 2)
    view.form.filter.setText("ｍｉｌｌ")
    assert [item.label for item in view.model.records if "Mill" in item.label]
    assert view.model.rowCount() == 1
    qtbot.keyClicks(view.form.filter, "x")
    assert view.form.empty.isVisible()
    assert "matches" in view.form.empty.text()
