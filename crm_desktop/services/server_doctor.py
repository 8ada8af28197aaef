"""Examining a SQL Server step by step: driver, network, encryption, sign-in, database, rights.

Each step is a finding with what to do; the first one that fails ends the examination, since those
behind it depend on it. Nothing is changed on the server.
"""

import socket
from collections.abc import Iterator

from crm_desktop.data import migrate, server_probe
from crm_desktop.data.server_connection import driver_for, installed_drivers
from crm_desktop.data.server_probe import ServerFacts
from crm_desktop.domain import errors, server_errors
from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.findings import Finding, State
from crm_desktop.infra.i18n import show, translate
from crm_desktop.infra.odbc import can_trust
from crm_desktop.infra.sql_server import (
    BadServer,
    Encryption,
    SignIn,
    SqlServer,
    is_server,
    parse,
)

__all__ = ["examine_server", "examine_target", "installed_drivers"]

OLDEST_VERSION = 13  # SQL Server 2016

_SIGN_IN = (
    errors.WrongCredentials,
    errors.AccountDisabled,
    server_errors.AccountLocked,
    server_errors.PasswordExpired,
)


def examine_target(target: str, username: str = "", password: str = "") -> tuple[Finding, ...]:
    """Examine whatever `target` names: a server, as this person if one is given, or a file."""
    if not is_server(target):
        from crm_desktop.services.doctor import examine

        return examine(target)
    try:
        parsed = parse(target)
    except BadServer as error:
        text = translate("Doctor", "The connection cannot be understood: “{part}”.")
        remedy = translate("Doctor", "Look at the connection's description.")
        return (Finding("connection", State.FAILED, text.format(part=error.part), remedy),)
    username, password = username or parsed.username, password or parsed.password
    return tuple(examine_server(parsed.server, username, password))


def examine_server(server: SqlServer, username: str, password: str) -> Iterator[Finding]:
    """Yield what is found about `server`, one step at a time.

    Without a user name only the way to the server is examined.
    """
    try:
        yield _driver(server)
    except server_errors.DriverMissing as error:
        yield Finding("driver", State.FAILED, show(error.text), str(error.values["remedy"]))
        return
    network = _network(server)
    yield network
    if network.state is State.FAILED:
        return
    try:
        with server_probe.connected(server, username, password) as connection:
            found = server_probe.facts(connection)
    except CrmError as error:
        yield from _refused(server, username, error)
        return
    yield _encryption(server)
    yield _signed_in(found)
    yield from _database(server, found)


def _driver(server: SqlServer) -> Finding:
    driver = driver_for(server)
    text = translate("Doctor", "ODBC driver: {name}").format(name=driver)
    if can_trust(driver) or server.encryption is Encryption.OPTIONAL:
        return Finding("driver", State.OK, text)
    remedy = translate(
        "Doctor",
        "This driver cannot be told to check the server's certificate. “ODBC Driver 18 for SQL "
        "Server” can.",
    )
    return Finding("driver", State.WARNING, text, remedy)


def _network(server: SqlServer) -> Finding:
    port = server_probe.port_of(server)
    if port is None:
        text = translate(
            "Doctor", "The SQL Server Browser on {host} does not tell the port of “{instance}”."
        ).format(host=server.server, instance=server.instance)
        remedy = translate(
            "Doctor",
            "Start the service “SQL Server Browser” there and let UDP port 1434 through, or give "
            "the connection the port instead of the instance.",
        )
        return Finding("network", State.WARNING, text, remedy)
    try:
        server_probe.reach(server, port)
    except OSError as error:
        return _unreachable(server, port, error)
    text = translate("Doctor", "The server answers: {host}, port {port}")
    return Finding("network", State.OK, text.format(host=server.server, port=port))


