"""Jobs that are stopped leave a whole database, and are done entirely or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


def cause(kind: str, folder: Path, count: int) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.accidents", kind, str(folder), str(count), "20261122"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == count
    assert {each["job"] for each in told} == {
        "save",
        "import",
        "bulk change",
        "undo",
        "upgrade",
        "backup",
        "restore",
    }
    return told


def test_two_hundred_kills_leave_nothing_half_done(tmp_path: Path) -> None:
    told = cause("kill", tmp_path, 200)
    assert [each for each in told if each["wrong"]] == []
    assert sum(each["end"] == "" for each in told) > 150


def test_files_that_may_not_grow_leave_nothing_half_done_and_are_told_of(tmp_path: Path) -> None:
    told = cause("quota", tmp_path, 70)
    assert [each for each in told if each["wrong"]] == []
    assert {each["end"] for each in told} == {"told", "done"}
