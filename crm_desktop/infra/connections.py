"""The databases this computer's user works with, by name; never with their passwords.

There are two files of them (`connection_files`): one for the whole computer, which an administrator
rolls out and which comes first, and the user's own beside the settings.
"""

import logging
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from crm_desktop.infra.connection_files import Connection, Loaded, load, save
from crm_desktop.infra.paths import machine_config_dir
from crm_desktop.infra.settings import Settings
from crm_desktop.infra.sql_server import BadServer, is_server, parse

__all__ = [
    "Connection",
    "all_connections",
    "connections",
    "forget",
    "free_name",
    "is_url",
    "last_target",
    "machine_file",
    "name_for",
    "own_file",
    "remember",
    "replace_own",
    "resolve",
    "without_password",
]

logger = logging.getLogger(__name__)

FILE_NAME = "connections.toml"
_LAST_KEY = "sign_in.connection"
# Two letters at least: C://data is a drive.
_URL = re.compile(r"[a-z][a-z0-9+]+://", re.IGNORECASE)
_URL_REST = re.compile(r"\?.*$", re.DOTALL)
_URL_PASSWORD = re.compile(r"(?P<before>://[^/@:]*):.*@")


def machine_file() -> Path:
    """Return the file an administrator rolls out; it need not exist."""
    return machine_config_dir() / FILE_NAME


def own_file(settings: Settings) -> Path:
    """Return the user's own file; it need not exist."""
    return settings.path.with_name(FILE_NAME)


def all_connections(settings: Settings) -> Loaded:
    """Return the computer's connections, then the user's own, and what is wrong with the files.

    Where both files have a name, the computer's connection keeps it.
    """
    machine = load(machine_file(), managed=True)
    own = load(own_file(settings))
    found = list(machine.connections)
    for connection in own.connections:
        if connection.target in [other.target for other in machine.connections]:
            continue
        taken = [other.name for other in found]
        found.append(replace(connection, name=free_name(connection.name, taken)))
    return Loaded(tuple(found), (*machine.problems, *own.problems), own.readable)


def connections(settings: Settings) -> tuple[Connection, ...]:
    """Return the connections there are: the computer's, then one's own, the last used first."""
    return all_connections(settings).connections


def remember(settings: Settings, connection: Connection) -> None:
    """Put `connection` first among one's own; a password in its URL is left out.

    The computer's own connections are not copied.
    """
    kept = replace(connection, target=without_password(connection.target), managed=False)
    settings.set(_LAST_KEY, kept.target)
    managed = load(machine_file(), managed=True).connections
    if kept.target in [other.target for other in managed]:
        return
    own = load(own_file(settings)).connections
    if own[:1] == (kept,):
        return
    others = [c for c in own if c.target != kept.target and c.name != kept.name]
    replace_own(settings, [kept, *others])


def forget(settings: Settings, target: str) -> None:
    """Remove one's own connection to `target`; the database itself is left alone."""
    own = load(own_file(settings)).connections
    replace_own(settings, [c for c in own if c.target != target])


def replace_own(settings: Settings, own: Iterable[Connection]) -> bool:
    """Write one's own connections; return False, and log why, when they cannot be kept.

    A file that could not be read is set aside first, so that what is in it is not lost.
    """
    path = own_file(settings)
    try:
        if not load(path).readable:
            os.replace(path, path.with_name(path.name + ".unreadable"))
        save(path, (connection for connection in own if not connection.managed))
    except OSError as error:
        logger.warning("connections cannot be written to %s: %s", path, error)
        return False
    return True


def last_target(settings: Settings) -> str:
    """Return where somebody signed in last on this computer, or an empty text."""
    return settings.text(_LAST_KEY)


def resolve(settings: Settings, text: str, known: Iterable[Connection] | None = None) -> str:
    """Return the target meant by what was typed: a connection's name, a URL or a file's path.

    `known` are the connections where they have been read already.
    """
    for connection in connections(settings) if known is None else known:
        if connection.name == text:
            return connection.target
    return text if is_url(text) else str(Path(text).expanduser().absolute())


def is_url(target: str) -> bool:
    """Whether `target` is a URL rather than a file's path."""
    return _URL.match(target) is not None


def without_password(target: str) -> str:
    """Return `target` without the password a URL may hold, a server's also without the user."""
    if is_server(target):
        try:
            return parse(target).server.url
        except BadServer:
            pass  # what cannot be taken apart still must not show a password
    return _URL_PASSWORD.sub(r"\g<before>@", target)


def name_for(target: str, taken: Sequence[str]) -> str:
    """Return a name for `target` that is not `taken`: the file's name, or the database's."""
    stem = _URL_REST.sub("", target).rstrip("/").rsplit("/", 1)[-1] if is_url(target) else ""
    name = stem or Path(target).stem
    return free_name(name, taken)


def free_name(name: str, taken: Sequence[str]) -> str:
    """Return `name`, with a number where it is `taken`."""
    number, proposed = 2, name
    while proposed in taken:
        proposed, number = f"{name} ({number})", number + 1
    return proposed
