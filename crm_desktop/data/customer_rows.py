"""Reading rows of customers for lists: only what they show, of customers known by id."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, literal_column, select

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
        found = {row.id: row for row in _rows(reader, chunk)}
        rows += [found[each] for each in chunk if each in found]
    return rows


def _rows(reader: Reader, ids: Sequence[int]) -> Iterator[CustomerRow]:
    size = next(size for size in _SIZES if len(ids) <= size)
    # A statement for each number of ids would be written, and planned, again and again.
    filled = [*ids, *[ids[-1]] * (size - len(ids))]
    values = {f"id{place}": each for place, each in enumerate(filled)}
    plain = reader.plain
    money, day, moment = plain.money, plain.day, plain.moment
    for row in reader.rows(_statement(size), **values):
        yield CustomerRow._make(
            (
                *row[:24],
                money(row[24]),
                None if row[25] is None else day(row[25]),
                moment(row[26]),
                moment(row[27]),
            )
        )


@lru_cache
def _statement(size: int) -> Prepared:
    """Return what reads the columns of `CustomerRow`, in its order, of `size` customers."""
    owner = func.coalesce(
        func.nullif(ClientUser.display_name, _NOTHING), ClientUser.username, _NOTHING
    )
    phone = func.coalesce(
        func.nullif(ContactRecord.phone, _NOTHING), ContactRecord.mobile, _NOTHING
    )
    return Prepared(
        select(
            *(getattr(CustomerRecord, name) for name in _OWN_COLUMNS),
            func.coalesce(ProductCategoryRecord.name, _NOTHING),
            owner,
            func.coalesce(ContactRecord.name, _NOTHING),
            phone,
            CustomerPaid.revenue,
            CustomerPaid.last_payment_on,
            CustomerRecord.created_at,
            CustomerRecord.updated_at,
        )
        .select_from(CustomerRecord)
        .outerjoin(
            ProductCategoryRecord, ProductCategoryRecord.id == CustomerRecord.product_category_id
        )
        .outerjoin(ClientUser, ClientUser.id == CustomerRecord.owner_id)
        .join(CustomerPaid, CustomerPaid.customer_id == CustomerRecord.id)
        .outerjoin(
            ContactRecord,
            (ContactRecord.customer_id == CustomerRecord.id)
            & ContactRecord.is_primary
            & ContactRecord.deleted_at.is_(None),
        )
        .where(CustomerRecord.id.in_([bindparam(f"id{place}") for place in range(size)]))
    )
