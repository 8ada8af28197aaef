"""Backups in the windows: made by hand and by themselves, restored, archived, copied."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from crm_desktop.data.portable import BY_NAME
from crm_desktop.domain.records import Customer, CustomerChange
from crm_desktop.gui.daily_backup import DailyBackup
from crm_desktop.gui.dialogs.move_dialog import Destination, MoveDialog
from crm_desktop.gui.dialogs.restored_dialog import RestoredDialog
from crm_desktop.gui.errors import ErrorDialog
from crm_desktop.gui.views.backup_page import BackupPage
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.connections import Connection, remember
from crm_desktop.infra.sql_server import SqlServer
from crm_desktop.services import archive, backups, customers, databases
from tests.databases import FixedClock


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> BackupPage:
    opened = BackupPage(workspace)
    qtbot.addWidget(opened)
    opened.show()
    opened.refresh()
    qtbot.waitUntil(lambda: bool(opened.form.state.text()))
    return opened


def database_path(workspace: Workspace) -> Path:
    return Path(workspace.context.database.location)


def box() -> QMessageBox:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    return next(w for w in found if w.isVisible())


def test_there_is_no_backup_until_one_is_made(qtbot: QtBot, page: BackupPage) -> None:
    assert "no backup yet" in page.form.state.text()
    assert not page.form.restore_button.isEnabled()
    qtbot.mouseClick(page.form.back_up_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.form.backups.topLevelItemCount() == 1)
    assert "today" in page.form.state.text()


def test_a_second_place_is_remembered_and_used(
    qtbot: QtBot, page: BackupPage, workspace: Workspace, tmp_path: Path
) -> None:
    page.set_second(tmp_path / "stick")
    qtbot.mouseClick(page.form.back_up_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(backups.backups(database_path(workspace), tmp_path / "stick")) == 1)
    again = BackupPage(workspace)
    qtbot.addWidget(again)
    again.show()
    assert again.form.second.text() == str(tmp_path / "stick")
    qtbot.mouseClick(again.form.no_second_button, Qt.MouseButton.LeftButton)
    assert again.form.second.text() == ""


def test_restoring_asks_first_and_says_what_is_lost(
    qtbot: QtBot, page: BackupPage, workspace: Workspace
) -> None:
    qtbot.mouseClick(page.form.back_up_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.form.backups.topLevelItemCount() == 1)
    page.form.backups.setCurrentItem(page.form.backups.topLevelItem(0))
    asked: list[Path] = []
    workspace.restore_requested.connect(asked.append)
    qtbot.mouseClick(page.form.restore_button, Qt.MouseButton.LeftButton)
    question = box()
    assert "replaced" in question.text()
    assert question.defaultButton() is question.button(QMessageBox.StandardButton.Cancel)
    question.defaultButton().click()
    assert asked == []
    qtbot.mouseClick(page.form.restore_button, Qt.MouseButton.LeftButton)
    question = box()
    [go_on] = [
        button
        for button in question.buttons()
        if question.buttonRole(button) == QMessageBox.ButtonRole.DestructiveRole
    ]
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert [path.suffix for path in asked] == [".db"]


def test_an_archive_is_saved(
    qtbot: QtBot, page: BackupPage, workspace: Workspace, tmp_path: Path
) -> None:
    customers.save(workspace.context, CustomerChange(customer=Customer(name="中国移动")))
    page.save_archive(tmp_path / "all.zip")
    qtbot.waitUntil(lambda: (tmp_path / "all.zip").exists())
    qtbot.waitUntil(lambda: any(isinstance(w, QMessageBox) for w in QApplication.topLevelWidgets()))
    assert "as safe as the database" in box().text()
    box().close()
    tables = {
        table.name: table.rows for table in archive.check_archive(tmp_path / "all.zip").tables
    }
    assert tables["customer"] == 1


def test_an_archive_that_cannot_be_written_says_why(
    qtbot: QtBot, page: BackupPage, tmp_path: Path
) -> None:
    page.save_archive(tmp_path / "nowhere" / "all.zip")
    qtbot.waitUntil(lambda: any(isinstance(w, ErrorDialog) for w in QApplication.topLevelWidgets()))
    shown = box()
    assert "cannot be written" in shown.text()
    shown.close()


def test_copying_shows_the_proof(
    qtbot: QtBot, page: BackupPage, workspace: Workspace, tmp_path: Path
) -> None:
    page.copy_to(Destination(tmp_path / "copy.db"))
    qtbot.waitUntil(
        lambda: any(isinstance(w, RestoredDialog) for w in QApplication.topLevelWidgets())
    )
    [proof] = [w for w in QApplication.topLevelWidgets() if isinstance(w, RestoredDialog)]
    tables = [proof.form.tables.topLevelItem(row) for row in range(len(BY_NAME))]
    shown = [item.text(0) for item in tables if item is not None]
    assert "Payments and refunds" in shown
    assert not set(shown) & BY_NAME.keys()  # names of tables mean nothing to anybody
    assert "checksum" in proof.form.text.text()
    assert proof.form.tables.topLevelItemCount() > 8
    assert not proof.form.passwords.isVisible()
    proof.close()
    databases.open_database(tmp_path / "copy.db").close()


def test_the_destination_is_a_file_or_a_known_server(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    bare = MoveDialog(workspace.settings, tmp_path / "new.db")
    qtbot.addWidget(bare)
    assert not bare.form.to_server.isEnabled() and bare.form.to_server.toolTip()
    server = SqlServer(server="sql.example.com")
    remember(workspace.settings, Connection("Head office", server.url))
    dialog = MoveDialog(workspace.settings, tmp_path / "new.db")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.to_server.setChecked(True)
    qtbot.keyClicks(dialog.form.owner, "sa")
    qtbot.keyClicks(dialog.form.password, "secret")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.form.buttons.button(dialog.form.buttons.StandardButton.Ok).click()
    assert chosen.args == [Destination(server.url, "sa", "secret")]
    assert dialog.form.password.text() == ""


def test_the_status_bar_speaks_only_of_old_backups(
    qtbot: QtBot, workspace: Workspace, clock: FixedClock
) -> None:
    daily = DailyBackup(workspace)
    qtbot.addWidget(daily)
    assert daily.isHidden()
    with qtbot.waitSignal(workspace.backup_known):
        daily.look()
    assert daily.isHidden()
    assert len(backups.backups(database_path(workspace))) == 1
    folder = backups.folder_of(database_path(workspace))
    clock.advance(timedelta(days=9))
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("in the way")
    daily.look()
    qtbot.waitUntil(lambda: not daily.isHidden())
    assert daily.text() == "Backup failed"
    folder.unlink()
    folder.with_name("elsewhere").rename(folder)
    workspace.backup_known.emit(backups.state(workspace.context))
    assert "9 days ago" in daily.text()


def test_a_sample_company_is_not_backed_up_by_itself(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.profile = replace(workspace.profile, is_sample=True)
    daily = DailyBackup(workspace)
    qtbot.addWidget(daily)
    assert not daily._timer.isActive()
