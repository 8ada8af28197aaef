"""Pictures of windows that have to do with a server: connections, their test, and a lost line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import WrongCredentials
from crm_desktop.domain.server_errors import PasswordExpired
from crm_desktop.gui.dialogs.connection_dialog import ConnectionDialog
from crm_desktop.gui.dialogs.connection_sign_in_dialog import ConnectionSignInDialog
from crm_desktop.gui.dialogs.connection_test_dialog import ConnectionTestDialog
from crm_desktop.gui.dialogs.connections_dialog import ConnectionsDialog
from crm_desktop.gui.line import Line, LineState
from crm_desktop.gui.widgets.connection_state import ConnectionState
from crm_desktop.infra import i18n
from crm_desktop.infra.connection_files import save
from crm_desktop.infra.connections import Connection, machine_file, remember
from crm_desktop.infra.sql_server import SqlServer

if TYPE_CHECKING:
    from crm_desktop.devtools.shots import Stage

_SERVER = SqlServer(server="sql.example.com", trust_certificate=True, connect_seconds=2)
_USERNAME = "wanghong"


def _connections(stage: Stage) -> QWidget:
    settings = stage.workspace.settings
    names = ("Head office", "Branch") if i18n.language() == i18n.ENGLISH else ("总部", "分公司")
    save(machine_file(), [Connection(names[0], _SERVER.url)])
    remember(settings, Connection(names[1], str(Path.home() / "branch.db")))
    return ConnectionsDialog(settings, stage.tasks)


def _connection(stage: Stage) -> QWidget:
    return ConnectionDialog(stage.tasks, Connection("CRM", _SERVER.url))


def _new_connection(stage: Stage) -> QWidget:
    return ConnectionDialog(stage.tasks)


def _connection_test(stage: Stage) -> QWidget:
    nobody = SqlServer(server="localhost", port=9)
    dialog = ConnectionTestDialog(stage.tasks, nobody.url, _USERNAME)
    dialog.test()
    return dialog


def _line(stage: Stage, state: LineState) -> Line:
    line = Line(stage.tasks, lambda: stage.workspace.context, lambda _change: None, stage.window)
    line.state = state
    return line


def _sign_in_again(refusal: BaseException | None = None) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        line = _line(stage, LineState.ASKS)
        line.refusal = refusal
        return ConnectionSignInDialog(line, _USERNAME)

    return show


def _line_state(state: LineState) -> Callable[[Stage], QWidget]:
    return lambda stage: ConnectionState(_line(stage, state), _USERNAME)


CONNECTION_SHOTS: dict[str, Callable[[Stage], QWidget]] = {
    "connections": _connections,
    "connection": _connection,
    "connection-new": _new_connection,
    "connection-test": _connection_test,
    "connection-sign-in": _sign_in_again(),
    "connection-sign-in-wrong": _sign_in_again(WrongCredentials()),
    "connection-sign-in-expired": _sign_in_again(PasswordExpired()),
    "connection-lost": _line_state(LineState.DOWN),
    "connection-asks": _line_state(LineState.ASKS),
}
