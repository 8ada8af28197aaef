"""A list of payments with their customers, sorted where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.fields import CUSTOMER_FIELDS, PAYMENT_FIELDS, by_name
from crm_desktop.domain.money import ZERO, format_money
from crm_desktop.domain.records import PaymentRow
from crm_desktop.domain.texts import Text
from crm_desktop.gui.shown_values import shown_code
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.values import shown

Index = QModelIndex | QPersistentModelIndex

_CUSTOMER, _PAYMENT = by_name(CUSTOMER_FIELDS), by_name(PAYMENT_FIELDS)


@dataclass(frozen=True, slots=True)
class PaymentColumn:
    """A column: its heading, what it shows, by what it sorts."""

    name: str
    label: Text
    text: Callable[[PaymentRow, Labels], str]
    key: Callable[[PaymentRow], str | Decimal | date]
    is_number: bool = False


def _signed(row: PaymentRow) -> Decimal:
    """Return the amount as it counts: a refund is negative."""
    amount = row.payment.amount or ZERO
    return -amount if row.payment.kind == "refund" else amount


COLUMNS: tuple[PaymentColumn, ...] = (
    PaymentColumn(
        "paid_on",
        _PAYMENT["paid_on"].label,
        lambda row, _labels: shown(row.payment.paid_on),
        lambda row: row.payment.paid_on or date.min,
    ),
    PaymentColumn(
        "payment_no",
        _PAYMENT["payment_no"].label,
        lambda row, _labels: row.payment.payment_no,
        lambda row: row.payment.payment_no,
    ),
    PaymentColumn(
        "customer_no",
        _CUSTOMER["customer_no"].label,
        lambda row, _labels: row.customer_no,
        lambda row: row.customer_no,
    ),
    PaymentColumn(
        "name",
        _CUSTOMER["name"].label,
        lambda row, _labels: row.customer_name,
        lambda row: row.customer_name,
    ),
    PaymentColumn(
        "kind",
        _PAYMENT["kind"].label,
        lambda row, labels: shown_code(labels, "payment_kind", row.payment.kind),
        lambda row: row.payment.kind,
    ),
    PaymentColumn(
        "amount",
        _PAYMENT["amount"].label,
        lambda row, _labels: format_money(_signed(row)),
        _signed,
        is_number=True,
    ),
    PaymentColumn(
        "method",
        _PAYMENT["method"].label,
        lambda row, labels: shown_code(labels, "payment_method", row.payment.method),
        lambda row: row.payment.method,
    ),
    PaymentColumn(
        "category",
        _PAYMENT["product_category_id"].label,
        lambda row, _labels: row.category_name,
        lambda row: row.category_name,
    ),
    PaymentColumn(
        "invoice_no",
        _PAYMENT["invoice_no"].label,
        lambda row, _labels: row.payment.invoice_no,
        lambda row: row.payment.invoice_no,
    ),
    PaymentColumn(
        "received_by",
        _PAYMENT["received_by"].label,
        lambda row, _labels: row.payment.received_by,
        lambda row: row.payment.received_by,
    ),
)


class PaymentRowsModel(QAbstractTableModel):
    """Shows payments in memory."""

    def __init__(self, labels: Labels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._rows: list[PaymentRow] = []

    def show_rows(self, rows: Sequence[PaymentRow]) -> None:
        """Show other payments."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, position: int) -> PaymentRow:
        """Return the payment at a position."""
        return self._rows[position]

    def rows(self) -> tuple[PaymentRow, ...]:
        """Return all payments in their order."""
        return tuple(self._rows)

    def total(self) -> Decimal:
        """Return the revenue of all payments shown."""
        return sum((row.payment.revenue for row in self._rows), ZERO)

    def retranslate(self, labels: Labels) -> None:
        """Show headings and codes in the language in force."""
        self._labels = labels
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of payments."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's heading."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return show(COLUMNS[section].label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell; a void payment says so where its kind stands."""
        column, row = COLUMNS[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            text = column.text(row, self._labels)
            if column.name == "kind" and row.payment.is_void:
                return translate("PaymentRows", "{kind} (void)").format(kind=text)
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        if column < 0:
            return
        self.layoutAboutToBeChanged.emit()
        self._rows.sort(key=COLUMNS[column].key, reverse=order == Qt.SortOrder.DescendingOrder)
        self.layoutChanged.emit()


def _alignment(column: PaymentColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
