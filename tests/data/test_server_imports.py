"""Imports on a server: all or none, though they are stored in short transactions."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from crm_desktop.data import import_rows
from crm_desktop.data.tables import ContactRecord, CustomerRecord, ImportBatch, ImportRow
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain import errors
from crm_desktop.domain.records import Customer, CustomerChange
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.services import customers, lists, transfer_server
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.transfer_in import (
    finish_import,
    import_customers,
    imports,
    undo_import,
    unfinished_imports,
)
from tests.databases import FixedClock
from tests.server import VARIABLE, is_named

pytestmark = [
    pytest.mark.mssql,
    pytest.mark.skipif(not is_named(), reason=f"{VARIABLE} names no server"),
]
ROWS = 7


@pytest.fixture
def database_kind() -> str:
    return "mssql"


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer_server, "BLOCK", 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = "".join(f"A{n},客户{n},{'A1' if n > 1 else ''},Ann,Gold\n" for n in range(1, ROWS + 1))
    path = tmp_path / "in.csv"
    path.write_text("customer_no,name,parent,contact_name,level\n" + rows, encoding="utf-8")
    return path


def count(context: ServiceContext, table: type[Any]) -> int:
    with ReadOnlyWork(context) as work:
        return work.session.scalar(select(func.count()).select_from(table)) or 0


def nothing_remains(context: ServiceContext) -> None:
    for table in (CustomerRecord, ContactRecord, ImportRow):
        assert count(context, table) == 0
    assert imports(context) == ()
    assert "Gold" not in {item.label_en for item in lists.code_items(context)}


def test_rows_wait_and_are_stored(administrator: ServiceContext, path: Path) -> None:
    told: list[tuple[int, int]] = []
    result = import_customers(
        administrator, path, create_missing=True, progress=lambda *step: told.append(step)
    )
    assert (result.created, result.contacts) == (ROWS, ROWS)
    assert told[-1] == (2 * ROWS, 2 * ROWS)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert count(administrator, ImportRow) == 0
    assert customers.open_by_number(administrator, "A7").parent_no == "A1"
    [listed] = imports(administrator)
    assert (listed.created, listed.is_unfinished) == (ROWS, False)


def test_what_is_cancelled_while_it_is_stored_is_taken_back(
    administrator: ServiceContext, path: Path
) -> None:
    token = CancelToken()

    def cancel(done: int, _: int) -> None:
        if done > ROWS:
            assert count(administrator, CustomerRecord) > 0
            token.cancel()

    with token.active(), pytest.raises(errors.Cancelled):
        import_customers(administrator, path, create_missing=True, progress=cancel)
    nothing_remains(administrator)


def test_a_number_taken_meanwhile_takes_all_back(
    administrator: ServiceContext, clerk: ServiceContext, path: Path
) -> None:
    def take(done: int, _: int) -> None:
        if done == ROWS:
            change = CustomerChange(customer=Customer(customer_no="a5", name="schneller"))
            customers.save(clerk, change)

    with pytest.raises(errors.ImportRefused, match="already taken") as refused:
        import_customers(administrator, path, create_missing=True, progress=take)
    assert refused.value.values["row"] == 6
    assert count(administrator, CustomerRecord) == 1
    assert imports(administrator) == ()


def broken_off(
    monkeypatch: pytest.MonkeyPatch, context: ServiceContext, path: Path, step: str, calls: int
) -> None:
    """Import until a step has been done some times; then the program is gone."""
    real: Callable[..., Any] = getattr(import_rows, step)
    seen = 0

    def break_off(*arguments: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen > calls:
            raise KeyboardInterrupt
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(import_rows, step, break_off)
        patch.setattr("crm_desktop.services.transfer_in.take_back_after", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            import_customers(context, path, create_missing=True)


def test_what_broke_off_is_found_and_finished(
    administrator: ServiceContext, path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_off(monkeypatch, administrator, path, "store", 2)
    assert unfinished_imports(administrator) == ()  # it may be running elsewhere
    clock.advance(timedelta(minutes=4))
    [found] = unfinished_imports(administrator)
    assert found.can_be_finished
    assert finish_import(administrator, found.id).created == ROWS
    assert count(administrator, ImportRow) == 0
    assert customers.open_by_number(administrator, "A7").parent_no == "A1"
    assert unfinished_imports(administrator) == ()
    with pytest.raises(errors.NotFound):
        finish_import(administrator, found.id)
    assert undo_import(administrator, found.id).removed == ROWS


@pytest.mark.parametrize(("step", "calls"), [("store", 2), ("wait", 0)])
def test_what_broke_off_is_found_and_taken_back(
    administrator: ServiceContext,
    path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    calls: int,
) -> None:
    broken_off(monkeypatch, administrator, path, step, calls)
    clock.advance(timedelta(minutes=4))
    [found] = unfinished_imports(administrator)
    if step == "wait":
        with pytest.raises(errors.NotFound):
            finish_import(administrator, found.id)
    undo_import(administrator, found.id)
    assert unfinished_imports(administrator) == ()
    assert (count(administrator, CustomerRecord), count(administrator, ImportRow)) == (0, 0)


def test_nobody_gets_at_the_rows_of_others(
    administrator: ServiceContext,
    clerk: ServiceContext,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken_off(monkeypatch, administrator, path, "store", 1)
    with ReadOnlyWork(administrator) as work:
        batch = work.session.scalars(select(ImportBatch)).one()
    statements = (
        f"INSERT INTO crm.import_row VALUES ({batch.id}, 99, N'{{}}')",
        f"UPDATE crm.import_row SET data = N'{{}}' WHERE batch_id = {batch.id}",
        f"EXEC crm.drop_import_rows {batch.id}, 99",
        f"EXEC crm.take_back_customers {batch.id}, 99",
        f"UPDATE crm.import_batch SET state = N'done' WHERE id = {batch.id}",
    )
    for statement in statements:
        with pytest.raises(Exception) as refused:
            with clerk.database.writing_engine.connect() as connection, connection.begin():
                connection.exec_driver_sql(statement)
        assert "somebody else" in str(refused.value) or "permission" in str(refused.value)
    with pytest.raises(errors.NotAllowed):
        finish_import(clerk, batch.id)
    assert unfinished_imports(clerk) == ()
