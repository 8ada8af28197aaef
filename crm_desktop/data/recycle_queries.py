"""What is in the recycle bin, and removing it for good."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from crm_desktop.data.dialect import any_row
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


def purgeable(
    session: Session, ids: Sequence[int]
) -> tuple[list[CustomerRecord], list[CustomerRecord]]:
    """Return the deleted customers among `ids` without payments, and those with payments."""
    without: list[CustomerRecord] = []
    having: list[CustomerRecord] = []
    for customer_id in ids:
        record = session.get(CustomerRecord, customer_id)
        if record is not None and record.deleted_at is not None:
            (having if _has_payments(session, customer_id) else without).append(record)
    return without, having


def purged_contacts(session: Session, customers: Sequence[int], contacts: Sequence[int]) -> int:
    """Return how many contacts go with these customers, or by themselves."""
    own = (ContactRecord.id.in_(contacts)) & ContactRecord.deleted_at.is_not(None)
    query = select(func.count()).where(or_(ContactRecord.customer_id.in_(customers), own))
    return session.scalar(query) or 0


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


def purge_customer(session: Session, customer_id: int) -> int:
    """Remove a deleted customer with its contacts for good, and return how many records went.

    Raises NotFound, and HasPayments where it has any, void ones included.
    """
    record = session.get(CustomerRecord, customer_id)
    if record is None or record.deleted_at is None:
        raise NotFound
    if _has_payments(session, customer_id):
        raise HasPayments(name=f"{record.customer_no} {record.name}")
    contacts = session.scalars(
        select(ContactRecord).where(ContactRecord.customer_id == customer_id)
    ).all()
    if session.info["writes_history"]:
        below = select(CustomerRecord).where(CustomerRecord.parent_id == customer_id)
        for other in session.scalars(below).all():
            other.parent_id = None
        for contact in contacts:
            session.delete(contact)
        session.flush()
        session.delete(record)
        session.flush()
    else:
        session.execute(text("EXEC crm.purge_customer @id = :id"), {"id": customer_id})
        session.info["changed"].append((CustomerRecord.__tablename__, customer_id))
    return 1 + len(contacts)


def _has_payments(session: Session, customer_id: int) -> bool:
    return any_row(session, PaymentRecord.customer_id == customer_id)
