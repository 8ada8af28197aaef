"""The command line of the benchmarks."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.compiled import compile_modules
from bench.items import files, grow, lists, save, search, start, statistics, windows
from bench.measure import Result
from bench.output import table, write_json
from bench.plan import FULL, SMALL, Plan

ITEMS: dict[str, Callable[[Plan], Result]] = {
    "start": start.start,
    "main_window": windows.main_window,
    "list_first": lists.list_first,
    "list_jump": windows.list_jump,
    "search": search.search,
    "query": search.queries,
    "quick_search": windows.quick_search,
    "revenue": statistics.revenue,
    "statistics": statistics.others,
    "save": save.save,
    "import": files.import_,
    "report": files.report,
    "export": files.export,
    "stall": windows.stall,
    "memory": windows.memory,
    "grow": grow.grow,
}
RUNS, RUNS_SMALL = 7, 3
# Fewer have not all the terms that are searched for.
LEAST = 2_000
# What is measured on database files of its own, or on two sizes.
FILES_ONLY = frozenset({"import", "export", "grow"})


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for and print the table; 1 where a target is not met."""
    given = _parser().parse_args(arguments)
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    compile_modules()
    with TemporaryDirectory() as folder:
        customers = given.customers or (SMALL if given.small else FULL)
        is_small = customers < FULL
        plan = Plan(
            small=is_small,
            runs=given.runs or (RUNS_SMALL if is_small else RUNS),
            server=given.database,
            folder=Path(folder),
            customers=customers,
        )
        results = []
        left_out = FILES_ONLY if given.database else frozenset()
        wanted = set(given.only or ITEMS) - left_out
        for name in (item for item in ITEMS if item in wanted):
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            results.append(ITEMS[name](plan))
            print(table(results[-1:]).splitlines()[2], file=sys.stderr, flush=True)
    print(table(results))
    if given.json is not None:
        write_json(given.json, results)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py bench", description="Measure the program beside raw baselines."
    )
    parser.add_argument(
        "--small", action="store_true", help="20,000 customers instead of a million"
    )
    parser.add_argument(
        "--customers",
        type=_size,
        metavar="NUMBER",
        help=f"so many customers, at least {LEAST:,}: for a server that takes long to fill",
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=ITEMS,
        metavar="NAME",
        help=f"measure this item only; may be repeated: {', '.join(ITEMS)}",
    )
    parser.add_argument("--runs", type=_runs, help="measured runs of each item")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    parser.add_argument(
        "--database",
        metavar="URL",
        help="measure on this server, filled first where it is empty; the URL names the owner",
    )
    return parser


def _runs(text: str) -> int:
    runs = int(text)
    if runs < 1:
        raise ValueError
    return runs


def _size(text: str) -> int:
    customers = int(text)
    if customers < LEAST:
        raise ValueError
    return customers
