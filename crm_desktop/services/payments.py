"""Payments: entered, corrected, declared void with a reason; never deleted.

A void payment stays as it is for ever. The payments of a customer in the recycle bin stay too, and
count in statistics: the money was received, whatever became of the customer. They can be changed
again once the customer is restored.
"""

from collections.abc import Mapping
from datetime import datetime

from crm_desktop.data import customer_records, numbers
from crm_desktop.data.conversion import fill_payment, payment_of
from crm_desktop.data.customer_records import ChoicesWhenAsked
from crm_desktop.data.dialect import UniqueViolation
from crm_desktop.data.tables import CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.data.user_queries import names
from crm_desktop.domain import errors
from crm_desktop.domain.fields import PAYMENT_FIELDS
from crm_desktop.domain.records import Payment
from crm_desktop.domain.rules import check_codes, check_payment, check_void_reason, tidy
from crm_desktop.services import noting
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, require_signed_in


def new_payment(context: ServiceContext, customer_id: int | None) -> Payment:
    """Return a payment to be filled in: next number, today, received by who is signed in."""
    actor = require_signed_in(context)
    with ReadOnlyWork(context) as work:
        number = numbers.propose(work.session, numbers.PAYMENTS)
    return Payment(
        customer_id=customer_id,
        payment_no=number,
        proposed_no=number,
        paid_on=context.clock.today(),
        received_by=actor.display_name,
    )


def payments_of(context: ServiceContext, customer_id: int) -> tuple[Payment, ...]:
    """Return a customer's payments, the latest first; void ones too."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        users = names(work.session)
        found = customer_records.payments(work.session, customer_id)
        return tuple(payment_of(record, users) for record in found)


@repeated_after_deadlock
def save_payment(context: ServiceContext, payment: Payment) -> Payment:
    """Enter a payment or correct one.

    Raises:
        ValidationFailed: `problems` say what is wrong.
        DuplicateNumber, LostEdit, NotFound: as they say.
        PaymentIsVoid: void payments are not corrected.
        CustomerIsDeleted: the customer is in the recycle bin.

    """
    require_signed_in(context)
    payment = tidy(payment)
    problems = check_payment(payment, context.clock.today())
    if problems:
        raise errors.ValidationFailed(problems)
    with UnitOfWork(context) as work:
        record = store_payment(work, payment, ChoicesWhenAsked(work.session))
        stored = payment_of(record, names(work.session))
        work.commit()
    return stored


def enter_again(work: UnitOfWork, void: PaymentRecord) -> PaymentRecord:
    """Enter what a void payment says as a new one that refers to it; raises AlreadyReplaced.

    The void one stays void. Whoever looks at the books sees both, and why there are two.
    """
    if customer_records.replacement_of(work.session, void) is not None:
        raise errors.AlreadyReplaced
    record = PaymentRecord(customer_id=void.customer_id, replaces_id=void.id)
    fill_payment(record, payment_of(void, {}))
    record.payment_no = numbers.give(work.session, numbers.PAYMENTS, "")
    work.session.add(record)
    work.flush()
    return record


def store_payment(
    work: UnitOfWork, payment: Payment, known: Mapping[str, frozenset[object]]
) -> PaymentRecord:
    """Store a tidied and checked payment inside another service's work, which checks the rights.

    `known` is what may be chosen (`customer_records.choices`). Raises as `save_payment` does.
    """
    _require_customer(work, payment.customer_id)
    record = _stored(work, payment.id, payment.version) if payment.id is not None else None
    stored = payment_of(record, {}) if record else None
    if record is not None and record.customer_id != payment.customer_id:
        _require_customer(work, record.customer_id)
    problems = check_codes(PAYMENT_FIELDS, payment, stored, known)
    if problems:
        raise errors.ValidationFailed(problems)
    series = numbers.PAYMENTS
    if record is None:
        number = numbers.give(work.session, series, payment.payment_no, payment.proposed_no)
        record = PaymentRecord()
    else:
        number = payment.payment_no or record.payment_no
        if number != record.payment_no:
            numbers.change(work.session, series, record.id, number)
    fill_payment(record, payment)
    record.payment_no = number
    work.session.add(record)
    try:
        work.flush()
    except UniqueViolation as error:
        raise errors.DuplicateNumber(number=number) from error
    return record


@repeated_after_deadlock
def void(context: ServiceContext, payment_id: int, version: int, reason: str) -> Payment:
    """Declare a payment void: it is kept, marked and no longer counted.

    It stays void for ever. Undoing (`services.undo`) enters it again as another payment.

    Raises:
        ValidationFailed: no reason given, or too long a one.
        PaymentIsVoid, LostEdit, NotFound, CustomerIsDeleted: as they say.

    """
    require_signed_in(context)
    problems = check_void_reason(reason)
    if problems:
        raise errors.ValidationFailed(problems)
    with UnitOfWork(context) as work:
        record = _stored(work, payment_id, version)
        _require_customer(work, record.customer_id)
        declare_void(context, record, reason.strip(), context.clock.now())
        work.flush()
        noting.voided(context, work, [record])
        stored = payment_of(record, names(work.session))
        work.commit()
    return stored


def declare_void(
    context: ServiceContext, record: PaymentRecord, reason: str, now: datetime
) -> None:
    """Mark a payment's record as void inside another work; raises PaymentIsVoid."""
    if record.voided_at is not None:
        raise errors.PaymentIsVoid
    record.voided_at = now
    record.voided_by = require_signed_in(context).user_id
    record.void_reason = reason


def _stored(work: UnitOfWork, payment_id: int, version: int | None) -> PaymentRecord:
    record = work.session.get(PaymentRecord, payment_id)
    if record is None:
        raise errors.NotFound
    if record.voided_at is not None:
        raise errors.PaymentIsVoid
    if record.version != version:
        raise errors.LostEdit
    return record


def _require_customer(work: UnitOfWork, customer_id: int | None) -> None:
    customer = work.session.get(CustomerRecord, customer_id) if customer_id is not None else None
    if customer is None:
        raise errors.NotFound
    if customer.deleted_at is not None:
        raise errors.CustomerIsDeleted
