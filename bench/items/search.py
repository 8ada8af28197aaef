"""Finding customers by pieces of what stands in them, and by pairs of the query fields."""

from functools import partial

from bench.company import Company
from bench.measure import Result, Timings, milliseconds, ratio, repeated, together, took
from bench.plan import Plan
from bench.raw import Raw
from bench.terms import query_pairs, search_criteria
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.folding import fold, normalised_phone
from crm_desktop.services import query
from crm_desktop.services.context import ServiceContext

MOST_MS, LEAST_TIMES = 20.0, 10
QUERY_MOST_MS = 40.0
ROWS = 100
# A raw LIKE reads the whole table: measured for a few terms of each kind, once.
RAW_TERMS = 3
_OF_CONTACT = (
    "EXISTS (SELECT 1 FROM [contact] n WHERE n.customer_id = c.id AND n.deleted_at IS NULL AND {})"
)
_CATEGORY = (
    "(c.product_category_id IN (SELECT id FROM [product_category] WHERE name_key LIKE ?) OR "
    "EXISTS (SELECT 1 FROM [payment] p WHERE p.customer_id = c.id AND p.voided_at IS NULL AND "
    "p.product_category_id IN (SELECT id FROM [product_category] WHERE name_key LIKE ?)))"
)
# What a hand-written statement asks for each criterion, and how often it takes the term.
_CONDITIONS = {
    "name": (
        "(c.name_key LIKE ? OR c.short_name_key LIKE ? OR c.pinyin LIKE ? OR c.initials LIKE ?)",
        4,
    ),
    "phone": (f"(c.phone_key LIKE ? OR {_OF_CONTACT.format('n.phone_key LIKE ?')})", 2),
    "contact": (
        _OF_CONTACT.format("(n.name_key LIKE ? OR n.pinyin LIKE ? OR n.initials LIKE ?)"),
        3,
    ),
    "number": ("c.number_key LIKE ?", 1),
    "location": ("REPLACE(c.location_key, '\x1f', '') LIKE ?", 1),
    "category": (_CATEGORY, 2),
}


def search(plan: Plan) -> Result:
    """Compare searches with their count with raw LIKE; the 95th of 100 counts."""
    ours: dict[str, Timings] = {}
    baselines: dict[str, Timings] = {}
    with plan.opened() as (context, raw):
        for kind, terms in search_criteria(Company(plan.customers)).items():
            ours[kind] = _searches(context, terms, plan.runs)
            pieces = [_raw_time(raw, term) for term in terms[:: max(1, len(terms) // RAW_TERMS)]]
            baselines[kind] = Timings(tuple(pieces))
    everything, baseline = together(list(ours.values())), together(list(baselines.values()))
    plan.keep["search"] = everything.p95
    p95, times = milliseconds(everything.p95), ratio(baseline.p95, everything.p95)
    return Result(
        name="search",
        value=p95,
        unit="ms",
        baseline=milliseconds(baseline.p95),
        ratio=times,
        target=f"p95 ≤ {MOST_MS:.0f} ms, raw ÷ ours ≥ {LEAST_TIMES}",
        ok=plan.judged(p95 <= MOST_MS and times >= LEAST_TIMES, only_at_full_size=True),
        details=(
            f"processor's time alone: p95 {milliseconds(everything.busy_p95):,.1f} ms",
            *(_line(kind, timings, baselines[kind]) for kind, timings in ours.items()),
        ),
    )


def queries(plan: Plan) -> Result:
    """Measure all pairs of the query fields to the first screen."""
    pairs = query_pairs(Company(plan.customers))
    found: dict[Criteria, Timings] = {}
    with plan.opened() as (context, raw):
        for criteria in pairs:
            show = partial(query.page, context, criteria, query.BY_NUMBER, 0, ROWS)
            found[criteria] = repeated(show, plan.runs)
        baseline = Timings(tuple(_raw_time(raw, criteria) for criteria in pairs[::4]))
    everything = together(list(found.values()))
    p95 = milliseconds(everything.p95)
    slowest = sorted(found, key=lambda criteria: -found[criteria].median)[:4]
    return Result(
        name="query",
        value=p95,
        unit="ms",
        baseline=milliseconds(baseline.p95),
        ratio=ratio(p95, milliseconds(baseline.p95)),
        target=f"p95 ≤ {QUERY_MOST_MS:.0f} ms",
        ok=p95 <= QUERY_MOST_MS,
        details=(
            f"processor's time alone: p95 {milliseconds(everything.busy_p95):,.1f} ms",
            *tuple(
                f"{milliseconds(found[criteria].median):,.1f} ms: {criteria.given()}"
                for criteria in slowest
            ),
        ),
    )


def _line(kind: str, ours: Timings, baseline: Timings) -> str:
    p95, median = milliseconds(ours.p95), milliseconds(ours.median)
    plain = milliseconds(baseline.median)
    return f"{kind}: p95 {p95:,.1f} ms, median {median:,.1f}, raw {plain:,.1f}"


def _searches(context: ServiceContext, terms: list[Criteria], runs: int) -> Timings:
    def find(criteria: Criteria) -> None:
        query.page(context, criteria, query.BY_NUMBER, 0, ROWS)
        query.estimate(context, criteria)

    return together([repeated(partial(find, criteria), runs) for criteria in terms])


def _raw_time(raw: Raw, criteria: Criteria) -> float:
    """Return how long the first rows and the count take in plain SQL."""
    condition, values = _condition(criteria)
    where = f"FROM [customer] c WHERE c.deleted_at IS NULL AND {condition}"
    rows = f"SELECT c.id, c.customer_no, c.name {where} ORDER BY c.number_key {raw.first(ROWS)}"

    def ask() -> None:
        raw.rows(rows, values)
        raw.rows(f"SELECT COUNT(*) {where}", values)

    return took(ask)


def _condition(criteria: Criteria) -> tuple[str, list[str]]:
    parts: list[str] = []
    values: list[str] = []
    for name, value in criteria.given().items():
        condition, times = _CONDITIONS[name]
        text = normalised_phone(str(value)) if name == "phone" else fold(str(value))
        parts.append(condition)
        values += [f"%{text}%"] * times
    return " AND ".join(parts), values
