"""Many records stored at once are the same, row by row, as those that are stored one by one."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from crm_desktop.data import bulk
from crm_desktop.data.conversion import contact_values, customer_values, payment_values
from crm_desktop.data.tables import (
    METADATA,
    AuditLog,
    ContactRecord,
    CustomerRecord,
    ImportBatch,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.records import Contact, Customer, Payment
from crm_desktop.domain.transfer import Change
from crm_desktop.services.context import ServiceContext
from tests.databases import ADMINISTRATOR, FixedClock, acting, copy_database

CUSTOMERS = (
    Customer(customer_no="C000007", name="上海重庆长江乐器行有限公司", short_name="长江乐器"),
    Customer(
        customer_no="Ｘ-１",
        name='Müller & Söhne "GmbH" \\ 𠮷',
        kind="person",
        level="vip",
        campaign_response="-1",
        country="",
        province="Bayern",
        address="a / b",
        phone="+86 138 0013 8000",
        fax="020-12345678",
        employees=0,
        annual_revenue=Decimal("1000000.5"),
        annual_income=Decimal("0.00"),
        birthday=date(1990, 1, 31),
        remark="two\nlines\tand a tab",
    ),
    Customer(customer_no="Y 2", name="A1超市", short_name="A1", product_category_id=1, owner_id=2),
)
CONTACTS = (
    Contact(name="单雄信", is_primary=True, mobile="13800138000"),
    Contact(name="María d'Arc", email="maria@example.com", birthday=date(1980, 2, 29)),
)
PAYMENTS = (
    Payment(payment_no="P000001", paid_on=date(2026, 1, 31), amount=Decimal("12.3")),
    Payment(
        payment_no="ｐ-2",
        kind="refund",
        paid_on=date(1999, 12, 31),
        amount=Decimal("9999999999999999.99"),
        method="cash",
        product_category_id=1,
        remark="乱码？",
    ),
)


def first_steps(work: UnitOfWork) -> int:
    batch = ImportBatch(kind="customer", file_name="in.csv")
    work.session.add_all([batch, ProductCategoryRecord(name="Drinks")])
    work.flush()
    return batch.id


def values_of(batch_id: int) -> tuple[list[dict[str, Any]], ...]:
    batch = {"import_batch_id": batch_id}
    customers = [{**customer_values(each), **batch} for each in CUSTOMERS]
    contacts = [{**contact_values(each), **batch} for each in CONTACTS]
    payments = [{**payment_values(each), **batch} for each in PAYMENTS]
    return customers, contacts, payments


def store_at_once(context: ServiceContext) -> None:
    with UnitOfWork(context) as work:
        customers, contacts, payments = values_of(first_steps(work))
        with bulk.chunk(work.session) as chunk:
            ids = chunk.add_customers(customers)
            for row in contacts:
                row["customer_id"] = ids[1]
            chunk.add_contacts(contacts)
        payments[1] |= {
            "voided_at": context.clock.now(), "voided_by": 1, "void_reason": "twice"
        }  # fmt: skip
        for row, customer_id in zip(payments, ids[1:], strict=True):
            row["customer_id"] = customer_id
        with bulk.chunk(work.session) as chunk:
            chunk.add_payments(payments)
        work.commit()


def store_one_by_one(context: ServiceContext) -> None:
    with UnitOfWork(context) as work:
        customers, contacts, payments = values_of(first_steps(work))
        records = [CustomerRecord(**row) for row in customers]
        work.session.add_all(records)
        work.flush()
        people = [ContactRecord(**row, customer_id=records[1].id) for row in contacts]
        work.session.add_all(people)
        work.flush()
        payments[1] |= {
            "voided_at": context.clock.now(), "voided_by": 1, "void_reason": "twice"
        }  # fmt: skip
        money = [
            PaymentRecord(**{**row, "customer_id": record.id})
            for row, record in zip(payments, records[1:], strict=True)
        ]
        work.session.add_all(money)
        work.flush()
        work.commit()


def everything(context: ServiceContext) -> dict[str, Sequence[Any]]:
    with closing(sqlite3.connect(context.database.location)) as connection:
        vocabulary = (
            "CREATE VIRTUAL TABLE temp.grams USING fts5vocab(main, customer_gram, instance)"
        )
        connection.execute(vocabulary)
        grams = connection.execute("SELECT term, doc FROM temp.grams ORDER BY term, doc").fetchall()
    with ReadOnlyWork(context) as work:
        return {"grams": grams} | {
            name: work.session.execute(select(table).order_by(*table.primary_key.columns)).all()
            for name, table in METADATA.tables.items()
        }


def test_bulk_rows_are_those_of_a_flush(
    database_template: Path, tmp_path: Path, clock: FixedClock
) -> None:
    found = []
    for way in (store_at_once, store_one_by_one):
        database = copy_database(database_template, tmp_path / f"{way.__name__}.db")
        context = acting(database, ADMINISTRATOR, clock)
        way(context)
        found.append(everything(context))
        database.close()
    assert found[0] == found[1]
    assert len(found[0]["grams"]) > 100
    assert len(found[0]["audit_log"]) > len(CUSTOMERS) + len(CONTACTS) + len(PAYMENTS)


def test_ids_come_in_the_order_of_the_rows(administrator: ServiceContext) -> None:
    with UnitOfWork(administrator) as work:
        rows = values_of(first_steps(work))[0]
        with bulk.chunk(work.session) as chunk:
            ids = chunk.add_customers(rows)
            assert chunk.add_customers([]) == []
        work.commit()
    with ReadOnlyWork(administrator) as work:
        query = select(CustomerRecord.customer_no).where(CustomerRecord.id.in_(ids))
        found = work.session.scalars(query.order_by(CustomerRecord.id)).all()
        history = select(AuditLog.username, AuditLog.customer_id, AuditLog.action)
        entries = work.session.execute(
            history.where(AuditLog.entity == "customer").order_by(AuditLog.id)
        ).all()
    assert found == [customer.customer_no for customer in CUSTOMERS]
    assert [tuple(entry) for entry in entries] == [("admin", each, "create") for each in ids]


def test_everybody_is_told_to_look_again(administrator: ServiceContext) -> None:
    heard: list[Change] = []
    store_at_once(replace(administrator, on_change=heard.append))
    [change] = heard
    assert {"customer", "contact", "payment"} <= change.kinds
    assert change.customer_ids == frozenset()
