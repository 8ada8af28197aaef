"""Imports on a server: in short transactions, so that nobody is locked out, and yet all or none.

The checked rows wait in a table of their own until the whole file has been read; then they are
stored, some hundred in a transaction, and go from there as they do. What fails or is cancelled on
the way is taken back. Where even that is not possible (the line, the program or the computer
broke), the import is found unfinished later, to be finished or taken back.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from crm_desktop.data import import_batches, import_queries, import_rows, numbers
from crm_desktop.data.tables import ImportBatch
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.errors import (
    CrmError,
    DuplicateNumber,
    ImportFinished,
    ImportNotFound,
    ImportRefused,
    ImportTakenBack,
    ImportUnread,
    NotAllowed,
)
from crm_desktop.domain.folding import fold
from crm_desktop.domain.transfer import ImportKind, ImportState, Progress
from crm_desktop.infra.cancellation import CancelToken, check_cancelled
from crm_desktop.infra.i18n import show
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, require_signed_in
from crm_desktop.services.transfer_back import TakingBack

logger = logging.getLogger(__name__)

# Records in one transaction: few enough that nobody waits for long.
BLOCK = 300
# An import that gave no sign of life for so long broke off.
SILENCE = timedelta(minutes=3)
_SERIES = {ImportKind.CUSTOMER: numbers.CUSTOMERS, ImportKind.PAYMENT: numbers.PAYMENTS}
_NUMBER_COLUMNS = {ImportKind.CUSTOMER: "customer_no", ImportKind.PAYMENT: "payment_no"}


class StoringOnServer:
    """An import whose rows wait on the server and are being stored."""

    def __init__(self, context: ServiceContext, batch_id: int, tell: Callable[[int], None]) -> None:
        self._context = context
        self._actor = require_signed_in(context)
        self._batch_id = batch_id
        self._tell = tell

    @repeated_after_deadlock
    def begin(self) -> None:
        """Note that all rows of the file wait: from now on the import can be finished."""
        with UnitOfWork(self._context) as work:
            batch = self.open(work, ImportState.READING)
            batch.state, batch.created_count = ImportState.STORING, 0
            work.commit()

    def run(self) -> int:
        """Store all rows that wait, and return how many records the import has made by then."""
        while self._store_block():
            pass
        return self._finish()

    @repeated_after_deadlock
    def _store_block(self) -> bool:
        with UnitOfWork(self._context) as work:
            batch = self.open(work)
            kind = ImportKind(batch.kind)
            last, records = import_rows.waiting(work.session, kind, batch.id, BLOCK)
            new = [record for record in records if record.values]
            batch.created_count += len(new)
            # From here on a second program that finishes the same import waits, and then gives up.
            work.flush()
            if not records:
                work.commit()
                return False
            typed = [record.number for record in new]
            taken = import_queries.taken(work.session, _SERIES[kind], typed)
            for record in new:
                if fold(record.number) in taken:
                    raise ImportRefused(
                        row=record.row,
                        column=_NUMBER_COLUMNS[kind],
                        reason=show(DuplicateNumber.text, number=record.number),
                    )
            import_rows.store(work, kind, batch.id, records)
            import_rows.drop(work.session, batch.id, last)
            work.commit()
        self._tell(batch.created_count)
        return True

    @repeated_after_deadlock
    def _finish(self) -> int:
        with UnitOfWork(self._context) as work:
            batch = self.open(work)
            batch.state = ImportState.DONE
            batch.last_entry = import_batches.last_entry(work.session)
            work.commit()
            return batch.created_count

    def open(self, work: UnitOfWork, state: ImportState = ImportState.STORING) -> ImportBatch:
        """Return the record of the import in this state; else an error says which it is in.

        Raises also NotAllowed for somebody else's.
        """
        check_cancelled()
        batch = work.session.get(ImportBatch, self._batch_id)
        if batch is None:
            raise ImportNotFound(number=self._batch_id)
        if batch.state != state:
            raise _why_not(batch)
        # Rows are stored in the name of who stores them.
        if batch.created_by != self._actor.user_id:
            raise NotAllowed
        return batch


def _why_not(batch: ImportBatch) -> CrmError:
    """Return why an import that is in another state than expected cannot be finished."""
    if batch.state == ImportState.DONE:
        return ImportFinished(number=batch.id)
    if batch.state == ImportState.TAKEN_BACK:
        return ImportTakenBack()
    return ImportUnread(number=batch.id)


def take_back_after(context: ServiceContext, batch_id: int) -> None:
    """Take back what an import that failed or was cancelled had stored.

    Where that fails too, the import is found unfinished later.
    """
    with CancelToken().active():  # what cancelled the import does not cancel this
        try:
            TakingBack(context, batch_id, None).run()
        except CrmError as error:
            logger.warning("import %s could not be taken back: %s", batch_id, error)


def halves(progress: Progress | None, about: int) -> tuple[Progress | None, Callable[[int], None]]:
    """Return the progress of reading, and of storing, which is the other half of the work."""
    if progress is None:
        return None, lambda _: None
    tell, total = progress, 2 * max(about - 1, 0)

    def reading(done: int, _: int) -> None:
        tell(done, max(total, 2 * done) if about else 0)

    def storing(done: int) -> None:
        tell(total // 2 + done, max(total, total // 2 + done) if about else 0)

    return reading, storing
