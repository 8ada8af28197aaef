"""Customers with contacts and payments on a real database."""

import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.data import numbers
from crm_desktop.domain import errors
from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.rules import PARENT_BELOW
from crm_desktop.domain.validation import OWN_PARENT, PRIMARY_CONTACT, UNKNOWN_VALUE
from crm_desktop.services import customers, lists, payments, users
from crm_desktop.services.context import ServiceContext
from tests.databases import on_another_computer


def stored(context: ServiceContext, name: str = "联华超市", **values: object) -> CustomerDetails:
    """Store a customer with only what is needed."""
    parts = {key: values.pop(key) for key in ("contacts", "payments") if key in values}
    customer = replace(customers.new_customer(context), name=name, **values)
    return customers.save(context, CustomerChange(customer=customer, **parts))


def changed(context: ServiceContext, details: CustomerDetails, **parts: object) -> CustomerDetails:
    """Save the customer as it is with other changes."""
    change = CustomerChange(customer=details.customer)
    return customers.save(context, replace(change, **parts))


def problems_of(error: pytest.ExceptionInfo[errors.ValidationFailed]) -> list[tuple[str, object]]:
    return [(problem.field, problem.text) for problem in error.value.problems]


def test_a_customer_with_contacts_and_payments_is_stored_in_one_save(
    clerk: ServiceContext,
) -> None:
    saved = stored(
        clerk,
        " 联华超市有限公司 ",
        city="上海市",
        campaign_response="-1",
        annual_revenue=Decimal("1234567890123456.78"),
        contacts=(Contact(name="王芳", phone="021-5555 1234"), Contact(name="李强")),
        payments=(Payment(paid_on=date(2026, 1, 5), amount=Decimal("99.90"), method="cash"),),
    )
    opened = customers.open_customer(clerk, saved.customer.id or 0)
    assert opened == saved
    assert opened.customer.name == "联华超市有限公司"
    assert opened.customer.customer_no == "C000001"
    assert opened.customer.campaign_response == "-1"
    assert opened.customer.annual_revenue == Decimal("1234567890123456.78")
    assert opened.owner_name == "Clerk"
    assert [(c.name, c.is_primary) for c in opened.contacts] == [("王芳", True), ("李强", False)]
    assert opened.payments[0].payment_no == "P000001"
    assert opened.total_paid == Decimal("99.90")
    assert opened.customer.stamp.created_by == "Clerk"
    assert customers.open_by_number(clerk, "ｃ000001").customer == opened.customer


def test_nothing_is_stored_where_one_part_fails(clerk: ServiceContext) -> None:
    with pytest.raises(errors.ValidationFailed) as failed:
        stored(clerk, contacts=(Contact(name="王芳"), Contact(name="")), payments=(Payment(),))
    found = [(p.table, p.row, p.field) for p in failed.value.problems]
    assert found == [("contacts", 1, "name"), ("payments", 0, "paid_on"), ("payments", 0, "amount")]
    with pytest.raises(errors.CustomerNotFound):
        customers.open_by_number(clerk, "C000001")
    assert customers.new_customer(clerk).customer_no == "C000001"


def test_unknown_codes_of_a_payment_name_its_row(clerk: ServiceContext) -> None:
    good = Payment(paid_on=date(2026, 1, 5), amount=Decimal(1))
    with pytest.raises(errors.ValidationFailed) as failed:
        stored(clerk, payments=(good, replace(good, method="shells")))
    [problem] = failed.value.problems
    assert (problem.table, problem.row, problem.field) == ("payments", 1, "method")


def test_a_proposed_number_given_meanwhile_is_replaced_and_a_typed_one_refused(
    clerk: ServiceContext,
) -> None:
    first, second = customers.new_customer(clerk), customers.new_customer(clerk)
    assert first.customer_no == second.customer_no == "C000001"
    one = customers.save(clerk, CustomerChange(customer=replace(first, name="A")))
    two = customers.save(clerk, CustomerChange(customer=replace(second, name="B")))
    assert (one.customer.customer_no, two.customer.customer_no) == ("C000001", "C000002")
    typed = Customer(name="C", customer_no="c000002")
    with pytest.raises(errors.DuplicateNumber) as refused:
        customers.save(clerk, CustomerChange(customer=typed))
    assert refused.value.values == {"number": "c000002"}


