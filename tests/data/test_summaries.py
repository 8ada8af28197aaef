"""Summaries say what the payments do, whatever happens to payments and customers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Executable, delete, insert, select, update

from crm_desktop.data import derived, summaries
from crm_desktop.data.database import Database
from crm_desktop.data.tables import (
    CustomerPaid,
    CustomerRecord,
    PaymentRecord,
    RevenueDay,
)
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.records import Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.services import customers, payments
from crm_desktop.services.context import ServiceContext
from tests.databases import NOW, TODAY

FEBRUARY, MARCH = date(2026, 2, 3), date(2026, 3, 4)


def days(context: ServiceContext) -> dict[date, tuple[int, Decimal]]:
    """Return the days that count, added up over the server's connections."""
    found: dict[date, tuple[int, Decimal]] = {}
    with ReadOnlyWork(context) as work:
        for day in work.session.scalars(select(RevenueDay)):
            number, revenue = found.get(day.paid_on, (0, Decimal(0)))
            found[day.paid_on] = (number + day.payments, revenue + day.revenue)
    return {day: figures for day, figures in found.items() if figures[0]}


def paid(context: ServiceContext) -> dict[int, tuple[int, Decimal, date | None]]:
    with ReadOnlyWork(context) as work:
        rows = work.session.scalars(select(CustomerPaid)).all()
    return {row.customer_id: (row.payments, row.revenue, row.last_payment_on) for row in rows}


@pytest.fixture
def paying(clerk: ServiceContext) -> CustomerDetails:
    """A customer with three payments, one of them a refund."""
    return customers.save(
        clerk,
        CustomerChange(
            customer=Customer(name="上海华联"),
            payments=(
                Payment(paid_on=FEBRUARY, amount=Decimal("100.10")),
                Payment(paid_on=MARCH, amount=Decimal("50.00")),
                Payment(paid_on=MARCH, amount=Decimal("20.05"), kind="refund"),
            ),
        ),
    )


def test_payments_entered_with_their_customer_are_summed_up(
    clerk: ServiceContext, paying: CustomerDetails
) -> None:
    number = paying.customer.id or 0
    assert days(clerk) == {FEBRUARY: (1, Decimal("100.10")), MARCH: (2, Decimal("29.95"))}
    assert paid(clerk) == {number: (3, Decimal("130.05"), MARCH)}


def test_a_customer_who_never_paid_has_a_row(clerk: ServiceContext) -> None:
    saved = customers.save(clerk, CustomerChange(customer=Customer(name="新客户")))
    assert paid(clerk) == {saved.customer.id: (0, Decimal("0.00"), None)}
    assert days(clerk) == {}


def test_a_corrected_payment_moves_its_sums(clerk: ServiceContext, paying: CustomerDetails) -> None:
    first = paying.customer.id or 0
    other = customers.save(clerk, CustomerChange(customer=Customer(name="别的公司"))).customer
    latest = next(p for p in paying.payments if p.kind == "payment" and p.paid_on == MARCH)
    payments.save_payment(
        clerk,
        replace(
            latest,
            customer_id=other.id,
            paid_on=TODAY,
            amount=Decimal("70.00"),
        ),
    )
    assert days(clerk) == {
        FEBRUARY: (1, Decimal("100.10")),
        MARCH: (1, Decimal("-20.05")),
        TODAY: (1, Decimal("70.00")),
    }
    assert paid(clerk) == {
        first: (2, Decimal("80.05"), FEBRUARY),
        other.id: (1, Decimal("70.00"), TODAY),
    }


def test_void_payments_are_taken_out(clerk: ServiceContext, paying: CustomerDetails) -> None:
    number = paying.customer.id or 0
    for payment in paying.payments:
        payments.void(clerk, payment.id or 0, payment.version or 0, "重复录入")
    assert days(clerk) == {}
    assert paid(clerk) == {number: (0, Decimal("0.00"), None)}


def test_a_customer_in_the_recycle_bin_keeps_its_sums(
    clerk: ServiceContext, paying: CustomerDetails
) -> None:
    before = days(clerk), paid(clerk)
    customers.delete(clerk, [paying.customer.id or 0])
    assert (days(clerk), paid(clerk)) == before


