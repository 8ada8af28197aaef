"""From the start of the process to the painted sign-in dialog."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import Result

WINDOW = "SignInDialog"


def first_paint(*words: str) -> tuple[float, str]:
    """Return the seconds from process start to first paint, and what was painted."""
    command = [sys.executable, "-m", "bench.painted", *words]
    began = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if result.returncode:
        raise RuntimeError(f"{' '.join(words)}: {result.stderr}")
    moment, window, _ = result.stdout.split()[-3:]
    return float(moment) - began, window


def new_database(folder: Path) -> Path:
    """Return a database with an administrator, made by the program itself."""
    path = folder / "bench.crm"
    command = [sys.executable, "-m", "crm_desktop", "init", "--admin", "bench"]
    subprocess.run(
        [*command, "--password-stdin", "--database", str(path)],
        input="a benchmark has no secrets\n",
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return path


def start(runs: int) -> Result:
    """Compare the program's start with that of a bare window."""
    program: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CRM_DESKTOP_HOME"] = folder
        database = new_database(Path(folder))
        for run in range(runs + 1):
            seconds, window = first_paint("crm_desktop.__main__", "--database", str(database))
            if window != WINDOW:
                raise RuntimeError(f"{window} was painted instead of {WINDOW}")
            bare_seconds, _ = first_paint("bench.bare_window")
            if run:  # the first one fills the caches of the machine
                program.append(seconds)
                bare.append(bare_seconds)
    return Result("start", "bare window", tuple(program), tuple(bare))
