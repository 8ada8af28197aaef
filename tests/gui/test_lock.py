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


def test_the_other_computer_is_named(tmp_path: Path) -> None:
    target = str(tmp_path / "客户.db")
    Path(f"{target}.open").write_text("4711\ncrm-desktop\nFRONTDESK\n\n\n", encoding="utf-8")
    lock = DatabaseLock(target)
    assert not lock.take()
    assert lock.holder_elsewhere() == "FRONTDESK"


def test_a_copy_on_this_computer_is_no_other_computer(tmp_path: Path) -> None:
    first, second = (DatabaseLock(str(tmp_path / "crm.db")) for _ in range(2))
    assert first.take()
    assert not second.take()
    assert second.holder_elsewhere() == ""
    first.release()
