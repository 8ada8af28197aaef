"""The order of customers by any column of the list, the same every time."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from crm_desktop.data.dialect import without_case
from crm_desktop.data.pinyin import sort_key
from crm_desktop.data.tables import (
    ClientUser,
    CodeItemRecord,
    ContactRecord,
    CustomerPaid,
    CustomerRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.codes import FIXED_LISTS
from crm_desktop.domain.criteria import SortOrder

Expression = ColumnElement[Any]

_CODES = ("status", "level", "source", "industry", "credit_rating")
_TEXTS = (
    "short_name",
    "main_business",
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


def order(session: Session, sort: SortOrder) -> list[Expression]:
    """Return what to order `CustomerRecord` by; what is empty comes last, either way.

    Names are in the order of their pinyin, codes and categories in that of their lists; ties are
    broken by id, in the direction of the rest. `customer_walk` goes the same way along indexes.
    Raises ValueError for a column that `CustomerRow` does not have.
    """
    if sort.column == "id":  # SQL Server refuses to sort by a column twice
        return [_turned(CustomerRecord.id, sort)]
    terms: list[Expression] = []
    for may_be_empty, expression in _expressions(session, sort.column):
        if may_be_empty is not None:
            terms.append(may_be_empty)
        terms.append(_turned(expression, sort))
    return [*terms, _turned(CustomerRecord.id, sort)]


def _turned(expression: Any, sort: SortOrder) -> Expression:
    turned: Expression = expression.desc() if sort.descending else expression.asc()
    return turned


def _last(is_empty: ColumnElement[bool]) -> Expression:
    return case((is_empty, 1), else_=0)


def _expressions(session: Session, column: str) -> list[tuple[Expression | None, Expression]]:
    """Return expressions to order by, each with what puts the empty ones last, if there can be."""
    if column in _ALWAYS_THERE:
        return [(None, _ALWAYS_THERE[column])]
    if column == "kind":
        known = case(_KINDS, value=CustomerRecord.kind)
        return [(_last(known.is_(None)), known)]
    if column in _CODES:
        position, code = _position(column), getattr(CustomerRecord, column)
        # First what is on the list, then what is not (any more), then nothing at all.
        return [
            (case((position.is_not(None), 0), (code != "", 1), else_=2), position),
            (None, code),
        ]
    if column in _TEXTS:
        text = getattr(CustomerRecord, column)
        return [(_last(text == ""), without_case(text))]
    if column == "category_name":
        position = _category(ProductCategoryRecord.position)
        return [
            (_last(position.is_(None)), position),
            (None, _category(ProductCategoryRecord.name_key)),
        ]
    if column in _DERIVED:
        expression = _DERIVED[column](session)
        return [(_last(expression.is_(None)), expression)]
    raise ValueError(f"customers have no column {column} to sort by")


def _position(list_name: str) -> Expression:
    return (
        select(CodeItemRecord.position)
        .where(
            CodeItemRecord.list == list_name,
            CodeItemRecord.code == getattr(CustomerRecord, list_name),
        )
        .scalar_subquery()
    )


def _category(column: Any) -> Expression:
    return (
        select(column)
        .where(ProductCategoryRecord.id == CustomerRecord.product_category_id)
        .scalar_subquery()
    )


def _owner(session: Session) -> Expression:
    users = session.execute(select(ClientUser.id, ClientUser.display_name, ClientUser.username))
    places = {owner: place for place, owner in enumerate(owners_in_order(tuple(users)))}
    return case(places, value=CustomerRecord.owner_id)


def owners_in_order(users: Iterable[Sequence[Any]]) -> list[int]:
    """Return the ids of users, given with their display names and user names, as lists sort."""
    ordered = sorted(users, key=lambda user: (sort_key(user[1] or user[2]), user[0]))
    return [user[0] for user in ordered]


def _primary_contact(column: Any) -> Expression:
    return (
        select(func.nullif(func.min(column), ""))
        .where(
            ContactRecord.customer_id == CustomerRecord.id,
            ContactRecord.is_primary,
            ContactRecord.deleted_at.is_(None),
        )
        .scalar_subquery()
    )


def _paid(column: Any) -> Expression:
    return select(column).where(CustomerPaid.customer_id == CustomerRecord.id).scalar_subquery()


_KINDS = {code: place for place, code in enumerate(FIXED_LISTS["customer_kind"])}
_ALWAYS_THERE: dict[str, Any] = {
    "customer_no": CustomerRecord.number_key,
    "name": CustomerRecord.sort_key,
    "created_at": CustomerRecord.created_at,
    "updated_at": CustomerRecord.updated_at,
    "total_paid": _paid(CustomerPaid.revenue),
}
_DERIVED: dict[str, Callable[[Session], Expression]] = {
    "owner_name": _owner,
    "primary_contact": lambda _: _primary_contact(ContactRecord.pinyin),
    "primary_contact_phone": lambda _: _primary_contact(
        func.coalesce(func.nullif(ContactRecord.phone, ""), ContactRecord.mobile)
    ),
    "last_payment_on": lambda _: _paid(CustomerPaid.last_payment_on),
}
