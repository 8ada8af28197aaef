"""Jobs that can be undone: which records they changed, from what.

A note gives no rights. Undoing is an ordinary change and goes the ordinary ways.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.data import bulk, import_batches
from crm_desktop.data.tables import ImportBatch, JobItem, JobRecord
from crm_desktop.domain.jobs import Job, JobKind
from crm_desktop.domain.transfer import ImportState


@dataclass(frozen=True, slots=True)
class Noted:
    """A record that a job changed, the version it got, and what stood in its fields before."""

    entity: str
    entity_id: int
    version: int
    before: Mapping[str, Any]


def begin(
    session: Session, user_id: int, kind: JobKind, detail: Mapping[str, Any], *, complete: bool
) -> JobRecord:
    """Note that a user does a job; it counts no records yet."""
    job = JobRecord(
        user_id=user_id, kind=kind.value, detail=json.dumps(dict(detail)), is_complete=complete
    )
    session.add(job)
    session.flush()
    return job


def note(session: Session, job: JobRecord, items: Iterable[Noted], label: str = "") -> None:
    """Note records that a job changed; `label` is what people call the only one."""
    rows = [
        {
            "job_id": job.id,
            "entity": item.entity,
            "entity_id": item.entity_id,
            "version": item.version,
            "before": json.dumps(dict(item.before), ensure_ascii=False),
        }
        for item in items
    ]
    if rows:
        bulk.insert(session, JobItem, rows)
    job.record_count = (job.record_count or 0) + len(rows)
    job.label = label[:250] if job.record_count == 1 else ""
    session.flush()


def last(session: Session, user_id: int, since: datetime) -> Job | None:
    """Return the user's last job that is not undone, if it was done after `since`."""
    query = select(JobRecord).where(
        JobRecord.user_id == user_id, JobRecord.undone_at.is_(None), JobRecord.record_count > 0
    )
    record = session.scalars(query.order_by(JobRecord.id.desc()).limit(1)).first()
    return job_of(record) if record is not None and record.created_at >= since else None


def last_import(session: Session, user_id: int, since: datetime) -> Job | None:
    """Return the user's last import since then of which something can be taken back.

    Of one that was taken back already that is what was kept then and is free now.
    """
    states = (ImportState.DONE, ImportState.TAKING_BACK, ImportState.TAKEN_BACK)
    query = select(ImportBatch).where(
        ImportBatch.created_by == user_id,
        ImportBatch.created_count > 0,
        ImportBatch.state.in_(states),
        ImportBatch.created_at >= since,
    )
    for batch in session.scalars(query.order_by(ImportBatch.id.desc())):
        is_rest = batch.state == ImportState.TAKEN_BACK
        if is_rest and not import_batches.is_free(session, batch):
            continue
        detail: dict[str, Any] = {"file": batch.file_name}
        if is_rest:
            detail["is_rest"] = True
        return Job(batch.id, JobKind.IMPORT, batch.created_at, batch.created_count, detail=detail)
    return None


def items(
    session: Session, job_id: int, after_id: int, limit: int | None
) -> list[tuple[int, Noted]]:
    """Return at most `limit` records of a job whose notes come after `after_id`, with those ids."""
    query = select(JobItem).where(JobItem.job_id == job_id, JobItem.id > after_id)
    found = session.scalars(query.order_by(JobItem.id).limit(limit))
    return [
        (item.id, Noted(item.entity, item.entity_id, item.version, json.loads(item.before)))
        for item in found
    ]


def job_of(record: JobRecord) -> Job:
    """Return a stored job as services answer it."""
    return Job(
        id=record.id,
        kind=JobKind(record.kind),
        at=record.created_at,
        record_count=record.record_count,
        label=record.label,
        detail=json.loads(record.detail),
        is_complete=record.is_complete,
    )
