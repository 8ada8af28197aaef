"""Portable archives: all data of a database in one file, and back into an empty one.

An archive holds what people entered, with ids, stamps and history as they were. Search keys and
sums are made anew where it is restored. `services.moving` copies from database to database.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from crm_desktop import __version__
from crm_desktop.data import company_queries, derived, portable, portable_values
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.database import Database
from crm_desktop.data.dialect import ForeignKeyViolation, UniqueViolation
from crm_desktop.data.migrate import CURRENT_REVISION
from crm_desktop.data.portable_values import Columns
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.archive import Manifest, TableContent
from crm_desktop.domain.backup_errors import (
    ArchiveNewer,
    CopyDiffers,
    DatabaseNotEmpty,
)
from crm_desktop.domain.transfer import Progress
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.infra.clock import Clock
from crm_desktop.services import restored_users
from crm_desktop.services.archive_files import ArchiveReader, line_of, reading, writing
from crm_desktop.services.context import ServiceContext, require_administrator

Told = Callable[[int], None]
Row = dict[str, Any]


def save_archive(context: ServiceContext, path: Path, progress: Progress | None = None) -> Manifest:
    """Write everything in the database, as it is at this moment, to a portable archive.

    `progress` is called with the rows done and their number. For administrators.

    Raises:
        FileNotWritable: and nothing is left at `path` that was not there before.
        Cancelled: likewise.

    """
    require_administrator(context)
    with ReadOnlyWork(context) as work, writing(path) as archive:
        session = work.session
        told = _counter(progress, sum(portable.count(session, each) for each in portable.TABLES))
        tables = tuple(
            archive.write_table(
                each.name, each.columns, portable.plain_rows(session, each, each.columns), told
            )
            for each in portable.TABLES
        )
        secrets = None
        if context.database.is_embedded:
            users = portable.BY_NAME["client_user"]
            rows = portable.plain_rows(session, users, portable.SECRETS)
            secrets = archive.write_secrets(portable.SECRETS, rows)
        profile = company_queries.profile_record(session)
        manifest = Manifest(
            program_version=__version__,
            schema=CURRENT_REVISION,
            made_at=context.clock.now(),
            company=profile.name if profile else "",
            is_embedded=context.database.is_embedded,
            tables=tables,
            secrets=secrets,
        )
        archive.write_manifest(manifest)
    return manifest


def check_archive(path: Path, progress: Progress | None = None) -> Manifest:
    """Read an archive from end to end and return its manifest.

    Raises:
        FileUnreadable: there is no such file.
        ArchiveDamaged: it is none of ours, was cut or altered.
        ArchiveNewer: a newer version of the program wrote it.

    """
    with reading(path) as archive:
        manifest = archive.manifest
        _refuse_newer(path, manifest)
        told = _counter(progress, manifest.rows)
        for content in _in_order(archive):
            for rows, _ in _values(archive, content):
                told(len(rows))
        secrets = manifest.secrets
        if secrets is not None:
            if secrets.columns != portable.SECRETS:
                raise archive.damaged()
            for _ in _secrets(archive):
                pass
    return manifest


def restore_archive(
    database: Database, path: Path, clock: Clock, progress: Progress | None = None
) -> tuple[Manifest, dict[str, str]]:
    """Fill an empty database from an archive, all or nothing.

    Before anything is touched the archive is checked: it is whole and as it was written.

    The database has our schema and nothing else in it, and is open for its owner. Returns the
    manifest and the one-time passwords of users who could not bring along their own. What arrived
    is read again and compared with the manifest, table by table, before it is committed.

    Raises:
        FileUnreadable, ArchiveDamaged, ArchiveNewer: as `check_archive`; nothing was touched.
        DatabaseNotEmpty: there is data already.
        CopyDiffers: what arrived is not what was written; it was taken back.
        Cancelled: nothing was stored.

    """
    with reading(path) as archive:
        manifest = archive.manifest
        _refuse_newer(path, manifest)
        archive.check_sums(_in_order(archive))
        told = _counter(progress, 2 * manifest.rows)
        try:
            with UnitOfWork(ServiceContext(database, clock=clock)) as work:
                if not portable.is_empty(work.session):
                    raise DatabaseNotEmpty(path=database.location)
                work.leave_no_traces()
                _fill(work, archive, told)
                passwords = restored_users.let_in(work, list(_secrets(archive)))
                _compare(work, manifest, told)
                work.commit()
        except (UniqueViolation, ForeignKeyViolation) as error:
            raise archive.damaged() from error
    return manifest, passwords


def _fill(work: UnitOfWork, archive: ArchiveReader, told: Told) -> None:
    session = work.session
    portable.clear_series(session)
    for content in _in_order(archive):
        each = portable.BY_NAME[content.name]
        later: list[tuple[int, ...]] = []
        for rows, columns in _values(archive, content):
            portable.insert_rows(session, each, columns, rows)
            later += portable.pointers(each, columns) if each.later else ()
            told(len(rows))
        for found in chunks(later, portable.ROWS_AT_A_TIME):
            portable.point(session, each, found)
    derived.rebuild(session.connection())


def _compare(work: UnitOfWork, manifest: Manifest, told: Told) -> None:
    """Raise CopyDiffers unless the tables hold what the manifest says."""
    for content in manifest.tables:
        count, checksum = 0, hashlib.sha256()
        each = portable.BY_NAME[content.name]
        for row in portable.plain_rows(work.session, each, content.columns):
            checksum.update(line_of(row))
            count += 1
            if count % portable.ROWS_AT_A_TIME == 0:
                check_cancelled()
                told(portable.ROWS_AT_A_TIME)
        told(count % portable.ROWS_AT_A_TIME)
        if (count, checksum.hexdigest()) != (content.rows, content.sha256):
            raise CopyDiffers(table=content.name)


def _in_order(archive: ArchiveReader) -> list[TableContent]:
    """Return the archive's tables in the order they are filled in."""
    contents = {content.name: content for content in archive.manifest.tables}
    if (
        len(contents) < len(archive.manifest.tables)
        or not contents.keys() <= portable.BY_NAME.keys()
    ):
        raise archive.damaged()
    for content in contents.values():
        table = portable.BY_NAME[content.name]
        if not table.required <= set(content.columns) <= set(table.columns):
            raise archive.damaged()
    return [contents[each.name] for each in portable.TABLES if each.name in contents]


