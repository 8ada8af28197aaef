"""Opening, creating, upgrading and first filling of databases; nobody is signed in yet.

A target is a file's path or a SQLAlchemy URL (`sqlite:///C:/data/crm.db`).
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from crm_desktop.data import (
    company_queries,
    list_queries,
    migrate,
    server_schema,
    server_users,
    user_queries,
)
from crm_desktop.data.database import Database, EmbeddedDatabase
from crm_desktop.data.migrate import SchemaState
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.tables import ClientUser
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.backup_errors import (
    NETWORK_WARNING,
    SYNCHRONISED_WARNING,
    DatabaseOnNetwork,
)
from crm_desktop.domain.fields import USER_FIELDS, by_name
from crm_desktop.domain.server_errors import ForeignDatabase
from crm_desktop.domain.texts import Text
from crm_desktop.domain.user import User
from crm_desktop.domain.validation import check_value
from crm_desktop.infra import paths, sql_server
from crm_desktop.infra.clock import Clock
from crm_desktop.infra.connections import is_url
from crm_desktop.infra.storage import Storage, storage_of
from crm_desktop.services import passwords, recovery
from crm_desktop.services.context import ServiceContext

# Why a database file that is there cannot be opened by anybody.
UNUSABLE = (errors.DatabaseUnreadable, errors.DatabaseMissing)
_FILE_URL = re.compile(r"sqlite(\+pysqlite)?:///(?P<path>[^?]+)", re.IGNORECASE)


def default_database() -> Path:
    """Return where the user's own embedded database is, or will be."""
    return paths.default_database()


def sample_database() -> Path:
    """Return where the sample company is, or will be."""
    return paths.sample_database()


def database_exists(target: str | Path) -> bool:
    """Return whether something is at `target`; an empty file is nothing, a server something."""
    if is_server(target):
        return True
    path = file_of(target)
    return path.is_file() and path.stat().st_size > 0


def open_database(target: str | Path) -> Database:
    """Open the database at `target`; whoever gets it closes it.

    Nothing is sent to a server before `sign_in`, which then raises what is wrong there.

    Raises:
        DatabaseMissing: nothing is there, or an empty file.
        DatabaseUnreadable: a folder, another program's file, or a damaged one.
        DatabaseOlder: it has to be upgraded first (`upgrade_database`).
        DatabaseNewer: it was made by a newer version of the program.
        DatabaseReadOnly: the file or its folder cannot be written.
        DatabaseUnsupported: `target` names a server of another kind.

    """
    if is_server(target):
        return ServerDatabase(_parsed(target).server)
    path = file_of(target)
    state = _examine(path)
    if state is SchemaState.EMPTY:
        raise errors.DatabaseMissing(path=path)
    if state is SchemaState.OLDER:
        raise errors.DatabaseOlder(path=path)
    if state is SchemaState.NEWER:
        raise errors.DatabaseNewer(path=path)
    migrate.check_writable(path)
    return EmbeddedDatabase(path)


def create_database(target: str | Path) -> Database:
    """Create an empty database at `target`, folders included, and open it.

    On a server the database is there already: its owner, whose name and password the URL holds,
    gives it our schema.

    Raises:
        DatabaseExists: one is there; nothing is changed.
        DatabaseOnNetwork: the file would be on a network share; nothing is changed.
        DatabaseUnreadable: a folder or another program's file is there; nothing is changed.
        DatabaseReadOnly: the folder cannot be made or written.

    """
    if is_server(target):
        return _create_on_server(target)
    path = file_of(target)
    if storage_of(path) is Storage.NETWORK:
        raise DatabaseOnNetwork(path=path)
    is_new = not path.exists()
    if is_new:
        _make_folder(path)
    elif _examine(path) is not SchemaState.EMPTY:
        raise errors.DatabaseExists(path=path)
    database = EmbeddedDatabase(path)
    try:
        migrate.upgrade(database)
    except BaseException:
        database.close()
        if is_new:
            path.unlink(missing_ok=True)
        raise
    return database


def warning_about(target: str | Path) -> Text | None:
    """Return what is dangerous about the place of a database file, None where nothing is."""
    if is_server(target):
        return None
    return {
        Storage.LOCAL: None,
        Storage.NETWORK: NETWORK_WARNING,
        Storage.SYNCHRONISED: SYNCHRONISED_WARNING,
    }[storage_of(file_of(target))]


