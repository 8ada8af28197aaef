"""The recycle bin: what was deleted, brought back or removed for good.

Clerks see and restore what they deleted themselves, administrators everything. Only administrators
remove something for good, and nothing that has payments. A deleted customer keeps its number:
nobody else can be given it meanwhile.
"""

from collections.abc import Iterable, Sequence

from crm_desktop.data import recycle_queries
from crm_desktop.data.recycle_queries import CONTACT, CUSTOMER, has_contacts, recycled
from crm_desktop.data.tables import ClientUser, ContactRecord, CustomerRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.data.user_queries import names
from crm_desktop.domain import errors
from crm_desktop.domain.jobs import (
    GONE,
    HAS_PAYMENTS,
    NOT_YOURS,
    JobReport,
    Left,
    Note,
    PurgePreview,
)
from crm_desktop.domain.records import RecycledItem
from crm_desktop.domain.texts import marked
from crm_desktop.services.context import (
    ServiceContext,
    repeated_after_deadlock,
    require_administrator,
    require_signed_in,
)

# What belongs to the bin: kind (`customer`, `contact`) and id.
Key = tuple[str, int]

OWNER_CLEARED = marked("Restore", "The owner {owner} is disabled: it has no owner now.")
PARENT_DELETED = marked("Restore", "Its group parent {parent} is still in the recycle bin.")
CUSTOMER_TOO = marked("Restore", "Its customer {customer} was in the recycle bin and is restored.")
NOT_PRIMARY = marked("Restore", "Another contact is the primary one now.")


def items(context: ServiceContext) -> tuple[RecycledItem, ...]:
    """Return the customers and contacts in the recycle bin, the latest first."""
    actor = require_signed_in(context)
    with ReadOnlyWork(context) as work:
        only_own = not actor.is_administrator
        users = names(work.session)
        return tuple(recycled(work.session, users, actor.user_id, only_own=only_own))


@repeated_after_deadlock
def restore(context: ServiceContext, kind: str, item_id: int) -> JobReport:
    """Bring back a customer (with the contacts it had when it was deleted) or a contact.

    A contact brings its customer back too. The report's notes say what had to be done differently.

    Raises:
        NotAllowed: somebody else deleted it, and a clerk asks.
        NotFound: it is not in the recycle bin (any more).

    """
    require_signed_in(context)
    with UnitOfWork(context) as work:
        notes = Restoring(context, work).restore(kind, item_id)
        work.commit()
    return JobReport(done=1, notes=tuple(notes))


@repeated_after_deadlock
def restore_many(context: ServiceContext, wanted: Sequence[Key]) -> JobReport:
    """Bring back several records at once, customers before contacts, in one transaction.

    What cannot be brought back is left and named in the report.
    """
    require_signed_in(context)
    done, left, notes = 0, list[Left](), list[Note]()
    with UnitOfWork(context) as work:
        restoring = Restoring(context, work)
        for kind, item_id in sorted(dict.fromkeys(wanted), key=lambda key: key[0] != CUSTOMER):
            label = restoring.label(kind, item_id)
            try:
                notes += restoring.restore(kind, item_id)
                done += 1
            except errors.NotAllowed:
                left.append(Left(label, NOT_YOURS))
            except errors.NotFound:
                if not restoring.is_back(kind, item_id):
                    left.append(Left(label, GONE))
                    continue
                done += 1
        work.commit()
    return JobReport(done=done, left=tuple(left), notes=tuple(notes))


