"""Sums of payments by what they are broken down by, and the payments behind each sum.

Both go through the same keys, so that a figure is exactly the payments behind it. Payments of
customers in the recycle bin count: the money was received. Only void entries are left out.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from crm_desktop.data.criteria_conditions import Condition, paid_between
from crm_desktop.data.dialect import Money, in_cents
from crm_desktop.data.payment_sums import signed_amount
from crm_desktop.data.tables import (
    ClientUser,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
    RevenueDay,
)
from crm_desktop.domain.packed_rows import PackedRows
from crm_desktop.domain.periods import Period, stretch_key, stretch_period
from crm_desktop.domain.statistics import Breakdown, StatisticsRow, is_home, location_key
from crm_desktop.infra.cancellation import check_cancelled

_CATEGORY = func.coalesce(PaymentRecord.product_category_id, CustomerRecord.product_category_id)


Periods = tuple[Period, Period, Period]
# Customers whose names are packed together.
_BLOCK = 1024
_SUMS = ("payments", "revenue", "before", "year_ago")


def days_paid(session: Session, period: Period) -> Iterable[Row[date, int, Decimal]]:
    """Return each day of `period` that something was paid on: how many payments, the revenue."""
    payments = func.sum(RevenueDay.payments)
    query = (
        select(RevenueDay.paid_on, payments, func.sum(RevenueDay.revenue, type_=Money))
        .where(RevenueDay.paid_on >= period.first, RevenueDay.paid_on <= period.last)
        .group_by(RevenueDay.paid_on)
        .having(payments != 0)
    )
    return session.execute(query)


def rows_of(session: Session, periods: Periods, by: Breakdown) -> list[StatisticsRow]:
    """Return what was paid under each key of `by` in the first of `periods`, and in the others.

    Not for time and customers (`days_paid`, `customer_rows`). In no order.
    """
    sums = _sums(periods, by)
    group = _group_columns(by, sums)
    query = select(*group, *(func.sum(sums.c[name], type_=sums.c[name].type) for name in _SUMS))
    if by is not Breakdown.METHOD:
        query = query.join_from(sums, CustomerRecord, CustomerRecord.id == sums.c.customer_id)
    names = _names(session, by)
    found: dict[str, StatisticsRow] = {}
    for *values, payments, revenue, before, year_ago in session.execute(query.group_by(*group)):
        key, label = names(*values)
        known = found.get(key) or StatisticsRow(key=key, label=label)
        found[key] = StatisticsRow(
            key=key,
            label=label,
            payments=known.payments + payments,
            revenue=known.revenue + revenue,
            before=known.before + before,
            year_ago=known.year_ago + year_ago,
        )
    return list(found.values())


def customer_rows(session: Session, periods: Periods, dialect_name: str) -> PackedRows:
    """Return what each customer paid in the first of `periods`, and in the others.

    The largest revenue comes first; there may be a million.
    """
    sums = _sums(periods, Breakdown.CUSTOMER)
    amounts = [in_cents(sums.c[name], dialect_name).label(name) for name in _SUMS[1:]]
    query = (
        select(
            CustomerRecord.id,
            CustomerRecord.customer_no,
            CustomerRecord.name,
            sums.c.payments,
            *amounts,
        )
        .join_from(sums, CustomerRecord, CustomerRecord.id == sums.c.customer_id)
        .order_by(*(sums.c[name].desc() for name in _SUMS[1:]), CustomerRecord.customer_no)
    )
    rows = PackedRows(_BLOCK)
    # Past the session, which would fetch all rows before it hands out the first.
    found = session.connection().execute(query)
    for block in found.partitions(_BLOCK):
        check_cancelled()
        rows.append_block(*zip(*block, strict=True))
    return rows


def ids_by_name(session: Session) -> Iterator[int]:
    """Yield the ids of all customers, also of those in the recycle bin, by their names."""
    query = select(CustomerRecord.id).order_by(CustomerRecord.sort_key, CustomerRecord.id)
    for block in session.connection().execute(query).partitions(_BLOCK):
        check_cancelled()
        for (customer_id,) in block:
            yield customer_id


def _sums(periods: Periods, by: Breakdown) -> Subquery:
    """Return sums over the payments alone, as small groups as `by` needs.

    The customers are joined to them afterwards: there are fewer sums than payments. Each of the
    periods is read once, however many columns it fills.
    """
    groups: dict[Breakdown, list[Any]] = {
        Breakdown.METHOD: [PaymentRecord.method],
        Breakdown.CATEGORY: [PaymentRecord.customer_id, PaymentRecord.product_category_id],
    }
    group = groups.get(by, [PaymentRecord.customer_id])
    now, *_ = periods
    none, one = literal_column("0", Integer), literal_column("1", Integer)
    branches = []
    for period in dict.fromkeys(periods):
        amounts = [signed_amount() if each == period else none for each in periods]
        columns = [one if period == now else none, *amounts]
        labelled = [column.label(name) for name, column in zip(_SUMS, columns, strict=True)]
        branches.append(select(*group, *labelled).where(*_counted(period)))
    paid = union_all(*branches).subquery()
    keys = [paid.c[column.name] for column in group]
    types = (Integer(), Money(), Money(), Money())
    sums = [
        func.sum(paid.c[name], type_=kind).label(name)
        for name, kind in zip(_SUMS, types, strict=True)
    ]
    return select(*keys, *sums).group_by(*keys).subquery()


def paid_period(session: Session) -> Period | None:
    """Return the days from the first to the last payment that is not void."""
    days = (
        select(RevenueDay.paid_on)
        .group_by(RevenueDay.paid_on)
        .having(func.sum(RevenueDay.payments) != 0)
        .subquery()
    )
    query = select(func.min(days.c.paid_on), func.max(days.c.paid_on))
    first, last = session.execute(query).one()
    return Period(first, last) if first is not None and last is not None else None


def payment_ids_behind(
    session: Session, period: Period, by: Breakdown, key: str, offset: int, limit: int | None
) -> list[int]:
    """Return the ids of the payments that make up the figure `key`, oldest first."""
    if by.is_time:
        stretch = _stretch(key, period, by)
        if stretch is None:
            return []
        period = stretch
    query = (
        _payments(select(PaymentRecord.id))
        .where(*_counted(period), _behind(session, by, key))
        .order_by(PaymentRecord.paid_on, PaymentRecord.id)
    )
    if offset or limit is not None:
        query = query.offset(offset).limit(limit)
    return list(session.scalars(query))


def _payments(query: Select[Any]) -> Select[Any]:
    return query.select_from(PaymentRecord).join(
        CustomerRecord, CustomerRecord.id == PaymentRecord.customer_id
    )


def _counted(period: Period) -> list[Condition]:
    return [PaymentRecord.voided_at.is_(None), *paid_between(period.first, period.last)]


def _stretch(key: str, period: Period, by: Breakdown) -> Period | None:
    try:
        stretch = stretch_period(key, period)
    except ValueError:  # no such stretch, or none inside the period
        return None
    return stretch if stretch_key(stretch.first, by.value) == key else None


def _group_columns(by: Breakdown, sums: Subquery) -> list[Any]:
    if by is Breakdown.METHOD:
        return [sums.c.method]
    if by is Breakdown.CATEGORY:
        return [func.coalesce(sums.c.product_category_id, CustomerRecord.product_category_id)]
    columns: dict[Breakdown, list[Any]] = {
        Breakdown.LOCATION: [CustomerRecord.country, CustomerRecord.province],
        Breakdown.OWNER: [CustomerRecord.owner_id],
        Breakdown.LEVEL: [CustomerRecord.level],
    }
    return columns[by]


def _names(session: Session, by: Breakdown) -> Callable[..., tuple[str, str]]:
    """Return what turns the columns of a group into its key and label."""
    if by is Breakdown.CATEGORY:
        categories = _categories(session)
        return lambda category_id: (categories.get(category_id, ""),) * 2
    if by is Breakdown.OWNER:
        owners = _owners(session)
        return lambda owner_id: owners.get(owner_id, ("", ""))
    if by is Breakdown.LOCATION:
        return lambda country, province: (location_key(country, province),) * 2
    return lambda value: (str(value),) * 2


def _behind(session: Session, by: Breakdown, key: str) -> Condition:
    """Return what must hold of a payment and its customer to count under `key`."""
    if by is Breakdown.CUSTOMER:
        return CustomerRecord.customer_no == key
    if by is Breakdown.LOCATION:
        return _at(session, key)
    if by is Breakdown.CATEGORY:
        return _among(_CATEGORY, key, {name: i for i, name in _categories(session).items()})
    if by is Breakdown.OWNER:
        return _among(
            CustomerRecord.owner_id, key, {names[0]: i for i, names in _owners(session).items()}
        )
    if by is Breakdown.METHOD:
        return PaymentRecord.method == key
    if by is Breakdown.LEVEL:
        return CustomerRecord.level == key
    return true()


def _among(column: Any, key: str, ids: dict[str, int]) -> Condition:
    found: Condition = column == ids.get(key) if key in ids or not key else false()
    return found


def _at(session: Session, key: str) -> Condition:
    pairs = session.execute(select(CustomerRecord.country, CustomerRecord.province).distinct())
    places = [(c, p) for c, p in pairs if location_key(c, p) == key]
    at_home = [(c, p) for c, p in places if is_home(c)]
    return or_(
        CustomerRecord.country.in_({c for c, _ in places if not is_home(c)}),
        and_(
            CustomerRecord.country.in_({c for c, _ in at_home}),
            CustomerRecord.province.in_({p for _, p in at_home}),
        ),
    )


def _categories(session: Session) -> dict[int, str]:
    query = select(ProductCategoryRecord.id, ProductCategoryRecord.name)
    return {row.id: row.name for row in session.execute(query)}


def _owners(session: Session) -> dict[int, tuple[str, str]]:
    query = select(ClientUser.id, ClientUser.username, ClientUser.display_name)
    return {
        row.id: (row.username, row.display_name or row.username) for row in session.execute(query)
    }
