"""SQL Server: engines over ODBC, and what the server's errors mean, by their numbers."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from crm_desktop.data.dialect.kept_statements import is_microsofts, keep_statements
from crm_desktop.data.dialect.running import watch_statements
from crm_desktop.data.dialect.types import BULK, SCHEMA
from crm_desktop.data.dialect.violations import ForeignKeyViolation, UniqueViolation
from crm_desktop.domain import errors, server_errors
from crm_desktop.infra.cancellation import check_cancelled

# Longer than any save of ours takes, shorter than people wait.
LOCK_TIMEOUT_MILLISECONDS = 10_000
# What takes the server no time must not take long to fail where the line is dead and nobody says
# so. Microsoft's drivers wait three times as long: for the answer, then for its being called off.
PING_SECONDS = 5
COMMIT_SECONDS = 15

_KEEPS_STAMPS = "crm_keeps_stamps"
_SET_KEEPS_STAMPS = f"EXEC sp_set_session_context @key = N'{_KEEPS_STAMPS}', @value = ?"

_NUMBER = re.compile(r"\((-?\d+)\) ?\(SQL|\b(\d{3,5}), b?['\"]")
_TRIGGERS_NUMBER = re.compile(r"\((51\d{3})\)")
_STATE = re.compile(r"\[([0-9A-Z]{5})\]")
# What drivers make of a line that is dead, besides states: FreeTDS; Microsoft's, now and then.
_DEAD = re.compile(
    r"\[FreeTDS\].*(Unknown error \(0\)|\((20004|20006|20017|20047)\))"
    r"|The driver did not supply an error"
)
_CONSTRAINT = re.compile(r"\b(?:uq|pk|ix)_[a-z0-9_]+", re.IGNORECASE)

_UNIQUE = frozenset({2601, 2627})
_REFERENCES = 547
_SIGN_IN_FAILED = 18456
_KINDS: dict[int, type[errors.CrmError]] = {
    # Locks and conflicts.
    1205: server_errors.Deadlock,
    1222: server_errors.LockTimedOut,
    3960: server_errors.SnapshotConflict,
    3961: server_errors.SnapshotConflict,
    # Values.
    2628: server_errors.TextTooLong,
    8152: server_errors.TextTooLong,
    # Rights.
    229: errors.NotAllowed,
    230: errors.NotAllowed,
    262: errors.NotAllowed,
    297: errors.NotAllowed,
    300: errors.NotAllowed,
    15151: errors.NotAllowed,
    15247: errors.NotAllowed,
    # Signing in.
    18452: errors.WrongCredentials,
    _SIGN_IN_FAILED: errors.WrongCredentials,
    18470: errors.AccountDisabled,
    18486: server_errors.AccountLocked,
    18487: server_errors.PasswordExpired,
    18488: server_errors.PasswordExpired,
    4060: server_errors.DatabaseRefused,
    4064: server_errors.DatabaseRefused,
    911: server_errors.DatabaseRefused,
    916: server_errors.DatabaseRefused,
    # Passwords and principals.
    15115: server_errors.PasswordRefused,
    15116: server_errors.PasswordRefused,
    15117: server_errors.PasswordRefused,
    15118: server_errors.PasswordRefused,
    15119: server_errors.PasswordRefused,
    18463: server_errors.PasswordRefused,
    18464: server_errors.PasswordRefused,
    18465: server_errors.PasswordRefused,
    18466: server_errors.PasswordRefused,
    18467: server_errors.PasswordRefused,
    15025: server_errors.AccountTaken,
    15023: errors.DuplicateName,
    # The place.
    208: server_errors.ForeignDatabase,
    2812: server_errors.ForeignDatabase,
    3906: errors.DatabaseReadOnly,
    1105: errors.DiskFull,
    9002: errors.DiskFull,
    # Azure: moved, throttled or starting up.
    40197: server_errors.ServerUnreachable,
    40501: errors.DatabaseBusy,
    40613: server_errors.ServerUnreachable,
    # What FreeTDS says of the line itself; its states tell less.
    20003: server_errors.QueryTimedOut,
    20004: server_errors.ConnectionLost,
    20006: server_errors.ConnectionLost,
    20009: server_errors.ServerUnreachable,
    20017: server_errors.ConnectionLost,
    20047: server_errors.ConnectionLost,
    # What our own triggers and procedures say (db/schema/sql_server/).
    51001: errors.LastAdministrator,
    51002: errors.OwnAccount,
    51003: errors.NotFound,
    51004: errors.LostEdit,
    51005: errors.DuplicateName,
    51006: errors.UserHasRecords,
    51007: errors.PaymentIsVoid,
    51008: server_errors.VoidNeedsReason,
    51009: errors.NotAllowed,
    51010: errors.WrongOldPassword,
    51011: errors.PasswordUnchanged,
    51012: server_errors.ServerPassword,
    51013: server_errors.LockTimedOut,
    51014: errors.HasPayments,
    51015: errors.AlreadyReplaced,
}
_STATES: dict[str, type[errors.CrmError]] = {
    "28000": errors.WrongCredentials,
    "HY008": errors.Cancelled,
    "IM002": server_errors.DriverMissing,
    "IM003": server_errors.DriverMissing,
    "01000": server_errors.DriverMissing,
    "HYT00": server_errors.QueryTimedOut,
    "HYT01": server_errors.ServerUnreachable,
    "08001": server_errors.ServerUnreachable,
    "08S01": server_errors.ConnectionLost,
    "08003": server_errors.ConnectionLost,
    "08007": server_errors.ConnectionLost,
}


def server_engine(connect: Callable[[], Any], *, snapshot: bool = False, size: int = 1) -> Engine:
    """Return an engine whose connections come from `connect` (pyodbc connections).

    With `snapshot` each transaction sees one moment and waits for no writer.
    """
    engine = create_engine(
        "mssql+pyodbc://",
        creator=lambda: keep_statements(connect()),
        pool_size=size,
        max_overflow=2 * size,
        pool_pre_ping=True,
        pool_use_lifo=True,  # the one that was used last is known to live, and has its plans ready
        execution_options={"schema_translate_map": {None: SCHEMA}},
        **({"isolation_level": "SNAPSHOT"} if snapshot else {}),
    )
    # Tables with triggers refuse OUTPUT without INTO (error 334).
    engine.dialect.insert_returning = False
    engine.dialect.update_returning = False
    engine.dialect.delete_returning = False
    engine.dialect.use_insertmanyvalues = False
    _hurry(engine)
    watch_statements(engine)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET LOCK_TIMEOUT {LOCK_TIMEOUT_MILLISECONDS}")
        cursor.execute("SET XACT_ABORT ON")
        cursor.close()
        connection.commit()

    @event.listens_for(engine, "checkin")
    def forget_stamps(connection: Any, record: Any) -> None:
        """Leave the stamps to the server again in the next work on this connection."""
        if connection is not None and record.info.pop(_KEEPS_STAMPS, False):
            connection.execute(_SET_KEEPS_STAMPS, None)
            connection.commit()

    @event.listens_for(engine, "handle_error")
    def notice_dead_line(context: Any) -> None:
        if _DEAD.search(str(context.original_exception)):
            context.is_disconnect = True

    @event.listens_for(engine, "before_cursor_execute")
    def note_cursor(
        connection: Any, cursor: Any, _: object, __: object, context: Any, many: bool
    ) -> None:
        check_cancelled()
        if many and context.execution_options.get(BULK):
            cursor.fast_executemany = _sends_together(connection)

    return engine


def _sends_together(connection: Connection) -> bool:
    """Return whether the driver can send many rows at once: Microsoft's own newer ones do."""
    info = connection.info
    if "sends_together" not in info:
        info["sends_together"] = is_microsofts(connection.connection.driver_connection)
    return bool(info["sends_together"])


