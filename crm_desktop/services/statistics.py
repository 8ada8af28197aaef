"""Statistics: what customers paid over a period, compared, and the payments behind each figure."""

from collections.abc import Mapping
from decimal import Decimal

from crm_desktop.data import detail_queries, statistics_queries
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.statistics_queries import Figure, figures, payment_ids_behind
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.data.user_queries import names
from crm_desktop.domain.money import ZERO
from crm_desktop.domain.periods import Period, stretches
from crm_desktop.domain.records import PaymentRow
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.services.context import ServiceContext, require_signed_in

Figures = Mapping[str, Figure]


def statistics(context: ServiceContext, period: Period, by: Breakdown) -> Statistics:
    """Return the revenue of `period` by `by`, with the period before and the same a year ago.

    Refunds subtract, void entries do not count, and payments of customers in the recycle bin do.
    A payment without a category counts under its customer's. Stretches of time are all there, in
    order; other rows come by revenue, the largest first, and include what has figures only in a
    period compared with. All of it is of one moment.
    """
    require_signed_in(context)
    before, year_ago = period.before(), period.year_ago()
    found: list[Figures] = []
    with ReadOnlyWork(context) as work:
        for each in (period, before, year_ago):
            check_cancelled()
            found.append(figures(work.session, each, by, work.dialect_name))
    if by.is_time:
        rows = _time_rows(by, (period, before, year_ago), found)
    else:
        rows = _keyed_rows(found)
    totals = [sum((figure.revenue for figure in each.values()), ZERO) for each in found]
    return Statistics(
        period=period,
        before=before,
        year_ago=year_ago,
        by=by,
        rows=tuple(rows),
        payments=sum(figure.payments for figure in found[0].values()),
        total=totals[0],
        total_before=totals[1],
        total_year_ago=totals[2],
    )


def paid_period(context: ServiceContext) -> Period | None:
    """Return the days from the first to the last payment that counts; None where there is none."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return statistics_queries.paid_period(work.session)


def payments_behind(
    context: ServiceContext,
    period: Period,
    by: Breakdown,
    key: str,
    offset: int = 0,
    limit: int | None = None,
) -> tuple[PaymentRow, ...]:
    """Return the payments that make up one row of `statistics`, oldest first.

    There are as many as the row's `payments`, and their revenue adds up to its `revenue`; none
    for a key that has no row.
    """
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        ids = payment_ids_behind(work.session, period, by, key, offset, limit)
        users = names(work.session)
        rows: list[PaymentRow] = []
        for chunk in chunks(ids):
            check_cancelled()
            rows += detail_queries.payment_rows(work.session, chunk, users)
    return tuple(rows)


def _time_rows(
    by: Breakdown, periods: tuple[Period, ...], found: list[Figures]
) -> list[StatisticsRow]:
    """Return a row for each stretch, compared with the stretch at the same place."""
    now, before, year_ago = found
    keys, keys_before, keys_year_ago = ([*stretches(each, by.value)] for each in periods)
    rows = []
    for place, key in enumerate(keys):
        figure = now.get(key)
        rows.append(
            StatisticsRow(
                key=key,
                label=key,
                payments=figure.payments if figure else 0,
                revenue=figure.revenue if figure else ZERO,
                before=_revenue_at(keys_before, place, before),
                year_ago=_revenue_at(keys_year_ago, place, year_ago),
            )
        )
    return rows


def _revenue_at(keys: list[str], place: int, found: Figures) -> Decimal:
    return _revenue(found, keys[place]) if place < len(keys) else ZERO


def _revenue(found: Figures, key: str) -> Decimal:
    return found[key].revenue if key in found else ZERO


def _keyed_rows(found: list[Figures]) -> list[StatisticsRow]:
    now, before, year_ago = found
    labels = {key: figure.label for each in reversed(found) for key, figure in each.items()}
    rows = [
        StatisticsRow(
            key=key,
            label=label,
            payments=now[key].payments if key in now else 0,
            revenue=_revenue(now, key),
            before=_revenue(before, key),
            year_ago=_revenue(year_ago, key),
        )
        for key, label in labels.items()
    ]
    return sorted(rows, key=lambda row: (-row.revenue, -row.before, -row.year_ago, row.key))
