"""A customer's draft as JSON values: what comes back is what was typed, or a refusal."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import Contact, Customer, CustomerDetails, Payment
from crm_desktop.gui.customer_form import CustomerForm
from crm_desktop.gui.draft_kinds import KINDS
from crm_desktop.gui.draft_values import (
    BadDraft,
    TypedCustomer,
    decode,
    decode_customer,
    encode,
    encode_customer,
)

TODAY = date(2026, 3, 10)
WANG = Contact(id=1, version=1, customer_id=7, name="王芳", is_primary=True)
PAID = Payment(
    id=11, version=1, payment_no="P1", paid_on=date(2026, 1, 5), amount=Decimal("100.10")
)
VOID = replace(PAID, id=12, voided_at=datetime(2026, 1, 6, tzinfo=UTC), void_reason="twice")
DETAILS = CustomerDetails(
    customer=Customer(id=7, version=3, customer_no="C000007", name="超市", parent_id=3),
    contacts=(WANG,),
    payments=(PAID, VOID),
    parent_no="C000003",
    parent_name="集团",
)
TEMPLATE = Payment(payment_no="P9", proposed_no="P9", paid_on=TODAY, received_by="Ann")


def typed_form() -> CustomerForm:
    form = CustomerForm(DETAILS, TEMPLATE, TODAY)
    form.customer.enter("annual_revenue", "1,000.50")
    form.customer.enter("birthday", "some day")
    form.contacts.enter(0, "birthday", "1990-05-06")
    form.contacts.enter(1, "name", "李伟")
    form.contacts.enter(1, "birthday", "unclear")
    form.payments.void(0, "wrong")
    form.payments.enter(2, "amount", "12")
    return form


def through_json(form: CustomerForm) -> TypedCustomer:
    return decode_customer(json.loads(json.dumps(encode_customer(TypedCustomer.of(form)))))


def test_what_was_typed_comes_back_as_it_was() -> None:
    form = typed_form()
    back = through_json(form)
    assert back == TypedCustomer.of(form)
    again = CustomerForm(back.base, TEMPLATE, TODAY)
    again.take(back.change, back.change, back.unread)
    assert again.change() == form.change() and again.unread() == form.unread()
    assert again.customer.text("birthday") == "some day"
    assert again.contacts.draft(1).text("birthday") == "unclear"
    assert again.customers == {3: ("C000003", "集团")}


def test_what_is_being_typed_in_a_cell_is_kept_too() -> None:
    form = typed_form()
    kept = form.with_cell("contacts", 0, "mobile", "13800000001")
    assert kept.change().contacts[0].mobile == "13800000001"
    kept = form.with_cell("contacts", 2, "name", "赵")
    assert [contact.name for contact in kept.change().contacts] == ["王芳", "李伟", "赵"]
    assert [contact.name for contact in form.change().contacts] == ["王芳", "李伟"]


def test_criteria_come_back_too() -> None:
    criteria = Criteria(location="杭州", owner_id=3, paid_from=date(2026, 1, 1))
    assert decode(Criteria, json.loads(json.dumps(encode(criteria)))) == criteria


@pytest.mark.parametrize(
    "change",
    [
        {"base": None},
        {"base": {}},
        {"change": {"customer": {"name": 5}}},
        {"unread": [["", 3, "name", "x"]]},
        {"unread": [["", 0, "no_field", "x"]]},
        {"unread": [["contacts", 0]]},
    ],
)
def test_values_of_no_customer_are_refused(change: dict[str, Any]) -> None:
    values = encode_customer(TypedCustomer.of(typed_form()))
    with pytest.raises(BadDraft):
        decode_customer({**values, **change})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
)
PATHS = [
    ("base",),
    ("base", "customer"),
    ("base", "customer", "id"),
    ("base", "contacts"),
    ("base", "payments"),
    ("base", "parent"),
    ("change", "customer"),
    ("change", "customer", "annual_revenue"),
    ("change", "customer", "birthday"),
    ("change", "contacts"),
    ("change", "contacts", 0, "is_primary"),
    ("change", "removed"),
    ("change", "payments", 0, "amount"),
    ("change", "voided"),
    ("unread",),
]


@given(st.sampled_from(PATHS), JSON)
def test_whatever_stands_in_a_file_it_is_a_form_or_refused(path: Any, garbage: Any) -> None:
    values = json.loads(json.dumps(encode_customer(TypedCustomer.of(typed_form()))))
    node: Any = values
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = garbage
    try:
        back = decode_customer(values)
    except BadDraft:
        return
    form = CustomerForm(back.base, TEMPLATE, TODAY)
    form.take(back.change, back.change, back.unread)
    form.problems()
    encode_customer(TypedCustomer.of(form))


@given(st.sampled_from(sorted(KINDS)), st.dictionaries(st.text(max_size=8), JSON))
def test_every_kind_refuses_what_is_none_of_its_own(kind: str, values: dict[str, Any]) -> None:
    with pytest.raises(BadDraft):
        KINDS[kind].read(values)
