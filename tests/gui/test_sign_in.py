from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.data.database import Database
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.dialogs.sign_in_dialog import SignInDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.tasks import Tasks
from crm_desktop.infra import i18n
from crm_desktop.infra.connections import Connection
from crm_desktop.services.context import ServiceContext
from tests.databases import (
    ADMINISTRATOR,
    ADMINISTRATOR_PASSWORD,
    CLERK,
    CLERK_PASSWORD,
    FixedClock,
)

WRONG = "User name or password is wrong."


def hear_nothing(_: Change) -> None:
    pass


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Path:
    return tmp_path / "crm.db"


@pytest.fixture
def dialog(
    place: Path, tasks: Tasks, languages: LanguageSwitch, clock: FixedClock, qtbot: QtBot
) -> SignInDialog:
    shown = SignInDialog(tasks, languages, clock, hear_nothing)
    qtbot.addWidget(shown)
    shown.offer([Connection("Office", str(place))], str(place), "")
    with qtbot.waitSignal(shown.painted):
        shown.show()
    return shown


def sign_in(qtbot: QtBot, dialog: SignInDialog, username: str, password: str) -> None:
    dialog.ui.username.clear()
    dialog.ui.password.clear()
    qtbot.keyClicks(dialog.ui.username, username)
    qtbot.keyClick(dialog.ui.username, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.ui.password, password)
    qtbot.keyClick(dialog.ui.password, Qt.Key.Key_Return)


def wait_for_message(qtbot: QtBot, dialog: SignInDialog) -> str:
    qtbot.waitUntil(dialog.ui.message_frame.isVisible)
    return dialog.ui.message.text()


@pytest.mark.parametrize(
    ("username", "password", "is_administrator"),
    [
        (ADMINISTRATOR, ADMINISTRATOR_PASSWORD, True),
        (f" {CLERK.upper()} ", CLERK_PASSWORD, False),
    ],
)
def test_the_right_pair_signs_in(
    qtbot: QtBot, dialog: SignInDialog, username: str, password: str, is_administrator: bool
) -> None:
    with qtbot.waitSignal(dialog.signed_in) as signed_in:
        sign_in(qtbot, dialog, username, password)
    context: ServiceContext = signed_in.args[0]
    assert context.actor is not None
    assert context.actor.is_administrator is is_administrator
    context.database.close()


def test_enter_leads_from_name_to_password(qtbot: QtBot, dialog: SignInDialog) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.ui.username.hasFocus)
    qtbot.keyClicks(dialog.ui.username, "somebody")
    qtbot.keyClick(dialog.ui.username, Qt.Key.Key_Return)
    assert dialog.ui.password.hasFocus()
    assert not dialog.ui.message_frame.isVisible()


def test_one_message_whichever_was_wrong(qtbot: QtBot, dialog: SignInDialog) -> None:
    sign_in(qtbot, dialog, ADMINISTRATOR, "wrong password")
    assert wait_for_message(qtbot, dialog) == WRONG
    assert dialog.ui.password.accessibleDescription() == WRONG
    assert dialog.ui.password.selectedText()
    sign_in(qtbot, dialog, "nobody", ADMINISTRATOR_PASSWORD)
    assert not dialog.ui.message_frame.isVisible()
    assert wait_for_message(qtbot, dialog) == WRONG


def test_five_failures_rest_the_account(
    qtbot: QtBot, dialog: SignInDialog, clock: FixedClock
) -> None:
    for _ in range(5):
        sign_in(qtbot, dialog, CLERK, "wrong password")
        assert wait_for_message(qtbot, dialog) == WRONG
    sign_in(qtbot, dialog, CLERK, CLERK_PASSWORD)
    assert "Try again in 15 minutes" in wait_for_message(qtbot, dialog)
    clock.advance(timedelta(minutes=16))
    with qtbot.waitSignal(dialog.signed_in) as signed_in:
        sign_in(qtbot, dialog, CLERK, CLERK_PASSWORD)
    signed_in.args[0].database.close()


def test_the_language_changes_at_once_and_keeps_what_was_typed(
    qtbot: QtBot, dialog: SignInDialog
) -> None:
    sign_in(qtbot, dialog, "nobody", "wrong password")
    wait_for_message(qtbot, dialog)
    qtbot.keyClick(dialog.ui.language, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: dialog.ui.username_label.text() == "用户名(&U)")
    assert dialog.ui.message.text() == "用户名或密码不正确。"
    assert dialog.ui.username.text() == "nobody"
    assert dialog.ui.password.text() == "wrong password"
    assert dialog.ui.language.currentText() == "简体中文"
    assert i18n.language() == i18n.CHINESE


def test_the_password_can_be_made_visible(qtbot: QtBot, dialog: SignInDialog) -> None:
    field = dialog.ui.password
    assert field.echoMode() == field.EchoMode.Password
    (eye,) = field.actions()
    eye.trigger()
    assert field.echoMode() == field.EchoMode.Normal
    eye.trigger()
    assert field.echoMode() == field.EchoMode.Password


def test_a_file_that_is_no_database_is_told_plainly(
    qtbot: QtBot, dialog: SignInDialog, tmp_path: Path
) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Dear colleagues, " * 100, encoding="utf-8")
    dialog.offer([Connection("Letter", str(other))], str(other), ADMINISTRATOR)
    dialog.ui.password.setText(ADMINISTRATOR_PASSWORD)
    qtbot.mouseClick(dialog.ui.sign_in, Qt.MouseButton.LeftButton)
    assert "is not a CRM Desktop database" in wait_for_message(qtbot, dialog)


def test_escape_gives_up(qtbot: QtBot, dialog: SignInDialog) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
