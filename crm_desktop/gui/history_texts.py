"""History in words: entries and field changes as people read them, without a window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.fields import (
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    OTHER_LABELS,
    PAYMENT_FIELDS,
    USER_FIELDS,
    Field,
    FieldKind,
    by_name,
)
from crm_desktop.domain.history import Action, FieldChange, HistoryEntry
from crm_desktop.domain.texts import Text, marked
from crm_desktop.gui.models.record_table import Column
from crm_desktop.gui.shown_values import shown_code
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.values import shown

ENTITIES: dict[str, Text] = {
    "customer": marked("History", "Customer"),
    "contact": marked("History", "Contact"),
    "payment": marked("History", "Payment"),
    "client_user": marked("History", "User"),
    "code_item": marked("History", "List entry"),
    "product_category": marked("History", "Product category"),
    "company_profile": marked("History", "Company profile"),
}
ACTIONS: dict[str, Text] = {
    Action.CREATE: marked("History", "Entered"),
    Action.CHANGE: marked("History", "Changed"),
    Action.DELETE: marked("History", "Deleted"),
    Action.RESTORE: marked("History", "Restored"),
    Action.VOID: marked("History", "Voided"),
    Action.PURGE: marked("History", "Removed for good"),
}
_FIELDS: dict[str, dict[str, Field]] = {
    "customer": by_name(CUSTOMER_FIELDS),
    "contact": by_name(CONTACT_FIELDS),
    "payment": by_name(PAYMENT_FIELDS),
    "client_user": by_name(USER_FIELDS),
}
_LABELS: dict[str, Text] = {
    "name": marked("History", "Name"),
    "label_zh": marked("History", "Chinese name"),
    "label_en": marked("History", "English name"),
    "code": marked("History", "Code"),
    "list": marked("History", "List"),
    "position": marked("History", "Position"),
    "is_active": marked("History", "Active"),
    "logo": marked("History", "Logo"),
    "is_sample": marked("History", "Sample company"),
}
_YES_OR_NO = frozenset({"is_active", "is_sample"})


_EXPORT_WIDTHS = (20, 14, 12, 12, 30, 20, 30, 30)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A field's change in the user's language."""

    field: str
    before: str
    after: str


def entity_text(entity: str) -> str:
    """Return what kind of record an entry is about."""
    return show(ENTITIES[entity]) if entity in ENTITIES else entity


def action_text(action: str) -> str:
    """Return what was done."""
    return show(ACTIONS[action]) if action in ACTIONS else action


ENTRY_COLUMNS: tuple[Column[HistoryEntry], ...] = (
    Column(marked("History", "When"), lambda entry: shown(entry.at)),
    Column(marked("History", "User"), lambda entry: entry.username),
    Column(marked("History", "Action"), lambda entry: action_text(entry.action)),
    Column(marked("History", "Kind"), lambda entry: entity_text(entry.entity)),
    Column(marked("History", "Record"), lambda entry: entry.label),
)
CHANGE_COLUMNS: tuple[Column[ShownChange], ...] = (
    Column(marked("History", "Field"), lambda change: change.field),
    Column(marked("History", "From"), lambda change: change.before),
    Column(marked("History", "To"), lambda change: change.after),
)


def export_heads() -> tuple[tuple[str, int], ...]:
    """Return title and width of each column of an export."""
    titles = [column.title for column in ENTRY_COLUMNS]
    titles += [column.title for column in CHANGE_COLUMNS]
    return tuple(zip(map(show, titles), _EXPORT_WIDTHS, strict=True))


def export_lines(
    entry: HistoryEntry, labels: Labels
) -> Iterator[tuple[datetime | str, str, str, str, str, str, str, str]]:
    """Yield a line for each field that an entry changed, one for an entry without."""
    head = (
        entry.at,
        entry.username,
        action_text(entry.action),
        entity_text(entry.entity),
        entry.label,
    )
    changes = shown_changes(entry.entity, entry.changes, labels) or (ShownChange("", "", ""),)
    for change in changes:
        yield (*head, change.field, change.before, change.after)


def shown_changes(
    entity: str, changes: Sequence[FieldChange], labels: Labels
) -> tuple[ShownChange, ...]:
    """Return the changes of a record of kind `entity`, labels and codes spelled out."""
    return tuple(
        ShownChange(
            _field_text(entity, change.field),
            _value_text(entity, change.field, change.before, labels),
            _value_text(entity, change.field, change.after, labels),
        )
        for change in changes
    )


def _field_text(entity: str, name: str) -> str:
    field = _FIELDS.get(entity, {}).get(name)
    if field is not None:
        return show(field.label)
    text = _LABELS.get(name) or OTHER_LABELS.get(name)
    return show(text) if text is not None else name


def _value_text(entity: str, name: str, value: str | None, labels: Labels) -> str:
    if value is None:
        return ""
    if name.endswith("_at"):
        return shown(datetime.fromisoformat(value))
    field = _FIELDS.get(entity, {}).get(name)
    if field is None:
        return _yes_or_no(value) if name in _YES_OR_NO else value
    if field.kind is FieldKind.CODE and field.code_list:
        return shown_code(labels, field.code_list, value)
    if field.kind is FieldKind.MONEY and value:
        return shown(Decimal(value))
    if field.kind is FieldKind.BOOLEAN:
        return _yes_or_no(value)
    if field.kind is FieldKind.CATEGORY:
        return labels.category(int(value))
    if field.kind is FieldKind.OWNER:
        return labels.owner(int(value))
    return value


def _yes_or_no(value: str) -> str:
    return translate("History", "Yes") if value == "1" else translate("History", "No")
