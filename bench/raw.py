"""The raw baseline: plain cursors of sqlite3 or pyodbc, without anything of the program."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any


class Raw:
    """A plain connection; `is_server` tells which SQL it speaks."""

    def __init__(self, connection: Any, is_server: bool) -> None:
        self.connection = connection
        self.is_server = is_server

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return all rows of a statement; tables are written `[customer]`, limits `[LIMIT n]`."""
        cursor = self.connection.cursor()
        return list(cursor.execute(self.spelled(sql), *([tuple(values)] if values else ())))

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """Execute a statement that answers nothing."""
        self.connection.cursor().execute(self.spelled(sql), *([tuple(values)] if values else ()))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is executed inside."""
        if not self.is_server:
            self.connection.execute("BEGIN IMMEDIATE")
        yield
        self.connection.commit()

    def spelled(self, sql: str) -> str:
        """Return `sql` with the tables as this database calls them."""
        return sql.replace("[", "crm." if self.is_server else "").replace("]", "")

    def first(self, limit: int, offset: int = 0) -> str:
        """Return what ends an ordered statement that wants some rows only."""
        if self.is_server:
            return f" OFFSET {offset} ROWS FETCH NEXT {limit} ROWS ONLY"
        return f" LIMIT {limit} OFFSET {offset}"


@contextmanager
def file_cursor(path: Path, *, writes: bool = False) -> Iterator[Raw]:
    """Yield a plain connection to a database file, as safe as the program's own when it writes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        if writes:
            connection.execute("PRAGMA synchronous=FULL")
        yield Raw(connection, is_server=False)
