"""Databases that earlier versions wrote are upgraded, and nothing in them is lost."""

import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from crm_desktop.data import migrate
from crm_desktop.data.migrate import CURRENT_REVISION
from crm_desktop.domain import errors
from crm_desktop.infra.paths import migrations
from crm_desktop.services import company, customers, databases, history, recycle_bin
from crm_desktop.services.sign_in import sign_in
from tests.databases import (
    ADMINISTRATOR,
    ADMINISTRATOR_PASSWORD,
    FixedClock,
)
from tests.upgrade.old_databases import fill, keep, old_databases, restore

NEXT_REVISION = f"{int(CURRENT_REVISION) + 1:04d}"
# A revision as the next version may bring it: a column in a table that others refer to.
NEXT_MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT_REVISION}"
down_revision = "{CURRENT_REVISION}"


def upgrade():
    with op.batch_alter_table("customer", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.Unicode(50), server_default=sa.text("''")))
"""


def check(path: Path) -> None:
    """Look at everything that `fill` wrote, through the program."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    database = databases.open_database(path)
    context = sign_in(database, ADMINISTRATOR, ADMINISTRATOR_PASSWORD, clock=FixedClock())
    details = customers.open_by_number(context, "C000001")
    assert details.customer.name == "上海华联超市有限公司"
    assert [(c.name, c.is_primary) for c in details.contacts] == [("王芳", True), ("李强", False)]
    assert details.total_paid == Decimal("1200.00")
    assert [p.void_reason for p in details.payments] == ["重复录入", "", ""]
    assert details.payments[2].amount == Decimal("1234.56")
    assert [item.label for item in recycle_bin.items(context)] == ["𠮷田 太郎"]
    recycle_bin.restore(context, "customer", recycle_bin.items(context)[0].id)
    restored = customers.open_by_number(context, "C000002")
    assert restored.parent_name == "上海华联超市有限公司"
    assert customers.new_customer(context).customer_no == "C000003"
    assert company.profile(context).name == "华东食品有限公司"
    assert "void" in {entry.action for entry in history.entries(context)}
    database.close()


@pytest.mark.parametrize("dump", old_databases(), ids=lambda dump: dump.stem)
def test_a_kept_database_is_upgraded_with_all_that_is_in_it(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    restore(dump, path)
    databases.upgrade_database(path)
    check(path)


def test_released_revisions_are_kept_and_never_written_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert {"0001", "0002"} <= {dump.stem for dump in old_databases()}
    monkeypatch.setattr("tests.upgrade.old_databases.CURRENT_REVISION", "0002")
    with pytest.raises(FileExistsError):
        keep()


def test_what_is_kept_is_what_the_program_writes_today(tmp_path: Path) -> None:
    path = tmp_path / "today.db"
    fill(path)
    check(path)


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program be its next version, which has one migration more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrations(), scripts)
    (scripts / "versions" / "next.py").write_text(NEXT_MIGRATION, encoding="utf-8")
    monkeypatch.setattr(migrate, "migrations", lambda: scripts)
    monkeypatch.setattr(migrate, "CURRENT_REVISION", NEXT_REVISION)
    return scripts


def test_an_upgrade_copies_the_database_first(tmp_path: Path, next_version: Path) -> None:
    path = tmp_path / "公司.db"
    restore(old_databases()[0], path)
    with pytest.raises(errors.DatabaseOlder):
        databases.open_database(path)
    databases.upgrade_database(path)
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT customer_no, nickname FROM customer ORDER BY id")
        assert found.fetchall() == [("C000001", ""), ("C000002", "")]
        assert connection.execute("SELECT count(*) FROM contact").fetchone() == (2,)
    [copy] = tmp_path.glob("*before*")
    assert copy.name == f"公司.before-{NEXT_REVISION}.db"
    with closing(sqlite3.connect(copy)) as connection:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert revision == ("0001",)


def test_a_failed_upgrade_leaves_the_database_as_it_was(tmp_path: Path, next_version: Path) -> None:
    broken = NEXT_MIGRATION + '    op.execute("INSERT INTO contact (id) VALUES (1)")\n'
    (next_version / "versions" / "next.py").write_text(broken, encoding="utf-8")
    path = tmp_path / "old.db"
    restore(old_databases()[0], path)
    with pytest.raises(errors.DatabaseError):
        databases.upgrade_database(path)
    assert migrate.examine(path) is migrate.SchemaState.OLDER
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(customer)")]
    assert "nickname" not in columns


def test_an_upgrade_that_breaks_references_is_taken_back(
    tmp_path: Path, next_version: Path
) -> None:
    broken = NEXT_MIGRATION + '    op.execute("DELETE FROM customer")\n'
    (next_version / "versions" / "next.py").write_text(broken, encoding="utf-8")
    path = tmp_path / "old.db"
    restore(old_databases()[0], path)
    with pytest.raises(errors.DatabaseUnreadable):
        databases.upgrade_database(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM customer").fetchone() == (2,)


def test_a_copy_that_cannot_be_written_stops_the_upgrade(
    tmp_path: Path, next_version: Path
) -> None:
    path = tmp_path / "old.db"
    restore(old_databases()[0], path)
    (tmp_path / f"old.before-{NEXT_REVISION}.db").mkdir()
    with pytest.raises(errors.FileNotWritable):
        databases.upgrade_database(path)
    assert migrate.examine(path) is migrate.SchemaState.OLDER
