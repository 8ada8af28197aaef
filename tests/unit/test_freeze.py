"""The trial of a frozen program tells a good one from bad ones."""

import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.devtools import freeze

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts")

GOOD = """
import os, pathlib, sys, threading
home = pathlib.Path(os.environ["CRM_DESKTOP_HOME"])
if sys.argv[1] == "report":
    pathlib.Path(sys.argv[sys.argv.index("--out") + 1]).write_bytes(b"%PDF-1.7")
if sys.argv[1] == "--demo":
    for name in ("data", "log"):
        (home / name).mkdir()
    (home / "log" / "crm-desktop.log").write_text("now WARNING Main: nothing serious")
    (home / "data" / "sample.db").touch()
    threading.Event().wait()
"""


@pytest.fixture(autouse=True)
def short_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freeze, "STAND", 0.1)


def stand_in(folder: Path, source: str) -> Path:
    path = folder / "program"
    path.write_text(f"#!{sys.executable}{source}", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_good_program_passes(tmp_path: Path) -> None:
    freeze.try_out(stand_in(tmp_path, GOOD), tmp_path)
    assert (tmp_path / "trial.pdf").exists()


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("%PDF", "text", "is no PDF"),
        ("threading.Event().wait()", "sys.exit(3)", "exit code 3"),
        ("WARNING", "ERROR", "did not open"),
        ('"sample.db"', '"other.db"', "did not open"),
    ],
)
def test_a_bad_program_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: str, bad: str, complaint: str
) -> None:
    program = stand_in(tmp_path, GOOD.replace(good, bad))
    monkeypatch.setattr(freeze, "LONGEST_START", 1.0 if bad == '"other.db"' else 60.0)
    monkeypatch.setattr(freeze, "STAND", 60.0 if bad == "sys.exit(3)" else 0.1)
    with pytest.raises(freeze.TrialFailedError, match=complaint):
        freeze.try_out(program, tmp_path)


def test_a_failing_job_stops_the_trial(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        freeze.try_out(stand_in(tmp_path, "\nraise SystemExit(1)"), tmp_path)
