"""Revenue over all payments, and what else it is broken down by over one year."""

from functools import partial

from bench.company import FIRST_DAY, LAST_DAY, LAST_YEAR
from bench.measure import Result, Timings, in_turns, milliseconds, ratio
from bench.plan import Plan
from bench.raw import Raw
from crm_desktop.domain.periods import Period
from crm_desktop.domain.statistics import Breakdown
from crm_desktop.services.statistics import statistics

REVENUE_LEAST, OTHERS_MOST = 20, 1.2
OVER_ALL = (Breakdown.DAY, Breakdown.MONTH, Breakdown.YEAR)
OTHERS = tuple(by for by in Breakdown if by not in OVER_ALL)
_SUMS = "COUNT(*), SUM(CASE kind WHEN 'refund' THEN -amount ELSE amount END)"
_JOIN = "[payment] p JOIN [customer] c ON c.id = p.customer_id"
_PAYMENT_SUMS = _SUMS.replace("kind", "p.kind").replace("amount", "p.amount")


def revenue(plan: Plan) -> Result:
    """Compare revenue by day, month and year over all payments with a plain GROUP BY."""
    period = Period(FIRST_DAY, LAST_DAY)
    found: dict[Breakdown, tuple[Timings, Timings]] = {}
    with plan.opened() as (context, raw):
        for by in OVER_ALL:
            statement = _over_all(by, raw)
            found[by] = in_turns(
                partial(statistics, context, period, by), partial(raw.rows, statement), plan.runs
            )
    plan.keep["revenue"] = max(ours.median for ours, _ in found.values())
    worst = min(found, key=lambda by: found[by][1].median / found[by][0].median)
    ours, baseline = found[worst]
    times = ratio(baseline.median, ours.median)
    return Result(
        name="revenue",
        value=milliseconds(ours.median),
        unit="ms",
        baseline=milliseconds(baseline.median),
        ratio=times,
        target=f"raw ÷ ours ≥ {REVENUE_LEAST}",
        ok=plan.judged(times >= REVENUE_LEAST, only_at_full_size=True),
        details=tuple(_line(by, *found[by]) for by in found),
    )


def others(plan: Plan) -> Result:
    """Compare every other breakdown over one year with the best raw SQL for the same figures."""
    period = Period(*LAST_YEAR)
    found: dict[Breakdown, tuple[Timings, Timings]] = {}
    with plan.opened() as (context, raw):
        for by in OTHERS:
            statement = _over_two_years(by, raw)
            found[by] = in_turns(
                partial(statistics, context, period, by), partial(raw.rows, statement), plan.runs
            )
    worst = max(found, key=lambda by: found[by][0].median / found[by][1].median)
    ours, baseline = found[worst]
    times = ratio(ours.median, baseline.median)
    return Result(
        name="statistics",
        value=milliseconds(ours.median),
        unit="ms",
        baseline=milliseconds(baseline.median),
        ratio=times,
        target=f"ratio ≤ {OTHERS_MOST}",
        ok=times <= OTHERS_MOST,
        details=tuple(_line(by, *found[by]) for by in found),
    )


def _over_all(by: Breakdown, raw: Raw) -> str:
    key = {
        Breakdown.DAY: "paid_on",
        Breakdown.MONTH: _beginning("paid_on", 7, raw),
        Breakdown.YEAR: _beginning("paid_on", 4, raw),
    }[by]
    return f"SELECT {key}, {_SUMS} FROM [payment] WHERE voided_at IS NULL GROUP BY {key}"


def _over_two_years(by: Breakdown, raw: Raw) -> str:
    """Return the statement for a year and the one before, which the service compares it with."""
    year = _beginning("p.paid_on", 4, raw)
    category = "COALESCE(p.product_category_id, c.product_category_id)"
    keys, tables = {
        Breakdown.QUARTER: (_beginning("p.paid_on", 7, raw), "[payment] p"),
        Breakdown.CUSTOMER: ("c.customer_no, c.name", _JOIN),
        Breakdown.LOCATION: ("c.country, c.province", _JOIN),
        Breakdown.CATEGORY: (category, _JOIN),
        Breakdown.METHOD: ("p.method", "[payment] p"),
        Breakdown.OWNER: ("c.owner_id", _JOIN),
        Breakdown.LEVEL: ("c.level", _JOIN),
    }[by]
    first = LAST_YEAR[0].replace(year=LAST_YEAR[0].year - 1)
    return (
        f"SELECT {keys}, {year}, {_PAYMENT_SUMS} FROM {tables} WHERE p.voided_at IS NULL AND "
        f"p.paid_on BETWEEN '{first}' AND '{LAST_YEAR[1]}' GROUP BY {keys}, {year}"
    )


def _beginning(column: str, length: int, raw: Raw) -> str:
    text = f"CONVERT(char(10), {column}, 23)" if raw.is_server else column
    return f"SUBSTR{'ING' if raw.is_server else ''}({text}, 1, {length})"


def _line(by: Breakdown, ours: Timings, baseline: Timings) -> str:
    return (
        f"{by.value}: {milliseconds(ours.median):,.1f} ms, raw {milliseconds(baseline.median):,.1f}"
        f"; processor's time alone {milliseconds(ours.busy_median):,.1f} and "
        f"{milliseconds(baseline.busy_median):,.1f}"
    )
