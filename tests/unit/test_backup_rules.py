"""Which backups are kept, when the next is due, and where a database file must not lie."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from crm_desktop.domain.backups import Backup, dispensable, is_due, is_old
from crm_desktop.infra import storage
from crm_desktop.infra.storage import Storage, is_synchronised, mounted_as, storage_of

NOW = datetime(2026, 3, 10, 6, 30, tzinfo=UTC)
MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
//server/share /mnt/Shared\\040files cifs rw,vers=3.0 0 0
server:/export /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
"""


def made(days_ago: float) -> Backup:
    return Backup(PurePosixPath(f"{days_ago}.db"), NOW - timedelta(days=days_ago), 1)


def test_the_daily_backup_is_due_after_a_day_and_after_the_clock_was_set_back() -> None:
    assert is_due(None, NOW)
    assert is_due(NOW - timedelta(hours=20), NOW)
    assert not is_due(NOW - timedelta(hours=19), NOW)
    assert is_due(NOW + timedelta(minutes=1), NOW)


def test_people_are_reminded_after_a_week() -> None:
    assert is_old(None, NOW)
    assert is_old(NOW - timedelta(days=7), NOW)
    assert not is_old(NOW - timedelta(days=6, hours=23), NOW)


def test_daily_backups_of_two_years_leave_some_twenty() -> None:
    backups = [made(day) for day in range(730)]
    gone = set(dispensable(backups))
    kept = [backup for backup in backups if backup not in gone]
    assert backups[0] in kept
    assert {made(day) for day in range(7)} <= set(kept)
    assert 15 <= len(kept) <= 7 + 5 + 12
    assert max(NOW - backup.made_at for backup in kept) > timedelta(days=300)


def test_clearing_away_twice_is_like_clearing_away_once_and_keeps_the_newest() -> None:
    chance = random.Random(3)
    for _ in range(50):
        backups = [made(chance.uniform(-1, 500)) for _ in range(chance.randint(1, 60))]
        gone = set(dispensable(backups))
        kept = [backup for backup in backups if backup not in gone]
        assert max(backups, key=lambda backup: backup.made_at) in kept
        assert dispensable(kept) == ()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/crm.db", "ext4"),
        ("/mnt/Shared files/crm.db", "cifs"),
        ("/mnt/Shared filesystem/crm.db", "ext4"),
        ("/home/anna/crm.db", "nfs4"),
        ("/home/local/crm.db", "ext4"),
    ],
)
def test_the_file_system_of_a_path_is_that_of_the_deepest_mount(path: str, kind: str) -> None:
    assert mounted_as(PurePosixPath(path), MOUNTS) == kind


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\li\OneDrive\crm.db",
        r"C:\Users\li\OneDrive - Contoso 公司\数据\crm.db",
        r"D:\我的坚果云\crm.db",
        r"C:\Users\li\Dropbox\crm\crm.db",
        r"E:\BaiduSyncdisk\crm.db",
    ],
)
def test_folders_that_are_synchronised_are_known_by_their_names(path: str) -> None:
    assert is_synchronised(PureWindowsPath(path).parts)


@pytest.mark.parametrize(
    "path", [r"C:\data\crm.db", r"C:\OneDriver\crm.db", r"D:\客户\坚果\crm.db"]
)
def test_other_folders_are_not(path: str) -> None:
    assert not is_synchronised(PureWindowsPath(path).parts)


def test_a_database_in_a_synchronised_folder_is_noticed(tmp_path: Path) -> None:
    assert storage_of(tmp_path / "crm.db") is Storage.LOCAL
    assert storage_of(tmp_path / "OneDrive" / "crm.db") is Storage.SYNCHRONISED


def test_a_link_does_not_hide_a_synchronised_folder(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox")
    assert storage_of(tmp_path / "data" / "crm.db") is Storage.SYNCHRONISED


def test_a_database_on_a_share_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path}/share nfs rw 0 0\n")
    monkeypatch.setattr(storage, "_MOUNTS", mounts)
    assert storage_of(tmp_path / "share" / "crm.db") is Storage.NETWORK
    assert storage_of(tmp_path / "crm.db") is Storage.LOCAL
