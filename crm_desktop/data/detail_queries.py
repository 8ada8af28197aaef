"""Reading contacts and payments of many customers, for lists, exports and paper."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager

from crm_desktop.data.criteria_conditions import conditions, paid_between
from crm_desktop.data.tables import (
    ClientUser,
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import Contact, ContactRow, Payment, PaymentRow, Stamp

_CONTACT_FIELDS = (
    "id",
    "version",
    "customer_id",
    "name",
    "is_primary",
    "department",
    "job_title",
    "phone",
    "mobile",
    "email",
    "qq",
    "wechat",
    "birthday",
    "hobby",
    "address",
    "postal_code",
    "remark",
)
_PAYMENT_FIELDS = (
    "id",
    "version",
    "customer_id",
    "payment_no",
    "kind",
    "paid_on",
    "amount",
    "method",
    "product_category_id",
    "invoice_no",
    "received_by",
    "remark",
    "voided_at",
    "void_reason",
)


def user_names(session: Session) -> dict[int, str]:
    """Return the display names of all users by id."""
    query = select(ClientUser.id, ClientUser.display_name, ClientUser.username)
    return {row.id: row.display_name or row.username for row in session.execute(query)}


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
        contact = Contact(**_values(record, _CONTACT_FIELDS), stamp=_stamp(record, users))
        rows[record.id] = ContactRow(
            contact=contact,
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
        payment = Payment(
            **_values(record, _PAYMENT_FIELDS),
            voided_by=users.get(record.voided_by or 0, ""),
            stamp=_stamp(record, users),
        )
        rows[record.id] = PaymentRow(
            payment=payment,
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


def _values(record: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _stamp(record: ContactRecord | PaymentRecord, users: dict[int, str]) -> Stamp:
    return Stamp(
        created_at=record.created_at,
        created_by=users.get(record.created_by or 0, ""),
        updated_at=record.updated_at,
        updated_by=users.get(record.updated_by or 0, ""),
    )
