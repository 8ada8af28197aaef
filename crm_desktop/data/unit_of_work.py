"""Units of work: one transaction each, rolled back unless committed."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from crm_desktop.data import audit
from crm_desktop.data.database import Database, Writer
from crm_desktop.data.dialect import domain_error, keep_stamps, watched
from crm_desktop.data.prepared import drop_reader, keep_reader
from crm_desktop.domain import errors
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.user import Actor
from crm_desktop.infra.cancellation import CancelledWork, check_cancelled, current_token
from crm_desktop.infra.clock import Clock

logger = logging.getLogger(__name__)
_stored = threading.local()

# Of all sessions that write: to tell each one anew costs more than many a statement.
event.listen(Writer, "before_flush", audit.before_flush)
event.listen(Writer, "after_flush", audit.after_flush)
event.listen(Writer, "after_flush_postexec", audit.after_flush_postexec)


def stored_so_far() -> int:
    """Return how many units of work this thread has stored: whether something was, meanwhile."""
    count: int = getattr(_stored, "count", 0)
    return count


class WorkContext(Protocol):
    """What a unit of work needs to know (`services.context.ServiceContext`)."""

    @property
    def database(self) -> Database:
        """Where the data is."""

    @property
    def actor(self) -> Actor | None:
        """Who acts."""

    @property
    def clock(self) -> Clock:
        """What time it is."""

    @property
    def on_change(self) -> Callable[[Change], None]:
        """Who is told about committed changes."""


class _Work:
    session: Session

    def __init__(self, context: WorkContext) -> None:
        self._context = context
        self._watching = ExitStack()
        self.dialect_name = context.database.dialect_name
        self.is_embedded = context.database.is_embedded

    def __enter__(self) -> Self:
        try:
            self.session.begin()
            self._watching.enter_context(watched(self.session.connection(), current_token()))
            keep_reader(self.session)
        except BaseException as error:
            self.session.close()
            self._raise_in_our_words(error)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        drop_reader(self.session)
        try:
            self.session.close()  # rolls back what was not committed
        except DBAPIError as failure:
            if error is None:
                self._raise_in_our_words(failure)
            logger.info("rolling back failed as well: %s", failure)
        finally:
            self._watching.close()
        if error is not None:
            self._raise_in_our_words(error)

    def _raise_in_our_words(self, error: BaseException) -> None:
        if isinstance(error, StaleDataError):
            raise errors.LostEdit from error
        if isinstance(error, DBAPIError | sqlite3.Error):
            raise domain_error(error, self._context.database.location) from error
        if isinstance(error, CancelledWork):
            raise errors.Cancelled from error
        if isinstance(error, OverflowError | UnicodeEncodeError):
            raise errors.Unstorable from error


class ReadOnlyWork(_Work):
    """Reads in one transaction, so that all it sees is of one moment."""

    def __init__(self, context: WorkContext) -> None:
        super().__init__(context)
        self.session = context.database.reader()


class UnitOfWork(_Work):
    """Writes in one transaction; without `commit()` nothing happened."""

    def __init__(self, context: WorkContext) -> None:
        super().__init__(context)
        self.session = context.database.writer()
        self.session.info.update(actor=context.actor, now=context.clock.now(), changed=[])
        # On a server triggers write stamps and history, whoever changes something by what tool.
        self.session.info["is_embedded"] = context.database.is_embedded
        self.session.info["writes_history"] = context.database.is_embedded

    def act_as(self, actor: Actor, at: datetime | None = None) -> None:
        """Let the history name `actor`, and the moment `at` if given, for the rest of this work.

        That is for the first administrator, who makes himself, and for sample data. On a server
        only an owner of the database can do it.
        """
        if not self.session.info["writes_history"]:
            self.leave_no_traces()
            self.session.info["writes_history"] = True
        self.session.info["actor"] = actor
        if at is not None:
            self.session.info["now"] = at

    def leave_no_traces(self) -> None:
        """Let a server's triggers write neither stamps nor history for the rest of this work.

        For an owner who brings data that have them already; a file's writer has no triggers.
        """
        if not self.is_embedded:
            keep_stamps(self.session.connection())

    def commit(self) -> None:
        """Store everything, then announce what changed; raises Cancelled for cancelled work."""
        try:
            check_cancelled()
            drop_reader(self.session)
            self._context.database.commit(self.session)
        except BaseException as error:
            self._raise_in_our_words(error)
            raise
        _stored.count = stored_so_far() + 1
        changed: list[tuple[str, int | None]] = self.session.info["changed"]
        if changed:
            customers: frozenset[int] = frozenset()
            if not self.session.info.pop("changes_all", False):
                customers = frozenset(each for _, each in changed if each is not None)
            self._context.on_change(
                Change(kinds=frozenset(kind for kind, _ in changed), customer_ids=customers)
            )
            changed.clear()

    def flush(self) -> Any:
        """Send pending changes, so that ids and violations are known; errors in our words."""
        with self.in_our_words():
            self.session.flush()

    @contextmanager
    def in_our_words(self) -> Iterator[None]:
        """Say what the database refuses inside the block at once, rather than at the end."""
        try:
            yield
        except BaseException as error:
            self._raise_in_our_words(error)
            raise
