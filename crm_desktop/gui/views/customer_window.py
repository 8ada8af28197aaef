"""The customer window: one customer with its contacts and payments, stored in one go."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crm_desktop.domain import errors
from crm_desktop.domain.records import CustomerDetails, Payment
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.validation import Problem
from crm_desktop.gui.choices import load_choices
from crm_desktop.gui.customer_drafts import CustomerDraft
from crm_desktop.gui.customer_form import CustomerForm
from crm_desktop.gui.customer_loading import LoadedCustomer, load_customer, load_draft
from crm_desktop.gui.dialogs.customer_questions import Leaving, ask_leaving
from crm_desktop.gui.draft_values import CustomerEncoder, TypedCustomer
from crm_desktop.gui.errors import error_text, show_error
from crm_desktop.gui.form_undo import FormUndo
from crm_desktop.gui.forms.ui_customer_window import Ui_CustomerWindow
from crm_desktop.gui.icons import icon
from crm_desktop.gui.views import customer_jobs
from crm_desktop.gui.views.customer_saving import CustomerSaving
from crm_desktop.gui.views.customer_watch import CustomerWatch
from crm_desktop.gui.widgets.customer_messages import CustomerMessages
from crm_desktop.gui.widgets.customer_sheet import CustomerSheet
from crm_desktop.gui.widgets.type_ahead import TypeAhead
from crm_desktop.gui.widgets.window_memory import remember_window, restore_window
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate

_FIRST_SIZE = QSize(1240, 760)
_BLINK = 250


class CustomerWindow(QWidget):
    """The window of the customer with `customer_id`, or of one to be entered for None.

    `draft` is put back into it. What is typed is kept in the journal of this computer meanwhile.
    `customer_id` follows what is shown: it is None until a new customer is stored.
    """

    def __init__(
        self, workspace: Workspace, customer_id: int | None, draft: CustomerDraft | None = None
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.customer_id = customer_id
        self.form: CustomerForm | None = None
        self.workspace = workspace
        self._template = Payment()
        self._to_restore = draft
        self._encoder = CustomerEncoder()
        self._draft = workspace.drafts.keep(self, "customer", self._title, self._draft_values)
        self._may_close = False
        self._has_pointed_out = False
        self._focused: QWidget | None = None
        self.ahead = TypeAhead(self)
        self.ui = Ui_CustomerWindow()
        self.ui.setupUi(self)
        self.messages = CustomerMessages(self.ui)
        self.sheet = CustomerSheet(self.ui, workspace, self)
        self.steps = FormUndo(self, self.sheet)
        self.saving = CustomerSaving(self)
        self.watch = CustomerWatch(self)
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
        self._allow_typing(False)
        if self.form is None:
            self.ui.pages.setCurrentWidget(self.ui.loading_page)
        self._slow.start()
        context, customer_id = self.workspace.context, self.customer_id
        typed = self._to_restore.typed if self._to_restore is not None else None

        self.workspace.tasks.read(
            self,
            lambda: load_draft(context, typed) if typed else load_customer(context, customer_id),
            self._show_loaded,
            self._say_load_failed,
        )

    def _show_loaded(self, loaded: LoadedCustomer) -> None:
        self._slow.stop()
        self._template = loaded.template
        self.sheet.set_choices(loaded.choices)
        self.show_stored(loaded.details)
        if loaded.typed is not None and self.form is not None:
            self.form.take(loaded.typed.change, loaded.typed.change, loaded.typed.unread)
            self.show_form(self.form)
        self.ui.pages.setCurrentWidget(self.ui.form_page)
        self._allow_typing(True)
        self.sheet.fields.focus("name")
        self.ahead.replay()
        draft, self._to_restore = self._to_restore, None
        if draft is not None:
            self._put_back(draft)

    def restore(self, draft: CustomerDraft) -> None:
        """Put `draft` back into this window, in which nothing is typed."""
        self._to_restore = draft
        self.load()

    def _put_back(self, draft: CustomerDraft) -> None:
        """Keep what was put back as our own, then merge it with what is stored now."""
        self.keep_draft()
        if draft.job is not None:
            draft.job(self)
        draft.taken()
        if draft.job is not None:
            return
        if self.form is not None and self.form.is_changed:
            self.saving.merge_draft()
        else:
            self.messages.note(
                translate("CustomerWindow", "Everything in the draft is stored already.")
            )

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

    def show_stored(self, details: CustomerDetails) -> None:
        """Show a customer as it is stored, nothing typed into it."""
        today = self.workspace.context.clock.today()
        self.show_form(CustomerForm(details, self._template, today))

    def show_form(self, form: CustomerForm) -> None:
        """Show a customer with what is typed in `form`."""
        self.form = form
        self.customer_id = form.customer.stored.id
        self.sheet.show_form(form)
        self.steps.begin(form)
        self._show_state()
        if not form.is_changed:
            self._draft.keep_now()

    # -- saving

    def save(self, afterwards: Callable[[], None] | None = None) -> None:
        """Store everything typed in one go, then do `afterwards`; nothing is lost if it fails."""
        self.saving.save(afterwards)

    def save_and_next(self) -> None:
        """Store the customer and begin the next new one."""
        self.save(self._begin_next)

    def _begin_next(self) -> None:
        self.customer_id = None
        self.load()

    @property
    def is_busy(self) -> bool:
        """Whether nothing can be typed because something is stored or read."""
        return self.saving.is_under_way

    def set_busy(self, is_busy: bool) -> None:
        """Take no typing for a while; the keyboard comes back to where it was."""
        if is_busy:
            self._focused = self.focusWidget()
        self._allow_typing(not is_busy)
        if not is_busy and self._focused is not None:
            self._focused.setFocus()

    def _allow_typing(self, is_allowed: bool) -> None:
        self.ui.form_page.setEnabled(is_allowed)
        self.ahead.allow(is_allowed)

    def take_open_editors(self) -> None:
        """Take what is being typed in a cell."""
        self.sheet.tables.take_open_editors()

    def point_out(self, found: tuple[Problem, ...]) -> None:
        """Say what is wrong, and move the keyboard there."""
        self._has_pointed_out = True
        self.sheet.point_out(found)

    def keep_draft(self) -> None:
        """Keep what is typed on this computer now."""
        self._draft.keep_now()

    def _draft_values(self) -> dict[str, Any] | None:
        form, cell = self.form, self.sheet.tables.open_cell()
        if form is not None and cell is not None:
            form = form.with_cell(*cell)
        if form is None or not form.is_changed:
            return None
        return self._encoder.encode(TypedCustomer.of(form, self.saving.sent))

    # -- other jobs

    def print_(self) -> None:
        """Show the customer's card, to print or keep; what is typed is saved first."""
        if self.form is not None and (self.form.is_changed or self.form.is_new):
            self.save(self.print_)
        elif self.customer_id is not None and self.form is not None:
            number = self.form.customer.stored.customer_no
            customer_jobs.preview_card(self.workspace, self.customer_id, number)

    def show_history(self) -> None:
        """Show who changed what of this customer."""
        if self.form is not None:
            customer_jobs.show_history(self, self.workspace, self.form.customer.stored)

    def delete(self) -> None:
        """Move the customer to the recycle bin, once that is confirmed."""
        if self.form is not None:
            stored = self.form.customer.stored
            customer_jobs.delete(self, self.workspace, stored, self._close_for_good)

    def _close_for_good(self) -> None:
        self._may_close = True
        self.close()

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed while the window is busy; it is typed afterwards."""
        if self.ui.form_page.isEnabled():
            super().keyPressEvent(event)
        else:
            self.ahead.take(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what is to become of what was typed; remember how the window was."""
        self.take_open_editors()
        is_changed = self.form is not None and self.form.is_changed
        if self.is_busy:
            event.ignore()
            return
        if is_changed and not self._may_close:
            may_keep = self.saving.is_waiting or self.saving.is_stuck
            answer = ask_leaving(self, self._title(), may_keep=may_keep)
            if answer in (Leaving.SAVE, Leaving.STAY):
                event.ignore()
                if answer is Leaving.SAVE:
                    self.save(self._close_saved)
                return
            if answer is Leaving.KEEP:
                self._draft.let_go()
        self._draft.drop()
        settings = self.workspace.settings
        remember_window(self, settings, "customer_window", self._splitters)
        super().closeEvent(event)

    def _close_saved(self) -> None:
        self.ahead.forget()
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force; what is typed stays."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_slow"):
            self.ui.retranslateUi(self)
            self.sheet.retranslate()
            self._show_state()
            self.messages.hide()
            self.messages.retranslate()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            if hasattr(self, "watch"):
                self.watch.came_to_front()
        super().changeEvent(event)

    def _on_change(self, change: Change) -> None:
        if change.kinds & {"code_item", "product_category", "client_user"}:
            self._reload_choices()

    def _reload_choices(self) -> None:
        context = self.workspace.context
        self.workspace.tasks.read(self, lambda: load_choices(context), self.sheet.set_choices)

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
        self.sheet.tables.typing.connect(self._draft.touch)
        self.sheet.finished.connect(ui.save_button.setFocus)
        self.workspace.changed.connect(self._on_change)

    def _add_shortcuts(self) -> None:
        saves: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.save_and_next),
            ("Ctrl+Enter", self.save_and_next),
            ("Ctrl+Shift+S", self.save_and_next),
        )
        moves: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F6", lambda: self.sheet.go_to_part(1)),
            ("Ctrl+Tab", lambda: self.sheet.go_to_part(1)),
            ("Shift+F6", lambda: self.sheet.go_to_part(-1)),
        )
        at_once: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+P", self.print_),
            ("Ctrl+N", lambda: self.workspace.new_customer(self)),
            ("Ctrl+W", self.close),
            ("Esc", self.close),
            ("F5", self.saving.show_present),
        )
        for key, act in saves:
            self.ahead.add_shortcut(key, act, saves=True)
        for key, act in moves:
            self.ahead.add_shortcut(key, act)
        for key, act in at_once:
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # -- what the window says

    def _after_typing(self) -> None:
        self.messages.hide()
        if self._has_pointed_out:
            self._has_pointed_out = False
            self.messages.note("")
        self._show_title()
        self._draft.touch()
        self.watch.typed()

    def _title(self) -> str:
        return self.form.title if self.form is not None else translate("CustomerWindow", "Customer")

    def _show_state(self) -> None:
        is_stored = self.form is not None and not self.form.is_new
        for button in (self.ui.history_button, self.ui.delete_button):
            button.setEnabled(is_stored)
        if self.form is not None and self.form.stamp_text:
            self.messages.note(self.form.stamp_text)
        self._show_title()

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self._title()}[*]")
        self.setWindowModified(self.form is not None and self.form.is_changed)
