import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.findings import State
from crm_desktop.gui.connection_form import Entered, Kind, describe_driver, entered, first_problem
from crm_desktop.gui.dialogs.connection_dialog import ConnectionDialog
from crm_desktop.gui.dialogs.connection_test_dialog import ConnectionTestDialog
from crm_desktop.gui.dialogs.connections_dialog import ConnectionsDialog
from crm_desktop.gui.dialogs.sign_in_dialog import SignInDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.tasks import Tasks
from crm_desktop.infra import i18n
from crm_desktop.infra.connection_files import save
from crm_desktop.infra.connections import Connection, connections, machine_file, own_file, remember
from crm_desktop.infra.settings import Settings
from crm_desktop.infra.sql_server import Encryption, SignIn, SqlServer
from tests.databases import FixedClock

LEFT = Qt.MouseButton.LeftButton
OFFICE = Connection("Office", SqlServer(server="sql.example.com").url)


@pytest.fixture
def dialog(settings: Settings, tasks: Tasks, qtbot: QtBot) -> ConnectionsDialog:
    save(machine_file(), [OFFICE])
    remember(settings, Connection("Branch", "/data/branch.db"))
    shown = ConnectionsDialog(settings, tasks)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.ui.list.setFocus()
    return shown


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this computer where nobody listens as long as the test runs."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def opened(qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    window = QApplication.activeModalWidget()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def names(dialog: ConnectionsDialog) -> list[str]:
    rows = range(dialog.ui.list.count())
    return [dialog.ui.list.item(row).text().splitlines()[0] for row in rows]


def test_a_server_is_described_by_keyboard(
    qtbot: QtBot, dialog: ConnectionsDialog, settings: Settings
) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    form = opened(qtbot, ConnectionDialog)
    assert isinstance(form, ConnectionDialog)
    for field, text in (
        (form.ui.name, "Head"),
        (form.ui.server, "db.example.com"),
        (form.ui.place, "1444"),
    ):
        field.setFocus()
        qtbot.keyClicks(field, text)
    form.ui.encryption.setFocus()
    qtbot.keyClick(form.ui.encryption, Qt.Key.Key_Up)
    assert not form.ui.trust.isVisible()
    form.ui.sign_in.setFocus()
    qtbot.keyClick(form.ui.sign_in, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.changed):
        qtbot.keyClick(form.ui.server, Qt.Key.Key_Return)
    assert names(dialog) == ["Office", "Branch", "Head"]
    assert dialog.current is not None and dialog.current.name == "Head"
    [kept] = [connection for connection in connections(settings) if connection.name == "Head"]
    assert kept.server == SqlServer(
        server="db.example.com",
        port=1444,
        encryption=Encryption.STRICT,
        sign_in=SignIn.WINDOWS,
    )


def test_what_cannot_be_meant_is_said_and_everything_stays(
    qtbot: QtBot, dialog: ConnectionsDialog
) -> None:
    qtbot.mouseClick(dialog.ui.new_, LEFT)
    form = opened(qtbot, ConnectionDialog)
    assert isinstance(form, ConnectionDialog)
    qtbot.mouseClick(form.ui.save, LEFT)
    assert form.ui.message.text() == "Type the server's name or address."
    qtbot.keyClicks(form.ui.server, "two words")
    qtbot.mouseClick(form.ui.save, LEFT)
    assert form.isVisible() and form.ui.message_frame.isVisible()
    assert form.ui.server.hasFocus() and form.ui.server.text() == "two words"
    qtbot.keyClicks(form.ui.server, "server")
    assert not form.ui.message_frame.isVisible()
    qtbot.keyClicks(form.ui.name, "Branch")
    qtbot.mouseClick(form.ui.save, LEFT)
    assert "name already" in form.ui.message.text()


