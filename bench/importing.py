"""One import: `python -m bench.importing ours FILE DATABASE`, or `… raw IMPORTED DATABASE`.

Raw is a plain executemany of the very rows that our import stored, derived ones and history
included, into the same tables with the same indexes. Prints the seconds, and how much more memory
the process needed, in megabytes.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.database import opened
from bench.memory import most_resident, resident
from bench.raw import Raw, file_cursor
from crm_desktop.data import search_index
from crm_desktop.data.dialect.search import GRAM_TABLE, GRAM_TABLES
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.services import databases

_KEPT = frozenset({"number_series", "schema_info", "alembic_version", *GRAM_TABLES})
Rows = dict[str, list[Any]]


def ours(source: Path, database: Path) -> Callable[[], None]:
    """Return what imports the file `source` through the service."""
    from crm_desktop.services import transfer_in

    def work() -> None:
        with opened(database) as context:
            transfer_in.import_customers(context, source)

    databases.open_database(database).close()  # what has to be loaded is loaded
    return work


def raw(source: Path, database: Path) -> Callable[[], None]:
    """Return what stores the rows that `source` has and `database` lacks."""
    with file_cursor(source) as imported, file_cursor(database) as empty:
        rows = {name: _more(imported, empty, name) for name in _tables(empty)}
    with opened(source) as context, ReadOnlyWork(context) as work:
        ids = [row[0] for row in rows["customer"]]
        rows[GRAM_TABLE] = list(search_index.grams_of(work.session.connection(), ids).items())

    def store() -> None:
        with file_cursor(database, writes=True) as target, target.transaction():
            target.connection.execute("PRAGMA defer_foreign_keys=ON")
            for name, found in rows.items():
                columns = "(rowid, grams)" if name == GRAM_TABLE else ""
                if found:
                    marks = ", ".join("?" * len(found[0]))
                    target.connection.executemany(
                        f"INSERT INTO {name} {columns} VALUES ({marks})", found
                    )

    return store


def _tables(database: Raw) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [row[0] for row in database.rows(query) if row[0] not in _KEPT]


def _more(imported: Raw, empty: Raw, name: str) -> list[Any]:
    """Return the rows of a table beyond those that are there without the import."""
    try:
        (last,) = empty.rows(f"SELECT COALESCE(MAX(rowid), 0) FROM {name}")[0]
    except sqlite3.OperationalError:  # a table without row ids is empty before
        return imported.rows(f"SELECT * FROM {name}")
    return imported.rows(f"SELECT * FROM {name} WHERE rowid > ?", (last,))


def main(kind: str, source: Path, database: Path) -> None:
    """Do it once and tell what it took."""
    work = (ours if kind == "ours" else raw)(source, database)
    before, began = resident(), time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "memory": most_resident() - before}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
