"""Lists of values and product categories: entries, and whether records use them."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crm_desktop.data.dialect import any_row
from crm_desktop.data.tables import (
    CodeItemRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.codes import INITIAL_ITEMS, CodeItem, ProductCategory

# Where the codes of each editable list are stored.
_USED_BY: dict[str, InstrumentedAttribute[str]] = {
    "status": CustomerRecord.status,
    "level": CustomerRecord.level,
    "source": CustomerRecord.source,
    "industry": CustomerRecord.industry,
    "credit_rating": CustomerRecord.credit_rating,
    "education": CustomerRecord.education,
    "payment_method": PaymentRecord.method,
}


def add_initial_items(session: Session) -> None:
    """Give an empty database the lists every database starts with."""
    if not any_row(session, CodeItemRecord.id.is_not(None)):
        session.add_all(
            CodeItemRecord(
                list=item.list,
                code=item.code,
                label_zh=item.label_zh,
                label_en=item.label_en,
                position=item.position,
            )
            for item in INITIAL_ITEMS
        )


def code_items(
    session: Session, list_name: str | None = None, *, include_inactive: bool = True
) -> list[CodeItemRecord]:
    """Return the entries of one list, or of all, in the order they are shown."""
    query = select(CodeItemRecord)
    if list_name is not None:
        query = query.where(CodeItemRecord.list == list_name)
    if not include_inactive:
        query = query.where(CodeItemRecord.is_active)
    order = (CodeItemRecord.list, CodeItemRecord.position, CodeItemRecord.id)
    return list(session.scalars(query.order_by(*order)))


def categories(session: Session, *, include_inactive: bool = True) -> list[ProductCategoryRecord]:
    """Return the product categories in the order they are shown."""
    query = select(ProductCategoryRecord)
    if not include_inactive:
        query = query.where(ProductCategoryRecord.is_active)
    order = (ProductCategoryRecord.position, ProductCategoryRecord.id)
    return list(session.scalars(query.order_by(*order)))


def category_names(session: Session) -> dict[int, str]:
    """Return what each category is called, by id; switched-off ones included."""
    query = select(ProductCategoryRecord.id, ProductCategoryRecord.name)
    return {row[0]: row[1] for row in session.connection().execute(query)}


def next_position(session: Session, table: type[Any], list_name: str | None = None) -> int:
    """Return the position after the last entry of a list or of the categories."""
    query = select(func.max(table.position))
    if list_name is not None:
        query = query.where(table.list == list_name)
    last = session.scalar(query)
    return 0 if last is None else int(last) + 1


def is_code_used(session: Session, list_name: str, code: str) -> bool:
    """Return whether any record, deleted or void ones included, keeps the code."""
    return any_row(session, _USED_BY[list_name] == code)


def is_category_used(session: Session, category_id: int) -> bool:
    """Return whether any customer or payment is of the category."""
    return any_row(session, CustomerRecord.product_category_id == category_id) or any_row(
        session, PaymentRecord.product_category_id == category_id
    )


def code_item_of(record: CodeItemRecord) -> CodeItem:
    """Return a stored entry as services answer it."""
    return CodeItem(
        list=record.list,
        code=record.code,
        label_zh=record.label_zh,
        label_en=record.label_en,
        position=record.position,
        is_active=record.is_active,
        id=record.id,
        version=record.version,
    )


def category_of(record: ProductCategoryRecord) -> ProductCategory:
    """Return a stored category as services answer it."""
    return ProductCategory(
        name=record.name,
        position=record.position,
        is_active=record.is_active,
        id=record.id,
        version=record.version,
    )