def test_a_connection_is_edited_and_keeps_its_place(
    qtbot: QtBot, dialog: ConnectionsDialog, settings: Settings, tmp_path: Path
) -> None:
    remember(settings, Connection("Last", "/data/last.db"))
    dialog.show_all("Branch")
    qtbot.mouseClick(dialog.ui.edit, LEFT)
    form = opened(qtbot, ConnectionDialog)
    assert isinstance(form, ConnectionDialog)
    assert form.ui.path.isVisible() and not form.ui.server.isVisible()
    form.ui.path.clear()
    qtbot.keyClicks(form.ui.path, str(tmp_path / "moved.db"))
    qtbot.mouseClick(form.ui.save, LEFT)
    assert [connection.name for connection in connections(settings)] == ["Office", "Last", "Branch"]
    assert connections(settings)[2].target == str(tmp_path / "moved.db")


def test_deleting_asks_first_and_leaves_the_data(
    qtbot: QtBot, dialog: ConnectionsDialog, settings: Settings
) -> None:
    dialog.show_all("Branch")
    for button, left in (("Cancel", ["Office", "Branch"]), ("Delete", ["Office"])):
        dialog.activateWindow()
        qtbot.waitUntil(dialog.ui.list.hasFocus)
        qtbot.keyClick(dialog.ui.list, Qt.Key.Key_Delete)
        question = opened(qtbot, QMessageBox)
        assert isinstance(question, QMessageBox)
        assert "Branch" in question.text()
        [wanted] = [each for each in question.buttons() if button in each.text().replace("&", "")]
        qtbot.mouseClick(wanted, LEFT)
        assert names(dialog) == left


def test_the_administrators_connections_are_shown_not_changed(
    qtbot: QtBot, dialog: ConnectionsDialog
) -> None:
    assert dialog.current is not None and dialog.current.managed
    assert not dialog.ui.delete_.isEnabled()
    assert "administrator" in dialog.ui.about.text()
    qtbot.keyClick(dialog.ui.list, Qt.Key.Key_Delete)
    assert QApplication.activeModalWidget() is None
    qtbot.mouseClick(dialog.ui.edit, LEFT)
    form = opened(qtbot, ConnectionDialog)
    assert isinstance(form, ConnectionDialog)
    assert form.is_read_only and not form.ui.server.isEnabled() and not form.ui.save.isVisible()
    assert form.ui.test.isEnabled()


def test_a_file_of_garbage_is_told_of(qtbot: QtBot, dialog: ConnectionsDialog) -> None:
    machine_file().write_text("[[connection]]\nname = 7\n", encoding="utf-8")
    dialog.show_all()
    assert names(dialog) == ["Branch"]
    assert "name" in dialog.ui.message.text() and dialog.ui.message_frame.isVisible()


def test_a_file_that_cannot_be_written_is_told_of(
    qtbot: QtBot,
    dialog: ConnectionsDialog,
    settings: Settings,
    expected_logs: pytest.LogCaptureFixture,
) -> None:
    own_file(settings).unlink()
    own_file(settings).mkdir()
    own_file(settings).with_name("connections.toml.unreadable").write_text("", encoding="utf-8")
    qtbot.mouseClick(dialog.ui.new_, LEFT)
    form = opened(qtbot, ConnectionDialog)
    assert isinstance(form, ConnectionDialog)
    qtbot.keyClicks(form.ui.server, "server")
    qtbot.mouseClick(form.ui.save, LEFT)
    assert "cannot be written" in dialog.ui.message.text()
    assert "connections cannot be written" in expected_logs.text


def test_testing_says_where_it_fails(qtbot: QtBot, tasks: Tasks, closed_port: int) -> None:
    nobody = SqlServer(server="127.0.0.1", port=closed_port, driver="FreeTDS")
    dialog = ConnectionTestDialog(tasks, nobody.url)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.ui.username, "wang")
    qtbot.keyClick(dialog.ui.username, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.tested):
        qtbot.keyClick(dialog.ui.password, Qt.Key.Key_Return)
    assert dialog.findings[-1].state is State.FAILED
    assert dialog.ui.findings.count() == len(dialog.findings)
    last = dialog.ui.findings.item(len(dialog.findings) - 1)
    seen = dialog.ui.findings.viewport().rect()
    assert seen.contains(dialog.ui.findings.visualItemRect(last).center())
    qtbot.mouseClick(dialog.ui.copy, LEFT)
    assert dialog.findings[-1].text in QGuiApplication.clipboard().text()


