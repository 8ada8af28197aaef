"""Customers with their contacts and payments: one Save, one transaction.

Deleting a customer moves it to the recycle bin. Its contacts go and come back with it without
being touched: a contact shows only while its customer does. Its payments stay and go on counting
in statistics (see `services.payments`). It keeps its number for ever.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm_desktop.data import customer_edits, customer_records, likenesses, numbers
from crm_desktop.data.conversion import fill_contact, fill_customer
from crm_desktop.data.dialect import UniqueViolation
from crm_desktop.data.tables import ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.codes import DEFAULT_STATUS
from crm_desktop.domain.fields import CUSTOMER_FIELDS
from crm_desktop.domain.records import (
    Contact,
    Customer,
    CustomerChange,
    CustomerDetails,
    Duplicate,
    Payment,
)
from crm_desktop.domain.rules import (
    PARENT_BELOW,
    PAYMENTS,
    check_change,
    check_codes,
    in_table,
    primary_index,
    tidy_change,
)
from crm_desktop.domain.transfer import Progress
from crm_desktop.domain.user import Actor
from crm_desktop.domain.validation import UNKNOWN_VALUE, Problem
from crm_desktop.services import bulk, noting
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, require_signed_in
from crm_desktop.services.payments import declare_void, store_payment

MOST_DUPLICATES = 5
Known = Mapping[str, frozenset[object]]


def new_customer(context: ServiceContext) -> Customer:
    """Return a customer to be filled in: next number, owned by who is signed in."""
    actor = require_signed_in(context)
    with ReadOnlyWork(context) as work:
        number = numbers.propose(work.session, numbers.CUSTOMERS)
        statuses = customer_records.choices(work.session).get("status", frozenset())
    return Customer(
        customer_no=number,
        proposed_no=number,
        owner_id=actor.user_id,
        status=DEFAULT_STATUS if DEFAULT_STATUS in statuses else "",
    )


def open_customer(context: ServiceContext, customer_id: int) -> CustomerDetails:
    """Return a customer with contacts and payments; raises NotFound, CustomerIsDeleted."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return customer_records.details(work.session, _visible(work, customer_id))


