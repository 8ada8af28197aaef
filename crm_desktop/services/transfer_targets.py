"""Where imports put their records: into an embedded file at once, or to wait on a server."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from crm_desktop.data import import_rows
from crm_desktop.data.import_rows import Incoming
from crm_desktop.data.tables import ImportBatch
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.folding import fold
from crm_desktop.services import transfer_made
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.transfer_choices import Choices
from crm_desktop.services.transfer_rows import RowImport


class EmbeddedTarget:
    """Stores records as they come, in the one unit of work of the whole import."""

    def __init__(self, kind: str, batch_id: int) -> None:
        self._kind = kind
        self._batch_id = batch_id

    def transaction(self, _: RowImport[Any]) -> AbstractContextManager[None]:
        """Return a block in the import's unit of work, which is open."""
        return nullcontext()

    def add(self, work: UnitOfWork, records: Sequence[Incoming]) -> None:
        """Store records."""
        import_rows.store(work, self._kind, self._batch_id, records)

    def has(self, _: str) -> bool:
        """Answer that nothing waits."""
        return False


class ServerTarget:
    """Lets checked records wait on the server, in one short transaction for each chunk."""

    def __init__(self, context: ServiceContext, batch_id: int, choices: Choices) -> None:
        self._context = context
        self._batch_id = batch_id
        self._choices = choices
        self._next = 1
        self._numbers: set[str] = set()

    @contextmanager
    def transaction(self, running: RowImport[Any]) -> Iterator[None]:
        """Yield in a unit of work of its own, which is stored at the end."""
        with UnitOfWork(self._context) as work:
            running.work = self._choices.work = work
            yield
            batch = work.session.get(ImportBatch, self._batch_id)
            assert batch is not None
            # Every transaction leaves a sign of life.
            batch.created_count = self._next
            transfer_made.note(batch, self._choices.records)
            work.commit()

    def add(self, work: UnitOfWork, records: Sequence[Incoming]) -> None:
        """Let records wait."""
        self._next = import_rows.wait(work.session, self._batch_id, self._next, records)
        self._numbers |= {fold(record.number) for record in records}

    def has(self, number_key: str) -> bool:
        """Whether a record of this number waits."""
        return number_key in self._numbers
