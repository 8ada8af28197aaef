"""Importing customers, each with at most one contact, who becomes the primary one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.data import bulk, import_queries, numbers
from crm_desktop.data.conversion import contact_values, customer_values
from crm_desktop.data.customer_queries import chunks
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
class _Parent:
    """A customer of the file that names the customer it belongs to."""

    row: int
    customer_id: int
    number: str


class CustomerImport(RowImport[CustomerChange]):
    """Customers become new ones; a number that is taken is refused."""

    kind = "customer"
    columns = CUSTOMER_COLUMNS
    required = ("name",)
    number_column = "customer_no"
    series = numbers.CUSTOMERS

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._parents: list[_Parent] = []

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

    def store(self, numbered: Sequence[tuple[Item[CustomerChange], str]]) -> None:
        """Store customers, then their contacts."""
        batch = {"import_batch_id": self.batch.id}
        customers = [
            {**customer_values(item.record.customer), "customer_no": number, **batch}
            for item, number in numbered
        ]
        contacts: list[dict[str, Any]] = []
        with bulk.chunk(self.work.session) as chunk:
            ids = chunk.add_customers(customers)
            for (item, _), key in zip(numbered, ids, strict=True):
                for contact in item.record.contacts:
                    contacts.append({**contact_values(contact), "customer_id": key, **batch})
            chunk.add_contacts(contacts)
        for (item, _), key in zip(numbered, ids, strict=True):
            if item.values.get("parent"):
                self._parents.append(_Parent(item.row, key, item.values["parent"]))
        self.contacts += len(contacts)

    def finish(self) -> None:
        """Let the customers belong to those they name, who may have come later in the file."""
        above: dict[int, int] = {}
        for parents in chunks(self._parents):
            check_cancelled()
            known = import_queries.customers_by_number(
                self.work.session, (parent.number for parent in parents)
            )
            for parent in parents:
                parent_id, is_deleted = known.get(fold(parent.number), (0, True))
                if is_deleted:
                    raise self.refused(parent.row, "parent", UNKNOWN_VALUE, value=parent.number)
                if parent_id == parent.customer_id:
                    raise self.refused(parent.row, "parent", OWN_PARENT)
                above[parent.customer_id] = parent_id
        for parent in self._parents:
            if _is_circle(above, parent.customer_id):
                raise self.refused(parent.row, "parent", CIRCLE)
        for pairs in chunks(above.items()):
            import_queries.set_parents(self.work, dict(pairs))


def _is_circle(above: dict[int, int], start: int) -> bool:
    seen: set[int] = set()
    current: int | None = start
    while current is not None and current not in seen:
        seen.add(current)
        current = above.get(current)
    return current == start
