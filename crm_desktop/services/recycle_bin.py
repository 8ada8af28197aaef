"""The recycle bin: what was deleted and can be brought back.

Clerks see and restore what they deleted themselves, administrators everything.
"""

from crm_desktop.data.recycle_queries import CONTACT, CUSTOMER, has_contacts, recycled
from crm_desktop.data.tables import ContactRecord, CustomerRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.data.user_queries import names
from crm_desktop.domain import errors
from crm_desktop.domain.records import RecycledItem
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, require_signed_in


def items(context: ServiceContext) -> tuple[RecycledItem, ...]:
    """Return the customers and contacts in the recycle bin, the latest first."""
    actor = require_signed_in(context)
    with ReadOnlyWork(context) as work:
        only_own = not actor.is_administrator
        users = names(work.session)
        return tuple(recycled(work.session, users, actor.user_id, only_own=only_own))


@repeated_after_deadlock
def restore(context: ServiceContext, kind: str, item_id: int) -> None:
    """Bring back a customer (with the contacts it had when it was deleted) or a contact.

    Raises:
        NotAllowed: somebody else deleted it, and a clerk asks.
        CustomerIsDeleted: the contact's customer has to be restored first.
        NotFound: it is not in the recycle bin (any more).

    """
    actor = require_signed_in(context)
    with UnitOfWork(context) as work:
        record = _deleted(work, kind, item_id)
        if not actor.is_administrator and record.deleted_by != actor.user_id:
            raise errors.NotAllowed
        if isinstance(record, ContactRecord):
            _fit_in(work, record)
        record.deleted_at = record.deleted_by = None
        work.commit()


def _deleted(work: UnitOfWork, kind: str, item_id: int) -> CustomerRecord | ContactRecord:
    record: CustomerRecord | ContactRecord | None = None
    if kind == CUSTOMER:
        record = work.session.get(CustomerRecord, item_id)
    elif kind == CONTACT:
        record = work.session.get(ContactRecord, item_id)
    if record is None or record.deleted_at is None:
        raise errors.NotFound
    return record


def _fit_in(work: UnitOfWork, contact: ContactRecord) -> None:
    """Make a contact the primary one where it will be the only one, else not."""
    customer = work.session.get(CustomerRecord, contact.customer_id)
    if customer is None or customer.deleted_at is not None:
        raise errors.CustomerIsDeleted
    contact.is_primary = not has_contacts(work.session, contact.customer_id)