class Restoring:
    """Brings records back inside a unit of work."""

    def __init__(self, context: ServiceContext, work: UnitOfWork) -> None:
        self._actor = require_signed_in(context)
        self._session = work.session
        self._back: set[Key] = set()

    def restore(self, kind: str, item_id: int) -> list[Note]:
        """Bring a record back and say what had to be done differently; raises as said above."""
        record = self._record(kind, item_id)
        if record is None or record.deleted_at is None:
            raise errors.NotFound
        if not self._actor.is_administrator and record.deleted_by != self._actor.user_id:
            raise errors.NotAllowed
        if isinstance(record, ContactRecord):
            notes = list(self._fit_contact(record))
        else:
            notes = list(self._fit_customer(record))
        record.deleted_at = record.deleted_by = None
        self._back.add((kind, item_id))
        self._session.flush()
        return notes

    def is_back(self, kind: str, item_id: int) -> bool:
        """Whether a record was brought back here, perhaps together with another."""
        return (kind, item_id) in self._back

    def label(self, kind: str, item_id: int) -> str:
        """Return what people call a record, also one that is not there."""
        record = self._record(kind, item_id)
        return _label(record) if record is not None else f"{kind} {item_id}"

    def _record(self, kind: str, item_id: int) -> CustomerRecord | ContactRecord | None:
        if kind == CUSTOMER:
            return self._session.get(CustomerRecord, item_id)
        return self._session.get(ContactRecord, item_id) if kind == CONTACT else None

    def _fit_customer(self, customer: CustomerRecord) -> Iterable[Note]:
        owner = self._session.get(ClientUser, customer.owner_id) if customer.owner_id else None
        if owner is not None and not owner.is_active:
            customer.owner_id = None
            values = {"owner": owner.display_name or owner.username}
            yield Note(_label(customer), OWNER_CLEARED, values)
        parent = self._record(CUSTOMER, customer.parent_id) if customer.parent_id else None
        if parent is not None and parent.deleted_at is not None:
            yield Note(_label(customer), PARENT_DELETED, {"parent": _label(parent)})

    def _fit_contact(self, contact: ContactRecord) -> Iterable[Note]:
        """Make a contact the primary one where it will be the only one, else not."""
        customer = self._record(CUSTOMER, contact.customer_id)
        assert customer is not None, "a contact refers to its customer"
        if customer.deleted_at is not None:
            yield Note(contact.name, CUSTOMER_TOO, {"customer": _label(customer)})
            yield from self.restore(CUSTOMER, customer.id)
        was_primary = contact.is_primary
        contact.is_primary = not has_contacts(self._session, contact.customer_id)
        if was_primary and not contact.is_primary:
            yield Note(contact.name, NOT_PRIMARY)


def purge_preview(context: ServiceContext, wanted: Sequence[Key]) -> PurgePreview:
    """Return what removing these records for good would take, and which have to stay.

    Administrators only.
    """
    require_administrator(context)
    with ReadOnlyWork(context) as work:
        found, left = recycle_queries.purgeable(work.session, _ids(wanted, CUSTOMER))
        customers = {customer.id: _label(customer) for customer in found}
        contacts = recycle_queries.purged_contacts(
            work.session, list(customers), _ids(wanted, CONTACT)
        )
        return PurgePreview(
            customers=tuple(customers.values()),
            contacts=contacts,
            left=tuple(Left(_label(customer), HAS_PAYMENTS) for customer in left),
        )


@repeated_after_deadlock
def purge(context: ServiceContext, wanted: Sequence[Key]) -> int:
    """Remove records in the recycle bin for good, and return how many (administrators).

    The history keeps what they were. Other customers of a group whose parent goes have none then.

    Raises:
        HasPayments: one of the customers has payments; nothing was removed.
        NotFound: one is not in the recycle bin (any more); nothing was removed.

    """
    require_administrator(context)
    purged = 0
    with UnitOfWork(context) as work:
        for contact_id in _ids(wanted, CONTACT):
            recycle_queries.purge_contact(work.session, contact_id)
            purged += 1
        for customer_id in _ids(wanted, CUSTOMER):
            purged += recycle_queries.purge_customer(work.session, customer_id)
        work.commit()
    return purged


def _ids(wanted: Sequence[Key], kind: str) -> list[int]:
    return list(dict.fromkeys(item_id for item_kind, item_id in wanted if item_kind == kind))


def _label(record: CustomerRecord | ContactRecord) -> str:
    if isinstance(record, ContactRecord):
        return record.name
    return f"{record.customer_no} {record.name}"
