"""What became of an open customer: asked cheaply whether anything, then in full."""

from collections.abc import Iterable

from crm_desktop.data import customer_records, history_queries
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.data.user_queries import names_by_username
from crm_desktop.domain.history import HistoryEntry
from crm_desktop.domain.meanwhile import Present, Touch, Versions
from crm_desktop.services.context import ServiceContext, require_signed_in

# Enough to find who changed what is different now; who did it long ago is not worth the reading.
_LATEST = 100


def versions(context: ServiceContext, customer_id: int) -> Versions:
    """Return in which state a customer, its contacts and payments are stored now."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return customer_records.versions(work.session, customer_id)


def present(
    context: ServiceContext, customer_id: int | None, others: Iterable[int] = ()
) -> Present:
    """Return a customer as it is now, and who did what to it of late.

    `others` are ids of customers whose number and name are wanted as well. Nothing is raised for a
    customer that is deleted or gone: the answer says so.
    """
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        session = work.session
        labels = customer_records.numbers_and_names(session, others)
        if customer_id is None:
            return Present(details=None, customers=labels, is_gone=True)
        record = session.get(CustomerRecord, customer_id)
        entries = history_queries.customer_entries(session, customer_id, None, _LATEST)
        users = names_by_username(session)
        is_there = record is not None and record.deleted_at is None
        return Present(
            details=customer_records.details(session, record) if record and is_there else None,
            touches=tuple(_touch(entry, users) for entry in entries),
            customers=labels,
            is_gone=record is None,
        )


def _touch(entry: HistoryEntry, users: dict[str, str]) -> Touch:
    return Touch(
        entry.entity,
        entry.entity_id,
        entry.action,
        frozenset(change.field for change in entry.changes),
        entry.at,
        users.get(entry.username, entry.username),
    )
