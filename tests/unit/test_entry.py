import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop import __main__ as entry

# What the first window must not wait for.
HEAVY = (
    "sqlalchemy",
    "alembic",
    "argon2",
    "pypinyin",
    "reportlab",
    "openpyxl",
    "xlsxwriter",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
    "PySide6.QtNetwork",
)


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )


def test_the_first_window_waits_for_nothing_heavy() -> None:
    code = f"import sys, crm_desktop.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert run(code).stdout.strip() == "[]"


def test_the_windows_keep_no_source_texts_in_memory() -> None:
    code = "import linecache, crm_desktop.app; print([f for f in linecache.cache if 'gui' in f])"
    assert run(code).stdout.strip() == "[]"


@pytest.mark.parametrize("words", [["doctor", "--help"], ["--help"], ["no-such-command"]])
def test_subcommands_never_load_qt(words: list[str], tmp_path: Path) -> None:
    code = f"""
import sys
from crm_desktop.__main__ import main
try:
    main({words!r})
except SystemExit:
    pass
print([name for name in sys.modules if name.startswith("PySide6")], file=sys.stderr)
"""
    result = run(code, CRM_DESKTOP_HOME=str(tmp_path))
    assert result.stderr.strip().endswith("[]"), result.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there Qt needs a display")
def test_without_a_display_it_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert entry.main(["--demo"]) == 1
    said = capsys.readouterr().err
    assert "there is no display" in said
    assert "QT_QPA_PLATFORM=offscreen" in said
    assert "xvfb-run" in said
    monkeypatch.setenv("DISPLAY", ":0")
    assert entry.has_display()


def test_wrong_options_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        entry.main(["--lang", "klingon"])
    assert ended.value.code == 2
    assert "klingon" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        entry.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("CRM Desktop ")


def test_qt_that_cannot_be_loaded_is_told_with_a_way_on(monkeypatch: pytest.MonkeyPatch) -> None:
    failure = ImportError("DLL load failed while importing QtCore")
    monkeypatch.setattr(sys, "platform", "win32")
    assert "Visual C++" in entry.no_qt(failure)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "dev.py run" in entry.no_qt(failure)
    assert "QtCore" in entry.no_qt(failure)
    failure = ModuleNotFoundError("No module", name="crm_desktop.gui.forms.ui_main_window")
    assert entry.no_qt(failure) == entry.NO_FORMS
