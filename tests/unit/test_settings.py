import json
import logging
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.infra import settings as settings_module
from crm_desktop.infra.settings import Settings


def test_values_come_back(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.json"
    first = Settings(path)
    first.set("customer_list.columns", ["name", "城市"])
    first.set("language", "zh_CN")
    assert first.save()
    second = Settings(path)
    assert second.get("customer_list.columns") == ["name", "城市"]
    assert second.text("language") == "zh_CN"
    assert second.get("customer_list.width", 7) == 7
    assert second.get("language.deeper", "default") == "default"


def test_a_value_of_another_kind_is_no_text(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("language", 5)
    assert settings.text("language", "en") == "en"


@pytest.mark.parametrize(
    "garbage", ["{", "[]", '{"version": "new"}', "\x00\x01", '{"version": -1}']
)
def test_garbage_is_set_aside(
    tmp_path: Path, garbage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(garbage, encoding="utf-8")
    settings = Settings(path)
    assert settings.was_unreadable
    assert settings.get("language") is None
    assert path.with_name("settings.json.unreadable").read_text(encoding="utf-8") == garbage
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_upgrades_run_from_the_stored_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one(values: dict[str, Any]) -> None:
        values["steps"] = [*values.get("steps", []), "one"]

    def two(values: dict[str, Any]) -> None:
        values["steps"] = [*values.get("steps", []), "two"]

    monkeypatch.setattr(settings_module, "UPGRADES", [one, two])
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 1}), encoding="utf-8")
    settings = Settings(path)
    assert settings.get("steps") == ["two"]
    settings.save()
    assert Settings(path).get("steps") == ["two"]


def test_settings_of_a_newer_program_are_used(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 99, "language": "en"}), encoding="utf-8")
    assert Settings(path).text("language") == "en"


def test_a_folder_that_cannot_be_written_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    settings = Settings(tmp_path / "settings.json")
    settings.path = tmp_path / "file" / "settings.json"
    settings.set("language", "en")
    assert not settings.save()
    assert "cannot be written" in caplog.text


def test_unchanged_settings_are_not_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(path)
    assert settings.save()
    assert not path.exists()
