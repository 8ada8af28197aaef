"""Tries a connection step by step and says what each step found."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from crm_desktop.domain.findings import Finding, State
from crm_desktop.gui.errors import show_error
from crm_desktop.gui.forms.ui_connection_test_dialog import Ui_ConnectionTestDialog
from crm_desktop.gui.icons import icon
from crm_desktop.gui.tasks import Task, Tasks
from crm_desktop.gui.widgets.enter_flow import EnterFlow
from crm_desktop.gui.widgets.password_field import ShowPasswordAction
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.sql_server import SignIn, is_server, parse

_SPACING = 4
_ICONS = {State.OK: "success", State.WARNING: "warning", State.FAILED: "error"}


class ConnectionTestDialog(QDialog):
    """Tests the database at `target`, off the thread that draws; `tested` comes with the result."""

    tested = Signal(object)

    def __init__(
        self, tasks: Tasks, target: str, username: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._target = target
        self._task: Task | None = None
        self._findings: tuple[Finding, ...] = ()
        server = parse(target).server if is_server(target) else None
        self.ui = Ui_ConnectionTestDialog()
        self.ui.setupUi(self)
        self.ui.place.setText(server.location if server else target)
        self.ui.username.setText(username)
        self.ui.findings.setSpacing(_SPACING)
        self._eye = ShowPasswordAction(self.ui.password)
        asks = server is not None and server.sign_in is SignIn.SQL
        self.ui.person.setVisible(asks)
        EnterFlow(self, (self.ui.username, self.ui.password), self.test)
        self.ui.start.clicked.connect(self.test)
        self.ui.close_.clicked.connect(self.reject)
        self.ui.copy.clicked.connect(self._copy)
        self.ui.copy.setEnabled(False)
        self._set_busy(False)
        if asks:
            (self.ui.password if username else self.ui.username).setFocus()
        else:
            self.test()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the last test found."""
        return self._findings

    def test(self) -> None:
        """Try the connection with what was entered."""
        if self._task is not None:
            return
        self.ui.findings.clear()
        self._set_busy(True)
        target = self._target
        username, password = self.ui.username.text().strip(), self.ui.password.text()
        self._task = self._tasks.background(
            self, lambda: _examine(target, username, password), self._show, self._failed
        )

    def done(self, result: int) -> None:
        """Stop a test under way and forget the password."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.ui.password.clear()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language; results keep theirs until the next test."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._eye.retranslate()

    def _show(self, findings: tuple[Finding, ...]) -> None:
        self._task = None
        self._findings = findings
        self._set_busy(False)
        for finding in findings:
            text = f"{finding.text}\n{finding.remedy}" if finding.remedy else finding.text
            item = QListWidgetItem(icon(_ICONS[finding.state]), text)
            self.ui.findings.addItem(item)
        if any(finding.state is State.FAILED for finding in findings):
            self.ui.findings.scrollToBottom()  # where the examination ended
        self.ui.copy.setEnabled(True)
        self.tested.emit(findings)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._set_busy(False)
        show_error(self, error)

    def _set_busy(self, busy: bool) -> None:
        self.ui.busy.setVisible(busy)
        self.ui.start.setEnabled(not busy)
        self.ui.person.setEnabled(not busy)

    def _copy(self) -> None:
        marks = {State.OK: "ok", State.WARNING: "!", State.FAILED: "X"}
        lines = [f"[{marks[f.state]}] {f.text} {f.remedy}".rstrip() for f in self._findings]
        QGuiApplication.clipboard().setText("\n".join([self.ui.place.text(), *lines]))
        self.ui.copy.setText(translate("Connections", "Copied"))


def _examine(target: str, username: str, password: str) -> tuple[Finding, ...]:
    from crm_desktop.services.server_doctor import examine_target

    return examine_target(target, username, password)
