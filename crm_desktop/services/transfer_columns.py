"""The columns of files: what they are called in our words, and which of a file's are ours."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crm_desktop.domain.errors import ImportRefused
from crm_desktop.domain.fields import (
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    OTHER_LABELS,
    PAYMENT_FIELDS,
    Field,
    FieldKind,
    by_name,
)
from crm_desktop.domain.folding import fold
from crm_desktop.domain.texts import Text, marked
from crm_desktop.infra.i18n import LANGUAGES, show_in, translate
from crm_desktop.services.transfer_files import Row
from crm_desktop.services.transfer_values import text_of

# Ids mean nothing outside a database; files name what they stand for.
_NAMES = {
    "product_category_id": "product_category",
    "owner_id": "owner",
    "parent_id": "parent",
    "customer_id": "customer_no",
}
CONTACT_PREFIX = "contact_"
VOID_REASON = Field("void_reason", OTHER_LABELS["void_reason"], FieldKind.TEXT, 200)
CONTACT_PHONE = marked("Transfer", "Contact's phone")

# What a file of refused rows says of each.
IMPORT_ERROR = marked("Transfer", "Why it was refused")

# What exports add for the reader and imports pass over without a word.
COMPUTED: dict[str, Text] = {
    "total_paid": OTHER_LABELS["total_paid"],
    "last_payment_on": OTHER_LABELS["last_payment_on"],
    "created_at": OTHER_LABELS["created_at"],
    "updated_at": OTHER_LABELS["updated_at"],
    "customer_name": marked("Transfer", "Customer"),
    "import_error": IMPORT_ERROR,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of ours: the field it fills, and whether that is one of the contact's."""

    name: str
    field: Field
    is_contact: bool = False


def _columns(fields: Iterable[Field]) -> dict[str, Column]:
    named = ((_NAMES.get(field.name, field.name), field) for field in fields)
    return {name: Column(name, field) for name, field in named}


def _contact_columns() -> dict[str, Column]:
    names = ((CONTACT_PREFIX + field.name, field) for field in CONTACT_FIELDS)
    return {
        name: Column(name, field, is_contact=True)
        for name, field in names
        if field.name != "is_primary"  # the one contact of a row is the primary one
    }


CUSTOMER_COLUMNS: dict[str, Column] = _columns(CUSTOMER_FIELDS) | _contact_columns()
PAYMENT_COLUMNS: dict[str, Column] = _columns((*PAYMENT_FIELDS, VOID_REASON))

_OTHER_NAMES: dict[str, str] = {"contact_title": "contact_job_title"}
# How lists on screen, and so their exports, call what a file of ours calls otherwise.
_OTHER_LABELS: dict[str, Text] = {
    "contact_name": OTHER_LABELS["primary_contact"],
    "contact_phone": CONTACT_PHONE,
    "customer_no": by_name(CUSTOMER_FIELDS)["customer_no"].label,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column of ours is in the file, and what it is called there."""

    column: Column
    index: int
    header: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file's columns are ours. `unknown` ones are not read."""

    places: tuple[Place, ...]
    width: int
    unknown: tuple[str, ...]


def match_columns(
    header: Row,
    columns: Mapping[str, Column],
    mapping: Mapping[str, str],
    required: Iterable[str],
) -> Layout:
    """Return where our `columns` are in a file with this header.

    A column is ours by `mapping` (ours to theirs), by its identifier, or by its label in either
    language. Raises ImportRefused where one is missing or stands twice.
    """
    texts = [text_of(cell) for cell in header.cells]

    def refused(column: str, reason: str) -> ImportRefused:
        return ImportRefused(row=header.number, column=column, reason=reason)

    found: dict[str, Place] = {}
    for ours, theirs in mapping.items():
        name = known_column(ours, columns)
        if name is None:
            raise refused(ours, translate("Transfer", "We have no column of this name."))
        found[name] = Place(columns[name], _index(texts, theirs, refused), theirs)
    mapped = {place.index for place in found.values()}
    unknown: list[str] = []
    for index, text in enumerate(texts):
        if index in mapped or not text:
            continue
        name = known_column(text, columns) or _by_label(text, columns)
        if name is not None and name not in mapping:
            if name in found:
                raise refused(text, translate("Transfer", "This column is there twice."))
            found[name] = Place(columns[name], index, text)
        elif name is not None or not _is_computed(text):
            unknown.append(text)
    for name in required:
        if name not in found:
            raise refused(name, translate("Transfer", "The file lacks this column."))
    return Layout(tuple(found.values()), _width(texts), tuple(unknown))


def known_column(name: str, columns: Mapping[str, Column]) -> str | None:
    """Return our column that goes by the identifier `name`, or None."""
    identifier = fold(name).replace(" ", "_")
    identifier = _OTHER_NAMES.get(identifier, identifier)
    return identifier if identifier in columns else None


def _by_label(text: str, columns: Mapping[str, Column]) -> str | None:
    wanted = fold(text)
    labels = [(name, c.field.label) for name, c in columns.items() if not c.is_contact]
    labels += [(name, label) for name, label in _OTHER_LABELS.items() if name in columns]
    for name, label in labels:
        if any(fold(show_in(language, label)) == wanted for language in LANGUAGES):
            return name
    return None


def _is_computed(text: str) -> bool:
    wanted = fold(text)
    return wanted in COMPUTED or any(
        fold(show_in(language, label)) == wanted
        for label in COMPUTED.values()
        for language in LANGUAGES
    )


def _index(texts: Sequence[str], theirs: str, refused: Callable[[str, str], ImportRefused]) -> int:
    places = [index for index, text in enumerate(texts) if fold(text) == fold(theirs)]
    if not places:
        raise refused(theirs, translate("Transfer", "The file lacks this column."))
    if len(places) > 1:
        raise refused(theirs, translate("Transfer", "This column is there twice."))
    return places[0]


def _width(texts: Sequence[str]) -> int:
    return max((index + 1 for index, text in enumerate(texts) if text), default=0)
