"""What a customer window decides, without any widget: what is shown, wrong, changed and sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from crm_desktop.domain.codes import CustomerKind
from crm_desktop.domain.fields import CUSTOMER_FIELDS, Field, FieldKind, by_name
from crm_desktop.domain.merge import as_stored
from crm_desktop.domain.records import Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS, check_customer
from crm_desktop.domain.texts import marked
from crm_desktop.domain.validation import UNKNOWN_VALUE, Problem
from crm_desktop.gui.customer_lines import ContactLines, Lines, LinesState, PaymentLines
from crm_desktop.gui.draft import Draft, DraftState
from crm_desktop.infra.i18n import translate
from crm_desktop.reports.values import shown

FIELDS: dict[str, Field] = by_name(CUSTOMER_FIELDS)
# What is chosen by typing a part of its name, which may name nothing.
_SEARCHED = {n for n, f in FIELDS.items() if f.kind in (FieldKind.CATEGORY, FieldKind.OWNER)}
NO_SUCH_CUSTOMER = marked("CustomerWindow", "Choose a customer from the list, or leave this empty.")


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that stands for no value of its field. `line` counts the changed lines of `table`."""

    table: str
    line: int
    field: str
    text: str


@dataclass(frozen=True)
class FormState:
    """What is typed in a customer's window at one moment."""

    customer: DraftState
    contacts: LinesState
    payments: LinesState


