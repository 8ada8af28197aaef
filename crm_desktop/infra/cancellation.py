"""Cancelling work that runs on another thread, down to the database driver.

Whoever starts work makes a `CancelToken` and runs the work inside `token.active()`. Deep inside,
loops call `check_cancelled()`, and a database connection registers its `interrupt` with
`current_token().on_cancel(...)`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Lock


class CancelledWork(Exception):
    """The work was cancelled by the user; nothing of it may remain."""


class CancelToken:
    """Says whether work is to stop. May be used from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cancelled = False
        self._callbacks: list[Callable[[], None]] = []

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop. Callbacks run on the calling thread, each once."""
        with self._lock:
            self._cancelled = True
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    @contextmanager
    def on_cancel(self, callback: Callable[[], None]) -> Iterator[None]:
        """Call `callback` if the work is cancelled inside this block, or was before it."""
        with self._lock:
            late = self._cancelled
            if not late:
                self._callbacks.append(callback)
        if late:
            callback()
        try:
            yield
        finally:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)

    @contextmanager
    def active(self) -> Iterator[None]:
        """Make this the current token of the block, on this thread."""
        restore = _current.set(self)
        try:
            yield
        finally:
            _current.reset(restore)


# What runs outside any task, such as a subcommand, has a token that nobody cancels.
_current: ContextVar[CancelToken | None] = ContextVar("cancel_token", default=None)


def current_token() -> CancelToken:
    """Return the token of the work running here."""
    return _current.get() or CancelToken()


def check_cancelled() -> None:
    """Raise `CancelledWork` when the work running here has been cancelled."""
    token = _current.get()
    if token is not None and token.is_cancelled:
        raise CancelledWork


def wait(seconds: float) -> None:
    """Let time pass; raise `CancelledWork` as soon as the work running here is cancelled."""
    ended = Event()
    with current_token().on_cancel(ended.set):
        ended.wait(seconds)
    check_cancelled()
