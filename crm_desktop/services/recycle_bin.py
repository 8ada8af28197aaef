"""The recycle bin: what was deleted, brought back or removed for good.

Clerks see and restore what they deleted themselves, administrators everything. Only administrators
remove something for good, and nothing that has payments. A deleted customer keeps its number:
nobody else can be given it meanwhile.
"""

from collections.abc import Sequence

from crm_desktop.data import recycle_queries
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.recycle_queries import CONTACT, CUSTOMER, recycled
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.data.user_queries import names
from crm_desktop.domain import errors
from crm_desktop.domain.jobs import (
    GONE,
    HAS_PAYMENTS,
    NOT_YOURS,
    JobReport,
    Left,
    PurgePreview,
)
from crm_desktop.domain.records import RecycledItem
from crm_desktop.domain.transfer import Progress
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.services.context import (
    ServiceContext,
    repeated_after_deadlock,
    require_administrator,
    require_signed_in,
)
from crm_desktop.services.restoring import Restoring

# What belongs to the bin: kind (`customer`, `contact`) and id.
Key = tuple[str, int]


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
        restoring = Restoring(context, work)
        if kind == CONTACT:
            report = JobReport(done=1, notes=tuple(restoring.contact(item_id)))
        elif kind == CUSTOMER:
            report = restoring.customers([item_id])
        else:
            raise errors.NotFound
        if report.left:
            raise errors.NotAllowed if report.left[0].reason == NOT_YOURS else errors.NotFound
        work.commit()
    return report


@repeated_after_deadlock
def restore_many(
    context: ServiceContext, wanted: Sequence[Key], progress: Progress | None = None
) -> JobReport:
    """Bring back several records at once, customers before contacts, in one transaction.

    What cannot be brought back is left and named in the report. Cancelled, nothing is.
    """
    require_signed_in(context)
    ids, contacts = _ids(wanted, CUSTOMER), _ids(wanted, CONTACT)
    with UnitOfWork(context) as work:
        restoring = Restoring(context, work)
        report = restoring.customers(ids, progress=progress)
        done, left, notes = report.done, list(report.left), list(report.notes)
        for contact_id in contacts:
            check_cancelled()
            label = restoring.label(CONTACT, contact_id)
            try:
                notes += restoring.contact(contact_id)
                done += 1
            except errors.NotAllowed:
                left.append(Left(label, NOT_YOURS))
            except errors.NotFound:
                left.append(Left(label, GONE))
        work.commit()
    return JobReport(done=done, left=tuple(left), notes=tuple(notes))


def purge_preview(context: ServiceContext, wanted: Sequence[Key]) -> PurgePreview:
    """Return what removing these records for good would take, and which have to stay.

    Administrators only.
    """
    require_administrator(context)
    with ReadOnlyWork(context) as work:
        found, left = recycle_queries.purgeable(work.session, _ids(wanted, CUSTOMER))
        contacts = recycle_queries.purged_contacts(work.session, list(found), _ids(wanted, CONTACT))
        return PurgePreview(
            customers=tuple(found.values()),
            contacts=contacts,
            left=tuple(Left(label, HAS_PAYMENTS) for label in left.values()),
        )


@repeated_after_deadlock
def purge(context: ServiceContext, wanted: Sequence[Key], progress: Progress | None = None) -> int:
    """Remove records in the recycle bin for good, and return how many (administrators).

    The history keeps what they were. Other customers of a group whose parent goes have none then.

    Raises:
        HasPayments: one of the customers has payments; nothing was removed.
        NotFound: one is not in the recycle bin (any more); nothing was removed.
        Cancelled: nothing was removed.

    """
    require_administrator(context)
    contacts, customers = _ids(wanted, CONTACT), _ids(wanted, CUSTOMER)
    purged, seen = 0, 0
    with UnitOfWork(context) as work:
        for contact_id in contacts:
            recycle_queries.purge_contact(work.session, contact_id)
            purged += 1
        for chunk in chunks(customers):
            check_cancelled()
            purged += recycle_queries.purge_customers(work.session, chunk)
            seen += len(chunk)
            if progress is not None:
                progress(seen, len(customers))
        work.commit()
    return purged


def _ids(wanted: Sequence[Key], kind: str) -> list[int]:
    return list(dict.fromkeys(item_id for item_kind, item_id in wanted if item_kind == kind))
