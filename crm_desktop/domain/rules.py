"""Rules about whole records: what a Save may store. Pure; services add what the data knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from crm_desktop.domain.codes import EDITABLE_LISTS, FIXED_LISTS, CodeItem, ProductCategory
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.fields import (
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    PAYMENT_FIELDS,
    USER_FIELDS,
    Field,
    FieldKind,
)
from crm_desktop.domain.money import ZERO
from crm_desktop.domain.records import (
    Contact,
    Customer,
    CustomerChange,
    CustomerDetails,
    Payment,
)
from crm_desktop.domain.texts import marked
from crm_desktop.domain.user import User
from crm_desktop.domain.validation import (
    DATE_RANGE,
    FIRST_DATE,
    NO_REASON,
    NOT_POSITIVE,
    OWN_PARENT,
    PRIMARY_CONTACT,
    TOO_LONG,
    UNKNOWN_VALUE,
    Problem,
    check_value,
)

CONTACTS = "contacts"
PAYMENTS = "payments"
MAX_VOID_REASON = 200
MAX_LOGO_BYTES = 1024 * 1024
# Money may be entered before its day, but a year far ahead is a slip of the finger.
FURTHEST_PAYMENT = timedelta(days=366)

LOGO_TYPE = marked("Validation", "The logo must be a PNG or JPEG picture.")
LOGO_SIZE = marked("Validation", "The logo may have at most 1 MB. Save it smaller first.")
PARENT_BELOW = marked("Validation", "This customer belongs to the one being edited.")
NO_LABEL = marked("Validation", "Give at least one of the two labels.")

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_EXTENSIBLE = {FieldKind.CODE, FieldKind.CATEGORY, FieldKind.OWNER}

RecordT = TypeVar("RecordT")


def tidy(record: RecordT) -> RecordT:
    """Return a record with blanks around its texts taken away and line ends unified."""
    changes: dict[str, str] = {}
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if isinstance(value, str):
            tidied = value.replace("\r\n", "\n").replace("\r", "\n").strip()
            if tidied != value:
                changes[field.name] = tidied
    return replace(record, **changes) if changes else record  # type: ignore[type-var]


def tidy_change(change: CustomerChange) -> CustomerChange:
    """Return a change with all its texts tidied."""
    return replace(
        change,
        customer=tidy(change.customer),
        contacts=tuple(tidy(contact) for contact in change.contacts),
        payments=tuple(tidy(payment) for payment in change.payments),
        voided_payments=tuple((key, reason.strip()) for key, reason in change.voided_payments),
    )


def check_change(change: CustomerChange, today: date | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with a change, customer first, then contacts, payments and voids.

    Without `today`, days are only kept inside what a calendar holds. A blank number is no
    problem: the next one is given.
    """
    problems = check_customer(change.customer, today)
    problems += _check_contacts(change.contacts, today)
    for row, payment in enumerate(change.payments):
        found = check_payment(payment, today)
        problems += in_table(PAYMENTS, row, (p for p in found if p.field != "customer_id"))
    for row, (_, reason) in enumerate(change.voided_payments):
        problems += in_table(PAYMENTS, row, check_void_reason(reason))
    return tuple(problems)


def check_customer(customer: Customer, today: date | None = None) -> list[Problem]:
    """Return what is wrong with the customer's own fields; a blank number is given later."""
    problems = _check_fields(CUSTOMER_FIELDS, customer, today, optional={"customer_no"})
    if customer.id is not None and customer.parent_id == customer.id:
        problems.append(Problem("parent_id", OWN_PARENT))
    return problems


def _check_contacts(contacts: Sequence[Contact], today: date | None) -> list[Problem]:
    problems: list[Problem] = []
    for row, contact in enumerate(contacts):
        problems += in_table(CONTACTS, row, check_contact(contact, today))
    marked_rows = [row for row, contact in enumerate(contacts) if contact.is_primary]
    for row in marked_rows[1:]:
        problems.append(Problem("is_primary", PRIMARY_CONTACT, row=row, table=CONTACTS))
    return problems


def check_contact(contact: Contact, today: date | None = None) -> list[Problem]:
    """Return what is wrong with a contact's own fields."""
    return _check_fields(CONTACT_FIELDS, contact, today)


def in_table(table: str, row: int, problems: Iterable[Problem]) -> list[Problem]:
    """Return problems of one contact or payment as those of its row in a change."""
    return [replace(problem, table=table, row=row) for problem in problems]


def primary_index(marks: Sequence[bool], newest: int) -> int | None:
    """Return which of a customer's contacts is the primary one after a change.

    `marks` say which are marked; the last `newest` of them come from the change. The one marked
    there takes over from one marked before; where none is marked it is the first; None where there
    are no contacts.
    """
    just_marked = [i for i in range(len(marks) - newest, len(marks)) if marks[i]]
    before = [i for i, is_marked in enumerate(marks) if is_marked]
    if just_marked or before:
        return (just_marked or before)[0]
    return 0 if marks else None


def check_payment(payment: Payment, today: date | None = None) -> list[Problem]:
    """Return what is wrong with a payment; a blank number is given later."""
    problems = _check_fields(PAYMENT_FIELDS, payment, None, optional={"payment_no"})
    bad = {problem.field for problem in problems}
    if payment.amount is not None and "amount" not in bad and payment.amount == 0:
        problems.append(Problem("amount", NOT_POSITIVE))
    if payment.paid_on is not None and today is not None and "paid_on" not in bad:
        last = today + FURTHEST_PAYMENT
        if payment.paid_on > last:
            values: dict[str, object] = {"first": FIRST_DATE, "last": last}
            problems.append(Problem("paid_on", DATE_RANGE, values))
    return problems


