"""How to reach a SQL Server: what a connection says about it, as a URL and as fields.

A `SqlServer` holds no password and no user name. Its URL is the `target` of a connection:
`mssql+pyodbc://server:1433/crm?encryption=strict`. URLs as SQLAlchemy writes them are understood
too, with the user name and password they may hold.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

SCHEMES = ("mssql+pyodbc", "mssql")
DEFAULT_PORT = 1433
DEFAULT_DATABASE = "crm"
CONNECT_SECONDS = 15
QUERY_SECONDS = 60
_LONGEST_SECONDS = 3600
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Encryption(StrEnum):
    """How strictly the way to the server is encrypted."""

    STRICT = "strict"  # TDS 8: encrypted from the first byte, the certificate is always checked
    MANDATORY = "mandatory"
    OPTIONAL = "optional"  # only where the server demands it


class SignIn(StrEnum):
    """Whose account signs in to the server."""

    SQL = "sql"
    WINDOWS = "windows"


class BadServer(ValueError):
    """A description of a server that cannot be meant; `part` names what is wrong with it."""

    def __init__(self, part: str, value: object = "") -> None:
        super().__init__(f"{part}: {value}" if value != "" else part)
        self.part = part


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlServer:
    """A database on a SQL Server. Time-outs are in seconds; a query time-out of 0 waits for ever.

    `driver` names an ODBC driver; empty, the best one that is installed is taken.
    Raises BadServer for values that no server can have.
    """

    server: str
    database: str = DEFAULT_DATABASE
    instance: str = ""
    port: int | None = None
    encryption: Encryption = Encryption.MANDATORY
    trust_certificate: bool = False
    sign_in: SignIn = SignIn.SQL
    connect_seconds: int = CONNECT_SECONDS
    query_seconds: int = QUERY_SECONDS
    driver: str = ""

    def __post_init__(self) -> None:
        for part in ("server", "database", "instance", "driver"):
            if _CONTROL.search(getattr(self, part)):
                raise BadServer(part)
        if not self.server.strip() or re.search(r"[\\/,;\s]", self.server):
            raise BadServer("server", self.server)
        if not self.database.strip():
            raise BadServer("database", self.database)
        if re.search(r"[\\/,;\s]", self.instance) or (self.instance and self.port):
            raise BadServer("instance", self.instance)
        if self.port is not None and not 0 < self.port < 65536:
            raise BadServer("port", self.port)
        if not 0 < self.connect_seconds <= _LONGEST_SECONDS:
            raise BadServer("connect_seconds", self.connect_seconds)
        if not 0 <= self.query_seconds <= _LONGEST_SECONDS:
            raise BadServer("query_seconds", self.query_seconds)

    @property
    def address(self) -> str:
        r"""The server as people write it: `server`, `server\instance` or `server,port`."""
        if self.instance:
            return f"{self.server}\\{self.instance}"
        return f"{self.server},{self.port}" if self.port else self.server

    @property
    def location(self) -> str:
        """The database as people are shown it."""
        return f"{self.database} @ {self.address}"

    @property
    def url(self) -> str:
        """The URL that `parse` turns into the same description."""
        host = f"[{self.server}]" if ":" in self.server else quote(self.server)
        port = f":{self.port}" if self.port else ""
        given = {
            name: value
            for name, value, usual in (
                ("instance", self.instance, ""),
                ("encryption", self.encryption.value, Encryption.MANDATORY.value),
                ("trust_certificate", "yes" if self.trust_certificate else "no", "no"),
                ("sign_in", self.sign_in.value, SignIn.SQL.value),
                ("connect_seconds", str(self.connect_seconds), str(CONNECT_SECONDS)),
                ("query_seconds", str(self.query_seconds), str(QUERY_SECONDS)),
                ("driver", self.driver, ""),
            )
            if value != usual
        }
        question = f"?{urlencode(given)}" if given else ""
        return f"{SCHEMES[0]}://{host}{port}/{quote(self.database, safe='')}{question}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedUrl:
    """A server's URL taken apart. The password is for signing in at once, never to be stored."""

    server: SqlServer
    username: str = ""
    password: str = ""


def is_server(target: str) -> bool:
    """Whether `target` is the URL of a SQL Server."""
    return target.partition("://")[0].lower() in SCHEMES and "://" in target


def parse(url: str) -> ParsedUrl:
    """Take the URL of a server apart; raises BadServer for one that cannot be understood."""
    if not is_server(url):
        raise BadServer("url")
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError as error:
        raise BadServer("url") from error
    # Not `split.hostname`, which writes everything small, instances included.
    host = unquote(split.netloc.rpartition("@")[2])
    host = re.sub(r":\d*$", "", host).strip("[]")
    host, _, instance = host.partition("\\")
    username, _, password = split.netloc.rpartition("@")[0].partition(":")
    values: dict[str, object] = {
        "server": host,
        "instance": instance,
        "port": port,
        "database": unquote(split.path.lstrip("/")) or DEFAULT_DATABASE,
    }
    for name, value in parse_qsl(split.query, keep_blank_values=True):
        field, read = _OPTIONS.get(name.lower(), (None, str))
        if field is None:
            raise BadServer("option", name)
        values[field] = read(value)
    return ParsedUrl(
        server=SqlServer(**values),  # type: ignore[arg-type]
        username=unquote(username),
        password=unquote(password),
    )


def _yes_or_no(text: str) -> bool:
    known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if text.strip().lower() not in known:
        raise BadServer("option", text)
    return known[text.strip().lower()]


def _seconds(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text):
        raise BadServer("seconds", text)
    return int(text)


def _encryption(text: str) -> Encryption:
    """Return what ODBC's `Encrypt` or our own word means."""
    word = text.strip().lower()
    if word in tuple(Encryption):
        return Encryption(word)
    return Encryption.MANDATORY if _yes_or_no(word) else Encryption.OPTIONAL


def _sign_in(text: str) -> SignIn:
    word = text.strip().lower()
    if word in tuple(SignIn):
        return SignIn(word)
    return SignIn.WINDOWS if word == "sspi" or _yes_or_no(word) else SignIn.SQL


_OPTIONS: dict[str, tuple[str, Callable[[str], object]]] = {
    "instance": ("instance", str),
    "encryption": ("encryption", _encryption),
    "encrypt": ("encryption", _encryption),
    "trust_certificate": ("trust_certificate", _yes_or_no),
    "trustservercertificate": ("trust_certificate", _yes_or_no),
    "sign_in": ("sign_in", _sign_in),
    "trusted_connection": ("sign_in", _sign_in),
    "connect_seconds": ("connect_seconds", _seconds),
    "timeout": ("connect_seconds", _seconds),
    "query_seconds": ("query_seconds", _seconds),
    "driver": ("driver", str),
}
