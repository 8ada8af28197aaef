"""Importing payments and refunds of customers that are there already."""

from collections.abc import Sequence
from typing import Any

from crm_desktop.data import import_queries, numbers
from crm_desktop.data.conversion import payment_values
from crm_desktop.data.import_rows import Incoming
from crm_desktop.domain.errors import CustomerIsDeleted, CustomerNotFound
from crm_desktop.domain.folding import fold
from crm_desktop.domain.records import Payment
from crm_desktop.domain.rules import check_payment, check_void_reason
from crm_desktop.domain.validation import REQUIRED
from crm_desktop.services.transfer_columns import PAYMENT_COLUMNS
from crm_desktop.services.transfer_rows import Item, RowImport, Values

# Stands for the customer while a row is checked by itself.
_SOME_CUSTOMER = 0
_ELSEWHERE = {"customer_no", "void_reason"}


class PaymentImport(RowImport[Payment]):
    """Payments become new ones; a number that is taken is refused.

    A row with a reason why it is void becomes a void payment, so that what was exported means
    the same when it is imported.
    """

    kind = "payment"
    columns = PAYMENT_COLUMNS
    required = ("customer_no", "paid_on", "amount")
    number_column = "payment_no"
    series = numbers.PAYMENTS

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._customers: dict[str, tuple[int, bool]] = {}

    def read(self, row: int, values: Values) -> Payment:
        """Return the payment of a row; its customer is looked up later."""
        if not values["customer_no"]:
            raise self.refused(row, "customer_no", REQUIRED)
        own = {
            self.columns[name].field.name: value
            for name, value in values.items()
            if name not in _ELSEWHERE
        }
        if not own.get("kind"):
            own.pop("kind", None)
        payment = Payment(**own, customer_id=_SOME_CUSTOMER)
        problems = check_payment(payment, self.today)
        if values.get("void_reason"):
            problems += check_void_reason(values["void_reason"])
        for problem in problems:
            raise self.refused_for(row, problem)
        return payment

    def look_up(self, items: Sequence[Item[Payment]]) -> None:
        """Find the customers that the rows name."""
        self._customers |= import_queries.customers_by_number(
            self.work.session,
            {item.values["customer_no"] for item in items} - self._customers.keys(),
        )

    def check(self, item: Item[Payment]) -> None:
        """Refuse payments of customers that are not there."""
        number = item.values["customer_no"]
        found = self._customers.get(fold(number))
        if found is None:
            raise self.refused(item.row, "customer_no", CustomerNotFound.text, number=number)
        if found[1]:
            raise self.refused(item.row, "customer_no", CustomerIsDeleted.text)

    def incoming(self, item: Item[Payment], number: str) -> Incoming:
        """Return a payment as it is stored, with the customer it belongs to."""
        customer_id, _ = self._customers[fold(item.values["customer_no"])]
        values = payment_values(item.record)
        values |= {"payment_no": number, "customer_id": customer_id}
        if item.values.get("void_reason"):
            values["void_reason"] = item.values["void_reason"]
        return Incoming(item.row, number, values)
