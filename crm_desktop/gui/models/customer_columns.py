"""The columns of a table of customers."""

from dataclasses import dataclass

from crm_desktop.domain.fields import CUSTOMER_FIELDS, OTHER_LABELS, by_name
from crm_desktop.domain.texts import Text, marked

_FIELDS = by_name(CUSTOMER_FIELDS)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a field of `CustomerRow`, its heading, width in characters, and list of codes."""

    name: str
    label: Text
    width: int
    code_list: str | None = None
    is_number: bool = False
    is_shown: bool = False


def _field(name: str, width: int, *, is_shown: bool = False) -> Column:
    field = _FIELDS[name]
    return Column(name, field.label, width, field.code_list, is_shown=is_shown)


COLUMNS: tuple[Column, ...] = (
    _field("customer_no", 10, is_shown=True),
    _field("name", 26, is_shown=True),
    _field("short_name", 12),
    _field("kind", 8),
    _field("status", 10, is_shown=True),
    _field("level", 10, is_shown=True),
    Column("category_name", _FIELDS["product_category_id"].label, 14, is_shown=True),
    Column("owner_name", _FIELDS["owner_id"].label, 10, is_shown=True),
    _field("city", 12, is_shown=True),
    Column("primary_contact", OTHER_LABELS["primary_contact"], 12, is_shown=True),
    Column(
        "primary_contact_phone",
        marked("CustomerTable", "Contact's phone"),
        15,
        is_shown=True,
    ),
    _field("phone", 15),
    _field("mobile", 15),
    Column("total_paid", OTHER_LABELS["total_paid"], 13, is_number=True, is_shown=True),
    Column("last_payment_on", OTHER_LABELS["last_payment_on"], 12, is_shown=True),
    _field("main_business", 18),
    _field("source", 10),
    _field("industry", 12),
    _field("credit_rating", 10),
    _field("country", 10),
    _field("province", 12),
    _field("district", 12),
    _field("address", 24),
    _field("postal_code", 10),
    _field("email", 22),
    Column("created_at", OTHER_LABELS["created_at"], 16),
    Column("updated_at", OTHER_LABELS["updated_at"], 16),
)
COLUMN_BY_NAME = {column.name: column for column in COLUMNS}
