"""Run benchmarks: `python -m bench [--runs N] [ITEM …]`, all items unless some are named."""

import argparse
from collections.abc import Callable

from bench.measure import Result
from bench.start import start

ITEMS: dict[str, Callable[[int], Result]] = {"start": start}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("items", nargs="*", metavar="ITEM", help=", ".join(ITEMS))
    parser.add_argument("--runs", type=int, default=10, help="measured runs of each (default: 10)")
    chosen = parser.parse_args()
    unknown = set(chosen.items) - set(ITEMS)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    for item in chosen.items or ITEMS:
        print(ITEMS[item](chosen.runs).line(), flush=True)
