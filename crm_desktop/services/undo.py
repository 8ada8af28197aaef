"""Undoing what a user did last: a delete, a void, a bulk change, a hand-over, an import.

Each is undone by ordinary changes, with the rights of whoever undoes it, and stands in the history
like any other. What somebody changed since is left as it is and named. A void payment stays void:
undoing enters it again as another payment, which refers to the void one.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from crm_desktop.data import bulk_changes, jobs
from crm_desktop.data.bulk_changes import Standing
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.jobs import Noted
from crm_desktop.data.tables import (
    CustomerRecord,
    JobRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.jobs import (
    CHANGED_SINCE,
    ENTERED_AGAIN,
    GONE,
    IN_THE_BIN,
    NO_SUCH_VALUE,
    Job,
    JobKind,
    JobReport,
    Left,
    Note,
    NothingToUndo,
)
from crm_desktop.domain.texts import Text, marked
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, require_signed_in
from crm_desktop.services.gathering import gathered
from crm_desktop.services.payments import enter_again
from crm_desktop.services.restoring import Restoring

Progress = Callable[[int, int], None]
# Later than this nobody remembers what Ctrl+Z would undo.
LONGEST_AGO = timedelta(days=1)
# Records in one transaction on a server.
BLOCK = 1000

PAYMENT_AGAIN = marked("Undo", "Entered again as {number}.")
VALUE_REMOVED = marked("Undo", "Removed: the import had made it, and nobody uses it.")


def last(context: ServiceContext) -> Job | None:
    """Return what the signed-in user did last, within a day, and can undo."""
    actor = require_signed_in(context)
    since = context.clock.now() - LONGEST_AGO
    with ReadOnlyWork(context) as work:
        job = jobs.last(work.session, actor.user_id, since)
        imported = jobs.last_import(work.session, actor.user_id, since)
    if job is None or imported is None:
        return job or imported
    return imported if imported.at > job.at else job


def undo_job(context: ServiceContext, job: Job, progress: Progress | None = None) -> JobReport:
    """Undo what `last` returned; raises as `undo` and, for an import, `undo_import` do."""
    if job.kind is not JobKind.IMPORT:
        return undo(context, job.id, progress)
    from crm_desktop.services.transfer_in import undo_import

    taken = undo_import(context, job.id, progress)
    left = tuple(Left(kept.label, kept.reason) for kept in taken.kept)
    notes = tuple(Note(value, VALUE_REMOVED) for value in taken.values)
    return JobReport(done=taken.removed, left=left, notes=notes)


def undo(context: ServiceContext, job_id: int, progress: Progress | None = None) -> JobReport:
    """Undo a job of the signed-in user's own, and say what was left and why.

    Raises:
        NothingToUndo: it was undone already.
        NotAllowed: somebody else did it.
        NotFound: there is no such job.

    """
    require_signed_in(context)
    undoing = _Undoing(context, job_id, progress)
    with gathered(context) as quiet:
        while not undoing.is_finished:
            undoing.next_block(quiet)
    return undoing.report()


class _Undoing:
    """A job that is being undone, block by block on a server, at once in a file."""

    def __init__(self, context: ServiceContext, job_id: int, progress: Progress | None) -> None:
        self.is_finished = False
        self._actor = require_signed_in(context)
        self._job_id = job_id
        self._progress = progress
        self._block = None if context.database.is_embedded else BLOCK
        self._after = 0
        self._done, self._seen = 0, 0
        self._left: list[Left] = []
        self._notes: list[Note] = []

    def report(self) -> JobReport:
        """Return how it ended."""
        return JobReport(done=self._done, left=tuple(self._left), notes=tuple(self._notes))

    @repeated_after_deadlock
    def next_block(self, context: ServiceContext) -> None:
        """Undo the next records, in a transaction of their own."""
        with UnitOfWork(context) as work:
            job = self._open(work)
            found = jobs.items(work.session, job.id, self._after, self._block)
            block = _Block(context, work, JobKind(job.kind))
            for chunk in chunks(noted for _, noted in found):
                check_cancelled()
                block.undo(chunk)
                self._tell(block.seen, job.record_count)
            is_last = self._block is None or len(found) < self._block
            if is_last:
                job.undone_at = context.clock.now()
            work.commit()
        report = block.report()
        self.is_finished = is_last
        self._after = found[-1][0] if found else self._after
        self._seen += len(found)
        self._done += report.done
        self._left += report.left
        self._notes += report.notes

    def _open(self, work: UnitOfWork) -> JobRecord:
        job = work.session.get(JobRecord, self._job_id)
        if job is None:
            raise errors.NotFound
        if job.user_id != self._actor.user_id:
            raise errors.NotAllowed
        if job.undone_at is not None:
            raise NothingToUndo
        return job

    def _tell(self, seen: int, total: int) -> None:
        if self._progress is not None:
            self._progress(min(self._seen + seen, total), total)


class _Block:
    """Records of a job that are undone in one transaction."""

    def __init__(self, context: ServiceContext, work: UnitOfWork, kind: JobKind) -> None:
        self.seen = 0
        self._work = work
        self._kind = kind
        self._restoring = Restoring(context, work)
        self._done = 0
        self._left: list[Left] = []
        self._notes: list[Note] = []

    def report(self) -> JobReport:
        """Return how many records were undone, and which were left."""
        return JobReport(done=self._done, left=tuple(self._left), notes=tuple(self._notes))

    def undo(self, items: Sequence[Noted]) -> None:
        """Undo what the job did to these records."""
        self.seen += len(items)
        if self._kind is JobKind.DELETE:
            self._restore(items)
        elif self._kind is JobKind.VOID:
            for item in items:
                self._enter_again(item)
        else:
            self._set_back(items)

    # -- a delete

    def _restore(self, items: Sequence[Noted]) -> None:
        versions = {item.entity_id: item.version for item in items}
        report = self._restoring.customers(list(versions), versions)
        self._done += report.done
        self._left += report.left
        self._notes += report.notes

    # -- a void

    def _enter_again(self, item: Noted) -> None:
        session = self._work.session
        void = session.get(PaymentRecord, item.entity_id)
        if void is None or void.voided_at is None:
            self._leave(str(item.entity_id) if void is None else void.payment_no, GONE)
            return
        customer = session.get(CustomerRecord, void.customer_id)
        if customer is None or customer.deleted_at is not None:
            self._leave(void.payment_no, IN_THE_BIN)
            return
        try:
            again = enter_again(self._work, void)
        except errors.AlreadyReplaced:
            self._leave(void.payment_no, ENTERED_AGAIN)
            return
        self._notes.append(Note(void.payment_no, PAYMENT_AGAIN, {"number": again.payment_no}))
        self._done += 1

    # -- a bulk change

    def _set_back(self, items: Sequence[Noted]) -> None:
        names = list(items[0].before) if items else []
        ids = [item.entity_id for item in items]
        found = {one.row.id: one for one in bulk_changes.standing(self._work.session, ids, names)}
        chosen: dict[str, list[Standing]] = {}
        for item in items:
            standing = found.get(item.entity_id)
            if standing is None:
                label = self._restoring.label(item.entity, item.entity_id)
                self._leave(label, self._why_missing(item))
            elif dict(standing.row.before) == item.before:
                self._done += 1
            elif standing.version != item.version:
                self._leave(_label(standing), CHANGED_SINCE)
            else:
                chosen.setdefault(json.dumps(dict(item.before)), []).append(standing)
        for before, group in chosen.items():
            self._set(group, json.loads(before))

    def _why_missing(self, item: Noted) -> Text:
        record = self._work.session.get(CustomerRecord, item.entity_id)
        return GONE if record is None else IN_THE_BIN

    def _set(self, group: Sequence[Standing], values: dict[str, Any]) -> None:
        category = values.get("product_category_id")
        if category is not None and self._work.session.get(ProductCategoryRecord, category) is None:
            self._leave_all(group)
            return
        bulk_changes.set_fields(self._work.session, group, values)
        self._done += len(group)

    def _leave_all(self, group: Iterable[Standing]) -> None:
        for one in group:
            self._leave(_label(one), NO_SUCH_VALUE)

    def _leave(self, label: str, reason: Text) -> None:
        self._left.append(Left(label, reason))


def _label(standing: Standing) -> str:
    return f"{standing.row.customer_no} {standing.row.name}"
