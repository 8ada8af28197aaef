"""The customer window: one customer with its contacts and payments, stored in one go."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crm_desktop.domain import errors
from crm_desktop.domain.records import CustomerDetails, Payment
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.validation import Problem
from crm_desktop.gui.choices import load_choices
from crm_desktop.gui.customer_form import FIELDS, CustomerForm
from crm_desktop.gui.customer_loading import LoadedCustomer, load_customer
from crm_desktop.gui.dialogs.customer_questions import Leaving, ask_leaving
from crm_desktop.gui.errors import error_text, show_error
from crm_desktop.gui.forms.ui_customer_window import Ui_CustomerWindow
from crm_desktop.gui.icons import icon
from crm_desktop.gui.theme import Look, set_look
from crm_desktop.gui.views import customer_jobs
from crm_desktop.gui.widgets.customer_sheet import CustomerSheet
from crm_desktop.gui.widgets.field_error import announce
from crm_desktop.gui.widgets.type_ahead import TypeAhead
from crm_desktop.gui.widgets.window_memory import remember_window, restore_window
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.values import shown
from crm_desktop.services import customers

_FIRST_SIZE = QSize(1240, 760)
_BLINK = 250


class CustomerWindow(QWidget):
    """The window of the customer with `customer_id`, or of one to be entered for None.

    `customer_id` follows what is shown: it is None until a new customer is stored.
    """

    def __init__(self, workspace: Workspace, customer_id: int | None) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.customer_id = customer_id
        self.form: CustomerForm | None = None
        self._workspace = workspace
        self._template = Payment()
        self._may_close = False
        self._is_saving = False
        self._has_pointed_out = False
        self._focused: QWidget | None = None
        self._ahead = TypeAhead(self)
        self.ui = Ui_CustomerWindow()
        self.ui.setupUi(self)
        self.sheet = CustomerSheet(self.ui, workspace, self)
        self._slow = QTimer(self, singleShot=True, interval=_BLINK)
        self._slow.timeout.connect(self._say_loading)
        self._set_icons()
        self._connect()
        self._add_shortcuts()
        self._splitters = {"splitter": self.ui.splitter, "tables": self.ui.tables}
        self.ui.splitter.setStretchFactor(0, 1)
        self.ui.splitter.setStretchFactor(1, 1)
        settings = workspace.settings
        restore_window(self, settings, "customer_window", _FIRST_SIZE, self._splitters)
        self._show_title()
        self.load()

    # -- loading

    def load(self) -> None:
        """Read the customer, or prepare a new one, and show it."""
        self.ui.loading_text.clear()
        self.ui.loading_retry.hide()
        self.ui.form_page.setEnabled(False)
        if self.form is None:
            self.ui.pages.setCurrentWidget(self.ui.loading_page)
        self._slow.start()
        context, customer_id = self._workspace.context, self.customer_id

        self._workspace.tasks.read(
            self,
            lambda: load_customer(context, customer_id),
            self._show_loaded,
            self._say_load_failed,
        )

    def _show_loaded(self, loaded: LoadedCustomer) -> None:
        self._slow.stop()
        self._template = loaded.template
        self.sheet.set_choices(loaded.choices)
        self._show_details(loaded.details)
        self.ui.pages.setCurrentWidget(self.ui.form_page)
        self.ui.form_page.setEnabled(True)
        self.sheet.fields.focus("name")
        self._ahead.replay()

    def _show_details(self, details: CustomerDetails) -> None:
        today = self._workspace.context.clock.today()
        self.form = CustomerForm(details, self._template, today)
        self.customer_id = details.customer.id
        self.sheet.show_form(self.form)
        self._show_state()

    def _say_loading(self) -> None:
        self.ui.pages.setCurrentWidget(self.ui.loading_page)
        self.ui.loading_text.setText(translate("CustomerWindow", "Loading the customer…"))

    def _say_load_failed(self, error: BaseException) -> None:
        self._slow.stop()
        self.ui.pages.setCurrentWidget(self.ui.loading_page)
        self.ui.loading_text.setText(error_text(error))
        self.ui.loading_retry.show()
        self.ui.loading_retry.setFocus()
        if not isinstance(error, errors.CrmError):
            show_error(self, error)

    # -- saving

    def save(self, afterwards: Callable[[], None] | None = None) -> None:
        """Store everything typed in one go, then do `afterwards`; nothing is lost if it fails."""
        if self.form is None or self._is_saving:
            return
        self.sheet.tables.take_open_editors()
        found = self.form.problems()
        if found:
            self._say_problems(found)
            return
        if not self.form.is_changed and not self.form.is_new:
            self._note(translate("CustomerWindow", "Nothing has changed since it was saved."))
            if afterwards is not None:
                afterwards()
            return
        context, change = self._workspace.context, self.form.change()
        self._set_saving(True)

        def saved(details: CustomerDetails) -> None:
            self._set_saving(False)
            self._show_details(details)
            self._note(
                translate("CustomerWindow", "Saved: {number} {name}").format(
                    number=details.customer.customer_no, name=details.customer.name
                )
            )
            if afterwards is not None:
                afterwards()
            else:
                self._ahead.replay()

        self._workspace.tasks.write(
            self, lambda: customers.save(context, change), saved, self._say_save_failed
        )

    def save_and_next(self) -> None:
        """Store the customer and begin the next new one."""
        self.save(self._begin_next)

    def _begin_next(self) -> None:
        self.customer_id = None
        self.load()

    def _set_saving(self, is_saving: bool) -> None:
        """Take no typing while a save is under way; the keyboard comes back to where it was."""
        if is_saving:
            self._focused = self.focusWidget()
        self._is_saving = is_saving
        self.ui.form_page.setEnabled(not is_saving)
        if not is_saving and self._focused is not None:
            self._focused.setFocus()

    def _say_save_failed(self, error: BaseException) -> None:
        self._set_saving(False)
        self._ahead.forget()
        if self.form is None:
            return
        if isinstance(error, errors.ValidationFailed):
            self._say_problems(self.form.placed(error.problems))
        elif isinstance(error, errors.LostEdit | errors.PaymentIsVoid | errors.NotFound):
            self._take_over_state(error)
        elif isinstance(error, errors.CrmError):
            self._say("error", error_text(error))
            own_number = self.form.customer.record.customer_no
            if error.values.get("number") == own_number:
                self.sheet.fields.focus("customer_no")
        else:
            show_error(self, error)

    def _say_problems(self, found: tuple[Problem, ...]) -> None:
        self._note(
            translate("CustomerWindow", "Not saved yet. Fields that need attention: {n}").format(
                n=len(found)
            )
        )
        self._has_pointed_out = True
        self.sheet.point_out(found)

    def _take_over_state(self, error: errors.CrmError) -> None:
        """Put what was typed onto what somebody else has stored, so that saving again works."""
        context, customer_id = self._workspace.context, self.customer_id
        if customer_id is None:
            self._say("error", error_text(error))
            return

        def merge(fresh: CustomerDetails) -> None:
            if self.form is None:
                return
            both = self.form.rebase(fresh)
            self.sheet.show_form(self.form)
            self._show_state()
            lines = [error_text(error)]
            lines += [
                translate("CustomerWindow", "{field}: stored is “{value}”").format(
                    field=show(FIELDS[name].label),
                    value=shown(getattr(fresh.customer, name)),
                )
                for name in both
            ]
            self._say("warning", "\n".join(lines))

        self._workspace.tasks.read(
            self,
            lambda: customers.open_customer(context, customer_id),
            merge,
            lambda failure: self._say("error", error_text(failure)),
        )

    # -- other jobs

    def print_(self) -> None:
        """Show the customer's card, to print or keep; what is typed is saved first."""
        if self.form is not None and (self.form.is_changed or self.form.is_new):
            self.save(self.print_)
        elif self.customer_id is not None and self.form is not None:
            number = self.form.customer.stored.customer_no
            customer_jobs.preview_card(self._workspace, self.customer_id, number)

    def show_history(self) -> None:
        """Show who changed what of this customer."""
        if self.form is not None:
            customer_jobs.show_history(self, self._workspace, self.form.customer.stored)

    def delete(self) -> None:
        """Move the customer to the recycle bin, once that is confirmed."""
        if self.form is not None:
            stored = self.form.customer.stored
            customer_jobs.delete(self, self._workspace, stored, self._close_for_good)

    def _close_for_good(self) -> None:
        self._may_close = True
        self.close()

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed while the window is busy; it is typed afterwards."""
        if self.ui.form_page.isEnabled():
            super().keyPressEvent(event)
        else:
            self._ahead.take(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what is to become of what was typed; remember how the window was."""
        self.sheet.tables.take_open_editors()
        is_changed = self.form is not None and self.form.is_changed
        if self._is_saving:
            event.ignore()
            return
        if is_changed and not self._may_close:
            answer = ask_leaving(self, self._title())
            if answer is not Leaving.DISCARD:
                event.ignore()
                if answer is Leaving.SAVE:
                    self.save(self._close_saved)
                return
        settings = self._workspace.settings
        remember_window(self, settings, "customer_window", self._splitters)
        super().closeEvent(event)

    def _close_saved(self) -> None:
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force; what is typed stays."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_slow"):
            self.ui.retranslateUi(self)
            self.sheet.retranslate()
            self._show_state()
            self.ui.message_bar.hide()
        super().changeEvent(event)

    def _on_change(self, change: Change) -> None:
        """Show what was stored elsewhere, as long as nothing is typed here."""
        if change.kinds & {"code_item", "product_category", "client_user"}:
            self._reload_choices()
        concerned = not change.customer_ids or self.customer_id in change.customer_ids
        customer_id, form = self.customer_id, self.form
        if not concerned or customer_id is None or form is None or self._is_saving:
            return
        context = self._workspace.context

        def show_fresh(fresh: CustomerDetails) -> None:
            if self.form is form and not form.is_changed and fresh != form.details:
                self._show_details(fresh)

        # A failure leaves the window as it is: saving will tell that the customer is gone.
        self._workspace.tasks.read(
            self,
            lambda: customers.open_customer(context, customer_id),
            show_fresh,
            lambda _error: None,
        )

    def _reload_choices(self) -> None:
        context = self._workspace.context
        self._workspace.tasks.read(self, lambda: load_choices(context), self.sheet.set_choices)

    # -- keys and buttons

    def _set_icons(self) -> None:
        for name, drawing in {
            "history_button": "history",
            "print_button": "print",
            "delete_button": "delete",
            "save_new_button": "save-new",
            "save_button": "save",
            "close_button": "close",
        }.items():
            getattr(self.ui, name).setIcon(icon(drawing))
        self.setWindowIcon(icon("customers"))
        self.ui.message_bar.hide()

    def _connect(self) -> None:
        ui = self.ui
        ui.loading_retry.clicked.connect(self.load)
        ui.save_button.clicked.connect(lambda: self.save())
        ui.save_new_button.clicked.connect(self.save_and_next)
        ui.close_button.clicked.connect(self.close)
        ui.history_button.clicked.connect(self.show_history)
        ui.print_button.clicked.connect(self.print_)
        ui.delete_button.clicked.connect(self.delete)
        self.sheet.edited.connect(self._after_typing)
        self.sheet.finished.connect(ui.save_button.setFocus)
        self._workspace.changed.connect(self._on_change)

    def _add_shortcuts(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.save_and_next),
            ("Ctrl+Enter", self.save_and_next),
            ("Ctrl+Shift+S", self.save_and_next),
            ("Ctrl+P", self.print_),
            ("Ctrl+N", lambda: self._workspace.new_customer(self)),
            ("Ctrl+W", self.close),
            ("Esc", self.close),
            ("F6", lambda: self.sheet.go_to_part(1)),
            ("Ctrl+Tab", lambda: self.sheet.go_to_part(1)),
            ("Shift+F6", lambda: self.sheet.go_to_part(-1)),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # -- what the window says

    def _after_typing(self) -> None:
        if self.ui.message_bar.isVisible():
            self.ui.message_bar.hide()
        if self._has_pointed_out:
            self._has_pointed_out = False
            self._note("")
        self._show_title()

    def _title(self) -> str:
        return self.form.title if self.form is not None else translate("CustomerWindow", "Customer")

    def _show_state(self) -> None:
        is_stored = self.form is not None and not self.form.is_new
        for button in (self.ui.history_button, self.ui.delete_button):
            button.setEnabled(is_stored)
        if self.form is not None and self.form.stamp_text:
            self._note(self.form.stamp_text)
        self._show_title()

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self._title()}[*]")
        self.setWindowModified(self.form is not None and self.form.is_changed)

    def _note(self, text: str) -> None:
        """Say something by the way, in a line whose room is always kept."""
        self.ui.stamp.setText(text)
        self.ui.stamp.setAccessibleName(text)
        announce(self.ui.stamp)

    def _say(self, look: Look, text: str) -> None:
        set_look(self.ui.message_bar, look)
        self.ui.message.setText(text)
        self.ui.message.setAccessibleName(text)
        self.ui.message_bar.show()
        announce(self.ui.message)