def _values(archive: ArchiveReader, content: TableContent) -> Iterator[tuple[list[Row], Columns]]:
    """Yield some rows of a table after the other, and what its columns are to hold."""
    return _read(archive, content.name, content.columns, archive.rows(content))


def _secrets(archive: ArchiveReader) -> Iterator[Row]:
    for _, columns in _read(archive, "client_user", portable.SECRETS, archive.secrets()):
        yield from portable_values.rows_of(columns)


def _read(
    archive: ArchiveReader, table: str, names: Sequence[str], rows: Iterator[Row]
) -> Iterator[tuple[list[Row], Columns]]:
    while chunk := list(islice(rows, portable.ROWS_AT_A_TIME)):
        check_cancelled()
        try:
            columns = portable_values.read(portable.BY_NAME[table].table, names, chunk)
        except portable_values.BadValue as error:
            raise archive.damaged() from error
        yield chunk, columns


def _refuse_newer(path: Path, manifest: Manifest) -> None:
    if manifest.schema > CURRENT_REVISION:
        raise ArchiveNewer(path=path, version=manifest.program_version)


def _counter(progress: Progress | None, total: int) -> Told:
    """Return what is called with the number of rows that were done."""
    done = 0

    def told(rows: int) -> None:
        nonlocal done
        done += rows
        if progress is not None and rows:
            progress(done, total)

    return told