def _unreachable(server: SqlServer, port: int, error: OSError) -> Finding:
    if isinstance(error, socket.gaierror):
        text = translate("Doctor", "No computer is called {host}.")
        remedy = translate("Doctor", "Check the server's name; try its full name or its address.")
    elif isinstance(error, ConnectionRefusedError):
        text = translate("Doctor", "{host} answers, but nothing listens on port {port}.")
        remedy = translate(
            "Doctor",
            "Check the port. On the server, TCP/IP must be switched on (SQL Server Configuration "
            "Manager) and the service must be running.",
        )
    elif isinstance(error, TimeoutError):
        text = translate("Doctor", "{host} does not answer on port {port} within {n} seconds.")
        remedy = translate(
            "Doctor", "Check that the computer is on, and that no firewall blocks this port."
        )
    else:
        text = translate("Doctor", "{host} cannot be reached: {reason}")
        remedy = translate("Doctor", "Check this computer's network, and the VPN if you use one.")
    filled = text.format(
        host=server.server, port=port, n=server.connect_seconds, reason=error.strerror or error
    )
    return Finding("network", State.FAILED, filled, remedy)


def _refused(server: SqlServer, username: str, error: CrmError) -> Iterator[Finding]:
    """Yield which step an error of the connection belongs to, and the steps that went well."""
    text = show(error.text, **error.values)
    if isinstance(error, server_errors.EncryptionRefused):
        yield Finding("certificate", State.FAILED, text, _certificate_remedy(server))
    elif isinstance(error, _SIGN_IN):
        yield _encryption(server)
        if not username and server.sign_in is SignIn.SQL:
            text = translate("Doctor", "The sign-in was not tested.")
            remedy = translate("Doctor", "Give a user name and a password to test it as well.")
            yield Finding("sign_in", State.WARNING, text, remedy)
        else:
            yield Finding("sign_in", State.FAILED, text, _sign_in_remedy(server))
    elif isinstance(error, server_errors.DatabaseRefused):
        yield _encryption(server)
        remedy = translate(
            "Doctor",
            "Check the database's name. If it is right, the database administrator must add a "
            "user for this account to it.",
        )
        yield Finding("database", State.FAILED, text, remedy)
    elif server.encryption is Encryption.STRICT:
        text = translate("Doctor", "The server does not take part in strict encryption.")
        yield Finding("certificate", State.FAILED, text, _certificate_remedy(server))
    else:
        text = translate("Doctor", "Something answers there, but the connection fails: {reason}")
        remedy = translate(
            "Doctor",
            "Check that the port is SQL Server’s and not another program’s, and that the server "
            "is not just starting or stopping. Otherwise give these words to the administrator.",
        )
        reason = error.__cause__ or error
        yield Finding("connection", State.FAILED, text.format(reason=reason), remedy)


def _certificate_remedy(server: SqlServer) -> str:
    if server.encryption is Encryption.STRICT:
        return translate(
            "Doctor",
            "“Strict” needs SQL Server 2022 or Azure SQL with a certificate this computer trusts. "
            "Choose “Mandatory” for an older server.",
        )
    return translate(
        "Doctor",
        "Have the server's certificate, or that of the authority which signed it, installed on "
        "this computer, and connect by the name that stands in it. In a network you trust you "
        "may tick “trust it unchecked” instead.",
    )


def _sign_in_remedy(server: SqlServer) -> str:
    if server.sign_in is SignIn.WINDOWS:
        return translate(
            "Doctor",
            "The database administrator must make a login for this Windows account, or for a "
            "group it belongs to.",
        )
    return translate(
        "Doctor",
        "Check name and password. SQL Server must allow SQL users (“mixed mode”), and a contained "
        "user is known in its own database only: check the database's name too.",
    )


def _encryption(server: SqlServer) -> Finding:
    if server.encryption is Encryption.OPTIONAL:
        text = translate("Doctor", "The line need not be encrypted.")
        remedy = translate("Doctor", "Choose “Mandatory” unless you trust the whole network.")
        return Finding("certificate", State.WARNING, text, remedy)
    if server.trust_certificate and server.encryption is Encryption.MANDATORY:
        text = translate("Doctor", "The line is encrypted; the certificate is not checked.")
        remedy = translate(
            "Doctor", "Have the server's certificate installed here, then let it be checked."
        )
        return Finding("certificate", State.WARNING, text, remedy)
    text = translate("Doctor", "The line is encrypted, and the server's certificate is trusted.")
    return Finding("certificate", State.OK, text)


