"""Imports of customers and payments from CSV and Excel files: all rows, or none."""

from collections.abc import Mapping
from pathlib import Path

from crm_desktop.data import import_batches, user_queries
from crm_desktop.data.tables import ImportBatch
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.errors import FileUnreadable
from crm_desktop.domain.transfer import Import, ImportResult, TakenBack
from crm_desktop.infra.i18n import translate
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, require_signed_in
from crm_desktop.services.transfer_back import TakingBack
from crm_desktop.services.transfer_choices import Choices
from crm_desktop.services.transfer_columns import match_columns
from crm_desktop.services.transfer_customers import CustomerImport
from crm_desktop.services.transfer_files import read_table
from crm_desktop.services.transfer_payments import PaymentImport
from crm_desktop.services.transfer_rows import Progress

NO_MAPPING: Mapping[str, str] = {}


def import_customers(
    context: ServiceContext,
    path: Path,
    mapping: Mapping[str, str] = NO_MAPPING,
    create_missing: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Import customers, each with at most one contact, from a CSV or Excel file.

    `mapping` tells for columns of ours what they are called in the file; columns with our names
    or labels need none. With `create_missing` unknown product categories and list values are made,
    if the signed-in user is an administrator. `progress` is called with the rows done and their
    number, 0 where that is unknown.

    Raises:
        ImportRefused: a column is missing or a row is bad; nothing was stored.
        FileUnreadable: the file is no table.
        Cancelled: the task was cancelled; nothing was stored.

    """
    return _import(context, path, CustomerImport, mapping, create_missing, progress)


def import_payments(
    context: ServiceContext,
    path: Path,
    mapping: Mapping[str, str] = NO_MAPPING,
    create_missing: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Import payments of existing customers, told by their numbers; else as `import_customers`."""
    return _import(context, path, PaymentImport, mapping, create_missing, progress)


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
    the import made stay. `progress` is called with the records removed and how many there were.

    Raises:
        NotFound: there is no such import.
        NotAllowed: it is somebody else's, and a clerk asks.
        ImportTakenBack: that was done already.
        Cancelled: nothing was changed; on a server what was removed by then is gone, and the rest
            goes when it is asked for again.

    """
    return TakingBack(context, batch_id, progress).run()


@repeated_after_deadlock
def _import(
    context: ServiceContext,
    path: Path,
    job: type[CustomerImport] | type[PaymentImport],
    mapping: Mapping[str, str],
    create_missing: bool,
    progress: Progress | None,
) -> ImportResult:
    actor = require_signed_in(context)
    table = read_table(path)
    header = next(table.rows, None)
    if header is None:
        raise FileUnreadable(path=path, reason=translate("Transfer", "The file is empty."))
    layout = match_columns(header, job.columns, mapping, job.required)
    with UnitOfWork(context) as work:
        batch = ImportBatch(kind=job.kind, file_name=path.name[:255])
        work.session.add(batch)
        work.flush()
        choices = Choices(work, actor, create_missing)
        running = job(work, batch, layout, choices, context.clock.today())
        running.run(table.rows, table.about, progress)
        batch.created_count = running.created
        batch.last_entry = import_batches.last_entry(work.session)
        work.commit()
    return ImportResult(
        batch_id=batch.id,
        created=running.created,
        contacts=running.contacts,
        made=tuple(choices.made),
        unknown_columns=layout.unknown,
    )