def _hurry(engine: Engine) -> None:
    """Let a sign of life and COMMIT wait only as long as they may take."""
    ping, commit = engine.dialect.do_ping, engine.dialect.do_commit

    def do_ping(connection: Any) -> bool:
        with _within(connection, PING_SECONDS):
            return ping(connection)

    def do_commit(connection: Any) -> None:
        with _within(connection.driver_connection, COMMIT_SECONDS):
            commit(connection)

    engine.dialect.do_ping = do_ping  # type: ignore[method-assign, assignment]
    engine.dialect.do_commit = do_commit  # type: ignore[method-assign, assignment]


@contextmanager
def _within(connection: Any, seconds: int) -> Iterator[None]:
    """Let the driver wait at most so long inside the block."""
    import pyodbc

    usual = connection.timeout
    connection.timeout = min(usual, seconds) or seconds
    try:
        yield
    finally:
        with suppress(pyodbc.Error):  # it broke, and will be given up
            connection.timeout = usual


def keep_stamps(connection: Connection) -> None:
    """Let the triggers step back until the connection is given back; for owners only."""
    connection.info[_KEEPS_STAMPS] = True
    connection.exec_driver_sql(_SET_KEEPS_STAMPS, ("1",))


def server_error(error: BaseException, place: str) -> errors.CrmError:
    """Return the domain error that says what an error of the driver or server means."""
    original = error.orig if isinstance(error, DBAPIError) and error.orig else error
    text = " ".join(str(part) for part in original.args)
    # That signing in failed says less than why.
    numbers = sorted(_numbers(text), key=lambda number: number == _SIGN_IN_FAILED)
    for number in numbers:
        if number in _UNIQUE:
            return UniqueViolation(_constraint(text))
        if number == _REFERENCES and "ck_" not in text:
            return ForeignKeyViolation()
        if number in _KINDS:
            return _KINDS[number](place=place, path=place, reason=text, name="")
    if "certificate" in text.casefold() or "SSL Provider" in text:
        return server_errors.EncryptionRefused(place=place, reason=text)
    if _DEAD.search(text):
        return server_errors.ConnectionLost(place=place)
    for state in _STATE.findall(text):
        if state in _STATES:
            return _STATES[state](place=place, path=place)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return server_errors.ConnectionLost(place=place)
    return errors.DatabaseError(reason=text)


def _numbers(text: str) -> Iterable[int]:
    """Yield the server's error numbers in a driver's message, our own ones first."""
    for found in _TRIGGERS_NUMBER.findall(text):
        yield int(found)
    for found in _NUMBER.finditer(text):
        yield int(found[1] or found[2])


def _constraint(text: str) -> str:
    """Return the constraint that a message names: the same in any language."""
    found = _CONSTRAINT.search(text)
    return found[0] if found else ""
