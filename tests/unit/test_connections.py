from pathlib import Path

import pytest

from crm_desktop.infra.connections import (
    Connection,
    all_connections,
    connections,
    forget,
    is_url,
    last_target,
    machine_file,
    name_for,
    own_file,
    remember,
    replace_own,
    resolve,
    without_password,
)
from crm_desktop.infra.settings import Settings
from crm_desktop.infra.sql_server import Encryption, SignIn, SqlServer

OFFICE = """
[[connection]]
name = "Office"
kind = "sql_server"
server = "sql.example.com"
database = "crm"
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path / "home"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def test_the_last_one_used_comes_first(settings: Settings) -> None:
    office, branch = Connection("Office", "/data/office.db"), Connection("Branch", "/data/b.db")
    remember(settings, office)
    remember(settings, branch)
    remember(settings, office)
    assert connections(settings) == (office, branch)
    assert last_target(settings) == "/data/office.db"
    forget(settings, "/data/office.db")
    assert connections(settings) == (branch,)


@pytest.mark.parametrize("broken", [5, "Office", {"name": "Office"}, [3, {"name": "Office"}]])
def test_what_is_no_connection_is_passed_over(settings: Settings, broken: object) -> None:
    settings.set("connections", broken)
    assert connections(settings) == ()


def test_one_target_has_one_name_and_one_name_one_target(settings: Settings) -> None:
    remember(settings, Connection("Office", "/data/office.db"))
    remember(settings, Connection("Headquarters", "/data/office.db"))
    remember(settings, Connection("Headquarters", "/data/other.db"))
    assert connections(settings) == (Connection("Headquarters", "/data/other.db"),)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("mssql+pyodbc://sa:s3cret@host/crm", "mssql+pyodbc://host/crm"),
        ("mssql+pyodbc://sa:@host/crm", "mssql+pyodbc://host/crm"),
        ("mssql+pyodbc://host/crm", "mssql+pyodbc://host/crm"),
        ("mssql://sa:a:b@c@host/crm", "mssql+pyodbc://host/crm"),
        ("mssql://sa:a:b@c@host/crm?colour=red", "mssql://sa@host/crm?colour=red"),
        (r"C:\data\crm.db", r"C:\data\crm.db"),
    ],
)
def test_passwords_are_never_kept(url: str, kept: str) -> None:
    assert without_password(url) == kept


def test_passwords_never_reach_a_file(settings: Settings) -> None:
    remember(settings, Connection("Server", "mssql+pyodbc://sa:s3cret@host/crm?Encrypt=no"))
    settings.save()
    [kept] = connections(settings)
    assert kept.server is not None and kept.server.server == "host"
    for path in settings.path.parent.iterdir():
        assert "s3cret" not in path.read_text(encoding="utf-8")


def test_what_is_typed_is_a_name_a_url_or_a_path(settings: Settings, tmp_path: Path) -> None:
    remember(settings, Connection("Office", "/data/office.db"))
    assert resolve(settings, "Office") == "/data/office.db"
    assert resolve(settings, "sqlite:////data/x.db") == "sqlite:////data/x.db"
    assert resolve(settings, str(tmp_path / "x.db")) == str(tmp_path / "x.db")
    assert Path(resolve(settings, "x.db")).is_absolute()


def test_new_names_are_free() -> None:
    assert name_for("/data/office.db", []) == "office"
    assert name_for("/data/office.db", ["office", "office (2)"]) == "office (3)"
    assert name_for("mssql+pyodbc://sa@host/crm", []) == "crm"


def test_the_computers_connections_come_first_and_keep_their_names(settings: Settings) -> None:
    write(machine_file(), OFFICE)
    remember(settings, Connection("Office", "/data/office.db"))
    remember(settings, Connection("Same place", "mssql+pyodbc://sql.example.com/crm"))
    first, second = connections(settings)
    assert (first.name, first.managed) == ("Office", True)
    assert first.server == SqlServer(server="sql.example.com")
    assert second == Connection("Office (2)", "/data/office.db")
    assert last_target(settings) == first.target
    assert resolve(settings, "Office") == first.target


def test_one_file_that_is_garbage_does_not_hide_the_other(settings: Settings) -> None:
    write(machine_file(), "[[connection]\n")
    write(own_file(settings), OFFICE)
    found = all_connections(settings)
    assert [connection.name for connection in found.connections] == ["Office"]
    [problem] = found.problems
    assert str(machine_file()) in problem


def test_a_file_of_garbage_is_set_aside_not_overwritten(settings: Settings) -> None:
    write(own_file(settings), "precious = ")
    assert not all_connections(settings).readable
    remember(settings, Connection("Office", "/data/office.db"))
    assert connections(settings) == (Connection("Office", "/data/office.db"),)
    kept = own_file(settings).with_name("connections.toml.unreadable")
    assert kept.read_text(encoding="utf-8") == "precious = "


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        ('kind = "embedded"\npath = "/data/x.db"', "name"),
        ('name = "x"\nkind = "sql_server"', "server"),
        ('name = "x"\nserver = "a b"', "server"),
        ('name = "x"\nserver = "a"\nport = "1433"', "port"),
        ('name = "x"\nserver = "a"\nport = 70000', "port"),
        ('name = "x"\nserver = "a"\nport = true', "port"),
        ('name = "x"\nserver = "a"\nport = 1\ninstance = "b"', "instance"),
        ('name = "x"\nserver = "a"\nencryption = "yes"', "encryption"),
        ('name = "x"\nserver = "a"\ntrust_certificate = "no"', "trust_certificate"),
        ('name = "x"\nserver = "a"\nsign_in = "me"', "sign_in"),
        ('name = "x"\nserver = "a"\nconnect_seconds = 0', "connect_seconds"),
        ('name = "x"\nserver = "a"\nquery_seconds = -1', "query_seconds"),
        ('name = "x"\nserver = "a"\ndatabase = " "', "database"),
        ('name = "x"\nserver = "a;UID=sa"', "server"),
        ('name = "x"\nkind = "oracle"\nserver = "a"', "kind"),
        ('name = "x"\nkind = "embedded"', "path"),
        ('name = "x"\npath = "relative.db"', "path"),
    ],
)
def test_an_entry_that_cannot_be_meant_is_named_and_the_rest_is_used(
    settings: Settings, entry: str, part: str
) -> None:
    write(own_file(settings), f"[[connection]]\n{entry}\n{OFFICE}")
    found = all_connections(settings)
    assert [connection.name for connection in found.connections] == ["Office"]
    [problem] = found.problems
    assert f"“{part}”" in problem


def test_a_password_in_a_file_is_told_of_and_not_used(settings: Settings) -> None:
    write(own_file(settings), OFFICE + 'password = "s3cret"\n')
    found = all_connections(settings)
    assert "holds a password" in found.problems[0] and "s3cret" not in found.problems[0]
    replace_own(settings, found.connections)
    assert "s3cret" not in own_file(settings).read_text(encoding="utf-8")


def test_what_is_written_is_read_again(settings: Settings) -> None:
    server = SqlServer(
        server="db.example.com",
        database="客户 [1]",
        port=1444,
        encryption=Encryption.STRICT,
        trust_certificate=True,
        sign_in=SignIn.WINDOWS,
        connect_seconds=3,
        query_seconds=0,
        driver="FreeTDS",
    )
    given = (Connection("总部 “A”", server.url), Connection("File", r"/data/a\b 'c'.db"))
    assert replace_own(settings, given)
    assert connections(settings) == given
    assert connections(settings)[0].server == server


def test_a_folder_that_cannot_be_written_is_no_catastrophe(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "settings.json")
    assert not replace_own(settings, [Connection("Office", "/data/office.db")])
    assert "connections cannot be written" in caplog.text


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_drive_and_a_shared_folder_are_no_urls() -> None:
    assert is_url("sqlite:///C:/data/crm.db")
    for path in (r"C:\data\crm.db", "C://data/crm.db", r"\\server\客户 资料\crm.db"):
        assert not is_url(path)
