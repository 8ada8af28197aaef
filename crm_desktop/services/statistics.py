"""Statistics: what customers paid over a period, compared, and the payments behind each figure."""

from collections.abc import Sequence
from decimal import Decimal

from crm_desktop.data import detail_queries, statistics_queries
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.statistics_queries import Periods, payment_ids_behind
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.data.user_queries import names
from crm_desktop.domain.money import ZERO
from crm_desktop.domain.periods import Period, stretch_key, stretches
from crm_desktop.domain.records import PaymentRow
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.services.context import ServiceContext, require_signed_in

# How many payments, and the revenue from them.
Figure = tuple[int, Decimal]
Figures = dict[str, Figure]
_NOTHING: Figure = (0, ZERO)


def statistics(context: ServiceContext, period: Period, by: Breakdown) -> Statistics:
    """Return the revenue of `period` by `by`, with the period before and the same a year ago.

    Refunds subtract, void entries do not count, and payments of customers in the recycle bin do.
    A payment without a category counts under its customer's. Stretches of time are all there, in
    order; other rows come by revenue, the largest first, and include what has figures only in a
    period compared with. All of it is of one moment.
    """
    require_signed_in(context)
    periods = (period, period.before(), period.year_ago())
    with ReadOnlyWork(context) as work:
        check_cancelled()
        if by.is_time:
            return _by_time(work, periods, by)
        if by is Breakdown.CUSTOMER:
            packed = statistics_queries.customer_rows(work.session, periods, work.dialect_name)
            return _statistics(periods, by, packed, packed.payments, packed.totals)
        found = statistics_queries.rows_of(work.session, periods, by)
    rows = sorted(found, key=lambda row: (-row.revenue, -row.before, -row.year_ago, row.key))
    totals = (
        sum((row.revenue for row in rows), ZERO),
        sum((row.before for row in rows), ZERO),
        sum((row.year_ago for row in rows), ZERO),
    )
    return _statistics(periods, by, tuple(rows), sum(row.payments for row in rows), totals)


def _statistics(
    periods: Periods,
    by: Breakdown,
    rows: Sequence[StatisticsRow],
    payments: int,
    totals: tuple[Decimal, Decimal, Decimal],
) -> Statistics:
    period, before, year_ago = periods
    total, total_before, total_year_ago = totals
    return Statistics(
        period=period,
        before=before,
        year_ago=year_ago,
        by=by,
        rows=rows,
        payments=payments,
        total=total,
        total_before=total_before,
        total_year_ago=total_year_ago,
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


def _by_time(work: ReadOnlyWork, periods: Periods, by: Breakdown) -> Statistics:
    """Return a row for each stretch, compared with the stretch at the same place."""
    now, before, year_ago = (_figures(work, each, by) for each in periods)
    keys, keys_before, keys_year_ago = ([*stretches(each, by.value)] for each in periods)
    rows = []
    for place, key in enumerate(keys):
        payments, revenue = now.get(key, _NOTHING)
        rows.append(
            StatisticsRow(
                key=key,
                label=key,
                payments=payments,
                revenue=revenue,
                before=_revenue_at(keys_before, place, before),
                year_ago=_revenue_at(keys_year_ago, place, year_ago),
            )
        )
    totals = _total(now), _total(before), _total(year_ago)
    payments = sum(number for number, _ in now.values())
    return _statistics(periods, by, tuple(rows), payments, totals)


def _figures(work: ReadOnlyWork, period: Period, by: Breakdown) -> Figures:
    """Return the days of `period` added up by their stretches."""
    unit = by.value
    found: dict[str, Figure] = {}
    for day, payments, revenue in statistics_queries.days_paid(work.session, period):
        key = stretch_key(day, unit)
        number, amount = found.get(key, _NOTHING)
        found[key] = (number + payments, amount + revenue)
    return found


def _revenue_at(keys: list[str], place: int, found: Figures) -> Decimal:
    return found.get(keys[place], _NOTHING)[1] if place < len(keys) else ZERO


def _total(found: Figures) -> Decimal:
    return sum((revenue for _, revenue in found.values()), ZERO)
