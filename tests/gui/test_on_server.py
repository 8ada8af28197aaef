"""The windows at work on a shared server, over a line that breaks."""

import faulthandler
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.gui import line as line_state
from crm_desktop.gui.dialogs.change_password_dialog import ChangePasswordDialog
from crm_desktop.gui.dialogs.one_time_password_dialog import OneTimePasswordDialog
from crm_desktop.gui.dialogs.sign_in_dialog import SignInDialog
from crm_desktop.gui.dialogs.user_dialog import UserDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.session import Session, Start
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.views.settings_view import SettingsView
from crm_desktop.gui.widgets.connection_state import ConnectionState
from crm_desktop.infra.connections import Connection, remember
from crm_desktop.infra.settings import Settings
from tests.databases import (
    ADMINISTRATOR,
    ADMINISTRATOR_PASSWORD,
    CLERK,
    CLERK_PASSWORD,
    FixedClock,
)
from tests.gui.customer_windows import wait_saved
from tests.gui.keyboard import CONTROL, Key, Keyboard
from tests.line_proxy import LineProxy, line_to
from tests.server import VARIABLE, ServerRun, is_named

pytestmark = [
    pytest.mark.mssql,
    pytest.mark.skipif(not is_named(), reason=f"{VARIABLE} names no server"),
]

W = TypeVar("W", bound=QWidget)
OWN_PASSWORD = "herbst-Laub-99"
# The stand-in takes seconds over what it does for the first time on a connection.
PATIENCE = 90_000


@pytest.fixture
def run(server_run: ServerRun) -> Iterator[ServerRun]:
    faulthandler.cancel_dump_traceback_later()  # each wait below has its own end
    server_run.open()
    yield server_run
    server_run.put_back()


@pytest.fixture
def line(run: ServerRun) -> Iterator[LineProxy]:
    with line_to(run.server.server, run.server.port or 1433) as proxy:
        yield proxy


@pytest.fixture
def session(
    run: ServerRun,
    line: LineProxy,
    settings: Settings,
    languages: LanguageSwitch,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Session]:
    """The program, started where people work on the server, over the line."""
    monkeypatch.setattr(line_state, "RETRY_SECONDS", 1)
    office = replace(run.server, server="127.0.0.1", port=line.port, connect_seconds=5)
    remember(settings, Connection("Head office", office.url))
    languages.chosen = False
    started = Session(settings, languages, clock, Start())
    started.begin()
    yield started
    started.end()


def wait_for(qtbot: QtBot, kind: type[W]) -> W:
    def shown() -> list[W]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
    return shown()[0]


def enter(qtbot: QtBot, username: str, password: str) -> None:
    """Sign in by the dialog that is shown."""
    dialog = wait_for(qtbot, SignInDialog)
    dialog.ui.username.clear()
    qtbot.keyClicks(dialog.ui.username, username)
    qtbot.keyClicks(dialog.ui.password, password)
    qtbot.keyClick(dialog.ui.password, Qt.Key.Key_Return)


def new_customer(qtbot: QtBot, window: MainWindow) -> CustomerWindow:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    made = wait_for(qtbot, CustomerWindow)
    made.activateWindow()
    qtbot.waitUntil(lambda: made.form is not None and made.ui.name.hasFocus(), timeout=PATIENCE)
    return made


def listed(window: MainWindow) -> set[str]:
    """What is read in the first page's table."""
    page = window.page
    table = page.findChild(QTableView) if page is not None else None
    if table is None:
        return set()
    model = table.model()
    cells = [(r, c) for r in range(model.rowCount()) for c in range(model.columnCount())]
    return {str(model.index(row, column).data()) for row, column in cells}


def stored(run: ServerRun) -> list[str]:
    found = run.execute("SELECT name FROM crm.customer ORDER BY id")
    return [name for (name,) in found]


