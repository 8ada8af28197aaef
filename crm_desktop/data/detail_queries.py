"""Reading contacts and payments of many customers, for lists, exports and paper."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager

from crm_desktop.data.conversion import contact_of, payment_of
from crm_desktop.data.criteria_conditions import conditions, paid_between
from crm_desktop.data.tables import (
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import ContactRow, PaymentRow


def contact_ids(session: Session, criteria: Criteria) -> list[int]:
    """Return the ids of the contacts of all customers found, by customer, the primary one first."""
    query = (
        select(ContactRecord.id)
        .join(CustomerRecord, CustomerRecord.id == ContactRecord.customer_id)
        .where(ContactRecord.deleted_at.is_(None), *conditions(criteria))
        .order_by(CustomerRecord.number_key, ContactRecord.is_primary.desc(), ContactRecord.id)
    )
    return list(session.scalars(query))


def contact_rows(session: Session, ids: Sequence[int], users: dict[int, str]) -> list[ContactRow]:
    """Return the contacts with these ids, in the order of `ids`."""
    query = (
        select(ContactRecord)
        .join(ContactRecord.customer)
        .options(
            contains_eager(ContactRecord.customer).load_only(
                CustomerRecord.customer_no, CustomerRecord.name
            )
        )
        .where(ContactRecord.id.in_(ids))
    )
    rows = {}
    for record in session.scalars(query):
        rows[record.id] = ContactRow(
            contact=contact_of(record, users),
            customer_no=record.customer.customer_no,
            customer_name=record.customer.name,
        )
    session.expunge_all()  # or a long list would fill the memory
    return [rows[contact_id] for contact_id in ids if contact_id in rows]


def payment_ids(session: Session, criteria: Criteria) -> list[int]:
    """Return the ids of the payments of all customers found, oldest first; void ones as well.

    Days of payment among the criteria also restrict which payments these are.
    """
    query = (
        select(PaymentRecord.id)
        .join(CustomerRecord, CustomerRecord.id == PaymentRecord.customer_id)
        .where(*conditions(criteria), *paid_between(criteria.paid_from, criteria.paid_to))
        .order_by(PaymentRecord.paid_on, PaymentRecord.id)
    )
    return list(session.scalars(query))


def payment_rows(session: Session, ids: Sequence[int], users: dict[int, str]) -> list[PaymentRow]:
    """Return the payments with these ids, in the order of `ids`."""
    query = _payments().where(PaymentRecord.id.in_(ids))
    rows = {}
    for record, customer_no, customer_name, category_name in session.execute(query):
        rows[record.id] = PaymentRow(
            payment=payment_of(record, users),
            customer_no=customer_no,
            customer_name=customer_name,
            category_name=category_name,
        )
    session.expunge_all()  # or a long list would fill the memory
    return [rows[payment_id] for payment_id in ids if payment_id in rows]


def _payments() -> Select[PaymentRecord, str, str, str]:
    return (
        select(
            PaymentRecord,
            CustomerRecord.customer_no,
            CustomerRecord.name,
            func.coalesce(ProductCategoryRecord.name, ""),
        )
        .join(CustomerRecord, CustomerRecord.id == PaymentRecord.customer_id)
        .outerjoin(
            ProductCategoryRecord, ProductCategoryRecord.id == PaymentRecord.product_category_id
        )
    )
