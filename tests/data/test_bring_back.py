"""Earlier states of records, found in the history and brought back by an ordinary save."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from crm_desktop.data import history_queries
from crm_desktop.data.database import Database
from crm_desktop.domain import errors
from crm_desktop.domain.history import EarlierState, HistoryEntry, HistoryFilter
from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.services import bring_back, customers, history, payments, recycle_bin, users
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.transfer_writers import Head
from tests.databases import NOW, add_clerk


def key(details: CustomerDetails) -> int:
    assert details.customer.id is not None
    return details.customer.id


def save(context: ServiceContext, details: CustomerDetails, **values: object) -> CustomerDetails:
    changed = replace(details.customer, **values)  # type: ignore[arg-type]
    return customers.save(context, CustomerChange(customer=changed))


@pytest.fixture
def stored(clerk: ServiceContext) -> CustomerDetails:
    """A customer with a contact and a payment."""
    return customers.save(
        clerk,
        CustomerChange(
            customer=Customer(name="联华超市", status="potential", city="上海市", employees=12),
            contacts=(Contact(name="王芳", phone="021-1234567", birthday=date(1980, 2, 3)),),
            payments=(Payment(paid_on=date(2026, 1, 5), amount=Decimal("99.90")),),
        ),
    )


def entries(context: ServiceContext, details: CustomerDetails, kind: str) -> list[HistoryEntry]:
    """Return the entries about records of a kind, the oldest first."""
    found = history.customer_history(context, key(details))
    return [entry for entry in reversed(found) if entry.entity == kind]


def pairs(state: EarlierState) -> list[tuple[str, str | None, str | None]]:
    return [(change.field, change.before, change.after) for change in state.changes]


def test_the_whole_customer_comes_back_as_it_was(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    changed = save(clerk, stored, status="active", city="北京市", employees=None)
    last = save(clerk, changed, name="联华超市有限公司", campaign_response="-1")
    first, *_ = entries(clerk, stored, "customer")
    state = bring_back.record_state(clerk, first.id)
    assert pairs(state) == [
        ("name", "联华超市有限公司", "联华超市"),
        ("status", "active", "potential"),
        ("campaign_response", "-1", None),
        ("city", "北京市", "上海市"),
        ("employees", None, "12"),
    ]
    assert (state.version, state.kept) == (last.customer.version, ())
    back = bring_back.bring_back(clerk, state)
    assert replace(back.customer, version=1, stamp=stored.customer.stamp) == stored.customer
    assert bring_back.record_state(clerk, first.id).changes == ()


def test_one_field_comes_back_before_or_after_a_change(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    changed = save(clerk, stored, status="active", city="北京市")
    save(clerk, changed, city="天津市")
    _, first, _ = entries(clerk, stored, "customer")
    before = bring_back.field_state(clerk, first.id, "city")
    assert pairs(before) == [("city", "天津市", "上海市")]
    after = bring_back.field_state(clerk, first.id, "city", before=False)
    assert pairs(after) == [("city", "天津市", "北京市")]
    back = bring_back.bring_back(clerk, before)
    assert (back.customer.city, back.customer.status) == ("上海市", "active")
    with pytest.raises(errors.NotFound):
        bring_back.field_state(clerk, first.id, "name")


def test_a_change_made_meanwhile_is_not_overwritten(
    clerk: ServiceContext, administrator: ServiceContext, stored: CustomerDetails
) -> None:
    changed = save(clerk, stored, city="北京市")
    first, *_ = entries(clerk, stored, "customer")
    state = bring_back.record_state(clerk, first.id)
    save(administrator, changed, name="新名字")
    with pytest.raises(errors.LostEdit):
        bring_back.bring_back(clerk, state)
    assert customers.open_customer(clerk, key(stored)).customer.city == "北京市"


def test_contacts_and_payments_come_back_too(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    [contact], [payment] = stored.contacts, stored.payments
    changed = customers.save(
        clerk,
        CustomerChange(
            customer=stored.customer,
            contacts=(replace(contact, phone="", birthday=None),),
            payments=(replace(payment, amount=Decimal("1.00"), paid_on=date(2026, 2, 1)),),
        ),
    )
    for kind in ("contact", "payment"):
        first, *_ = entries(clerk, stored, kind)
        bring_back.bring_back(clerk, bring_back.record_state(clerk, first.id))
    back = customers.open_customer(clerk, key(changed))
    assert (back.contacts[0].phone, back.contacts[0].birthday) == (contact.phone, contact.birthday)
    assert (back.payments[0].amount, back.payments[0].paid_on) == (payment.amount, payment.paid_on)


def test_a_void_payment_stays_as_it_is(clerk: ServiceContext, stored: CustomerDetails) -> None:
    [payment] = stored.payments
    changed = payments.save_payment(clerk, replace(payment, amount=Decimal("1.00")))
    first, *_ = entries(clerk, stored, "payment")
    state = bring_back.record_state(clerk, first.id)
    payments.void(clerk, payment.id or 0, changed.version or 0, "重复")
    with pytest.raises(errors.PaymentIsVoid):
        bring_back.record_state(clerk, first.id)
    with pytest.raises(errors.PaymentIsVoid):
        bring_back.bring_back(clerk, state)


@pytest.mark.real_server("a second UPDATE with NULL in a transaction undoes the first there")
def test_what_is_in_the_bin_is_restored_first(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    contact_id = stored.contacts[0].id or 0
    first, *_ = entries(clerk, stored, "contact")
    customers.save(
        clerk, CustomerChange(customer=stored.customer, removed_contact_ids=(contact_id,))
    )
    with pytest.raises(errors.ContactIsDeleted):
        bring_back.record_state(clerk, first.id)
    customers.delete(clerk, [key(stored)])
    with pytest.raises(errors.CustomerIsDeleted):
        bring_back.record_state(clerk, first.id)
    recycle_bin.restore(clerk, "contact", contact_id)
    assert bring_back.record_state(clerk, first.id).changes == ()


def test_what_cannot_be_chosen_any_more_is_kept_and_said(
    clerk: ServiceContext, administrator: ServiceContext, stored: CustomerDetails
) -> None:
    gone = add_clerk(administrator, "gone")
    group = customers.save(clerk, CustomerChange(customer=Customer(name="集团")))
    owned = save(
        clerk, stored, owner_id=gone, parent_id=key(group), customer_no="A-1", city="北京市"
    )
    changed = save(clerk, owned, owner_id=None, parent_id=None, customer_no="A-2", city="天津市")
    users.set_active(administrator, gone, False)
    customers.delete(clerk, [key(group)])
    customers.save(clerk, CustomerChange(customer=Customer(name="别人", customer_no="A-1")))
    _, second, _ = entries(clerk, stored, "customer")
    state = bring_back.record_state(clerk, second.id)
    assert pairs(state) == [("city", "天津市", "北京市")]
    assert [(kept.field, kept.reason) for kept in state.kept] == [
        ("customer_no", bring_back.NUMBER_TAKEN),
        ("owner_id", bring_back.NO_LONGER_OFFERED),
        ("parent_id", bring_back.PARENT_GONE),
    ]
    assert bring_back.bring_back(clerk, state).customer.customer_no == changed.customer.customer_no


def test_a_group_parent_is_named(clerk: ServiceContext, stored: CustomerDetails) -> None:
    group = customers.save(clerk, CustomerChange(customer=Customer(name="集团", customer_no="G-1")))
    below = save(clerk, stored, parent_id=key(group))
    save(clerk, below, parent_id=None)
    _, second, _ = entries(clerk, stored, "customer")
    assert pairs(bring_back.record_state(clerk, second.id)) == [("parent_id", None, "G-1 集团")]


def test_only_customers_contacts_and_payments_have_earlier_states(
    clerk: ServiceContext, administrator: ServiceContext, stored: CustomerDetails
) -> None:
    add_clerk(administrator, "other")
    [entry, *_] = history.entries(administrator, HistoryFilter(entity="client_user"))
    for context in (clerk, administrator):
        with pytest.raises(errors.NotFound):
            bring_back.record_state(context, entry.id)
    assert bring_back.can_bring_back("payment", "amount")
    assert not bring_back.can_bring_back("payment", "customer_id")
    assert not bring_back.can_bring_back("client_user")


# -- reading and exporting a long history


def test_a_long_history_is_read_page_by_page_without_gaps(
    clerk: ServiceContext, administrator: ServiceContext, stored: CustomerDetails
) -> None:
    details = stored
    for number in range(7):
        details = save(clerk, details, city=f"城市{number}")
    wanted = HistoryFilter(username="clerk", entity="customer", action="change")
    pages, place = [], None
    while page := history.entries(administrator, wanted, place, 3):
        pages.append([entry.changes[0].after for entry in page])
        place = page[-1].place
    assert pages == [["城市6", "城市5", "城市4"], ["城市3", "城市2", "城市1"], ["城市0"]]


@pytest.mark.embedded
@pytest.mark.parametrize(
    "wanted",
    [
        HistoryFilter(username="clerk"),
        HistoryFilter(action="purge"),
        HistoryFilter(entity="client_user"),
        HistoryFilter(customer_id=1),
        HistoryFilter(first=date(2026, 1, 1)),
        HistoryFilter(),
    ],
)
def test_every_search_of_the_history_goes_by_an_index_and_sorts_nothing(
    database: Database, wanted: HistoryFilter
) -> None:
    seen: list[tuple[str, object]] = []
    with database.reader() as session:
        event.listen(
            session.connection(),
            "before_cursor_execute",
            lambda _c, _k, statement, values, *_: seen.append((statement, values)),
        )
        history_queries.entries(session, wanted, (NOW, 99), 10)
        statement, values = seen[0]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        details = " ".join(str(row[-1]) for row in plan)
    assert "USING INDEX ix_audit_log" in details
    assert "TEMP B-TREE FOR ORDER BY" not in details


def test_a_customers_number_finds_all_that_is_the_customers(
    clerk: ServiceContext, administrator: ServiceContext, stored: CustomerDetails
) -> None:
    number = stored.customer.customer_no.lower()
    found = history.entries(administrator, HistoryFilter(text=number))
    assert {entry.entity for entry in found} == {"customer", "contact", "payment"}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_history_is_exported_without_formulas(
    administrator: ServiceContext,
    clerk: ServiceContext,
    stored: CustomerDetails,
    tmp_path: Path,
    suffix: str,
) -> None:
    save(clerk, stored, remark="=HYPERLINK(1)")
    path = tmp_path / f"history{suffix}"
    count = history.export(
        administrator,
        path,
        HistoryFilter(username="clerk", entity="customer"),
        "History",
        [Head("When", 20), Head("Field", 20), Head("To", 20)],
        lambda entry: ((entry.at, c.field, c.after) for c in entry.changes),
    )
    assert count == 2
    if suffix == ".csv":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert lines[1].endswith(",remark,'=HYPERLINK(1)")
    else:
        cell = load_workbook(path).active["C2"]
        assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_only_administrators_export_the_history(clerk: ServiceContext, tmp_path: Path) -> None:
    with pytest.raises(errors.NotAllowed):
        history.export(clerk, tmp_path / "x.csv", HistoryFilter(), "", [], lambda _: ())
    assert list(tmp_path.glob("*.csv")) == []
