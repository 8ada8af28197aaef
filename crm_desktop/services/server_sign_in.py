"""Signing in to a server, which knows its users and checks their passwords itself."""

from crm_desktop import __version__
from crm_desktop.data import server_schema, server_users
from crm_desktop.data.migrate import SchemaState
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors, server_errors
from crm_desktop.domain.user import Actor
from crm_desktop.infra.sql_server import SignIn
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.passwords import check_new_password


def sign_in(
    context: ServiceContext, database: ServerDatabase, username: str, password: str
) -> ServiceContext:
    """Return the context of whoever the server let in; raises as `sign_in.sign_in` does.

    Whose password has expired, or must be changed first, gets one that is good for that only.
    """
    by_windows = database.server.sign_in is SignIn.WINDOWS
    if not by_windows and not (username.strip() and password):
        raise errors.WrongCredentials
    try:
        database.sign_on(server_users.principal_for(username), password)
    except server_errors.PasswordExpired:
        if not database.can_renew:
            raise
        return context.acting_as(_expired(username))
    try:
        _check_schema(database)
        actor = _profile(context)
        if not actor.must_change_password:
            with UnitOfWork(context) as work:
                server_users.note_sign_in(work.session)
                work.commit()
    except BaseException:
        database.close()
        raise
    return context.acting_as(actor)


def change_password(
    context: ServiceContext, database: ServerDatabase, old: str, new: str
) -> ServiceContext:
    """Change one's own password on the server, and go on with the new one."""
    if context.actor is None:
        raise errors.NotSignedIn
    username = context.actor.username
    check_new_password(username, old, new)
    if not database.is_signed_on:
        database.renew_password(server_users.principal_for(username), old, new)
        return sign_in(context, database, username, new)
    with UnitOfWork(context) as work:
        server_users.change_own_password(work.session, old, new)
        work.commit()
    database.sign_on(server_users.principal_for(username), new)
    # Only now is the account in the role that says what it may do.
    return context.acting_as(_profile(context))


def _expired(username: str) -> Actor:
    """Return somebody of whom nothing is known but that the server took the old password."""
    name = username.strip()
    return Actor(user_id=0, username=name, display_name=name, pop=0, must_change_password=True)


def _profile(context: ServiceContext) -> Actor:
    with ReadOnlyWork(context) as work:
        profile = server_users.my_profile(work.session)
    if not profile.is_known:
        raise server_errors.UserUnknown
    if profile.actor is None:
        raise errors.AccountDisabled
    return profile.actor


def _check_schema(database: ServerDatabase) -> None:
    """Raise unless this program may work with the schema.

    A newer one is welcome as long as it says that programs like this one may write: the server is
    upgraded first, then the workstations.
    """
    state = server_schema.examine(database)
    if state is SchemaState.EMPTY:
        if server_schema.is_owner(database):
            raise server_errors.ForeignDatabase(place=database.location)
        raise server_errors.UserUnknown  # who may see nothing cannot tell ours from another's
    if state is SchemaState.OLDER:
        raise server_errors.ServerOlder(place=database.location)
    with ReadOnlyWork(ServiceContext(database)) as work:
        oldest = server_users.oldest_client(work.session)
    if oldest and _parts(__version__) < _parts(oldest):
        raise server_errors.ClientTooOld(version=oldest)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
