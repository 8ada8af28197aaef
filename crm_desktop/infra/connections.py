"""The databases this computer's user works with, by name; never with their passwords."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.infra.settings import Settings

_KEY = "connections"
_LAST_KEY = "sign_in.connection"
# Two letters at least: C://data is a drive.
_URL = re.compile(r"[a-z][a-z0-9+]+://", re.IGNORECASE)
_URL_PASSWORD = re.compile(r"(?P<before>://[^/@:]*):.*@")


@dataclass(frozen=True, slots=True)
class Connection:
    """A database and the name people know it by. `target` is a file's path or a SQLAlchemy URL."""

    name: str
    target: str


def connections(settings: Settings) -> tuple[Connection, ...]:
    """Return the connections that were remembered, the one used last first."""
    found = []
    entries = settings.get(_KEY)
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            name, target = entry.get("name"), entry.get("target")
            if isinstance(name, str) and isinstance(target, str):
                found.append(Connection(name, target))
    return tuple(found)


def remember(settings: Settings, connection: Connection) -> None:
    """Put `connection` first; a password in its URL is left out."""
    kept = Connection(connection.name, without_password(connection.target))
    others = [c for c in connections(settings) if c.target != kept.target and c.name != kept.name]
    settings.set(_KEY, [{"name": c.name, "target": c.target} for c in [kept, *others]])
    settings.set(_LAST_KEY, kept.target)


def forget(settings: Settings, target: str) -> None:
    """Remove the connection to `target` from the list; the database itself is left alone."""
    kept = [c for c in connections(settings) if c.target != target]
    settings.set(_KEY, [{"name": c.name, "target": c.target} for c in kept])


def last_target(settings: Settings) -> str:
    """Return where somebody signed in last on this computer, or an empty text."""
    return settings.text(_LAST_KEY)


def resolve(settings: Settings, text: str) -> str:
    """Return the target meant by what was typed: a connection's name, a URL or a file's path."""
    for connection in connections(settings):
        if connection.name == text:
            return connection.target
    return text if is_url(text) else str(Path(text).expanduser().absolute())


def is_url(target: str) -> bool:
    """Whether `target` is a URL rather than a file's path."""
    return _URL.match(target) is not None


def without_password(target: str) -> str:
    """Return `target` without the password a URL may hold."""
    return _URL_PASSWORD.sub(r"\g<before>@", target)


def name_for(target: str, taken: Sequence[str]) -> str:
    """Return a name for `target` that is not `taken`: the file's name, or the database's."""
    stem = without_password(target).rstrip("/").rsplit("/", 1)[-1] if is_url(target) else ""
    name = stem or Path(target).stem
    number, proposed = 2, name
    while proposed in taken:
        proposed, number = f"{name} ({number})", number + 1
    return proposed
