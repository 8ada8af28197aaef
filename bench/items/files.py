"""What goes in and out: an import, a report, an export."""

from pathlib import Path

from bench.database import new_database
from bench.imported import write_customers
from bench.measure import Result, Timings, milliseconds, ratio
from bench.plan import Plan
from bench.processes import answer_of

IMPORT_MOST, IMPORT_MOST_MB = 3, 150.0
REPORT_LEAST, REPORT_ROWS = 3, 10_000
# From 2,500 to 10,000 rows: an entry for each page and the glyphs in use are allowed to grow.
REPORT_MORE_MB = 5.0
EXPORT_MOST = 1.3
Times = tuple[Timings, Timings, float]


def import_(plan: Plan) -> Result:
    """Compare an import of a tenth of the company with an executemany of the same rows."""
    rows = plan.compared_customers
    file, folder = plan.folder / "customers.csv", plan.folder
    write_customers(file, rows)
    empty = new_database(folder / "empty.crm").read_bytes()

    def once(kind: str, source: Path) -> dict[str, float]:
        database = folder / f"{kind}.crm"
        for old in folder.glob(f"{kind}.crm*"):
            old.unlink()
        database.write_bytes(empty)
        return answer_of(plan, "bench.importing", kind, str(source), str(database))

    found = [(once("ours", file), once("raw", folder / "ours.crm")) for _ in range(_few(plan.runs))]
    ours, baseline, more = _times(found)
    times = ratio(ours.median, baseline.median)
    return Result(
        name="import",
        value=milliseconds(ours.median),
        unit="ms",
        baseline=milliseconds(baseline.median),
        ratio=times,
        target=f"ratio ≤ {IMPORT_MOST}, memory + {IMPORT_MOST_MB:.0f} MB",
        ok=times <= IMPORT_MOST and more <= IMPORT_MOST_MB,
        details=(f"{rows:,} customers with a contact each; {more:.0f} MB more memory",),
    )


def report(plan: Plan) -> Result:
    """Compare a list as PDF with a plain LongTable of the same cells, and its memory by rows."""

    def once(kind: str, rows: int = REPORT_ROWS) -> dict[str, float]:
        return answer_of(plan, "bench.paper", kind, str(rows), str(plan.folder / f"{kind}.pdf"))

    ours, baseline, _ = _times([(once("ours"), once("plain")) for _ in range(_few(plan.runs))])
    few, many = (once("streamed", rows)["memory"] for rows in (REPORT_ROWS // 4, REPORT_ROWS))
    times, more = ratio(baseline.median, ours.median), many - few
    return Result(
        name="report",
        value=milliseconds(ours.median),
        unit="ms",
        baseline=milliseconds(baseline.median),
        ratio=times,
        target=f"plain ÷ ours ≥ {REPORT_LEAST}, memory flat",
        ok=times >= REPORT_LEAST and more <= REPORT_MORE_MB,
        details=(
            f"{REPORT_ROWS:,} rows; memory for a quarter of them {few:.1f} MB, for all {many:.1f}",
        ),
    )


def export(plan: Plan) -> Result:
    """Compare an export to Excel with XlsxWriter in constant-memory mode on rows in memory."""

    def once(kind: str) -> dict[str, float]:
        path = plan.folder / f"{kind}.xlsx"
        path.unlink(missing_ok=True)
        return answer_of(plan, "bench.sheets", kind, str(plan.file), str(path))

    ours, baseline, more = _times([(once("ours"), once("plain")) for _ in range(_few(plan.runs))])
    times = ratio(ours.median, baseline.median)
    return Result(
        name="export",
        value=milliseconds(ours.median),
        unit="ms",
        baseline=milliseconds(baseline.median),
        ratio=times,
        target=f"ratio ≤ {EXPORT_MOST}",
        ok=times <= EXPORT_MOST,
        details=(f"reading from the database included; {more:.0f} MB more memory",),
    )


def _few(runs: int) -> int:
    """Return how often to repeat what takes seconds each time."""
    return max(1, (runs + 1) // 2)


def _times(found: list[tuple[dict[str, float], dict[str, float]]]) -> Times:
    """Return the times of ours and of the baseline, and the most memory ours needed."""
    ours, baseline = (
        Timings(tuple(each[place]["seconds"] for each in found)) for place in range(2)
    )
    return ours, baseline, max(each[0]["memory"] for each in found)
