"""The payments of a customer window as an editable table; void ones are struck out and say so."""

from typing import Any, cast

from PySide6.QtCore import QObject

from crm_desktop.domain.codes import PaymentKind
from crm_desktop.domain.fields import PAYMENT_FIELDS, Field, by_name
from crm_desktop.domain.records import Payment
from crm_desktop.domain.texts import marked
from crm_desktop.gui.customer_lines import PaymentLines
from crm_desktop.gui.models.line_table import Index, LineColumn, LineTableModel, Role
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate

_FIELDS: dict[str, Field] = by_name(PAYMENT_FIELDS)
STATE = "state"


def _column(name: str, width: int, *, is_shown: bool = True) -> LineColumn:
    return LineColumn(name, _FIELDS[name].label, width, _FIELDS[name], is_shown)


COLUMNS: tuple[LineColumn, ...] = (
    LineColumn(STATE, marked("PaymentTable", "State"), 7),
    _column("paid_on", 11),
    _column("kind", 8),
    _column("amount", 12),
    _column("method", 11),
    _column("product_category_id", 12),
    _column("invoice_no", 12),
    _column("received_by", 11),
    _column("remark", 20),
    _column("payment_no", 12),
)


class PaymentTableModel(LineTableModel[Payment]):
    """Payments in the order of their dates; new ones at the end."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, COLUMNS, parent)

    @property
    def payments(self) -> PaymentLines | None:
        """The lines shown."""
        return cast("PaymentLines | None", self.lines)

    def is_struck_out(self, row: int) -> bool:
        """Whether the payment does not count, or will not once the customer is saved."""
        payments = self.payments
        if payments is None or row >= len(payments):
            return False
        return payments.is_void(row) or super().is_struck_out(row)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return a cell; the first column says in words what the line is."""
        row, column = index.row(), self.columns[index.column()]
        if self.payments is not None and role == Role.DisplayRole:
            if self.is_empty_row(row):
                return translate("PaymentTable", "New…") if column.name == STATE else ""
            if column.name == STATE:
                return self._state(self.payments, row)
            if column.name == "amount" and self._is_refund(self.payments, row):
                amount = super().data(index, role)
                return f"−{amount}" if amount else ""
        return super().data(index, role)

    def _tooltip(self, row: int, column: LineColumn) -> str:
        problem = super()._tooltip(row, column)
        payments = self.payments
        if problem or payments is None or row >= len(payments):
            return problem
        if not payments.is_void(row):
            number = payments.replaced_number(row)
            text = translate("PaymentTable", "Entered again for {number}, which is void")
            return text.format(number=number) if number else ""
        return translate("PaymentTable", "Void: {reason}").format(reason=payments.void_reason(row))

    def _state(self, payments: PaymentLines, row: int) -> str:
        if payments.is_void(row):
            return translate("PaymentTable", "Void")
        if payments.is_removed(row):
            return translate("PaymentTable", "Removed")
        if payments.is_new(row):
            return translate("PaymentTable", "New")
        return translate("PaymentTable", "Changed") if payments.draft(row).is_changed else ""

    def _is_refund(self, payments: PaymentLines, row: int) -> bool:
        return payments.draft(row).value("kind") == PaymentKind.REFUND
