"""The payments behind a figure of the statistics, and from each the way to its customer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHeaderView, QWidget

from crm_desktop.domain.money import format_money
from crm_desktop.domain.records import PaymentRow
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.dialogs.export_dialog import Export
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.forms.ui_payments_behind import Ui_PaymentsBehind
from crm_desktop.gui.icons import icon
from crm_desktop.gui.models.payment_rows import COLUMNS, PaymentRowsModel
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.views.statistics_figures import MOST_PAYMENTS
from crm_desktop.gui.widgets.dragged_widths import DraggedWidths, restore_dragged
from crm_desktop.gui.widgets.window_memory import remember_window, restore_window
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate

_ROWS_MEASURED = 40
_WIDEST_COLUMN = 220
_WINDOW_KEY = "payments_behind"
_SHARE_OF_SCREEN = 0.9


class PaymentsBehind(QDialog):
    """Lists what `load` returns; it runs on a worker thread. Enter opens the customer.

    Of more than `MOST_PAYMENTS` only the first are listed, which the summary says.
    """

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        load: Callable[[], tuple[PaymentRow, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._load = load
        self._are_too_many = False
        self.ui = Ui_PaymentsBehind()
        self.ui.setupUi(self)
        self.ui.heading.setText(title)
        usual = self.size().boundedTo(self.screen().availableSize() * _SHARE_OF_SCREEN)
        restore_window(self, workspace.settings, _WINDOW_KEY, usual, {})
        self.model = PaymentRowsModel(workspace.labels, self)
        self._prepare_table()
        self.ui.open_customer.setIcon(icon("drill-down"))
        self.ui.open_customer.clicked.connect(self._open_current)
        self.ui.export_button.setIcon(icon("excel"))
        self.ui.export_button.clicked.connect(self.export)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.ui.export_button.click)
        self.ui.close_button.clicked.connect(self.reject)
        workspace.changed.connect(self._announced)
        workspace.labels_changed.connect(self._show_labels)
        self._show_state(self.ui.working)
        self.refresh()

    def _show_labels(self) -> None:
        self.model.retranslate(self._workspace.labels)

    def _announced(self, _change: Change) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the payments anew."""
        self._workspace.tasks.read(self, self._load, self._show, self._fail)

    def done(self, result: int) -> None:
        """Close, remembering the window's place."""
        remember_window(self, self._workspace.settings, _WINDOW_KEY, {})
        super().done(result)

    def export(self) -> None:
        """Write the payments to a file, in their order."""
        from crm_desktop.services.transfer_out import write_payments

        rows, labels = self.model.rows(), self._workspace.labels
        Export(
            self._workspace,
            self,
            self.ui.heading.text(),
            lambda path: write_payments(path, rows, labels, task_progress()),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            heading = self.ui.heading.text()
            self.ui.retranslateUi(self)
            self.ui.heading.setText(heading)
            self.model.retranslate(self._workspace.labels)
            self._set_summary()

    def _prepare_table(self) -> None:
        table = self.ui.table
        table.setModel(self.model)
        DraggedWidths(table, self._workspace.settings, _WINDOW_KEY)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
        table.horizontalHeader().setHighlightSections(False)
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        table.activated.connect(self._open)

    def _show(self, rows: tuple[PaymentRow, ...]) -> None:
        header = self.ui.table.horizontalHeader()
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        current = self.ui.table.currentIndex()
        self._are_too_many = len(rows) > MOST_PAYMENTS
        self.model.show_rows(rows[:MOST_PAYMENTS])
        self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._set_summary()
        self._show_state(self.ui.list_page if rows else self.ui.none)
        if rows:
            self._fit_columns()
            self.ui.table.selectRow(min(max(current.row(), 0), len(rows) - 1))
            self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_columns(self) -> None:
        table = self.ui.table
        table.resizeColumnsToContents()
        for column in range(len(COLUMNS)):
            padding = table.fontMetrics().averageCharWidth() * 2
            width = min(table.columnWidth(column) + padding, _WIDEST_COLUMN)
            table.setColumnWidth(column, width)
        restore_dragged(table)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def _set_summary(self) -> None:
        text = translate("PaymentsBehind", "Payments: {n} · Revenue: {amount}")
        if self._are_too_many:
            text = translate(
                "PaymentsBehind",
                "Too many: the first {n} by day are listed; their revenue is {amount}. "
                "A shorter period shows the others.",
            )
        number, amount = f"{self.model.rowCount():,}", format_money(self.model.total())
        self.ui.summary.setText(text.format(n=number, amount=amount))

    def _fail(self, error: BaseException) -> None:
        self.ui.failed_text.setText(error_text(error))
        self._show_state(self.ui.failed)

    def _show_state(self, page: QWidget) -> None:
        self.ui.states.setCurrentWidget(page)
        self.ui.summary.setVisible(page is self.ui.list_page)
        self.ui.open_customer.setEnabled(page is self.ui.list_page)
        self.ui.export_button.setEnabled(page is self.ui.list_page)

    def _open_current(self) -> None:
        self._open(self.ui.table.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            customer_id = self.model.row(index.row()).payment.customer_id
            if customer_id is not None:
                self._workspace.open_customer(customer_id)
