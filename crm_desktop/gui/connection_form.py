"""What the connection dialog asks, checks and explains, without a window."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from crm_desktop.infra.connections import Connection, name_for
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.odbc import best_driver, can_trust, what_to_install
from crm_desktop.infra.sql_server import (
    CONNECT_SECONDS,
    DEFAULT_DATABASE,
    QUERY_SECONDS,
    BadServer,
    Encryption,
    SignIn,
    SqlServer,
)


class Kind(StrEnum):
    """Where the data is."""

    SQL_SERVER = "sql_server"
    EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What stands in the dialog. `place` is an instance's name, a port or empty."""

    name: str = ""
    kind: Kind = Kind.SQL_SERVER
    path: str = ""
    server: str = ""
    place: str = ""
    database: str = DEFAULT_DATABASE
    encryption: Encryption = Encryption.MANDATORY
    trust_certificate: bool = False
    sign_in: SignIn = SignIn.SQL
    connect_seconds: int = CONNECT_SECONDS
    query_seconds: int = QUERY_SECONDS
    driver: str = ""


def entered(connection: Connection) -> Entered:
    """Return what the dialog shows for `connection`."""
    try:
        server = connection.server
    except BadServer:
        return Entered(name=connection.name)
    if server is None:
        return Entered(name=connection.name, kind=Kind.EMBEDDED, path=connection.target)
    return Entered(
        name=connection.name,
        server=server.server,
        place=server.instance or str(server.port or ""),
        database=server.database,
        encryption=server.encryption,
        trust_certificate=server.trust_certificate,
        sign_in=server.sign_in,
        connect_seconds=server.connect_seconds,
        query_seconds=server.query_seconds,
        driver=server.driver,
    )


def target(form: Entered) -> str:
    """Return where the data is; raises BadServer where no server can be like that."""
    if form.kind is Kind.EMBEDDED:
        return str(Path(form.path.strip()).expanduser().absolute())
    place = form.place.strip().lstrip("\\,:")
    port = int(place) if place.isascii() and place.isdigit() and len(place) < 7 else None
    return SqlServer(
        server=form.server.strip(),
        instance="" if port is not None else place,
        port=port,
        database=form.database.strip(),
        encryption=form.encryption,
        # Strict encryption always checks the certificate.
        trust_certificate=form.trust_certificate and form.encryption is not Encryption.STRICT,
        sign_in=form.sign_in,
        connect_seconds=form.connect_seconds,
        query_seconds=form.query_seconds,
        driver=form.driver,
    ).url


def first_problem(form: Entered, taken: Sequence[str] = ()) -> tuple[str, str] | None:
    """Return the name of the first field that needs attention and why, or None.

    `taken` are the names of the other connections.
    """
    if form.name.strip() in taken:
        return "name", translate("Connections", "Another connection has this name already.")
    return place_problem(form)


def described(form: Entered, taken: Sequence[str] = ()) -> Connection:
    """Return the connection that was entered, named after its place where no name was typed.

    Raises BadServer where `first_problem` finds one.
    """
    place = target(form)
    return Connection(form.name.strip() or name_for(place, taken), place)


def place_problem(form: Entered) -> tuple[str, str] | None:
    """Return what is wrong with the place of the data, whatever the connection's name."""
    if form.kind is Kind.EMBEDDED:
        if not form.path.strip():
            return "path", translate("Connections", "Choose a file.")
        return None
    try:
        target(form)
    except BadServer as error:
        field = error.part if error.part in ("server", "database") else "place"
        if field == "server" and not form.server.strip():
            return field, translate("Connections", "Type the server's name or address.")
        return field, _reasons()[field]
    return None


def _reasons() -> dict[str, str]:
    return {
        "server": translate(
            "Connections",
            "Type the server's name or address alone; the instance or port has its own field.",
        ),
        "database": translate("Connections", "Type the name of the database on the server."),
        "place": translate(
            "Connections",
            "Type the instance's name, such as SQLEXPRESS, or a port between 1 and 65535.",
        ),
    }


def explain_encryption(encryption: Encryption) -> str:
    """Return what this choice means for whoever signs in."""
    texts = {
        Encryption.STRICT: translate(
            "Connections",
            "The safest: encrypted from the first byte, and the server's certificate is always "
            "checked. Needs SQL Server 2022 or Azure SQL, and ODBC Driver 18.",
        ),
        Encryption.MANDATORY: translate(
            "Connections",
            "Nobody on the network can read passwords or data. Without encryption there is no "
            "connection.",
        ),
        Encryption.OPTIONAL: translate(
            "Connections",
            "Data may cross the network readable by others; only where the server demands it is "
            "it encrypted. Choose this for old servers in a network that you trust.",
        ),
    }
    return texts[encryption]


def explain_trust(trust: bool) -> str:
    """Return what it means to trust the server's certificate, or not to."""
    if trust:
        return translate(
            "Connections",
            "The line is encrypted, but nobody checks that it ends at your server: somebody in "
            "between could pretend to be it. Better: have the server's certificate installed on "
            "this computer and leave this off.",
        )
    return translate(
        "Connections",
        "The certificate must come from an authority that this computer trusts.",
    )


def describe_driver(form: Entered, installed: Sequence[str]) -> str:
    """Return which driver will be used, or what must be installed."""
    driver = form.driver if form.driver in installed else ""
    driver = driver or best_driver(installed, form.encryption) or ""
    if not driver:
        return what_to_install(installed, form.encryption)
    if not can_trust(driver):
        text = translate(
            "Connections", "{driver} (it checks certificates as the system is set up to)"
        )
        return text.format(driver=driver)
    return driver
