"""What is asked and said between the sign-in and the main window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from crm_desktop.domain.texts import Text
from crm_desktop.gui.lock import DatabaseLock, open_already_text
from crm_desktop.infra.i18n import show, translate


def open_once(dialog: QDialog) -> None:
    """Show a dialog that is gone when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def ask_about_lock(
    lock: DatabaseLock,
    parent: QWidget | None,
    go_on: Callable[[], None],
    stop: Callable[[], None],
) -> QMessageBox:
    """Ask whether to open a database that another copy of the program has open."""
    question = QMessageBox(
        QMessageBox.Icon.Warning,
        translate("Session", "Open already"),
        open_already_text(lock),
        QMessageBox.StandardButton.NoButton,
        parent,
    )
    accept = question.addButton(translate("Session", "&Go on"), QMessageBox.ButtonRole.AcceptRole)
    reject = question.addButton(translate("Session", "&Quit"), QMessageBox.ButtonRole.RejectRole)
    accept.clicked.connect(go_on)
    reject.clicked.connect(stop)
    question.setDefaultButton(reject if lock.holder_elsewhere() else accept)
    open_once(question)
    return question


def warn_of_place(window: QWidget, text: Text) -> None:
    """Say over the main window what is dangerous about the place of the database."""
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        translate("Session", "Where the database lies"),
        show(text),
        QMessageBox.StandardButton.Ok,
        window,
    )
    open_once(box)