def test_a_file_is_tested_without_asking_who_it_is(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    dialog = ConnectionTestDialog(tasks, str(tmp_path / "missing.db"))
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.tested):
        dialog.show()
    assert not dialog.ui.person.isVisible()
    assert dialog.findings[0].state is State.FAILED


def test_closing_the_test_forgets_the_password(
    qtbot: QtBot, tasks: Tasks, closed_port: int
) -> None:
    dialog = ConnectionTestDialog(tasks, SqlServer(server="127.0.0.1", port=closed_port).url)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.ui.password, "s3cret")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and dialog.ui.password.text() == ""


def test_everything_changes_language_and_stays_typed(
    qtbot: QtBot, dialog: ConnectionsDialog, languages: LanguageSwitch, tasks: Tasks
) -> None:
    form = ConnectionDialog(tasks, OFFICE)
    test = ConnectionTestDialog(tasks, OFFICE.target, "wang")
    for window in (form, test):
        qtbot.addWidget(window)
        window.show()
    qtbot.keyClicks(form.ui.server, ".cn")
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: "无人能读到" in form.ui.encryption_hint.text())
    assert form.ui.encryption.currentText() == "强制"
    assert form.ui.server.text() == "sql.example.com.cn"
    qtbot.waitUntil(lambda: "测试" in test.windowTitle() and "管理员" in dialog.ui.about.text())
    assert test.ui.username.text() == "wang"


def test_a_windows_account_asks_for_nothing(
    qtbot: QtBot, tasks: Tasks, languages: LanguageSwitch, clock: FixedClock
) -> None:
    dialog = SignInDialog(tasks, languages, clock, lambda _change: None)
    qtbot.addWidget(dialog)
    windows = Connection("W", SqlServer(server="host", sign_in=SignIn.WINDOWS).url)
    dialog.offer([OFFICE, windows], OFFICE.target, "wang")
    dialog.show()
    assert dialog.ui.password.isEnabled()
    dialog.ui.connection.setFocus()
    qtbot.keyClick(dialog.ui.connection, Qt.Key.Key_Down)
    assert dialog.uses_windows_account
    assert not dialog.ui.username.isEnabled() and not dialog.ui.password.isEnabled()
    assert "Windows" in dialog.ui.username.placeholderText()


def test_what_was_entered_is_shown_again() -> None:
    server = SqlServer(server="h", instance="X", query_seconds=0, trust_certificate=True)
    form = entered(Connection("N", server.url))
    assert form == Entered(name="N", server="h", place="X", query_seconds=0, trust_certificate=True)
    assert entered(Connection("N", "mssql+pyodbc://h?colour=red")) == Entered(name="N")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"server": ""}, "server"),
        ({"server": "a\\b"}, "server"),
        ({"place": "70000"}, "place"),
        ({"place": "0"}, "place"),
        ({"place": "a b"}, "place"),
        ({"database": " "}, "database"),
        ({"name": "Office"}, "name"),
        ({"kind": Kind.EMBEDDED, "path": " "}, "path"),
        ({"kind": Kind.EMBEDDED, "path": "x.db"}, None),
        ({"place": "SQLEXPRESS"}, None),
        ({"place": "\\SQLEXPRESS"}, None),
        ({"place": ",1444"}, None),
    ],
)
def test_the_first_problem_is_found(changed: dict[str, str], field: str | None) -> None:
    problem = first_problem(Entered(**{"server": "host", **changed}), ["Office"])
    assert (problem and problem[0]) == field


def test_the_driver_is_named_or_what_to_install() -> None:
    form = Entered(server="host")
    assert describe_driver(form, ["ODBC Driver 17 for SQL Server"]).startswith("ODBC Driver 17")
    assert "as the system" in describe_driver(form, ["FreeTDS"])
    assert "Install" in describe_driver(form, [])