def check_void_reason(reason: str) -> list[Problem]:
    """Return what is wrong with the reason why a payment is void."""
    if not reason.strip():
        return [Problem("void_reason", NO_REASON)]
    if len(reason.strip()) > MAX_VOID_REASON:
        return [Problem("void_reason", TOO_LONG, {"maximum": MAX_VOID_REASON})]
    return []


def check_user(user: User) -> list[Problem]:
    """Return what is wrong with a user."""
    problems = _check_fields(USER_FIELDS, user, None)
    if user.pop not in (0, 1):
        problems.append(Problem("pop", UNKNOWN_VALUE, {"value": user.pop}))
    return problems


def refunded_beyond(
    stored: CustomerDetails, change: CustomerChange
) -> tuple[Decimal, Decimal] | None:
    """Return what a customer paid in all and what it would have got back, where that is more.

    None where the change brings no refund: what stands already was asked about, or imported. This
    is no rule but worth a question: money may be given back for what was paid elsewhere.
    """
    voided = {payment_id for payment_id, _ in change.voided_payments}
    after = {payment.id: payment for payment in stored.payments}
    after |= {payment.id: payment for payment in change.payments if payment.id is not None}
    lines = [*after.values(), *(payment for payment in change.payments if payment.id is None)]
    counted = [line for line in lines if not line.is_void and line.id not in voided]
    revenue = [line.revenue for line in counted]
    paid = sum((amount for amount in revenue if amount > 0), ZERO)
    returned = -sum((amount for amount in revenue if amount < 0), ZERO)
    brings_refund = any(line.revenue < 0 for line in change.payments)
    return (paid, returned) if brings_refund and returned > paid else None


def check_profile(profile: CompanyProfile) -> list[Problem]:
    """Return what is wrong with the company's profile."""
    problems: list[Problem] = []
    found = check_value(
        Field("name", marked("Fields", "Company name"), max_length=200), profile.name
    )
    if found is not None:
        problems.append(found)
    if profile.logo is not None:
        if not profile.logo.startswith(_PICTURES):
            problems.append(Problem("logo", LOGO_TYPE))
        elif len(profile.logo) > MAX_LOGO_BYTES:
            problems.append(Problem("logo", LOGO_SIZE))
    return problems


def check_code_item(item: CodeItem) -> list[Problem]:
    """Return what is wrong with an entry of a list; one of its two labels is enough."""
    problems: list[Problem] = []
    if item.list not in EDITABLE_LISTS:
        problems.append(Problem("list", UNKNOWN_VALUE, {"value": item.list}))
    for name in ("label_zh", "label_en"):
        field = Field(name, marked("Fields", "Label"), max_length=100)
        found = check_value(field, getattr(item, name))
        problems += [found] if found else []
    if not item.label_zh and not item.label_en:
        problems.append(Problem("label_zh", NO_LABEL))
    return problems


def check_category(category: ProductCategory) -> list[Problem]:
    """Return what is wrong with a product category."""
    field = Field("name", marked("Fields", "Product category"), max_length=100, required=True)
    found = check_value(field, category.name)
    return [found] if found else []


def check_codes(
    fields_of_record: Iterable[Field],
    record: object,
    stored: object | None,
    known: Mapping[str, frozenset[object]],
) -> list[Problem]:
    """Return the codes and ids of `record` that stand for nothing.

    `known` holds what may be chosen, by code list, and under `FieldKind.CATEGORY.value` and
    `FieldKind.OWNER.value` the ids. What is `stored` already stays allowed, also when it has been
    switched off meanwhile.
    """
    problems: list[Problem] = []
    for field in fields_of_record:
        if field.kind not in _EXTENSIBLE:
            continue
        value = getattr(record, field.name)
        if value in (None, "") or (stored is not None and getattr(stored, field.name) == value):
            continue
        if value not in _choices(field, known):
            problems.append(Problem(field.name, UNKNOWN_VALUE, {"value": value}))
    return problems


def _choices(field: Field, known: Mapping[str, frozenset[object]]) -> Iterable[object]:
    if field.code_list is None:
        return known.get(field.kind.value, frozenset())
    fixed = FIXED_LISTS.get(field.code_list)
    return fixed if fixed is not None else known.get(field.code_list, frozenset())


@cache
def _not_required(field: Field) -> Field:
    return replace(field, required=False)


def _check_fields(
    fields_of_record: Iterable[Field],
    record: Any,
    today: date | None,
    optional: Iterable[str] = (),
) -> list[Problem]:
    problems: list[Problem] = []
    for field in fields_of_record:
        value = getattr(record, field.name)
        if (value is None or value == "") and (not field.required or field.name in optional):
            continue
        problem = check_value(_not_required(field) if field.name in optional else field, value)
        # What happened to people (birthdays) is not in the future.
        if problem is None and today and isinstance(value, date) and value > today:
            problem = Problem(field.name, DATE_RANGE, {"first": FIRST_DATE, "last": today})
        if problem is not None:
            problems.append(problem)
    return problems
