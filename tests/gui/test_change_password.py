import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import WrongCredentials
from crm_desktop.gui.dialogs.change_password_dialog import ChangePasswordDialog
from crm_desktop.gui.workspace import Workspace
from crm_desktop.services.sign_in import sign_in
from tests.databases import ADMINISTRATOR, ADMINISTRATOR_PASSWORD

NEW = "herbst-Laub-99"


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> ChangePasswordDialog:
    shown = ChangePasswordDialog(workspace.context, workspace.tasks)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_the_password_is_changed_by_keyboard(
    qtbot: QtBot, dialog: ChangePasswordDialog, workspace: Workspace
) -> None:
    with qtbot.waitSignal(dialog.changed):
        for field, text in (
            (dialog.ui.old, ADMINISTRATOR_PASSWORD),
            (dialog.ui.new, NEW),
            (dialog.ui.repeat, NEW),
        ):
            qtbot.keyClicks(field, text)
            qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    context = workspace.context
    assert sign_in(context.database, ADMINISTRATOR, NEW, clock=context.clock).actor is not None
    with pytest.raises(WrongCredentials):
        sign_in(context.database, ADMINISTRATOR, ADMINISTRATOR_PASSWORD, clock=context.clock)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("short", "The password needs at least 8 characters."),
        ("password", "This password is one of the commonest. Choose another one."),
        (ADMINISTRATOR_PASSWORD, "The new password must differ from the old one."),
        (NEW, "Now type it again."),
    ],
)
def test_rules_are_checked_while_typing(
    qtbot: QtBot, dialog: ChangePasswordDialog, new: str, message: str
) -> None:
    qtbot.keyClicks(dialog.ui.old, ADMINISTRATOR_PASSWORD)
    qtbot.keyClicks(dialog.ui.new, new)
    assert dialog.ui.message.text() == message
    assert not dialog.ui.change.isEnabled()


def test_both_must_be_the_same(qtbot: QtBot, dialog: ChangePasswordDialog) -> None:
    qtbot.keyClicks(dialog.ui.old, ADMINISTRATOR_PASSWORD)
    qtbot.keyClicks(dialog.ui.new, NEW)
    qtbot.keyClicks(dialog.ui.repeat, NEW[:-1])
    assert dialog.ui.message.text() == "The two passwords differ. Type the same twice."
    assert not dialog.ui.change.isEnabled()
    qtbot.keyClicks(dialog.ui.repeat, NEW[-1])
    assert dialog.ui.message.text() == "This password can be used."
    assert dialog.ui.change.isEnabled()


def test_a_wrong_old_password_keeps_what_was_typed(
    qtbot: QtBot, dialog: ChangePasswordDialog
) -> None:
    qtbot.keyClicks(dialog.ui.old, "not this one")
    qtbot.keyClicks(dialog.ui.new, NEW)
    qtbot.keyClicks(dialog.ui.repeat, NEW)
    qtbot.mouseClick(dialog.ui.change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "old password is wrong" in dialog.ui.message.text())
    assert dialog.isVisible()
    assert dialog.ui.new.text() == NEW
    assert dialog.ui.old.selectedText()


def test_passwords_can_be_shown(qtbot: QtBot, dialog: ChangePasswordDialog) -> None:
    box = dialog.ui.visible
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    fields = (dialog.ui.old, dialog.ui.new, dialog.ui.repeat)
    assert {field.echoMode() for field in fields} == {dialog.ui.old.EchoMode.Normal}