def test_a_typed_number_pushes_the_series_and_a_deleted_customer_keeps_its_own(
    clerk: ServiceContext,
) -> None:
    saved = stored(clerk, customer_no="C000041")
    customers.delete(clerk, [saved.customer.id or 0])
    assert customers.new_customer(clerk).customer_no == "C000042"
    stored(clerk, customer_no="MY-7")
    with pytest.raises(errors.DuplicateNumber):
        stored(clerk, customer_no="C000041")
    assert stored(clerk, customer_no="").customer.customer_no == "C000042"


def test_a_number_that_was_changed_is_not_given_again(clerk: ServiceContext) -> None:
    saved = stored(clerk)
    renamed = replace(saved.customer, customer_no="C000009")
    assert customers.save(clerk, CustomerChange(customer=renamed)).customer.id == saved.customer.id
    assert customers.new_customer(clerk).customer_no == "C000010"
    other = stored(clerk)
    with pytest.raises(errors.DuplicateNumber):
        taken = replace(other.customer, customer_no="C000009")
        customers.save(clerk, CustomerChange(customer=taken))
    blank = customers.save(clerk, CustomerChange(customer=replace(other.customer, customer_no=" ")))
    assert blank.customer.customer_no == other.customer.customer_no


def test_an_edit_on_an_old_version_is_refused_with_nothing_lost(
    clerk: ServiceContext, administrator: ServiceContext
) -> None:
    saved = stored(clerk, contacts=(Contact(name="王芳"),))
    customer, [contact] = saved.customer, saved.contacts
    customers.save(administrator, CustomerChange(customer=replace(customer, city="北京市")))
    with pytest.raises(errors.LostEdit):
        customers.save(clerk, CustomerChange(customer=replace(customer, city="上海市")))
    fresh = customers.open_customer(clerk, customer.id or 0)
    assert fresh.customer.city == "北京市"
    changed(clerk, fresh, contacts=(replace(contact, job_title="经理"),))
    with pytest.raises(errors.LostEdit):
        changed(clerk, fresh, contacts=(replace(contact, job_title="主管"),))


def test_saving_without_a_change_changes_nothing(clerk: ServiceContext) -> None:
    saved = stored(clerk, contacts=(Contact(name="王芳"),))
    again = changed(clerk, saved, contacts=saved.contacts)
    assert again == saved


def test_exactly_one_contact_is_the_primary_one(clerk: ServiceContext) -> None:
    saved = stored(clerk, contacts=(Contact(name="A"), Contact(name="B")))
    first, second = saved.contacts
    taken_over = changed(clerk, saved, contacts=(replace(second, is_primary=True),))
    assert [(c.name, c.is_primary) for c in taken_over.contacts] == [("B", True), ("A", False)]
    removed = changed(clerk, taken_over, removed_contact_ids=(second.id,))
    assert [(c.name, c.is_primary) for c in removed.contacts] == [("A", True)]
    with pytest.raises(errors.ValidationFailed) as failed:
        both = (Contact(name="C", is_primary=True), Contact(name="D", is_primary=True))
        changed(clerk, removed, contacts=both)
    assert problems_of(failed) == [("is_primary", PRIMARY_CONTACT)]
    nobody = changed(clerk, removed, removed_contact_ids=(first.id,))
    assert nobody.contacts == ()


def test_contacts_of_others_and_removed_ones_cannot_be_changed(clerk: ServiceContext) -> None:
    saved = stored(clerk, contacts=(Contact(name="A"),))
    other = stored(clerk, "别家")
    [contact] = saved.contacts
    with pytest.raises(errors.NotFound):
        changed(clerk, other, contacts=(contact,))
    with pytest.raises(errors.NotFound):
        changed(clerk, saved, contacts=(contact,), removed_contact_ids=(contact.id,))


def test_a_group_has_no_circles(clerk: ServiceContext) -> None:
    parent = stored(clerk, "集团")
    child = stored(clerk, "子公司", parent_id=parent.customer.id)
    assert (child.parent_no, child.parent_name) == ("C000001", "集团")
    with pytest.raises(errors.ValidationFailed) as own:
        itself = replace(parent.customer, parent_id=parent.customer.id)
        customers.save(clerk, CustomerChange(customer=itself))
    assert problems_of(own) == [("parent_id", OWN_PARENT)]
    with pytest.raises(errors.ValidationFailed) as below:
        circle = replace(parent.customer, parent_id=child.customer.id)
        customers.save(clerk, CustomerChange(customer=circle))
    assert problems_of(below) == [("parent_id", PARENT_BELOW)]
    with pytest.raises(errors.ValidationFailed) as missing:
        stored(clerk, "孤儿", parent_id=4711)
    assert problems_of(missing) == [("parent_id", UNKNOWN_VALUE)]