def open_by_number(context: ServiceContext, number: str) -> CustomerDetails:
    """Return the customer of that number; raises CustomerNotFound, CustomerIsDeleted."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        record = customer_records.by_number(work.session, number)
        if record is None:
            raise errors.CustomerNotFound(number=number)
        return customer_records.details(work.session, _visible(work, record.id))


def check(change: CustomerChange) -> tuple[Problem, ...]:
    """Return what is wrong with a change as far as it can be told without the database."""
    return check_change(tidy_change(change))


@repeated_after_deadlock
def save(context: ServiceContext, change: CustomerChange) -> CustomerDetails:
    """Store a customer with its contacts and payments, all of it or nothing.

    The only contact, or the first where none is marked, becomes the primary one; a contact that
    is newly marked takes that over from another.

    Raises:
        ValidationFailed: `problems` say what is wrong where.
        DuplicateNumber: a number that was typed is taken.
        LostEdit: customer, contact or payment was changed by somebody else meanwhile.
        NotFound, CustomerIsDeleted, PaymentIsVoid: as they say.

    """
    require_signed_in(context)
    with UnitOfWork(context) as work:
        record, contacts = _store(context, work, tidy_change(change))
        details = customer_records.details(work.session, record, contacts)
        work.commit()
    return details


def delete(context: ServiceContext, ids: Sequence[int], progress: Progress | None = None) -> int:
    """Move customers to the recycle bin and return how many; those there already do not count.

    All or nothing; `services.undo` can bring them back. Raises Cancelled.
    """
    return bulk.delete(context, ids, progress).done


def duplicates(
    context: ServiceContext, name: str, phones: Sequence[str], exclude_id: int | None = None
) -> tuple[Duplicate, ...]:
    """Return up to 5 customers that look like the one being typed, by name first, then by phone.

    Names are alike without legal form, punctuation, case and width, also where one contains the
    other; phone numbers by their digits, those of contacts too.
    """
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return likenesses.duplicates(work.session, name, phones, exclude_id, MOST_DUPLICATES)


def _visible(work: ReadOnlyWork | UnitOfWork, customer_id: int) -> Any:
    row = customer_edits.stored(work.session, customer_id)
    if row is None:
        raise errors.NotFound
    if row.deleted_at is not None:
        raise errors.CustomerIsDeleted
    return row


def _store(
    context: ServiceContext, work: UnitOfWork, change: CustomerChange
) -> tuple[Any, Sequence[Any] | None]:
    """Store a change and return the customer; with its contacts where they stayed as they were."""
    before = _current(work, change.customer)
    known = customer_records.ChoicesWhenAsked(work.session)
    problems = list(check_change(change, context.clock.today()))
    problems += _unknown_values(work, change.customer, before, known)
    if problems:
        raise errors.ValidationFailed(problems)
    record = _store_customer(work, change.customer, before)
    contacts: list[Any] | None = customer_records.contact_rows(work.session, record.id)
    if change.contacts or change.removed_contact_ids or not _has_one_primary(contacts):
        _Contacts(work, record.id, change).store(context)
        contacts = None
    for row, payment in enumerate(change.payments):
        _store_payment(work, record.id, row, payment, known)
    voided = [
        _void_payment(context, work, record.id, payment_id, reason)
        for payment_id, reason in change.voided_payments
    ]
    work.flush()
    noting.voided(context, work, voided)
    return record, contacts


def _has_one_primary(contacts: Sequence[Any] | None) -> bool:
    return not contacts or sum(contact.is_primary for contact in contacts) == 1


def _current(work: UnitOfWork, customer: Customer) -> Any:
    if customer.id is None:
        return None
    row = _visible(work, customer.id)
    if row.version != customer.version:
        raise errors.LostEdit
    return row


def _unknown_values(
    work: UnitOfWork, customer: Customer, before: Any, known: Known
) -> list[Problem]:
    stored = customer_edits.as_typed(before) if before else None
    problems = check_codes(CUSTOMER_FIELDS, customer, stored, known)
    parent_id = customer.parent_id
    if parent_id is None or parent_id == customer.id or (stored and stored.parent_id == parent_id):
        return problems
    parent = work.session.get(CustomerRecord, parent_id)
    if parent is None or parent.deleted_at is not None:
        problems.append(Problem("parent_id", UNKNOWN_VALUE, {"value": parent_id}))
    elif before and customer_records.is_above(work.session, before.id, parent_id):
        problems.append(Problem("parent_id", PARENT_BELOW))
    return problems


def _store_customer(work: UnitOfWork, customer: Customer, before: Any) -> Any:
    """Store the customer itself; return it as a mapped object, or as a row where it was there."""
    series = numbers.CUSTOMERS
    try:
        if before is None:
            number = numbers.give(work.session, series, customer.customer_no, customer.proposed_no)
            record = CustomerRecord()
            fill_customer(record, replace(customer, customer_no=number))
            work.session.add(record)
            work.flush()
            return record
        number = customer.customer_no
        if not number:
            customer = replace(customer, customer_no=before.customer_no)
        elif number != before.customer_no:
            numbers.change(work.session, series, before.id, number)
        return customer_edits.change(work, before, customer)
    except UniqueViolation as error:
        raise errors.DuplicateNumber(number=number) from error


class _Contacts:
    """A customer's contacts as they are stored, and as a change leaves them."""

    def __init__(self, work: UnitOfWork, customer_id: int, change: CustomerChange) -> None:
        self._work = work
        self._customer_id = customer_id
        self._changed = change.contacts
        self._removed = set(change.removed_contact_ids)
        found = customer_records.contacts(work.session, customer_id)
        self._stored = {record.id: record for record in found}

    def store(self, context: ServiceContext) -> None:
        """Store the change's contacts, remove the removed ones, leave exactly one primary."""
        actor = require_signed_in(context)
        changed = [self._store_one(contact, actor) for contact in self._changed]
        for contact_id in self._removed & self._stored.keys():
            record = self._stored[contact_id]
            record.deleted_at, record.deleted_by = context.clock.now(), actor.user_id
        touched = self._removed | {contact.id for contact in self._changed}
        untouched = [record for key, record in self._stored.items() if key not in touched]
        left = untouched + changed
        marks = [record.is_primary for record in left]
        primary = primary_index(marks, newest=len(changed))
        for index, record in enumerate(left):
            if marks[index] != (index == primary):
                record.is_primary = index == primary

    def _store_one(self, contact: Contact, actor: Actor) -> ContactRecord:
        if contact.id is None:
            record = self._brought_back(contact, actor) or ContactRecord(
                customer_id=self._customer_id
            )
            self._work.session.add(record)
        else:
            found = self._stored.get(contact.id)
            if found is None or contact.id in self._removed:
                raise errors.NotFound
            if found.version != contact.version:
                raise errors.LostEdit
            record = found
        fill_contact(record, contact)
        return record

    def _brought_back(self, contact: Contact, actor: Actor) -> ContactRecord | None:
        """Return the removed contact that a new one brings back; None where it has to be another.

        Clerks bring back what they removed themselves.
        """
        if contact.restores_id is None:
            return None
        if contact.restores_id in self._stored:
            raise errors.LostEdit  # somebody else brought it back
        with self._work.session.no_autoflush:  # which of them is the primary one is not settled yet
            record = self._work.session.get(ContactRecord, contact.restores_id)
        if record is None or record.customer_id != self._customer_id:
            return None
        if not actor.is_administrator and record.deleted_by != actor.user_id:
            return None
        record.deleted_at = record.deleted_by = None
        return record


def _store_payment(
    work: UnitOfWork, customer_id: int, row: int, payment: Payment, known: Known
) -> None:
    if payment.customer_id not in (None, customer_id):
        raise errors.NotFound
    try:
        store_payment(work, replace(payment, customer_id=customer_id), known)
    except errors.ValidationFailed as error:
        problems = in_table(PAYMENTS, row, error.problems)
        raise errors.ValidationFailed(problems) from error


def _void_payment(
    context: ServiceContext,
    work: UnitOfWork,
    customer_id: int,
    payment_id: int,
    reason: str,
) -> PaymentRecord:
    record = work.session.get(PaymentRecord, payment_id)
    if record is None or record.customer_id != customer_id:
        raise errors.NotFound
    declare_void(context, record, reason, context.clock.now())
    return record
