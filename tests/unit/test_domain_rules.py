"""Rules about whole records."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain import rules
from crm_desktop.domain.codes import CodeItem, ProductCategory
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.errors import CrmError, CustomerNotFound, ValidationFailed
from crm_desktop.domain.fields import CUSTOMER_FIELDS
from crm_desktop.domain.records import (
    Contact,
    Customer,
    CustomerChange,
    CustomerDetails,
    Payment,
)
from crm_desktop.domain.rules import (
    check_change,
    check_codes,
    primary_index,
    refunded_beyond,
    tidy,
    tidy_change,
)
from crm_desktop.domain.user import Actor, User
from crm_desktop.domain.validation import Problem

TODAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n"


def named(problems: list[Problem] | tuple[Problem, ...]) -> list[tuple[str, int | None, str]]:
    return [(problem.table, problem.row, problem.field) for problem in problems]


def test_texts_are_tidied_and_nothing_else() -> None:
    customer = Customer(name=" A  B ", remark="one\r\ntwo\rthree \n", employees=3)
    assert tidy(customer) == Customer(name="A  B", remark="one\ntwo\nthree", employees=3)
    change = tidy_change(
        CustomerChange(
            customer=customer,
            contacts=(Contact(name=" 王芳 "),),
            payments=(Payment(remark=" x "),),
            voided_payments=((1, " y "),),
        )
    )
    assert change.contacts[0].name == "王芳"
    assert change.payments[0].remark == "x"
    assert change.voided_payments == ((1, "y"),)


def test_a_name_is_all_a_customer_needs() -> None:
    assert check_change(CustomerChange(customer=Customer(name="A")), TODAY) == ()


def test_problems_name_table_row_and_field() -> None:
    change = CustomerChange(
        customer=Customer(id=1, name="", parent_id=1, birthday=date(2027, 1, 1), email="x"),
        contacts=(
            Contact(name="A", is_primary=True),
            Contact(name="", is_primary=True, birthday=date(2027, 1, 1)),
        ),
        payments=(
            Payment(paid_on=TODAY, amount=Decimal(1)),
            Payment(paid_on=date(2062, 1, 1), amount=Decimal(0)),
        ),
        voided_payments=((7, ""),),
    )
    assert named(check_change(change, TODAY)) == [
        ("", None, "name"),
        ("", None, "email"),
        ("", None, "birthday"),
        ("", None, "parent_id"),
        ("contacts", 1, "name"),
        ("contacts", 1, "birthday"),
        ("contacts", 1, "is_primary"),
        ("payments", 1, "amount"),
        ("payments", 1, "paid_on"),
        ("payments", 0, "void_reason"),
    ]
    assert "birthday" not in [problem.field for problem in check_change(change)]


def test_a_bad_amount_has_one_problem() -> None:
    [problem] = rules.check_payment(
        Payment(customer_id=1, paid_on=date(1800, 1, 1), amount=Decimal(1)), TODAY
    )
    assert problem.field == "paid_on"
    [problem] = rules.check_payment(
        Payment(customer_id=1, paid_on=TODAY, amount=Decimal("-0.001")), TODAY
    )
    assert problem.field == "amount"


@given(st.lists(st.booleans()), st.integers(0, 20))
def test_there_is_one_primary_contact_wherever_there_are_contacts(
    marks: list[bool], newest: int
) -> None:
    newest = min(newest, len(marks))
    primary = primary_index(marks, newest)
    if not marks:
        assert primary is None
        return
    assert primary is not None
    changed = marks[len(marks) - newest :]
    if any(changed):
        assert primary == len(marks) - newest + changed.index(True)
    elif any(marks):
        assert primary == marks.index(True)
    else:
        assert primary == 0


def test_codes_must_be_known_or_stored_already() -> None:
    known: dict[str, frozenset[object]] = {
        "status": frozenset({"potential"}),
        "owner": frozenset({1}),
    }
    customer = Customer(name="A", level="vip", gender="female", owner_id=2, product_category_id=3)
    found = check_codes(CUSTOMER_FIELDS, customer, None, known)
    assert [problem.field for problem in found] == ["level", "product_category_id", "owner_id"]
    assert check_codes(CUSTOMER_FIELDS, customer, customer, known) == []


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (CodeItem("level", "x", "好", ""), []),
        (CodeItem("level", "x", "", "Good"), []),
        (CodeItem("level", "x", "", ""), ["label_zh"]),
        (CodeItem("level", "x", "好", "x" * 101), ["label_en"]),
        (CodeItem("gender", "x", "好", ""), ["list"]),
    ],
)
def test_list_entries(item: CodeItem, fields: list[str]) -> None:
    assert [problem.field for problem in rules.check_code_item(item)] == fields


def test_categories_have_a_name() -> None:
    assert rules.check_category(ProductCategory("饮料")) == []
    assert [p.field for p in rules.check_category(ProductCategory(""))] == ["name"]


@pytest.mark.parametrize(
    ("profile", "fields"),
    [
        (CompanyProfile(name="我们", logo=PNG), []),
        (CompanyProfile(logo=b"\xff\xd8\xff\xe0" + bytes(100)), []),
        (CompanyProfile(logo=PNG + bytes(1024 * 1024)), ["logo"]),
        (CompanyProfile(logo=b"GIF89a"), ["logo"]),
        (CompanyProfile(logo=b""), ["logo"]),
        (CompanyProfile(name="x" * 201), ["name"]),
    ],
)
def test_profiles(profile: CompanyProfile, fields: list[str]) -> None:
    assert [problem.field for problem in rules.check_profile(profile)] == fields


def test_users_are_administrators_or_clerks() -> None:
    assert rules.check_user(User(username="a", display_name="a", pop=1)) == []
    assert [p.field for p in rules.check_user(User(username="a", display_name="a", pop=7))] == [
        "pop"
    ]
    assert Actor(1, "a", "a", 1).is_administrator
    assert not Actor(1, "a", "a", 0).is_administrator


def test_sums_of_a_customer_leave_out_void_payments_and_subtract_refunds() -> None:
    details = CustomerDetails(
        customer=Customer(name="A"),
        payments=(
            Payment(amount=Decimal("10.10"), paid_on=date(2026, 1, 1)),
            Payment(amount=Decimal("0.20"), kind="refund", paid_on=date(2026, 2, 1)),
            Payment(amount=Decimal("99.00"), paid_on=date(2026, 3, 1), voided_at=NOON),
            Payment(),
        ),
    )
    assert details.total_paid == Decimal("9.90")
    assert details.last_payment_on == date(2026, 1, 1)
    assert CustomerDetails(customer=Customer()).last_payment_on is None


def test_errors_say_what_happened_in_english_also_without_values() -> None:
    failed = ValidationFailed([Problem("name", rules.NO_LABEL)])
    assert str(failed) == "name: Give at least one of the two labels."
    assert str(CrmError()) == "Something went wrong. Nothing was changed."
    assert str(CustomerNotFound()) == "There is no customer with the number {number}."


def test_every_error_fills_its_text() -> None:
    def kinds(kind: type[CrmError]) -> list[type[CrmError]]:
        return [kind, *(deeper for child in kind.__subclasses__() for deeper in kinds(child))]

    for kind in kinds(CrmError):
        assert kind.text.source
        assert kind.__doc__


def test_a_refund_beyond_what_was_paid_is_worth_a_question() -> None:
    paid = Payment(id=1, amount=Decimal(100), paid_on=date(2026, 1, 5))
    void = Payment(id=2, amount=Decimal(900), voided_at=datetime(2026, 1, 6, tzinfo=UTC))
    stored = CustomerDetails(customer=Customer(id=7), payments=(paid, void))
    refund = Payment(kind="refund", amount=Decimal(60))

    def asked(*payments: Payment, **parts: object) -> tuple[Decimal, Decimal] | None:
        change = CustomerChange(customer=stored.customer, payments=payments)
        return refunded_beyond(stored, replace(change, **parts))

    assert asked(refund) is None
    assert asked(refund, refund) == (Decimal(100), Decimal(120))
    assert asked(refund, refund, Payment(amount=Decimal(20))) is None
    assert asked(refund, voided_payments=((1, "twice"),)) == (Decimal(0), Decimal(60))
    assert asked(refund, replace(paid, amount=Decimal(50))) == (Decimal(50), Decimal(60))
    assert asked(replace(paid, kind="refund")) == (Decimal(0), Decimal(100))
    # Whoever changes something else is not asked.
    assert asked(voided_payments=((1, "twice"),)) is None
    assert asked(replace(paid, amount=Decimal(1))) is None
