"""ODBC: which driver to take, and how the connection string for it is written.

The drivers differ in the words they know; no other module does.
"""

import sys
from collections.abc import Iterable, Sequence
from urllib.parse import quote_plus

from crm_desktop.infra.i18n import translate
from crm_desktop.infra.sql_server import Encryption, SignIn, SqlServer

APPLICATION = "CRM Desktop"
FREETDS = "FreeTDS"
_OLD = "SQL Server"
# Best first.
DRIVERS = (
    "ODBC Driver 18 for SQL Server",
    "ODBC Driver 17 for SQL Server",
    "ODBC Driver 13.1 for SQL Server",
    "ODBC Driver 13 for SQL Server",
    "SQL Server Native Client 11.0",
    _OLD,
    FREETDS,
)
# TDS 8 is known to driver 18 only.
_STRICT = DRIVERS[:1]
# Some 17s take these words too, but not all of them.
_KEEPS_ALIVE = DRIVERS[:1]
# The oldest driver and FreeTDS take no word about certificates: the former checks them as Windows
# is set up to, the latter as freetds.conf says.
_WITHOUT_CERTIFICATE_CHOICE = (_OLD, FREETDS)
# SQL_COPT_SS_OLDPWD: the password that has expired, where the one given is the new one.
OLD_PASSWORD_ATTRIBUTE = 1226
_SPECIAL = frozenset("[]{}(),;?*=!@")
# How soon, in seconds, an idle line is asked for a sign of life by TCP, and how often again before
# it is given up (nine times on Linux, ten on Windows). Older drivers know no word for it, and ask
# every 30 seconds.
KEEP_ALIVE_SECONDS = 15
KEEP_ALIVE_INTERVAL_SECONDS = 3
_DOWNLOAD = "https://aka.ms/downloadmsodbcsql"


def best_driver(
    installed: Iterable[str], encryption: Encryption = Encryption.MANDATORY
) -> str | None:
    """Return the best of the `installed` drivers that can encrypt so, or None."""
    there = set(installed)
    return next((name for name in DRIVERS if name in there and can_encrypt(name, encryption)), None)


def can_encrypt(driver: str, encryption: Encryption) -> bool:
    """Whether `driver` knows this strictness."""
    return encryption is not Encryption.STRICT or driver in _STRICT


def can_trust(driver: str) -> bool:
    """Whether `driver` lets a connection choose to trust the server's own certificate."""
    return driver not in _WITHOUT_CERTIFICATE_CHOICE


def can_renew(driver: str) -> bool:
    """Whether `driver` changes a password that has expired while it signs in."""
    return driver not in _WITHOUT_CERTIFICATE_CHOICE


def what_to_install(installed: Sequence[str], encryption: Encryption, system: str = "") -> str:
    """Return what must be installed on this computer so that it can reach the server."""
    if best_driver(installed) is not None and encryption is Encryption.STRICT:
        return translate(
            "Odbc",
            "Strict encryption needs Microsoft's “ODBC Driver 18 for SQL Server”. Install it from "
            "{link}, or choose “Mandatory”.",
        ).format(link=_DOWNLOAD)
    system = system or sys.platform
    if system.startswith("win"):
        return translate(
            "Odbc",
            "Install Microsoft's “ODBC Driver 18 for SQL Server” (x64) from {link}; whoever looks "
            "after this computer can do it for all its users.",
        ).format(link=_DOWNLOAD)
    if system == "darwin":
        return translate(
            "Odbc",
            "Install Microsoft's “ODBC Driver 18 for SQL Server”: with Homebrew “brew install "
            "msodbcsql18” after “brew tap microsoft/mssql-release”; see {link}.",
        ).format(link=_DOWNLOAD)
    return translate(
        "Odbc",
        "Install Microsoft's “ODBC Driver 18 for SQL Server” (package msodbcsql18, see {link}) or "
        "FreeTDS (packages unixodbc and tdsodbc).",
    ).format(link=_DOWNLOAD)


def connection_string(
    server: SqlServer, driver: str, username: str = "", password: str = ""
) -> str:
    """Return what an ODBC driver manager takes to reach `server` by `driver`.

    With the Windows account neither name nor password is put in. Never log the result.
    Raises ValueError where a value holds a NUL, which no driver reads beyond.
    """
    parts = [("DRIVER", "{" + driver.replace("}", "}}") + "}")]
    if driver == FREETDS:
        parts += _freetds(server)
    else:
        parts += _microsoft(server, driver)
    parts += [("DATABASE", escape(server.database)), ("APP", escape(APPLICATION))]
    if server.sign_in is SignIn.WINDOWS:
        parts.append(("Trusted_Connection", "yes"))
    else:
        parts += [("UID", escape(username)), ("PWD", escape(password))]
    return ";".join(f"{name}={value}" for name, value in parts)


def sqlalchemy_url(text: str) -> str:
    """Return SQLAlchemy's URL for a connection string; it holds the password as that does."""
    return f"mssql+pyodbc:///?odbc_connect={quote_plus(text)}"


def escape(value: str) -> str:
    """Return `value` so that nothing in it can be read as a further keyword."""
    if "\x00" in value:
        raise ValueError("a NUL in a connection string")
    if not _SPECIAL.isdisjoint(value) or value != value.strip():
        return "{" + value.replace("}", "}}") + "}"
    return value


def _microsoft(server: SqlServer, driver: str) -> list[tuple[str, str]]:
    # A host that is one of ours is reached by TCP; only an instance's name needs the browser.
    address = server.address if server.instance else f"tcp:{server.address}"
    if driver == _OLD and not server.instance:
        address = server.address
    parts = [("SERVER", address), ("Encrypt", _encrypt(server.encryption, driver))]
    if can_trust(driver):
        parts.append(("TrustServerCertificate", "yes" if server.trust_certificate else "no"))
    if driver in _KEEPS_ALIVE:
        parts.append(("KeepAlive", str(KEEP_ALIVE_SECONDS)))
        parts.append(("KeepAliveInterval", str(KEEP_ALIVE_INTERVAL_SECONDS)))
    return parts


def _encrypt(encryption: Encryption, driver: str) -> str:
    if encryption is Encryption.STRICT:
        if not can_encrypt(driver, encryption):
            raise ValueError(f"{driver} knows no strict encryption")
        return "strict"
    return "yes" if encryption is Encryption.MANDATORY else "no"


def _freetds(server: SqlServer) -> list[tuple[str, str]]:
    if server.encryption is Encryption.STRICT:
        raise ValueError("FreeTDS knows no strict encryption")
    parts = [("SERVER", server.address if server.instance else server.server)]
    if not server.instance:
        parts.append(("PORT", str(server.port or 1433)))
    wanted = "require" if server.encryption is Encryption.MANDATORY else "request"
    return [*parts, ("TDS_Version", "7.4"), ("ClientCharset", "UTF-8"), ("Encryption", wanted)]
