"""Results as a table for people and as JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.measure import Result

_HEAD = ("item", "value", "baseline", "ratio", "target", "met")
_MET = {True: "yes", False: "NO", None: "-"}


def table(results: Sequence[Result]) -> str:
    """Return the results as lines, details below each."""
    rows = [_HEAD, *(_cells(result) for result in results)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD))]
    lines = [_line(_HEAD, widths), _line(["-" * width for width in widths], widths)]
    for result, row in zip(results, rows[1:], strict=True):
        lines.append(_line(row, widths))
        lines += [f"    {detail}" for detail in result.details]
    return "\n".join(lines)


def write_json(path: Path, results: Sequence[Result]) -> None:
    """Write the results without their details."""
    found = [asdict(result) for result in results]
    for result in found:
        del result["details"]
    text = json.dumps({"results": found}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _cells(result: Result) -> tuple[str, ...]:
    return (
        result.name,
        f"{result.value:,.1f} {result.unit}",
        f"{result.baseline:,.1f} {result.unit}",
        f"{result.ratio:,.2f}",
        result.target,
        _MET[result.ok],
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
