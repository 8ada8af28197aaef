"""Lists of values and what they are called."""

import dataclasses

from crm_desktop.domain.codes import (
    DEFAULT_STATUS,
    EDITABLE_LISTS,
    FIXED_LISTS,
    INITIAL_ITEMS,
    CodeItem,
    Labels,
)
from crm_desktop.domain.fields import (
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    PAYMENT_FIELDS,
    USER_FIELDS,
    FieldKind,
)
from crm_desktop.domain.records import Contact, Customer, Payment
from crm_desktop.domain.texts import Text
from crm_desktop.domain.user import User


def test_a_label_is_in_the_language_or_else_in_the_other() -> None:
    both = CodeItem("level", "vip", "重点客户", "Key account")
    assert (both.label("zh_CN"), both.label("en")) == ("重点客户", "Key account")
    assert CodeItem("level", "x", "只有中文", "").label("en") == "只有中文"
    assert CodeItem("level", "x", "", "English only").label("zh_CN") == "English only"
    assert CodeItem("level", "x", "", "").label("en") == "x"


def test_labels_know_codes_categories_and_owners() -> None:
    def show(text: Text, language: str) -> str:
        return f"{language}:{text.source}"

    item = CodeItem("level", "vip", "重点客户", "Key account")
    labels = Labels(
        items={("level", "vip"): item}, categories={1: "饮料"}, owners={2: "王芳"}, show=show
    )
    assert labels.label("level", "vip", "zh_CN") == "重点客户"
    assert labels.label("level", "gone", "zh_CN") == "gone"
    assert labels.label("gender", "female", "zh_CN") == "zh_CN:Female"
    assert (labels.category(1), labels.category(9), labels.category(None)) == ("饮料", "", "")
    assert (labels.owner(2), labels.owner(9), labels.owner(None)) == ("王芳", "", "")
    assert Labels().label("customer_kind", "company", "zh_CN") == "Company"


def test_initial_lists_are_complete_and_unique() -> None:
    codes = [(item.list, item.code) for item in INITIAL_ITEMS]
    assert len(set(codes)) == len(codes)
    assert {name for name, _ in codes} == set(EDITABLE_LISTS)
    assert ("status", DEFAULT_STATUS) in codes
    assert all(item.label_zh and item.label_en for item in INITIAL_ITEMS)


def test_every_field_is_one_of_its_record_and_every_list_exists() -> None:
    for record, fields in (
        (Customer, CUSTOMER_FIELDS),
        (Contact, CONTACT_FIELDS),
        (Payment, PAYMENT_FIELDS),
        (User, USER_FIELDS),
    ):
        names = {field.name for field in dataclasses.fields(record)}
        assert {field.name for field in fields} <= names
        for field in fields:
            assert (field.code_list is not None) == (field.kind is FieldKind.CODE)
            assert field.code_list is None or field.code_list in FIXED_LISTS | EDITABLE_LISTS
