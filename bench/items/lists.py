"""The first screen of the list, in every order that is offered."""

from collections.abc import Sequence

from bench.measure import Result, Timings, in_turns, milliseconds, ratio
from bench.plan import Plan
from bench.raw import Raw
from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.services import query
from crm_desktop.services.context import ServiceContext

MOST = 1.5
ROWS = 100
SCREENS_EACH_RUN = 12
# Columns of `CustomerRow` that the list can be sorted by.
COLUMNS = (
    "customer_no",
    "name",
    "short_name",
    "kind",
    "status",
    "level",
    "category_name",
    "owner_name",
    "city",
    "primary_contact",
    "primary_contact_phone",
    "phone",
    "mobile",
    "total_paid",
    "last_payment_on",
    "main_business",
    "source",
    "industry",
    "credit_rating",
    "country",
    "province",
    "district",
    "address",
    "postal_code",
    "email",
    "created_at",
    "updated_at",
)
# All that the list shows of customers, in one statement, for ids that are known beforehand: no
# order has to be found, so that nothing can be faster.
_RAW = """
SELECT c.id, c.customer_no, c.name, c.short_name, c.kind, c.main_business, c.status, c.level,
  c.source, c.industry, c.credit_rating, c.country, c.province, c.city, c.district, c.address,
  c.postal_code, c.phone, c.mobile, c.email, c.created_at, c.updated_at, g.name, u.display_name,
  n.name, n.phone, n.mobile, p.revenue, p.last_payment_on
FROM [customer] c
LEFT JOIN [product_category] g ON g.id = c.product_category_id
LEFT JOIN [client_user] u ON u.id = c.owner_id
LEFT JOIN [contact] n ON n.customer_id = c.id AND n.is_primary = 1 AND n.deleted_at IS NULL
JOIN [customer_paid] p ON p.customer_id = c.id
WHERE c.id IN ({ids})
"""


def list_first(plan: Plan) -> Result:
    """Compare the first screen in each order with the raw rows; the worst order counts."""
    with plan.opened() as (context, raw):
        offered = orders(context)
        found = {
            sort: _measured(context, raw, sort, plan.runs * SCREENS_EACH_RUN) for sort in offered
        }
    plan.keep["list_first"] = max(ours.median for ours, _ in found.values())
    ratios = {sort: ours.median / baseline.median for sort, (ours, baseline) in found.items()}
    worst = max(ratios, key=lambda sort: ratios[sort])
    ours, baseline = found[worst]
    slowest = sorted(found, key=lambda sort: -found[sort][0].median)[:5]
    return Result(
        name="list_first",
        value=milliseconds(ours.median),
        unit="ms",
        baseline=milliseconds(baseline.median),
        ratio=ratio(ours.median, baseline.median),
        target=f"ratio ≤ {MOST} in any order",
        ok=ratios[worst] <= MOST,
        details=(
            f"worst of the {len(found)} orders that are offered: {named(worst)}; "
            f"{sum(each <= MOST for each in ratios.values())} orders within the target",
            "processor's time alone: worst ratio "
            f"{max(o.busy_median / r.busy_median for o, r in found.values()):.2f}",
            "slowest: "
            + ", ".join(f"{named(s)} {milliseconds(found[s][0].median):.1f} ms" for s in slowest),
        ),
    )


def orders(context: ServiceContext) -> Sequence[SortOrder]:
    """Return every order in which all customers can be listed, upwards and downwards."""
    columns = (name for name in COLUMNS if query.can_sort_any_number(context, name))
    return [SortOrder(column, down) for column in columns for down in (False, True)]


def named(sort: SortOrder) -> str:
    """Return an order in words."""
    return f"{sort.column} {'down' if sort.descending else 'up'}"


def _measured(
    context: ServiceContext, raw: Raw, sort: SortOrder, runs: int
) -> tuple[Timings, Timings]:
    ids = [row.id for row in query.page(context, Criteria(), sort, 0, ROWS)]
    statement = _RAW.format(ids=",".join(map(str, ids)))
    return in_turns(
        lambda: query.page(context, Criteria(), sort, 0, ROWS), lambda: raw.rows(statement), runs
    )
