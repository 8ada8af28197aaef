"""From the start of the process to the painted sign-in dialog."""

import os
import subprocess
import sys
import time

from bench.measure import Result, Timings, milliseconds, ratio
from bench.plan import Plan

WINDOW = "SignInDialog"
MOST = 1.6
# Starts are short and vary: more of them than of other things.
STARTS_EACH_RUN = 3


def start(plan: Plan) -> Result:
    """Compare the program's start with that of a bare window with one button."""
    program: list[float] = []
    bare: list[float] = []
    home = str(plan.folder / "start")
    place = plan.place if plan.server else str(plan.few_file)
    for run in range(plan.runs * STARTS_EACH_RUN + 1):
        seconds, window = first_paint(home, "crm_desktop.__main__", "--database", place)
        if window != WINDOW:
            raise RuntimeError(f"{window} was painted instead of {WINDOW}")
        bare_seconds, _ = first_paint(home, "bench.bare_window")
        if run:  # the first one fills the caches of the machine
            program.append(seconds)
            bare.append(bare_seconds)
    ours, baseline = Timings(tuple(program)), Timings(tuple(bare))
    found = ratio(ours.median, baseline.median)
    return Result(
        name="start",
        value=milliseconds(ours.median),
        unit="ms",
        baseline=milliseconds(baseline.median),
        ratio=found,
        target=f"ratio ≤ {MOST}",
        ok=found <= MOST,
        details=(f"p95 {milliseconds(ours.p95):.0f} ms, {len(program)} starts of each",),
    )


def first_paint(home: str, *words: str) -> tuple[float, str]:
    """Return the seconds from process start to first paint, and what was painted."""
    command = [sys.executable, "-m", "bench.painted", *words]
    environment = {**os.environ, "CRM_DESKTOP_HOME": home}
    began = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
    if result.returncode:
        raise RuntimeError(f"{' '.join(words)}: {result.stderr}")
    moment, window, _ = result.stdout.split()[-3:]
    return float(moment) - began, window
