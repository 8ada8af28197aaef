"""Taking an import back: as if it had not happened, but for the history."""

from crm_desktop.data import import_batches, import_rows
from crm_desktop.data.tables import ImportBatch
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.errors import ImportNotFound, ImportTakenBack, NotAllowed
from crm_desktop.domain.transfer import ImportState, Progress, TakenBack
from crm_desktop.services import transfer_made
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, require_signed_in


class TakingBack:
    """An import that is being taken back: at once in a file, in short transactions on a server."""

    def __init__(self, context: ServiceContext, batch_id: int, progress: Progress | None) -> None:
        self._context = context
        self._actor = require_signed_in(context)
        self._batch_id = batch_id
        self._progress = progress
        self._never_was = False
        self._removed = 0

    def run(self) -> TakenBack:
        """Remove what may go and answer what was kept."""
        if not self._context.database.is_embedded:
            self._begin()
            while self._remove_block():
                pass
        return self._finish()

    @repeated_after_deadlock
    def _begin(self) -> None:
        with UnitOfWork(self._context) as work:
            batch = self._open(work)
            self._never_was = batch.state in (ImportState.READING, ImportState.STORING)
            batch.state = ImportState.TAKING_BACK
            import_rows.drop(work.session, batch.id, import_rows.ALL)
            work.commit()

    @repeated_after_deadlock
    def _remove_block(self) -> int:
        with UnitOfWork(self._context) as work:
            batch = self._open(work)
            removed = sum(import_batches.remove(work.session, batch))
            work.commit()
        self._tell(removed, batch)
        return removed

    @repeated_after_deadlock
    def _finish(self) -> TakenBack:
        with UnitOfWork(self._context) as work:
            batch = self._open(work)
            if self._context.database.is_embedded:
                for removed in import_batches.remove(work.session, batch):
                    self._tell(removed, batch)
            batch.state = ImportState.TAKEN_BACK
            if self._never_was:
                batch.created_count = batch.updated_count = 0
            kept = import_batches.kept(work.session, batch)
            values, used = transfer_made.take_back(work, batch, self._actor)
            work.commit()
        return TakenBack(removed=self._removed, kept=(*kept, *used), values=tuple(values))

    def _open(self, work: UnitOfWork) -> ImportBatch:
        batch = work.session.get(ImportBatch, self._batch_id)
        if batch is None:
            raise ImportNotFound(number=self._batch_id)
        if not self._actor.is_administrator and batch.created_by != self._actor.user_id:
            raise NotAllowed
        if batch.state == ImportState.TAKEN_BACK and not self._is_left(work, batch):
            raise ImportTakenBack
        return batch

    def _is_left(self, work: UnitOfWork, batch: ImportBatch) -> bool:
        return bool(import_batches.left(work.session, [batch])) or transfer_made.is_left(
            work, batch
        )

    def _tell(self, removed: int, batch: ImportBatch) -> None:
        self._removed += removed
        if self._progress is not None:
            self._progress(self._removed, batch.created_count)
