"""Payments on a real database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.domain import errors
from crm_desktop.domain.codes import PaymentKind
from crm_desktop.domain.records import Customer, CustomerChange, Payment
from crm_desktop.services import customers, payments
from crm_desktop.services.context import ServiceContext
from tests.databases import TODAY


@pytest.fixture
def customer_id(clerk: ServiceContext) -> int:
    details = customers.save(clerk, CustomerChange(customer=Customer(name="联华超市")))
    assert details.customer.id is not None
    return details.customer.id


def entered(context: ServiceContext, customer: int, /, **values: object) -> Payment:
    new = payments.new_payment(context, customer)
    return payments.save_payment(context, replace(new, **{"amount": Decimal("10.00")} | values))


def test_a_new_payment_is_of_today_and_received_by_who_enters_it(
    clerk: ServiceContext, customer_id: int
) -> None:
    new = payments.new_payment(clerk, customer_id)
    assert (new.payment_no, new.paid_on, new.received_by) == ("P000001", TODAY, "Clerk")
    saved = payments.save_payment(clerk, replace(new, amount=Decimal("0.01")))
    assert saved.id is not None
    assert payments.payments_of(clerk, customer_id) == (saved,)
    assert payments.new_payment(clerk, None).payment_no == "P000002"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"amount": Decimal("0.001")}, "amount"),
        ({"amount": None}, "amount"),
        ({"amount": 1.5}, "amount"),
        ({"paid_on": None}, "paid_on"),
        ({"paid_on": date(1899, 12, 31)}, "paid_on"),
        ({"paid_on": TODAY + timedelta(days=367)}, "paid_on"),
        ({"kind": "gift"}, "kind"),
        ({"method": "shells"}, "method"),
        ({"product_category_id": 4711}, "product_category_id"),
        ({"customer_id": None}, "customer_id"),
        ({"invoice_no": "9" * 51}, "invoice_no"),
    ],
)
def test_what_makes_no_sense_is_refused(
    clerk: ServiceContext, customer_id: int, values: dict[str, object], field: str
) -> None:
    with pytest.raises(errors.ValidationFailed) as failed:
        entered(clerk, customer_id, **values)
    assert [problem.field for problem in failed.value.problems] == [field]
    assert payments.payments_of(clerk, customer_id) == ()


def test_a_refund_counts_against_revenue(clerk: ServiceContext, customer_id: int) -> None:
    entered(clerk, customer_id, amount=Decimal("100.00"))
    entered(clerk, customer_id, amount=Decimal("30.05"), kind=PaymentKind.REFUND)
    details = customers.open_customer(clerk, customer_id)
    assert details.total_paid == Decimal("69.95")


def test_a_payment_is_corrected_once_per_version(clerk: ServiceContext, customer_id: int) -> None:
    saved = entered(clerk, customer_id)
    corrected = payments.save_payment(clerk, replace(saved, amount=Decimal("12.34")))
    assert corrected.amount == Decimal("12.34")
    with pytest.raises(errors.LostEdit):
        payments.save_payment(clerk, replace(saved, amount=Decimal("99.99")))
    with pytest.raises(errors.NotFound):
        payments.save_payment(clerk, replace(saved, id=4711))
    with pytest.raises(errors.NotFound):
        payments.save_payment(clerk, replace(saved, customer_id=4711))


def test_void_needs_a_reason_and_is_for_ever(clerk: ServiceContext, customer_id: int) -> None:
    saved = entered(clerk, customer_id)
    assert saved.id is not None and saved.version is not None
    for reason in ("  ", "x" * 201):
        with pytest.raises(errors.ValidationFailed):
            payments.void(clerk, saved.id, saved.version, reason)
    with pytest.raises(errors.LostEdit):
        payments.void(clerk, saved.id, saved.version + 1, "double")
    void = payments.void(clerk, saved.id, saved.version, " double ")
    assert (void.void_reason, void.voided_by, void.revenue) == ("double", "Clerk", Decimal("0.00"))
    assert void.version is not None
    with pytest.raises(errors.PaymentIsVoid):
        payments.void(clerk, saved.id, void.version, "again")
    with pytest.raises(errors.PaymentIsVoid):
        payments.save_payment(clerk, replace(void, voided_at=None, void_reason=""))
    with pytest.raises(errors.NotFound):
        payments.void(clerk, 4711, 1, "double")


def test_payment_numbers_can_be_typed_but_not_twice(
    clerk: ServiceContext, customer_id: int
) -> None:
    first = entered(clerk, customer_id, payment_no="R-1")
    with pytest.raises(errors.DuplicateNumber):
        entered(clerk, customer_id, payment_no="r-1")
    second = entered(clerk, customer_id, payment_no="")
    assert second.payment_no == "P000001"
    with pytest.raises(errors.DuplicateNumber):
        payments.save_payment(clerk, replace(second, payment_no=first.payment_no))
    assert payments.save_payment(clerk, replace(second, payment_no="")).payment_no == "P000001"


def test_a_payment_can_be_moved_to_the_right_customer_unless_that_is_deleted(
    clerk: ServiceContext, customer_id: int
) -> None:
    other = customers.save(clerk, CustomerChange(customer=Customer(name="别家"))).customer.id
    assert other is not None
    saved = entered(clerk, customer_id)
    moved = payments.save_payment(clerk, replace(saved, customer_id=other))
    assert payments.payments_of(clerk, other) == (moved,)
    customers.delete(clerk, [other])
    with pytest.raises(errors.CustomerIsDeleted):
        payments.save_payment(clerk, replace(moved, customer_id=customer_id))
    assert moved.id is not None and moved.version is not None
    with pytest.raises(errors.CustomerIsDeleted):
        payments.void(clerk, moved.id, moved.version, "wrong")
    assert payments.payments_of(clerk, other) == (moved,)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cents=st.integers(min_value=1, max_value=10**17))
def test_amounts_come_back_to_the_cent(clerk: ServiceContext, customer_id: int, cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    saved = entered(clerk, customer_id, amount=amount)
    [found] = [p for p in payments.payments_of(clerk, customer_id) if p.id == saved.id]
    assert found.amount == amount
