from pathlib import Path

import pytest

from crm_desktop.domain.findings import State
from crm_desktop.infra import paths
from crm_desktop.infra.settings import Settings
from crm_desktop.services.doctor import examine

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [paths.config_dir, paths.data_dir, paths.log_dir]


def test_shipped_files_come_from_the_source_tree() -> None:
    assert paths.resource("fonts", "a.ttf") == ROOT / "resources" / "fonts" / "a.ttf"
    assert paths.migrations() == ROOT / "db" / "migrations"


def test_shipped_files_come_from_inside_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "crm_desktop"
    (package / "resources").mkdir(parents=True)
    (package / "db").mkdir()
    monkeypatch.setattr(paths, "PACKAGE", package)
    assert paths.resource("crm.qrc") == package / "resources" / "crm.qrc"
    assert paths.migrations() == package / "db" / "migrations"


def test_own_folders_are_made_under_the_home_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path / "home"))
    found = [folder() for folder in FOLDERS]
    assert len(set(found)) == 3
    assert all(folder.is_dir() and tmp_path in folder.parents for folder in found)


def test_a_folder_that_cannot_be_made_stops_nobody_from_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("no folder can be made in here")
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(blocked / "home"))
    assert [folder().name for folder in FOLDERS] == ["config", "data", "log"]
    settings = Settings()
    assert settings.text("language", "en") == "en"
    assert not settings.was_unreadable
    settings.set("language", "zh_CN")
    assert not settings.save()
    assert examine(blocked / "home" / "crm.db")[0].state is State.FAILED


def test_own_folders_are_the_platforms_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CRM_DESKTOP_HOME", raising=False)
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(paths, "_platform_folder", _below(tmp_path, paths._platform_folder))
    assert all("CRM Desktop" in str(folder()) for folder in FOLDERS)


def _below(home: Path, original):
    """Keep the name the platform gives, but below `home` (Windows asks the system, not `HOME`)."""

    def folder(kind: str) -> Path:
        found = original(kind)
        return home / found.relative_to(found.anchor)

    return folder
