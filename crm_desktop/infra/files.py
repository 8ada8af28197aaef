"""Writing a file in one piece, and why a file could not be read or written, in plain words."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crm_desktop.infra.i18n import translate

_SQLITE = b"SQLite format 3\x00"


class DatabaseInTheWay(OSError):
    """Where something else was to be written there is a database."""


@contextmanager
def in_one_piece(path: Path, *, replaces_database: bool = False) -> Iterator[Path]:
    """Yield a path beside `path` to write to; afterwards the file is moved to `path`.

    When the block fails, `path` stays as it was and nothing is left beside it. Raises OSError;
    DatabaseInTheWay where that would be the end of a database, unless `replaces_database`.
    """
    if not replaces_database and path.is_file() and is_database(path):
        raise DatabaseInTheWay
    temporary = path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}.tmp")
    try:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())  # or a power failure may leave an empty file
        os.replace(temporary, path)
    finally:
        with suppress(OSError):  # after success nothing is left to remove
            temporary.unlink()


def is_database(path: Path) -> bool:
    """Return whether there is a database file, ours or another program's, at `path`."""
    if path.with_name(path.name + "-shm").exists():
        # In use, perhaps by this process: on POSIX, closing it would take away SQLite's locks.
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # reading or writing it says why


def failure_reason(error: OSError) -> str:
    """Return in the user's language why a file could not be read or written."""
    if isinstance(error, DatabaseInTheWay):
        return translate("Files", "There is a database in this file. Choose another name.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return translate("Files", "The disk is full.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return translate("Files", "There is no such file or folder.")
    if error.errno == errno.EISDIR:
        return translate("Files", "This is a folder.")
    if error.errno == errno.ENAMETOOLONG:
        return translate("Files", "The file's name is too long.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return translate(
            "Files", "You have no right to it, or the file is open in another program."
        )
    return error.strerror or str(error)
