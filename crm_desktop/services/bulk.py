"""Setting status, level, owner or category of many customers, handing them over, deleting them.

What would change is told before. In an embedded file all of it is one transaction. On a server a
long job is cut into short transactions, so that nobody waits for it; if it fails or is cancelled,
what was done of it is undone before the error is raised.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from crm_desktop.data import bulk_changes, customer_queries, customer_records, jobs
from crm_desktop.data.bulk_changes import Standing
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.jobs import Noted
from crm_desktop.data.tables import ClientUser, CustomerRecord, JobRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.fields import CUSTOMER_FIELDS, by_name
from crm_desktop.domain.history import Action
from crm_desktop.domain.jobs import (
    BULK_FIELDS,
    IN_THE_BIN,
    BulkPreview,
    BulkRow,
    JobKind,
    JobReport,
    Left,
    NothingToSet,
    SameOwner,
)
from crm_desktop.domain.rules import check_codes
from crm_desktop.domain.validation import REQUIRED, UNKNOWN_VALUE, Problem
from crm_desktop.infra.cancellation import CancelToken, check_cancelled
from crm_desktop.services import undo
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, require_signed_in
from crm_desktop.services.gathering import gathered

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
# Customers in one transaction on a server.
BLOCK = 1000
MOST_SHOWN = 100
_FIELDS = by_name(CUSTOMER_FIELDS)


def matching(context: ServiceContext, criteria: Criteria) -> tuple[int, ...]:
    """Return the ids of all customers that a query finds, in the order of their numbers."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return tuple(customer_queries.customer_ids(work.session, criteria, SortOrder()))


