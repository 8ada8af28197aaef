"""The line to the server breaks and comes back, as the windows show it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import CrmError, WrongCredentials
from crm_desktop.domain.server_errors import ConnectionLost, QueryTimedOut, ServerUnreachable
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.dialogs.connection_sign_in_dialog import ConnectionSignInDialog
from crm_desktop.gui.errors import ErrorDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.line import Line, LineState
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.widgets.connection_state import ConnectionState
from crm_desktop.infra import i18n
from crm_desktop.services import line as line_service
from crm_desktop.services.context import ServiceContext

PASSWORD = "herbst-Laub-99"


class Network:
    """What the server would say: the one thing faked here."""

    def __init__(self) -> None:
        self.answer: CrmError | None = None
        self.asked = 0
        self.password = PASSWORD

    def check(self, context: ServiceContext) -> None:
        self.asked += 1
        if self.answer is not None:
            raise self.answer

    def sign_in_again(self, context: ServiceContext, password: str) -> None:
        if password != self.password:
            raise WrongCredentials
        self.answer = None


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    made = Network()
    monkeypatch.setattr(line_service, "check", made.check)
    monkeypatch.setattr(line_service, "sign_in_again", made.sign_in_again)
    return made


@pytest.fixture
def told() -> list[Change]:
    return []


@pytest.fixture
def line(
    network: Network, tasks: Tasks, clerk: ServiceContext, told: list[Change], qtbot: QtBot
) -> Iterator[Line]:
    made = Line(tasks, lambda: clerk, told.append)
    yield made
    tasks.close()
    made.deleteLater()


@pytest.fixture
def state(line: Line, qtbot: QtBot) -> ConnectionState:
    shown = ConnectionState(line, "wang")
    qtbot.addWidget(shown)
    shown.show()
    return shown


def fail(tasks: Tasks, owner: Line, error: CrmError) -> None:
    """Let a list be read that cannot be read."""

    def read() -> None:
        raise error

    tasks.read(owner, read, lambda _nothing: None)


def test_a_broken_line_is_said_and_mended_by_itself(
    qtbot: QtBot,
    tasks: Tasks,
    network: Network,
    line: Line,
    state: ConnectionState,
    told: list[Change],
) -> None:
    assert state.label.text() == "Connected" and not state.button.isVisible()
    network.answer = ServerUnreachable()
    fail(tasks, line, ConnectionLost())
    qtbot.waitUntil(lambda: "Connection lost" in state.label.text())
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog)]
    qtbot.waitUntil(lambda: network.asked > 0)
    assert told == []
    network.answer = None
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state.label.text() == "Connected")
    assert "customer" in told[0].kinds


def test_a_line_that_is_back_already_is_taken_at_once(
    qtbot: QtBot, tasks: Tasks, line: Line, told: list[Change]
) -> None:
    with qtbot.waitSignals([line.changed, line.changed]):
        fail(tasks, line, ConnectionLost())
    assert line.state is LineState.UP and len(told) == 1


def test_other_errors_say_nothing_about_the_line(
    qtbot: QtBot, tasks: Tasks, network: Network, line: Line
) -> None:
    failed: list[BaseException] = []

    def read() -> None:
        raise WrongCredentials

    tasks.read(line, read, lambda _nothing: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert line.state is LineState.UP and network.asked == 0


def test_an_answer_that_comes_too_late_has_the_line_looked_at(
    qtbot: QtBot, tasks: Tasks, network: Network, line: Line, state: ConnectionState
) -> None:
    failed: list[BaseException] = []

    def read() -> None:
        raise QueryTimedOut

    tasks.read(line, read, lambda _nothing: None, failed.append)
    qtbot.waitUntil(lambda: network.asked == 1)
    assert line.state is LineState.UP and failed
    network.answer = ServerUnreachable()
    tasks.read(line, read, lambda _nothing: None, failed.append)
    qtbot.waitUntil(lambda: "Connection lost" in state.label.text())


def test_the_password_is_asked_only_when_the_server_wants_it(
    qtbot: QtBot,
    tasks: Tasks,
    network: Network,
    line: Line,
    state: ConnectionState,
    told: list[Change],
) -> None:
    network.answer = WrongCredentials()
    fail(tasks, line, ConnectionLost())
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ConnectionSignInDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConnectionSignInDialog)
    assert "wang" in dialog.ui.heading.text()
    asked = network.asked
    qtbot.keyClicks(dialog.ui.password, "wrong")
    qtbot.keyClick(dialog.ui.password, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.ui.sign_in.isEnabled)
    assert dialog.ui.message_frame.isVisible() and dialog.isVisible()
    dialog.ui.password.clear()
    qtbot.keyClicks(dialog.ui.password, PASSWORD)
    qtbot.keyClick(dialog.ui.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert line.state is LineState.UP and len(told) == 1
    assert network.asked == asked, "the wrong password must not be tried again and again"


def test_later_leaves_a_button_to_sign_in_by(
    qtbot: QtBot, tasks: Tasks, network: Network, line: Line, state: ConnectionState
) -> None:
    network.answer = WrongCredentials()
    fail(tasks, line, ConnectionLost())
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ConnectionSignInDialog))
    qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert state.button.isVisible() and state.button.text() == "Sign in again"
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ConnectionSignInDialog))


def test_the_state_is_said_in_both_languages(
    qtbot: QtBot,
    tasks: Tasks,
    network: Network,
    line: Line,
    state: ConnectionState,
    languages: LanguageSwitch,
) -> None:
    network.answer = ServerUnreachable()
    fail(tasks, line, ConnectionLost())
    qtbot.waitUntil(lambda: line.state is LineState.DOWN)
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: "连接已断开" in state.label.text())
    assert "您输入的内容" in state.toolTip()
