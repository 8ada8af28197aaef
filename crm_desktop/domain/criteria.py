"""Query criteria: what customers are searched by."""

from dataclasses import dataclass, fields
from datetime import date

from crm_desktop.domain.texts import Text, marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Which customers: all given criteria must hold; empty ones do not restrict.

    Texts match anywhere in the field, whatever case, width and accents; names also by pinyin and
    initials. Codes and ids match exactly. Days are local and include their whole day.
    `anything` is the quick filter: number, name, initials, phone, contact, place.
    """

    location: str = ""
    category: str = ""
    name: str = ""
    number: str = ""
    contact: str = ""
    phone: str = ""
    kind: str = ""
    status: str = ""
    level: str = ""
    source: str = ""
    industry: str = ""
    owner_id: int | None = None
    created_from: date | None = None
    created_to: date | None = None
    paid_from: date | None = None
    paid_to: date | None = None
    anything: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered (blanks are nothing)."""
        return not self.given()

    def given(self) -> dict[str, object]:
        """Return the criteria that were entered, by name, in the order they are declared."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: value
            for name, value in values.items()
            if value is not None and not (isinstance(value, str) and not value.strip())
        }


CRITERIA_LABELS: dict[str, Text] = {
    "location": marked("Criteria", "Location"),
    "category": marked("Criteria", "Product category"),
    "name": marked("Criteria", "Customer name"),
    "number": marked("Criteria", "Customer number"),
    "contact": marked("Criteria", "Contact name"),
    "phone": marked("Criteria", "Phone"),
    "kind": marked("Criteria", "Kind"),
    "status": marked("Criteria", "Status"),
    "level": marked("Criteria", "Level"),
    "source": marked("Criteria", "Source"),
    "industry": marked("Criteria", "Industry"),
    "owner_id": marked("Criteria", "Owner"),
    "created_from": marked("Criteria", "Entered from"),
    "created_to": marked("Criteria", "Entered to"),
    "paid_from": marked("Criteria", "Paid from"),
    "paid_to": marked("Criteria", "Paid to"),
    "anything": marked("Criteria", "Anything"),
}


@dataclass(frozen=True, slots=True)
class SortOrder:
    """The column of `CustomerRow` to sort by, and which way. Ties are broken by id."""

    column: str = "customer_no"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many customers meet some criteria; only about so many unless `is_exact`."""

    value: int
    is_exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A query kept under a name by a user."""

    name: str
    criteria: Criteria
    id: int | None = None
    version: int | None = None
