"""On a server triggers keep the summaries; its owner makes them anew, clerks cannot write them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import delete, func, select, update

from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.tables import CustomerPaid, RevenueDay
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import NotAllowed
from crm_desktop.domain.findings import State
from crm_desktop.domain.records import Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.services import customers, query
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.derived import examine_derived, repair_server
from tests.databases import TODAY
from tests.server import VARIABLE, is_named

pytestmark = [
    pytest.mark.mssql,
    pytest.mark.skipif(not is_named(), reason=f"{VARIABLE} names no server"),
]


@pytest.fixture
def database_kind() -> str:
    return "mssql"


@pytest.fixture
def paid_up(clerk: ServiceContext) -> CustomerDetails:
    """A customer with a payment and a refund."""
    paid = Payment(paid_on=TODAY, amount=Decimal("99.90"))
    change = CustomerChange(
        customer=Customer(name="联华超市"),
        payments=(paid, replace(paid, kind="refund", amount=Decimal("9.90"))),
    )
    return customers.save(clerk, change)


def sums(context: ServiceContext) -> list[object]:
    query = select(func.sum(RevenueDay.payments), func.sum(RevenueDay.revenue))
    with ReadOnlyWork(context) as work:
        paid = work.session.execute(select(CustomerPaid.payments, CustomerPaid.revenue)).all()
        return [*work.session.execute(query).one(), *paid]


def test_an_owner_makes_summaries_anew(
    database: ServerDatabase, clerk: ServiceContext, paid_up: CustomerDetails
) -> None:
    right = sums(clerk)
    with UnitOfWork(replace(clerk, database=database)) as work:
        connection = work.session.connection()
        connection.execute(update(RevenueDay).values(payments=RevenueDay.payments + 1))
        connection.execute(delete(CustomerPaid))
        work.commit()
    found = {finding.check: finding.state for finding in examine_derived(clerk.database)}
    assert found == {
        "revenue_by_day": State.FAILED,
        "paid_by_customer": State.FAILED,
        "search_index": State.OK,
    }
    with pytest.raises(NotAllowed):
        repair_server(clerk.database)  # type: ignore[arg-type]
    assert sums(clerk) != right
    repair_server(database)
    assert sums(clerk) == right
    assert {finding.state for finding in examine_derived(clerk.database)} == {State.OK}


@pytest.mark.real_server("it has no ownership chains, so clerks are granted more there")
def test_clerks_cannot_write_summaries(clerk: ServiceContext, paid_up: CustomerDetails) -> None:
    for table in (RevenueDay, CustomerPaid):
        with pytest.raises(NotAllowed), UnitOfWork(clerk) as work:
            work.session.execute(update(table).values(payments=0))


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM crm.customer_gram WHERE gram LIKE N'n%'",
        "UPDATE crm.customer_gram SET gram = N'nxx' WHERE gram = N'n联华超'",
        "INSERT INTO crm.customer_gram (gram, customer_id) SELECT N'nxx', id FROM crm.customer",
    ],
)
def test_an_owner_makes_grams_anew(
    database: ServerDatabase, clerk: ServiceContext, paid_up: CustomerDetails, change: str
) -> None:
    def state() -> State:
        return {each.check: each.state for each in examine_derived(clerk.database)}["search_index"]

    assert state() is State.OK
    with UnitOfWork(replace(clerk, database=database)) as work:
        work.session.connection().exec_driver_sql(change)
        work.commit()
    assert state() is State.FAILED
    repair_server(database)
    assert state() is State.OK
    assert query.count(clerk, Criteria(name="联华")) == 1
