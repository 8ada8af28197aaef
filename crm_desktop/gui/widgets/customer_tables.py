"""Contacts and payments beside the fields of a customer window."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.money import format_money
from crm_desktop.domain.records import Payment
from crm_desktop.domain.validation import Problem
from crm_desktop.gui.choices import Choices
from crm_desktop.gui.customer_form import CustomerForm
from crm_desktop.gui.dialogs.payment_refund_dialog import PaymentRefundDialog
from crm_desktop.gui.dialogs.payment_void_dialog import PaymentVoidDialog
from crm_desktop.gui.drafts import FormDraft
from crm_desktop.gui.form_drafts import Texts, keep_form
from crm_desktop.gui.forms.ui_customer_window import Ui_CustomerWindow
from crm_desktop.gui.icons import icon
from crm_desktop.gui.models.contact_table import COLUMNS as CONTACT_COLUMNS
from crm_desktop.gui.models.contact_table import STAR, ContactTableModel
from crm_desktop.gui.models.line_table import PROBLEM_ROLE, LineTableModel
from crm_desktop.gui.models.payment_table import COLUMNS as PAYMENT_COLUMNS
from crm_desktop.gui.models.payment_table import PaymentTableModel
from crm_desktop.gui.widgets.column_choice import ColumnChoice
from crm_desktop.gui.widgets.field_error import FieldError
from crm_desktop.gui.widgets.line_table import LineTable
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate

Keep = Callable[[QDialog, Callable[[], tuple[Texts, Texts]]], FormDraft]


class CustomerTables(QObject):
    """Binds the two tables of the form `ui` to what is typed.

    `edited` comes after any change, `typing` while a cell is typed in; `finished` when Enter leads
    out of the last table.
    """

    edited = Signal()
    typing = Signal()
    finished = Signal()

    def __init__(self, ui: Ui_CustomerWindow, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui = ui
        self._workspace = workspace
        self._window = parent
        self._form: CustomerForm | None = None
        self.contacts = ContactTableModel(workspace, self)
        self.payments = PaymentTableModel(workspace, self)
        self._prepare(ui.contacts, self.contacts, "name")
        self._prepare(ui.payments, self.payments, "amount")
        settings = workspace.settings
        self._columns = (
            ColumnChoice(ui.contacts, CONTACT_COLUMNS, settings, "customer_window.contacts"),
            ColumnChoice(ui.payments, PAYMENT_COLUMNS, settings, "customer_window.payments"),
        )
        ui.contacts.star_column = STAR
        self._connect()
        self._set_icons()

    def show_form(self, form: CustomerForm) -> None:
        """Show another customer's contacts and payments, or these as they are now."""
        self._form = form
        self.contacts.show_lines(form.contacts)
        self.payments.show_lines(form.payments)
        self._begin_anew()

    def show_again(self) -> None:
        """Show the same form after a step was taken back; what is still wrong stays marked."""
        self.contacts.show_again()
        self.payments.show_again()
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._ui.payments.scrollToBottom()
        for table in (self._ui.contacts, self._ui.payments):
            if table.hasFocus():
                table.start()
            else:
                table.horizontalScrollBar().setValue(0)
        self._show_totals()
        self._show_cell()

    def set_choices(self, choices: Choices) -> None:
        """Offer the values that can be chosen at present."""
        self.contacts.choices = self.payments.choices = choices
        self.contacts.refresh()
        self.payments.refresh()

    def retranslate(self) -> None:
        """Show everything in the language in force."""
        self.contacts.retranslate()
        self.payments.retranslate()
        for columns in self._columns:
            columns.fit_headings()
        self._show_totals()
        self._show_cell()

    def take_open_editors(self) -> None:
        """Take what is being typed in a cell."""
        self._ui.contacts.take_open_editor()
        self._ui.payments.take_open_editor()

    def open_cell(self) -> tuple[str, int, str, str] | None:
        """Return table, row, field and text of the cell that is being typed in, if any."""
        if self._form is None:
            return None
        parts = ((self._form.contacts, self._ui.contacts), (self._form.payments, self._ui.payments))
        for lines, table in parts:
            found = table.open_text()
            if found is not None:
                return lines.table, *found
        return None

    def check_all(self) -> None:
        """Mark what is wrong in any cell."""
        self.contacts.check_all()
        self.payments.check_all()
        self._show_cell()

    def go_to(self, problem: Problem) -> None:
        """Move the keyboard to the cell a problem is in, and say it."""
        is_contact = problem.table == self._contact_lines_name()
        table, message = self._part(is_contact)
        model = table.lines
        row = min(problem.row or 0, model.rowCount() - 1)
        known = {column.name for column in model.columns}
        table.go_to(row, problem.field if problem.field in known else table.first_column)
        message.say(show(problem.text, **problem.values))

    def show_line(self, name: str, row: int) -> None:
        """Move the keyboard to a line of the table called `name`, the last one if it is gone."""
        table, _ = self._part(name == self._contact_lines_name())
        table.go_to(min(row, table.lines.rowCount() - 1), table.first_column)

    def _contact_lines_name(self) -> str:
        return self._form.contacts.table if self._form is not None else ""

    def _part(self, is_contact: bool) -> tuple[LineTable, FieldError]:
        ui = self._ui
        if is_contact:
            return ui.contacts, ui.contacts_error
        return ui.payments, ui.payments_error

    def _prepare(self, table: LineTable, model: LineTableModel[Any], first: str) -> None:
        table.setModel(model)
        table.first_column = first
        table.today = self._workspace.context.clock.today
        model.edited.connect(self._after_edit)
        table.cell_changed.connect(self._show_cell)

    def _connect(self) -> None:
        ui = self._ui
        ui.contacts_error.watch(ui.contacts)
        ui.payments_error.watch(ui.payments)
        for table in (ui.contacts, ui.payments):
            table.typing.connect(self.typing)
        ui.contacts.finished.connect(ui.payments.start)
        ui.payments.finished.connect(self.finished)
        ui.contacts.removal_asked.connect(self.contacts.toggle_removed)
        ui.contacts.star_asked.connect(self.contacts.make_primary)
        ui.payments.removal_asked.connect(self._remove_payment)
        ui.primary_button.clicked.connect(self._with_row(ui.contacts, self.contacts.make_primary))
        ui.remove_contact_button.clicked.connect(
            self._with_row(ui.contacts, self.contacts.toggle_removed)
        )
        ui.void_button.clicked.connect(self._with_row(ui.payments, self._remove_payment))
        ui.refund_button.clicked.connect(self._with_row(ui.payments, self._refund))

    def _with_row(self, table: LineTable, act: Callable[[int], None]) -> Callable[[], None]:
        def act_on_row() -> None:
            index = table.currentIndex()
            if index.isValid() and not table.lines.is_empty_row(index.row()):
                act(index.row())
                table.setFocus()

        return act_on_row

    def _set_icons(self) -> None:
        for name, drawing in {
            "primary_button": "primary",
            "remove_contact_button": "delete",
            "refund_button": "refund",
            "void_button": "void",
        }.items():
            getattr(self._ui, name).setIcon(icon(drawing))

    # -- payments

    def _remove_payment(self, row: int) -> None:
        """Declare a stored payment void, or take that back; remove a new one."""
        lines = self.payments.payments
        if lines is None:
            return
        if lines.is_new(row):
            self.payments.toggle_removed(row)
        elif lines.will_be_void(row):
            lines.take_back_void(row)
            self._after_payment_change()
        elif lines.can_void(row):
            self._ask_void(row).open()

    def _ask_void(self, row: int) -> PaymentVoidDialog:
        assert self.payments.payments is not None
        payment = self.payments.payments.draft(row).stored
        keep = self._keeping("void", payment)
        dialog = PaymentVoidDialog(self._described(payment), self._window, keep)
        dialog.decided.connect(lambda reason: self._void(row, reason))
        return dialog

    def _keeping(self, kind: str, payment: Payment) -> Keep:
        """Return what keeps a dialog about a stored payment in the journal."""
        about = {"customer_id": payment.customer_id, "payment_id": payment.id}
        title = self._described(payment)
        return lambda dialog, states: keep_form(
            self._workspace, dialog, kind, lambda: title, states, about
        )

    def ask_void_again(self, payment_id: int, texts: Texts) -> bool:
        """Ask for the reason again, from a draft; False where the payment is void by now."""
        row = self._row_of(payment_id)
        if (
            row is None
            or self.payments.payments is None
            or not self.payments.payments.can_void(row)
        ):
            return False
        dialog = self._ask_void(row)
        dialog.put_back(texts)
        dialog.open()
        return True

    def ask_refund_again(self, payment_id: int, texts: Texts) -> bool:
        """Ask what is given back again, from a draft; False where nothing can be any more."""
        row, lines = self._row_of(payment_id), self.payments.payments
        if row is None or lines is None or not lines.can_refund(row):
            return False
        dialog = self._ask_refund(row)
        dialog.put_back(texts)
        dialog.open()
        return True

    def _row_of(self, payment_id: int) -> int | None:
        lines = self.payments.payments
        return lines.row_of(Payment(id=payment_id)) if lines is not None else None

    def _void(self, row: int, reason: str) -> None:
        if self.payments.payments is not None:
            self.payments.payments.void(row, reason)
            self._after_payment_change()

    def _refund(self, row: int) -> None:
        lines = self.payments.payments
        if lines is None or not lines.can_refund(row):
            return
        self._ask_refund(row).open()

    def _ask_refund(self, row: int) -> PaymentRefundDialog:
        assert self.payments.payments is not None
        payment = self.payments.payments.draft(row).record
        dialog = PaymentRefundDialog(
            self._described(payment),
            payment,
            self.payments.choices,
            self._workspace.context.clock.today(),
            self._window,
            self._keeping("refund", payment),
        )
        dialog.decided.connect(lambda refund: self._add_refund(row, refund))
        return dialog

    def _add_refund(self, row: int, refund: Payment) -> None:
        lines = self.payments.payments
        if lines is None or refund.amount is None or refund.paid_on is None:
            return
        place = len(lines) + 1
        model_index = self.payments.index(0, 0).parent()
        self.payments.beginInsertRows(model_index, place, place)
        new = lines.refund(row, refund.amount, refund.paid_on, refund.method, refund.remark)
        self.payments.endInsertRows()
        self._after_payment_change()
        self._ui.payments.go_to(new, "amount")

    def _described(self, payment: Payment) -> str:
        amount = format_money(payment.amount) if payment.amount is not None else ""
        day = payment.paid_on.isoformat() if payment.paid_on else ""
        return " · ".join(part for part in (payment.payment_no, day, amount) if part)

    def _after_payment_change(self) -> None:
        self.payments.refresh()
        self._after_edit()

    # -- what is said around the tables

    def _after_edit(self) -> None:
        self._show_totals()
        self._show_cell()
        self.edited.emit()

    def _show_totals(self) -> None:
        lines = self.payments.payments
        if lines is None:
            return
        last = lines.last_on()
        parts = [
            translate("CustomerWindow", "Total paid: {amount}").format(
                amount=format_money(lines.total())
            )
        ]
        if last is not None:
            text = translate("CustomerWindow", "Last payment: {day}")
            parts.append(text.format(day=last.isoformat()))
        self._ui.total.setText("   ".join(parts))

    def _show_cell(self) -> None:
        """Say what is wrong with the cells the keyboard is on, and which buttons fit them."""
        for is_contact in (True, False):
            table, message = self._part(is_contact)
            index = table.currentIndex()
            message.say(str(index.data(PROBLEM_ROLE) or "") if index.isValid() else "")
        self._show_contact_buttons()
        self._show_payment_buttons()

    def _show_contact_buttons(self) -> None:
        ui, row = self._ui, self._ui.contacts.currentIndex().row()
        lines = self._form.contacts if self._form is not None else None
        is_line = lines is not None and 0 <= row < len(lines)
        removed = is_line and cast(Any, lines).is_removed(row)
        ui.primary_button.setEnabled(is_line and not removed)
        ui.remove_contact_button.setEnabled(is_line)
        ui.remove_contact_button.setText(
            translate("CustomerWindow", "Keep c&ontact")
            if removed
            else translate("CustomerWindow", "Rem&ove")
        )

    def _show_payment_buttons(self) -> None:
        ui, row = self._ui, self._ui.payments.currentIndex().row()
        lines = self.payments.payments
        if lines is None or not 0 <= row < len(lines):
            ui.refund_button.setEnabled(False)
            ui.void_button.setEnabled(False)
            ui.void_button.setText(translate("CustomerWindow", "&Void…"))
            return
        ui.refund_button.setEnabled(lines.can_refund(row))
        ui.void_button.setEnabled(
            lines.is_new(row) or lines.can_void(row) or lines.will_be_void(row)
        )
        if lines.will_be_void(row):
            text = translate("CustomerWindow", "Not &void")
        elif lines.is_new(row):
            text = (
                translate("CustomerWindow", "K&eep")
                if lines.is_removed(row)
                else translate("CustomerWindow", "Remo&ve")
            )
        else:
            text = translate("CustomerWindow", "&Void…")
        ui.void_button.setText(text)
