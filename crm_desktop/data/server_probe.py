"""Finding out, step by step, what stands between this computer and a SQL Server.

Nothing here changes anything on the server.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from crm_desktop.data.dialect import SCHEMA
from crm_desktop.data.server_connection import open_connection
from crm_desktop.infra.sql_server import DEFAULT_PORT, SqlServer

_BROWSER_PORT = 1434
_ASK_FOR_INSTANCE = b"\x04"
_AZURE_EDITIONS = (5, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFacts:
    """What a signed-in person can see of the server and the database.

    `revision` is empty where the schema is not ours. Isolation settings are None where the server
    does not tell them.
    """

    version: str
    is_azure: bool
    database: str
    account: str
    is_ours: bool
    revision: str
    roles: frozenset[str]
    read_committed_snapshot: bool | None
    snapshot_isolation: bool | None
    is_contained: bool | None


def port_of(server: SqlServer) -> int | None:
    """Return the port to reach `server` by; None where its browser does not tell the instance's."""
    if not server.instance:
        return server.port or DEFAULT_PORT
    return _ask_browser(server)


def reach(server: SqlServer, port: int) -> None:
    """Open a connection to the port and close it again; raises OSError."""
    with socket.create_connection((server.server, port), timeout=server.connect_seconds):
        pass


def _ask_browser(server: SqlServer) -> int | None:
    """Ask the SQL Server Browser, by its one-packet protocol, for an instance's TCP port."""
    host = "localhost" if server.server.lower() in (".", "(local)") else server.server
    try:
        found = socket.getaddrinfo(host, _BROWSER_PORT, type=socket.SOCK_DGRAM)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as asking:
            asking.settimeout(min(server.connect_seconds, 3))
            asking.sendto(_ASK_FOR_INSTANCE + server.instance.encode("utf-8"), address)
            answer = asking.recv(4096)[3:].decode("latin-1")
    except OSError:
        return None
    words = answer.split(";")
    pairs = dict(zip(words[::2], words[1::2], strict=False))
    port = pairs.get("tcp", "")
    return int(port) if port.isdigit() else None


@contextmanager
def connected(server: SqlServer, username: str, password: str) -> Iterator[Any]:
    """Yield a connection of the driver's; raises what `open_connection` does."""
    connection = open_connection(server, username, password)
    try:
        yield connection
    finally:
        connection.close()


def facts(connection: Any) -> ServerFacts:
    """Return what the server tells about itself, the database and whoever is signed in."""
    version, edition, database, account, has_users, has_version = _row(
        connection,
        "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(60)), "
        "CAST(SERVERPROPERTY('EngineEdition') AS int), DB_NAME(), USER_NAME(), "
        f"OBJECT_ID('{SCHEMA}.client_user'), OBJECT_ID('{SCHEMA}.alembic_version')",
    )
    settings = _row(
        connection,
        "SELECT is_read_committed_snapshot_on, snapshot_isolation_state, containment "
        "FROM sys.databases WHERE name = DB_NAME()",
    )
    is_ours = has_users is not None and has_version is not None
    return ServerFacts(
        version=version or "",
        is_azure=edition in _AZURE_EDITIONS,
        database=database,
        account=account,
        is_ours=is_ours,
        revision=_revision(connection) if is_ours else "",
        roles=_roles(connection),
        read_committed_snapshot=None if settings is None else bool(settings[0]),
        snapshot_isolation=None if settings is None else settings[1] == 1,
        is_contained=None if settings is None else bool(settings[2]),
    )


def _revision(connection: Any) -> str:
    found = _row(connection, f"SELECT version_num FROM {SCHEMA}.alembic_version")
    return found[0] if found else ""


def _roles(connection: Any) -> frozenset[str]:
    names = ("crm_admin", "crm_clerk", "crm_new", "db_owner")
    asked = ", ".join(f"IS_ROLEMEMBER('{name}')" for name in names)
    member = _row(connection, f"SELECT {asked}")
    return frozenset(name for name, answer in zip(names, member, strict=True) if answer == 1)


def _row(connection: Any, sql: str) -> Any:
    cursor = connection.cursor()
    try:
        return cursor.execute(sql).fetchone()
    finally:
        cursor.close()
