"""Who may do what, enforced below the windows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop.domain import errors
from crm_desktop.domain.choosing import Chosen
from crm_desktop.domain.codes import CodeItem, ProductCategory
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.history import HistoryFilter
from crm_desktop.domain.records import Customer, CustomerChange, Payment
from crm_desktop.domain.user import User
from crm_desktop.services import (
    bring_back,
    bulk,
    choosing,
    company,
    customers,
    history,
    lists,
    payments,
    recycle_bin,
    undo,
    users,
)
from crm_desktop.services.context import ServiceContext

Job = Callable[[ServiceContext], object]

FOR_ADMINISTRATORS: dict[str, Job] = {
    "users": lambda c: users.users(c),
    "find_user": lambda c: users.find_user(c, "admin"),
    "add_user": lambda c: users.add_user(c, User(username="new")),
    "save_user": lambda c: users.save_user(c, User(id=2, version=1, username="clerk", pop=1)),
    "set_active": lambda c: users.set_active(c, 1, False),
    "delete_user": lambda c: users.delete_user(c, 2),
    "reset_password": lambda c: users.reset_password(c, 1),
    "save_code_item": lambda c: lists.save_code_item(c, CodeItem("level", "", "新", "new")),
    "delete_code_item": lambda c: lists.delete_code_item(c, 1),
    "save_category": lambda c: lists.save_category(c, ProductCategory("饮料")),
    "delete_category": lambda c: lists.delete_category(c, 1),
    "save_profile": lambda c: company.save_profile(c, CompanyProfile(name="我们")),
    "history": lambda c: history.entries(c),
    "history_export": lambda c: history.export(c, Path("x.csv"), HistoryFilter(), "", [], list),
    "purge_preview": lambda c: recycle_bin.purge_preview(c, [("customer", 1)]),
    "purge": lambda c: recycle_bin.purge(c, [("customer", 1)]),
}
FOR_EVERYBODY: dict[str, Job] = {
    "offered": lambda c: choosing.offered(c, Chosen.OWNER),
    "code_items": lambda c: lists.code_items(c),
    "categories": lambda c: lists.categories(c),
    "labels": lambda c: lists.labels(c),
    "profile": lambda c: company.profile(c),
    "new_customer": lambda c: customers.new_customer(c),
    "open_customer": lambda c: customers.open_customer(c, 1),
    "open_by_number": lambda c: customers.open_by_number(c, "C000001"),
    "save_customer": lambda c: customers.save(c, CustomerChange(customer=Customer(name="A"))),
    "delete_customers": lambda c: customers.delete(c, [1]),
    "duplicates": lambda c: customers.duplicates(c, "A", []),
    "new_payment": lambda c: payments.new_payment(c, 1),
    "payments_of": lambda c: payments.payments_of(c, 1),
    "save_payment": lambda c: payments.save_payment(c, Payment()),
    "void": lambda c: payments.void(c, 1, 1, "x"),
    "recycled": lambda c: recycle_bin.items(c),
    "restore": lambda c: recycle_bin.restore(c, "customer", 1),
    "restore_many": lambda c: recycle_bin.restore_many(c, [("customer", 1)]),
    "customer_history": lambda c: history.customer_history(c, 1),
    "record_state": lambda c: bring_back.record_state(c, 1),
    "field_state": lambda c: bring_back.field_state(c, 1, "name"),
    "bulk_matching": lambda c: bulk.matching(c, Criteria(name="A")),
    "bulk_preview": lambda c: bulk.preview(c, [1], {"level": ""}),
    "bulk_change": lambda c: bulk.set_fields(c, [1], {"level": ""}),
    "hand_over": lambda c: bulk.hand_over(c, 1, 2),
    "last_job": lambda c: undo.last(c),
    "undo": lambda c: undo.undo(c, 1),
}


def by_name(jobs: dict[str, Job]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("job", jobs.values(), ids=jobs.keys())


@by_name(FOR_ADMINISTRATORS)
def test_a_clerk_is_refused_what_is_for_administrators(clerk: ServiceContext, job: Job) -> None:
    with pytest.raises(errors.NotAllowed):
        job(clerk)


@by_name(FOR_ADMINISTRATORS | FOR_EVERYBODY)
def test_nobody_does_anything_before_signing_in(clerk: ServiceContext, job: Job) -> None:
    with pytest.raises(errors.NotSignedIn):
        job(replace(clerk, actor=None))


@by_name(FOR_ADMINISTRATORS | FOR_EVERYBODY)
def test_nobody_does_anything_before_changing_the_password(
    administrator: ServiceContext, job: Job
) -> None:
    assert administrator.actor is not None
    must_change = replace(administrator.actor, must_change_password=True)
    with pytest.raises(errors.NotSignedIn):
        job(administrator.acting_as(must_change))
