import faulthandler
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.infra.logging import (
    catch_faults,
    crash_file,
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
