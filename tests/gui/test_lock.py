from pathlib import Path

from crm_desktop.gui.lock import DatabaseLock


def test_the_second_one_is_told(tmp_path: Path) -> None:
    target = str(tmp_path / "crm.db")
    first, second = DatabaseLock(target), DatabaseLock(target)
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_where_no_lock_can_be_the_program_goes_on(tmp_path: Path) -> None:
    lock = DatabaseLock(str(tmp_path / "no-such-folder" / "crm.db"))
    assert lock.take()
    lock.release()


def test_servers_need_no_lock() -> None:
    lock = DatabaseLock("mssql+pyodbc://host/crm")
    assert lock.take()
    lock.release()
