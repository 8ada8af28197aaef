"""Sums of payments by what they are broken down by, and the payments behind each sum.

Both go through the same keys, so that a figure is exactly the payments behind it. Payments of
customers in the recycle bin count: the money was received. Only void entries are left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from crm_desktop.data.criteria_conditions import Condition, paid_between
from crm_desktop.data.dialect import month_text, year_text
from crm_desktop.data.payment_sums import revenue
from crm_desktop.data.tables import (
    ClientUser,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.periods import Period, stretch_key, stretch_period
from crm_desktop.domain.statistics import Breakdown, is_home, location_key

_CATEGORY = func.coalesce(PaymentRecord.product_category_id, CustomerRecord.product_category_id)


@dataclass(frozen=True, slots=True)
class Figure:
    """The sum under one key: how many payments, and the revenue from them."""

    key: str
    label: str
    payments: int
    revenue: Decimal


def figures(
    session: Session, period: Period, by: Breakdown, dialect_name: str
) -> dict[str, Figure]:
    """Return what was paid in `period` by key; keys nothing was paid under are missing."""
    columns = _group_columns(by, dialect_name)
    query = (
        _payments(select(*columns, func.count(), revenue()))
        .where(*_counted(period))
        .group_by(*columns)
    )
    names = _names(session, by)
    found: dict[str, Figure] = {}
    for *group, payments, amount in session.execute(query):
        key, label = names(*group)
        if key in found:
            known = found[key]
            payments, amount = payments + known.payments, amount + known.revenue
        found[key] = Figure(key, label, payments, amount)
    return found


def paid_period(session: Session) -> Period | None:
    """Return the days from the first to the last payment that is not void."""
    query = select(func.min(PaymentRecord.paid_on), func.max(PaymentRecord.paid_on)).where(
        PaymentRecord.voided_at.is_(None)
    )
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


def _group_columns(by: Breakdown, dialect_name: str) -> list[Any]:
    columns: dict[Breakdown, list[Any]] = {
        Breakdown.DAY: [PaymentRecord.paid_on],
        Breakdown.MONTH: [month_text(PaymentRecord.paid_on, dialect_name)],
        Breakdown.QUARTER: [month_text(PaymentRecord.paid_on, dialect_name)],
        Breakdown.YEAR: [year_text(PaymentRecord.paid_on, dialect_name)],
        Breakdown.CUSTOMER: [CustomerRecord.customer_no, CustomerRecord.name],
        Breakdown.LOCATION: [CustomerRecord.country, CustomerRecord.province],
        Breakdown.CATEGORY: [_CATEGORY],
        Breakdown.METHOD: [PaymentRecord.method],
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
    if by is Breakdown.CUSTOMER:
        return lambda customer_no, name: (customer_no, name)
    if by is Breakdown.LOCATION:
        return lambda country, province: (location_key(country, province),) * 2
    if by is Breakdown.QUARTER:
        return lambda month: (stretch_key(date.fromisoformat(f"{month}-01"), "quarter"),) * 2
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
