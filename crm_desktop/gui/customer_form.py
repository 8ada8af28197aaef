"""What a customer window decides, without any widget: what is shown, wrong, changed and sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crm_desktop.domain.codes import CustomerKind
from crm_desktop.domain.fields import CUSTOMER_FIELDS, Field, by_name
from crm_desktop.domain.records import CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS, check_customer
from crm_desktop.domain.validation import Problem
from crm_desktop.gui.customer_lines import ContactLines, PaymentLines
from crm_desktop.gui.draft import Draft
from crm_desktop.infra.i18n import translate
from crm_desktop.reports.values import shown

FIELDS: dict[str, Field] = by_name(CUSTOMER_FIELDS)


class CustomerForm:
    """A customer with its contacts and payments while they are typed.

    `template` is the payment a new payment line starts as.
    """

    def __init__(self, details: CustomerDetails, template: Payment, today: date) -> None:
        self.details = details
        self.customer = Draft(CUSTOMER_FIELDS, details.customer, today, check_customer)
        self.contacts = ContactLines(details.contacts, today)
        self.payments = PaymentLines(
            details.payments,
            today,
            template,
            lambda: self.customer.record.product_category_id,
        )

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

    def rebase(self, fresh: CustomerDetails) -> tuple[str, ...]:
        """Put what was typed onto the customer as somebody else has stored it meanwhile.

        Returns the customer's fields that both changed; what was typed here stands in them.
        """
        self.details = fresh
        both = self.customer.rebase(fresh.customer)
        self.contacts.rebase(fresh.contacts)
        self.payments.rebase(fresh.payments)
        return both
