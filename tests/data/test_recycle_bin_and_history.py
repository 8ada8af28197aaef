"""What was deleted and comes back, and what the history says of everything."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm_desktop.data import customer_queries
from crm_desktop.data.database import Database
from crm_desktop.domain import errors
from crm_desktop.domain.history import FieldChange, HistoryFilter
from crm_desktop.domain.jobs import GONE, NOT_YOURS, RESTORED_ALREADY
from crm_desktop.domain.records import (
    Contact,
    Customer,
    CustomerChange,
    CustomerDetails,
    Payment,
    RecycledItem,
)
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.user import User
from crm_desktop.infra.cancellation import CancelledWork
from crm_desktop.services import bulk, customers, history, payments, recycle_bin, restoring, users
from crm_desktop.services.context import ServiceContext
from tests.databases import NOW, FixedClock, acting, add_clerk


@pytest.fixture
def stored(clerk: ServiceContext) -> CustomerDetails:
    """A customer with two contacts and a payment, stored by the clerk."""
    change = CustomerChange(
        customer=Customer(name="联华超市", customer_no="C000001"),
        contacts=(Contact(name="王芳"), Contact(name="李强")),
        payments=(Payment(paid_on=date(2026, 1, 5), amount=Decimal("99.90")),),
    )
    return customers.save(clerk, change)


def key(details: CustomerDetails) -> int:
    assert details.customer.id is not None
    return details.customer.id


def remove_contact(
    context: ServiceContext, details: CustomerDetails, index: int
) -> CustomerDetails:
    contact_id = details.contacts[index].id
    assert contact_id is not None
    change = CustomerChange(customer=details.customer, removed_contact_ids=(contact_id,))
    return customers.save(context, change)


def test_a_restored_customer_is_as_it_was(clerk: ServiceContext, stored: CustomerDetails) -> None:
    before = remove_contact(clerk, stored, 1)
    customers.delete(clerk, [key(stored)])
    assert payments.payments_of(clerk, key(stored)) == stored.payments
    recycle_bin.restore(clerk, "customer", key(stored))
    after = customers.open_customer(clerk, key(stored))
    assert after.contacts == before.contacts
    assert after.payments == before.payments
    assert replace(after.customer, version=None, stamp=before.customer.stamp) == replace(
        before.customer, version=None
    )


def test_the_bin_shows_what_when_and_by_whom(
    clerk: ServiceContext, stored: CustomerDetails, clock: FixedClock
) -> None:
    removed = stored.contacts[1]
    remove_contact(clerk, stored, 1)
    clock.advance(timedelta(minutes=1))
    customers.delete(clerk, [key(stored)])
    assert recycle_bin.items(clerk) == (
        RecycledItem(
            kind="customer",
            id=key(stored),
            label="联华超市",
            customer_no="C000001",
            deleted_at=NOW + timedelta(minutes=1),
            deleted_by="Clerk",
            own=True,
        ),
        RecycledItem(
            kind="contact",
            id=removed.id or 0,
            label="李强",
            customer_no="C000001",
            deleted_at=NOW,
            deleted_by="Clerk",
            own=True,
        ),
    )


def test_clerks_see_and_restore_their_own_administrators_everything(
    administrator: ServiceContext,
    clerk: ServiceContext,
    database: Database,
    clock: FixedClock,
    stored: CustomerDetails,
) -> None:
    add_clerk(administrator, "other")
    other = acting(database, "other", clock)
    customers.delete(clerk, [key(stored)])
    assert recycle_bin.items(other) == ()
    with pytest.raises(errors.NotAllowed):
        recycle_bin.restore(other, "customer", key(stored))
    [item] = recycle_bin.items(administrator)
    assert not item.own
    recycle_bin.restore(administrator, item.kind, item.id)
    with pytest.raises(errors.NotFound):
        recycle_bin.restore(clerk, "customer", key(stored))


def test_a_contact_comes_back_and_leaves_the_primary_one_alone(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    first = stored.contacts[0]
    left = remove_contact(clerk, stored, 0)
    assert [(c.name, c.is_primary) for c in left.contacts] == [("李强", True)]
    recycle_bin.restore(clerk, "contact", first.id or 0)
    back = customers.open_customer(clerk, key(stored))
    assert [(c.name, c.is_primary) for c in back.contacts] == [("李强", True), ("王芳", False)]


def test_the_only_contact_comes_back_as_the_primary_one(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    second = stored.contacts[1]
    left = remove_contact(clerk, stored, 1)
    remove_contact(clerk, left, 0)
    recycle_bin.restore(clerk, "contact", second.id or 0)
    back = customers.open_customer(clerk, key(stored))
    assert [(c.name, c.is_primary) for c in back.contacts] == [("李强", True)]


@pytest.mark.real_server("a second UPDATE with NULL in a transaction undoes the first there")
def test_a_contact_brings_its_customer_back(clerk: ServiceContext, stored: CustomerDetails) -> None:
    contact_id = stored.contacts[1].id or 0
    remove_contact(clerk, stored, 1)
    customers.delete(clerk, [key(stored)])
    report = recycle_bin.restore(clerk, "contact", contact_id)
    [note] = report.notes
    assert (note.label, note.text) == ("李强", restoring.CUSTOMER_TOO)
    assert dict(note.values) == {"customer": "C000001 联华超市"}
    assert len(customers.open_customer(clerk, key(stored)).contacts) == 2


def test_a_contact_does_not_bring_back_what_somebody_else_deleted(
    clerk: ServiceContext, administrator: ServiceContext, stored: CustomerDetails
) -> None:
    contact_id = stored.contacts[1].id or 0
    remove_contact(clerk, stored, 1)
    customers.delete(administrator, [key(stored)])
    with pytest.raises(errors.NotAllowed):
        recycle_bin.restore(clerk, "contact", contact_id)
    report = recycle_bin.restore_many(clerk, [("contact", contact_id), ("customer", 4711)])
    assert report.done == 0
    assert [left.reason for left in report.left] == [GONE, NOT_YOURS]


@pytest.mark.real_server("a second UPDATE with NULL in a transaction undoes the first there")
def test_many_come_back_at_once_customers_first(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    other = customers.save(clerk, CustomerChange(customer=Customer(name="永辉超市")))
    contact_id = stored.contacts[0].id or 0
    remove_contact(clerk, stored, 0)
    customers.delete(clerk, [key(stored), key(other)])
    wanted = [(item.kind, item.id) for item in recycle_bin.items(clerk)]
    told: list[Change] = []
    listening = replace(clerk, on_change=told.append)
    report = recycle_bin.restore_many(listening, [("contact", contact_id), *wanted])
    assert (report.done, report.left) == (3, ())
    assert [note.text for note in report.notes] == [restoring.NOT_PRIMARY] * (len(report.notes))
    assert len(told) == 1
    assert recycle_bin.items(clerk) == ()
    assert len(customers.open_customer(clerk, key(stored)).contacts) == 2


def test_a_disabled_owner_does_not_come_back_with_the_customer(
    clerk: ServiceContext, administrator: ServiceContext, stored: CustomerDetails
) -> None:
    gone = add_clerk(administrator, "gone")
    saved = customers.save(clerk, CustomerChange(customer=replace(stored.customer, owner_id=gone)))
    customers.delete(clerk, [key(saved)])
    users.set_active(administrator, gone, False)
    [note] = recycle_bin.restore(clerk, "customer", key(saved)).notes
    assert (note.text, dict(note.values)) == (restoring.OWNER_CLEARED, {"owner": "Gone"})
    assert customers.open_customer(clerk, key(saved)).customer.owner_id is None


@pytest.mark.real_server("a second UPDATE with NULL in a transaction undoes the first there")
def test_a_group_parent_that_is_still_deleted_is_told(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    child = customers.save(
        clerk, CustomerChange(customer=Customer(name="分店", parent_id=key(stored)))
    )
    customers.delete(clerk, [key(stored), key(child)])
    [note] = recycle_bin.restore(clerk, "customer", key(child)).notes
    assert (note.text, dict(note.values)) == (
        restoring.PARENT_DELETED,
        {"parent": "C000001 联华超市"},
    )
    customers.delete(clerk, [key(child)])
    both = [("customer", key(stored)), ("customer", key(child))]
    assert recycle_bin.restore_many(clerk, both).notes == ()


def test_a_number_in_the_bin_is_given_to_nobody_else(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    customers.delete(clerk, [key(stored)])
    with pytest.raises(errors.DuplicateNumber):
        customers.save(clerk, CustomerChange(customer=Customer(name="别人", customer_no="C000001")))
    recycle_bin.restore(clerk, "customer", key(stored))
    assert customers.open_customer(clerk, key(stored)).customer.customer_no == "C000001"


# -- removing for good


@pytest.fixture
def unpaid(clerk: ServiceContext) -> CustomerDetails:
    """A deleted customer with two contacts, one of them deleted before, and no payments."""
    saved = customers.save(
        clerk,
        CustomerChange(
            customer=Customer(name="永辉超市"), contacts=(Contact(name="甲"), Contact(name="乙"))
        ),
    )
    left = remove_contact(clerk, saved, 1)
    customers.delete(clerk, [key(left)])
    return saved


def test_administrators_remove_for_good_after_a_look(
    administrator: ServiceContext, clerk: ServiceContext, unpaid: CustomerDetails
) -> None:
    wanted = [("customer", key(unpaid))]
    seen = recycle_bin.purge_preview(administrator, wanted)
    name = f"{unpaid.customer.customer_no} 永辉超市"
    assert (seen.customers, seen.contacts, seen.left) == ((name,), 2, ())
    child = customers.save(clerk, CustomerChange(customer=Customer(name="分店")))
    told: list[Change] = []
    assert recycle_bin.purge(replace(administrator, on_change=told.append), wanted) == 3
    assert recycle_bin.items(administrator) == ()
    with pytest.raises(errors.NotFound):
        customers.open_customer(clerk, key(unpaid))
    assert "customer" in told[0].kinds
    purged = history.entries(administrator, HistoryFilter(action="purge"))
    assert sorted((entry.entity, entry.label) for entry in purged) == [
        ("contact", "乙"),
        ("contact", "甲"),
        ("customer", name),
    ]
    assert {entry.username for entry in purged} == {"admin"}
    assert key(child) != key(unpaid)


def test_a_group_loses_its_purged_parent(
    administrator: ServiceContext, clerk: ServiceContext, unpaid: CustomerDetails
) -> None:
    child = customers.save(clerk, CustomerChange(customer=Customer(name="分店")))
    recycle_bin.restore(administrator, "customer", key(unpaid))
    saved = customers.save(
        clerk, CustomerChange(customer=replace(child.customer, parent_id=key(unpaid)))
    )
    customers.delete(clerk, [key(unpaid)])
    recycle_bin.purge(administrator, [("customer", key(unpaid))])
    assert customers.open_customer(clerk, key(saved)).customer.parent_id is None


def test_one_contact_is_removed_for_good(
    administrator: ServiceContext, clerk: ServiceContext, stored: CustomerDetails
) -> None:
    contact_id = stored.contacts[1].id or 0
    with pytest.raises(errors.NotFound):
        recycle_bin.purge(administrator, [("contact", contact_id)])
    remove_contact(clerk, stored, 1)
    assert recycle_bin.purge_preview(administrator, [("contact", contact_id)]).contacts == 1
    assert recycle_bin.purge(administrator, [("contact", contact_id)]) == 1
    assert len(customers.open_customer(clerk, key(stored)).contacts) == 1


def test_money_is_never_removed_not_even_void(
    administrator: ServiceContext,
    clerk: ServiceContext,
    stored: CustomerDetails,
    unpaid: CustomerDetails,
) -> None:
    [payment] = stored.payments
    payments.void(clerk, payment.id or 0, payment.version or 0, "重复")
    customers.delete(clerk, [key(stored)])
    wanted = [("customer", key(unpaid)), ("customer", key(stored))]
    seen = recycle_bin.purge_preview(administrator, wanted)
    assert [left.label for left in seen.left] == ["C000001 联华超市"]
    with pytest.raises(errors.HasPayments):
        recycle_bin.purge(administrator, wanted)
    assert len(recycle_bin.items(administrator)) == 3


def test_only_what_is_in_the_bin_is_removed_and_only_by_administrators(
    administrator: ServiceContext, clerk: ServiceContext, unpaid: CustomerDetails
) -> None:
    wanted = [("customer", key(unpaid))]
    for job in (recycle_bin.purge_preview, recycle_bin.purge):
        with pytest.raises(errors.NotAllowed):
            job(clerk, wanted)
    recycle_bin.restore(clerk, "customer", key(unpaid))
    with pytest.raises(errors.NotFound):
        recycle_bin.purge(administrator, wanted)


@pytest.mark.parametrize("kind", ["customer", "contact", "payment"])
def test_what_is_not_in_the_bin_is_not_restored(
    clerk: ServiceContext, stored: CustomerDetails, kind: str
) -> None:
    with pytest.raises(errors.NotFound):
        recycle_bin.restore(clerk, kind, 1)
    with pytest.raises(errors.NotFound):
        recycle_bin.restore(clerk, kind, 4711)


def test_every_write_leaves_who_when_before_and_after(
    clerk: ServiceContext,
    administrator: ServiceContext,
    stored: CustomerDetails,
    clock: FixedClock,
) -> None:
    clock.advance(timedelta(hours=1))
    [payment] = stored.payments
    later = acting(clerk.database, "clerk", clock)
    saved = customers.save(
        later, CustomerChange(customer=replace(stored.customer, city="上海市", employees=12))
    )
    payments.void(later, payment.id or 0, payment.version or 0, "重复")
    customers.delete(later, [key(saved)])
    recycle_bin.restore(administrator, "customer", key(saved))
    found = history.customer_history(clerk, key(stored))
    told = [(entry.username, entry.action, entry.entity) for entry in found]
    assert told[:4] == [
        ("admin", "restore", "customer"),
        ("clerk", "delete", "customer"),
        ("clerk", "void", "payment"),
        ("clerk", "change", "customer"),
    ]
    assert sorted(told[4:]) == [
        ("clerk", "create", "contact"),
        ("clerk", "create", "contact"),
        ("clerk", "create", "customer"),
        ("clerk", "create", "payment"),
    ]
    changed = found[3]
    assert changed.at == NOW + timedelta(hours=1)
    assert changed.label == "C000001 联华超市"
    assert {(c.field, c.before, c.after) for c in changed.changes} == {
        ("city", None, "上海市"),
        ("employees", None, "12"),
    }
    assert {entry.customer_id for entry in found} == {key(stored)}


def test_the_history_of_users_names_the_user(administrator: ServiceContext) -> None:
    made = users.add_user(administrator, User(username="王芳")).user
    users.save_user(administrator, replace(made, pop=1))
    users.delete_user(administrator, made.id or 0)
    found = history.entries(administrator, HistoryFilter(text="王芳"))
    assert [entry.action for entry in found] == ["purge", "change", "create"]
    assert [(c.field, c.before, c.after) for c in found[1].changes] == [("pop", "0", "1")]
    assert {change.before for change in found[2].changes} == {None}, "it was not there before"
    values = {change.after for entry in found for change in entry.changes}
    assert not [value for value in values if value and value.startswith("$argon2")]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (HistoryFilter(), 4),
        (HistoryFilter(text="王"), 1),
        (HistoryFilter(text="99.90"), 1),
        (HistoryFilter(text="%"), 0),
        (HistoryFilter(entity="contact"), 2),
        (HistoryFilter(action="create"), 4),
        (HistoryFilter(username="clerk"), 4),
        (HistoryFilter(username="admin"), 0),
        (HistoryFilter(customer_id=1), 4),
        (HistoryFilter(customer_id=2), 0),
        (HistoryFilter(first=NOW.astimezone().date()), 4),
        (HistoryFilter(last=NOW.astimezone().date()), 4),
        (HistoryFilter(first=NOW.astimezone().date() + timedelta(days=1)), 0),
        (HistoryFilter(last=NOW.astimezone().date() - timedelta(days=1)), 0),
        (HistoryFilter(first=date.min, last=date.max), 4),
    ],
)
def test_the_history_is_filtered(
    administrator: ServiceContext, stored: CustomerDetails, wanted: HistoryFilter, count: int
) -> None:
    of_set_up = {"client_user", "code_item"}
    found = history.entries(administrator, wanted)
    assert len([entry for entry in found if entry.entity not in of_set_up]) == count


def test_history_calls_other_customers_by_number_and_name(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    branch = customers.save(
        clerk, CustomerChange(customer=Customer(name="联华杭州店", parent_id=key(stored)))
    )
    entry = history.customer_history(clerk, key(branch))[0]
    assert {c.field: c.after for c in entry.changes}["parent_id"] == "C000001 联华超市"
    of_payment = [e for e in history.customer_history(clerk, key(stored)) if e.entity == "payment"]
    changes = {c.field: (c.before, c.after) for c in of_payment[0].changes}
    assert changes["customer_id"] == (None, "C000001 联华超市")


def test_the_history_is_read_in_pages(
    administrator: ServiceContext, stored: CustomerDetails
) -> None:
    everything = history.entries(administrator, limit=1000)
    first = history.entries(administrator, limit=3)
    second = history.entries(administrator, older_than=first[-1].place, limit=3)
    assert first + second == everything[:6]
    assert len(history.customer_history(administrator, key(stored), first[0].place, 2)) == 2


def test_what_was_committed_is_announced_and_only_that(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    heard: list[Change] = []
    listening = replace(clerk, on_change=heard.append)
    customers.delete(listening, [key(stored)])
    kinds = frozenset({"customer", "job"})
    assert heard == [Change(kinds=kinds, customer_ids=frozenset({key(stored)}))]
    heard.clear()
    customers.delete(listening, [key(stored)])
    with pytest.raises(errors.ValidationFailed):
        customers.save(listening, CustomerChange(customer=Customer(name="")))
    assert heard == []


def stop_at(wanted: int) -> Callable[[int, int], None]:
    def told(done: int, _total: int) -> None:
        if done == wanted:
            raise CancelledWork

    return told


@pytest.fixture
def many(clerk: ServiceContext, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Five customers, the last of which is the parent of the first; worked on two by two."""
    for module in (bulk, recycle_bin, restoring):
        monkeypatch.setattr(module, "chunks", lambda ids: customer_queries.chunks(ids, 2))
    monkeypatch.setattr(bulk, "BLOCK", 2)
    saved = [
        customers.save(clerk, CustomerChange(customer=Customer(name=f"第{number}公司")))
        for number in range(5)
    ]
    first = replace(saved[0].customer, parent_id=key(saved[4]))
    customers.save(clerk, CustomerChange(customer=first))
    return [key(each) for each in saved]


