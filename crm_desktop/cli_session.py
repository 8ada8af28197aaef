"""Who works on which database, for one subcommand."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.cli_output import warn
from crm_desktop.cli_parser import UsageError, stdin_line
from crm_desktop.infra.clock import Clock, SystemClock
from crm_desktop.infra.connections import all_connections, is_url, resolve
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.settings import Settings

if TYPE_CHECKING:
    from crm_desktop.services.context import ServiceContext

PASSWORD_VARIABLE = "CRM_PASSWORD"
SAMPLE = "sample"


def target(options: Namespace) -> str | Path:
    """Return the database that is meant: the one named, else the user's own."""
    from crm_desktop.services import databases

    text = getattr(options, "database", None)
    return databases.default_database() if text is None else named(text)


def named(text: str) -> str | Path:
    """Return the database that `text` names: a file, a URL or a saved connection."""
    from crm_desktop.services import databases

    if text == SAMPLE:
        return databases.sample_database()
    settings = Settings()
    loaded = all_connections(settings)
    found = resolve(settings, text, loaded.connections)
    is_known = any(text == connection.name for connection in loaded.connections)
    if not (is_known or is_url(found) or Path(found).exists()):
        # What cannot be read may be just the connection that is meant.
        for problem in loaded.problems:
            warn(problem)
    return found if is_url(found) else Path(found)


def user(options: Namespace) -> str | None:
    """Return the user name that was given."""
    name: str | None = getattr(options, "user", None)
    return name


@contextmanager
def signed_in(options: Namespace, clock: Clock | None = None) -> "Iterator[ServiceContext]":
    """Sign in and yield the context; the database is closed afterwards.

    The sample company, which is made where it is missing, needs no user: nobody's data are in it.
    Raises UsageError where nobody is named, and what opening and signing in raise.
    """
    from crm_desktop.services import databases
    from crm_desktop.services import sign_in as signing_in

    time = clock or SystemClock()
    name = user(options)
    if name is None and getattr(options, "database", None) == SAMPLE:
        from crm_desktop.gui.opening import open_sample
        from crm_desktop.services.context import tell_nobody

        context = open_sample(time, tell_nobody)
    else:
        if name is None:
            raise UsageError(translate("Cli", "Say who you are: --user NAME"))
        database = databases.open_database(target(options))
        try:
            context = signing_in.sign_in(database, name, own_password(name), clock=time)
        except BaseException:
            database.close()
            raise
    try:
        yield context
    finally:
        context.database.close()


def own_password(name: str, variable: str = PASSWORD_VARIABLE) -> str:
    """Return the password from `variable` or a prompt; raises UsageError where neither can be."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    return _prompt(
        translate("Cli", "Password of {name}: ").format(name=name),
        translate(
            "Cli",
            "There is nobody to ask for the password here. Put it into the variable {variable}.",
        ).format(variable=variable),
    )


def new_password(name: str, *, from_stdin: bool) -> str:
    """Return a new password from standard input, or asked for twice."""
    if from_stdin:
        return stdin_line()
    nobody = translate(
        "Cli", "There is nobody to ask for the new password here. Give it by --password-stdin."
    )
    first = _prompt(translate("Cli", "New password of {name}: ").format(name=name), nobody)
    if _prompt(translate("Cli", "The same once more: "), nobody) != first:
        raise UsageError(translate("Cli", "The two passwords differ. Nothing was changed."))
    return first


def _prompt(text: str, nobody: str) -> str:
    """Ask for a password; `nobody` is what to say where nobody is there to answer."""
    if not sys.stdin.isatty():
        raise UsageError(nobody)
    try:
        return getpass.getpass(text)
    except EOFError as error:
        raise UsageError(nobody) from error
