"""The status bar's word on the connection: there, broken, or waiting for the password."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from crm_desktop.gui.dialogs.connection_sign_in_dialog import ConnectionSignInDialog
from crm_desktop.gui.icons import icon
from crm_desktop.gui.line import Line, LineState
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate

_ICONS = {LineState.UP: "success", LineState.DOWN: "warning", LineState.ASKS: "warning"}


def watched_line(workspace: Workspace, window: QWidget) -> "ConnectionState":
    """Watch the line of `workspace` as long as `window` lives, and return what shows its state."""
    line = Line(workspace.tasks, lambda: workspace.context, workspace.announce, window)
    return ConnectionState(line, workspace.actor.username)


class ConnectionState(QWidget):
    """Says in words and with a drawing how it stands; one button mends what can be mended."""

    def __init__(self, line: Line, username: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._username = username
        self._dialog: ConnectionSignInDialog | None = None
        self.picture, self.label = QLabel(), QLabel()
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        self.button.clicked.connect(self._act)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.picture, self.label, self.button):
            layout.addWidget(widget)
        line.changed.connect(self._changed)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _changed(self) -> None:
        self._show()
        if self._line.state is LineState.ASKS:
            self._ask()

    def _show(self) -> None:
        state = self._line.state
        side = self.fontMetrics().height()
        self.picture.setPixmap(icon(_ICONS[state]).pixmap(QSize(side, side)))
        texts = {
            LineState.UP: (translate("ConnectionState", "Connected"), ""),
            LineState.DOWN: (
                translate("ConnectionState", "Connection lost. Trying again…"),
                translate("ConnectionState", "Try now"),
            ),
            LineState.ASKS: (
                translate("ConnectionState", "The server asks for the password."),
                translate("ConnectionState", "Sign in again"),
            ),
        }
        text, action = texts[state]
        self.label.setText(text)
        self.setToolTip(
            ""
            if state is LineState.UP
            else translate(
                "ConnectionState",
                "Everything you typed is still here. You can go on typing; save once the "
                "connection is back.",
            )
        )
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def _act(self) -> None:
        if self._line.state is LineState.ASKS:
            self._ask()
        else:
            self._line.check()

    def _ask(self) -> None:
        if self._dialog is not None:
            self._dialog.raise_()
            return
        self._dialog = ConnectionSignInDialog(self._line, self._username, self.window())
        self._dialog.finished.connect(self._asked)
        self._dialog.open()

    def _asked(self, _result: int) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
