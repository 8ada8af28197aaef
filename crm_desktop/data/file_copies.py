"""Copies of an embedded database file: made while it is in use, checked, put in its place."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from crm_desktop.data.dialect import STEPS_BETWEEN_QUESTIONS, domain_error
from crm_desktop.domain.backup_errors import DatabaseDamaged, DatabaseInUse
from crm_desktop.domain.errors import DatabaseBusy, FileNotWritable
from crm_desktop.domain.transfer import Progress
from crm_desktop.infra.cancellation import check_cancelled, current_token
from crm_desktop.infra.files import failure_reason, in_one_piece

_PAGES_AT_A_TIME = 2000
# What SQLite keeps beside a database in WAL mode.
_COMPANIONS = ("-wal", "-shm")


def copy_file(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy a database that may be in use, as it is at this moment; nobody is held up.

    The copy is checked before it appears at `target`, which is there whole or not at all.

    Raises:
        DatabaseDamaged: the check found damage.
        FileNotWritable: the folder cannot be written, or the disk is full.
        Cancelled: the task was cancelled.

    """
    try:
        with in_one_piece(target, replaces_database=True) as temporary:
            try:
                _copy(source, temporary, progress)
                check_integrity(temporary, source)
            finally:
                _remove_companions(temporary)
    except OSError as error:
        raise FileNotWritable(path=target, reason=failure_reason(error)) from error


def check_integrity(path: Path, named: Path | None = None) -> None:
    """Raise DatabaseDamaged unless SQLite finds the file at `path` sound; `named` is told of."""
    token = current_token()
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.set_progress_handler(lambda: token.is_cancelled, STEPS_BETWEEN_QUESTIONS)
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError as error:
        raise domain_error(error, str(named or path)) from error
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(path=named or path, reason=str(error)) from error
    if found != ["ok"] or broken is not None:
        reason = "; ".join(found) if found != ["ok"] else f"foreign key: {broken}"
        raise DatabaseDamaged(path=named or path, reason=reason)


def put_in_place(new: Path, path: Path, kept: Path) -> None:
    """Let the database at `new` take the place of the one at `path`, which is kept at `kept`.

    Both are closed. At every moment there is a whole database at `path`.

    Raises FileNotWritable, and DatabaseInUse where a program has `path` open.
    """
    try:
        if path.exists():
            _finish_log(path)
            _second_name(path, kept)
        os.replace(new, path)
    except DatabaseBusy as error:
        raise DatabaseInUse(path=path) from error
    except OSError as error:
        raise FileNotWritable(path=path, reason=failure_reason(error)) from error


def _second_name(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except OSError:  # a file system without links
        with in_one_piece(kept, replaces_database=True) as temporary:
            shutil.copyfile(path, temporary)


def _copy(source: Path, target: Path, progress: Progress | None) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        check_cancelled()
        if progress is not None:
            progress(total - remaining, total)

    try:
        with (
            closing(sqlite3.connect(source, isolation_level=None)) as original,
            closing(sqlite3.connect(target, isolation_level=None)) as copy,
        ):
            # A reader's view of one moment, or every save meanwhile would start the copy again.
            original.execute("BEGIN")
            original.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            original.backup(copy, pages=_PAGES_AT_A_TIME, progress=step)
            copy.execute("PRAGMA journal_mode=DELETE")  # the copy is one file, nothing beside it
    except sqlite3.Error as error:
        raise domain_error(error, str(source)) from error


def _finish_log(path: Path) -> None:
    """Bring everything that is in the log beside a database into the file itself.

    Raises DatabaseBusy where anybody has it open: that program would go on in the old file.
    """
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        raise domain_error(error, str(path)) from error
    except sqlite3.DatabaseError:
        return  # what is no database any more is kept as it is
    _remove_companions(path)


def _remove_companions(path: Path) -> None:
    for ending in _COMPANIONS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).unlink()
