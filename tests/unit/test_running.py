"""Stopping a statement from another thread never meets the closing of its cursor."""

from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from crm_desktop.data.dialect.running import Running, interruptible, watch_statements
from crm_desktop.infra.cancellation import CancelToken

# pyodbc cannot be loaded where there is no ODBC at all.
pytest.importorskip("pyodbc", exc_type=ImportError)


class Cursor:
    """A cursor whose cancelling takes as long as the test says."""

    def __init__(self) -> None:
        self.is_told, self.may_go_on = Event(), Event()
        self.seen: list[str] = []

    def cancel(self) -> None:
        self.is_told.set()
        assert self.may_go_on.wait(10)
        self.seen.append("cancelled")

    def close(self) -> None:
        self.seen.append("closed")


def test_a_cursor_is_not_closed_while_it_is_told_to_stop() -> None:
    running, cursor = Running(), Cursor()

    def work() -> None:
        with running.executing(cursor):
            assert cursor.is_told.wait(10)
        cursor.close()

    def cancel() -> None:
        while not cursor.is_told.is_set():
            running.interrupt()

    worker, canceller = Thread(target=work), Thread(target=cancel)
    worker.start()
    canceller.start()
    assert cursor.is_told.wait(10)
    worker.join(0.2)
    assert worker.is_alive() and cursor.seen == []
    cursor.may_go_on.set()
    worker.join(10)
    canceller.join(10)
    assert cursor.seen == ["cancelled", "closed"]


def test_nothing_is_told_to_stop_that_does_not_execute() -> None:
    running, cursor = Running(), Cursor()
    cursor.may_go_on.set()
    running.interrupt()
    with running.executing(cursor):
        pass
    running.interrupt()
    assert cursor.seen == []


def test_cancelling_reaches_the_statement_of_this_work_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[bool] = []
    is_told = Event()

    def interrupt(running: Running) -> None:
        told.append(running._cursor is not None)
        is_told.set()

    monkeypatch.setattr(Running, "interrupt", interrupt)
    engine = create_engine("sqlite://")
    watch_statements(engine)
    token, late = CancelToken(), CancelToken()

    def slow(value: int) -> int:
        """Run inside the statement, as on a server."""
        token.cancel()
        assert is_told.wait(10)
        return value

    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.create_function("slow", 1, slow)
        with interruptible(connection, late):
            assert connection.scalar(text("SELECT 1")) == 1
        late.cancel()  # its work is over
        with interruptible(connection, token):
            assert connection.scalar(text("SELECT slow(2)")) == 2
    engine.dispose()
    assert told == [True]