def test_a_deleted_parent_stays_but_is_not_chosen_anew(clerk: ServiceContext) -> None:
    parent = stored(clerk, "集团")
    child = stored(clerk, "子公司", parent_id=parent.customer.id)
    customers.delete(clerk, [parent.customer.id or 0])
    assert changed(clerk, child).customer.parent_id == parent.customer.id
    with pytest.raises(errors.ValidationFailed):
        stored(clerk, "第二家", parent_id=parent.customer.id)


def test_what_was_switched_off_stays_where_it_is(
    clerk: ServiceContext, administrator: ServiceContext
) -> None:
    [level] = [i for i in lists.code_items(administrator, "level") if i.code == "vip"]
    category = lists.save_category(administrator, ProductCategory("饮料"))
    saved = stored(clerk, level="vip", product_category_id=category.id)
    assert saved.category_name == "饮料"
    lists.save_code_item(administrator, replace(level, is_active=False))
    lists.save_category(administrator, replace(category, is_active=False))
    users.set_active(administrator, saved.customer.owner_id or 0, False)
    kept = customers.save(clerk, CustomerChange(customer=replace(saved.customer, city="上海市")))
    assert (kept.customer.level, kept.customer.city) == ("vip", "上海市")
    with pytest.raises(errors.ValidationFailed) as failed:
        stored(
            administrator,
            "新客户",
            level="vip",
            product_category_id=category.id,
            owner_id=saved.customer.owner_id,
            gender="x",
        )
    fields = [field for field, _ in problems_of(failed)]
    assert fields == ["level", "product_category_id", "owner_id", "gender"]


def test_without_the_usual_status_one_has_to_be_chosen(
    clerk: ServiceContext, administrator: ServiceContext
) -> None:
    [usual] = [i for i in lists.code_items(administrator, "status") if i.code == "potential"]
    lists.save_code_item(administrator, replace(usual, is_active=False))
    assert customers.new_customer(clerk).status == ""


def test_deleted_customers_are_not_opened_or_changed(clerk: ServiceContext) -> None:
    saved = stored(clerk, contacts=(Contact(name="王芳"),))
    key = saved.customer.id or 0
    assert customers.delete(clerk, [key, key, 4711]) == 1
    assert customers.delete(clerk, [key]) == 0
    for refused in (
        lambda: customers.open_customer(clerk, key),
        lambda: customers.open_by_number(clerk, "C000001"),
        lambda: changed(clerk, saved),
        lambda: payments.save_payment(
            clerk, replace(payments.new_payment(clerk, key), amount=Decimal(1))
        ),
    ):
        with pytest.raises(errors.CustomerIsDeleted):
            refused()


def test_what_is_not_there_is_not_found(clerk: ServiceContext) -> None:
    with pytest.raises(errors.NotFound):
        customers.open_customer(clerk, 4711)
    with pytest.raises(errors.NotFound):
        customers.save(clerk, CustomerChange(customer=Customer(id=4711, version=1, name="A")))


def test_payments_are_corrected_and_voided_within_a_save(clerk: ServiceContext) -> None:
    saved = stored(
        clerk,
        payments=tuple(
            Payment(paid_on=date(2026, 1, day), amount=Decimal(day)) for day in (1, 2, 3)
        ),
    )
    third, second, first = saved.payments
    after = changed(
        clerk,
        saved,
        payments=(replace(first, amount=Decimal("10.50")),),
        voided_payments=((second.id, " 重复录入 "),),
    )
    assert after.total_paid == Decimal("13.50")
    void = after.payments[1]
    assert (void.void_reason, void.voided_by, void.is_void) == ("重复录入", "Clerk", True)
    other = stored(clerk, "别家")
    with pytest.raises(errors.NotFound):
        changed(clerk, other, voided_payments=((third.id, "x"),))
    with pytest.raises(errors.NotFound):
        changed(clerk, other, payments=(third,))
    with pytest.raises(errors.PaymentIsVoid):
        changed(clerk, after, voided_payments=((second.id, "again"),))


def test_check_needs_no_database() -> None:
    [problem] = customers.check(CustomerChange(customer=Customer(name="  ")))
    assert problem.field == "name"


