"""Many customers changed at once, handed over, and what a user did last taken back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from crm_desktop.data import derived
from crm_desktop.data.database import Database
from crm_desktop.domain import errors
from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.history import HistoryFilter
from crm_desktop.domain.jobs import (
    CHANGED_SINCE,
    ENTERED_AGAIN,
    IN_THE_BIN,
    RESTORED_ALREADY,
    JobKind,
    Left,
    NothingToSet,
    NothingToUndo,
    SameOwner,
)
from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.transfer import Change
from crm_desktop.infra.cancellation import CancelledWork
from crm_desktop.services import (
    bulk,
    customers,
    history,
    lists,
    payments,
    recycle_bin,
    transfer_in,
    undo,
    users,
)
from crm_desktop.services.context import ServiceContext
from tests.databases import FixedClock, acting, add_clerk


def store(context: ServiceContext, name: str, **values: object) -> int:
    customer = replace(Customer(name=name), **values)  # type: ignore[arg-type]
    stored = customers.save(context, CustomerChange(customer=customer))
    assert stored.customer.id is not None
    return stored.customer.id


def read(context: ServiceContext, customer_id: int) -> Customer:
    return customers.open_customer(context, customer_id).customer


@pytest.fixture
def three(clerk: ServiceContext) -> list[int]:
    """Three customers; the second has another status and level than the others."""
    return [
        store(clerk, "联华超市"),
        store(clerk, "永辉超市", status="active", level="vip"),
        store(clerk, "华联商厦"),
    ]


def test_a_bulk_change_is_shown_before(clerk: ServiceContext, three: list[int]) -> None:
    customers.delete(clerk, [three[2]])
    found = bulk.preview(clerk, [*three, three[0]], {"status": "active", "level": "vip"})
    assert found.ids == (three[0],)
    assert (found.unchanged, found.missing) == (1, 1)
    assert found.counts == {"status": (("potential", 1),), "level": (("", 1),)}
    assert [(row.name, row.before) for row in found.first] == [
        ("联华超市", {"status": "potential", "level": ""})
    ]
    assert read(clerk, three[0]).status == "potential"


def test_a_bulk_change_is_one_job_announced_once(clerk: ServiceContext, three: list[int]) -> None:
    told: list[Change] = []
    listening = replace(clerk, on_change=told.append)
    versions = [read(clerk, each).version for each in three]
    steps: list[tuple[int, int]] = []
    report = bulk.set_fields(
        listening, three, {"status": "active"}, lambda *step: steps.append(step)
    )
    assert (report.done, report.left) == (2, ())
    assert [read(clerk, each).status for each in three] == ["active"] * 3
    assert [read(clerk, each).version for each in three] == [
        (versions[0] or 0) + 1,
        versions[1],
        (versions[2] or 0) + 1,
    ]
    [change] = told
    assert {"customer", "job"} <= change.kinds
    assert change.customer_ids == {three[0], three[2]}
    assert steps == [(3, 3)]
    job = undo.last(clerk)
    assert job is not None and (job.id, job.kind, job.record_count) == (
        report.job_id,
        JobKind.CHANGE,
        2,
    )
    assert job.detail == {"values": {"status": "active"}}


def test_every_customer_of_a_bulk_change_has_its_history(
    clerk: ServiceContext, three: list[int]
) -> None:
    bulk.set_fields(clerk, three, {"status": "lost", "level": "vip"})
    [entry] = history.customer_history(clerk, three[1])[:1]
    assert (entry.username, entry.action, entry.entity) == ("clerk", "change", "customer")
    assert [(c.field, c.before, c.after) for c in entry.changes] == [("status", "active", "lost")]
    assert read(clerk, three[1]).stamp.updated_by == "Clerk"


@pytest.mark.embedded
def test_what_is_derived_from_customers_is_right_after_a_bulk_change(
    clerk: ServiceContext, administrator: ServiceContext, three: list[int]
) -> None:
    owner = add_clerk(administrator, "owner")
    category = lists.save_category(administrator, ProductCategory("饮料"))
    values = {"status": "lost", "level": "vip", "owner_id": owner}
    for chosen in (values, {"product_category_id": category.id}):
        bulk.set_fields(clerk, three, chosen)
        with clerk.database.reader() as session:
            connection = session.connection()
            wrong = {part.name: part.differences(connection) for part in derived.parts(connection)}
        assert set(wrong.values()) == {0}, wrong
    assert bulk.matching(clerk, Criteria(category="饮料")) == tuple(three)


def test_undoing_a_bulk_change_puts_back_what_was(clerk: ServiceContext, three: list[int]) -> None:
    report = bulk.set_fields(clerk, three, {"status": "lost", "level": ""})
    assert report.job_id is not None
    undone = undo.undo(clerk, report.job_id)
    assert (undone.done, undone.left) == (3, ())
    assert [read(clerk, each).status for each in three] == ["potential", "active", "potential"]
    assert [read(clerk, each).level for each in three] == ["", "vip", ""]
    assert undo.last(clerk) is None
    with pytest.raises(NothingToUndo):
        undo.undo(clerk, report.job_id)


def test_what_was_changed_since_is_left_and_named(clerk: ServiceContext, three: list[int]) -> None:
    report = bulk.set_fields(clerk, three, {"status": "lost"})
    changed = read(clerk, three[0])
    customers.save(clerk, CustomerChange(customer=replace(changed, city="上海市")))
    customers.delete(clerk, [three[2]])
    undone = undo.undo(clerk, report.job_id or 0)
    assert undone.done == 1
    assert set(undone.left) == {
        Left("C000001 联华超市", CHANGED_SINCE),
        Left("C000003 华联商厦", IN_THE_BIN),
    }
    assert read(clerk, three[0]).status == "lost"
    assert read(clerk, three[1]).status == "active"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({}, NothingToSet),
        ({"status": ""}, errors.ValidationFailed),
        ({"status": "no such"}, errors.ValidationFailed),
        ({"owner_id": 4711}, errors.ValidationFailed),
        ({"name": "X"}, errors.ValidationFailed),
    ],
)
def test_what_cannot_be_chosen_is_not_set(
    clerk: ServiceContext, three: list[int], values: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        bulk.preview(clerk, three, values)
    with pytest.raises(error):
        bulk.set_fields(clerk, three, values)
    assert undo.last(clerk) is None


def test_nothing_to_change_is_no_job(clerk: ServiceContext, three: list[int]) -> None:
    report = bulk.set_fields(clerk, [three[1]], {"status": "active"})
    assert (report.done, report.job_id) == (0, None)
    assert undo.last(clerk) is None


def test_a_cancelled_bulk_change_leaves_nothing(
    clerk: ServiceContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BLOCK", 2)
    monkeypatch.setattr(bulk, "chunks", lambda ids: ([each] for each in ids))
    ids = [store(clerk, f"第{number}公司") for number in range(5)]

    def stop(done: int, _total: int) -> None:
        if done == 4:
            raise CancelledWork

    with pytest.raises(errors.Cancelled):
        bulk.set_fields(clerk, ids, {"status": "lost"}, stop)
    assert [read(clerk, each).status for each in ids] == ["potential"] * 5
    assert undo.last(clerk) is None


def test_a_long_job_is_undone_block_by_block(
    clerk: ServiceContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (bulk, undo):
        monkeypatch.setattr(module, "BLOCK", 2)
    ids = [store(clerk, f"第{number}公司") for number in range(5)]
    report = bulk.set_fields(clerk, ids, {"status": "lost"})
    assert report.done == 5
    steps: list[tuple[int, int]] = []
    undone = undo.undo(clerk, report.job_id or 0, lambda *step: steps.append(step))
    assert undone.done == 5
    assert steps[-1] == (5, 5)
    assert [read(clerk, each).status for each in ids] == ["potential"] * 5


def test_all_hits_of_a_query_can_be_changed(clerk: ServiceContext, three: list[int]) -> None:
    found = bulk.matching(clerk, Criteria(name="超市"))
    assert found == tuple(three[:2])


def test_a_leavers_customers_are_handed_over_in_one_job(
    clerk: ServiceContext, administrator: ServiceContext, three: list[int]
) -> None:
    colleague = add_clerk(administrator, "colleague")
    clerk_id = clerk.actor.user_id if clerk.actor else 0
    assert bulk.owned_by(administrator, clerk_id) == ()
    bulk.set_fields(clerk, three, {"owner_id": clerk_id})
    assert bulk.owned_by(administrator, clerk_id) == tuple(three)
    users.set_active(administrator, clerk_id, False)
    report = bulk.hand_over(administrator, clerk_id, colleague)
    assert report.done == 3
    assert {read(administrator, each).owner_id for each in three} == {colleague}
    job = undo.last(administrator)
    assert job is not None and job.kind is JobKind.HAND_OVER
    assert job.detail == {"from": clerk_id, "to": colleague}
    assert undo.undo(administrator, job.id).done == 3
    assert {read(administrator, each).owner_id for each in three} == {clerk_id}


def test_customers_are_handed_over_to_somebody_else_who_works(
    clerk: ServiceContext, administrator: ServiceContext, three: list[int]
) -> None:
    clerk_id = clerk.actor.user_id if clerk.actor else 0
    gone = add_clerk(administrator, "gone")
    users.set_active(administrator, gone, False)
    with pytest.raises(SameOwner):
        bulk.hand_over(administrator, gone, gone)
    with pytest.raises(errors.ValidationFailed):
        bulk.hand_over(administrator, clerk_id, gone)
    with pytest.raises(errors.NotFound):
        bulk.hand_over(administrator, clerk_id, 4711)


# -- deletes


@pytest.mark.real_server("a second UPDATE with NULL in a transaction undoes the first there")
def test_a_delete_is_undone_with_its_contacts(clerk: ServiceContext) -> None:
    stored = customers.save(
        clerk, CustomerChange(customer=Customer(name="甲"), contacts=(Contact(name="王芳"),))
    )
    other = store(clerk, "乙")
    ids = [stored.customer.id or 0, other]
    customers.delete(clerk, ids)
    job = undo.last(clerk)
    assert job is not None and (job.kind, job.record_count, job.label) == (JobKind.DELETE, 2, "")
    report = undo.undo(clerk, job.id)
    assert (report.done, report.left, report.notes) == (2, (), ())
    assert customers.open_customer(clerk, ids[0]).contacts == stored.contacts


def test_one_deleted_customer_is_named(clerk: ServiceContext, three: list[int]) -> None:
    customers.delete(clerk, three[:1])
    job = undo.last(clerk)
    assert job is not None and job.label == "C000001 联华超市"


def test_what_was_restored_already_is_left(
    clerk: ServiceContext, administrator: ServiceContext, three: list[int]
) -> None:
    customers.delete(clerk, three)
    job = undo.last(clerk)
    assert job is not None
    recycle_bin.restore(administrator, "customer", three[0])
    recycle_bin.restore(administrator, "customer", three[1])
    customers.delete(administrator, [three[1]])
    report = undo.undo(clerk, job.id)
    assert report.done == 1
    assert {left.reason for left in report.left} == {RESTORED_ALREADY, CHANGED_SINCE}


def test_jobs_are_undone_one_after_the_other_the_last_first(
    clerk: ServiceContext, three: list[int]
) -> None:
    bulk.set_fields(clerk, three[:1], {"status": "lost"})
    customers.delete(clerk, three[:1])
    for expected in (JobKind.DELETE, JobKind.CHANGE):
        job = undo.last(clerk)
        assert job is not None and job.kind is expected
        undo.undo(clerk, job.id)
    # Deleting and restoring count as changes made since.
    assert read(clerk, three[0]).status == "lost"


def test_everybody_undoes_his_own_within_a_day(
    clerk: ServiceContext,
    administrator: ServiceContext,
    three: list[int],
    clock: FixedClock,
    database: Database,
) -> None:
    customers.delete(clerk, three[:1])
    job = undo.last(clerk)
    assert job is not None
    assert undo.last(administrator) is None
    with pytest.raises(errors.NotAllowed):
        undo.undo(administrator, job.id)
    with pytest.raises(errors.NotFound):
        undo.undo(clerk, 4711)
    clock.advance(timedelta(days=1, minutes=1))
    assert undo.last(acting(database, "clerk", clock)) is None


# -- voids


@pytest.fixture
def paid(clerk: ServiceContext) -> CustomerDetails:
    """A customer that paid 99.90."""
    change = CustomerChange(
        customer=Customer(name="联华超市"),
        payments=(
            Payment(
                paid_on=date(2026, 1, 5), amount=Decimal("99.90"), invoice_no="A-1", remark="x"
            ),
        ),
    )
    return customers.save(clerk, change)


def void_in_its_window(context: ServiceContext, details: CustomerDetails) -> None:
    payment = details.payments[0]
    change = CustomerChange(
        customer=details.customer, voided_payments=((payment.id or 0, "重复录入"),)
    )
    customers.save(context, change)


def test_undoing_a_void_enters_the_payment_again(
    clerk: ServiceContext, paid: CustomerDetails
) -> None:
    void_in_its_window(clerk, paid)
    job = undo.last(clerk)
    assert job is not None and (job.kind, job.label) == (JobKind.VOID, "P000001")
    report = undo.undo(clerk, job.id)
    assert report.done == 1
    [note] = report.notes
    assert (note.label, dict(note.values)) == ("P000001", {"number": "P000002"})
    again, void = customers.open_customer(clerk, paid.customer.id or 0).payments
    assert void.is_void and void.void_reason == "重复录入"
    assert again.replaces_id == void.id
    assert (again.payment_no, again.paid_on, again.amount, again.invoice_no, again.remark) == (
        "P000002",
        date(2026, 1, 5),
        Decimal("99.90"),
        "A-1",
        "x",
    )
    assert customers.open_customer(clerk, paid.customer.id or 0).total_paid == Decimal("99.90")


def test_a_void_is_undone_only_once(clerk: ServiceContext, paid: CustomerDetails) -> None:
    payment = paid.payments[0]
    payments.void(clerk, payment.id or 0, payment.version or 0, "重复")
    first = undo.last(clerk)
    assert first is not None
    undo.undo(clerk, first.id)
    with pytest.raises(errors.PaymentIsVoid):
        payments.void(clerk, payment.id or 0, payment.version or 0, "重复")
    again = payments.payments_of(clerk, paid.customer.id or 0)[0]
    payments.void(clerk, again.id or 0, again.version or 0, "还是错了")
    second = undo.last(clerk)
    assert second is not None and second.label == again.payment_no
    undo.undo(clerk, second.id)
    live = [p for p in payments.payments_of(clerk, paid.customer.id or 0) if not p.is_void]
    assert [p.replaces_id for p in live] == [again.id]


def test_a_void_of_a_deleted_customer_waits(clerk: ServiceContext, paid: CustomerDetails) -> None:
    void_in_its_window(clerk, paid)
    job = undo.last(clerk)
    customers.delete(clerk, [paid.customer.id or 0])
    assert job is not None
    report = undo.undo(clerk, job.id)
    assert (report.done, report.left) == (0, (Left("P000001", IN_THE_BIN),))


def test_what_was_entered_again_by_another_undo_is_left(
    clerk: ServiceContext, paid: CustomerDetails, monkeypatch: pytest.MonkeyPatch
) -> None:
    void_in_its_window(clerk, paid)
    job = undo.last(clerk)
    assert job is not None

    def taken(*_: object) -> None:
        raise errors.AlreadyReplaced

    monkeypatch.setattr(undo, "enter_again", taken)
    assert undo.undo(clerk, job.id).left == (Left("P000001", ENTERED_AGAIN),)


def test_undoing_stands_in_the_history(
    clerk: ServiceContext, administrator: ServiceContext, paid: CustomerDetails
) -> None:
    void_in_its_window(clerk, paid)
    job = undo.last(clerk)
    assert job is not None
    undo.undo(clerk, job.id)
    [entry, *_] = history.entries(administrator, HistoryFilter(entity="payment"))
    assert (entry.action, entry.label, entry.username) == ("create", "P000002", "clerk")
    changes = {change.field: change.after for change in entry.changes}
    assert changes["replaces_id"] == "P000001"


# -- imports


def test_the_last_import_is_undone_like_any_job(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    clock = FixedClock()
    clock.advance(timedelta(minutes=1))
    before = store(administrator, "早就有")
    customers.delete(administrator, [before])
    path = tmp_path / "新客户.csv"
    path.write_text("name\n甲公司\n乙公司\n", encoding="utf-8")
    later = acting(administrator.database, "admin", clock)
    transfer_in.import_customers(later, path)
    job = undo.last(later)
    assert job is not None and (job.kind, job.record_count) == (JobKind.IMPORT, 2)
    assert job.detail == {"file": "新客户.csv"}
    report = undo.undo_job(later, job)
    assert (report.done, report.left) == (2, ())
    following = undo.last(later)
    assert following is not None and following.kind is JobKind.DELETE
    assert undo.undo_job(later, following).done == 1
