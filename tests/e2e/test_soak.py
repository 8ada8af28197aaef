"""Fifty clerks at once on one server: nothing is lost, no number is given twice.

CRM_SOAK_CLERKS, CRM_SOAK_JOBS and CRM_SOAK_SECONDS change how many clerks there are, how many jobs
each does at most, and for how long at most.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from time import monotonic
from typing import Any

import pytest

from crm_desktop.domain.records import Customer, CustomerChange
from crm_desktop.services import customers
from crm_desktop.services.context import ServiceContext
from tests.databases import CLERK_PASSWORD, FixedClock, acting, add_clerk
from tests.server import ServerRun, is_named

pytestmark = [
    pytest.mark.mssql,
    pytest.mark.slow,
    pytest.mark.skipif(not is_named(), reason="CRM_TEST_MSSQL names no server"),
]

ROOT = Path(__file__).resolve().parents[2]
CLERKS = int(os.environ.get("CRM_SOAK_CLERKS", "50"))
JOBS = int(os.environ.get("CRM_SOAK_JOBS", "20"))
SECONDS = int(os.environ.get("CRM_SOAK_SECONDS", "120"))
ACCOUNTS = 10
SHARED = 25


@pytest.fixture
def run(server_run: ServerRun) -> Iterator[ServerRun]:
    yield server_run
    server_run.put_back()


@pytest.fixture
def accounts(run: ServerRun) -> list[str]:
    owner = ServiceContext(run.open(), clock=FixedClock())
    names = [f"soak{number}" for number in range(min(ACCOUNTS, CLERKS))]
    for name in names:
        add_clerk(owner, name)
    return names


@pytest.fixture
def shared(run: ServerRun, accounts: list[str]) -> list[int]:
    """Customers that everybody edits, without an employee yet."""
    context = acting(run.open(), accounts[0], FixedClock())
    found = []
    for number in range(SHARED):
        change = CustomerChange(customer=Customer(name=f"共享 {number}", employees=0))
        found.append(customers.save(context, change).customer.id)
    assert None not in found
    return found  # type: ignore[return-value]


def test_fifty_clerks_lose_nothing_and_get_no_number_twice(
    run: ServerRun,
    accounts: list[str],
    shared: list[int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    outcomes, seconds = _work(run, accounts, shared)
    errors = [error for outcome in outcomes for error in outcome["errors"]]
    kinds = Counter(":".join(error.split(":")[:2]) for error in errors)
    assert errors == [], f"errors reached somebody: {kinds}, such as {errors[0]}"
    done = sum((Counter(outcome["done"]) for outcome in outcomes), Counter[str]())
    assert done["create"] > 0 and done["raise"] > 0

    raised = Counter[int]()
    for outcome in outcomes:
        raised.update({int(key): n for key, n in outcome["raised"].items()})
    stored = dict(run.execute("SELECT id, employees FROM crm.customer WHERE name LIKE N'共享%'"))
    assert stored == {customer_id: raised[customer_id] for customer_id in shared}

    for table, number in (("customer", "customer_no"), ("payment", "payment_no")):
        counted = f"SELECT COUNT(*), COUNT(DISTINCT {number}) FROM crm.{table}"
        [(records, numbers)] = run.execute(counted)
        assert records == numbers == done["create"] + (SHARED if table == "customer" else 0)
    conflicts = sum(outcome["conflicts"] for outcome in outcomes)
    with capsys.disabled():
        print(_report(outcomes, done, conflicts, seconds))


def _work(
    run: ServerRun, accounts: list[str], shared: list[int]
) -> tuple[list[dict[str, Any]], float]:
    """Let all clerks sign in, then work at once; return what they did and how long it took."""
    clerks: list[subprocess.Popen[str]] = []
    try:
        while len(clerks) < CLERKS:  # they come one after the other, as in the morning
            group = range(len(clerks), min(len(clerks) + ACCOUNTS, CLERKS))
            coming = [_clerk(run, accounts, shared, seed) for seed in group]
            clerks += coming
            for clerk in coming:
                assert clerk.stdout is not None
                assert clerk.stdout.readline() == "ready\n", "a clerk could not sign in"
        began = monotonic()
        for clerk in clerks:
            assert clerk.stdin is not None
            clerk.stdin.write("go\n")
            clerk.stdin.flush()
        answers = [clerk.communicate(timeout=SECONDS + 120)[0] for clerk in clerks]
        return [json.loads(answer) for answer in answers], monotonic() - began
    finally:
        for clerk in clerks:
            clerk.kill()
            clerk.wait()


def _clerk(
    run: ServerRun, accounts: list[str], shared: list[int], seed: int
) -> subprocess.Popen[str]:
    orders = {
        "url": run.server.url,
        "username": accounts[seed % len(accounts)] + run.suffix,  # the account's name
        "password": CLERK_PASSWORD,
        "shared": shared,
        "seed": seed,
        "jobs": JOBS,
        "seconds": SECONDS,
        "stand_in": run.is_stand_in,
    }
    clerk = subprocess.Popen(
        [sys.executable, "-m", "tests.soak_clerk"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert clerk.stdin is not None
    clerk.stdin.write(json.dumps(orders) + "\n")
    clerk.stdin.flush()
    return clerk


def _report(
    outcomes: list[dict[str, Any]], done: Counter[str], conflicts: int, seconds: float
) -> str:
    lines = [
        "",
        f"{CLERKS} clerks, {done.total()} jobs in {seconds:.1f} s: {done.total() / seconds:.1f} a "
        f"second; {conflicts} conflicts told",
        f"{'job':8}{'n':>6}{'median':>10}{'95 %':>10}{'longest':>10}  (milliseconds)",
    ]
    for job in sorted(done):
        times = sorted(1000 * t for outcome in outcomes for t in outcome["seconds"].get(job, ()))
        cuts = quantiles(times, n=20) if len(times) > 1 else [times[0]] * 19
        lines.append(f"{job:8}{len(times):>6}{cuts[9]:>10.0f}{cuts[18]:>10.0f}{times[-1]:>10.0f}")
    return "\n".join(lines)
