"""The kinds of drafts there are: what each would change, and how it goes back into its form."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.codes import CodeItem, Labels, ProductCategory
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import NotAllowed
from crm_desktop.domain.fields import (
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    PAYMENT_FIELDS,
    USER_FIELDS,
)
from crm_desktop.domain.meanwhile import Present
from crm_desktop.domain.merge import Side, merge
from crm_desktop.domain.records import Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS
from crm_desktop.domain.texts import Text, marked
from crm_desktop.domain.user import User
from crm_desktop.gui.customer_drafts import CustomerDraft
from crm_desktop.gui.customer_form import Unread
from crm_desktop.gui.draft_values import BadDraft, TypedCustomer, decode, decode_customer
from crm_desktop.gui.form_drafts import Texts, merged, number_of, texts_of
from crm_desktop.gui.merge_texts import MergeTexts
from crm_desktop.gui.shown_values import shown_code
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services import company, lists, meanwhile, payments, query, stored_before, users
from crm_desktop.services.context import ServiceContext, require_administrator

Values = Mapping[str, Any]
_FIELDS = {"": CUSTOMER_FIELDS, CONTACTS: CONTACT_FIELDS, PAYMENTS: PAYMENT_FIELDS}


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What a draft would change: a field, what is stored in it now, and what was typed."""

    field: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a draft would change, and what else is to be known about it."""

    changes: tuple[DraftChange, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A draft about which is asked what is stored now."""

    context: ServiceContext
    typed: Any


@dataclass(frozen=True, slots=True)
class Looked:
    """A draft that was looked at: its values as this program understands them, and what is stored.

    `now` is None where what is stored cannot be read, or there is nothing.
    """

    typed: Any
    now: Any
    labels: Labels


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a draft goes back to. `taken` is called once its form keeps it itself."""

    workspace: Workspace
    home: QWidget
    taken: Callable[[], None]


class DraftKind(Protocol):
    """One kind of draft."""

    name: Text

    def read(self, values: Values) -> Any:
        """Return the values as this program understands them; raises BadDraft."""

    def present(self, asking: Asking) -> Any:
        """Return what is stored now; runs on a worker thread."""

    def describe(self, looked: Looked) -> Summary:
        """Return what it would change."""

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Put it back into its form."""


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


class _FormKind:
    """A form with a few plain fields."""

    name: Text
    labels: dict[str, Text]

    def read(self, values: Values) -> Values:
        """Check the values."""
        texts_of(values, "base")
        typed = texts_of(values, "typed")
        if not set(typed) <= set(self.labels):
            raise BadDraft("fields of another form")
        return values

    def stored(self, looked: Looked) -> Texts:
        """Return the texts of what is stored now; without it, those the form started with."""
        return texts_of(looked.typed, "base")

    def describe(self, looked: Looked) -> Summary:
        """Return the fields in which something else was typed than was there."""
        base, typed = texts_of(looked.typed, "base"), texts_of(looked.typed, "typed")
        now = self.stored(looked)
        return Summary(
            tuple(
                DraftChange(
                    show(self.labels[name]),
                    _shown(name, now.get(name, ""), looked.labels),
                    _shown(name, text, looked.labels),
                )
                for name, text in typed.items()
                if text not in (base.get(name), now.get(name))
            )
        )

    def fields(self, looked: Looked) -> Texts:
        """Return what is to stand in the form: what was typed, else what is stored now."""
        base, typed = texts_of(looked.typed, "base"), texts_of(looked.typed, "typed")
        return merged(base, typed, self.stored(looked))


