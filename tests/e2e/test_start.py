import os
import subprocess
import sys
from pathlib import Path

import pytest

# Starts the program as `crm-desktop` does, looks at it from inside, and ends it.
WATCHED = """
import sys
from PySide6.QtCore import QCoreApplication
from crm_desktop.gui import session
from crm_desktop.__main__ import main

real = session.Session._show_main_window

def show(self, opened):
    real(self, opened)
    print("window:", self.window.windowTitle())
    print("actor:", self.workspace.actor.username, self.workspace.actor.pop)
    QCoreApplication.instance().processEvents()
    self.window.close()

session.Session._show_main_window = show
sys.exit(main(sys.argv[1:]))
"""


def start(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WATCHED, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env={
            **os.environ,
            "PYTHONUTF8": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "CRM_DESKTOP_HOME": str(home),
        },
        check=False,
    )


@pytest.mark.slow
def test_the_demo_opens_signed_in(tmp_path: Path) -> None:
    for _ in ("made", "found again"):
        result = start(tmp_path, "--demo", "--lang", "zh_CN")
        assert result.returncode == 0, result.stderr
        assert "[样例数据]" in result.stdout
        assert "actor: admin 1" in result.stdout
    log = (tmp_path / "log" / "crm-desktop.log").read_text(encoding="utf-8")
    assert "ERROR" not in log
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["sample.db"]
    assert (tmp_path / "log" / "crash.log").read_text(encoding="utf-8") == ""


@pytest.mark.slow
def test_the_last_crash_is_told(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir(parents=True)
    crash = tmp_path / "log" / "crash.log"
    crash.write_text("Fatal Python error: Segmentation fault\n", encoding="utf-8")
    assert start(tmp_path, "--demo").returncode == 0
    assert crash.read_text(encoding="utf-8") == ""
    log = (tmp_path / "log" / "crm-desktop.log").read_text(encoding="utf-8")
    assert "Segmentation fault" in log
