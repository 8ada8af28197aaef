"""Files are written in one piece, and failures are told in plain words."""

import errno
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.infra.files import DatabaseInTheWay, failure_reason, in_one_piece, is_database


def test_a_file_is_there_only_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "报表.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), in_one_piece(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old"
    with in_one_piece(path) as temporary:
        temporary.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
def test_a_database_in_use_is_known_without_opening_it(tmp_path: Path) -> None:
    path = tmp_path / "客户.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE customer (name TEXT)")
        assert is_database(path)
        # Without a lock left, the other program would take the log away as the last one to go.
        other = (
            "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM customer')"
        )
        subprocess.run([sys.executable, "-c", other, str(path)], check=True)
        assert path.with_name("客户.db-wal").exists()
    assert is_database(path)


def test_a_database_is_not_overwritten_by_anything_else(tmp_path: Path) -> None:
    path = tmp_path / "客户.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE customer (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(DatabaseInTheWay) as refused, in_one_piece(path) as temporary:
        temporary.write_text("an archive")
    assert "database" in failure_reason(refused.value)
    assert path.read_bytes() == before
    with in_one_piece(path, replaces_database=True) as temporary:
        temporary.write_text("a copy")
    assert path.read_text() == "a copy"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.ENOENT, "There is no such file or folder."),
        (errno.ENAMETOOLONG, "The file's name is too long."),
        (errno.EISDIR, "This is a folder."),
        (errno.EACCES, "You have no right to it, or the file is open in another program."),
        (errno.EIO, "Input/output error"),
    ],
)
def test_failures_in_plain_words(number: int, reason: str) -> None:
    assert failure_reason(OSError(number, "Input/output error")) == reason
