"""The recovery code in the windows: shown once, and the way back from the sign-in dialog."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.data.database import Database
from crm_desktop.gui.dialogs.forgotten_password_dialog import ForgottenPasswordDialog
from crm_desktop.gui.dialogs.recovery_code_dialog import RecoveryCodeDialog
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import recovery
from crm_desktop.services.sign_in import sign_in
from tests.databases import ADMINISTRATOR, ADMINISTRATOR_PASSWORD, FixedClock

NEW = "autumn-Blatt-9"


def test_an_administrator_makes_a_code_that_works(
    qtbot: QtBot, workspace: Workspace, clock: FixedClock
) -> None:
    dialog = RecoveryCodeDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.ui.password, "wrong")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.ui.message.text() == "The password is wrong.")
    dialog.ui.password.clear()
    qtbot.keyClicks(dialog.ui.password, ADMINISTRATOR_PASSWORD)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.ui.code.isVisible)
    code = dialog.ui.code.text()
    qtbot.mouseClick(dialog.ui.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == code
    database = workspace.context.database
    recovery.recover(database, ADMINISTRATOR, code, NEW, clock=clock)
    assert sign_in(database, ADMINISTRATOR, NEW, clock=clock).actor is not None


def test_a_code_that_was_just_made_is_only_shown(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = RecoveryCodeDialog(workspace, "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.ui.code.text() == "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"
    assert not dialog.ui.password.isVisible()
    assert not dialog.ui.make.isVisible()


def test_a_code_is_not_lost_by_an_esc_too_many(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = RecoveryCodeDialog(workspace, "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and "not shown again" in dialog.ui.message.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    for button in ("copy", "close_button"):
        dialog = RecoveryCodeDialog(workspace, "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.mouseClick(getattr(dialog.ui, button), Qt.MouseButton.LeftButton)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()


@pytest.mark.parametrize(("language", "word"), [("en", "Recovery code"), ("zh_CN", "恢复码")])
def test_the_sheet_names_code_user_and_database(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path, language: str, word: str
) -> None:
    i18n.set_language(language)
    dialog = RecoveryCodeDialog(workspace, "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
    qtbot.addWidget(dialog)
    asked: list[tuple[str, object]] = []
    workspace.report_requested.connect(lambda title, make: asked.append((title, make)))
    dialog.ui.print_sheet.click()
    title, make = asked[0]
    assert title == word
    assert callable(make)
    make(tmp_path / "sheet.pdf")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "sheet.pdf").pages)
    assert word in text
    assert "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE" in text
    assert ADMINISTRATOR in text


def test_a_forgotten_password_is_set_anew_by_keys(
    qtbot: QtBot, database: Database, workspace: Workspace, tasks: Tasks, clock: FixedClock
) -> None:
    code = recovery.issue_code(workspace.context, ADMINISTRATOR_PASSWORD)
    dialog = ForgottenPasswordDialog(database.location, "", tasks, clock)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.ui.username, ADMINISTRATOR)
    qtbot.keyClick(dialog.ui.username, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.ui.code, code[:-1])
    qtbot.keyClicks(dialog.ui.new, NEW)
    qtbot.keyClicks(dialog.ui.repeat, NEW)
    qtbot.keyClick(dialog.ui.repeat, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "recovery code is wrong" in dialog.ui.message.text())
    assert dialog.ui.code.accessibleDescription() == dialog.ui.message.text()
    qtbot.keyClick(dialog.ui.code, Qt.Key.Key_End)
    qtbot.keyClicks(dialog.ui.code, code[-1])
    with qtbot.waitSignal(dialog.recovered) as told:
        qtbot.mouseClick(dialog.ui.change, Qt.MouseButton.LeftButton)
    assert told.args == [ADMINISTRATOR]
    assert sign_in(database, ADMINISTRATOR, NEW, clock=clock).actor is not None


def test_two_passwords_that_differ_change_nothing(
    qtbot: QtBot, database: Database, tasks: Tasks, clock: FixedClock
) -> None:
    dialog = ForgottenPasswordDialog(database.location, ADMINISTRATOR, tasks, clock)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.ui.new, NEW)
    qtbot.keyClicks(dialog.ui.repeat, NEW + "x")
    qtbot.mouseClick(dialog.ui.change, Qt.MouseButton.LeftButton)
    assert "differ" in dialog.ui.message.text()
    assert not tasks.running
