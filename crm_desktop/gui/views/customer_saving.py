"""Saving what is typed in a customer window, also when others changed it or the server is away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.domain import errors, server_errors
from crm_desktop.domain.history import Action
from crm_desktop.domain.meanwhile import Present, Versions
from crm_desktop.domain.merge import Merge, Place, Side, merge
from crm_desktop.domain.records import Customer, CustomerChange, CustomerDetails
from crm_desktop.domain.rules import refunded_beyond
from crm_desktop.domain.validation import Problem
from crm_desktop.gui.customer_form import CustomerForm
from crm_desktop.gui.dialogs.customer_questions import ask_gone, ask_refund
from crm_desktop.gui.dialogs.merge_dialog import MergeDialog, Purpose
from crm_desktop.gui.errors import error_text, show_error
from crm_desktop.gui.merge_texts import MergeTexts, touched
from crm_desktop.infra.i18n import translate
from crm_desktop.services import customers, line, meanwhile, recycle_bin, stored_before
from crm_desktop.services.context import ServiceContext

if TYPE_CHECKING:
    from crm_desktop.gui.views.customer_window import CustomerWindow

Afterwards = Callable[[], None]
_MEANWHILE = (
    errors.LostEdit,
    errors.PaymentIsVoid,
    errors.NotFound,
    errors.CustomerIsDeleted,
    server_errors.StoredBefore,
)


class CustomerSaving(QObject):
    """Saves for `window`, and leads through what may come between.

    `is_waiting` says that what is typed could not be saved because the server is away, `is_stuck`
    because the database takes nothing: its disk is full, its file was moved. A save whose
    answer was lost is asked about by its number before anything is sent again; `sent` is what was
    sent with it.
    """

    def __init__(self, window: CustomerWindow) -> None:
        super().__init__(window)
        self.is_under_way = False
        self.is_waiting = False
        self.is_stuck = False
        self.sent: CustomerChange | None = None
        self._lost: int | None = None
        self._meant: tuple[Decimal, Decimal] | None = None
        self._window = window
        self._workspace = window.workspace
        self._messages = window.messages

    def save(self, afterwards: Afterwards | None = None) -> None:
        """Store everything typed in one go, then do `afterwards`; nothing is lost if it fails."""
        form = self._form_to_save(afterwards)
        if form is None:
            return
        context, change, lost = self._workspace.context, form.change(), self._lost
        self._set_under_way(True)
        if lost is not None:
            self._workspace.tasks.write(
                self._window,
                lambda: _stored_in_the_end(context, lost, self.sent or change),
                lambda found: self._settled(found, afterwards),
                lambda error: self._failed(error, afterwards),
            )
            return
        self._workspace.tasks.write(
            self._window,
            lambda: customers.save(context, change),
            lambda details: self._saved(details, afterwards),
            lambda error: self._failed(error, afterwards, change),
        )

    def show_present(self) -> None:
        """Show what is stored now; where something is typed, merge the two in the form."""
        form = self._window.form
        if form is None or self.is_under_way or form.is_new:
            return
        self._window.take_open_editors()
        self._messages.withdraw()
        self._merge(None, Purpose.TAKE_OVER)

    def merge_draft(self) -> None:
        """Merge what was put back into the form, typed on an older state, with what is stored."""
        form = self._window.form
        if form is not None and not form.is_new:
            self._merge(None, Purpose.TAKE_OVER)

    # -- saving

    def _form_to_save(self, afterwards: Afterwards | None) -> CustomerForm | None:
        form = self._window.form
        if form is None or self.is_under_way:
            return None
        self._window.take_open_editors()
        found = form.problems()
        if found:
            self._window.ahead.forget()
            self.say_problems(found)
            return None
        if not form.is_changed and not form.is_new:
            self._messages.note(
                translate("CustomerWindow", "Nothing has changed since it was saved.")
            )
            if afterwards is not None:
                afterwards()
            return None
        return form if self._is_refund_meant(form) else None

    def _is_refund_meant(self, form: CustomerForm) -> bool:
        """Ask, once for the same sums, whether more is to be given back than was paid."""
        beyond = refunded_beyond(form.details, form.change())
        if beyond is not None and beyond != self._meant:
            if not ask_refund(self._window, *beyond):
                return False
            self._meant = beyond
        return True

    def _saved(self, details: CustomerDetails, afterwards: Afterwards | None) -> None:
        self._set_under_way(False)
        self._lost, self.sent, self.is_waiting = None, None, False
        self.is_stuck = False
        self._window.show_stored(details)
        self._messages.withdraw()
        self._messages.hide()
        self._messages.note(
            translate("CustomerWindow", "Saved: {number} {name}").format(
                number=details.customer.customer_no, name=details.customer.name
            )
        )
        if afterwards is not None:
            afterwards()
        self._window.ahead.replay()

    def _set_under_way(self, is_under_way: bool) -> None:
        self.is_under_way = is_under_way
        self._window.set_busy(is_under_way)
        form = self._window.form
        told = form.stamp_text if form is not None else ""
        self._messages.note(translate("CustomerWindow", "Saving…") if is_under_way else told)

    def _failed(
        self,
        error: BaseException,
        afterwards: Afterwards | None,
        sent: CustomerChange | None = None,
    ) -> None:
        self._set_under_way(False)
        self._messages.note("")  # of an earlier save, which might be taken for this one
        self._window.ahead.forget()
        form = self._window.form
        if form is None:
            return
        if isinstance(error, errors.ValidationFailed):
            self.say_problems(form.placed(error.problems))
        elif isinstance(error, server_errors.ServerUnreachable):
            self._wait_for_server(error, sent)
        elif isinstance(error, _MEANWHILE) and not form.is_new:
            self._merge(afterwards, Purpose.SAVE)
        elif isinstance(error, errors.CrmError):
            self.is_stuck = isinstance(error, errors.DatabaseError)
            self._messages.say("error", error_text(error))
            if error.values.get("number") == form.customer.record.customer_no:
                self._window.sheet.fields.focus("customer_no")
        else:
            show_error(self._window, error)

    def say_problems(self, found: tuple[Problem, ...]) -> None:
        """Say what keeps the customer from being saved, where it is."""
        self._messages.note(
            translate("CustomerWindow", "Not saved yet. Fields that need attention: {n}").format(
                n=len(found)
            )
        )
        self._window.point_out(found)

    # -- the server is away

    def _wait_for_server(
        self, error: server_errors.ServerUnreachable, sent: CustomerChange | None
    ) -> None:
        lost = error.values.get("operation")
        if isinstance(lost, int) and sent is not None:
            self._lost, self.sent = lost, sent
        self.is_waiting = True
        self._window.keep_draft()
        text = translate(
            "CustomerWindow",
            "The database server cannot be reached just now. What you typed is kept on this "
            "computer, and you can type on. When the server is back you are asked whether to "
            "save it.",
        )
        if self._lost is not None:
            text = translate(
                "CustomerWindow",
                "The connection broke just while saving. What you typed is kept on this computer. "
                "When the server is back you are asked whether to save it; the program looks first "
                "whether it was stored, so nothing is stored twice.",
            )
        self._messages.say("warning", text)

    def offer_to_save(self) -> None:
        """Offer to save what could not be saved, now that the server answers again."""
        if self.is_waiting:
            self._messages.hide()
            self._messages.offer(_server_is_back, self.save)

    def _settled(
        self, found: tuple[bool, CustomerDetails | None], after: Afterwards | None
    ) -> None:
        """Go on now that it is known how the save ended whose answer was lost."""
        was_stored, details = found
        self._set_under_way(False)
        sent, self._lost, self.sent = self.sent, None, None
        form = self._window.form
        if form is None:
            return
        if not was_stored:
            self.save(after)
        elif not form.is_new:
            self._merge(after, Purpose.SAVE)
        elif details is not None and sent is not None:
            since = form.stored_as(details, sent)
            self._window.show_form(since)
            if since.is_changed or since.problems():
                self.save(after)
            else:
                self._saved(details, after)
        else:
            self._messages.say("warning", error_text(server_errors.StoredBefore()))

    # -- somebody else was there

    def _merge(self, afterwards: Afterwards | None, purpose: Purpose) -> None:
        form = self._window.form
        if form is None:
            return
        context, customer_id = self._workspace.context, form.customer.stored.id
        references = form.references()
        self._workspace.tasks.read(
            self._window,
            lambda: meanwhile.present(context, customer_id, references),
            lambda present: self._show_merge(form, present, purpose, afterwards),
            self._say_unread,
        )

    def _say_unread(self, error: BaseException) -> None:
        self._messages.say("error", error_text(error))

    def _show_merge(
        self,
        form: CustomerForm,
        present: Present,
        purpose: Purpose,
        afterwards: Afterwards | None,
    ) -> None:
        if self._window.form is not form:
            return
        if present.details is None:
            self._ask_gone(present, afterwards)
            return
        is_same = Versions.of(present.details) == Versions.of(form.details)
        if is_same and purpose is Purpose.TAKE_OVER:
            self._messages.note(
                translate("CustomerWindow", "Nobody else has changed this customer meanwhile.")
            )
            return
        # What was typed while it was read belongs to it.
        self._window.take_open_editors()
        form.customers |= present.customers
        found = merge(form.details, form.change(), present.details)
        if not found.decisions and not found.keeps_mine({}) and not form.unread():
            self._nothing_left(present.details, purpose, afterwards)
            return
        labels, customer_id = self._workspace.labels, form.customer.stored.id
        texts = MergeTexts(present, labels, form.customers, customer_id)
        dialog = MergeDialog(found, texts, purpose, self._window)
        dialog.decided.connect(
            lambda chosen: self._take_merged(form, found, chosen, purpose, afterwards)
        )
        dialog.open()

    def _nothing_left(
        self, details: CustomerDetails, purpose: Purpose, afterwards: Afterwards | None
    ) -> None:
        """Show what is stored: it holds everything that was typed."""
        if purpose is Purpose.SAVE:
            self._saved(details, afterwards)
        else:
            self._window.show_stored(details)

    def _take_merged(
        self,
        form: CustomerForm,
        found: Merge,
        chosen: Mapping[Place, Side],
        purpose: Purpose,
        afterwards: Afterwards | None,
    ) -> None:
        merged = form.on(found.theirs, found.outcome(chosen))
        self._window.show_form(merged)
        self._messages.hide()
        if purpose is Purpose.SAVE and merged.is_changed:
            self.save(afterwards)
        elif purpose is Purpose.SAVE:
            self._saved(found.theirs, afterwards)

    # -- the customer is gone

    def _ask_gone(self, present: Present, afterwards: Afterwards | None) -> None:
        form = self._window.form
        assert form is not None
        customer_id = form.customer.stored.id
        touch = present.who_did("customer", customer_id, Action.DELETE, Action.PURGE)
        by = touched(touch)
        text = translate("CustomerWindow", "{title} was deleted by somebody else.")
        if by:
            text = translate("CustomerWindow", "{title} was deleted: {who}.")
        actor = self._workspace.actor
        may = actor.is_administrator or (touch is not None and touch.who == actor.display_name)
        ask_gone(
            self._window,
            text.format(title=form.title, who=by),
            (lambda: self._restore(afterwards)) if may and not present.is_gone else None,
            lambda: self._save_as_new(afterwards),
        )

    def _restore(self, afterwards: Afterwards | None) -> None:
        form, context = self._window.form, self._workspace.context
        if form is None or form.customer.stored.id is None:
            return
        customer_id = form.customer.stored.id
        self._workspace.tasks.write(
            self._window,
            lambda: recycle_bin.restore(context, "customer", customer_id),
            lambda _nothing: self._merge(afterwards, Purpose.SAVE),
            self._say_unread,
        )

    def _save_as_new(self, afterwards: Afterwards | None) -> None:
        context = self._workspace.context

        def begin(fresh: Customer) -> None:
            if self._window.form is not None:
                self._window.show_form(self._window.form.as_new(fresh))
                self.save(afterwards)

        self._workspace.tasks.read(
            self._window, lambda: customers.new_customer(context), begin, self._say_unread
        )


def _stored_in_the_end(
    context: ServiceContext, lost: int, change: CustomerChange
) -> tuple[bool, CustomerDetails | None]:
    """Ask how a save ended whose answer was lost; for a new customer, find what was stored."""
    if not line.was_stored(context, lost):
        return False, None
    is_new = change.customer.id is None
    return True, stored_before.find(context, change) if is_new else None


def _server_is_back() -> tuple[str, str]:
    return (
        translate("CustomerWindow", "The server is back. What you typed is not saved yet."),
        translate("CustomerWindow", "Save now (Ctrl+S)"),
    )
