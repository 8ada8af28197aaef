"""Freeze the program with PyInstaller and try the result: `python -m crm_desktop.devtools.freeze`.

Further arguments go to PyInstaller. `dev.py build` sets up what is missing and comes here.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crm_desktop.devtools.paths import ROOT

FOLDER = ROOT / "dist" / "crm-desktop"
LONGEST_START = 60.0  # seconds
STAND = 5.0  # seconds


class TrialFailedError(Exception):
    """The frozen program did not do what it should; the text says what."""


def freeze(arguments: list[str]) -> None:
    """Write `dist/crm-desktop`."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", *arguments]
    subprocess.run([*command, "build.spec"], cwd=ROOT, check=True)


def try_out(program: Path, home: Path) -> None:
    """Use the frozen program: create a database, write a report, open the sample company.

    That needs all that is easily forgotten in a frozen program: migrations, fonts, translations,
    hashing, Qt's plug-ins.
    """
    environment = {
        **os.environ,
        "CRM_DESKTOP_HOME": str(home),
        "CRM_PASSWORD": "only for this trial",
        "QT_QPA_PLATFORM": "offscreen",
    }
    database, report = home / "trial.db", home / "trial.pdf"
    access = ["--database", str(database), "--user", "trial", "--lang", "zh_CN"]
    jobs = [
        ["--version"],
        ["init", "--admin", "trial", "--password-stdin", "--database", str(database)],
        ["report", "customers", "--out", str(report), *access],
    ]
    for job in jobs:
        command = [str(program), *job]
        password = environment["CRM_PASSWORD"] + "\n"
        subprocess.run(command, env=environment, input=password, encoding="utf-8", check=True)
    if not report.read_bytes().startswith(b"%PDF"):
        raise TrialFailedError(f"{report} is no PDF")
    open_windows([str(program), "--demo"], environment, home)


def open_windows(command: list[str], environment: dict[str, str], home: Path) -> None:
    """Open the sample company, let it stand for a while and end it."""
    windows = subprocess.Popen(command, env=environment)
    try:
        began = time.monotonic()
        sample = home / "data" / "sample.db"
        while not sample.exists() and time.monotonic() - began < LONGEST_START:
            expect_open(windows, 0.1)
        expect_open(windows, STAND)
    finally:
        windows.kill()
        windows.wait()
    log = "".join(path.read_text("utf-8", "replace") for path in (home / "log").glob("*.log"))
    if " ERROR " in log or " CRITICAL " in log or not sample.exists():
        raise TrialFailedError(f"the sample company did not open:\n{log}")


def expect_open(windows: subprocess.Popen[bytes], seconds: float) -> None:
    """Raise TrialFailedError if the program ends within the time."""
    try:
        code = windows.wait(seconds)
    except subprocess.TimeoutExpired:
        return
    raise TrialFailedError(f"the windows closed by themselves (exit code {code})")


def main(arguments: list[str]) -> int:
    """Freeze and try out; return the exit code."""
    suffix = ".exe" if sys.platform == "win32" else ""
    try:
        freeze(arguments)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            try_out(FOLDER / f"crm-desktop{suffix}", Path(home))
    except (subprocess.CalledProcessError, TrialFailedError) as failure:
        print(f"build failed: {failure}", file=sys.stderr)
        return 1
    print(f"The program is in {FOLDER}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