@pytest.mark.parametrize(
    ("name", "phones", "same"),
    [
        ("上海华联超市股份有限公司", (), "name"),
        ("华联超市", (), "name"),
        ("上海华联超市（浦东店）", (), "name"),
        ("全新的名字", ("+86 21 5555 1234",), "phone"),
        ("全新的名字", ("139 0000 1111",), "phone"),
    ],
)
def test_likely_duplicates_are_shown(
    clerk: ServiceContext, name: str, phones: tuple[str, ...], same: str
) -> None:
    saved = stored(
        clerk,
        "上海华联超市有限公司",
        phone="021-55551234",
        fax="2155551234",
        contacts=(Contact(name="王芳", mobile="13900001111"),),
    )
    [found] = customers.duplicates(clerk, name, phones)
    assert (found.id, found.customer_no, found.same) == (saved.customer.id, "C000001", same)
    assert customers.duplicates(clerk, name, phones, exclude_id=saved.customer.id) == ()
    customers.delete(clerk, [saved.customer.id or 0])
    assert customers.duplicates(clerk, name, phones) == ()


def test_short_pieces_and_numbers_are_no_duplicates(clerk: ServiceContext) -> None:
    stored(clerk, "联华", phone="12345")
    assert customers.duplicates(clerk, "联华超市", ("12345",)) == ()
    assert customers.duplicates(clerk, "联", ()) == ()
    assert [d.name for d in customers.duplicates(clerk, "联华", ())] == ["联华"]


def test_at_most_five_duplicates_equal_names_first(clerk: ServiceContext) -> None:
    for number in range(7):
        stored(clerk, f"华联超市{number}店")
    equal = stored(clerk, "华联超市")
    found = customers.duplicates(clerk, "华联超市", ())
    assert len(found) == 5
    assert found[0].id == equal.customer.id


def test_a_number_taken_at_the_same_moment_is_refused_too(
    clerk: ServiceContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = stored(clerk)
    # As on a server, where another clerk may store between the look and the write.
    monkeypatch.setattr(numbers, "is_taken", lambda *_, **__: False)
    with pytest.raises(errors.DuplicateNumber):
        stored(clerk, customer_no="C000001")
    good = Payment(paid_on=date(2026, 1, 5), amount=Decimal(1), payment_no="P-1")
    changed(clerk, saved, payments=(good,))
    with pytest.raises(errors.DuplicateNumber) as refused:
        changed(clerk, saved, payments=(good,))
    assert refused.value.values == {"number": "P-1"}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=12))
def test_of_edits_side_by_side_only_those_on_the_current_state_are_stored(
    clerk: ServiceContext, steps: list[tuple[int, bool]]
) -> None:
    saved = stored(clerk, customer_no="").customer
    open_windows = [saved, saved, saved]
    current, edits = saved, 0
    for window, reload in steps:
        if reload:
            open_windows[window] = current
            continue
        edits += 1
        edit = replace(open_windows[window], remark=f"edit {edits}")
        if open_windows[window].version == current.version:
            current = customers.save(clerk, CustomerChange(customer=edit)).customer
            open_windows[window] = current
        else:
            with pytest.raises(errors.LostEdit):
                customers.save(clerk, CustomerChange(customer=edit))
    assert customers.open_customer(clerk, saved.id or 0).customer == current


def test_clerks_on_several_computers_never_get_the_same_number(clerk: ServiceContext) -> None:
    given_numbers: list[str] = []
    start = threading.Barrier(3)

    def enter() -> None:
        own = on_another_computer(clerk)
        start.wait()
        for _ in range(5):
            given_numbers.append(stored(own).customer.customer_no)
        own.database.close()

    threads = [threading.Thread(target=enter) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given_numbers) == [f"C{number:06d}" for number in range(1, 16)]


def test_a_removed_contact_is_brought_back_as_itself_by_whoever_may(
    administrator: ServiceContext, clerk: ServiceContext
) -> None:
    first = stored(clerk, contacts=(Contact(name="王芳"), Contact(name="李强")))
    gone = first.contacts[1]
    without = changed(administrator, first, removed_contact_ids=(gone.id,))
    back = replace(gone, id=None, version=None, restores_id=gone.id, phone="12345")
    anew = changed(clerk, without, contacts=(back,))
    assert [contact.name for contact in anew.contacts] == ["王芳", "李强"]
    assert anew.contacts[1].id != gone.id  # a clerk brings back what he removed himself
    again = changed(administrator, anew, contacts=(back,))
    assert [(c.id, c.phone) for c in again.contacts if c.id == gone.id] == [(gone.id, "12345")]
    with pytest.raises(errors.LostEdit):
        changed(administrator, again, contacts=(back,))
    others = stored(administrator, "别的")
    elsewhere = changed(administrator, others, contacts=(back,))
    assert elsewhere.contacts[0].id not in {contact.id for contact in again.contacts}
