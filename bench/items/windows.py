"""What is measured in the program's own windows, in processes of their own."""

import json
from functools import partial
from typing import Any

from bench.company import Company
from bench.database import PASSWORD, USERNAME
from bench.imported import write_customers
from bench.items.lists import ROWS
from bench.measure import Result, Timings, milliseconds, ratio, repeated
from bench.plan import Plan
from bench.processes import answer_of
from bench.terms import quick_texts

MAIN_WINDOW_MOST, MAIN_WINDOW_MORE_MS = 1.2, 300.0
JUMP_LEAST, JUMPS = 10, 20
QUICK_MOST_MS = 60.0
STALL_MOST_MS = 50.0
MEMORY_MOST_MB = 80.0
SCROLLS, SEARCHES = 100, 100
_PAGE = (
    "SELECT id, customer_no, name, short_name, status, level, city, phone, mobile FROM [customer] "
    "WHERE deleted_at IS NULL ORDER BY {key}"
)
# Orders that are dragged through, and what a statement orders by.
ORDERS = {"customer_no": "number_key", "name": "sort_key, id"}


def main_window(plan: Plan) -> Result:
    """Compare the way from sign-in to the painted list with that of a hundred customers."""
    times: tuple[list[float], ...] = ([], [], [])
    for run in range(plan.runs + 1):
        found = [
            scenario(plan, "main_window")["seconds"],
            scenario(plan, "main_window", database=str(plan.few_file))["seconds"],
            bare_window(plan)["painted"],
        ]
        if run:
            for taken, seconds in zip(times, found, strict=True):
                taken.append(seconds)
    ours, baseline, least = (Timings(tuple(taken)).median for taken in times)
    more, compared = milliseconds(ours - least), ratio(ours, baseline)
    return Result(
        name="main_window",
        value=milliseconds(ours),
        unit="ms",
        baseline=milliseconds(baseline),
        ratio=compared,
        target=f"ratio ≤ {MAIN_WINDOW_MOST}, ≤ {MAIN_WINDOW_MORE_MS:.0f} ms over the bare window",
        ok=compared <= MAIN_WINDOW_MOST and more <= MAIN_WINDOW_MORE_MS,
        details=(f"bare window {milliseconds(least):.0f} ms; {more:.0f} ms over it",),
    )


def list_jump(plan: Plan) -> Result:
    """Compare drags of the scroll bar with reading the same rows by OFFSET; the worst counts."""
    found: dict[str, tuple[Timings, Timings]] = {}
    with plan.opened() as (_, raw):
        for column, key in ORDERS.items():
            seconds = scenario(plan, "list_jump", times=JUMPS, sort=column)["seconds"]
            statement = _PAGE.format(key=key) + raw.first(ROWS, plan.customers * 9 // 10)
            plain = repeated(partial(raw.rows, statement), plan.runs)
            found[column] = Timings(tuple(seconds)), plain
    plan.keep["list_jump"] = max(ours.median for ours, _ in found.values())
    worst = min(found, key=lambda column: found[column][1].median / found[column][0].median)
    ours, baseline = found[worst]
    times = ratio(baseline.median, ours.median)
    return Result(
        name="list_jump",
        value=milliseconds(ours.median),
        unit="ms",
        baseline=milliseconds(baseline.median),
        ratio=times,
        target=f"raw ÷ ours ≥ {JUMP_LEAST}",
        ok=plan.judged(times >= JUMP_LEAST, only_at_full_size=True),
        details=tuple(
            f"by {column}: {milliseconds(mine.median):.1f} ms, p95 {milliseconds(mine.p95):.1f}, "
            f"painting included; raw {milliseconds(plain.median):,.1f} without"
            for column, (mine, plain) in found.items()
        ),
    )


def quick_search(plan: Plan) -> Result:
    """Measure from each key to the painted suggestions."""
    texts = quick_texts(Company(plan.customers))
    found: dict[str, list[float]] = scenario(plan, "quick_search", texts=texts)["seconds"]
    times = Timings(tuple(second for seconds in found.values() for second in seconds))
    bare = bare_window(plan)["painted"]
    p95 = milliseconds(times.p95)
    slowest = sorted(found, key=lambda text: -max(found[text]))[:5]
    return Result(
        name="quick_search",
        value=p95,
        unit="ms",
        baseline=milliseconds(bare),
        ratio=ratio(times.p95, bare),
        target=f"p95 ≤ {QUICK_MOST_MS:.0f} ms",
        ok=p95 <= QUICK_MOST_MS,
        details=(
            f"median {milliseconds(times.median):.1f} ms of {len(times.seconds)} keys; "
            "the baseline is the first paint of a bare window",
            "slowest: " + ", ".join(f"{t} {milliseconds(max(found[t])):.0f} ms" for t in slowest),
        ),
    )


def stall(plan: Plan) -> Result:
    """Measure how long the windows do not answer while each job is done from them."""
    texts = ["有限", "科技", "zgyd", "138", "王伟"]
    rows = plan.customers // 10
    write_customers(plan.folder / "import.csv", rows)
    found: dict[str, float] = scenario(
        plan,
        "stall",
        texts=texts,
        folder=str(plan.folder),
        import_seconds=2 if plan.small else 15,
    )["stalls"]
    bare = float(bare_window(plan)["stall"])
    worst = max(found, key=lambda job: found[job])
    return Result(
        name="stall",
        value=found[worst],
        unit="ms",
        baseline=bare,
        ratio=ratio(found[worst], bare),
        target=f"≤ {STALL_MOST_MS:.0f} ms",
        ok=found[worst] <= STALL_MOST_MS,
        details=(
            "longest silence: " + ", ".join(f"{job} {found[job]:.0f} ms" for job in found),
            "the baseline is the longest silence of a bare window",
        ),
    )


def memory(plan: Plan) -> Result:
    """Compare the memory of the used program with that of a bare window."""
    texts = [text for text in quick_texts(Company(plan.customers)) for _ in range(4)][:SEARCHES]
    found = scenario(plan, "memory", texts=texts, steps=SCROLLS)
    bare = float(bare_window(plan)["memory"])
    more = round(found["searched"] - bare, 1)
    return Result(
        name="memory",
        value=round(found["searched"], 1),
        unit="MB",
        baseline=round(bare, 1),
        ratio=ratio(found["searched"], bare),
        target=f"≤ {MEMORY_MOST_MB:.0f} MB over the bare window",
        ok=more <= MEMORY_MOST_MB,
        details=(
            f"{more} MB over the bare window; opened {found['opened']:.0f}, "
            f"scrolled {found['scrolled']:.0f}, searched {found['searched']:.0f} MB",
        ),
    )


def scenario(plan: Plan, name: str, database: str = "", **given: Any) -> dict[str, Any]:
    """Run a scenario of `bench.window` and return what it found."""
    described = {"database": database or plan.place, "username": USERNAME, "password": PASSWORD}
    return answer_of(plan, "bench.window", name, json.dumps(described | given))


def bare_window(plan: Plan) -> dict[str, Any]:
    """Return what a bare window takes."""
    return answer_of(plan, "bench.watching")
