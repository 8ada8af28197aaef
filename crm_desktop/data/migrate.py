"""Schema versions: what a database has, and how it gets to ours.

Alembic is loaded only to create or upgrade; whether that is needed is one small query.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError as SqlDatabaseError

from crm_desktop.data.database import EmbeddedDatabase
from crm_desktop.data.dialect import APPLICATION_ID, domain_error
from crm_desktop.data.file_copies import copy_file
from crm_desktop.domain import errors
from crm_desktop.infra.paths import migrations

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

# The revision this program works with; a test keeps it equal to the newest migration.
CURRENT_REVISION = "0009"


class SchemaState(Enum):
    """How a database's schema stands to the program's."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def examine(path: Path) -> SchemaState:
    """Return the state of the embedded database at `path` without changing anything.

    Raises:
        DatabaseMissing: there is no such file.
        DatabaseUnreadable: the file is no database of ours, or damaged.

    """
    if not path.is_file():
        raise errors.DatabaseMissing(path=path)
    try:
        with closing(sqlite3.connect(path.absolute(), isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout=5000")
            tables = {
                row[0]
                for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            }
            if not tables - {"alembic_version"}:
                return SchemaState.EMPTY
            if "alembic_version" not in tables or "client_user" not in tables:
                raise errors.DatabaseUnreadable(path=path)
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise domain_error(error, str(path)) from error
    return compare_revision(found[0] if found else "")


def check_writable(path: Path) -> None:
    """Raise DatabaseReadOnly unless the database and its folder can be written.

    That somebody else is writing just now shows that they can.
    """
    try:
        with closing(sqlite3.connect(path.absolute(), timeout=0, isolation_level=None)) as opened:
            opened.execute("BEGIN IMMEDIATE")  # on a read-only file this alone does not fail
            [version] = opened.execute("PRAGMA user_version").fetchone()
            opened.execute(f"PRAGMA user_version={version}")
            opened.execute("ROLLBACK")
    except sqlite3.Error as error:
        found = domain_error(error, str(path))
        if not isinstance(found, errors.DatabaseBusy):
            raise found from error


def compare_revision(revision: str) -> SchemaState:
    """Return how a database of that revision stands to the program."""
    if revision == CURRENT_REVISION:
        return SchemaState.CURRENT
    return SchemaState.NEWER if revision > CURRENT_REVISION else SchemaState.OLDER


def _config(connection: "Connection") -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(database: EmbeddedDatabase, revision: str = "head") -> None:
    """Bring the schema to `revision` in one transaction; a failure leaves it as it was.

    Foreign keys are off meanwhile, since rebuilding a table would cascade into its children,
    and checked before the transaction ends.
    """
    from alembic import command

    _migrate(database, lambda config: command.upgrade(config, revision))


def upgrade_connection(connection: "Connection") -> None:
    """Bring the schema to ours inside the transaction of `connection`."""
    from alembic import command

    command.upgrade(_config(connection), "head")


def downgrade(database: EmbeddedDatabase, revision: str) -> None:
    """Take the schema back to `revision` (`base` for an empty database)."""
    from alembic import command

    _migrate(database, lambda config: command.downgrade(config, revision))


def _migrate(database: EmbeddedDatabase, run: Callable[["Config"], None]) -> None:
    try:
        with database.writing_engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    run(_config(connection))
                    if connection.execute(text("PRAGMA foreign_key_check")).first():
                        raise errors.DatabaseUnreadable(path=database.location)
                    connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
            finally:
                driver.execute("PRAGMA foreign_keys=ON")
    except (SqlDatabaseError, sqlite3.Error) as error:
        raise domain_error(error, database.location) from error


def copy_before_upgrade(database: EmbeddedDatabase) -> Path:
    """Copy the database beside itself with SQLite's online backup, and return the copy's path."""
    source = database.path
    target = source.with_name(f"{source.stem}.before-{CURRENT_REVISION}{source.suffix}")
    copy_file(source, target)
    return target
