"""Everything in which SQLite and SQL Server differ: types, matching, errors, connections.

No module outside this package asks which database it talks to.
"""

import sqlite3
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from crm_desktop.data.dialect.matching import (
    any_row,
    contains,
    escape_like,
    month_text,
    starts_with,
    year_text,
)
from crm_desktop.data.dialect.series import held_series
from crm_desktop.data.dialect.sqlite import (
    APPLICATION_ID,
    STEPS_BETWEEN_QUESTIONS,
    embedded_engine,
    sqlite_error,
)
from crm_desktop.data.dialect.types import (
    BULK,
    COLLATION,
    SCHEMA,
    Money,
    RecordId,
    UtcDateTime,
    home,
    long_words,
    pictures,
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
    "ForeignKeyViolation",
    "Money",
    "RecordId",
    "UniqueViolation",
    "UtcDateTime",
    "any_row",
    "contains",
    "domain_error",
    "embedded_engine",
    "escape_like",
    "held_series",
    "home",
    "keep_stamps",
    "long_words",
    "month_text",
    "pictures",
    "starts_with",
    "watched",
    "words",
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
    from crm_desktop.data.dialect.sql_server import interrupt

    return token.on_cancel(lambda: interrupt(connection))


def keep_stamps(connection: Connection) -> None:
    """Let the program write stamps and history of its own where triggers would; for owners."""
    from crm_desktop.data.dialect import sql_server

    sql_server.keep_stamps(connection)
