"""Noting what a user did, inside the work that does it, so that it can be undone."""

from collections.abc import Sequence

from crm_desktop.data import jobs
from crm_desktop.data.jobs import Noted
from crm_desktop.data.tables import PaymentRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.jobs import JobKind
from crm_desktop.services.context import ServiceContext, require_signed_in


def voided(context: ServiceContext, work: UnitOfWork, records: Sequence[PaymentRecord]) -> None:
    """Note payments that were declared void and flushed."""
    if not records:
        return
    actor = require_signed_in(context)
    job = jobs.begin(work.session, actor.user_id, JobKind.VOID, {}, complete=True)
    notes = [Noted(record.__tablename__, record.id, record.version, {}) for record in records]
    jobs.note(work.session, job, notes, records[0].payment_no)
