"""List values and categories that an import made: noted with it, and taken back with it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from crm_desktop.data.tables import CodeItemRecord, ImportBatch, ProductCategoryRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.codes import EDITABLE_LISTS
from crm_desktop.domain.fields import CUSTOMER_FIELDS, by_name
from crm_desktop.domain.transfer import CHANGED_SINCE, IN_USE, NOT_YOURS_TO_REMOVE, Kept
from crm_desktop.domain.user import Actor
from crm_desktop.infra.i18n import show
from crm_desktop.services import lists

# The table and the id of a value.
Made = tuple[str, int]
Value = CodeItemRecord | ProductCategoryRecord
_MAPPED: dict[str, Any] = {
    CodeItemRecord.__tablename__: CodeItemRecord,
    ProductCategoryRecord.__tablename__: ProductCategoryRecord,
}
_CATEGORY = by_name(CUSTOMER_FIELDS)["product_category_id"].label


def made(record: Value) -> Made:
    """Return what is noted of a value that was flushed."""
    return record.__tablename__, record.id


def note(batch: ImportBatch, values: Iterable[Made]) -> None:
    """Note with an import which values it made."""
    batch.made = json.dumps(list(values))


def named(record: Value) -> str:
    """Return what people call a value: its list and itself."""
    if isinstance(record, ProductCategoryRecord):
        return f"{show(_CATEGORY)}: {record.name}"
    return f"{show(EDITABLE_LISTS[record.list])}: {record.label_zh or record.label_en}"


def is_left(work: UnitOfWork, batch: ImportBatch) -> bool:
    """Return whether some of what an import made is still there."""
    return next(_stored(work, batch), None) is not None


def take_back(work: UnitOfWork, batch: ImportBatch, actor: Actor) -> tuple[list[str], list[Kept]]:
    """Remove what nobody uses of what an import made; return what went, and what stays and why."""
    gone: list[str] = []
    staying: list[tuple[Value, Kept]] = []
    for record in _stored(work, batch):
        reason = None
        if lists.is_used(work, record):
            reason = IN_USE
        elif record.version > 1:
            reason = CHANGED_SINCE
        elif not actor.is_administrator:
            reason = NOT_YOURS_TO_REMOVE
        if reason is not None:
            staying.append((record, Kept(label=named(record), reason=reason)))
            continue
        gone.append(named(record))
        work.session.delete(record)
    note(batch, (made(record) for record, _ in staying))
    work.flush()
    return gone, [kept for _, kept in staying]


def _stored(work: UnitOfWork, batch: ImportBatch) -> Iterator[Value]:
    for table, record_id in json.loads(batch.made):
        record: Value | None = work.session.get(_MAPPED[table], record_id)
        if record is not None:
            yield record