class UserKind(_FormKind):
    """A user of the system."""

    name = marked("Drafts", "User")
    labels: dict[str, Text] = {field.name: field.label for field in USER_FIELDS}  # noqa: RUF012

    def present(self, asking: Asking) -> User | None:
        """Return the user as he is stored."""
        user_id = number_of(asking.typed, "id")
        require_administrator(asking.context)
        return next((user for user in users.users(asking.context) if user.id == user_id), None)

    def stored(self, looked: Looked) -> Texts:
        """Return the user's texts."""
        from crm_desktop.gui.dialogs.user_dialog import user_texts

        return user_texts(looked.now) if looked.now is not None else super().stored(looked)

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Open the user's dialog with the draft in it."""
        from crm_desktop.gui.dialogs.one_time_password_dialog import OneTimePasswordDialog
        from crm_desktop.gui.dialogs.user_dialog import UserDialog

        _refuse_clerks(desk.workspace)
        dialog = UserDialog(desk.workspace, looked.now or User(), desk.home)
        dialog.password_given.connect(lambda given: OneTimePasswordDialog(given, desk.home).open())
        dialog.put_back(self.fields(looked))
        dialog.open()
        desk.taken()


class EntryKind(_FormKind):
    """An entry of a list, or a product category."""

    name = marked("Drafts", "List entry")
    labels: dict[str, Text] = {  # noqa: RUF012
        "name": marked("Drafts", "Name"),
        "label_zh": marked("Drafts", "Chinese name"),
        "label_en": marked("Drafts", "English name"),
    }

    def present(self, asking: Asking) -> CodeItem | ProductCategory | None:
        """Return the entry as it is stored."""
        entry_id, list_name = number_of(asking.typed, "id"), asking.typed.get("list")
        if isinstance(list_name, str) and list_name:
            items = lists.code_items(asking.context, list_name)
            return next((item for item in items if item.id == entry_id), None)
        return next((c for c in lists.categories(asking.context) if c.id == entry_id), None)

    def stored(self, looked: Looked) -> Texts:
        """Return the entry's names."""
        from crm_desktop.gui.dialogs.code_entry_dialog import entry_texts

        return entry_texts(looked.now) if looked.now is not None else super().stored(looked)

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Open the entry's dialog with the draft in it."""
        from crm_desktop.gui.dialogs.code_entry_dialog import CodeEntryDialog

        _refuse_clerks(desk.workspace)
        list_name, position = looked.typed.get("list"), number_of(looked.typed, "position") or 0
        new: CodeItem | ProductCategory = ProductCategory("", position)
        if isinstance(list_name, str) and list_name:
            new = CodeItem(list_name, "", "", "", position)
        dialog = CodeEntryDialog(desk.workspace, looked.now or new, desk.home)
        dialog.put_back(self.fields(looked))
        dialog.open()
        desk.taken()


class CompanyKind(_FormKind):
    """The company's profile."""

    name = marked("Drafts", "Company profile")
    labels: dict[str, Text] = {"name": marked("Drafts", "Company name")}  # noqa: RUF012

    def present(self, asking: Asking) -> CompanyProfile:
        """Return the profile as it is stored."""
        return company.profile(asking.context)

    def stored(self, looked: Looked) -> Texts:
        """Return the company's name."""
        return {"name": looked.now.name} if looked.now is not None else super().stored(looked)

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Show the page with the draft in it."""
        from crm_desktop.gui.views.settings_view import SettingsView

        _refuse_clerks(desk.workspace)
        go_to: Callable[[str], QWidget] = desk.home.go_to  # type: ignore[attr-defined]
        page = go_to("settings")
        if isinstance(page, SettingsView):
            page.show_page("company")
            page.company.put_back(self.fields(looked)["name"])
            desk.taken()


class QueryKind(_FormKind):
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


class _PaymentKind(_FormKind, ABC):
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


def _shown(name: str, text: str, labels: Labels) -> str:
    """Return what stands in a form's field as people read it."""
    if name == "pop":
        return {"1": translate("Drafts", "Yes"), "0": translate("Drafts", "No")}.get(text, text)
    return shown_code(labels, "payment_method", text) if name == "method" else text


def _refuse_clerks(workspace: Workspace) -> None:
    if not workspace.actor.is_administrator:
        raise NotAllowed
