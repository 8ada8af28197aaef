"""Run the tests and the other checks: `python -m crm_desktop.devtools.checks {test,check}`.

`dev.py test` and `dev.py check` set up what is missing and come here.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from crm_desktop.devtools.paths import CATALOGUES, FORMS, ROOT

BRANCHES_NEEDED = 95.0
COVERED = ("crm_desktop.domain", "crm_desktop.services")
MOST_WORKERS = 4


def test(arguments: list[str]) -> int:
    """Run pytest: all tests with coverage, or what the arguments choose without."""
    pytest = [sys.executable, "-m", "pytest"]
    if arguments:
        return subprocess.call([*pytest, *arguments], cwd=ROOT)
    report = ROOT / "build" / "coverage.json"
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    measured = [f"--cov={package}" for package in COVERED]
    reports = ["--cov-branch", "--cov-report=term", f"--cov-report=json:{report}"]
    code = subprocess.call([*pytest, "-n", str(workers), *measured, *reports], cwd=ROOT)
    return code or judge_coverage(report)


def judge_coverage(report: Path) -> int:
    """Say which share of branches the tests took; return 1 if it is too small."""
    totals = json.loads(report.read_text(encoding="utf-8"))["totals"]
    branches = totals["num_branches"]
    share = 100 * totals["covered_branches"] / branches if branches else 100.0
    print(
        f"Branches of {' and '.join(COVERED)}: {share:.1f} % of {branches} covered"
        f" (needed: {BRANCHES_NEEDED:.0f} %)"
    )
    return 0 if share >= BRANCHES_NEEDED else 1


def check(arguments: list[str]) -> int:
    """Run every check, whatever the others say; return 1 if any failed."""
    lines, failures = [], 0
    for name, step in _steps(arguments).items():
        began = time.perf_counter()
        code = step()
        failures += code != 0
        verdict = "FAILED" if code else "ok"
        lines.append(f"{verdict:7}{time.perf_counter() - began:7.1f} s  {name}")
    print("\n".join(lines))
    return 1 if failures else 0


def _steps(arguments: list[str]) -> dict[str, Callable[[], int]]:
    python = Path(sys.executable)
    ruff, lint_imports = (
        str(python.with_name(n + python.suffix)) for n in ("ruff", "lint-imports")
    )
    translations = "crm_desktop.devtools.translations"
    return {
        "format": lambda: _quietly(ruff, "format", "--check", "."),
        "lint": lambda: _quietly(ruff, "check", "."),
        "types": lambda: _quietly(str(python), "-m", "mypy"),
        "imports": lambda: _quietly(lint_imports),
        "translations": lambda: _quietly(str(python), "-m", translations, "check"),
        "generated files are not committed": _generated_files_are_not_committed,
        "tests": lambda: test(arguments),
    }


def _quietly(*command: str) -> int:
    """Run a command in the project's folder and show what it prints only if it fails."""
    result = subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if result.returncode:
        print(result.stdout, flush=True)
    return result.returncode


def _generated_files_are_not_committed() -> int:
    """Return 1 if git holds a generated file, 0 if not or where there is no git to ask."""
    if not (shutil.which("git") and (ROOT / ".git").exists()):
        return 0
    listing = subprocess.run(
        ["git", "ls-files", str(FORMS), str(CATALOGUES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    committed = [line for line in listing.stdout.splitlines() if not line.endswith("__init__.py")]
    for line in committed:
        print(f"generated, must not be committed: {line}")
    return 1 if committed else 0


if __name__ == "__main__":
    jobs = {"test": test, "check": check}
    if len(sys.argv) < 2 or sys.argv[1] not in jobs:
        sys.exit("usage: python -m crm_desktop.devtools.checks {test,check} [arguments of pytest]")
    sys.exit(jobs[sys.argv[1]](sys.argv[2:]))
