"""A long statistic or count never holds up a save, and is of the moment at which it began."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from crm_desktop.data import statistics_queries
from crm_desktop.data.tables import PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.periods import Period
from crm_desktop.domain.records import Customer, CustomerChange, Payment
from crm_desktop.domain.statistics import Breakdown
from crm_desktop.services import customers, payments
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.statistics import statistics
from tests.databases import TODAY

PAID = Payment(paid_on=TODAY, amount=Decimal("10.00"))


@pytest.fixture
def customer_id(clerk: ServiceContext) -> int:
    """A customer with two payments."""
    change = CustomerChange(customer=Customer(name="上海华联"), payments=(PAID, PAID))
    return customers.save(clerk, change).customer.id or 0


def test_a_save_goes_on_while_rows_are_read(clerk: ServiceContext, customer_id: int) -> None:
    with ReadOnlyWork(clerk) as work:
        rows = iter(work.session.execute(select(PaymentRecord.id).execution_options(yield_per=1)))
        next(rows)
        payments.save_payment(clerk, replace(PAID, customer_id=customer_id))
        assert len(list(rows)) == 1
        assert work.session.scalar(select(func.count()).select_from(PaymentRecord)) == 2
    assert len(payments.payments_of(clerk, customer_id)) == 3


def test_a_save_goes_on_while_statistics_are_added_up(
    clerk: ServiceContext, customer_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = statistics_queries.check_cancelled

    def save_a_payment() -> None:
        """Save in the middle of reading what each customer paid."""
        monkeypatch.setattr(statistics_queries, "check_cancelled", asked)
        payments.save_payment(clerk, replace(PAID, customer_id=customer_id))

    monkeypatch.setattr(statistics_queries, "check_cancelled", save_a_payment)
    today = Period(TODAY, TODAY)
    assert statistics(clerk, today, Breakdown.CUSTOMER).payments == 2
    assert statistics(clerk, today, Breakdown.CUSTOMER).payments == 3
