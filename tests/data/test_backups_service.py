"""Backups are made while people work, checked, kept in two places and cleared away."""

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from crm_desktop.data import file_copies
from crm_desktop.domain import errors
from crm_desktop.domain.backup_errors import DatabaseDamaged, DatabaseOnNetwork
from crm_desktop.domain.records import Customer, CustomerChange
from crm_desktop.infra import storage
from crm_desktop.services import backups, customers, databases, moving, query
from crm_desktop.services.context import ServiceContext
from tests.databases import ADMINISTRATOR, FixedClock, acting

pytestmark = pytest.mark.embedded("a backup is a copy of a file")


def enter(context: ServiceContext, name: str = "中国移动") -> None:
    customers.save(context, CustomerChange(customer=Customer(name=name)))


def test_the_daily_backup_is_made_once_a_day(clerk: ServiceContext, clock: FixedClock) -> None:
    made = backups.back_up_if_due(clerk)
    assert made is not None and made.newest == clock.now() and not made.is_old
    assert backups.back_up_if_due(clerk) is None
    clock.advance(timedelta(days=1))
    assert backups.back_up_if_due(clerk) is not None
    assert len(backups.backups(clerk.database.path)) == 2  # type: ignore[attr-defined]


def test_a_backup_has_what_was_stored_and_can_be_restored(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    enter(administrator)
    backups.back_up(administrator)
    enter(administrator)
    [made] = backups.backups(tmp_path / "crm.db")
    moving.restore(Path(made.path), tmp_path / "old.db", clock)
    database = databases.open_database(tmp_path / "old.db")
    assert query.count(acting(database, ADMINISTRATOR, clock)) == 1
    database.close()


def test_people_save_while_a_backup_is_made(
    administrator: ServiceContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_copies, "_PAGES_AT_A_TIME", 1)
    saved: list[int] = []

    def save_between(done: int, _total: int) -> None:
        if len(saved) < 5:
            worker = Thread(target=enter, args=(administrator, f"客户 {done}"))
            worker.start()
            worker.join()
            saved.append(done)

    backups.back_up(administrator, progress=save_between)
    assert query.count(administrator) == 5
    [made] = backups.backups(tmp_path / "crm.db")
    file_copies.check_integrity(Path(made.path))


def test_a_second_place_gets_a_copy_or_is_named(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    (tmp_path / "blocked").write_text("a file where a folder is wanted")
    assert backups.back_up(administrator, tmp_path / "usb").second_failed == ""
    assert len(backups.backups(tmp_path / "crm.db", tmp_path / "usb")) == 1
    state = backups.back_up(administrator, tmp_path / "blocked" / "usb")
    assert "blocked" in state.second_failed


def test_a_damaged_file_is_told_of_and_earlier_backups_stay(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    for index in range(60):
        enter(administrator, f"客户 {index}")
    backups.back_up(administrator)
    clock.advance(timedelta(days=1))
    path = tmp_path / "crm.db"
    administrator.database.close()
    content = bytearray(path.read_bytes())
    for page in range(20, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(content)
    with pytest.raises((DatabaseDamaged, errors.DatabaseUnreadable)):
        backups.back_up(administrator)
    assert len(backups.backups(path)) == 1
    assert list(backups.folder_of(path).glob(".*")) == []


def test_old_backups_are_cleared_away(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    folder = backups.folder_of(tmp_path / "crm.db")
    folder.mkdir()
    for day in range(1, 60):
        moment = clock.now() - timedelta(days=day)
        (folder / f"crm-{moment:%Y%m%d-%H%M%S}Z.db").write_bytes(b"x")
    (folder / "crm-mine.db").write_bytes(b"x")
    backups.back_up(administrator)
    left = backups.backups(tmp_path / "crm.db")
    assert 10 <= len(left) <= 24
    assert (folder / "crm-mine.db").exists()


def test_only_administrators_make_one_by_hand(clerk: ServiceContext) -> None:
    with pytest.raises(errors.NotAllowed):
        backups.back_up(clerk)


def test_the_age_of_the_last_backup_is_known(clerk: ServiceContext, clock: FixedClock) -> None:
    assert backups.state(clerk).newest is None and backups.state(clerk).is_old
    backups.back_up_if_due(clerk)
    assert not backups.state(clerk).is_old
    clock.advance(timedelta(days=8))
    assert backups.state(clerk).is_old


def test_no_database_is_made_on_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs rw 0 0\n")
    monkeypatch.setattr(storage, "_MOUNTS", mounts)
    with pytest.raises(DatabaseOnNetwork):
        databases.create_database(tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()
    assert databases.warning_about(tmp_path / "new.db") is not None
