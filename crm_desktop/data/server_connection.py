"""Opening one connection to a SQL Server by the best driver that is installed."""

from typing import Any

from crm_desktop.data.dialect import domain_error
from crm_desktop.domain.server_errors import DriverMissing, QueryTimedOut, ServerUnreachable
from crm_desktop.infra.odbc import (
    OLD_PASSWORD_ATTRIBUTE,
    best_driver,
    connection_string,
    what_to_install,
)
from crm_desktop.infra.sql_server import SqlServer


def installed_drivers() -> tuple[str, ...]:
    """Return the names of the ODBC drivers on this computer, none where there is no ODBC."""
    try:
        import pyodbc
    except ImportError:
        return ()
    return tuple(pyodbc.drivers())


def driver_for(server: SqlServer) -> str:
    """Return the driver to take for `server`; raises DriverMissing, saying what to install."""
    installed = installed_drivers()
    if server.driver in installed:
        return server.driver
    driver = best_driver(installed, server.encryption)
    if driver is None:
        raise DriverMissing(remedy=what_to_install(installed, server.encryption))
    return driver


def open_connection(
    server: SqlServer, username: str, password: str, expired: str | None = None
) -> Any:
    """Return an open pyodbc connection with the time-outs of `server`.

    `expired` is the old password where it has expired and `password` is to take its place.
    Raises domain errors: DriverMissing, ServerUnreachable, EncryptionRefused, WrongCredentials …
    """
    driver = driver_for(server)
    import pyodbc

    # The driver manager's pool would hand out dead connections; SQLAlchemy has its own.
    pyodbc.pooling = False
    try:
        connection = pyodbc.connect(
            connection_string(server, driver, username, password),
            timeout=server.connect_seconds,
            autocommit=False,
            attrs_before={} if expired is None else {OLD_PASSWORD_ATTRIBUTE: expired},
        )
    except pyodbc.Error as error:
        meaning = domain_error(error, server.location)
        if isinstance(meaning, QueryTimedOut):  # no query ran yet
            meaning = ServerUnreachable(place=server.location)
        raise meaning from error
    connection.timeout = server.query_seconds
    return connection
