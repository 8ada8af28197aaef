"""Imports of customers and payments from CSV and Excel files: all rows, or none."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.data import import_batches, user_queries
from crm_desktop.data.tables import ImportBatch
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.errors import (
    Cancelled,
    FileNotWritable,
    FileUnreadable,
    ImportRefused,
)
from crm_desktop.domain.transfer import (
    Duplicates,
    Import,
    ImportResult,
    ImportState,
    Progress,
    TakenBack,
)
from crm_desktop.infra.cancellation import CancelledWork
from crm_desktop.infra.i18n import translate
from crm_desktop.services import transfer_made
from crm_desktop.services.context import ServiceContext, require_signed_in
from crm_desktop.services.transfer_back import TakingBack
from crm_desktop.services.transfer_choices import Choices
from crm_desktop.services.transfer_columns import Layout, match_columns
from crm_desktop.services.transfer_customers import CustomerImport
from crm_desktop.services.transfer_files import Row, Table, read_table
from crm_desktop.services.transfer_payments import PaymentImport
from crm_desktop.services.transfer_rejects import Rejects
from crm_desktop.services.transfer_rows import Target
from crm_desktop.services.transfer_server import (
    SILENCE,
    StoringOnServer,
    halves,
    take_back_after,
)
from crm_desktop.services.transfer_targets import EmbeddedTarget, ServerTarget
from crm_desktop.services.transfer_writers import check_name

NO_MAPPING: Mapping[str, str] = {}


def import_customers(
    context: ServiceContext,
    path: Path,
    mapping: Mapping[str, str] = NO_MAPPING,
    create_missing: bool = False,
    progress: Progress | None = None,
    *,
    duplicates: Duplicates = Duplicates.REFUSE,
    error_file: Path | None = None,
) -> ImportResult:
    """Import customers, each with at most one contact, from a CSV or Excel file.

    `mapping` tells for columns of ours what they are called in the file; columns with our names
    or labels need none. With `create_missing` unknown product categories and list values are made,
    if the signed-in user is an administrator. `progress` is called with the rows done and their
    number, 0 where that is unknown. With `error_file` bad rows go into that file (.csv or .xlsx),
    to be mended and imported again, and all others are imported; without it the first bad row
    stops the import. Customers that belong to each other in a way that cannot be stop it always.

    Raises:
        ImportRefused: a column is missing or a row is bad; nothing was stored.
        FileUnreadable: the file is no table.
        FileNotWritable: `error_file` cannot be written; nothing was stored.
        Cancelled: the task was cancelled; nothing was stored.

    """
    how = _How(mapping, create_missing, duplicates, error_file)
    return _import(context, path, CustomerImport, how, progress)


def import_payments(
    context: ServiceContext,
    path: Path,
    mapping: Mapping[str, str] = NO_MAPPING,
    create_missing: bool = False,
    progress: Progress | None = None,
    *,
    duplicates: Duplicates = Duplicates.REFUSE,
    error_file: Path | None = None,
) -> ImportResult:
    """Import payments of existing customers, told by their numbers; else as `import_customers`."""
    how = _How(mapping, create_missing, duplicates, error_file)
    return _import(context, path, PaymentImport, how, progress)


def imports(context: ServiceContext) -> tuple[Import, ...]:
    """Return the imports there were, the latest first: a clerk's own, an administrator's all."""
    actor = require_signed_in(context)
    with ReadOnlyWork(context) as work:
        found = import_batches.imports(work.session, user_queries.names(work.session))
    return tuple(each for each in found if actor.is_administrator or each.user_id == actor.user_id)


def undo_import(
    context: ServiceContext, batch_id: int, progress: Progress | None = None
) -> TakenBack:
    """Take a whole import back: what it made goes for good, as if it had not happened.

    `batch_id` is `ImportResult.batch_id` or `Import.id`. What somebody changed since, what has
    payments, and groups that others belong to are kept and named in the result; numbers of what
    went are free again. The history keeps what went, and when. List values and categories that
    the import made go if nobody uses them. What was kept can be asked for again, and goes once
    nothing stands in its way. `progress` is called with the records removed and how many there
    were.

    Raises:
        NotFound: there is no such import.
        NotAllowed: it is somebody else's, and a clerk asks.
        ImportTakenBack: that was done already, and nothing is left of it.
        Cancelled: nothing was changed; on a server what was removed by then is gone, and the rest
            goes when it is asked for again.

    """
    return TakingBack(context, batch_id, progress).run()


def unfinished_imports(context: ServiceContext) -> tuple[Import, ...]:
    """Return imports on a server that broke off: to be finished, or taken back by `undo_import`.

    Those are a clerk's own, an administrator's all, without those that are running just now.
    """
    since = context.clock.now() - SILENCE
    return tuple(
        each for each in imports(context) if each.is_unfinished and each.last_sign_at < since
    )


def finish_import(
    context: ServiceContext, batch_id: int, progress: Progress | None = None
) -> ImportResult:
    """Store what is left of an import that broke off (`Import.can_be_finished`).

    Raises:
        ImportRefused: a number was taken meanwhile; the whole import was taken back.
        ImportFinished, ImportUnread, ImportTakenBack: as they say.
        NotFound: there is no such import.
        NotAllowed: it is somebody else's.

    """
    _, tell = halves(progress, 0)
    storing = StoringOnServer(context, batch_id, tell)
    with UnitOfWork(context) as work:
        storing.open(work)
    try:
        created = storing.run()
    except ImportRefused:
        take_back_after(context, batch_id)
        raise
    return ImportResult(batch_id=batch_id, created=created)


@dataclass(frozen=True, slots=True)
class _How:
    """What whoever imports chose."""

    mapping: Mapping[str, str]
    create_missing: bool
    duplicates: Duplicates
    error_file: Path | None


def _import(
    context: ServiceContext,
    path: Path,
    job: type[CustomerImport] | type[PaymentImport],
    how: _How,
    progress: Progress | None,
) -> ImportResult:
    require_signed_in(context)
    table = read_table(path)
    header = next(table.rows, None)
    if header is None:
        raise FileUnreadable(path=path, reason=translate("Transfer", "The file is empty."))
    layout = match_columns(header, job.columns, how.mapping, job.required)
    rejects = _rejects(how.error_file, path, header)
    reading = _Reading(context, path, job, layout, how, rejects)
    run = reading.into_file if context.database.is_embedded else reading.onto_server
    return run(table, progress)


def _rejects(error_file: Path | None, path: Path, header: Row) -> Rejects | None:
    if error_file is None:
        return None
    check_name(error_file)
    if error_file.resolve() == path.resolve():
        reason = translate("Transfer", "It is the file that is imported.")
        raise FileNotWritable(path=error_file, reason=reason)
    return Rejects(error_file, header)


class _Reading:
    """A file that is being imported."""

    def __init__(
        self,
        context: ServiceContext,
        path: Path,
        job: type[CustomerImport] | type[PaymentImport],
        layout: Layout,
        how: _How,
        rejects: Rejects | None,
    ) -> None:
        self._context = context
        self._path = path
        self._job = job
        self._layout = layout
        self._how = how
        self._rejects = rejects

    def into_file(self, table: Table, progress: Progress | None) -> ImportResult:
        """Import in one transaction."""
        with UnitOfWork(self._context) as work:
            batch = self._new_batch(work, ImportState.DONE)
            choices = self._choices(work)
            target = EmbeddedTarget(self._job.kind, batch.id)
            running = self._running(target, work, choices)
            with self._rejects or nullcontext():
                running.run(table.rows, table.about, progress)
            batch.created_count = running.created
            transfer_made.note(batch, choices.records)
            batch.last_entry = import_batches.last_entry(work.session)
            work.commit()
        return self._result(batch.id, running, choices)

    def onto_server(self, table: Table, progress: Progress | None) -> ImportResult:
        """Import in short transactions, and take everything back if one of them fails."""
        with UnitOfWork(self._context) as work:
            batch_id = self._new_batch(work, ImportState.READING).id
            choices = self._choices(work)
            work.commit()
        target = ServerTarget(self._context, batch_id, choices)
        running = self._running(target, work, choices)
        tell_reading, tell_storing = halves(progress, table.about)
        try:
            with self._rejects or nullcontext():
                running.run(table.rows, table.about, tell_reading)
            storing = StoringOnServer(self._context, batch_id, tell_storing)
            storing.begin()
            storing.run()
        except BaseException as error:
            take_back_after(self._context, batch_id)
            if isinstance(error, CancelledWork):
                raise Cancelled from error
            raise
        return self._result(batch_id, running, choices)

    def _new_batch(self, work: UnitOfWork, state: ImportState) -> ImportBatch:
        # Names of files from elsewhere may hold bytes that are no text; they are kept as “?”.
        name = self._path.name.encode("utf-8", "replace").decode("utf-8")
        batch = ImportBatch(kind=self._job.kind, file_name=name[:255], state=state)
        work.session.add(batch)
        work.flush()
        return batch

    def _choices(self, work: UnitOfWork) -> Choices:
        return Choices(work, require_signed_in(self._context), self._how.create_missing)

    def _running(
        self, target: Target, work: UnitOfWork, choices: Choices
    ) -> CustomerImport | PaymentImport:
        return self._job(
            target,
            work,
            self._layout,
            choices,
            self._context.clock.today(),
            self._how.duplicates,
            self._rejects,
        )

    def _result(
        self, batch_id: int, running: CustomerImport | PaymentImport, choices: Choices
    ) -> ImportResult:
        return ImportResult(
            batch_id=batch_id,
            created=running.created,
            skipped=running.skipped,
            refused=self._rejects.count if self._rejects else 0,
            error_file=str(self._rejects.path) if self._rejects and self._rejects.count else None,
            contacts=running.contacts,
            made=tuple(choices.made),
            unknown_columns=self._layout.unknown,
        )
