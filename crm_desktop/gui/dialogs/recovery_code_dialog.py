"""The recovery code: shown once to an administrator, to be printed."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.errors import CrmError, WrongCredentials
from crm_desktop.domain.report import ReportResult
from crm_desktop.gui.errors import error_text, show_error
from crm_desktop.gui.forms.ui_recovery_code_dialog import Ui_RecoveryCodeDialog
from crm_desktop.gui.icons import icon
from crm_desktop.gui.report_making import report_header
from crm_desktop.gui.widgets.fitting import fit_height
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import recovery


class RecoveryCodeDialog(QDialog):
    """Shows `code`; without one it first asks for the password and makes a new code.

    It is shown only once: Esc that comes too soon says so before it closes anything.
    """

    def __init__(self, workspace: Workspace, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._may_close = False
        self.ui = Ui_RecoveryCodeDialog()
        self.ui.setupUi(self)
        self.ui.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.ui.print_sheet.setIcon(icon("print"))
        self.ui.copy.setIcon(icon("copy"))
        self.ui.make.clicked.connect(self._make)
        self.ui.print_sheet.clicked.connect(self._print)
        self.ui.copy.clicked.connect(self._copy)
        self.ui.close_button.clicked.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        self.ui.password.textEdited.connect(lambda _text: self._say(""))
        self._say("")
        self._show(code)

    def reject(self) -> None:
        """Close, unless a code is shown that was neither printed nor copied: say that first."""
        if self._may_close or not self.ui.code.text():
            super().reject()
            return
        self._may_close = True
        self._say(
            translate(
                "RecoveryCode",
                "This code is not shown again. Print it, copy it, or press Close.",
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            fit_height(self)

    def _show(self, code: str) -> None:
        self.ui.code.setText(code)
        self.ui.form.setRowVisible(self.ui.code, bool(code))
        self.ui.form.setRowVisible(self.ui.password, not code)
        self.ui.make.setVisible(not code)
        self.ui.print_sheet.setVisible(bool(code))
        self.ui.copy.setVisible(bool(code))
        if code:
            self.ui.print_sheet.setDefault(True)
            self.ui.code.setMinimumWidth(self.ui.code.fontMetrics().horizontalAdvance(code + "MMM"))
            self.ui.code.selectAll()
        (self.ui.print_sheet if code else self.ui.password).setFocus()
        fit_height(self)

    def _make(self) -> None:
        context, password = self._workspace.context, self.ui.password.text()
        self.ui.make.setEnabled(False)
        self._workspace.tasks.write(
            self, lambda: recovery.issue_code(context, password), self._show, self._failed
        )

    def _failed(self, error: BaseException) -> None:
        self.ui.make.setEnabled(True)
        self.ui.make.setDefault(True)
        self.ui.password.selectAll()
        self.ui.password.setFocus()
        if isinstance(error, WrongCredentials):
            self._say(translate("RecoveryCode", "The password is wrong."))
        elif isinstance(error, CrmError):
            self._say(error_text(error))
        else:
            show_error(self, error)

    def _say(self, text: str) -> None:
        self.ui.message.setText(text)
        self.ui.message.setVisible(bool(text))
        self.ui.password.setAccessibleDescription(text)
        fit_height(self)

    def _copy(self) -> None:
        self._may_close = True
        QGuiApplication.clipboard().setText(self.ui.code.text())
        self.ui.copy.setText(translate("RecoveryCode", "Copied"))

    def _print(self) -> None:
        self._may_close = True
        code, header = self.ui.code.text(), report_header(self._workspace)
        actor, location = self._workspace.actor, self._workspace.context.database.location

        def make(path: Path) -> ReportResult:
            from crm_desktop.reports.recovery_code import recovery_code_sheet

            return recovery_code_sheet(path, code, actor.username, location, header)

        self._workspace.preview_report(translate("RecoveryCode", "Recovery code"), make)
