"""Backups of an embedded database: copies of the file, made while it is in use.

They lie in a folder beside the database, and in a second place where one is set. Whether the copy
is sound is checked before it counts as one; old ones are cleared away by `domain.backups`. On a
server the DBA makes the backups; here it is only told how old the last one is.
"""

import logging
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.data import server_backups
from crm_desktop.data.database import Database, EmbeddedDatabase
from crm_desktop.data.file_copies import copy_file
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.domain.backup_errors import OnlyForFiles
from crm_desktop.domain.backups import Backup, BackupState, dispensable, is_due, is_old
from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.transfer import Progress
from crm_desktop.infra.clock import Clock
from crm_desktop.infra.i18n import show
from crm_desktop.services.context import (
    ServiceContext,
    require_administrator,
    require_signed_in,
)

logger = logging.getLogger(__name__)

_STAMP = "%Y%m%d-%H%M%SZ"


def folder_of(path: Path) -> Path:
    """Return where the backups of the database at `path` are."""
    return path.with_name(f"{path.stem}-backups")


def back_up(
    context: ServiceContext, second_place: Path | None = None, progress: Progress | None = None
) -> BackupState:
    """Make a backup now; for administrators.

    Raises:
        OnlyForFiles: the database is on a server.
        DatabaseDamaged: the file is damaged; earlier backups are kept.
        FileNotWritable: the folder beside the database cannot be written, or the disk is full.

    """
    require_administrator(context)
    return _back_up(_file(context.database), context.clock, second_place, progress)


def back_up_if_due(context: ServiceContext, second_place: Path | None = None) -> BackupState | None:
    """Make the daily backup if it is time; None where nothing was to do. For everybody."""
    require_signed_in(context)
    if not isinstance(context.database, EmbeddedDatabase):
        return None
    newest = newest_backup(context.database.path)
    if not is_due(newest.made_at if newest else None, context.clock.now()):
        return None
    return _back_up(context.database.path, context.clock, second_place, None)


def state(context: ServiceContext) -> BackupState:
    """Return how old the last good backup is."""
    require_signed_in(context)
    now = context.clock.now()
    if isinstance(context.database, ServerDatabase):
        made_at = server_backups.last_backup(context.database)
        return BackupState(made_at, made_at is not None and is_old(made_at, now), bool(made_at))
    newest = newest_backup(_file(context.database))
    made_at = newest.made_at if newest else None
    return BackupState(made_at, is_old(made_at, now))


def backups(path: Path, folder: Path | None = None) -> tuple[Backup, ...]:
    """Return the backups of the database at `path` in its own folder or another, newest first."""
    name = re.compile(rf"{re.escape(path.stem)}-(\d{{8}}-\d{{6}}Z){re.escape(path.suffix)}")
    found = []
    with suppress(OSError):  # no folder yet, or one that is out of reach
        for file in (folder or folder_of(path)).iterdir():
            match = name.fullmatch(file.name)
            with suppress(ValueError, OSError):
                if match and (size := file.stat().st_size):
                    made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                    found.append(Backup(file, made_at, size))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def newest_backup(path: Path) -> Backup | None:
    """Return the newest backup of the database at `path`."""
    return next(iter(backups(path)), None)


def _back_up(
    path: Path, clock: Clock, second_place: Path | None, progress: Progress | None
) -> BackupState:
    now = clock.now()
    _copy_into(folder_of(path), path, now, progress)
    failure = ""
    if second_place is not None:
        try:
            _copy_into(second_place, path, now, progress)
        except CrmError as error:  # the first copy is there all the same
            logger.warning("no backup in the second place %s: %s", second_place, error)
            failure = show(error.text, **error.values)
    return BackupState(now, is_old=False, second_failed=failure)


def _copy_into(folder: Path, path: Path, now: datetime, progress: Progress | None) -> None:
    with suppress(OSError):  # that it cannot be made, the copy itself says
        folder.mkdir(parents=True, exist_ok=True)
    name = f"{path.stem}-{now.astimezone(UTC).strftime(_STAMP)}{path.suffix}"
    copy_file(path, folder / name, progress)
    for backup in dispensable(backups(path, folder)):
        with suppress(OSError):  # the next time
            Path(backup.path).unlink()


def _file(database: Database) -> Path:
    if not isinstance(database, EmbeddedDatabase):
        raise OnlyForFiles
    return database.path
