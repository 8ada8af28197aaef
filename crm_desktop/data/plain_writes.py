"""Writing rows as the driver takes them; SQLAlchemy's own way costs as much as the database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Date, Dialect, Table

from crm_desktop.data.dialect import BULK, UtcDateTime, home, write

# Which values the database holds in a form of its own, and how they become that.
_Bind = tuple[tuple[int, Callable[[Any], Any]], ...]


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns."""
    names = tuple(name for name in table.columns.keys() if name in rows[0])
    statement, bind = _insert(table, names, connection.dialect)
    pick = itemgetter(*names)
    values = [_bound(pick(row), bind) for row in rows]
    if len(values) == 1:
        write(connection, statement, values[0])
    else:
        connection.exec_driver_sql(statement, values, execution_options={BULK: True})


def insert_columns(
    connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]]
) -> None:
    """Insert rows whose values are given column by column."""
    statement, bind = _insert(table, tuple(columns), connection.dialect)
    bound: list[Sequence[Any]] = list(columns.values())
    for place, process in bind:
        bound[place] = [None if value is None else process(value) for value in bound[place]]
    rows = list(zip(*bound, strict=True))
    connection.exec_driver_sql(statement, rows, execution_options={BULK: True})


def update(
    connection: Connection,
    table: Table,
    record_id: int,
    version: int,
    values: Mapping[str, Any],
) -> bool:
    """Set columns of the row with that id and version, whose version counts up by one.

    Return whether there was one: otherwise somebody else has changed it meanwhile.
    """
    statement, bind = _update(table, tuple(values), connection.dialect)
    bound = (*_bound(values.values(), bind), version + 1, record_id, version)
    return write(connection, statement, bound) == 1


@lru_cache(maxsize=32)
def _insert(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, _Bind]:
    marks = ", ".join("?" * len(names))
    columns = ", ".join(_quoted(names, dialect))
    return f"INSERT INTO {_named(table, dialect)} ({columns}) VALUES ({marks})", _bind(
        table, names, dialect
    )


@lru_cache(maxsize=256)
def _update(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, _Bind]:
    settings = "".join([f"{name} = ?, " for name in _quoted(names, dialect)])
    statement = (
        f"UPDATE {_named(table, dialect)} SET {settings}version = ? WHERE id = ? AND version = ?"
    )
    return statement, _bind(table, names, dialect)


def _named(table: Table, dialect: Dialect) -> str:
    return f"{home(dialect.name)[1]}{table.name}"


def _quoted(names: Iterable[str], dialect: Dialect) -> list[str]:
    return [dialect.identifier_preparer.quote(name) for name in names]


def _bind(table: Table, names: Iterable[str], dialect: Dialect) -> _Bind:
    bind: list[tuple[int, Callable[[Any], Any]]] = []
    for place, name in enumerate(names):
        kind = table.columns[name].type
        process = kind.dialect_impl(dialect).bind_processor(dialect)
        if process is not None:
            # Days and moments come again and again.
            repeats = isinstance(kind, Date | UtcDateTime)
            bind.append((place, lru_cache(maxsize=512)(process) if repeats else process))
    return tuple(bind)


def _bound(values: Iterable[Any], bind: _Bind) -> tuple[Any, ...]:
    bound = list(values)
    for place, process in bind:
        if bound[place] is not None:
            bound[place] = process(bound[place])
    return tuple(bound)
