"""What is in the recycle bin."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.data.tables import ContactRecord, CustomerRecord
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
