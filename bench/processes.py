"""Measuring in processes of their own, which answer with one line of JSON."""

import json
import os
import subprocess
import sys
from typing import Any

from bench.plan import Plan


def answer_of(plan: Plan, module: str, *words: str) -> dict[str, Any]:
    """Run a module of ours and return what it prints last."""
    command = [sys.executable, "-m", module, *words]
    environment = {**os.environ, "CRM_DESKTOP_HOME": str(plan.folder / "home")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise RuntimeError(f"{module} {words}: {done.stdout[-2000:]} {done.stderr[-4000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
