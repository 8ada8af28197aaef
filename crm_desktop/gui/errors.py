"""How an error is shown and reported: plain words first, the technical part one click away.

There is one error dialog at a time. What fails while it is open is logged and added to its details
instead of piling up further dialogs.
"""

import logging
import platform
import traceback

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from shiboken6 import isValid

from crm_desktop import __version__
from crm_desktop.domain.errors import Cancelled, CrmError, ValidationFailed
from crm_desktop.infra.cancellation import CancelledWork
from crm_desktop.infra.i18n import show, translate

logger = logging.getLogger(__name__)


def error_text(error: BaseException) -> str:
    """Return what happened in the user's language, without technical words."""
    if isinstance(error, CancelledWork):
        return show(Cancelled.text)
    if isinstance(error, ValidationFailed):
        reasons = {show(problem.text, **problem.values) for problem in error.problems}
        return "\n".join([show(error.text), *sorted(reasons)])
    if isinstance(error, CrmError):
        return show(error.text, **error.values)
    return translate(
        "Errors",
        "Something went wrong that should not have. What was saved before is safe; what you were "
        "doing just now may not have been saved. Please look, and try again.",
    )


def error_details(error: BaseException) -> str:
    """Return the technical part, for whoever has to mend it."""
    versions = f"CRM Desktop {__version__}, Python {platform.python_version()}, {platform.system()}"
    return versions + "\n\n" + "".join(traceback.format_exception(error))


class ErrorDialog(QMessageBox):
    """Says what happened; the details can be unfolded and copied."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        expected = isinstance(error, CrmError | CancelledWork)
        self.setIcon(QMessageBox.Icon.Warning if expected else QMessageBox.Icon.Critical)
        self.setWindowTitle(translate("Errors", "CRM Desktop"))
        self.setText(error_text(error))
        # Error texts hold what people typed: never read it as markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._details = [error_details(error)]
        self.setDetailedText(self._details[0])
        self.copy_button = QPushButton(translate("Errors", "&Copy details"))
        ok = self.addButton(QMessageBox.StandardButton.Ok)
        self.setDefaultButton(ok)
        self.setEscapeButton(ok)
        self.addButton(self.copy_button, QMessageBox.ButtonRole.ActionRole)
        # QMessageBox closes at any button; copying must not.
        self.copy_button.clicked.disconnect()
        self.copy_button.clicked.connect(self._copy)

    def add(self, error: BaseException) -> None:
        """Put a further error into the details."""
        self._details.append(error_details(error))
        self.setDetailedText("\n\n".join(self._details))
        self.setInformativeText(
            translate("Errors", "Further errors: {n}. They are in the details.").format(
                n=len(self._details) - 1
            )
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text() + "\n\n" + self.detailedText())
        self.copy_button.setText(translate("Errors", "Copied"))


_open_dialog: ErrorDialog | None = None


def show_error(owner: QObject | None, error: BaseException) -> ErrorDialog:
    """Log `error` and show it over the window of `owner`; returns at once."""
    global _open_dialog
    if isinstance(error, CrmError):
        logger.info("%s: %s", type(error).__name__, error, exc_info=error)
    else:
        logger.error("unexpected error", exc_info=error)
    current = _open_dialog
    if current is not None and isValid(current) and current.isVisible():
        current.add(error)
        return current
    parent = owner.window() if isinstance(owner, QWidget) and isValid(owner) else None
    _open_dialog = ErrorDialog(error, parent)
    _open_dialog.open()
    return _open_dialog
