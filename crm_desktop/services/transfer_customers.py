"""Importing customers, each with at most one contact, who becomes the primary one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.data import import_queries, numbers
from crm_desktop.data.conversion import contact_values, customer_values
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.import_rows import Incoming
from crm_desktop.domain.folding import fold
from crm_desktop.domain.records import Contact, Customer, CustomerChange
from crm_desktop.domain.rules import CONTACTS, check_change
from crm_desktop.domain.texts import marked
from crm_desktop.domain.validation import OWN_PARENT, UNKNOWN_VALUE
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.services.transfer_columns import CUSTOMER_COLUMNS
from crm_desktop.services.transfer_rows import Item, RowImport, Values

CIRCLE = marked("Transfer", "These customers would belong to each other in a circle.")
# Blank, these are what they are for a new customer.
_DEFAULTED = ("kind", "status")


@dataclass(frozen=True, slots=True)
class _Member:
    """A customer of the file that names the customer it belongs to, both by their numbers."""

    row: int
    number: str
    parent: str


class CustomerImport(RowImport[CustomerChange]):
    """Customers become new ones; a number that is taken is refused."""

    kind = "customer"
    columns = CUSTOMER_COLUMNS
    required = ("name",)
    number_column = "customer_no"
    series = numbers.CUSTOMERS

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._members: list[_Member] = []

    def read(self, row: int, values: Values) -> CustomerChange:
        """Return the customer and the contact of a row."""
        own = {
            self.columns[name].field.name: value
            for name, value in values.items()
            if not self.columns[name].is_contact and name != "parent"
        }
        for name in _DEFAULTED:
            if not own.get(name):
                own.pop(name, None)
        change = CustomerChange(customer=Customer(**own), contacts=self._contact(values))
        for problem in check_change(change, today=self.today):
            raise self.refused_for(row, problem, problem.table == CONTACTS)
        return change

    def _contact(self, values: Values) -> tuple[Contact, ...]:
        found = {
            self.columns[name].field.name: value
            for name, value in values.items()
            if self.columns[name].is_contact and value not in (None, "")
        }
        return (Contact(**found, is_primary=True),) if found else ()

    def look_up(self, items: Sequence[Item[CustomerChange]]) -> None:
        """Parents are looked up at the end: they may come later in the file."""

    def check(self, item: Item[CustomerChange]) -> None:
        """Nothing but the number has to fit what is stored."""

    def incoming(self, item: Item[CustomerChange], number: str) -> Incoming:
        """Return a customer and its contact as they are stored."""
        if item.values.get("parent"):
            self._members.append(_Member(item.row, number, item.values["parent"]))
        values = customer_values(item.record.customer) | {"customer_no": number}
        contact = contact_values(item.record.contacts[0]) if item.record.contacts else {}
        return Incoming(item.row, number, values, contact)

    def links(self) -> list[Incoming]:
        """Let the customers belong to those they name, who may have come later in the file."""
        above: dict[str, str] = {}
        for members in chunks(self._members):
            check_cancelled()
            known = import_queries.customers_by_number(
                self.work.session, (member.parent for member in members)
            )
            for member in members:
                own, parent = fold(member.number), fold(member.parent)
                _, is_deleted = known.get(parent, (0, True))
                if is_deleted and not self.is_known(parent):
                    raise self.refused(member.row, "parent", UNKNOWN_VALUE, value=member.parent)
                if own == parent:
                    raise self.refused(member.row, "parent", OWN_PARENT)
                above[own] = parent
        for member in self._members:
            if _is_circle(above, fold(member.number)):
                raise self.refused(member.row, "parent", CIRCLE)
        return [
            Incoming(member.row, member.number, parent=member.parent) for member in self._members
        ]


def _is_circle(above: dict[str, str], start: str) -> bool:
    seen: set[str] = set()
    current: str | None = start
    while current is not None and current not in seen:
        seen.add(current)
        current = above.get(current)
    return current == start
