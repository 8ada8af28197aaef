"""Ids in an embedded file: none is given again after its record was removed for good.

The history goes by ids: a new record would otherwise begin with the story of an old one. A server
never gives an id again.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.data.table_base import Stamped
from crm_desktop.data.tables import AuditLog, ContactRecord, CustomerRecord, PaymentRecord

_REMOVABLE: tuple[type[Stamped], ...] = (CustomerRecord, ContactRecord, PaymentRecord)


def give(session: Session) -> None:
    """Give ids to the new records of a flush of whose kind some may have been removed."""
    for mapped in _REMOVABLE:
        new = [record for record in session.new if isinstance(record, mapped) and not record.id]
        if new:
            for record_id, record in enumerate(new, start=next_id(session, mapped)):
                record.id = record_id


def next_id(session: Session, mapped: type[Stamped]) -> int:
    """Return the first id that no record of this kind has or had."""
    entity = AuditLog.entity == mapped.__tablename__  # type: ignore[attr-defined]
    with session.no_autoflush:
        stored = session.scalar(select(func.max(mapped.id)))
        known = session.scalar(select(func.max(AuditLog.entity_id)).where(entity))
    return max(stored or 0, known or 0) + 1