def test_a_payment_entered_and_made_void_in_one_work(
    clerk: ServiceContext, paying: CustomerDetails
) -> None:
    before = days(clerk), paid(clerk)
    with UnitOfWork(clerk) as work:
        record = PaymentRecord(customer_id=paying.customer.id, kind="payment", paid_on=TODAY)
        record.amount, record.payment_no = Decimal("5.00"), "X1"
        work.session.add(record)
        work.flush()
        record.voided_at, record.void_reason = NOW, "重复录入"
        work.commit()
    assert (days(clerk), paid(clerk)) == before


def test_what_is_not_committed_is_not_summed_up(
    clerk: ServiceContext, paying: CustomerDetails
) -> None:
    before = days(clerk), paid(clerk)
    with UnitOfWork(clerk) as work:
        for record in work.session.scalars(select(PaymentRecord)):
            record.amount += 1
        work.flush()
    assert (days(clerk), paid(clerk)) == before


def test_a_day_and_customers_deleted_for_good_are_forgotten(
    administrator: ServiceContext, database: Database, paying: CustomerDetails
) -> None:
    number = paying.customer.id or 0
    owner = replace(administrator, database=database)  # on a server clerks delete no payments
    with UnitOfWork(owner) as work:
        for payment in work.session.scalars(select(PaymentRecord)):
            work.session.delete(payment)
        work.flush()
        work.session.delete(work.session.get(CustomerRecord, number))
        work.commit()
    assert (days(owner), paid(owner)) == ({}, {})


@pytest.mark.embedded
def test_a_day_without_payments_has_no_row(clerk: ServiceContext, paying: CustomerDetails) -> None:
    for payment in paying.payments:
        payments.void(clerk, payment.id or 0, payment.version or 0, "重复录入")
    with ReadOnlyWork(clerk) as work:
        assert work.session.scalars(select(RevenueDay)).all() == []


# -- many at once, past the flush


def bulk_payment(number: int, customer_id: int, **values: object) -> dict[str, object]:
    return {
        "id": number,
        "payment_no": f"B{number}",
        "number_key": f"b{number}",
        "customer_id": customer_id,
        "kind": "payment",
        "paid_on": MARCH,
        "amount": Decimal("10.00"),
        "created_at": NOW,
        "updated_at": NOW,
        "version": 1,
        **values,
    }


@pytest.fixture
def in_bulk(clerk: ServiceContext, paying: CustomerDetails) -> list[int]:
    """Five more payments of the customer that came in past the flush; their ids."""
    number = paying.customer.id or 0
    rows = [
        bulk_payment(101, number),
        bulk_payment(102, number, paid_on=TODAY),
        bulk_payment(103, number, kind="refund", paid_on=TODAY),
        bulk_payment(104, number, voided_at=NOW, paid_on=TODAY),
        bulk_payment(105, number, paid_on=FEBRUARY),
    ]
    with UnitOfWork(clerk) as work:
        connection = work.session.connection()
        before = derived.stored(connection, [number])
        for row in rows:
            connection.execute(insert(PaymentRecord), row)
        derived.refresh(connection, before)
        work.commit()
    return [101, 102, 103, 104, 105]


@pytest.mark.embedded
def test_payments_entered_in_bulk_count(
    clerk: ServiceContext, paying: CustomerDetails, in_bulk: list[int]
) -> None:
    number = paying.customer.id or 0
    assert days(clerk) == {
        FEBRUARY: (2, Decimal("110.10")),
        MARCH: (3, Decimal("39.95")),
        TODAY: (2, Decimal("0.00")),
    }
    assert paid(clerk) == {number: (7, Decimal("150.05"), TODAY)}


