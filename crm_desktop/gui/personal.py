"""The dialogs the main window's menus open, and what views ask the workspace to show."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QMainWindow

from crm_desktop.domain.records import PaymentRow
from crm_desktop.domain.report import ReportResult
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.workspace import Workspace


class PersonalDialogs(QObject):
    """Opens dialogs over the main window; none of them is imported before it is wanted."""

    def __init__(
        self, workspace: Workspace, languages: LanguageSwitch, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._languages = languages
        self._window = window

    def change_password(self) -> None:
        """Let the user change the own password."""
        from crm_desktop.gui.dialogs.change_password_dialog import ChangePasswordDialog

        dialog = ChangePasswordDialog(self._workspace.context, self._workspace.tasks, self._window)
        dialog.changed.connect(self._workspace.set_context)
        self._open(dialog)

    def recovery_code(self, code: str = "") -> None:
        """Show a recovery code that was just made, or let the administrator make a new one."""
        from crm_desktop.gui.dialogs.recovery_code_dialog import RecoveryCodeDialog

        self._open(RecoveryCodeDialog(self._workspace, code, self._window))

    def preferences(self) -> None:
        """Show language and appearance."""
        from crm_desktop.gui.dialogs.preferences_dialog import PreferencesDialog

        self._open(PreferencesDialog(self._workspace.settings, self._languages, self._window))

    def about(self) -> None:
        """Show version and places."""
        from crm_desktop.gui.dialogs.about_dialog import AboutDialog

        self._open(AboutDialog(self._workspace.context.database.location, self._window))

    def guide(self) -> None:
        """Show the user guide."""
        from crm_desktop.gui.dialogs.guide_dialog import GuideDialog

        self._open(GuideDialog(parent=self._window))

    def shortcuts(self) -> None:
        """Show the user guide's page about the keyboard."""
        from crm_desktop.gui.dialogs.guide_dialog import GuideDialog

        self._open(GuideDialog("keyboard", self._window))

    def preview_report(self, title: str, make: Callable[[Path], ReportResult]) -> None:
        """Make a report and show it."""
        from crm_desktop.gui.dialogs.report_preview import ReportPreview

        self._open(ReportPreview(self._workspace, title, make, self._window))

    def show_payments(self, title: str, load: Callable[[], tuple[PaymentRow, ...]]) -> None:
        """Show the payments behind a figure."""
        from crm_desktop.gui.dialogs.payments_behind import PaymentsBehind

        self._open(PaymentsBehind(self._workspace, title, load, self._window))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
