"""Everything in which SQLite and SQL Server differ: types, matching, errors, connections.

No module outside this package asks which database it talks to.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from crm_desktop.data.dialect.matching import (
    any_row,
    contains,
    escape_like,
    held,
    in_range_of,
    month_text,
    starts_with,
    without_case,
    year_text,
)
from crm_desktop.data.dialect.series import held_series
from crm_desktop.data.dialect.sqlite import (
    APPLICATION_ID,
    STEPS_BETWEEN_QUESTIONS,
    FilePlace,
    embedded_engine,
    sqlite_error,
)
from crm_desktop.data.dialect.types import (
    BULK,
    COLLATION,
    SCHEMA,
    Money,
    PlainValues,
    RecordId,
    UtcDateTime,
    home,
    in_cents,
    long_words,
    pictures,
    plain_values,
    words,
)
from crm_desktop.data.dialect.violations import ForeignKeyViolation, UniqueViolation
from crm_desktop.domain import errors
from crm_desktop.infra.cancellation import CancelToken

__all__ = [
    "APPLICATION_ID",
    "BULK",
    "COLLATION",
    "SCHEMA",
    "STEPS_BETWEEN_QUESTIONS",
    "FilePlace",
    "ForeignKeyViolation",
    "Money",
    "PlainValues",
    "RecordId",
    "UniqueViolation",
    "UtcDateTime",
    "any_row",
    "contains",
    "domain_error",
    "embedded_engine",
    "escape_like",
    "held",
    "held_series",
    "home",
    "in_cents",
    "in_range_of",
    "is_driver_error",
    "keep_stamps",
    "long_words",
    "month_text",
    "pictures",
    "plain_values",
    "reading",
    "runner",
    "starts_with",
    "watched",
    "without_case",
    "words",
    "write",
    "year_text",
]


def domain_error(error: BaseException, place: str) -> errors.CrmError:
    """Return the domain error that says what a database error means for the user."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        return sqlite_error(original, place)
    from crm_desktop.data.dialect.sql_server import server_error

    return server_error(error, place)


def watched(connection: Connection, token: CancelToken) -> AbstractContextManager[None]:
    """Return a block in which cancelling stops the statement that runs, down to the driver.

    SQLite asks again and again rather than being interrupted: an interruption that comes between
    two statements would be lost. The pool ends it (`embedded_engine`).
    """
    driver: Any = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.set_progress_handler(lambda: token.is_cancelled, STEPS_BETWEEN_QUESTIONS)
        return nullcontext()
    from crm_desktop.data.dialect.running import interruptible

    return interruptible(connection, token)


def is_driver_error(error: BaseException) -> bool:
    """Return whether a driver raised `error` itself, with no SQLAlchemy in between."""
    return isinstance(error, sqlite3.Error)


def runner(connection: Connection) -> Callable[[str, Sequence[Any]], Any]:
    """Return what runs a SELECT written for this database and returns all its rows as they come.

    SQLite is asked without SQLAlchemy in between, which would take longer than the reading itself.
    """
    driver: Any = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        return lambda text, values: driver.execute(text, values).fetchall()
    return lambda text, values: connection.exec_driver_sql(text, tuple(values)).all()


def write(connection: Connection, text: str, values: Sequence[Any]) -> int:
    """Run a statement written for this database that changes rows; return how many it changed.

    SQLite is told without SQLAlchemy in between, and raises its own errors (`is_driver_error`).
    """
    driver: Any = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        return int(driver.execute(text, values).rowcount)
    return connection.exec_driver_sql(text, tuple(values)).rowcount


@contextmanager
def reading(engine: Engine, token: CancelToken) -> Iterator[Callable[[str, Sequence[Any]], Any]]:
    """Yield a `runner` in a transaction of its own; what the driver raises comes as it is."""
    if engine.dialect.name != "sqlite":
        with engine.connect() as connection, watched(connection, token):
            yield runner(connection)
        return
    borrowed = engine.raw_connection()
    driver: Any = borrowed.driver_connection
    try:
        driver.set_progress_handler(lambda: token.is_cancelled, STEPS_BETWEEN_QUESTIONS)
        driver.execute("BEGIN")
        yield lambda text, values: driver.execute(text, values).fetchall()
    finally:
        borrowed.close()  # ends the transaction


def keep_stamps(connection: Connection) -> None:
    """Let the program write stamps and history of its own where triggers would; for owners."""
    from crm_desktop.data.dialect import sql_server

    sql_server.keep_stamps(connection)
