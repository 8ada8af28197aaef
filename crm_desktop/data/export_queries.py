"""Reading customers with everything that a complete export writes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.data.conversion import contact_of, customer_of
from crm_desktop.data.customer_rows import customer_rows
from crm_desktop.data.prepared import reader_of
from crm_desktop.data.tables import ClientUser, ContactRecord, CustomerRecord
from crm_desktop.domain.records import Contact, Customer, CustomerRow


@dataclass(frozen=True, slots=True)
class FullCustomer:
    """A customer with its primary contact and what its ids stand for; `row` has the sums."""

    customer: Customer
    row: CustomerRow
    contact: Contact | None
    owner: str
    parent: str


def full_customers(session: Session, ids: Sequence[int]) -> list[FullCustomer]:
    """Return the customers with these ids, in the order of `ids`; `owner` is the user name."""
    query = select(ClientUser.id, ClientUser.username)
    users = {row.id: row.username for row in session.execute(query)}
    records = {
        record.id: record
        for record in session.scalars(select(CustomerRecord).where(CustomerRecord.id.in_(ids)))
    }
    contacts = {
        record.customer_id: contact_of(record, {})
        for record in session.scalars(
            select(ContactRecord).where(
                ContactRecord.customer_id.in_(ids),
                ContactRecord.is_primary,
                ContactRecord.deleted_at.is_(None),
            )
        )
    }
    parents = _numbers(session, [record.parent_id or 0 for record in records.values()])
    found = [
        FullCustomer(
            customer=customer_of(records[row.id], {}),
            row=row,
            contact=contacts.get(row.id),
            owner=users.get(records[row.id].owner_id or 0, ""),
            parent=parents.get(records[row.id].parent_id or 0, ""),
        )
        for row in customer_rows(reader_of(session), ids)
    ]
    session.expunge_all()  # or a long list would fill the memory
    return found


def _numbers(session: Session, ids: Sequence[int]) -> dict[int, str]:
    query = select(CustomerRecord.id, CustomerRecord.customer_no).where(
        CustomerRecord.id.in_(set(ids)), CustomerRecord.deleted_at.is_(None)
    )
    return {row.id: row.customer_no for row in session.execute(query)}
