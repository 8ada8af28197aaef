"""Files of connections: TOML that people and administrators can read, write and roll out.

    [[connection]]
    name = "Office"
    kind = "sql_server"
    server = "sql.example.com"
    database = "crm"
    encryption = "mandatory"

What cannot be understood is told in `problems`, entry by entry; the rest is used.
"""

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from crm_desktop.infra.i18n import translate
from crm_desktop.infra.sql_server import BadServer, Encryption, SignIn, SqlServer, is_server, parse

logger = logging.getLogger(__name__)

EMBEDDED = "embedded"
SQL_SERVER = "sql_server"
_TABLE = "connection"
_SECRETS = frozenset({"password", "pwd", "secret"})
_SERVER_FIELDS = {field.name: field for field in fields(SqlServer)}


@dataclass(frozen=True, slots=True)
class Connection:
    """A database and the name people know it by.

    `target` is a file's path or a URL (for a server that of `sql_server.SqlServer`). A `managed`
    one comes from the file for the whole computer and cannot be changed by the user.
    """

    name: str
    target: str
    managed: bool = False

    @property
    def server(self) -> SqlServer | None:
        """The server that is described, or None for a file; raises BadServer for a bad URL."""
        return parse(self.target).server if is_server(self.target) else None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file of connections holds; `problems` are sentences for the user."""

    connections: tuple[Connection, ...] = ()
    problems: tuple[str, ...] = ()
    readable: bool = True


def load(path: Path, *, managed: bool = False) -> Loaded:
    """Read the connections in `path`; a file that is not there holds none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        import tomllib  # a file is rarely there, and the first window waits for this

        data = tomllib.loads(text)
        entries = data.get(_TABLE, [])
        if not isinstance(entries, list):
            raise ValueError(f"[[{_TABLE}]]")
    except FileNotFoundError:
        return Loaded()
    except (OSError, ValueError) as error:
        logger.info("connections in %s cannot be read: %s", path, error)
        text = translate("Connections", "The file of connections {path} cannot be read: {reason}")
        return Loaded((), (text.format(path=path, reason=error),), readable=False)
    found: list[Connection] = []
    problems: list[str] = []
    for number, entry in enumerate(entries, 1):
        try:
            connection = _read(entry, managed)
        except (BadServer, TypeError, ValueError) as error:
            problems.append(_problem(path, number, entry, error))
            continue
        if connection.name in [other.name for other in found]:
            problems.append(_problem(path, number, entry, ValueError("name")))
        else:
            found.append(connection)
        if isinstance(entry, dict) and _SECRETS & {key.lower() for key in entry}:
            problems.append(_secret(path, connection.name))
    return Loaded(tuple(found), tuple(problems))


def save(path: Path, connections: Iterable[Connection]) -> None:
    """Write `connections` in one step; raises OSError."""
    import tempfile

    import tomli_w

    text = tomli_w.dumps({_TABLE: [_written(connection) for connection in connections]})
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _read(entry: Any, managed: bool) -> Connection:
    if not isinstance(entry, dict):
        raise TypeError("table")
    name = _text(entry, "name")
    kind = entry.get("kind", SQL_SERVER if "server" in entry else EMBEDDED)
    if kind == EMBEDDED:
        path = Path(os.path.expandvars(_text(entry, "path"))).expanduser()
        if not path.is_absolute():
            raise ValueError("path")
        return Connection(name, str(path), managed)
    if kind != SQL_SERVER:
        raise ValueError("kind")
    values = {key: value for key, value in entry.items() if key in _SERVER_FIELDS}
    for key, value in values.items():
        values[key] = _checked(key, value)
    _text(entry, "server")
    return Connection(name, SqlServer(**values).url, managed)


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(key)
    return value.strip()


def _checked(key: str, value: Any) -> Any:
    if key in ("port", "connect_seconds", "query_seconds"):
        if type(value) is not int:
            raise ValueError(key)
        return value
    if key == "trust_certificate":
        if type(value) is not bool:
            raise ValueError(key)
        return value
    if not isinstance(value, str):
        raise ValueError(key)
    kinds = {"encryption": Encryption, "sign_in": SignIn}
    try:
        return kinds[key](value) if key in kinds else value.strip()
    except ValueError as error:
        raise ValueError(key) from error


def _written(connection: Connection) -> dict[str, Any]:
    server = connection.server
    if server is None:
        return {"name": connection.name, "kind": EMBEDDED, "path": connection.target}
    written: dict[str, Any] = {"name": connection.name, "kind": SQL_SERVER}
    for name, field in _SERVER_FIELDS.items():
        value = getattr(server, name)
        if value != field.default or name == "encryption":
            written[name] = str(value) if isinstance(value, str) else value
    return written


def _problem(path: Path, number: int, entry: Any, error: Exception) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    part = error.part if isinstance(error, BadServer) else str(error)
    logger.info("connection %s in %s is passed over: %s", number, path, error)
    text = translate(
        "Connections",
        "Connection {number} ({name}) in {path} cannot be used: look at “{part}” there.",
    )
    return text.format(number=number, name=name or "?", path=path, part=part)


def _secret(path: Path, name: str) -> str:
    text = translate(
        "Connections",
        "The connection “{name}” in {path} holds a password, which is not used. Delete it there, "
        "and change it on the server: others can read it.",
    )
    return text.format(name=name, path=path)
