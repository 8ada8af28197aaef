"""Everything in which SQLite and SQL Server differ: types, matching, errors, connections.

No module outside this package asks which database it talks to.
"""

import sqlite3
from collections.abc import Callable
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
from crm_desktop.data.dialect.sqlite import APPLICATION_ID, embedded_engine, sqlite_error
from crm_desktop.data.dialect.types import (
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

__all__ = [
    "APPLICATION_ID",
    "COLLATION",
    "SCHEMA",
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
    "home",
    "interrupter",
    "long_words",
    "month_text",
    "pictures",
    "starts_with",
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


def interrupter(connection: Connection) -> Callable[[], None]:
    """Return what stops the statement that runs on `connection`; it is called on any thread."""
    driver: Any = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        return driver.interrupt
    from crm_desktop.data.dialect.sql_server import interrupt

    return lambda: interrupt(connection)
