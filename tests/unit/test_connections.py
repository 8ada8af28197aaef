from pathlib import Path

import pytest

from crm_desktop.infra.connections import (
    Connection,
    connections,
    forget,
    is_url,
    last_target,
    name_for,
    remember,
    resolve,
    without_password,
)
from crm_desktop.infra.settings import Settings


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
        ("mssql+pyodbc://sa:s3cret@host/crm", "mssql+pyodbc://sa@host/crm"),
        ("mssql+pyodbc://sa:@host/crm", "mssql+pyodbc://sa@host/crm"),
        ("mssql+pyodbc://host/crm", "mssql+pyodbc://host/crm"),
        ("mssql://sa:a:b@c@host/crm", "mssql://sa@host/crm"),
        (r"C:\data\crm.db", r"C:\data\crm.db"),
    ],
)
def test_passwords_are_never_kept(settings: Settings, url: str, kept: str) -> None:
    assert without_password(url) == kept
    remember(settings, Connection("Server", url))
    settings.save()
    assert connections(settings)[0].target == kept
    assert "s3cret" not in settings.path.read_text(encoding="utf-8")


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


def test_nonsense_in_the_settings_is_passed_over(settings: Settings) -> None:
    settings.set("connections", [{"name": "Office"}, "text", {"name": 1, "target": 2}])
    assert connections(settings) == ()


def test_a_drive_and_a_shared_folder_are_no_urls() -> None:
    assert is_url("sqlite:///C:/data/crm.db")
    for path in (r"C:\data\crm.db", "C://data/crm.db", r"\\server\客户 资料\crm.db"):
        assert not is_url(path)
