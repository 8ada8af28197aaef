"""The index by grams of texts: a full-text table on SQLite.

It has one row for each customer outside the recycle bin, under the customer's id, and keeps only
what finds it: nothing can be read out of it, and a row is taken out by saying what it was.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

GRAM_TABLE = "customer_gram"
# What SQLite makes behind a full-text table.
GRAM_TABLES = frozenset(
    {GRAM_TABLE, *(f"{GRAM_TABLE}_{part}" for part in ("data", "idx", "config"))}
)

# All that is printable in ASCII is part of a gram, and everything beyond ASCII always is.
_PARTS = "".join(chr(code) for code in range(0x20, 0x7F) if not chr(code).isalnum())
_QUOTED = _PARTS.replace("'", "''").replace('"', '""')
CREATE_GRAM_TABLE = (
    f"CREATE VIRTUAL TABLE {GRAM_TABLE} USING fts5(grams, content='', columnsize=0, detail=none, "
    f"tokenize=\"ascii tokenchars '{_QUOTED}'\")"
)
_INSERT = f"INSERT INTO {GRAM_TABLE} (rowid, grams) VALUES (?, ?)"
_DELETE = f"INSERT INTO {GRAM_TABLE} ({GRAM_TABLE}, rowid, grams) VALUES ('delete', ?, ?)"
_COMMAND = f"INSERT INTO {GRAM_TABLE} ({GRAM_TABLE}, rank) VALUES (?, ?)"
# Pages that are merged at a time, between which a long build can be cancelled.
_MERGED_PAGES = 2000


def derives_by_triggers(connection: Connection) -> bool:
    """Return whether the database itself keeps what is derived from the records."""
    return connection.dialect.name != "sqlite"


def id_list(ids: Iterable[int]) -> str:
    """Return ids as one parameter, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(ids))


def index_grams(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Put customers' grams into the index; there must be none of theirs."""
    if rows:
        connection.exec_driver_sql(_INSERT, list(rows))


def remove_grams(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Take customers' grams out of the index: exactly those that were put in."""
    if rows:
        connection.exec_driver_sql(_DELETE, list(rows))


def clear_grams(connection: Connection) -> None:
    """Empty the index."""
    connection.exec_driver_sql(f"INSERT INTO {GRAM_TABLE} ({GRAM_TABLE}) VALUES ('delete-all')")


def tidy_grams(connection: Connection) -> None:
    """Merge the parts that many changes left in the index, so that it is read faster."""
    driver: Any = connection.connection.driver_connection
    while True:
        before = driver.total_changes
        connection.exec_driver_sql(_COMMAND, ("merge", _MERGED_PAGES))
        if driver.total_changes - before < 2:  # nothing was left to merge
            return
