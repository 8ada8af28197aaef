"""How much longer things take in the large company than in one a tenth of its size."""

from collections.abc import Callable
from dataclasses import replace

from bench.items import lists, save, search, statistics, windows
from bench.measure import Result, milliseconds, ratio
from bench.plan import Plan

MOST = 1.5
COMPARED: dict[str, Callable[[Plan], Result]] = {
    "list_first": lists.list_first,
    "list_jump": windows.list_jump,
    "search": search.search,
    "revenue": statistics.revenue,
    "save": save.save,
}


def grow(plan: Plan) -> Result:
    """Compare what was measured in the large company with the smaller one; the worst counts."""
    smaller = replace(plan, customers=plan.compared_customers, keep={})
    found: dict[str, tuple[float, float]] = {}
    for name, measure in COMPARED.items():
        if name not in plan.keep:
            measure(plan)
        measure(smaller)
        found[name] = plan.keep[name], smaller.keep[name]
    worst = max(found, key=lambda name: found[name][0] / found[name][1])
    large, small = found[worst]
    times = ratio(large, small)
    return Result(
        name="grow",
        value=milliseconds(large),
        unit="ms",
        baseline=milliseconds(small),
        ratio=times,
        target=f"ratio ≤ {MOST} each",
        ok=plan.judged(times <= MOST, only_at_full_size=True),
        details=tuple(
            f"{name}: {milliseconds(found[name][0]):,.1f} ms at {plan.customers:,}, "
            f"{milliseconds(found[name][1]):,.1f} at {smaller.customers:,}"
            for name in found
        ),
    )
