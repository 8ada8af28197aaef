"""Restoring into place, and copying a database to another place or from file to server and back."""

import tempfile
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC
from pathlib import Path
from secrets import token_hex

from crm_desktop.data import migrate, portable
from crm_desktop.data.database import EmbeddedDatabase
from crm_desktop.data.file_copies import check_integrity, copy_file, put_in_place
from crm_desktop.data.migrate import SchemaState
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain import errors
from crm_desktop.domain.archive import Manifest, Restored
from crm_desktop.domain.backup_errors import (
    CopyTargetNotEmpty,
    DatabaseNotEmpty,
    OnlyForFiles,
)
from crm_desktop.domain.transfer import Progress
from crm_desktop.infra.clock import Clock
from crm_desktop.infra.files import is_database
from crm_desktop.services import databases
from crm_desktop.services.archive import check_archive, restore_archive, save_archive
from crm_desktop.services.context import ServiceContext, require_administrator


def restore(
    source: Path,
    target: str | Path,
    clock: Clock,
    *,
    owner: str = "",
    password: str = "",
    replace: bool = False,
    progress: Progress | None = None,
) -> Restored:
    """Restore an archive or a backup file; everything is checked before `target` is touched.

    A file that is there is replaced only when `replace` says so, and kept beside the new one; who
    may do that the caller has made sure. On a server `owner` and `password` are those of the
    database's owner; it must be empty, and only archives go there.

    Raises what `archive.restore_archive` does, and DatabaseInUse where a program has the file open.
    """
    if databases.is_server(target):
        if is_database(source):
            raise OnlyForFiles
        check_archive(source)  # an empty database would else get our tables for nothing
        prepared = databases.prepare(target, owner, password)
        with closing(prepared.database) as database:
            manifest, passwords = restore_archive(database, source, clock, progress)
            return Restored(database.location, manifest, passwords)
    path = databases.file_of(target)
    if not replace and not _has_room(path):
        raise DatabaseNotEmpty(path=path)
    return _restore_file(source, path, clock, progress)


def copy(
    context: ServiceContext,
    target: str | Path,
    *,
    owner: str = "",
    password: str = "",
    progress: Progress | None = None,
) -> Restored:
    """Copy the open database to an empty one of either kind, by way of an archive.

    For administrators; raises what `archive.save_archive` and `restore` do, and CopyTargetNotEmpty
    in place of DatabaseNotEmpty.
    """
    require_administrator(context)
    with tempfile.TemporaryDirectory(prefix="crm-copy-") as folder:
        archive = Path(folder) / "copy.zip"
        saving, restoring = _shares(progress)
        save_archive(context, archive, saving)
        try:
            return restore(
                archive, target, context.clock, owner=owner, password=password, progress=restoring
            )
        except DatabaseNotEmpty as error:
            raise CopyTargetNotEmpty(path=error.values["path"]) from error


def _shares(progress: Progress | None) -> tuple[Progress, Progress]:
    """Return what saving and restoring tell: each row is written, restored and compared."""

    def saving(done: int, rows: int) -> None:
        if progress is not None:
            progress(done, 3 * rows)

    def restoring(done: int, both: int) -> None:
        if progress is not None:
            progress(both // 2 + done, both // 2 * 3)

    return saving, restoring


def _restore_file(source: Path, path: Path, clock: Clock, progress: Progress | None) -> Restored:
    path.parent.mkdir(parents=True, exist_ok=True)
    manifest: Manifest | None = None
    passwords: Mapping[str, str] = {}
    fresh = path.with_name(f".{path.stem[:40]}.{token_hex(4)}.restoring{path.suffix}")
    try:
        if is_database(source):
            _from_backup(source, fresh, progress)
        else:
            with closing(databases.create_database(fresh)) as database:
                manifest, passwords = restore_archive(database, source, clock, progress)
            check_integrity(fresh)
        kept = None
        if path.exists():
            stamp = clock.now().astimezone(UTC).strftime("%Y%m%d-%H%M%SZ")
            kept = path.with_name(f"{path.stem}.before-restore-{stamp}{path.suffix}")
        put_in_place(fresh, path, kept or path)
    finally:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                fresh.with_name(fresh.name + ending).unlink()
    return Restored(str(path), manifest, passwords, str(kept) if kept else None)


def _from_backup(source: Path, fresh: Path, progress: Progress | None) -> None:
    """Copy a backup, which is checked, and bring it to this version's schema."""
    state = migrate.examine(source)
    if state is SchemaState.EMPTY:
        raise errors.DatabaseUnreadable(path=source)
    if state is SchemaState.NEWER:
        raise errors.DatabaseNewer(path=source)
    copy_file(source, fresh, progress)
    if state is SchemaState.OLDER:
        with closing(EmbeddedDatabase(fresh)) as database:
            migrate.upgrade(database)
        check_integrity(fresh)


def _has_room(path: Path) -> bool:
    if not databases.database_exists(path):
        return True
    if migrate.examine(path) is SchemaState.EMPTY:
        return True
    with (
        closing(databases.open_database(path)) as database,
        ReadOnlyWork(ServiceContext(database)) as work,
    ):
        return portable.is_empty(work.session)
