"""The schema on SQL Server: which revision it has, and how an owner creates or upgrades it."""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from crm_desktop.data.dialect import SCHEMA, domain_error
from crm_desktop.data.migrate import SchemaState, compare_revision, upgrade_connection
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.domain.errors import NotAllowed
from crm_desktop.domain.server_errors import ForeignDatabase
from crm_desktop.infra.paths import schema_scripts

_END_OF_BATCH = re.compile(r"^\s*GO\s*$", re.IGNORECASE | re.MULTILINE)
_EVERYWHERE = (
    "20_roles", "30_functions", "40_views", "60_procedures", "62_purge", "65_operations",
    "70_triggers", "72_search_triggers", "74_jobs", "76_summary_triggers", "78_imports",
    "80_grants",
)  # fmt: skip
_CONTAINED, _LOGINS, _SIGN = "50_accounts_contained", "50_accounts_logins", "90_sign_procedures"
_AZURE_SQL_DATABASE = 5


def examine(database: ServerDatabase) -> SchemaState:
    """Return the state of the schema; the account may be anybody's.

    Raises:
        ForeignDatabase: there are tables of another program in our schema.

    """
    try:
        with database.writing_engine.connect() as connection:
            query = "SELECT COUNT(*) FROM sys.tables WHERE schema_id = SCHEMA_ID(:name)"
            if not connection.execute(text(query), {"name": SCHEMA}).scalar():
                return SchemaState.EMPTY
            if _object_id(connection, "alembic_version") is None:
                raise ForeignDatabase(place=database.location)
            revision = connection.execute(text(f"SELECT version_num FROM {SCHEMA}.alembic_version"))
            return compare_revision(revision.scalar() or "")
    except DBAPIError as error:
        raise domain_error(error, database.location) from error


def upgrade(database: ServerDatabase) -> None:
    """Create or upgrade the schema, roles, triggers and procedures in one transaction.

    What is not a table is made anew each time. Raises NotAllowed unless the account owns the
    database.
    """
    try:
        with database.writing_engine.connect() as connection, connection.begin():
            if not _owns(connection):
                raise NotAllowed
            upgrade_connection(connection)
            for name in sorted((*_EVERYWHERE, _CONTAINED if is_contained(connection) else _LOGINS)):
                run_script(connection, name)
        if not _is_guarding_itself(database):
            _sign(database)
    except DBAPIError as error:
        raise domain_error(error, database.location) from error


def is_owner(database: ServerDatabase) -> bool:
    """Return whether the account owns the database."""
    with database.writing_engine.connect() as connection:
        return _owns(connection)


def is_contained(connection: Connection) -> bool:
    """Return whether users have their passwords in the database itself."""
    edition = connection.execute(text("SELECT CONVERT(INT, SERVERPROPERTY(N'EngineEdition'))"))
    if edition.scalar() == _AZURE_SQL_DATABASE:
        return True
    query = "SELECT containment FROM sys.databases WHERE name = DB_NAME()"
    return connection.execute(text(query)).scalar() == 1


def run_script(connection: Connection, name: str) -> None:
    """Run one of `db/schema/sql_server/`, batch by batch."""
    script = schema_scripts() / "sql_server" / f"{name}.sql"
    for batch in batches(script.read_text(encoding="utf-8")):
        connection.exec_driver_sql(batch)


def batches(script: str) -> Iterator[str]:
    """Yield the batches of a script, which GO separates."""
    for batch in _END_OF_BATCH.split(script):
        if any(line and not line.startswith("--") for line in map(str.strip, batch.splitlines())):
            yield batch.strip()


def can_sign(connection: Connection) -> bool:
    """Return whether the account may make the certificate that logins are made with."""
    query = (
        "SELECT CASE WHEN IS_SRVROLEMEMBER(N'sysadmin') = 1 "
        "AND OBJECT_ID(N'sys.crypt_properties') IS NOT NULL THEN 1 ELSE 0 END"
    )
    return connection.execute(text(query)).scalar() == 1


def _is_guarding_itself(database: ServerDatabase) -> bool:
    with database.writing_engine.connect() as connection:
        return is_contained(connection) or not can_sign(connection)


def _sign(database: ServerDatabase) -> None:
    with database.writing_engine.connect() as connection, connection.begin():
        run_script(connection, _SIGN)


def _owns(connection: Connection) -> bool:
    query = (
        "SELECT CASE WHEN USER_NAME() = N'dbo' OR IS_ROLEMEMBER(N'db_owner') = 1 THEN 1 ELSE 0 END"
    )
    return connection.execute(text(query)).scalar() == 1


def _object_id(connection: Connection, name: str) -> int | None:
    query = text("SELECT OBJECT_ID(:name)")
    found: int | None = connection.execute(query, {"name": f"{SCHEMA}.{name}"}).scalar()
    return found
