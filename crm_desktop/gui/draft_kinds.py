"""The kinds of drafts there are: what each would change, and how it goes back into its form."""

from abc import ABC, abstractmethod
from typing import Any

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.fields import CONTACT_FIELDS, CUSTOMER_FIELDS, PAYMENT_FIELDS
from crm_desktop.domain.meanwhile import Present
from crm_desktop.domain.merge import Side, merge
from crm_desktop.domain.records import Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS
from crm_desktop.domain.texts import Text, marked
from crm_desktop.gui.customer_drafts import CustomerDraft
from crm_desktop.gui.customer_form import Unread
from crm_desktop.gui.draft_form_kinds import CompanyKind, EntryKind, FormKind, UserKind
from crm_desktop.gui.draft_parts import (
    Asking,
    Desk,
    DraftChange,
    DraftKind,
    Looked,
    Summary,
    Values,
)
from crm_desktop.gui.draft_values import BadDraft, TypedCustomer, decode, decode_customer
from crm_desktop.gui.form_drafts import Texts, number_of
from crm_desktop.gui.merge_texts import MergeTexts
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services import meanwhile, payments, query, stored_before

_FIELDS = {"": CUSTOMER_FIELDS, CONTACTS: CONTACT_FIELDS, PAYMENTS: PAYMENT_FIELDS}


class CustomerKind:
    """A customer with contacts and payments."""

    name = marked("Drafts", "Customer")

    def read(self, values: Values) -> TypedCustomer:
        """Return what was typed."""
        return decode_customer(dict(values))

    def present(self, asking: Asking) -> Present:
        """Return the customer as it is stored; a new one that is stored already as that."""
        context, typed = asking.context, asking.typed
        if typed.base.customer.id is None:
            return Present(details=stored_before.find(context, typed.sent or typed.change))
        parents = (typed.base.customer.parent_id, typed.change.customer.parent_id)
        others = [parent for parent in parents if parent is not None]
        return meanwhile.present(context, typed.base.customer.id, others)

    def describe(self, looked: Looked) -> Summary:
        """Return what only I changed, and what both did."""
        typed: TypedCustomer = looked.typed
        present: Present = looked.now or Present(details=typed.base)
        details, note = present.details, ""
        if typed.base.customer.id is None and looked.now is not None:
            if details is not None:
                stored = translate("Drafts", "This customer is stored already: {number}.")
                return Summary((), stored.format(number=details.customer.customer_no))
        elif details is None:
            note = translate("Drafts", "This customer was deleted meanwhile.")
        found = merge(typed.base, typed.change, details or typed.base)
        if found.decisions:
            note = translate("Drafts", "Somebody else changed the same. You are asked what holds.")
        texts = MergeTexts(present, looked.labels, {}, typed.base.customer.id)
        mine = [texts.of(d) for d in found.differences if d.side is not Side.THEIRS]
        changes = [DraftChange(each.title, each.theirs, each.mine) for each in mine]
        unread = [DraftChange(field_label(each), "", each.text) for each in typed.unread]
        return Summary((*changes, *unread), note)

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Open the customer's window with the draft in it."""
        typed: TypedCustomer = looked.typed
        draft = CustomerDraft(typed.base.customer.id, typed, desk.taken)
        desk.workspace.restore_customer(draft)


class QueryKind(FormKind):
    """The name under which a query is to be kept, with its criteria."""

    name = marked("Drafts", "Saved query")
    labels: dict[str, Text] = {"name": marked("Drafts", "Name")}  # noqa: RUF012

    def read(self, values: Values) -> Values:
        """Check the criteria as well."""
        decode(Criteria, values.get("criteria"))
        return super().read(values)

    def present(self, asking: Asking) -> Any:
        """Return the queries there are."""
        return query.saved_queries(asking.context)

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Open the dialog with the name in it."""
        from crm_desktop.gui.dialogs.save_query_dialog import SaveQueryDialog
        from crm_desktop.reports.values import criteria_line

        criteria = decode(Criteria, looked.typed.get("criteria"))
        described = criteria_line(criteria, desk.workspace.labels)
        dialog = SaveQueryDialog(desk.workspace, criteria, described, looked.now or (), desk.home)
        dialog.put_back(self.fields(looked)["name"])
        dialog.open()
        desk.taken()


class _PaymentKind(FormKind, ABC):
    """A dialog about a stored payment, over the customer's window."""

    def read(self, values: Values) -> Values:
        """Check which payment it is about."""
        if number_of(values, "customer_id") is None or number_of(values, "payment_id") is None:
            raise BadDraft("no payment")
        return super().read(values)

    def present(self, asking: Asking) -> Payment | None:
        """Return the payment as it is stored."""
        customer_id, payment_id = (
            number_of(asking.typed, n) for n in ("customer_id", "payment_id")
        )
        found = payments.payments_of(asking.context, customer_id or 0)
        return next((payment for payment in found if payment.id == payment_id), None)

    def describe(self, looked: Looked) -> Summary:
        """Return what was typed, and whether there is still a payment it could be typed for."""
        summary = super().describe(looked)
        if looked.now is not None and looked.now.is_void:
            return Summary(summary.changes, translate("Drafts", "This payment is void by now."))
        return summary

    @abstractmethod
    def ask_again(self, window: Any, payment_id: int, texts: Texts) -> bool:
        """Open the dialog; False where the payment does not take it any more."""

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Open the customer's window, and the dialog over it."""
        payment_id = number_of(looked.typed, "payment_id") or 0
        texts = self.fields(looked)

        def job(window: Any) -> None:
            self.ask_again(window, payment_id, texts)

        customer_id = number_of(looked.typed, "customer_id")
        draft = CustomerDraft(customer_id, None, desk.taken, job)
        desk.workspace.restore_customer(draft)


class VoidKind(_PaymentKind):
    """The reason why a payment is void."""

    name = marked("Drafts", "Void reason")
    labels: dict[str, Text] = {"reason": marked("Drafts", "Reason")}  # noqa: RUF012

    def ask_again(self, window: Any, payment_id: int, texts: Texts) -> bool:
        """Ask why the payment is void."""
        return bool(window.sheet.tables.ask_void_again(payment_id, texts))


class RefundKind(_PaymentKind):
    """What is given back for a payment."""

    name = marked("Drafts", "Refund")
    labels: dict[str, Text] = {field.name: field.label for field in PAYMENT_FIELDS}  # noqa: RUF012

    def ask_again(self, window: Any, payment_id: int, texts: Texts) -> bool:
        """Ask what is given back."""
        return bool(window.sheet.tables.ask_refund_again(payment_id, texts))


KINDS: dict[str, DraftKind] = {
    "customer": CustomerKind(),
    "user": UserKind(),
    "list_entry": EntryKind(),
    "company": CompanyKind(),
    "saved_query": QueryKind(),
    "void": VoidKind(),
    "refund": RefundKind(),
}


def field_label(unread: Unread) -> str:
    """Return the label of the field that a text stands in that cannot be read."""
    labels = {field.name: field.label for field in _FIELDS[unread.table]}
    return show(labels[unread.field]) if unread.field in labels else unread.field