@pytest.mark.embedded
def test_payments_deleted_in_bulk_leave_what_was(
    clerk: ServiceContext, paying: CustomerDetails, in_bulk: list[int]
) -> None:
    number = paying.customer.id or 0
    with UnitOfWork(clerk) as work:
        connection = work.session.connection()
        before = derived.stored(connection, [number])
        connection.execute(delete(PaymentRecord).where(PaymentRecord.id.in_(in_bulk)))
        derived.refresh(connection, before)
        work.commit()
    test_payments_entered_with_their_customer_are_summed_up(clerk, paying)
    with ReadOnlyWork(clerk) as work:
        assert TODAY not in work.session.scalars(select(RevenueDay.paid_on)).all()


@pytest.mark.embedded
def test_a_bulk_change_counts_what_is_stored_after_it(
    clerk: ServiceContext, paying: CustomerDetails, in_bulk: list[int]
) -> None:
    number = paying.customer.id or 0
    with UnitOfWork(clerk) as work:
        connection = work.session.connection()
        before = derived.stored(connection, [number])
        connection.execute(update(PaymentRecord).values(voided_at=None, kind="payment"))
        derived.refresh(connection, before)
        work.commit()
    assert paid(clerk) == {number: (8, Decimal("220.15"), TODAY)}
    assert days(clerk)[TODAY] == (3, Decimal("30.00"))


@pytest.mark.embedded
def test_customers_entered_and_deleted_in_bulk(clerk: ServiceContext) -> None:
    with UnitOfWork(clerk) as work:
        connection = work.session.connection()
        values = {"customer_no": "C1", "number_key": "c1", "name": "导入", "kind": "company"}
        stamps = {"created_at": NOW, "updated_at": NOW, "version": 1}
        connection.execute(insert(CustomerRecord), {"id": 7, **values, **stamps})
        connection.execute(insert(PaymentRecord), bulk_payment(101, 7))
        derived.refresh(connection, derived.Before(), entered=[7])
        work.commit()
    assert paid(clerk) == {7: (1, Decimal("10.00"), MARCH)}
    assert days(clerk) == {MARCH: (1, Decimal("10.00"))}
    with UnitOfWork(clerk) as work:
        connection = work.session.connection()
        before = derived.stored(connection, [7])
        connection.execute(delete(PaymentRecord))
        connection.execute(delete(CustomerRecord))
        derived.refresh(connection, before)
        work.commit()
    assert (days(clerk), paid(clerk)) == ({}, {})


# -- checked and made anew

FALSIFIED = (
    (update(RevenueDay).values(revenue=RevenueDay.revenue + 1), 2, 0),
    (delete(RevenueDay), 2, 0),
    (insert(RevenueDay).values(paid_on=TODAY, slot=0, payments=1, revenue=Decimal(1)), 1, 0),
    (update(CustomerPaid).values(revenue=Decimal("1.00")), 0, 2),
    (update(CustomerPaid).values(payments=7), 0, 2),
    (update(CustomerPaid).values(last_payment_on=None), 0, 1),
    (delete(CustomerPaid), 0, 2),
    (insert(CustomerPaid).values(customer_id=99, payments=0, revenue=Decimal(0)), 0, 1),
)


@pytest.mark.parametrize(("falsify", "wrong_days", "wrong_customers"), FALSIFIED)
def test_what_differs_is_found(
    database: Database,
    clerk: ServiceContext,
    paying: CustomerDetails,
    falsify: Executable,
    wrong_days: int,
    wrong_customers: int,
) -> None:
    customers.save(clerk, CustomerChange(customer=Customer(name="从未付款")))
    with UnitOfWork(replace(clerk, database=database)) as work:
        connection = work.session.connection()
        assert summaries.differing_days(connection) == 0
        assert summaries.differing_customers(connection) == 0
        connection.execute(falsify)
        assert summaries.differing_days(connection) == wrong_days
        assert summaries.differing_customers(connection) == wrong_customers


@pytest.mark.embedded
def test_summaries_are_made_anew(clerk: ServiceContext, paying: CustomerDetails) -> None:
    right = days(clerk), paid(clerk)
    with UnitOfWork(clerk) as work:
        connection = work.session.connection()
        connection.execute(delete(RevenueDay))
        connection.execute(update(CustomerPaid).values(revenue=Decimal("1.00")))
        derived.rebuild(connection)
        work.commit()
    assert (days(clerk), paid(clerk)) == right
