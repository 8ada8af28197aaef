"""The index by grams of texts: a full-text table on SQLite, a narrow one on SQL Server.

The full-text table has one row for each customer outside the recycle bin, under the customer's id,
and keeps only what finds it: nothing can be read out of it, and a row is taken out by saying what
it was. On a server triggers write the grams (db/schema/sql_server/72_search_triggers.sql), which
are shorter there: up to three characters of any text.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    UnaryExpression,
    Unicode,
    and_,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.operators import custom_op
from sqlalchemy.sql.selectable import Join, TableValuedAlias

from crm_desktop.data.dialect import runner
from crm_desktop.data.dialect.types import SCHEMA
from crm_desktop.data.grams import Grams, Group, Kind, is_whole

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
_HITS = f"SELECT rowid FROM {GRAM_TABLE} WHERE {GRAM_TABLE} MATCH ? AND rowid >= ? LIMIT ?"
_INSERT = f"INSERT INTO {GRAM_TABLE} (rowid, grams) VALUES (?, ?)"
_DELETE = f"INSERT INTO {GRAM_TABLE} ({GRAM_TABLE}, rowid, grams) VALUES ('delete', ?, ?)"
_COMMAND = f"INSERT INTO {GRAM_TABLE} ({GRAM_TABLE}, rank) VALUES (?, ?)"
_ON_SERVER = frozenset(Kind) - {Kind.BEGINNING, Kind.FIRST_LETTERS, Kind.CATEGORY}
_LENGTH_ON_SERVER = 3
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
    _driver(connection).executemany(_INSERT, rows)


def remove_grams(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Take customers' grams out of the index: exactly those that were put in."""
    _driver(connection).executemany(_DELETE, rows)


def _driver(connection: Connection) -> Any:
    # Without SQLAlchemy in between, whose part would be longer than the index's.
    return connection.connection.driver_connection


def clear_grams(connection: Connection) -> None:
    """Empty the index."""
    connection.exec_driver_sql(f"INSERT INTO {GRAM_TABLE} ({GRAM_TABLE}) VALUES ('delete-all')")


def tidy_grams(connection: Connection) -> None:
    """Merge the parts that many changes left in the index, so that it is read faster."""
    driver = _driver(connection)
    while True:
        before = driver.total_changes
        connection.exec_driver_sql(_COMMAND, ("merge", _MERGED_PAGES))
        if driver.total_changes - before < 2:  # nothing was left to merge
            return


def indexed_grams(connection: Connection) -> Iterator[tuple[str, int]]:
    """Return every gram of the index, and how many customers have it."""
    # A reader may write nothing, but this is no table of the file: the connection's own, and gone
    # with the transaction.
    reads_only = connection.exec_driver_sql("PRAGMA query_only").scalar()
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE temp.indexed_gram USING fts5vocab(main, {GRAM_TABLE}, row)"
    )
    connection.exec_driver_sql(f"PRAGMA query_only={reads_only}")
    return map(tuple, connection.exec_driver_sql("SELECT term, doc FROM temp.indexed_gram"))


def has_first_hits(connection: Connection) -> bool:
    """Return whether the index tells the first who have some grams without finding the others."""
    return connection.dialect.name == "sqlite"


def first_hits(
    connection: Connection, groups: Sequence[Group], limit: int, start: int = 0
) -> list[int]:
    """Return, by id, the first `limit` customers from `start` on that have the grams."""
    rows = runner(connection)(_HITS, (_expression(groups), start, limit))
    return [row[0] for row in rows]


def count_hits(
    connection: Connection, groups: Sequence[Group], limit: int, start: int = 0
) -> tuple[int, int]:
    """Return how many of the first `limit` from `start` on have the grams, and the last id.

    Thirty million are counted in a second; a negative limit is none.
    """
    query = f"SELECT count(*), coalesce(max(rowid), 0) FROM ({_HITS})"
    number, last = runner(connection)(query, (_expression(groups), start, limit))[0]
    return number, last


def all_hits(groups: Sequence[Group]) -> Select[int]:
    """Return the query for the ids of all customers that have the grams."""
    index = table(GRAM_TABLE, column("rowid", Integer))
    matches = literal_column(GRAM_TABLE).op("MATCH")(_expression(groups))
    return select(index.c.rowid).where(matches)


def has_grams(groups: Sequence[Group], customer_id: Any) -> list[ColumnElement[bool]]:
    """Return conditions that a server answers from its grams; what it has none of is left out."""
    found = []
    for group in groups:
        if group and all(each.kind in _ON_SERVER for each in group):
            found.append(or_(*(and_(*_held_on_server(each, customer_id)) for each in group)))
    return found


def _held_on_server(grams: Grams, customer_id: Any) -> Iterator[ColumnElement[bool]]:
    index = table(GRAM_TABLE, column("gram", Unicode), column("customer_id"), schema=SCHEMA)
    for gram in grams.grams:
        for piece in _pieces_on_server(gram):
            # A server holds texts for the same that differ by spaces at their end, and keeps
            # either of them: what begins without the spaces has both.
            begins = _begins_with(index.c.gram, f"{grams.kind.value}{piece.rstrip(' ') or piece}")
            yield customer_id.in_(select(index.c.customer_id).where(begins))


def _begins_with(key: Any, text: str) -> ColumnElement[bool]:
    # LIKE hides from some servers where in the index that is, what it must escape from all.
    return and_(key >= text, key < f"{text}\uffff")


def _pieces_on_server(gram: str) -> tuple[str, ...]:
    """Return what a gram is made of there, where characters beyond the BMP count twice."""
    if len(gram.encode("utf-16-le")) <= 2 * _LENGTH_ON_SERVER:
        return (gram,)
    if gram.isascii():
        return (gram[:_LENGTH_ON_SERVER], gram[1:])
    return tuple(gram)


def these_ids(ids: Iterable[int]) -> TableValuedAlias:
    """Return ids as a table of one column, `value`."""
    return func.json_each(id_list(ids)).table_valued("value", name="hit")


class JoinInOrder(Join):
    """A join that goes through its left side and looks up the right: no index is thought better."""

    inherit_cache = True


@compiles(JoinInOrder, "sqlite")
def _join_in_order(element: JoinInOrder, compiler: SQLCompiler, **kw: Any) -> str:
    kw.update(asfrom=True, from_linter=None)
    left, right = compiler.process(element.left, **kw), compiler.process(element.right, **kw)
    kw.update(asfrom=False)
    assert element.onclause is not None
    return f"{left} CROSS JOIN {right} ON {compiler.process(element.onclause, **kw)}"


def not_looked_up(id_column: Any) -> ColumnElement[int]:
    """Return an id for a condition by which the rows are not to be looked up."""
    looked_at: ColumnElement[int] = UnaryExpression(id_column, operator=custom_op("+"))
    return looked_at


def _expression(groups: Sequence[Group]) -> str:
    """Return the full-text expression for: of each group one alternative, of that all grams."""
    return " AND ".join(f"({' OR '.join(map(_all_of, group))})" for group in groups)


def _all_of(grams: Grams) -> str:
    return f"({' AND '.join(_phrase(grams.kind, gram) for gram in grams.grams)})"


def _phrase(kind: Kind, gram: str) -> str:
    quoted = '"{}"'.format(f"{kind.value}{gram}".replace('"', '""'))
    return quoted if is_whole(kind, gram) else f"{quoted} *"
