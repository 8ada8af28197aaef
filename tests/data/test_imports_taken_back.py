"""An import that is taken back is as if it had not happened; what was touched since is kept."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crm_desktop.data.tables import (
    AuditLog,
    ContactRecord,
    CustomerRecord,
    ImportBatch,
    PaymentRecord,
)
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.transfer import (
    CHANGED_SINCE,
    HAS_MEMBERS,
    HAS_PAYMENTS,
    IN_USE,
    Change,
    ImportState,
)
from crm_desktop.services import customers, lists, query, undo
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.transfer_in import (
    import_customers,
    import_payments,
    imports,
    undo_import,
)

TEXT = """customer_no,name,parent,product_category,contact_name
A1,甲公司,,Drinks,Ann
A2,乙公司,a1,Drinks,
A3,丙公司,A2,,Cid
,丁公司,,,Dan
"""


def csv_file(folder: Path, text: str) -> Path:
    path = folder / "in.csv"
    path.write_text(text, encoding="utf-8")
    return path


def imported(context: ServiceContext, folder: Path, text: str = TEXT) -> int:
    return import_customers(context, csv_file(folder, text), create_missing=True).batch_id


def opened(context: ServiceContext, number: str) -> CustomerDetails:
    return customers.open_by_number(context, number)


def names(context: ServiceContext, **criteria: str) -> list[str]:
    found = query.rows(context, Criteria(**criteria)) if criteria else query.rows(context)
    return sorted(row.name for row in found)


def count(context: ServiceContext, table: type[object]) -> int:
    with ReadOnlyWork(context) as work:
        return work.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def before(administrator: ServiceContext) -> ServiceContext:
    customers.save(
        administrator,
        CustomerChange(
            customer=Customer(customer_no="B1", name="一直在"), contacts=(Contact(name="Bob"),)
        ),
    )
    return administrator


def test_nothing_remains_but_the_history(before: ServiceContext, tmp_path: Path) -> None:
    batch_id = imported(before, tmp_path)
    assert len(names(before, name="公司")) == 4
    heard: list[Change] = []
    done = undo_import(replace(before, on_change=heard.append), batch_id)
    assert (done.removed, done.kept) == (4, ())
    assert names(before) == ["一直在"]
    assert names(before, name="公司") == []
    assert (count(before, CustomerRecord), count(before, ContactRecord)) == (1, 1)
    assert {"customer", "contact"} <= set().union(*(change.kinds for change in heard))
    with ReadOnlyWork(before) as work:
        entries = work.session.scalars(select(AuditLog).where(AuditLog.action == "purge")).all()
    labels = {(entry.entity, entry.label) for entry in entries}
    assert {("customer", "A1 甲公司"), ("contact", "Ann")} <= labels
    gone = next(entry for entry in entries if entry.label == "A2 乙公司")
    assert json.loads(gone.changes)["name"] == ["乙公司", None]
    [listed] = imports(before)
    assert (listed.id, listed.state, listed.created, listed.by) == (
        batch_id,
        ImportState.TAKEN_BACK,
        4,
        "admin",
    )
    with pytest.raises(errors.ImportTakenBack):
        undo_import(before, batch_id)


def test_the_file_can_be_mended_and_imported_again(before: ServiceContext, tmp_path: Path) -> None:
    undo_import(before, imported(before, tmp_path))
    imported(before, tmp_path, TEXT.replace("甲", "子"))
    assert opened(before, "A1").customer.name == "子公司"
    assert [contact.name for contact in opened(before, "A3").contacts] == ["Cid"]


def test_new_records_do_not_begin_with_the_story_of_old_ones(
    before: ServiceContext, tmp_path: Path
) -> None:
    undo_import(before, imported(before, tmp_path))
    saved = customers.save(before, CustomerChange(customer=Customer(name="新")))
    with ReadOnlyWork(before) as work:
        entries = select(AuditLog.action).where(AuditLog.customer_id == saved.customer.id)
        assert work.session.scalars(entries).all() == ["create"]


def test_what_was_touched_since_is_kept_and_named(before: ServiceContext, tmp_path: Path) -> None:
    text = TEXT + "A5,戊公司,,,Eve\nA6,己公司,,,\nA7,庚公司,,,\n"
    batch_id = imported(before, tmp_path, text)
    # Changed itself; a contact of its own changed; paid; deleted.
    one = opened(before, "A3")
    customers.save(before, CustomerChange(customer=replace(one.customer, city="北京")))
    two = opened(before, "A5")
    changed = replace(two.contacts[0], phone="12345")
    customers.save(before, CustomerChange(customer=two.customer, contacts=(changed,)))
    three = opened(before, "A6")
    payment = Payment(paid_on=before.clock.today(), amount=Decimal(5))
    customers.save(before, CustomerChange(customer=three.customer, payments=(payment,)))
    four = opened(before, "A7").customer
    assert four.id is not None
    customers.delete(before, [four.id])
    done = undo_import(before, batch_id)
    assert done.removed == 1
    assert {each.label: each.reason for each in done.kept} == {
        "A1 甲公司": HAS_MEMBERS,
        "A2 乙公司": HAS_MEMBERS,
        "A3 丙公司": CHANGED_SINCE,
        "A5 戊公司": CHANGED_SINCE,
        "A6 己公司": HAS_PAYMENTS,
        "A7 庚公司": CHANGED_SINCE,
        "Product category: Drinks": IN_USE,
    }
    assert names(before, name="公司") == [
        "丙公司", "乙公司", "己公司", "戊公司", "甲公司"
    ]  # fmt: skip


def test_what_somebody_else_touched_while_it_ran_is_kept(
    before: ServiceContext, clerk: ServiceContext, tmp_path: Path
) -> None:
    batch_id = imported(before, tmp_path, "customer_no,name\nA1,a\nA2,b\n")
    other = opened(clerk, "A2")
    customers.save(clerk, CustomerChange(customer=replace(other.customer, city="x")))
    done = undo_import(before, batch_id)
    assert (done.removed, [each.label for each in done.kept]) == (1, ["A2 b"])


def test_payments_are_taken_back(before: ServiceContext, tmp_path: Path) -> None:
    text = "payment_no,customer_no,paid_on,amount,void_reason\nP1,B1,2026-01-01,5,\n"
    rows = "P2,B1,2026-01-02,7,\nP3,B1,2026-01-03,9,typed twice\n"
    batch_id = import_payments(before, csv_file(tmp_path, text + rows)).batch_id
    assert opened(before, "B1").total_paid == 12
    second = next(p for p in opened(before, "B1").payments if p.payment_no == "P2")
    changed = replace(second, remark="checked")
    customer = opened(before, "B1").customer
    customers.save(before, CustomerChange(customer=customer, payments=(changed,)))
    done = undo_import(before, batch_id)
    assert (done.removed, [each.label for each in done.kept]) == (2, ["P2"])
    assert [each.total_paid for each in query.rows(before)] == [7]
    assert count(before, PaymentRecord) == 1


def test_clerks_take_back_their_own_only(
    administrator: ServiceContext, clerk: ServiceContext, tmp_path: Path
) -> None:
    others = imported(administrator, tmp_path)
    own = import_customers(clerk, csv_file(tmp_path, "name\nmine\n")).batch_id
    assert [each.id for each in imports(clerk)] == [own]
    assert [each.id for each in imports(administrator)] == [own, others]
    with pytest.raises(errors.NotAllowed):
        undo_import(clerk, others)
    assert undo_import(administrator, own).removed == 1
    with pytest.raises(errors.NotFound):
        undo_import(administrator, 4711)
    nobody = replace(clerk, actor=None)
    with pytest.raises(errors.NotSignedIn):
        undo_import(nobody, others)


def test_what_was_kept_goes_once_nothing_stands_in_its_way(
    before: ServiceContext, tmp_path: Path
) -> None:
    batch_id = imported(before, tmp_path)
    text = "payment_no,customer_no,paid_on,amount\nP1,A3,2026-01-01,5\n"
    paid = import_payments(before, csv_file(tmp_path, text)).batch_id
    done = undo_import(before, batch_id)
    # A3 was paid by, and those above it have it below them.
    assert (done.removed, len(done.kept), done.values) == (1, 4, ())
    assert [(each.id, each.left) for each in imports(before)] == [(paid, 0), (batch_id, 3)]
    again = undo_import(before, batch_id)
    assert (again.removed, again.kept) == (0, done.kept)
    last = undo.last(before)
    assert last is not None and last.id == paid  # nothing of the first is free
    undo.undo_job(before, last)
    last = undo.last(before)
    assert last is not None and (last.id, last.detail["is_rest"]) == (batch_id, True)
    report = undo.undo_job(before, last)
    assert (report.done, report.left) == (3, ())
    assert [note.label for note in report.notes] == ["Product category: Drinks"]
    assert names(before) == ["一直在"]
    assert undo.last(before) is None
    with pytest.raises(errors.ImportTakenBack):
        undo_import(before, batch_id)


def test_values_that_an_import_made_go_with_it_if_nobody_uses_them(
    before: ServiceContext, tmp_path: Path
) -> None:
    text = "name,product_category,level,source,industry\n甲,Drinks,Gold,Bazaar,Toys\n"
    batch_id = imported(before, tmp_path, text)
    drinks = next(each for each in lists.categories(before) if each.name == "Drinks")
    one = opened(before, "B1").customer
    customers.save(before, CustomerChange(customer=replace(one, product_category_id=drinks.id)))
    bazaar = next(e for e in lists.code_items(before, "source") if e.label_en == "Bazaar")
    lists.save_code_item(before, replace(bazaar, label_zh="集市"))
    done = undo_import(before, batch_id)
    assert done.removed == 1
    assert sorted(done.values) == ["Customer level: Gold", "Industry: Toys"]
    assert {each.label: each.reason for each in done.kept} == {
        "Product category: Drinks": IN_USE,
        "Customer source: 集市": CHANGED_SINCE,
    }
    assert [each for each in lists.code_items(before, "level") if each.label_en == "Gold"] == []
    # Once nobody uses it, it can go.
    one = opened(before, "B1").customer
    customers.save(before, CustomerChange(customer=replace(one, product_category_id=None)))
    assert undo_import(before, batch_id).values == ("Product category: Drinks",)
    assert lists.categories(before) == ()


def test_what_older_programs_imported_is_not_taken_back(
    before: ServiceContext, tmp_path: Path
) -> None:
    batch_id = imported(before, tmp_path, "name\n甲\n")
    with UnitOfWork(before) as work:
        batch = work.session.get(ImportBatch, batch_id)
        assert batch is not None
        batch.last_entry = 0
        work.commit()
    assert undo_import(before, batch_id).removed == 0
