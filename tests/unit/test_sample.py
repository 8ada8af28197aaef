"""The sample database holds what the sample content says, with a history to believe."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text

from crm_desktop.data.database import Database
from crm_desktop.data.tables import (
    AuditLog,
    ClientUser,
    CompanyProfileRecord,
    ContactRecord,
    CustomerRecord,
    NumberSeries,
    PaymentRecord,
)
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain import errors
from crm_desktop.domain.history import Action, HistoryFilter
from crm_desktop.services import databases, history, recycle_bin
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.sample import (
    SAMPLE_PASSWORD,
    create_sample_company,
)
from crm_desktop.services.sample_content import SampleContent, build
from crm_desktop.services.sign_in import sign_in, sign_in_to_sample
from tests.databases import TODAY, FixedClock


@pytest.fixture(scope="module")
def content() -> SampleContent:
    return build(TODAY)


@pytest.fixture
def work(sample_database: Database) -> Iterator[ReadOnlyWork]:
    with ReadOnlyWork(ServiceContext(sample_database)) as opened:
        yield opened


def test_everything_is_stored(work: ReadOnlyWork, content: SampleContent) -> None:
    def count(table: type[object]) -> int | None:
        return work.session.scalar(select(func.count()).select_from(table))

    assert count(ClientUser) == len(content.users)
    assert count(CustomerRecord) == len(content.customers)
    assert count(ContactRecord) == sum(len(found.contacts) for found in content.customers)
    assert count(PaymentRecord) == sum(len(found.payments) for found in content.customers)


def test_revenue_is_that_of_the_content(work: ReadOnlyWork, content: SampleContent) -> None:
    stored = work.session.execute(
        text(
            "SELECT SUM(CASE kind WHEN 'refund' THEN -amount ELSE amount END) FROM payment"
            " WHERE voided_at IS NULL"
        )
    ).scalar_one()
    entries = (entry for found in content.customers for entry in found.payments)
    assert Decimal(stored).scaleb(-2) == sum(entry.payment.revenue for entry in entries)


def test_references_are_stored(work: ReadOnlyWork, content: SampleContent) -> None:
    users = work.session.scalars(select(ClientUser))
    owners = {user.id: user.username for user in users}
    records = {r.customer_no: r for r in work.session.scalars(select(CustomerRecord))}
    for found in content.customers:
        record = records[found.customer.customer_no]
        assert owners.get(record.owner_id or 0, "") == found.owner
        parent_id = records[found.parent_no].id if found.parent_no else None
        assert record.parent_id == parent_id
        assert record.created_at == found.entered_at
        assert record.deleted_at == found.customer.deleted_at


def test_numbers_go_on_after_the_last_ones(work: ReadOnlyWork) -> None:
    series = {
        record.name: record.last_value for record in work.session.scalars(select(NumberSeries))
    }
    last_customer = work.session.scalar(select(func.max(CustomerRecord.customer_no)))
    last_payment = work.session.scalar(select(func.max(PaymentRecord.payment_no)))
    assert last_customer == f"C{series['customer']:06}"
    assert last_payment == f"P{series['payment']:06}"


def test_history_names_the_clerks_and_their_days(work: ReadOnlyWork) -> None:
    created = work.session.execute(
        select(AuditLog.at, AuditLog.username, PaymentRecord.created_at, ClientUser.username)
        .join(PaymentRecord, PaymentRecord.id == AuditLog.entity_id)
        .join(ClientUser, ClientUser.id == PaymentRecord.created_by)
        .where(AuditLog.entity == "payment", AuditLog.action == Action.CREATE)
    ).all()
    assert len(created) > 4_000
    assert all(at == stamp and name == author for at, name, stamp, author in created)
    assert {name for _, name, _, _ in created} == {"admin", "wangxf", "lijg", "chenyt"}


def test_voids_and_deletions_happened_after_the_entry(work: ReadOnlyWork) -> None:
    voids = work.session.scalars(select(PaymentRecord).where(PaymentRecord.voided_at.is_not(None)))
    for void in voids.all():
        assert void.voided_at is not None
        assert void.voided_at > void.created_at
        assert void.updated_at == void.voided_at
        assert void.void_reason
    actions = set(work.session.scalars(select(AuditLog.action).distinct()))
    assert actions == {Action.CREATE, Action.VOID, Action.DELETE}


def test_the_database_is_marked_as_sample(sample_database: Database, clock: FixedClock) -> None:
    assert databases.is_sample(sample_database)
    with ReadOnlyWork(ServiceContext(sample_database)) as opened:
        profile = opened.session.scalars(select(CompanyProfileRecord)).one()
        assert profile.logo is not None
    context = sign_in_to_sample(sample_database, clock=clock)
    assert context.actor is not None
    assert context.actor.is_administrator


@pytest.mark.parametrize(("username", "pop"), [("admin", 1), ("wangxf", 0), ("chenyt", 0)])
def test_everybody_can_sign_in_with_the_sample_password(
    sample_database: Database, clock: FixedClock, username: str, pop: int
) -> None:
    actor = sign_in(sample_database, username, SAMPLE_PASSWORD, clock=clock).actor
    assert actor is not None
    assert (actor.pop, actor.must_change_password) == (pop, False)


def test_a_database_in_use_is_not_filled(database: Database) -> None:
    with pytest.raises(errors.AdministratorExists):
        create_sample_company(database, TODAY)
    with ReadOnlyWork(ServiceContext(database)) as opened:
        assert opened.session.scalar(select(func.count()).select_from(CustomerRecord)) == 0


def test_history_begins_with_the_latest(sample_database: Database, clock: FixedClock) -> None:
    context = sign_in_to_sample(sample_database, clock=clock)
    found = history.entries(context, HistoryFilter(), limit=300)
    moments = [entry.at for entry in found]
    assert moments == sorted(moments, reverse=True)
    assert {entry.action for entry in found} >= {Action.CREATE, Action.VOID}


def test_what_was_deleted_can_come_back(sample_database: Database, clock: FixedClock) -> None:
    context = sign_in_to_sample(sample_database, clock=clock)
    items = recycle_bin.items(context)
    assert items
    assert {item.kind for item in items} == {"customer"}
    recycle_bin.restore(context, items[0].kind, items[0].id)
    assert len(recycle_bin.items(context)) == len(items) - 1
