"""Saves whose answer was lost with the line: finding out whether the server stored them.

Each save on a server carries a number, which it notes in the database in its own transaction
(`db/schema/sql_server/65_operations.sql`). When the line breaks before COMMIT is sent, the server
rolls back and nothing was stored. When it breaks after that, nobody here knows: so the program
connects anew and asks for the last number stored. The server answers only once the old connection's
transaction has ended, so the answer is final, and the save is then either done, as if the answer
had come, or failed as a whole. Nothing is ever sent a second time.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import Event, Lock
from time import monotonic
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from crm_desktop.data.dialect import domain_error
from crm_desktop.domain.errors import CrmError, DatabaseBusy
from crm_desktop.domain.server_errors import (
    AnswerLost,
    QueryTimedOut,
    ServerUnreachable,
    StoredBefore,
)
from crm_desktop.infra.cancellation import current_token

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 1.0
_NUMBER = "operation"
_NOTE = text("EXEC crm.note_operation :client, :number")
_LAST = "EXEC crm.last_operation ?"


class Operations:
    """The saves of one program on one server, which people know as `place`."""

    def __init__(self, place: str) -> None:
        self.patience = PATIENCE_SECONDS
        self._connect: Callable[[], Any] | None = None
        self._place = place
        self._client = str(uuid4())
        self._number = 0
        self._unsettled: int | None = None
        self._is_known = False
        self._ends: dict[int, bool] = {}
        # One at a time from number to answer: the server remembers one number for each program.
        self._one_at_a_time = Lock()

    def watch(self, engine: Engine, connect: Callable[[], Any]) -> None:
        """Let COMMITs of `engine` that carry a number find out how they ended when they fail.

        `connect` opens a further connection of the driver's to ask by.
        """
        self._connect = connect
        send = engine.dialect.do_commit

        def do_commit(connection: Any) -> None:
            number = connection.info.pop(_NUMBER, None)
            try:
                send(connection)
            except Exception as error:
                if number is None or not self._was_stored(number, error):
                    raise

        engine.dialect.do_commit = do_commit  # type: ignore[method-assign, assignment]

    def get_ready(self, engine: Engine) -> None:
        """Do what has to be done before work begins, while no lock is held.

        Raises:
            StoredBefore: an earlier save whose end was unknown turns out to be stored; the work
                that was to begin is not begun.
            ServerUnreachable: there is no line, so there can be no work.

        """
        with self._one_at_a_time:
            self._settle_earlier()
            if self._is_known:
                return
            # A row of our own, so that later saves find it to wait for.
            values = {"client": self._client, "number": 0}
            try:
                with engine.begin() as connection:
                    connection.execute(_NOTE, values)
            except DBAPIError as error:
                raise domain_error(error, self._place) from error
            self._is_known = True

    def commit(self, session: Session) -> None:
        """Commit the work of `session`; it is stored when this returns.

        Raises:
            ConnectionLost: the line broke; nothing was stored.
            AnswerLost: the line broke, and the server could not be asked before patience ended.

        """
        session.flush()
        with self._one_at_a_time:
            self._number += 1
            connection = session.connection()
            connection.execute(_NOTE, {"client": self._client, "number": self._number})
            connection.connection.info[_NUMBER] = self._number
            session.commit()

    def was_stored(self, number: int) -> bool:
        """Return how the save of that number ended, which raised AnswerLost (`operation`).

        Raises ServerUnreachable, DatabaseBusy: the server cannot be asked yet.
        """
        with self._one_at_a_time:
            self._settle()
            return self._ends[number]

    def _settle_earlier(self) -> None:
        if self._settle():
            raise StoredBefore

    def _settle(self) -> bool:
        """Find out how the save ended whose end is unknown, if there is one; whether it is stored.

        Numbers only grow on the server, so that must happen before another save is sent.
        """
        number = self._unsettled
        if number is None:
            return False
        self._ends[number] = stored = self._last_stored() >= number
        self._unsettled = None
        return stored

    def _was_stored(self, number: int, failure: BaseException) -> bool:
        """Return whether a save is stored whose COMMIT failed here; raises AnswerLost."""
        logger.info("the answer to save %s was lost: %s", number, failure)
        deadline, token = monotonic() + self.patience, current_token()
        while True:
            try:
                stored = self._last_stored() >= number
            except (ServerUnreachable, DatabaseBusy, QueryTimedOut) as error:
                reason: CrmError = error
            except CrmError as error:
                self._unsettled = number
                raise AnswerLost(operation=number) from error
            else:
                logger.info("save %s was %s", number, "stored" if stored else "not stored")
                return stored
            if monotonic() >= deadline or token.is_cancelled:
                self._unsettled = number
                raise AnswerLost(operation=number) from reason
            Event().wait(_PAUSE_SECONDS)

    def _last_stored(self) -> int:
        with self._asking() as cursor:
            found = cursor.execute(_LAST, self._client).fetchone()
        return int(found[0]) if found is not None else 0

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        """Yield a cursor on a connection of its own; commits; errors in our words."""
        import pyodbc

        assert self._connect is not None, "nobody signed on"
        try:
            with closing(self._connect()) as connection:
                cursor = connection.cursor()
                cursor.execute("SET LOCK_TIMEOUT 5000")
                yield cursor
                cursor.close()
                connection.commit()
        except pyodbc.Error as error:
            raise domain_error(error, self._place) from error
