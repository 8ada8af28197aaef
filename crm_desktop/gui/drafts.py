"""Keeps what is typed in the open forms in the journal of this computer, until it is saved.

    self._draft = workspace.drafts.keep(self, "user", self._draft_title, self._draft_values)
    edit.textEdited.connect(self._draft.touch)

`values` returns what stands in the form as JSON values, or None where nothing is typed. Two seconds
after something was typed it is on the disk; the window never waits for that.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from crm_desktop.infra import journal
from crm_desktop.infra.clock import Clock
from crm_desktop.infra.i18n import joined, translate
from crm_desktop.infra.journal import Entry, Found, Whose

logger = logging.getLogger(__name__)

Values = dict[str, Any]
# A second to gather what is typed leaves the other one to write it.
GATHERING = 1000


class FormDraft(QObject):
    """What is kept of one form, as long as `owner` lives."""

    def __init__(
        self,
        owner: QObject,
        keeper: "DraftKeeper",
        kind: str,
        title: Callable[[], str],
        values: Callable[[], Values | None],
    ) -> None:
        super().__init__(owner)
        self.key = uuid4().hex
        self._keeper = keeper
        self._kind = kind
        self._title = title
        self._values = values
        self._written: Values | None = None
        self._is_dropped = False
        self._timer = QTimer(self, singleShot=True, interval=GATHERING)
        self._timer.timeout.connect(self.keep_now)

    def touch(self, *_: object) -> None:
        """Take notice that something was typed."""
        # Not started anew by further typing: whoever types without pause is kept too.
        if not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Keep what stands in the form now; where nothing is typed, nothing is kept."""
        self._timer.stop()
        if self._is_dropped:
            return
        values = self._values()
        if values == self._written:
            return
        self._written = values
        if values is None:
            self._keeper.forget(self.key)
        else:
            self._keeper.write(self.key, self._kind, self._title(), values)

    def drop(self, *_: object) -> None:
        """Forget it: it was saved, or is not wanted."""
        if self._is_dropped:
            return
        self._is_dropped = True
        self._timer.stop()
        if self._written is not None:
            self._written = None
            self._keeper.forget(self.key)

    def let_go(self) -> None:
        """Leave what is kept for the next start, whatever becomes of the form."""
        self.keep_now()
        self._is_dropped = True


class DraftKeeper(QObject):
    """The drafts of one person on one database, in this copy of the program.

    `failed` carries the OSError when something cannot be kept.
    """

    failed = Signal(object)

    def __init__(self, whose: Whose, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.whose = whose
        self._clock = clock
        self.folder = whose.folder / uuid4().hex
        self._lock: QLockFile | None = None
        self._writer: ThreadPoolExecutor | None = None
        self._held: dict[Path, QLockFile] = {}

    def keep(
        self,
        owner: QObject,
        kind: str,
        title: Callable[[], str],
        values: Callable[[], Values | None],
    ) -> FormDraft:
        """Return what keeps the form `owner`, which tells it when something was typed."""
        return FormDraft(owner, self, kind, title, values)

    def write(self, key: str, kind: str, title: str, values: Values) -> None:
        """Keep these values; on a thread of its own, in the order in which it was asked for."""
        self._claim()
        entry = Entry(kind=kind, title=title, at=self._clock.now(), values=values, key=key)
        self._do(lambda: journal.write(self.folder, self.whose, entry))

    def forget(self, key: str) -> None:
        """Keep the form of that key no longer."""
        path = self.folder / (key + journal.ENDING)
        self._do(lambda: journal.remove(path))

    def remove(self, path: Path) -> None:
        """Remove what an earlier copy has kept, after everything asked for so far was written."""
        self._do(lambda: journal.remove(path))

    def wait(self) -> None:
        """Wait until everything asked for is on the disk."""
        if self._writer is not None:
            self._writer.submit(lambda: None).result()

    # -- drafts of copies that are no longer alive

    def take_left(self) -> Found:
        """Return what dead copies have left, and hold it so that nobody else takes it too."""
        kept: list[journal.Kept] = []
        aside: list[Path] = []
        for copy in journal.copies(self.whose):
            if copy != self.folder and self._hold(copy):
                found = journal.read(copy, self.whose)
                kept += found.kept
                aside += found.set_aside
        kept.sort(key=lambda each: each.entry.at)
        return Found(tuple(kept), tuple(aside))

    def release_left(self) -> None:
        """Leave what is left to whoever asks next."""
        self.wait()
        for copy, lock in self._held.items():
            lock.unlock()
            if not copy.exists():
                journal.lock_of(copy).unlink(missing_ok=True)
        self._held.clear()

    def close(self) -> None:
        """Write what is still to be written, and let others see what is left."""
        self.release_left()
        if self._writer is not None:
            self._writer.shutdown(wait=True)
            self._writer = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _hold(self, copy: Path) -> bool:
        if copy in self._held:
            return True
        lock = _lock_file(copy)
        if not lock.tryLock(0):
            return False
        self._held[copy] = lock
        return True

    def _claim(self) -> None:
        """Show that this copy is alive, before there is anything to be taken for left behind."""
        if self._lock is None:
            try:
                self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                logger.warning("no folder for drafts: %s", error)
            self._lock = _lock_file(self.folder)
            self._lock.tryLock(0)

    def _do(self, work: Callable[[], object]) -> None:
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, thread_name_prefix="drafts")

        def run() -> None:
            try:
                work()
            except OSError as error:
                logger.warning("a draft cannot be kept: %s", error)
                self.failed.emit(error)

        self._writer.submit(run)


def _lock_file(copy: Path) -> QLockFile:
    lock = QLockFile(str(journal.lock_of(copy)))
    # Only the death of the other program makes its lock stale, never its age.
    lock.setStaleLockTime(0)
    return lock


def set_aside_text(paths: Sequence[Path]) -> str:
    """Return what is said of drafts that could not be understood."""
    folders = sorted({str(path.parent) for path in paths})
    return translate(
        "DraftsDialog",
        "Drafts that could not be read: {n}. They were set aside in {folder}; what is saved is not "
        "concerned.",
    ).format(n=len(paths), folder=joined(folders))
