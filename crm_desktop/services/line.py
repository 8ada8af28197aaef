"""The line to the server: whether it is there, and signing in again over a new one."""

from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.domain.errors import NotSignedIn
from crm_desktop.services.context import ServiceContext


def has_line(context: ServiceContext) -> bool:
    """Return whether there is a line that could break; an embedded database has none."""
    return isinstance(context.database, ServerDatabase)


def check(context: ServiceContext) -> None:
    """Ask the server for a sign of life, over a new line where the old one broke.

    Raises:
        ServerUnreachable: there is no way to it just now.
        WrongCredentials, AccountDisabled, PasswordExpired …: the server asks who it is.

    """
    _server(context).check()


def sign_in_again(context: ServiceContext, password: str) -> None:
    """Let the person who is signed in go on with `password`; raises what `sign_in` does."""
    database = _server(context)
    database.sign_on(database.username, password)


def was_stored(context: ServiceContext, number: int) -> bool:
    """Return whether the save of that number is stored, whose answer was lost (`AnswerLost`).

    Raises ServerUnreachable where the server still cannot be asked.
    """
    return _server(context).was_stored(number)


def _server(context: ServiceContext) -> ServerDatabase:
    if not isinstance(context.database, ServerDatabase):
        raise NotSignedIn
    return context.database
