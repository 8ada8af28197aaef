"""Everything in which SQLite and SQL Server differ: types, matching, errors, connections.

No other module asks which database it talks to.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Engine,
    Integer,
    Numeric,
    create_engine,
    event,
    func,
)
from sqlalchemy.exc import DatabaseError as SqlDatabaseError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeDecorator, TypeEngine

from crm_desktop.domain import errors

BUSY_TIMEOUT_SECONDS = 5.0
APPLICATION_ID = 0x43524D44  # "CRMD", at byte 68 of an embedded database file

# SQLite counts only INTEGER PRIMARY KEY up by itself.
RecordId = BigInteger().with_variant(Integer(), "sqlite")


class Money(TypeDecorator[Decimal]):
    """DECIMAL(18,2); on SQLite, which has no decimals, a whole number of cents: sums stay exact."""

    impl = Numeric(18, 2)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type stored in this database."""
        stored = BigInteger() if dialect.name == "sqlite" else Numeric(18, 2)
        return dialect.type_descriptor(stored)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Turn an amount into what is stored."""
        if value is None or dialect.name != "sqlite":
            return value
        return int(Decimal(value).scaleb(2))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Turn what is stored into an amount with two places."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return Decimal(int(value)).scaleb(-2)
        return Decimal(value).quantize(Decimal("0.01"))


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC without a zone in the database."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return DATETIME2 on SQL Server, whose DATETIME is too coarse."""
        if dialect.name == "mssql":
            from sqlalchemy.dialects.mssql import DATETIME2

            precise: TypeEngine[Any] = DATETIME2(precision=6)  # type: ignore[no-untyped-call]
            return dialect.type_descriptor(precise)
        return dialect.type_descriptor(DateTime())

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Store UTC; raises ValueError for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Return an aware moment in UTC."""
        return value.replace(tzinfo=UTC) if value is not None else None


def contains(column: ColumnElement[str] | Any, text: str) -> ColumnElement[bool]:
    """Return whether `column` has `text` anywhere in it, every character taken literally."""
    found: ColumnElement[bool] = column.like(f"%{escape_like(text)}%", escape="~")
    return found


def starts_with(column: ColumnElement[str] | Any, text: str) -> ColumnElement[bool]:
    """Return whether `column` begins with `text`, every character taken literally."""
    found: ColumnElement[bool] = column.like(f"{escape_like(text)}%", escape="~")
    return found


def escape_like(text: str) -> str:
    """Return `text` with LIKE's wildcards escaped by `~`; `[` is one on SQL Server."""
    for character in "~%_[":
        text = text.replace(character, f"~{character}")
    return text


def embedded_engine(path: str, *, for_writing: bool) -> Engine:
    """Return an engine on an embedded file: WAL, foreign keys, full synchronisation.

    Writing transactions begin IMMEDIATE, so that two writers wait for each other at their start
    rather than fail at their end. Readers cannot write.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=_connector(path, for_writing=for_writing),
        pool_size=1 if for_writing else 4,
        max_overflow=0 if for_writing else 8,
        pool_reset_on_return="rollback",
        poolclass=_queue_pool(),
    )
    begin = "BEGIN IMMEDIATE" if for_writing else "BEGIN"

    @event.listens_for(engine, "begin")
    def do_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "checkin")
    def stop_asking(connection: sqlite3.Connection | None, _: Any) -> None:
        """Take away the question whether this work was cancelled before the next one starts."""
        if connection is not None:
            connection.set_progress_handler(None, 0)

    return engine


def _queue_pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def _connector(path: str, *, for_writing: bool) -> Callable[[], sqlite3.Connection]:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            path,
            timeout=BUSY_TIMEOUT_SECONDS,
            isolation_level=None,  # SQLAlchemy's "begin" event says BEGIN, nobody else does
            check_same_thread=False,  # a connection changes threads only inside the pool
        )
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        if for_writing:
            connection.execute("PRAGMA journal_mode=WAL")
        else:
            connection.execute("PRAGMA query_only=ON")
        connection.create_function("crm_digits", 1, _digits, deterministic=True)
        return connection

    return connect


def _digits(text: str | None) -> str:
    return "".join(c for c in text or "" if c.isdigit())


def year_text(column: ColumnElement[Any] | Any, dialect_name: str) -> ColumnElement[str]:
    """Return a date's year as four digits."""
    return _date_text(column, dialect_name, "%Y", 4)


def month_text(column: ColumnElement[Any] | Any, dialect_name: str) -> ColumnElement[str]:
    """Return a date's month as `2026-03`."""
    return _date_text(column, dialect_name, "%Y-%m", 7)


def _date_text(
    column: ColumnElement[Any] | Any, dialect_name: str, pattern: str, length: int
) -> ColumnElement[str]:
    if dialect_name == "sqlite":
        return func.strftime(pattern, column)
    from sqlalchemy import literal_column

    iso: ColumnElement[Any] = literal_column("23")  # CONVERT's style for yyyy-mm-dd
    return func.left(func.convert(literal_column("CHAR(10)"), column, iso), length)


class UniqueViolation(errors.DatabaseError):
    """A unique constraint refused a value; `column` is `table.column`."""

    def __init__(self, column: str) -> None:
        super().__init__(reason=column)
        self.column = column


class ForeignKeyViolation(errors.DatabaseError):
    """A record is still referred to, or refers to nothing."""

    def __init__(self) -> None:
        super().__init__(reason="foreign key")


def domain_error(error: SqlDatabaseError | sqlite3.Error, path: str) -> errors.CrmError:
    """Return the domain error that says what a database error means for the user."""
    original = error.orig if isinstance(error, SqlDatabaseError) else error
    if isinstance(original, sqlite3.Error):
        return _sqlite_error(original, path)
    if isinstance(error, IntegrityError):
        return ForeignKeyViolation()
    return errors.DatabaseError(reason=str(original))


def _sqlite_error(error: sqlite3.Error, path: str) -> errors.CrmError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"):
        return UniqueViolation(str(error).rpartition(": ")[2].split(",")[-1].strip())
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return ForeignKeyViolation()
    kinds: tuple[tuple[str, type[errors.CrmError]], ...] = (
        ("SQLITE_INTERRUPT", errors.Cancelled),
        ("SQLITE_BUSY", errors.DatabaseBusy),
        ("SQLITE_LOCKED", errors.DatabaseBusy),
        ("SQLITE_FULL", errors.DiskFull),
        # A full disk has no room even for what readers share beside the file.
        ("SQLITE_IOERR_SHMSIZE", errors.DiskFull),
        ("SQLITE_READONLY", errors.DatabaseReadOnly),
        ("SQLITE_PERM", errors.DatabaseReadOnly),
        ("SQLITE_NOTADB", errors.DatabaseUnreadable),
        ("SQLITE_CORRUPT", errors.DatabaseUnreadable),
        ("SQLITE_CANTOPEN", errors.DatabaseReadOnly),
    )
    for prefix, kind in kinds:
        if name.startswith(prefix):
            return kind(path=path)
    return errors.DatabaseError(reason=str(error))
