"""Reading rows of customers for lists: only what they show, of customers known by id."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, literal_column, select

from crm_desktop.data.prepared import Prepared, Reader
from crm_desktop.data.tables import (
    ClientUser,
    ContactRecord,
    CustomerPaid,
    CustomerRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.records import CustomerRow

# Ids in one statement: a page of a list, or a chunk of a long answer.
_SIZES = (100, 500)
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
)
_NOTHING: Any = literal_column("''")


def customer_rows(reader: Reader, ids: Sequence[int]) -> list[CustomerRow]:
    """Return the rows of the customers with these ids, in the order of `ids`."""
    rows: list[CustomerRow] = []
    for start in range(0, len(ids), _SIZES[-1]):
        chunk = ids[start : start + _SIZES[-1]]
        found = _rows(reader, chunk)
        rows += [found[each] for each in chunk if each in found]
    return rows


def _rows(reader: Reader, ids: Sequence[int]) -> dict[int, CustomerRow]:
    size = next(size for size in _SIZES if len(ids) <= size)
    # A statement for each number of ids would be written, and planned, again and again.
    filled = [*ids, *[ids[-1]] * (size - len(ids))]
    return rows_by_id(reader, reader.listed(_statement(size), filled))


def rows_by_id(reader: Reader, found: Iterable[Any]) -> dict[int, CustomerRow]:
    """Return rows by id, made of what a statement `with_columns` found, in its order.

    What is done here is done for every row of every screen.
    """
    plain = reader.plain
    make, money, day, moment = CustomerRow._make, plain.money, plain.day, plain.moment
    return {
        row[0]: make(
            (*row[:24], money(row[24]), row[25] and day(row[25]), moment(row[26]), moment(row[27]))
        )
        for row in found
    }


@lru_cache
def _statement(size: int) -> Prepared:
    """Return what reads `size` customers by id."""
    ids: list[Any] = [bindparam(f"id{place}") for place in range(size)]
    whole = select(CustomerRecord.id).join_from(
        CustomerRecord, CustomerPaid, CustomerPaid.customer_id == CustomerRecord.id
    )
    return Prepared(with_columns(whole.where(CustomerRecord.id.in_(ids))))


def with_columns(customers: Select[Any]) -> Select[Any]:
    """Return a SELECT from customers and what they paid with the columns of `CustomerRow`."""
    owner = func.coalesce(
        func.nullif(ClientUser.display_name, _NOTHING), ClientUser.username, _NOTHING
    )
    phone = func.coalesce(
        func.nullif(ContactRecord.phone, _NOTHING), ContactRecord.mobile, _NOTHING
    )
    return (
        customers.with_only_columns(
            *(getattr(CustomerRecord, name) for name in _OWN_COLUMNS),
            func.coalesce(ProductCategoryRecord.name, _NOTHING),
            owner,
            func.coalesce(ContactRecord.name, _NOTHING),
            phone,
            CustomerPaid.revenue,
            CustomerPaid.last_payment_on,
            CustomerRecord.created_at,
            CustomerRecord.updated_at,
            maintain_column_froms=True,
        )
        .outerjoin(
            ProductCategoryRecord, ProductCategoryRecord.id == CustomerRecord.product_category_id
        )
        .outerjoin(ClientUser, ClientUser.id == CustomerRecord.owner_id)
        .outerjoin(
            ContactRecord,
            (ContactRecord.customer_id == CustomerRecord.id)
            & ContactRecord.is_primary
            & ContactRecord.deleted_at.is_(None),
        )
    )