def test_a_clerk_enters_a_customer_and_the_line_breaks(
    qtbot: QtBot, session: Session, run: ServerRun, line: LineProxy
) -> None:
    enter(qtbot, CLERK, CLERK_PASSWORD)
    window = wait_for(qtbot, MainWindow)
    qtbot.waitUntil(lambda: window.page is not None)
    told = [label.toolTip() for label in window.ui.status_bar.findChildren(QLabel)]
    assert any(run.server.database in text for text in told)
    for action in (window.ui.action_users, window.ui.action_lists, window.ui.action_history):
        assert action.isVisible() and not action.isEnabled()
        assert "administrator" in action.toolTip().casefold()

    first = new_customer(qtbot, window)
    keys = Keyboard()
    keys.type("联华超市")
    keys.press(Key.Key_S, modifier=CONTROL)
    qtbot.waitUntil(lambda: not first.isWindowModified(), timeout=PATIENCE)
    wait_saved(qtbot, first)
    assert stored(run) == ["联华超市"]
    assert first.close()
    qtbot.waitUntil(lambda: "联华超市" in listed(window), timeout=PATIENCE)

    second = new_customer(qtbot, window)
    keys.type("Acme")
    line.go_down()
    keys.press(Key.Key_S, modifier=CONTROL)
    state = window.findChild(ConnectionState)
    assert state is not None
    qtbot.waitUntil(lambda: "Connection lost" in state.label.text(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not second.is_busy, timeout=PATIENCE)
    assert second.isVisible() and second.isWindowModified()
    assert second.ui.name.text() == "Acme"
    assert stored(run) == ["联华超市"]

    line.come_up()
    qtbot.waitUntil(lambda: state.label.text() == "Connected", timeout=PATIENCE)
    if second.isWindowModified() and not second.is_busy:
        second.activateWindow()
        second.ui.name.setFocus()
        keys.press(Key.Key_S, modifier=CONTROL)
    qtbot.waitUntil(lambda: not second.isWindowModified(), timeout=PATIENCE)
    assert stored(run) == ["联华超市", "Acme"]
    assert second.customer_id is not None
    second.close()
    qtbot.waitUntil(lambda: {"联华超市", "Acme"} <= listed(window), timeout=PATIENCE)


def test_an_administrator_adds_a_user_who_chooses_his_own_password(
    qtbot: QtBot, session: Session, run: ServerRun
) -> None:
    enter(qtbot, ADMINISTRATOR, ADMINISTRATOR_PASSWORD)
    window = wait_for(qtbot, MainWindow)
    window.ui.action_users.trigger()
    qtbot.waitUntil(lambda: isinstance(window.page, SettingsView))
    page = window.page
    assert isinstance(page, SettingsView)
    qtbot.waitUntil(lambda: page.users.model.rowCount() == 2, timeout=PATIENCE)
    qtbot.mouseClick(page.users.form.add_button, Qt.MouseButton.LeftButton)
    dialog = wait_for(qtbot, UserDialog)
    qtbot.keyClicks(dialog.form.username, "Zhang")
    qtbot.keyClicks(dialog.form.display_name, "Zhang Wei")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    given = wait_for(qtbot, OneTimePasswordDialog)
    one_time = given.form.password.text()
    qtbot.keyClick(given, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.users.model.rowCount() == 3, timeout=PATIENCE)

    window.ui.action_sign_out.trigger()
    enter(qtbot, "zhang", one_time)
    forced = wait_for(qtbot, ChangePasswordDialog)
    qtbot.keyClicks(forced.ui.new, OWN_PASSWORD)
    qtbot.keyClick(forced.ui.new, Qt.Key.Key_Return)
    qtbot.keyClicks(forced.ui.repeat, OWN_PASSWORD)
    qtbot.keyClick(forced.ui.repeat, Qt.Key.Key_Return)
    window = wait_for(qtbot, MainWindow)
    assert not window.ui.action_users.isEnabled()
    assert session.workspace is not None
    assert session.workspace.actor.username == "Zhang"

    window.ui.action_sign_out.trigger()
    enter(qtbot, "zhang", one_time)
    dialog = wait_for(qtbot, SignInDialog)
    qtbot.waitUntil(dialog.ui.message_frame.isVisible, timeout=PATIENCE)
    assert "wrong" in dialog.ui.message.text()
    dialog.ui.password.clear()
    enter(qtbot, "zhang", OWN_PASSWORD)
    wait_for(qtbot, MainWindow)
