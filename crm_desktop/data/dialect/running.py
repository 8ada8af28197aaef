"""The statement that runs on a connection of ODBC, so that another thread can stop it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from typing import Any

from sqlalchemy import Connection, Engine

from crm_desktop.infra.cancellation import CancelToken

_RUNNING = "crm_running"


class Running:
    """What one piece of work has sent and waits for.

    A cursor may be told to stop by another thread as long as it executes, and only then: a driver
    that is told so while the cursor is closed takes the whole program with it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._cursor: Any = None

    @contextmanager
    def executing(self, cursor: Any) -> Iterator[None]:
        """Let `interrupt` stop the cursor inside the block, whose end waits for that."""
        with self._lock:
            self._cursor = cursor
        try:
            yield
        finally:
            with self._lock:
                self._cursor = None

    def interrupt(self) -> None:
        """Stop the statement that runs, if one does; called from any thread."""
        import pyodbc

        with self._lock:
            if self._cursor is not None:
                with suppress(pyodbc.Error):  # the line is dead: then nothing runs any more
                    self._cursor.cancel()


@contextmanager
def interruptible(connection: Connection, token: CancelToken) -> Iterator[None]:
    """Let cancelling stop what runs on `connection` inside the block.

    Whoever cancels does not wait for the driver, which may be slow to take notice.
    """
    running = Running()
    connection.execution_options(**{_RUNNING: running})
    with token.on_cancel(lambda: Thread(target=running.interrupt, daemon=True).start()):
        yield


def watch_statements(engine: Engine) -> None:
    """Let statements of `engine` be known while they execute."""
    dialect = engine.dialect
    for name in ("do_execute", "do_executemany", "do_execute_no_params"):
        setattr(dialect, name, _watched(getattr(dialect, name)))


def _watched(execute: Any) -> Any:
    def run(cursor: Any, *arguments: Any, **named: Any) -> None:
        context = named.get("context") or arguments[-1]
        options = context.execution_options if context is not None else {}
        with options.get(_RUNNING, Running()).executing(cursor):
            execute(cursor, *arguments, **named)

    return run
