"""A changed customer is stored by one statement: just as a flush of the mapped object stores it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.data import derived
from crm_desktop.data.conversion import fill_customer
from crm_desktop.data.tables import AuditLog, CustomerRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.fields import CUSTOMER_FIELDS, FieldKind
from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerDetails
from crm_desktop.domain.transfer import Change
from crm_desktop.services import customers
from crm_desktop.services.context import ServiceContext
from tests.databases import ADMINISTRATOR, FixedClock, acting, build_database, copy_database

pytestmark = pytest.mark.embedded("a server keeps history, stamps and derived rows itself")

FULL = Customer(
    name="联华超市有限公司",
    short_name="联华",
    city="上海市",
    phone="021-55556666",
    annual_revenue=Decimal("100.50"),
    birthday=date(1980, 2, 3),
)
VALUES: dict[FieldKind, Any] = {
    FieldKind.INTEGER: 12,
    FieldKind.MONEY: Decimal("7.25"),
    FieldKind.DATE: date(1990, 12, 31),
    FieldKind.PHONE: "+86 138 0013 8000",
    FieldKind.EMAIL: "zhang@example.com",
    FieldKind.WEBSITE: "www.example.com",
    FieldKind.OWNER: 2,
    FieldKind.CATEGORY: 1,
    FieldKind.LONG_TEXT: "第一行\n第二行",
}
BY_NAME: dict[str, Any] = {
    "customer_no": "X-7",
    "kind": "person",
    "name": "重庆长江银行",
    "parent_id": 1,
    "status": "active",
    "level": "vip",
    "source": "fair",
    "industry": "hotel",
    "credit_rating": "aaa",
    "campaign_response": "-1",
    "gender": "female",
    "education": "master",
}
CHANGES: list[dict[str, Any]] = [
    *({each.name: BY_NAME.get(each.name, VALUES.get(each.kind, "新"))} for each in CUSTOMER_FIELDS),
    {"campaign_response": "0"},
    {"phone": "", "city": "", "short_name": "", "annual_revenue": None, "birthday": None},
    {"name": "重庆长江银行", "product_category_id": 1, "mobile": "13800138000", "remark": "一起"},
    {"annual_revenue": Decimal("100.5")},
    {},
]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company of two customers, the second with a contact."""
    path = build_database(tmp_path_factory.mktemp("edits") / "template.crm")
    database = copy_database(path, path.with_name("filled.crm"))
    context = acting(database, ADMINISTRATOR, FixedClock())
    with UnitOfWork(context) as work:
        work.session.connection().exec_driver_sql(
            "INSERT INTO product_category (name, name_key, position, is_active, created_at, "
            "updated_at, version) VALUES ('饮料', '饮料', 0, 1, '2026-01-01', '2026-01-01', 1)"
        )
        work.commit()
    customers.save(context, CustomerChange(customer=Customer(name="母公司")))
    contact = Contact(name="王伟", phone="021-55556666")
    customers.save(context, CustomerChange(customer=FULL, contacts=(contact,)))
    database.close()
    return path.with_name("filled.crm")


Edit = Callable[[ServiceContext, Customer], None]


def by_statement(context: ServiceContext, customer: Customer) -> None:
    answered = customers.save(context, CustomerChange(customer=customer))
    assert answered == customers.open_customer(context, 2)


def by_flush(context: ServiceContext, customer: Customer) -> None:
    with UnitOfWork(context) as work:
        record = work.session.get(CustomerRecord, customer.id)
        assert record is not None
        fill_customer(record, customer)
        work.commit()


def stored_after(template: Path, path: Path, edit: Edit, values: dict[str, Any]) -> list[Any]:
    """Return all that is stored after a change, and what was announced."""
    database = copy_database(template, path)
    clock = FixedClock()
    clock.advance(timedelta(hours=1))
    announced: list[Change] = []
    context = replace(acting(database, ADMINISTRATOR, clock), on_change=announced.append)
    edit(context, replace(customers.open_customer(context, 2).customer, **values))
    with ReadOnlyWork(context) as work:
        connection = work.session.connection()
        rows = connection.execute(select(CustomerRecord.__table__)).all()
        history = connection.execute(select(AuditLog.__table__).order_by(AuditLog.id)).all()
        assert {each.name: each.differences(connection) for each in derived.parts(connection)} == {
            "revenue_by_day": 0,
            "paid_by_customer": 0,
            "search_index": 0,
        }
    database.close()
    told = [{**row._mapping, "changes": json.loads(row.changes)} for row in history]
    return [rows, told, announced]


@pytest.mark.parametrize("values", CHANGES, ids=lambda values: ",".join(values) or "nothing")
def test_a_statement_stores_what_a_flush_stores(
    template: Path, tmp_path: Path, values: dict[str, Any]
) -> None:
    found = stored_after(template, tmp_path / "statement.crm", by_statement, values)
    expected = stored_after(template, tmp_path / "flush.crm", by_flush, values)
    assert found == expected


def test_whoever_saves_later_loses_no_edit(template: Path, tmp_path: Path) -> None:
    database = copy_database(template, tmp_path / "two.crm")
    context = acting(database, ADMINISTRATOR, FixedClock())
    before: CustomerDetails = customers.open_customer(context, 2)
    customers.save(context, CustomerChange(customer=replace(before.customer, city="北京市")))
    with pytest.raises(errors.LostEdit):
        customers.save(context, CustomerChange(customer=replace(before.customer, city="广州市")))
    assert customers.open_customer(context, 2).customer.city == "北京市"
    database.close()