def test_many_are_deleted_restored_and_removed_by_the_chunk(
    clerk: ServiceContext, administrator: ServiceContext, many: list[int]
) -> None:
    before = customers.open_customer(clerk, many[0]).customer.version or 0
    steps: list[tuple[int, int]] = []
    assert customers.delete(clerk, [*many, many[0]], lambda *step: steps.append(step)) == 5
    assert steps[-1] == (5, 5)
    assert customers.delete(clerk, many) == 0
    wanted = [("customer", each) for each in many]
    steps.clear()
    report = recycle_bin.restore_many(clerk, wanted, lambda *step: steps.append(step))
    # Its parent came back with it, though after it.
    assert (report.done, report.left, report.notes) == (5, (), ())
    assert steps[-1] == (5, 5)
    assert customers.open_customer(clerk, many[0]).customer.version == before + 2
    [back, gone, *_] = history.customer_history(clerk, many[0])
    assert [(entry.action, entry.username) for entry in (back, gone)] == [
        ("restore", "clerk"),
        ("delete", "clerk"),
    ]
    assert gone.changes == (FieldChange("deleted_at", None, back.changes[0].before),)
    again = recycle_bin.restore_many(clerk, wanted)
    assert again.done == 0 and {left.reason for left in again.left} == {RESTORED_ALREADY}
    customers.delete(clerk, many)
    assert recycle_bin.purge(administrator, wanted) == 5
    assert recycle_bin.items(administrator) == ()
    assert len(history.entries(administrator, HistoryFilter(action="purge"))) == 5


def test_what_is_cancelled_half_way_changes_nothing(
    clerk: ServiceContext, administrator: ServiceContext, many: list[int]
) -> None:
    wanted = [("customer", each) for each in many]
    with pytest.raises(errors.Cancelled):
        customers.delete(clerk, many, stop_at(4))
    assert recycle_bin.items(clerk) == ()
    customers.delete(clerk, many)
    with pytest.raises(errors.Cancelled):
        recycle_bin.restore_many(clerk, wanted, stop_at(4))
    with pytest.raises(errors.Cancelled):
        recycle_bin.purge(administrator, wanted, stop_at(4))
    assert len(recycle_bin.items(clerk)) == 5
