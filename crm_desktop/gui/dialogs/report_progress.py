"""A window that shows how far a long task is and lets it be cancelled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from crm_desktop.gui.tasks import Task
from crm_desktop.infra.i18n import translate

_PATIENCE = 300  # milliseconds before anything is shown


def follow(task: Task, title: str, text: str, parent: QWidget) -> None:
    """Show the progress of `task` over `parent` until it ends, unless it ends in a blink."""
    dialog = QProgressDialog(text, translate("Export", "Cancel"), 0, 0, parent)
    dialog.setWindowTitle(title)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(_PATIENCE)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)

    def advance(done: int, total: int) -> None:
        dialog.setMaximum(total)
        dialog.setValue(done)

    def end() -> None:
        # Closing counts as cancelling, which would take the result away.
        dialog.canceled.disconnect(task.cancel)
        dialog.close()
        dialog.deleteLater()

    dialog.canceled.connect(task.cancel)
    task.progress.connect(advance)
    task.finished.connect(end)