def owned_by(context: ServiceContext, user_id: int) -> tuple[int, ...]:
    """Return the ids of the customers a user owns, those in the recycle bin left out."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return tuple(bulk_changes.owned(work.session, user_id))


def preview(
    context: ServiceContext, ids: Sequence[int], values: Mapping[str, object]
) -> BulkPreview:
    """Return what setting `values` (by field, of `BULK_FIELDS`) would do to customers.

    Raises:
        NothingToSet: no field is given.
        ValidationFailed: a value cannot be chosen.

    """
    require_signed_in(context)
    names = list(values)
    changing: list[BulkRow] = []
    unchanged, missing = 0, 0
    with ReadOnlyWork(context) as work:
        _check(work, values)
        for chunk in chunks(dict.fromkeys(ids)):
            check_cancelled()
            found = bulk_changes.rows(work.session, chunk, names)
            differing = [row for row in found if dict(row.before) != dict(values)]
            missing += len(chunk) - len(found)
            unchanged += len(found) - len(differing)
            changing += differing
    return BulkPreview(
        ids=tuple(row.id for row in changing),
        unchanged=unchanged,
        missing=missing,
        counts={name: _counted(changing, name) for name in names},
        first=tuple(changing[:MOST_SHOWN]),
    )


def set_fields(
    context: ServiceContext,
    ids: Sequence[int],
    values: Mapping[str, object],
    progress: Progress | None = None,
) -> JobReport:
    """Set `values` for customers; those that went to the recycle bin meanwhile are left.

    All or nothing; `services.undo` takes it back later. Raises as `preview` does, and Cancelled.
    """
    require_signed_in(context)
    return _Job(context, JobKind.CHANGE, values, {"values": dict(values)}, progress).run(ids)


def delete(
    context: ServiceContext, ids: Sequence[int], progress: Progress | None = None
) -> JobReport:
    """Move customers to the recycle bin; those that are there already do not count.

    All or nothing; `services.undo` takes it back later. Raises Cancelled.
    """
    actor = require_signed_in(context)
    values = {"deleted_at": context.clock.now(), "deleted_by": actor.user_id}
    return _Job(context, JobKind.DELETE, values, {}, progress).run(ids)


def hand_over(
    context: ServiceContext,
    from_user: int,
    to_user: int,
    progress: Progress | None = None,
) -> JobReport:
    """Give all customers that one user owns to another, who must be active; all or nothing.

    Raises:
        SameOwner: both are the same.
        NotFound: there is no such user.
        ValidationFailed: who is to get them is disabled.

    """
    require_signed_in(context)
    if from_user == to_user:
        raise SameOwner
    with ReadOnlyWork(context) as work:
        for user_id in (from_user, to_user):
            if work.session.get(ClientUser, user_id) is None:
                raise errors.NotFound
    detail = {"from": from_user, "to": to_user}
    job = _Job(context, JobKind.HAND_OVER, {"owner_id": to_user}, detail, progress)
    return job.run(owned_by(context, from_user))


class _Job:
    """A bulk change under way."""

    def __init__(
        self,
        context: ServiceContext,
        kind: JobKind,
        values: Mapping[str, object],
        detail: Mapping[str, Any],
        progress: Progress | None,
    ) -> None:
        self._context = context
        self._kind = kind
        self._values = dict(values)
        self._is_delete = kind is JobKind.DELETE
        # What is read before, and told in the history.
        self._names = ["deleted_at"] if self._is_delete else list(values)
        self._detail = detail
        self._progress = progress
        self._job_id: int | None = None
        self._done = 0
        self._seen = 0
        self._left: list[Left] = []

    def run(self, ids: Sequence[int]) -> JobReport:
        """Do it, or leave nothing done."""
        wanted = list(dict.fromkeys(ids))
        if not self._is_delete:
            with ReadOnlyWork(self._context) as work:
                _check(work, self._values)
        size = len(wanted) if self._context.database.is_embedded else BLOCK
        blocks = [wanted[at : at + size] for at in range(0, len(wanted), max(size, 1))]
        with gathered(self._context) as context:
            try:
                for place, block in enumerate(blocks, start=1):
                    self._do(context, block, len(wanted), is_last=place == len(blocks))
            except BaseException:
                self._take_back(context)
                raise
        return JobReport(done=self._done, left=tuple(self._left), job_id=self._job_id)

    @repeated_after_deadlock
    def _do(
        self, context: ServiceContext, block: Sequence[int], total: int, *, is_last: bool
    ) -> None:
        with UnitOfWork(context) as work:
            job = self._begun(work, complete=is_last)
            done, left, seen = 0, list[Left](), self._seen
            for chunk in chunks(block):
                check_cancelled()
                found = bulk_changes.standing(work.session, chunk, self._names)
                chosen = [one for one in found if dict(one.row.before) != self._values]
                if chosen:
                    job = job or self._begin(work, complete=is_last)
                    self._set(work, job, chosen)
                if not self._is_delete:
                    left += _missing(work, chunk, {one.row.id for one in found})
                done += len(chosen)
                seen += len(chunk)
                if self._progress is not None:
                    self._progress(seen, total)
            job_id = job.id if job is not None else None
            work.commit()
        self._job_id = job_id
        self._done += done
        self._left += left
        self._seen = seen

    def _begun(self, work: UnitOfWork, *, complete: bool) -> JobRecord | None:
        """Return the job that an earlier transaction began, if one did."""
        if self._job_id is None:
            return None
        job = work.session.get(JobRecord, self._job_id)
        assert job is not None, "a job stays once it was begun"
        job.is_complete = complete
        return job

    def _begin(self, work: UnitOfWork, *, complete: bool) -> JobRecord:
        user_id = require_signed_in(self._context).user_id
        return jobs.begin(work.session, user_id, self._kind, self._detail, complete=complete)

    def _set(self, work: UnitOfWork, job: JobRecord, chosen: Sequence[Standing]) -> None:
        action = Action.DELETE if self._is_delete else Action.CHANGE
        bulk_changes.set_fields(work.session, chosen, self._values, action)
        # Undoing a delete needs no more than to know that it was the last change.
        before = {one.row.id: {} if self._is_delete else one.row.before for one in chosen}
        notes = [
            Noted("customer", one.row.id, one.version + 1, before[one.row.id]) for one in chosen
        ]
        jobs.note(work.session, job, notes, _label(chosen[0].row))

    def _take_back(self, context: ServiceContext) -> None:
        """Undo what earlier transactions of a job did that could not be ended."""
        if self._job_id is None:
            return
        # The cancelled job's token would stop this as well.
        with CancelToken().active():
            logger.info("job %s could not be ended and is taken back", self._job_id)
            undo.undo(context, self._job_id)


def _missing(work: UnitOfWork, wanted: Sequence[int], there: set[int]) -> list[Left]:
    gone = (each for each in wanted if each not in there)
    return [Left(_customer_label(work, each), IN_THE_BIN) for each in gone]


def _customer_label(work: UnitOfWork, customer_id: int) -> str:
    """Return what people call a customer, also one that is not there any more."""
    record = work.session.get(CustomerRecord, customer_id)
    return f"{record.customer_no} {record.name}" if record is not None else str(customer_id)


def _check(work: ReadOnlyWork, values: Mapping[str, object]) -> None:
    if not values:
        raise NothingToSet
    unknown = sorted(set(values) - set(BULK_FIELDS))
    if unknown:
        raise errors.ValidationFailed(
            [Problem(name, UNKNOWN_VALUE, {"value": name}) for name in unknown]
        )
    fields = [_FIELDS[name] for name in values]
    problems = [
        Problem(field.name, REQUIRED)
        for field in fields
        if field.required and values[field.name] in (None, "")
    ]
    known = customer_records.choices(work.session)
    problems += check_codes(fields, SimpleNamespace(**values), None, known)
    if problems:
        raise errors.ValidationFailed(problems)


def _counted(rows: Sequence[BulkRow], name: str) -> tuple[tuple[object, int], ...]:
    return tuple(Counter(row.before[name] for row in rows).most_common())


def _label(row: BulkRow) -> str:
    return f"{row.customer_no} {row.name}"
