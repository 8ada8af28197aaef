"""Noticing that the same embedded database is open in another copy of the program."""

from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo

from crm_desktop.infra.connections import is_url
from crm_desktop.infra.i18n import translate

_ENDING = ".open"


class DatabaseLock:
    """A small file beside the database while it is open here."""

    def __init__(self, target: str) -> None:
        self._file: QLockFile | None = None
        if not is_url(target):
            self._file = QLockFile(str(Path(target)) + _ENDING)
            # Only the death of the other program makes its lock stale, never its age.
            self._file.setStaleLockTime(0)

    def take(self) -> bool:
        """Return False when another running program has the database open.

        Where the folder cannot be written there is no lock and the answer is True.
        """
        if self._file is None or self._file.tryLock(0):
            return True
        return self._file.error() != QLockFile.LockError.LockFailedError

    def holder_elsewhere(self) -> str:
        """Return the name of the other computer that has the database open, else nothing."""
        if self._file is None:
            return ""
        host = str(self._file.getLockInfo()[1])
        return "" if host.casefold() == QSysInfo.machineHostName().casefold() else host

    def release(self) -> None:
        """Take the file away again."""
        if self._file is not None:
            self._file.unlock()


def open_already_text(lock: DatabaseLock) -> str:
    """Return what to know about the other copy that has the database open."""
    computer = lock.holder_elsewhere()
    if computer:
        return translate(
            "Session",
            "This database is open on the computer {name}. A database file serves one computer at "
            "a time: two at once can damage it. Close CRM Desktop there first, and go on only if "
            "you are sure that it does not run there any more.",
        ).format(name=computer)
    return translate(
        "Session",
        "This database is open already in another copy of CRM Desktop. You can work in "
        "both and nothing gets lost, but each shows what was changed in the other only "
        "after a refresh (F5).",
    )
