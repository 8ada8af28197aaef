import faulthandler
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.infra.logging import (
    catch_faults,
    crash_file,
    end_well,
    log_file,
    set_up_logging,
    take_crash,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path))
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield tmp_path
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_what_is_logged_is_in_the_file(home: Path) -> None:
    set_up_logging()
    logging.getLogger("crm_desktop.test").info("opened")
    logging.getLogger("crm_desktop.test").debug("not this")
    logging.getLogger("sqlalchemy.engine").info("SELECT 'what somebody typed'")
    text = log_file().read_text(encoding="utf-8")
    assert "opened" in text
    assert "not this" not in text
    assert "typed" not in text


def test_without_a_log_file_the_program_runs_on(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_file().mkdir()
    set_up_logging()
    logging.getLogger("crm_desktop.test").info("said to nobody")
    assert log_file().is_dir()
    said = capsys.readouterr().err
    assert said.startswith("no log file:")
    assert said.count("\n") == 1


def test_a_crash_is_told_once(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert take_crash() == ""
    was_enabled = faulthandler.is_enabled()
    file = catch_faults()
    assert file is not None
    faulthandler.dump_traceback(file)
    faulthandler.disable()
    file.close()
    if was_enabled:
        faulthandler.enable()
    assert "most recent call first" in take_crash()
    assert "crashed last time" in caplog.text
    assert take_crash() == ""
    assert crash_file().exists()


def test_a_program_that_ends_well_leaves_no_crash(home: Path) -> None:
    was_enabled = faulthandler.is_enabled()
    file = catch_faults()
    assert file is not None
    # On Windows the fault handler also notes what Qt then catches itself.
    faulthandler.dump_traceback(file)
    end_well(file)
    if was_enabled:
        faulthandler.enable()
    assert take_crash() == ""


def test_a_full_log_that_another_copy_holds_open_grows_on(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "used by another process")

    set_up_logging()
    monkeypatch.setattr("os.rename", refuse)
    log = logging.getLogger("crm_desktop.test")
    log.info("x" * 1_000_000)
    log.info("the line after")
    assert "the line after" in log_file().read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


def test_without_a_console_nothing_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log_file().mkdir()
    monkeypatch.setattr("sys.stderr", None)
    set_up_logging(verbose=True)
    assert log_file().is_dir()


def test_a_full_file_is_set_aside_and_three_are_kept(home: Path) -> None:
    set_up_logging()
    logger = logging.getLogger("crm_desktop.test")
    for number in range(6):
        logger.info("%s %s", number, "x" * 1_000_000)
    folder = log_file().parent
    kept = sorted(path.name for path in folder.glob("crm-desktop.log*"))
    assert kept == [f"crm-desktop.log{ending}" for ending in ("", ".1", ".2", ".3")]
    assert " 5 xxx" in log_file().read_text(encoding="utf-8")
    assert " 4 xxx" in (folder / "crm-desktop.log.1").read_text(encoding="utf-8")
    assert " 2 xxx" in (folder / "crm-desktop.log.3").read_text(encoding="utf-8")
