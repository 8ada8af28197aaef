"""All that is typed in a customer window: fields, contacts and payments, as one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.validation import Problem
from crm_desktop.gui.choices import Choices
from crm_desktop.gui.customer_form import CustomerForm
from crm_desktop.gui.forms.ui_customer_window import Ui_CustomerWindow
from crm_desktop.gui.widgets.customer_fields import CustomerFields
from crm_desktop.gui.widgets.customer_tables import CustomerTables
from crm_desktop.gui.widgets.duplicate_hints import DuplicateHints
from crm_desktop.gui.workspace import Workspace

_LIKENESS = ("name", "phone", "mobile")


class CustomerSheet(QObject):
    """Binds the form `ui` of `window` to a customer. `edited` comes after any change.

    The keyboard goes from part to part: fields, contacts, payments, then `finished`.
    """

    edited = Signal()
    finished = Signal()

    def __init__(self, ui: Ui_CustomerWindow, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._ui = ui
        self._form: CustomerForm | None = None
        self._window = window
        self.fields = CustomerFields(ui, workspace, window)
        self.tables = CustomerTables(ui, workspace, window)
        self.duplicates = DuplicateHints(ui.duplicates, workspace, self._asked)
        self.fields.edited.connect(self._typed)
        self.fields.finished.connect(ui.contacts.start)
        self.tables.edited.connect(self._typed_in_table)
        self.tables.finished.connect(self.finished)

    def show_form(self, form: CustomerForm) -> None:
        """Show another customer, or this one as it is now."""
        self._form = form
        self.fields.show_form(form)
        self.tables.show_form(form)
        self.duplicates.clear()

    def show_again(self, form: CustomerForm) -> None:
        """Show the same customer after a step was taken back; what is still wrong stays said."""
        self.fields.show_again(form)
        self.tables.show_again()
        self.duplicates.clear()

    def set_choices(self, choices: Choices) -> None:
        """Offer the values that can be chosen at present; what is chosen stays."""
        self.fields.set_choices(choices)
        self.tables.set_choices(choices)

    def retranslate(self) -> None:
        """Show everything in the language in force; what is typed stays."""
        self.fields.retranslate()
        self.tables.retranslate()
        self.duplicates.retranslate()

    def point_out(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong everywhere, and move the keyboard to the first of `problems`."""
        self.fields.check_all()
        self.tables.check_all()
        first = problems[0]
        if first.table:
            self.tables.go_to(first)
        elif first.field in self.fields.editors:
            self.fields.say(first.field, first)
            self.fields.focus(first.field)

    def go_to_part(self, step: int) -> None:
        """Move the keyboard to the next (1) or previous (-1) part."""
        self.tables.take_open_editors()
        focused = self._window.focusWidget()
        parts = (self._ui.contacts, self._ui.payments)
        present = next((i + 1 for i, part in enumerate(parts) if part is focused), 0)
        target = (present + step) % 3
        if target == 0:
            self.fields.focus("name")
        else:
            parts[target - 1].start()

    def _asked(self) -> tuple[str, tuple[str, ...], int | None]:
        if self._form is None:
            return "", (), None
        return *self._form.likeness(), self._form.customer.stored.id

    def _typed(self, name: str) -> None:
        if name in _LIKENESS:
            self.duplicates.look()
        self.edited.emit()

    def _typed_in_table(self) -> None:
        self.duplicates.look()
        self.edited.emit()
