"""A database on a server, opened with one person's account; the server checks who that is."""

from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from crm_desktop.data.database import Database, Writer
from crm_desktop.data.dialect import domain_error
from crm_desktop.data.dialect.sql_server import server_engine
from crm_desktop.data.operations import Operations
from crm_desktop.data.server_connection import driver_for, open_connection
from crm_desktop.domain.errors import NotSignedIn
from crm_desktop.infra.odbc import can_renew
from crm_desktop.infra.sql_server import SqlServer

_READERS = 4


class ServerDatabase(Database):
    """A SQL Server database. Nothing is sent before `sign_on`."""

    is_embedded = False

    def __init__(self, server: SqlServer) -> None:
        self.server = server
        self.location = server.location
        self.username = ""
        self._writing: Engine | None = None
        self._reading: Engine | None = None
        self._operations = Operations(self.location)

    @property
    def is_signed_on(self) -> bool:
        """Whether the server let somebody in."""
        return self._writing is not None

    def sign_on(self, username: str, password: str) -> None:
        """Connect as this SQL user, or with the Windows account where the target says so.

        Raises what the server's refusal means (`domain.server_errors`, WrongCredentials …).
        """

        def connect() -> Any:
            return open_connection(self.server, username, password)

        driver_for(self.server)  # where there is no ODBC at all, not even pyodbc can be loaded
        # One for the work itself, one for what must not wait for its end (`dialect.series`).
        writing = server_engine(connect, size=2)
        try:
            with writing.connect() as connection:
                snapshot = _allows_snapshot(connection)
        except Exception as error:
            writing.dispose()
            raise self._in_our_words(error) from error
        self.close()
        self.username = username
        self._operations.watch(writing, connect)
        self._writing = writing
        self._reading = server_engine(connect, snapshot=snapshot, size=_READERS)

    @property
    def can_renew(self) -> bool:
        """Whether `renew_password` works with the driver that is taken."""
        return can_renew(driver_for(self.server))

    def renew_password(self, username: str, old: str, new: str) -> None:
        """Let `new` take the place of a password that has expired; signs nobody on.

        Raises WrongCredentials, PasswordRefused, ServerUnreachable …
        """
        open_connection(self.server, username, new, expired=old).close()

    @property
    def writing_engine(self) -> Engine:
        """The engine whose transactions may write; raises NotSignedIn before `sign_on`."""
        if self._writing is None:
            raise NotSignedIn
        return self._writing

    def writer(self) -> Writer:
        """Return a session that may write; raises what `Operations.get_ready` does."""
        self._operations.get_ready(self.writing_engine)
        return super().writer()

    @property
    def reading_engine(self) -> Engine:
        """The engine whose transactions only read; raises NotSignedIn before `sign_on`."""
        if self._reading is None:
            raise NotSignedIn
        return self._reading

    def check(self) -> None:
        """Ask for a sign of life, over a new connection where the pool's broke.

        Raises ServerUnreachable, or what else keeps the account out.
        """
        try:
            with self.reader() as session:
                session.execute(text("SELECT 1"))
        except DBAPIError as error:
            raise self._in_our_words(error) from error

    def commit(self, session: Session) -> None:
        """Commit; a lost answer is found out (`data.operations`)."""
        self._operations.commit(session)

    def was_stored(self, number: int) -> bool:
        """Return whether a save is stored whose answer was lost; asks the server if need be."""
        return self._operations.was_stored(number)

    def close(self) -> None:
        """Close all connections; somebody may sign on again."""
        for engine in (self._reading, self._writing):
            if engine is not None:
                engine.dispose()
        self._reading = self._writing = None

    def _in_our_words(self, error: Exception) -> Exception:
        if isinstance(error, DBAPIError) or type(error).__module__ == "pyodbc":
            return domain_error(error, self.location)
        return error


def _allows_snapshot(connection: Any) -> bool:
    query = "SELECT snapshot_isolation_state FROM sys.databases WHERE name = DB_NAME()"
    return bool(connection.execute(text(query)).scalar() == 1)
