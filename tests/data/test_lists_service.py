"""Lists of values, product categories, labels, company profile."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.domain import errors
from crm_desktop.domain.codes import DEFAULT_STATUS, CodeItem, ProductCategory
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.records import Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.services import company, customers, lists, payments
from crm_desktop.services.context import ServiceContext

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def item(context: ServiceContext, list_name: str, code: str) -> CodeItem:
    found = lists.code_items(context, list_name, include_inactive=True)
    return next(item for item in found if item.code == code)


def customer(context: ServiceContext, **values: object) -> CustomerDetails:
    change = CustomerChange(customer=replace(Customer(name="联华超市"), **values))
    return customers.save(context, change)


def test_lists_come_in_their_order(clerk: ServiceContext) -> None:
    codes = [item.code for item in lists.code_items(clerk, "level")]
    assert codes == ["vip", "a", "b", "c"]
    assert len(lists.code_items(clerk)) > len(codes)


@pytest.mark.parametrize(
    ("zh", "en", "code"),
    [
        ("大客户", "Large account", "large_account"),
        ("大客户", "", "dakehu"),
        ("", "Ünïque!", "unique"),
        ("好", "A", "a_2"),
        ("😀", "", "value"),
        ("", "x" * 40, "x" * 30),
    ],
)
def test_a_new_entry_gets_a_readable_code_and_comes_last(
    administrator: ServiceContext, zh: str, en: str, code: str
) -> None:
    [old] = [i for i in lists.code_items(administrator, "level") if i.code == "a"]
    lists.save_code_item(administrator, replace(old, label_en="Best"))
    saved = lists.save_code_item(administrator, CodeItem("level", "", f" {zh} ", en))
    assert (saved.code, saved.label_zh, saved.label_en) == (code, zh, en)
    assert lists.code_items(administrator, "level")[-1] == saved


def test_codes_stay_unique_at_full_length(administrator: ServiceContext) -> None:
    for ending in ("1", "2", "3"):
        label = "x" * 40 + ending
        saved = lists.save_code_item(administrator, CodeItem("level", "", "", label))
        assert len(saved.code) == 30
    codes = [item.code for item in lists.code_items(administrator, "level")]
    assert len(set(codes)) == len(codes)


def test_labels_are_told_apart(administrator: ServiceContext) -> None:
    for same in (CodeItem("level", "", "重点客户", ""), CodeItem("level", "", "", "KEY ACCOUNT")):
        with pytest.raises(errors.DuplicateName):
            lists.save_code_item(administrator, same)
    with pytest.raises(errors.DuplicateName):
        lists.save_code_item(
            administrator, replace(item(administrator, "level", "a"), label_en="B")
        )
    with pytest.raises(errors.DuplicateName):
        lists.save_code_item(administrator, CodeItem("level", "vip", "新", ""))
    with pytest.raises(errors.ValidationFailed):
        lists.save_code_item(administrator, CodeItem("level", "", " ", ""))


def test_an_entry_is_changed_but_not_its_code(administrator: ServiceContext) -> None:
    vip = item(administrator, "level", "vip")
    saved = lists.save_code_item(
        administrator, replace(vip, code="other", label_en="Top", position=9, is_active=False)
    )
    assert (saved.code, saved.label_en, saved.position) == ("vip", "Top", 9)
    assert [i.code for i in lists.code_items(administrator, "level")] == ["a", "b", "c"]
    with pytest.raises(errors.LostEdit):
        lists.save_code_item(administrator, vip)
    for missing in (replace(vip, id=4711), replace(vip, list="status")):
        with pytest.raises(errors.NotFound):
            lists.save_code_item(administrator, missing)


def test_what_is_used_is_switched_off_not_deleted(administrator: ServiceContext) -> None:
    saved = customer(administrator, level="vip")
    new = payments.new_payment(administrator, saved.customer.id)
    payment = replace(new, amount=Decimal(1), method="cash")
    payments.save_payment(administrator, payment)
    customers.delete(administrator, [saved.customer.id or 0])
    for list_name, code in (("level", "vip"), ("payment_method", "cash")):
        with pytest.raises(errors.InUse):
            lists.delete_code_item(administrator, item(administrator, list_name, code).id or 0)
    unused = item(administrator, "level", "a")
    lists.delete_code_item(administrator, unused.id or 0)
    with pytest.raises(errors.NotFound):
        lists.delete_code_item(administrator, unused.id or 0)
    with pytest.raises(errors.InUse):
        usual = item(administrator, "status", DEFAULT_STATUS)
        lists.delete_code_item(administrator, usual.id or 0)


def test_categories_are_added_changed_and_deleted(administrator: ServiceContext) -> None:
    drinks = lists.save_category(administrator, ProductCategory(" 饮料 "))
    snacks = lists.save_category(administrator, ProductCategory("Snacks"))
    assert lists.categories(administrator) == (drinks, snacks)
    for again in (ProductCategory("ＳＮＡＣＫＳ"), replace(drinks, name="snacks")):
        with pytest.raises(errors.DuplicateName):
            lists.save_category(administrator, again)
    with pytest.raises(errors.ValidationFailed):
        lists.save_category(administrator, ProductCategory(" "))
    renamed = lists.save_category(
        administrator, replace(drinks, name="饮品", position=5, is_active=False)
    )
    assert renamed.name == "饮品"
    assert lists.categories(administrator) == (snacks,)
    assert lists.categories(administrator, include_inactive=True) == (snacks, renamed)
    with pytest.raises(errors.LostEdit):
        lists.save_category(administrator, drinks)
    with pytest.raises(errors.NotFound):
        lists.save_category(administrator, replace(drinks, id=4711))
    lists.delete_category(administrator, renamed.id or 0)
    with pytest.raises(errors.NotFound):
        lists.delete_category(administrator, renamed.id or 0)


def test_a_category_of_customers_or_payments_is_not_deleted(
    administrator: ServiceContext,
) -> None:
    of_customer = lists.save_category(administrator, ProductCategory("饮料"))
    of_payment = lists.save_category(administrator, ProductCategory("零食"))
    saved = customer(administrator, product_category_id=of_customer.id)
    payment = Payment(
        customer_id=saved.customer.id,
        paid_on=date(2026, 1, 1),
        amount=Decimal(1),
        product_category_id=of_payment.id,
    )
    payments.save_payment(administrator, payment)
    for used in (of_customer, of_payment):
        with pytest.raises(errors.InUse):
            lists.delete_category(administrator, used.id or 0)


def test_labels_name_everything_in_both_languages(
    administrator: ServiceContext, clerk: ServiceContext
) -> None:
    category = lists.save_category(administrator, ProductCategory("饮料"))
    lists.save_code_item(
        administrator, replace(item(administrator, "level", "vip"), is_active=False)
    )
    labels = lists.labels(clerk)
    assert labels.label("level", "vip", "zh_CN") == "重点客户"
    assert labels.label("gender", "female", "en") == "Female"
    assert labels.label("gender", "female", "zh_CN") == "女"
    assert labels.category(category.id) == "饮料"
    assert clerk.actor is not None
    assert labels.owner(clerk.actor.user_id) == "Clerk"


def test_the_company_has_a_name_and_a_logo(
    administrator: ServiceContext, clerk: ServiceContext
) -> None:
    empty = company.profile(clerk)
    assert empty == CompanyProfile()
    saved = company.save_profile(
        administrator, replace(empty, name=" 我们 ", logo=PNG, is_sample=True)
    )
    assert company.profile(clerk) == saved
    assert (saved.name, saved.logo, saved.is_sample) == ("我们", PNG, False)
    changed = company.save_profile(administrator, replace(saved, logo=None))
    assert company.profile(clerk) == changed
    for stale in (saved, empty):
        with pytest.raises(errors.LostEdit):
            company.save_profile(administrator, stale)
    with pytest.raises(errors.ValidationFailed):
        company.save_profile(administrator, replace(changed, logo=b"GIF89a"))
