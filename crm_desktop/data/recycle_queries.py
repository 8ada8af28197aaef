"""What is in the recycle bin, and removing it for good."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from crm_desktop.data import bulk, bulk_changes
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.tables import ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.domain.errors import HasPayments, NotFound
from crm_desktop.domain.records import RecycledItem

CUSTOMER = "customer"
CONTACT = "contact"


def recycled(
    session: Session, users: Mapping[int, str], own_id: int, *, only_own: bool
) -> list[RecycledItem]:
    """Return what was deleted, the latest first; with `only_own` what `own_id` deleted."""
    customers = select(
        CustomerRecord.id,
        CustomerRecord.customer_no,
        CustomerRecord.name,
        CustomerRecord.deleted_at,
        CustomerRecord.deleted_by,
    ).where(CustomerRecord.deleted_at.is_not(None))
    contacts = (
        select(
            ContactRecord.id,
            CustomerRecord.customer_no,
            ContactRecord.name,
            ContactRecord.deleted_at,
            ContactRecord.deleted_by,
        )
        .join(CustomerRecord, CustomerRecord.id == ContactRecord.customer_id)
        .where(ContactRecord.deleted_at.is_not(None))
    )
    if only_own:
        customers = customers.where(CustomerRecord.deleted_by == own_id)
        contacts = contacts.where(ContactRecord.deleted_by == own_id)
    found = [
        RecycledItem(
            kind=kind,
            id=row.id,
            label=row.name,
            customer_no=row.customer_no,
            deleted_at=row.deleted_at,
            deleted_by=users.get(row.deleted_by or 0, ""),
            own=row.deleted_by == own_id,
        )
        for kind, query in ((CUSTOMER, customers), (CONTACT, contacts))
        for row in session.execute(query)
    ]
    return sorted(found, key=lambda item: (item.deleted_at, item.kind, item.id), reverse=True)


def has_contacts(session: Session, customer_id: int) -> bool:
    """Return whether a customer has contacts that are not in the recycle bin."""
    query = select(ContactRecord.id).where(
        ContactRecord.customer_id == customer_id, ContactRecord.deleted_at.is_(None)
    )
    return session.scalars(query.limit(1)).first() is not None


def purgeable(session: Session, ids: Sequence[int]) -> tuple[dict[int, str], dict[int, str]]:
    """Return the deleted customers among `ids` without payments, and those with payments.

    Both are what people call them, by id.
    """
    without: dict[int, str] = {}
    having: dict[int, str] = {}
    for chunk in chunks(ids):
        paid = _paid(session, chunk)
        found = {row.id: row for row in session.execute(_customers(chunk)) if row.deleted_at}
        for key in chunk:
            if key in found:
                called = f"{found[key].customer_no} {found[key].name}"
                (having if key in paid else without)[key] = called
    return without, having


def purged_contacts(session: Session, customers: Sequence[int], contacts: Sequence[int]) -> int:
    """Return how many contacts go with these customers, or by themselves."""
    count = 0
    for chunk in chunks(customers):
        query = select(func.count()).where(ContactRecord.customer_id.in_(chunk))
        count += session.scalar(query) or 0
    going = set(customers)
    for chunk in chunks(contacts):
        own = select(ContactRecord.customer_id).where(
            ContactRecord.id.in_(chunk), ContactRecord.deleted_at.is_not(None)
        )
        count += sum(1 for customer_id in session.scalars(own) if customer_id not in going)
    return count


def purge_contact(session: Session, contact_id: int) -> None:
    """Remove a deleted contact for good; raises NotFound."""
    record = session.get(ContactRecord, contact_id)
    if record is None or record.deleted_at is None:
        raise NotFound
    if session.info["writes_history"]:
        session.delete(record)
        session.flush()
        return
    session.execute(text("EXEC crm.purge_contact @id = :id"), {"id": contact_id})
    session.info["changed"].append((ContactRecord.__tablename__, record.customer_id))


def purge_customers(session: Session, ids: Sequence[int]) -> int:
    """Remove deleted customers (at most a chunk) with their contacts; return how many records went.

    Raises NotFound, and HasPayments where one has any, void ones included.
    """
    found = {row.id: row for row in session.execute(_customers(ids)) if row.deleted_at}
    if len(found) < len(ids):
        raise NotFound
    paid = _paid(session, ids)
    for key in ids:
        if key in paid:
            raise HasPayments(name=f"{found[key].customer_no} {found[key].name}")
    contacts = purged_contacts(session, ids, ())
    if session.info["writes_history"]:
        members = bulk_changes.members(session, ids)
        if members:
            bulk_changes.set_fields(session, members, {"parent_id": None})
        bulk.remove_customers(session, ids)
        return len(ids) + contacts
    for key in ids:
        session.execute(text("EXEC crm.purge_customer @id = :id"), {"id": key})
        session.info["changed"].append((CustomerRecord.__tablename__, key))
    return len(ids) + contacts


def _customers(ids: Sequence[int]) -> Any:
    record = CustomerRecord
    return select(record.id, record.customer_no, record.name, record.deleted_at).where(
        record.id.in_(ids)
    )


def _paid(session: Session, ids: Sequence[int]) -> set[int]:
    """Return which of some customers have payments, void ones included."""
    query = select(PaymentRecord.customer_id).where(PaymentRecord.customer_id.in_(ids))
    return set(session.scalars(query.distinct()))
