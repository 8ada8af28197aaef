"""Lists of values and product categories, and what everything in them is called."""

import re
from collections.abc import Sequence

from crm_desktop.data import list_queries, user_queries
from crm_desktop.data.dialect import UniqueViolation
from crm_desktop.data.pinyin import pinyin
from crm_desktop.data.tables import CodeItemRecord, ProductCategoryRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.codes import DEFAULT_STATUS, CodeItem, Labels, ProductCategory
from crm_desktop.domain.folding import fold
from crm_desktop.domain.rules import check_category, check_code_item, tidy
from crm_desktop.infra.i18n import show_in
from crm_desktop.services.context import (
    ServiceContext,
    repeated_after_deadlock,
    require_administrator,
    require_signed_in,
)

_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
_CODE_LENGTH = 30


def code_items(
    context: ServiceContext, list_name: str | None = None, include_inactive: bool = False
) -> tuple[CodeItem, ...]:
    """Return the entries of one list (`codes.EDITABLE_LISTS`), or of all, in their order."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        records = list_queries.code_items(
            work.session, list_name, include_inactive=include_inactive
        )
        return tuple(list_queries.code_item_of(record) for record in records)


def categories(
    context: ServiceContext, include_inactive: bool = False
) -> tuple[ProductCategory, ...]:
    """Return the product categories in their order."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        records = list_queries.categories(work.session, include_inactive=include_inactive)
        return tuple(list_queries.category_of(record) for record in records)


def labels(context: ServiceContext) -> Labels:
    """Return what all codes, categories and users are called, switched-off ones included."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        items = list_queries.code_items(work.session)
        return Labels(
            items={(item.list, item.code): list_queries.code_item_of(item) for item in items},
            categories=list_queries.category_names(work.session),
            owners=user_queries.names(work.session),
            show=lambda text, language: show_in(language, text),
        )


@repeated_after_deadlock
def save_code_item(context: ServiceContext, item: CodeItem) -> CodeItem:
    """Add an entry (its code is made from its labels, its place is the last) or change one.

    The code of an entry never changes. Administrators only.

    Raises:
        DuplicateName: another entry of the list has that label.
        LostEdit, NotFound, ValidationFailed: as they say.

    """
    require_administrator(context)
    item = tidy(item)
    problems = check_code_item(item)
    if problems:
        raise errors.ValidationFailed(problems)
    with UnitOfWork(context) as work:
        record = _stored_item(work, item) if item.id is not None else make_code_item(work, item)
        if item.id is not None:
            _refuse_same_label(list_queries.code_items(work.session, item.list), item)
            record.label_zh, record.label_en = item.label_zh, item.label_en
            record.position, record.is_active = item.position, item.is_active
        work.commit()
        return list_queries.code_item_of(record)


def make_code_item(work: UnitOfWork, item: CodeItem) -> CodeItemRecord:
    """Add an entry inside another service's work, which has checked the rights."""
    others = list_queries.code_items(work.session, item.list)
    _refuse_same_label(others, item)
    code = item.code or _free_code(item, {other.code for other in others})
    position = item.position or list_queries.next_position(work.session, CodeItemRecord, item.list)
    record = CodeItemRecord(
        list=item.list,
        code=code,
        label_zh=item.label_zh,
        label_en=item.label_en,
        position=position,
        is_active=item.is_active,
    )
    work.session.add(record)
    try:
        work.flush()
    except UniqueViolation as error:
        raise errors.DuplicateName(name=code) from error
    return record


@repeated_after_deadlock
def delete_code_item(context: ServiceContext, item_id: int) -> None:
    """Delete an entry that nothing uses (administrators); raises InUse, NotFound.

    The status that new customers start with counts as used.
    """
    require_administrator(context)
    with UnitOfWork(context) as work:
        record = work.session.get(CodeItemRecord, item_id)
        if record is None:
            raise errors.NotFound
        if is_used(work, record):
            raise errors.InUse(name=record.label_zh or record.label_en)
        work.session.delete(record)
        work.commit()


