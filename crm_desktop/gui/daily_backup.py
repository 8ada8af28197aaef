"""The daily backup behind the windows, and the word in the status bar when the last one is old."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QToolButton, QWidget

from crm_desktop.domain.backups import BackupState
from crm_desktop.gui.backup_texts import age, state_text
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.icons import icon
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.settings import Settings

_FIRST = 20_000  # milliseconds: not while somebody waits for the first list
_EVERY = 3_600_000
_SECOND_PLACES = "backup.second_places"


def second_place(settings: Settings, location: str) -> Path | None:
    """Return the folder that gets a second copy of the backups of the database at `location`."""
    places = settings.get(_SECOND_PLACES, {})
    found = places.get(location) if isinstance(places, dict) else None
    return Path(found) if isinstance(found, str) and found else None


def set_second_place(settings: Settings, location: str, folder: Path | None) -> None:
    """Keep which folder that is; None for no second copy."""
    places = settings.get(_SECOND_PLACES, {})
    known = dict(places) if isinstance(places, dict) else {}
    known.pop(location, None)
    if folder is not None:
        known[location] = str(folder)
    settings.set(_SECOND_PLACES, known)
    settings.save()


class DailyBackup(QToolButton):
    """Makes the backup when it is due; stands in the status bar only while something is wrong."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._state: BackupState | None = None
        self._failure: BaseException | None = None
        self.setAutoRaise(True)
        self.setIcon(icon("warning"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        workspace.backup_known.connect(self._know)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        if not workspace.profile.is_sample:
            self._timer.start(_FIRST)
        self._show()

    def look(self) -> None:
        """Make the backup if it is due, and find out how old the last one is."""
        from crm_desktop.services import backups

        self._timer.start(_EVERY)
        context = self._workspace.context
        folder = second_place(self._workspace.settings, context.database.location)

        def work() -> BackupState:
            return backups.back_up_if_due(context, folder) or backups.state(context)

        self._workspace.tasks.background(
            self, work, self._workspace.backup_known.emit, self._failed
        )

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_timer"):
            self._show()

    def _know(self, state: BackupState) -> None:
        self._state, self._failure = state, None
        self._show()

    def _failed(self, error: BaseException) -> None:
        self._failure = error
        self._show()

    def _show(self) -> None:
        failure, state = self._failure, self._state
        self.setVisible(failure is not None or (state is not None and _worries(state)))
        if failure is not None:
            self.setText(translate("DailyBackup", "Backup failed"))
            self.setToolTip(error_text(failure))
        elif state is not None:
            self.setText(self._said(state))
            context = self._workspace.context
            now, is_file = context.clock.now(), context.database.is_embedded
            self.setToolTip(state_text(state, now, on_server=not is_file))

    def _said(self, state: BackupState) -> str:
        if state.second_failed:
            return translate("DailyBackup", "No second copy")
        if state.newest is None:
            return translate("DailyBackup", "No backup yet")
        text = translate("DailyBackup", "Last backup: {age}")
        return text.format(age=age(state.newest, self._workspace.context.clock.now()))


def _worries(state: BackupState) -> bool:
    return state.is_old or bool(state.second_failed)
