"""SQLite: engines on an embedded file, and what its errors mean."""

import os
import sqlite3
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from crm_desktop.data.dialect.violations import ForeignKeyViolation, UniqueViolation
from crm_desktop.domain import errors

BUSY_TIMEOUT_SECONDS = 5.0
# Steps of SQLite's machine: a millisecond or less.
STEPS_BETWEEN_QUESTIONS = 20_000
APPLICATION_ID = 0x43524D44  # "CRMD", at byte 68 of an embedded database file


class FilePlace:
    """Where the file of an open database is, and that it is still the same one there.

    A file that is open can be moved, deleted or replaced by its name on all systems but Windows.
    What is saved then would go into a file nobody finds again, and the log of the one would be
    read as that of the other.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._identity: tuple[int, int] | None = None

    def opened(self) -> None:
        """Note which file was opened, the first time."""
        if self._identity is None:
            self._identity = self._present()

    def check(self) -> None:
        """Raise DatabaseMoved unless the file that was opened is at its place."""
        if self._identity is not None and self._present() != self._identity:
            raise errors.DatabaseMoved(path=self.path)

    def forget(self) -> None:
        """Forget which file was opened, for all connections are closed."""
        self._identity = None

    def _present(self) -> tuple[int, int] | None:
        # Windows lets nobody take an open file away, and not all its disks number their files.
        if os.name == "nt":
            return None
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            return 0, 0
        except OSError:
            # Whatever keeps the file from being looked at, SQLite will say it better.
            return self._identity
        return found.st_dev, found.st_ino


def embedded_engine(place: FilePlace, *, for_writing: bool) -> Engine:
    """Return an engine on an embedded file: WAL, foreign keys, full synchronisation.

    Writing transactions begin IMMEDIATE, so that two writers wait for each other at their start
    rather than fail at their end. Readers cannot write. No transaction begins where the file is no
    longer at its place.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=_connector(place, for_writing=for_writing),
        pool_size=1 if for_writing else 4,
        max_overflow=0 if for_writing else 8,
        pool_reset_on_return="rollback",
        # The one used last has the pages that are wanted again, and others need not be opened.
        pool_use_lifo=True,
        poolclass=_queue_pool(),
    )
    begin = "BEGIN IMMEDIATE" if for_writing else "BEGIN"

    @event.listens_for(engine, "begin")
    def do_begin(connection: Any) -> None:
        place.check()
        try:
            connection.connection.driver_connection.execute(begin)
        except sqlite3.Error as error:
            raise OperationalError(begin, None, error) from error

    @event.listens_for(engine, "checkin")
    def stop_asking(connection: sqlite3.Connection | None, _: Any) -> None:
        """Take away the question whether this work was cancelled before the next one starts."""
        if connection is not None:
            connection.set_progress_handler(None, 0)

    return engine


def _queue_pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def _connector(place: FilePlace, *, for_writing: bool) -> Callable[[], sqlite3.Connection]:
    def connect() -> sqlite3.Connection:
        place.check()
        connection = sqlite3.connect(
            place.path,
            timeout=BUSY_TIMEOUT_SECONDS,
            isolation_level=None,  # SQLAlchemy's "begin" event says BEGIN, nobody else does
            check_same_thread=False,  # a connection changes threads only inside the pool
        )
        place.opened()
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        if for_writing:
            connection.execute("PRAGMA journal_mode=WAL")
        else:
            connection.execute("PRAGMA query_only=ON")
        connection.create_function("crm_digits", 1, _digits, deterministic=True)
        return connection

    return connect


def _digits(text: str | None) -> str:
    return "".join(c for c in text or "" if c.isdigit())


def sqlite_error(error: sqlite3.Error, path: str) -> errors.CrmError:
    """Return the domain error that says what an error of SQLite means for the user."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"):
        return UniqueViolation(str(error).rpartition(": ")[2].split(",")[-1].strip())
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return ForeignKeyViolation()
    kinds: tuple[tuple[str, type[errors.CrmError]], ...] = (
        ("SQLITE_INTERRUPT", errors.Cancelled),
        ("SQLITE_BUSY", errors.DatabaseBusy),
        ("SQLITE_LOCKED", errors.DatabaseBusy),
        ("SQLITE_FULL", errors.DiskFull),
        # A full disk has no room even for what readers share beside the file.
        ("SQLITE_IOERR_SHMSIZE", errors.DiskFull),
        ("SQLITE_READONLY", errors.DatabaseReadOnly),
        ("SQLITE_PERM", errors.DatabaseReadOnly),
        ("SQLITE_NOTADB", errors.DatabaseUnreadable),
        ("SQLITE_CORRUPT", errors.DatabaseUnreadable),
        ("SQLITE_CANTOPEN", errors.DatabaseReadOnly),
    )
    for prefix, kind in kinds:
        if name.startswith(prefix):
            return kind(path=path)
    return errors.DatabaseError(reason=str(error))