def upgrade_database(target: str | Path) -> None:
    """Bring the database at `target` to this version's schema; a copy is made beside it before.

    A database that has this version's schema is left alone. Raises what `open_database` does.
    On a server the owner upgrades, whose name and password the URL holds; a backup is the
    server's affair.
    """
    if is_server(target):
        _upgrade_on_server(target)
        return
    path = file_of(target)
    if _examine(path) is not SchemaState.OLDER:
        open_database(path).close()
        return
    migrate.check_writable(path)
    database = EmbeddedDatabase(path)
    try:
        migrate.copy_before_upgrade(database)
        migrate.upgrade(database)
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A database ready for use, and how it came to that. Whoever gets it closes it."""

    database: Database
    is_created: bool = False
    is_upgraded: bool = False


def prepare(target: str | Path, owner: str = "", password: str = "") -> Prepared:
    """Create the database at `target`, upgrade an older one, and open it for its owner.

    On a server the database itself is there already; `owner` and `password` are those of its
    owner, where the URL does not hold them, and both are empty for a Windows account. Raises what
    `open_database`, `create_database` and `upgrade_database` do.
    """
    if is_server(target):
        return _prepare_on_server(target, owner, password)
    if not database_exists(target):
        return Prepared(create_database(target), is_created=True)
    try:
        return Prepared(open_database(target))
    except errors.DatabaseOlder:
        upgrade_database(target)
        return Prepared(open_database(target), is_upgraded=True)


def _prepare_on_server(target: str | Path, owner: str, password: str) -> Prepared:
    database = signed_on(target, owner, password)
    try:
        state = server_schema.examine(database)
        if state is SchemaState.NEWER:
            raise errors.DatabaseNewer(path=database.location)
        if state is not SchemaState.CURRENT:
            server_schema.upgrade(database)
    except BaseException:
        database.close()
        raise
    return Prepared(
        database,
        is_created=state is SchemaState.EMPTY,
        is_upgraded=state is SchemaState.OLDER,
    )


def has_administrator(database: Database) -> bool:
    """Return whether anybody could sign in and look after the users.

    A server tells nobody who has not signed in: there, yes.
    """
    if isinstance(database, ServerDatabase) and not database.is_signed_on:
        return True
    with ReadOnlyWork(ServiceContext(database)) as work:
        return user_queries.first_administrator(work.session) is not None


def is_sample(database: Database) -> bool:
    """Return whether the database is marked as sample data."""
    if isinstance(database, ServerDatabase) and not database.is_signed_on:
        return False
    with ReadOnlyWork(ServiceContext(database)) as work:
        return company_queries.is_sample(work.session)


def initialise(database: Database, username: str, password: str, clock: Clock) -> str:
    """Give a new database its first administrator and the initial lists.

    Returns the administrator's recovery code, which is kept nowhere else (`services.recovery`);
    empty on a server, whose owner can always give a new password.

    Raises:
        AdministratorExists: there is one; nothing is changed.
        ValidationFailed: the user name cannot be used.
        WeakPassword: one of the reasons why the password is refused.

    """
    username = username.strip()
    problem = check_value(by_name(USER_FIELDS)["username"], username)
    if problem is not None:
        raise errors.ValidationFailed([problem])
    passwords.check_new_password(username, "", password)
    code = recovery.new_code() if database.is_embedded else ""
    with UnitOfWork(ServiceContext(database, clock=clock)) as work:
        if user_queries.first_administrator(work.session) is not None:
            raise errors.AdministratorExists
        administrator = _first_administrator(work, database, username, password, code)
        work.act_as(user_queries.actor_of(administrator))
        list_queries.add_initial_items(work.session)
        work.commit()
    return code


def _first_administrator(
    work: UnitOfWork, database: Database, username: str, password: str, code: str
) -> ClientUser:
    if not database.is_embedded:
        user = User(username=username, display_name=username, pop=1)
        user_id = server_users.add_user(work.session, user, password, must_change=False)
        made = server_users.find_user(work.session, user_id)
        assert made is not None
        return made
    administrator = ClientUser(
        username=username,
        display_name=username,
        password_hash=passwords.hash_password(password),
        recovery_hash=recovery.hash_code(code),
        pop=1,
    )
    work.session.add(administrator)
    work.flush()
    return administrator


def is_server(target: str | Path) -> bool:
    """Return whether `target` names a server rather than a file."""
    return isinstance(target, str) and sql_server.is_server(target)


def _parsed(target: str | Path) -> sql_server.ParsedUrl:
    try:
        return sql_server.parse(str(target))
    except sql_server.BadServer as error:
        raise errors.DatabaseUnsupported from error


def signed_on(target: str | Path, username: str = "", password: str = "") -> ServerDatabase:
    """Open the server that `target` names with one of its accounts; whoever gets it closes it.

    It is for what owners do with a whole database, which may take long: no query times out. An
    account of the URL's comes first; without any it is the Windows account. That the schema is
    ours is not looked at. Raises what the server's refusal means.
    """
    parsed = _parsed(target)
    database = ServerDatabase(replace(parsed.server, query_seconds=0))
    database.sign_on(parsed.username or username, parsed.password or password)
    return database


def _create_on_server(target: str | Path) -> Database:
    database = signed_on(target)
    try:
        if server_schema.examine(database) is not SchemaState.EMPTY:
            raise errors.DatabaseExists(path=database.location)
        server_schema.upgrade(database)
    except BaseException:
        database.close()
        raise
    return database


def _upgrade_on_server(target: str | Path) -> None:
    database = signed_on(target)
    try:
        state = server_schema.examine(database)
        if state is SchemaState.EMPTY:
            raise ForeignDatabase(place=database.location)
        if state is SchemaState.NEWER:
            raise errors.DatabaseNewer(path=database.location)
        if state is SchemaState.OLDER:
            server_schema.upgrade(database)
    finally:
        database.close()


def file_of(target: str | Path) -> Path:
    """Return the file that `target` names; raises DatabaseUnsupported for a URL of another kind.

    A URL may carry a password and is never shown.
    """
    if isinstance(target, Path):
        return target
    found = _FILE_URL.fullmatch(target)
    if found is not None:
        return Path(unquote(found["path"]))
    if is_url(target):
        raise errors.DatabaseUnsupported
    return Path(target)


def _examine(path: Path) -> SchemaState:
    if path.is_dir():
        raise errors.DatabaseUnreadable(path=path)
    return migrate.examine(path)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise errors.DatabaseReadOnly(path=path) from error