def _signed_in(found: ServerFacts) -> Finding:
    text = translate("Doctor", "Signed in to the server as {account}.")
    return Finding("sign_in", State.OK, text.format(account=found.account))


def _database(server: SqlServer, found: ServerFacts) -> Iterator[Finding]:
    yield _version(found)
    if not found.is_ours:
        text = translate("Doctor", "The database {name} is open, but is not CRM Desktop's.")
        remedy = translate(
            "Doctor",
            "Check the database's name. In an empty one, its owner runs “crm-desktop init”.",
        )
        yield Finding("schema", State.FAILED, text.format(name=found.database), remedy)
        return
    yield Finding(
        "database",
        State.OK,
        translate("Doctor", "The database can be read: {place}").format(place=server.location),
    )
    yield _schema(found)
    yield _rights(found)
    yield from _isolation(found)


def _version(found: ServerFacts) -> Finding:
    text = translate("Doctor", "SQL Server version {version}").format(version=found.version)
    major = found.version.partition(".")[0]
    if found.is_azure:
        text = translate("Doctor", "Azure SQL, version {version}").format(version=found.version)
        return Finding("server", State.OK, text)
    if major.isdigit() and int(major) >= OLDEST_VERSION:
        return Finding("server", State.OK, text)
    remedy = translate("Doctor", "CRM Desktop is made for SQL Server 2016 (13.0) and later.")
    return Finding("server", State.WARNING, text, remedy)


def _schema(found: ServerFacts) -> Finding:
    if found.revision == migrate.CURRENT_REVISION:
        text = translate("Doctor", "The schema is this version's: {revision}")
        return Finding("schema", State.OK, text.format(revision=found.revision))
    if found.revision > migrate.CURRENT_REVISION:
        text = translate("Doctor", "The schema is of a newer version: {revision}")
        remedy = translate(
            "Doctor", "Update CRM Desktop on this computer, unless it signs in all the same."
        )
        return Finding("schema", State.WARNING, text.format(revision=found.revision), remedy)
    text = translate("Doctor", "The schema is of an older version: {revision}")
    remedy = translate("Doctor", "The database's owner runs “crm-desktop init” to upgrade it.")
    return Finding("schema", State.FAILED, text.format(revision=found.revision), remedy)


def _rights(found: ServerFacts) -> Finding:
    if "crm_admin" in found.roles:
        text = translate("Doctor", "{name} is an administrator and may do everything.")
    elif "crm_clerk" in found.roles:
        text = translate("Doctor", "{name} is a clerk: everything but System settings.")
    elif "crm_new" in found.roles:
        text = translate("Doctor", "{name} must change the password before doing anything else.")
        remedy = translate("Doctor", "Run “crm-desktop users change-password”, or sign in.")
        return Finding("rights", State.WARNING, text.format(name=found.account), remedy)
    elif "db_owner" in found.roles:
        text = translate("Doctor", "{name} owns the database and is no user of CRM Desktop.")
        remedy = translate("Doctor", "Work with an account of your own; this one is for “init”.")
        return Finding("rights", State.WARNING, text.format(name=found.account), remedy)
    else:
        text = translate("Doctor", "{name} has no rights in CRM Desktop.")
        remedy = translate("Doctor", "An administrator adds the user, or enables it again.")
        return Finding("rights", State.FAILED, text.format(name=found.account), remedy)
    return Finding("rights", State.OK, text.format(name=found.account))


def _isolation(found: ServerFacts) -> Iterator[Finding]:
    settings = (
        ("READ_COMMITTED_SNAPSHOT", found.read_committed_snapshot),
        ("ALLOW_SNAPSHOT_ISOLATION", found.snapshot_isolation),
    )
    for name, on in settings:
        if on:
            text = translate(
                "Doctor", "{setting} is on: lists and saves do not wait for each other."
            )
            yield Finding("isolation", State.OK, text.format(setting=name))
        else:
            text = translate("Doctor", "{setting} is off: lists and saves may block each other.")
            sql = f"ALTER DATABASE [{found.database.replace(']', ']]')}] SET {name} ON"
            remedy = translate("Doctor", "The database administrator runs: {sql}").format(sql=sql)
            yield Finding("isolation", State.WARNING, text.format(setting=name), remedy)
