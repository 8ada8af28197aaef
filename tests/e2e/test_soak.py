"""Fifty clerks at once on one server: nothing is lost, no number is given twice.

CRM_SOAK_CLERKS, CRM_SOAK_JOBS and CRM_SOAK_SECONDS change how many clerks there are, how many jobs
each does at most, and for how long at most.
"""

import faulthandler
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import quantiles
from threading import Timer
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
PROCESSES = 5
ACCOUNTS = 10
SHARED = 25
# Before the clock starts. The stand-in compiles every trigger anew for each connection.
WARM_UP_SECONDS = 900
# Fair where a small computer is server and fifty clerks at once.
LOCK_SECONDS, QUERY_SECONDS = 60, 300


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
    faulthandler.cancel_dump_traceback_later()  # `_work` has its own limits
    outcomes, seconds = _work(run, accounts, shared)
    assert len(outcomes) == CLERKS
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

    created = sum(outcome["created"] for outcome in outcomes)
    for table, number in (("customer", "customer_no"), ("payment", "payment_no")):
        counted = f"SELECT COUNT(*), COUNT(DISTINCT {number}) FROM crm.{table}"
        [(records, numbers)] = run.execute(counted)
        assert records == numbers == created + (SHARED if table == "customer" else 0)
    conflicts = sum(outcome["conflicts"] for outcome in outcomes)
    with capsys.disabled():
        print(_report(outcomes, done, conflicts, seconds))


def _work(
    run: ServerRun, accounts: list[str], shared: list[int]
) -> tuple[list[dict[str, Any]], float]:
    """Let all clerks sign in and warm up, then work; return what they did and how long it took."""
    offices: list[subprocess.Popen[str]] = []
    limit = Timer(WARM_UP_SECONDS + SECONDS + QUERY_SECONDS, lambda: _close(offices))
    limit.start()
    try:
        seeds = range(CLERKS)
        for number in range(PROCESSES):
            offices.append(_office(run, accounts, shared, list(seeds[number::PROCESSES])))
        for office in offices:
            assert office.stdout is not None
            assert office.stdout.readline() == "ready\n", "a clerk could not begin"
        began = monotonic()
        for office in offices:
            _tell(office, "go")
        answers = [office.communicate()[0] for office in offices]
        seconds = monotonic() - began
        return [outcome for answer in answers for outcome in json.loads(answer)], seconds
    finally:
        limit.cancel()
        _close(offices)


def _close(offices: list[subprocess.Popen[str]]) -> None:
    for office in offices:
        office.kill()
        office.wait()


def _tell(office: subprocess.Popen[str], order: str) -> None:
    assert office.stdin is not None
    office.stdin.write(order + "\n")
    office.stdin.flush()


def _office(
    run: ServerRun, accounts: list[str], shared: list[int], seeds: list[int]
) -> subprocess.Popen[str]:
    """Let some of the clerks come, in a process of their own."""
    server = replace(run.server, connect_seconds=60, query_seconds=QUERY_SECONDS)
    orders = {
        "url": server.url,
        "accounts": [name + run.suffix for name in accounts],
        "password": CLERK_PASSWORD,
        "shared": shared,
        "seeds": seeds,
        "jobs": JOBS,
        "seconds": SECONDS,
        "lock_seconds": LOCK_SECONDS,
        "stand_in": run.is_stand_in,
    }
    office = subprocess.Popen(
        [sys.executable, "-m", "tests.soak_clerk"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    _tell(office, json.dumps(orders))
    return office


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
