"""Putting an archive or a backup in the place of the database, between two sign-ins."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.gui.errors import show_error
from crm_desktop.gui.tasks import Tasks, task_progress
from crm_desktop.infra.clock import Clock
from crm_desktop.infra.i18n import translate

if TYPE_CHECKING:
    from crm_desktop.domain.archive import Restored


class Restoring(QObject):
    """One restore over the sign-in dialog; nobody has the database open meanwhile."""

    def __init__(
        self, tasks: Tasks, clock: Clock, source: Path, target: str, window: QWidget
    ) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._clock = clock
        self._source = source
        self._target = target
        self._window = window

    def start(self) -> None:
        """Check the source, restore it, and show what came of it."""
        from crm_desktop.gui.dialogs.report_progress import follow
        from crm_desktop.services import moving

        source, target, clock = self._source, Path(self._target), self._clock
        task = self._tasks.write(
            self,
            lambda: moving.restore(source, target, clock, replace=True, progress=task_progress()),
            self._restored,
            self._failed,
        )
        text = translate("Restoring", "Checking and restoring {name}…").format(name=source.name)
        follow(task, translate("Restoring", "Restore"), text, self._window)

    def _restored(self, restored: "Restored") -> None:
        from crm_desktop.gui.dialogs.restored_dialog import RestoredDialog

        RestoredDialog(restored, self._window).open()
        self.deleteLater()

    def _failed(self, error: BaseException) -> None:
        show_error(self._window, error)
        self.deleteLater()