@repeated_after_deadlock
def save_category(context: ServiceContext, category: ProductCategory) -> ProductCategory:
    """Add a product category, or change one's name, place or being offered (administrators).

    Raises:
        DuplicateName: another category has that name.
        LostEdit, NotFound, ValidationFailed: as they say.

    """
    require_administrator(context)
    category = tidy(category)
    problems = check_category(category)
    if problems:
        raise errors.ValidationFailed(problems)
    with UnitOfWork(context) as work:
        if category.id is None:
            record = make_category(work, category)
        else:
            record = _stored_category(work, category)
            record.name = category.name
            record.position, record.is_active = category.position, category.is_active
            _flush_category(work, category)
        work.commit()
        return list_queries.category_of(record)


def make_category(work: UnitOfWork, category: ProductCategory) -> ProductCategoryRecord:
    """Add a category inside another service's work, which has checked the rights."""
    position = category.position or list_queries.next_position(work.session, ProductCategoryRecord)
    record = ProductCategoryRecord(
        name=category.name, position=position, is_active=category.is_active
    )
    work.session.add(record)
    _flush_category(work, category)
    return record


@repeated_after_deadlock
def delete_category(context: ServiceContext, category_id: int) -> None:
    """Delete a category that no customer and no payment is of; raises InUse, NotFound."""
    require_administrator(context)
    with UnitOfWork(context) as work:
        record = work.session.get(ProductCategoryRecord, category_id)
        if record is None:
            raise errors.NotFound
        if is_used(work, record):
            raise errors.InUse(name=record.name)
        work.session.delete(record)
        work.commit()


def is_used(work: UnitOfWork, record: CodeItemRecord | ProductCategoryRecord) -> bool:
    """Return whether any record keeps an entry or category, or new customers start with it."""
    if isinstance(record, ProductCategoryRecord):
        return list_queries.is_category_used(work.session, record.id)
    is_default = (record.list, record.code) == ("status", DEFAULT_STATUS)
    return is_default or list_queries.is_code_used(work.session, record.list, record.code)


def _stored_item(work: UnitOfWork, item: CodeItem) -> CodeItemRecord:
    record = work.session.get(CodeItemRecord, item.id)
    if record is None or record.list != item.list:
        raise errors.NotFound
    if record.version != item.version:
        raise errors.LostEdit
    return record


def _stored_category(work: UnitOfWork, category: ProductCategory) -> ProductCategoryRecord:
    record = work.session.get(ProductCategoryRecord, category.id)
    if record is None:
        raise errors.NotFound
    if record.version != category.version:
        raise errors.LostEdit
    return record


def _flush_category(work: UnitOfWork, category: ProductCategory) -> None:
    try:
        work.flush()
    except UniqueViolation as error:
        raise errors.DuplicateName(name=category.name) from error


def _refuse_same_label(others: Sequence[CodeItemRecord], item: CodeItem) -> None:
    """Raise DuplicateName where people could not tell two entries of a list apart."""
    for other in others:
        pairs = ((other.label_zh, item.label_zh), (other.label_en, item.label_en))
        if other.id != item.id and any(new and fold(old) == fold(new) for old, new in pairs):
            raise errors.DuplicateName(name=next(n for o, n in pairs if n and fold(o) == fold(n)))


def _free_code(item: CodeItem, taken: set[str]) -> str:
    """Return a readable code that no entry of the list has."""
    spoken = fold(item.label_en) or pinyin(item.label_zh)
    code = _NOT_IN_CODES.sub("_", spoken).strip("_")[:_CODE_LENGTH] or "value"
    candidate, number = code, 2
    while candidate in taken:
        ending = f"_{number}"
        candidate, number = code[: _CODE_LENGTH - len(ending)] + ending, number + 1
    return candidate
