import pytest

from crm_desktop.infra.odbc import (
    DRIVERS,
    best_driver,
    can_trust,
    connection_string,
    escape,
    sqlalchemy_url,
    what_to_install,
)
from crm_desktop.infra.sql_server import BadServer, Encryption, SignIn, SqlServer, is_server, parse

BEST = "ODBC Driver 18 for SQL Server"


@pytest.mark.parametrize(
    "server",
    [
        SqlServer(server="host"),
        SqlServer(server="Host", instance="SQLEXPRESS", database="客户/关系?&#"),
        SqlServer(server="10.0.0.7", port=1444, encryption=Encryption.STRICT),
        SqlServer(server="::1", port=1433, trust_certificate=True),
        SqlServer(server="(localdb)", instance="MSSQLLocalDB", sign_in=SignIn.WINDOWS),
        SqlServer(server="host", connect_seconds=1, query_seconds=0, driver="FreeTDS"),
    ],
    ids=lambda server: server.location,
)
def test_a_url_means_what_it_was_made_from(server: SqlServer) -> None:
    assert parse(server.url).server == server
    assert is_server(server.url)


def test_urls_as_sqlalchemy_writes_them_are_understood() -> None:
    found = parse(
        "mssql+pyodbc://sa:p%40ss%3Aword@127.0.0.1:1433/crm?driver=ODBC+Driver+18+for+SQL+Server"
        "&TrustServerCertificate=yes&Encrypt=no&Trusted_Connection=no&timeout=5"
    )
    assert (found.username, found.password) == ("sa", "p@ss:word")
    assert found.server == SqlServer(
        server="127.0.0.1",
        port=1433,
        driver=BEST,
        trust_certificate=True,
        encryption=Encryption.OPTIONAL,
        connect_seconds=5,
    )
    assert "ss" not in found.server.url.replace("mssql", "")


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///crm.db",
        "mssql+pyodbc://",
        "mssql+pyodbc:///crm",
        "mssql+pyodbc://host:99999/crm",
        "mssql+pyodbc://host:port/crm",
        "mssql+pyodbc://[::1/crm",
        "mssql+pyodbc://host/crm?colour=red",
        "mssql+pyodbc://host/crm?Encrypt=perhaps",
        "mssql+pyodbc://host/crm?timeout=soon",
        "mssql+pyodbc://ho;st/crm",
        "mssql+pyodbc://host/crm%00",
    ],
)
def test_urls_that_cannot_be_meant_are_refused(url: str) -> None:
    with pytest.raises(BadServer):
        parse(url)


def test_the_best_driver_is_taken_whatever_the_order() -> None:
    assert best_driver(reversed(DRIVERS)) == BEST
    for place, driver in enumerate(DRIVERS):
        assert best_driver(["SQLite3", *DRIVERS[place:]]) == driver
    assert best_driver(["SQLite3", "PostgreSQL"]) is None
    assert best_driver(DRIVERS, Encryption.STRICT) == BEST
    assert best_driver(DRIVERS[1:], Encryption.STRICT) is None


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_without_a_driver_it_is_told_what_to_install(system: str) -> None:
    text = what_to_install([], Encryption.MANDATORY, system)
    assert BEST in text and "https://" in text
    assert ("FreeTDS" in text) == (system == "linux")


def test_for_strict_encryption_the_old_driver_is_not_enough() -> None:
    assert "Strict" in what_to_install(["FreeTDS"], Encryption.STRICT)


def test_strings_for_microsofts_drivers() -> None:
    server = SqlServer(server="host", port=1444, database="crm")
    assert connection_string(server, BEST, "li", "a") == (
        "DRIVER={ODBC Driver 18 for SQL Server};SERVER=tcp:host,1444;Encrypt=yes;"
        "TrustServerCertificate=no;KeepAlive=15;KeepAliveInterval=3;"
        "DATABASE=crm;APP=CRM Desktop;UID=li;PWD=a"
    )
    windows = SqlServer(server="host", instance="X", sign_in=SignIn.WINDOWS, trust_certificate=True)
    assert connection_string(windows, BEST, "li", "a") == (
        "DRIVER={ODBC Driver 18 for SQL Server};SERVER=host\\X;Encrypt=yes;"
        "TrustServerCertificate=yes;KeepAlive=15;KeepAliveInterval=3;"
        "DATABASE=crm;APP=CRM Desktop;Trusted_Connection=yes"
    )
    strict = SqlServer(server="host", encryption=Encryption.STRICT)
    assert "Encrypt=strict" in connection_string(strict, BEST)


@pytest.mark.parametrize("driver", DRIVERS[1:])
def test_only_the_newest_driver_encrypts_strictly(driver: str) -> None:
    with pytest.raises(ValueError, match="strict"):
        connection_string(SqlServer(server="host", encryption=Encryption.STRICT), driver)


@pytest.mark.parametrize("driver", [driver for driver in DRIVERS if not can_trust(driver)])
def test_drivers_get_no_words_they_do_not_know(driver: str) -> None:
    text = connection_string(SqlServer(server="host"), driver)
    assert "Certificate" not in text and "KeepAlive" not in text


def test_strings_for_freetds() -> None:
    assert connection_string(SqlServer(server="host"), "FreeTDS", "li", "a") == (
        "DRIVER={FreeTDS};SERVER=host;PORT=1433;TDS_Version=7.4;ClientCharset=UTF-8;"
        "Encryption=require;DATABASE=crm;APP=CRM Desktop;UID=li;PWD=a"
    )


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("plain", "plain"),
        ("a;UID=sa", "{a;UID=sa}"),
        ("a}b", "{a}}b}"),
        ("{a}", "{{a}}}"),
        (" a ", "{ a }"),
        ("", ""),
        ("密码=1", "{密码=1}"),
    ],
)
def test_no_value_can_smuggle_a_keyword(value: str, escaped: str) -> None:
    assert escape(value) == escaped
    given = connection_string(SqlServer(server="host"), BEST, value, value)
    assert given.endswith(f";UID={escaped};PWD={escaped}")


def test_a_nul_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        escape("a\x00b")


def test_the_url_for_sqlalchemy_holds_the_string_unharmed() -> None:
    from sqlalchemy.engine import make_url

    text = connection_string(SqlServer(server="host"), BEST, "l&i", "p+w%40 {}")
    assert make_url(sqlalchemy_url(text)).query["odbc_connect"] == text
