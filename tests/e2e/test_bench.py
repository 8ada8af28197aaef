"""The benchmarks run; what they measure is for people to judge, not for tests."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_the_start_is_compared_with_a_bare_window() -> None:
    result = run_bench("--runs", "1", "start")
    assert result.returncode == 0, result.stderr
    assert re.fullmatch(
        r"start +\d+\.\d{3} s   bare window: \d+\.\d{3} s   ratio \d+\.\d\d   \(1 runs\)\n",
        result.stdout,
    )


def test_an_unknown_item_is_refused() -> None:
    result = run_bench("flight")
    assert result.returncode == 2
    assert "flight" in result.stderr
