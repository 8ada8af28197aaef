"""Backups of an embedded database: which there are, which are kept, when the next one is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath

DUE_AFTER = timedelta(hours=20)  # a little less than a day: whoever comes at nine comes at nine
OLD_AFTER = timedelta(days=7)
_DAYS, _WEEKS, _MONTHS = 7, 5, 12
_NEWEST = 3


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a database file that was whole when it was made."""

    path: PurePath
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class BackupState:
    """How safe a database is. `newest` is None where there is no backup or none is known of.

    `is_known` is False for a server that does not tell; `second_failed` says why the second place
    got no copy, "" where it did or none is set.
    """

    newest: datetime | None
    is_old: bool
    is_known: bool = True
    second_failed: str = ""


def is_due(newest: datetime | None, now: datetime) -> bool:
    """Return whether it is time for the daily backup; a clock that was set back makes it so."""
    return newest is None or not timedelta() <= now - newest < DUE_AFTER


def is_old(newest: datetime | None, now: datetime) -> bool:
    """Return whether people should be reminded."""
    return newest is None or now - newest >= OLD_AFTER


def dispensable(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Return the backups that need not be kept.

    The newest three are kept, and the last one of each of 7 days, 5 weeks and 12 months in which
    there are backups.
    """
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    kept = set(newest_first[:_NEWEST])
    for count, pattern in ((_DAYS, "%Y-%m-%d"), (_WEEKS, "%G-%V"), (_MONTHS, "%Y-%m")):
        last_of: dict[str, Backup] = {}
        for backup in newest_first:
            last_of.setdefault(backup.made_at.strftime(pattern), backup)
        kept.update(list(last_of.values())[:count])
    return tuple(backup for backup in newest_first if backup not in kept)
