"""Reading customers for lists: ids in order, then only what is shown of those on the page."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.data.criteria_conditions import conditions
from crm_desktop.data.customer_order import order
from crm_desktop.data.payment_sums import last_payment_on, revenue
from crm_desktop.data.tables import (
    ClientUser,
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.records import CustomerRow

# Ids in one statement; SQL Server takes at most 2100 parameters.
CHUNK = 500
ValueT = TypeVar("ValueT")

_OWN_COLUMNS = (
    "id",
    "customer_no",
    "name",
    "short_name",
    "kind",
    "main_business",
    "status",
    "level",
    "source",
    "industry",
    "credit_rating",
    "country",
    "province",
    "city",
    "district",
    "address",
    "postal_code",
    "phone",
    "mobile",
    "email",
    "created_at",
    "updated_at",
)


def customer_ids(
    session: Session,
    criteria: Criteria,
    sort: SortOrder,
    offset: int = 0,
    limit: int | None = None,
) -> list[int]:
    """Return the ids of the customers that meet `criteria`, in order."""
    query = select(CustomerRecord.id).where(*conditions(criteria)).order_by(*order(session, sort))
    if offset or limit is not None:
        query = query.offset(offset).limit(limit)
    return list(session.scalars(query))


def count_customers(session: Session, criteria: Criteria) -> int:
    """Return how many customers meet `criteria`."""
    query = select(func.count()).select_from(CustomerRecord).where(*conditions(criteria))
    return session.scalar(query) or 0


def customer_rows(session: Session, ids: Sequence[int]) -> list[CustomerRow]:
    """Return the rows of the customers with these ids (at most `CHUNK`), in the order of `ids`."""
    if not ids:
        return []
    columns = [getattr(CustomerRecord, name) for name in _OWN_COLUMNS]
    query = (
        select(
            *columns,
            func.coalesce(ProductCategoryRecord.name, "").label("category_name"),
            func.coalesce(func.nullif(ClientUser.display_name, ""), ClientUser.username, "").label(
                "owner_name"
            ),
        )
        .select_from(CustomerRecord)
        .outerjoin(
            ProductCategoryRecord, ProductCategoryRecord.id == CustomerRecord.product_category_id
        )
        .outerjoin(ClientUser, ClientUser.id == CustomerRecord.owner_id)
        .where(CustomerRecord.id.in_(ids))
    )
    contacts, payments = _primary_contacts(session, ids), _payments(session, ids)
    rows = {
        row.id: CustomerRow(**row._mapping, **contacts.get(row.id, {}), **payments.get(row.id, {}))
        for row in session.execute(query)
    }
    return [rows[customer_id] for customer_id in ids if customer_id in rows]


def chunks(values: Iterable[ValueT], size: int = CHUNK) -> Iterator[list[ValueT]]:
    """Yield `values` in lists of at most `size`."""
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk


def _primary_contacts(session: Session, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    query = select(
        ContactRecord.customer_id, ContactRecord.name, ContactRecord.phone, ContactRecord.mobile
    ).where(
        ContactRecord.customer_id.in_(ids),
        ContactRecord.is_primary,
        ContactRecord.deleted_at.is_(None),
    )
    return {
        row.customer_id: {
            "primary_contact": row.name,
            "primary_contact_phone": row.phone or row.mobile,
        }
        for row in session.execute(query)
    }


def _payments(session: Session, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    query = (
        select(
            PaymentRecord.customer_id,
            revenue().label("total_paid"),
            last_payment_on().label("last_payment_on"),
        )
        .where(PaymentRecord.customer_id.in_(ids), PaymentRecord.voided_at.is_(None))
        .group_by(PaymentRecord.customer_id)
    )
    return {
        row.customer_id: {"total_paid": row.total_paid, "last_payment_on": row.last_payment_on}
        for row in session.execute(query)
    }
