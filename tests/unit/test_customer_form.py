"""What a customer window decides: what changed, what is wrong, what is sent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm_desktop.domain.merge import Side, merge
from crm_desktop.domain.records import Contact, Customer, CustomerDetails, Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS
from crm_desktop.domain.validation import (
    BAD_MONEY,
    BAD_PHONE,
    DATE_RANGE,
    NOT_POSITIVE,
    REQUIRED,
    Problem,
)
from crm_desktop.gui.customer_form import CustomerForm, no_such_value
from crm_desktop.infra import i18n

TODAY = date(2026, 3, 10)
TEMPLATE = Payment(payment_no="P000009", proposed_no="P000009", paid_on=TODAY, received_by="Ann")
STORED = Customer(id=7, version=3, customer_no="C000007", name="Acme", phone="021-1234567")
WANG = Contact(id=1, version=1, customer_id=7, name="Wang", is_primary=True)
LI = Contact(id=2, version=4, customer_id=7, name="Li")
FIRST = Payment(
    id=11, version=1, customer_id=7, payment_no="P1", paid_on=date(2026, 1, 5), amount=Decimal(100)
)
LATER = replace(FIRST, id=12, payment_no="P2", paid_on=date(2026, 2, 5), amount=Decimal("50.50"))


def new_form() -> CustomerForm:
    proposed = Customer(customer_no="C000008", proposed_no="C000008", owner_id=1)
    return CustomerForm(CustomerDetails(customer=proposed), TEMPLATE, TODAY)


def stored_form() -> CustomerForm:
    details = CustomerDetails(customer=STORED, contacts=(WANG, LI), payments=(LATER, FIRST))
    return CustomerForm(details, TEMPLATE, TODAY)


def reasons(problems: tuple[Problem, ...]) -> list[tuple[str, int | None, str, object]]:
    return [(problem.table, problem.row, problem.field, problem.text) for problem in problems]


# The customer's own fields.


def test_a_new_customer_is_unchanged_until_something_is_typed() -> None:
    form = new_form()
    assert form.is_new and not form.is_changed
    form.customer.enter("name", "Acme")
    assert form.is_changed
    form.customer.enter("name", "")
    assert not form.is_changed


def test_what_cannot_be_read_stays_on_the_screen_and_keeps_the_customer_from_being_saved() -> None:
    form = stored_form()
    problem = form.customer.enter("annual_revenue", "a lot")
    assert problem is not None and problem.text == BAD_MONEY
    assert form.customer.text("annual_revenue") == "a lot"
    assert form.is_changed and form.customer.changed() == ("annual_revenue",)
    assert reasons(form.problems()) == [("", None, "annual_revenue", BAD_MONEY)]
    assert form.customer.enter("annual_revenue", "1,000") is None
    assert form.change().customer.annual_revenue == Decimal("1000.00")


def test_problems_come_in_the_order_of_the_fields() -> None:
    form = new_form()
    form.customer.enter("birthday", "2027-01-01")
    form.customer.enter("phone", "abc")
    found = [problem.field for problem in form.customer.problems()]
    assert found == ["name", "phone", "birthday"]
    assert form.customer.problem("birthday").text == DATE_RANGE


def test_fields_of_the_other_kind_neither_show_nor_hold_up() -> None:
    form = new_form()
    form.customer.enter("name", "Acme")
    assert form.shows("employees") and not form.shows("gender") and form.shows("tax_no")
    form.customer.enter("employees", "many")
    assert [problem.field for problem in form.problems()] == ["employees"]
    form.customer.enter("kind", "person")
    assert form.shows("gender") and not form.shows("employees") and form.shows("tax_no")
    assert form.problems() == ()


def test_a_text_that_stands_for_no_value_can_be_refused() -> None:
    form = stored_form()
    form.customer.refuse("parent_id", "nobody", Problem("parent_id", REQUIRED))
    assert form.customer.text("parent_id") == "nobody"
    assert [problem.field for problem in form.problems()] == ["parent_id"]
    form.customer.enter("parent_id", None)
    assert form.problems() == () and not form.is_changed


def test_the_title_names_the_customer_and_says_that_it_is_new() -> None:
    form = new_form()
    assert form.title == "New customer C000008"
    form.customer.enter("name", "Acme")
    assert form.title == "New customer C000008 Acme"
    assert stored_form().title == "C000007 Acme"


def test_duplicates_are_looked_for_by_what_was_typed_only() -> None:
    form = stored_form()
    assert form.likeness() == ("", ())
    form.customer.enter("name", "Acme Ltd")
    form.customer.enter("mobile", "13800000001")
    form.contacts.enter(2, "phone", "010-1234567")
    assert form.likeness() == ("Acme Ltd", ("13800000001", "010-1234567"))


# Contacts.


def test_typing_into_the_row_after_the_last_adds_a_contact_and_the_first_is_primary() -> None:
    form = new_form()
    form.contacts.enter(0, "name", "Wang")
    form.contacts.enter(1, "name", "Li")
    change = form.change()
    assert [(c.name, c.is_primary) for c in change.contacts] == [("Wang", True), ("Li", False)]


def test_exactly_one_contact_is_primary_whatever_is_done() -> None:
    form = stored_form()
    lines = form.contacts

    def primary() -> list[str]:
        return [
            lines.draft(r).record.name
            for r in lines.live_rows()
            if lines.draft(r).value("is_primary")
        ]

    lines.make_primary(1)
    assert primary() == ["Li"]
    lines.toggle_removed(1)
    assert primary() == ["Wang"]
    lines.toggle_removed(1)
    assert primary() == ["Li"]
    lines.make_primary(0)
    lines.toggle_removed(0)
    lines.toggle_removed(1)
    assert primary() == []
    lines.enter(2, "name", "Zhao")
    assert primary() == ["Zhao"]
    lines.make_primary(0)  # removed: cannot be
    assert primary() == ["Zhao"]


def test_only_changed_contacts_are_sent_and_removed_ones_by_id() -> None:
    form = stored_form()
    form.contacts.enter(1, "job_title", "Buyer")
    assert form.change().contacts == (replace(LI, job_title="Buyer"),)
    form.contacts.toggle_removed(0)
    change = form.change()
    assert change.removed_contact_ids == (1,)
    assert change.contacts == (replace(LI, job_title="Buyer", is_primary=True),)


def test_an_emptied_new_line_counts_for_nothing() -> None:
    form = new_form()
    form.contacts.enter(0, "phone", "abc")
    assert reasons(form.contacts.problems()) == [
        (CONTACTS, 0, "name", REQUIRED),
        (CONTACTS, 0, "phone", BAD_PHONE),
    ]
    form.contacts.enter(0, "phone", "")
    assert form.contacts.problems() == () and form.change().contacts == ()
    assert form.contacts.is_blank(0)


def test_a_removed_new_line_is_not_sent_and_holds_nothing_up() -> None:
    form = new_form()
    form.contacts.enter(0, "phone", "1")
    form.contacts.toggle_removed(0)
    assert not form.contacts.can_edit(0) and form.contacts.can_edit(1)
    assert form.problems()[0].field == "name" and form.problems()[0].table == ""
    assert form.change().contacts == () and form.change().removed_contact_ids == ()
    assert not form.is_changed


def test_removing_and_taking_it_back_leaves_nothing_changed() -> None:
    form = stored_form()
    form.contacts.toggle_removed(0)
    assert form.is_changed
    form.contacts.toggle_removed(0)
    assert not form.is_changed


# Payments.


def test_payments_stand_by_day_and_totals_follow_what_is_typed() -> None:
    form = stored_form()
    lines = form.payments
    assert [lines.draft(row).record.payment_no for row in range(2)] == ["P1", "P2"]
    assert lines.total() == Decimal("150.50") and lines.last_on() == date(2026, 2, 5)
    lines.enter(2, "amount", "1,000")
    assert lines.total() == Decimal("1150.50") and lines.last_on() == TODAY
    lines.enter(2, "kind", "refund")
    assert lines.total() == Decimal("-849.50") and lines.last_on() == date(2026, 2, 5)


def test_a_new_payment_starts_with_today_the_receiver_and_the_customers_category() -> None:
    form = new_form()
    form.customer.enter("product_category_id", 5)
    form.payments.enter(0, "amount", "12")
    (payment,) = form.change().payments
    assert payment == Payment(
        proposed_no="P000009",
        paid_on=TODAY,
        received_by="Ann",
        product_category_id=5,
        amount=Decimal("12.00"),
    )


@pytest.mark.parametrize(("typed", "text"), [("0", NOT_POSITIVE), ("", REQUIRED)])
def test_an_amount_is_required_and_positive(typed: str, text: object) -> None:
    form = stored_form()
    form.payments.enter(1, "amount", typed)
    assert reasons(form.problems()) == [(PAYMENTS, 1, "amount", text)]


def test_a_stored_payment_becomes_void_with_a_reason_and_that_can_be_taken_back() -> None:
    form = stored_form()
    lines = form.payments
    lines.enter(0, "amount", "99")
    lines.void(0, " entered twice ")
    assert lines.is_void(0) and lines.will_be_void(0) and not lines.can_edit(0)
    assert lines.void_reason(0) == "entered twice"
    assert lines.total() == Decimal("50.50")
    change = form.change()
    assert change.voided_payments == ((11, "entered twice"),) and change.payments == ()
    assert lines.problem(0, "amount") is None
    lines.take_back_void(0)
    assert form.change().voided_payments == ()
    assert [payment.amount for payment in form.change().payments] == [Decimal("99.00")]


def test_void_payments_can_be_neither_voided_nor_refunded_nor_typed_in() -> None:
    void = replace(FIRST, voided_at=datetime(2026, 1, 6, tzinfo=UTC), void_reason="twice")
    form = CustomerForm(CustomerDetails(customer=STORED, payments=(void,)), TEMPLATE, TODAY)
    lines = form.payments
    lines.void(0, "again")
    assert not form.is_changed and lines.void_reason(0) == "twice"
    assert not lines.can_void(0) and not lines.can_refund(0) and not lines.can_edit(0)
    assert lines.total() == Decimal("0.00") and lines.last_on() is None


def test_a_new_line_cannot_be_made_void() -> None:
    form = new_form()
    form.payments.enter(0, "amount", "5")
    form.payments.void(0, "why not")
    assert form.change().voided_payments == () and not form.payments.can_void(0)


def test_a_refund_takes_over_what_it_refunds() -> None:
    paid = replace(FIRST, product_category_id=3, invoice_no="F-1")
    form = CustomerForm(CustomerDetails(customer=STORED, payments=(paid,)), TEMPLATE, TODAY)
    row = form.payments.refund(0, Decimal("40.00"), TODAY, "cash", "damaged")
    (refund,) = form.change().payments
    assert (refund.kind, refund.amount, refund.paid_on, refund.method, refund.remark) == (
        "refund", Decimal("40.00"), TODAY, "cash", "damaged",
    )  # fmt: skip
    assert (refund.product_category_id, refund.invoice_no, refund.id) == (3, "F-1", None)
    assert row == 1 and not form.payments.can_refund(row)
    assert form.payments.total() == Decimal("60.00")


# What a service or somebody else has to say.


def test_problems_of_a_service_are_placed_in_the_rows_of_the_tables() -> None:
    form = stored_form()
    form.contacts.enter(1, "phone", "abc")
    form.payments.enter(1, "method", "magic")
    found = (
        Problem("status", REQUIRED),
        Problem("phone", BAD_PHONE, row=0, table=CONTACTS),
        Problem("method", REQUIRED, row=0, table=PAYMENTS),
    )
    assert [(p.table, p.row) for p in form.placed(found)] == [
        ("", None),
        (CONTACTS, 1),
        (PAYMENTS, 1),
    ]


def test_what_was_typed_is_put_onto_what_somebody_else_stored() -> None:
    form = stored_form()
    form.customer.enter("phone", "021-7777777")
    form.customer.enter("city", "上海市")
    form.customer.enter("annual_revenue", "a lot")
    form.contacts.enter(1, "job_title", "Buyer")
    form.contacts.enter(2, "name", "Zhao")
    form.payments.void(0, "twice")
    fresh = CustomerDetails(
        customer=replace(STORED, version=4, phone="021-9999999", email="a@b.cn"),
        contacts=(replace(WANG, version=2, mobile="13800000001"), LI),
        payments=(FIRST, replace(LATER, version=2, amount=Decimal(60))),
    )
    found = merge(form.details, form.change(), fresh)
    (decision,) = found.decisions
    assert decision.place.field == "phone"
    form = form.on(fresh, found.outcome({decision.place: Side.MINE}))
    change = form.change()
    assert (change.customer.version, change.customer.phone) == (4, "021-7777777")
    assert (change.customer.city, change.customer.email) == ("上海市", "a@b.cn")
    assert form.customer.text("annual_revenue") == "a lot"
    assert [(c.id, c.name, c.job_title) for c in change.contacts] == [
        (2, "Li", "Buyer"),
        (None, "Zhao", ""),
    ]
    assert change.voided_payments == ((11, "twice"),)
    assert form.payments.total() == Decimal("60.00")


def test_what_cannot_be_read_stays_where_it_was_typed() -> None:
    form = stored_form()
    form.customer.refuse("parent_id", "nobody", Problem("parent_id", REQUIRED))
    problem = no_such_value("product_category_id", "家电产")
    form.customer.refuse("product_category_id", "家电产", problem)
    form.contacts.enter(1, "birthday", "some day")
    form.contacts.enter(2, "name", "Zhao")
    form.contacts.enter(2, "birthday", "another day")
    form.payments.enter(1, "amount", "a lot")
    fresh = CustomerDetails(
        customer=replace(STORED, version=4, city="苏州市"),
        contacts=(WANG, replace(LI, version=5, phone="1"), Contact(id=9, version=1, name="Sun")),
        payments=(LATER, FIRST),
    )
    form = form.on(fresh, merge(form.details, form.change(), fresh).outcome({}))
    assert form.customer.text("parent_id") == "nobody"
    assert form.customer.unreadable["product_category_id"] == "家电产"
    assert form.customer.problem("product_category_id") == problem
    assert form.customer.value("product_category_id") == STORED.product_category_id
    texts = [form.contacts.draft(row).text("birthday") for row in range(4)]
    assert texts == ["", "some day", "", "another day"]
    assert form.payments.draft(1).text("amount") == "a lot"
    assert (form.customer.value("city"), form.contacts.draft(1).value("phone")) == ("苏州市", "1")


def test_a_contact_removed_and_another_made_primary_stay_so() -> None:
    form = stored_form()
    form.contacts.toggle_removed(0)
    fresh = CustomerDetails(
        customer=replace(STORED, version=4), contacts=(WANG, LI), payments=(LATER, FIRST)
    )
    form = form.on(fresh, merge(form.details, form.change(), fresh).outcome({}))
    change = form.change()
    assert change.removed_contact_ids == (1,)
    assert [(c.id, c.is_primary) for c in change.contacts] == [(2, True)]


def test_a_payment_somebody_else_made_void_is_not_made_void_again() -> None:
    form = stored_form()
    form.payments.void(0, "twice")
    now = datetime(2026, 3, 10, tzinfo=UTC)
    void = replace(FIRST, version=2, voided_at=now, void_reason="by Bob")
    fresh = CustomerDetails(customer=STORED, contacts=(WANG, LI), payments=(void, LATER))
    form = form.on(fresh, merge(form.details, form.change(), fresh).outcome({}))
    assert form.change().voided_payments == ()
    assert form.payments.void_reason(0) == "by Bob"
    assert not form.is_changed


def test_the_title_of_a_new_customer_is_in_the_language_in_force() -> None:
    i18n.set_language(i18n.CHINESE)
    try:
        assert new_form().title == "新客户 C000008"
    finally:
        i18n.set_language(i18n.ENGLISH)