class CustomerForm:
    """A customer with its contacts and payments while they are typed.

    `template` is the payment a new payment line starts as.
    """

    def __init__(self, details: CustomerDetails, template: Payment, today: date) -> None:
        self.details = details
        self._template = template
        self._today = today
        # Number and name of customers that are referred to.
        self.customers: dict[int, tuple[str, str]] = {}
        if details.customer.parent_id is not None:
            self.customers[details.customer.parent_id] = (details.parent_no, details.parent_name)
        self.customer = Draft(CUSTOMER_FIELDS, details.customer, today, check_customer)
        self.contacts = ContactLines(details.contacts, today)
        self.payments = PaymentLines(
            details.payments,
            today,
            template,
            lambda: self.customer.record.product_category_id,
        )

    def state(self) -> FormState:
        """Return what is typed now."""
        return FormState(self.customer.state(), self.contacts.state(), self.payments.state())

    def recall(self, state: FormState) -> None:
        """Let that be typed which was at the moment of `state`, since when nothing was stored."""
        self.customer.recall(state.customer)
        self.contacts.recall(state.contacts)
        self.payments.recall(state.payments)

    @property
    def is_new(self) -> bool:
        """Whether the customer is not stored yet."""
        return self.customer.stored.id is None

    @property
    def is_changed(self) -> bool:
        """Whether leaving would lose something typed."""
        return any(part.is_changed for part in (self.customer, self.contacts, self.payments))

    def shows(self, name: str) -> bool:
        """Whether a field belongs to the kind of customer that is chosen."""
        field = FIELDS[name]
        person = self.customer.value("kind") == CustomerKind.PERSON
        return not (field.company_only if person else field.person_only)

    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps the customer from being saved, in the order it is shown.

        `Problem.table` and `row` name the line in the tables.
        """
        own = (problem for problem in self.customer.problems() if self.shows(problem.field))
        return (*own, *self.contacts.problems(), *self.payments.problems())

    def placed(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return problems that a service found in `change()`, with the rows of the tables here."""
        rows = {
            CONTACTS: self.contacts.changed_rows(),
            PAYMENTS: self.payments.changed_rows(),
        }
        return tuple(
            replace(problem, row=rows[problem.table][problem.row])
            if problem.table and problem.row is not None
            else problem
            for problem in problems
        )

    @property
    def title(self) -> str:
        """Number and name as they are typed, for the window's title."""
        record = self.customer.record
        name = " ".join(part for part in (record.customer_no, record.name) if part)
        if not self.is_new:
            return name
        new = translate("CustomerWindow", "New customer")
        return f"{new} {name}".strip()

    @property
    def stamp_text(self) -> str:
        """Who changed the customer last, and when; nothing for a new one."""
        stamp = self.customer.stored.stamp
        if stamp.updated_at is None:
            return ""
        text = translate("CustomerWindow", "Last changed {when} by {who}")
        return text.format(when=shown(stamp.updated_at), who=stamp.updated_by)

    def likeness(self) -> tuple[str, tuple[str, ...]]:
        """Return the name and phones to look for duplicates by: only what was typed just now."""
        record, changed = self.customer.record, self.customer.changed()
        phones = [getattr(record, name) for name in ("phone", "mobile") if name in changed]
        for contact in self.contacts.changed():
            phones += [contact.phone, contact.mobile]
        name = record.name if "name" in changed else ""
        return name, tuple(phone for phone in phones if phone)

    def change(self) -> CustomerChange:
        """Return what Save sends: the customer, and of its lines those that changed."""
        return CustomerChange(
            customer=self.customer.record,
            contacts=self.contacts.changed(),
            removed_contact_ids=self.contacts.removed_ids(),
            payments=self.payments.changed(),
            voided_payments=self.payments.voided(),
        )

    def unread(self) -> tuple[Unread, ...]:
        """Return the texts that stand for no value, and are therefore not in `change()`."""
        found = [Unread("", 0, *each) for each in self.customer.unreadable.items()]
        for lines in (self.contacts, self.payments):
            for place, row in enumerate(lines.changed_rows()):
                texts = lines.draft(row).unreadable.items()
                found += [Unread(lines.table, place, *each) for each in texts]
        return tuple(found)

    def take(self, change: CustomerChange, typed: CustomerChange, unread: Iterable[Unread]) -> None:
        """Let the form hold `change`, as if it had been typed, and what was `unread` in `typed`.

        For a form in which nothing is typed yet.
        """
        self.customer.take(change.customer)
        self.contacts.take(change.contacts, change.removed_contact_ids)
        self.payments.take(change.payments, change.voided_payments)
        for text in unread:
            self._enter_unread(typed, text)

    def on(self, present: CustomerDetails, change: CustomerChange) -> "CustomerForm":
        """Return a form of the customer as it is stored at `present`, with `change` typed into it.

        What cannot be read here is taken along.
        """
        form = CustomerForm(present, self._template, self._today)
        form.customers |= self.customers
        form.take(change, self.change(), self.unread())
        return form

    def with_cell(self, table: str, row: int, field: str, text: str) -> "CustomerForm":
        """Return a form like this one, with a text entered into a cell as well."""
        form = self.on(self.details, self.change())
        lines: Lines[Any] = form.contacts if table == CONTACTS else form.payments
        mine: Lines[Any] = self.contacts if table == CONTACTS else self.payments
        same = lines.row_of(mine.draft(row).record) if row < len(mine) else None
        lines.enter(len(lines) if same is None else same, field, text)
        return form

    def as_new(self, fresh: Customer) -> "CustomerForm":
        """Return a form of a new customer, `fresh`, with all that stands here.

        Stored payments stay with the customer they were made to.
        """
        form = CustomerForm(CustomerDetails(customer=fresh), self._template, self._today)
        form.customers |= self.customers
        contacts = (self.contacts.draft(row).record for row in self.contacts.live_rows())
        change = self.change()
        customer = replace(
            change.customer,
            id=None,
            version=None,
            customer_no=fresh.customer_no,
            proposed_no=fresh.proposed_no,
        )
        new = CustomerChange(
            customer=customer,
            contacts=tuple(replace(contact, id=None, version=None) for contact in contacts),
            payments=tuple(payment for payment in change.payments if payment.id is None),
        )
        form.take(new, new, ())
        return form

    def stored_as(self, found: CustomerDetails, sent: CustomerChange) -> "CustomerForm":
        """Return a form of the customer `found`, stored from `sent`, with what was typed since."""
        change = self.change()
        number = change.customer.customer_no
        if number == sent.customer.customer_no:
            number = found.customer.customer_no
        since = replace(
            change,
            customer=replace(
                change.customer,
                id=found.customer.id,
                version=found.customer.version,
                customer_no=number,
            ),
            contacts=as_stored(change.contacts, sent.contacts, found.contacts),
            payments=as_stored(change.payments, sent.payments, found.payments),
        )
        form = CustomerForm(found, self._template, self._today)
        form.customers |= self.customers
        form.take(since, since, self.unread())
        return form

    def references(self) -> tuple[int, ...]:
        """Return the ids of the customers that are referred to here, stored or typed."""
        ids = (self.customer.stored.parent_id, self.customer.record.parent_id)
        return tuple(each for each in ids if each is not None)

    def _enter_unread(self, typed: CustomerChange, unread: Unread) -> None:
        if not unread.table:
            self._enter_anyhow(self.customer, unread)
            return
        if unread.table == CONTACTS:
            row = self.contacts.row_of(typed.contacts[unread.line])
            draft: Draft[Any] | None = self.contacts.draft(row) if row is not None else None
        else:
            row = self.payments.row_of(typed.payments[unread.line])
            draft = self.payments.draft(row) if row is not None else None
        if draft is not None:
            self._enter_anyhow(draft, unread)

    def _enter_anyhow(self, draft: Draft[Any], unread: Unread) -> None:
        """Enter a text; one that was meant to choose something is kept as it was typed."""
        if unread.field == "parent_id":
            draft.refuse(unread.field, unread.text, Problem(unread.field, NO_SUCH_CUSTOMER))
        elif unread.field in _SEARCHED:
            draft.refuse(unread.field, unread.text, no_such_value(unread.field, unread.text))
        else:
            draft.enter(unread.field, unread.text)


def no_such_value(name: str, text: str) -> Problem:
    """Return what is wrong with a text that names no value of the field `name`."""
    return Problem(name, UNKNOWN_VALUE, {"value": text})
