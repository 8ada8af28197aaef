"""Migrations up and down, and that they make what the mapped tables say."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from crm_desktop.data import migrate
from crm_desktop.data.database import EmbeddedDatabase
from crm_desktop.data.dialect.search import GRAM_TABLES
from crm_desktop.data.migrate import CURRENT_REVISION, SchemaState
from crm_desktop.data.tables import METADATA
from crm_desktop.infra.paths import migrations


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}


def test_the_program_works_with_the_newest_revision() -> None:
    scripts = ScriptDirectory(str(migrations()))
    assert scripts.get_heads() == [CURRENT_REVISION]


def test_revisions_sort_by_their_names() -> None:
    scripts = ScriptDirectory(str(migrations()))
    names = [script.revision for script in scripts.walk_revisions()]
    assert names == sorted(names, reverse=True)


def test_migrations_make_what_the_mapped_tables_say(tmp_path: Path) -> None:
    database = EmbeddedDatabase(tmp_path / "crm.db")
    migrate.upgrade(database)
    with database.writing_engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_server_default": False,
                "include_name": lambda name, kind, _: kind != "table" or name not in GRAM_TABLES,
            },
        )
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_up_down_and_up_again(tmp_path: Path) -> None:
    database = EmbeddedDatabase(tmp_path / "crm.db")
    migrate.upgrade(database)
    assert migrate.examine(database.path) is SchemaState.CURRENT
    first = tables(database.path)
    migrate.downgrade(database, "base")
    assert migrate.examine(database.path) is SchemaState.EMPTY
    assert tables(database.path) <= {"alembic_version", "sqlite_autoindex_alembic_version_1"}
    migrate.upgrade(database)
    assert tables(database.path) == first
    database.close()


@pytest.mark.parametrize("table", METADATA.tables.values(), ids=lambda table: table.name)
def test_a_table_has_a_key_and_named_constraints(table: object) -> None:
    assert table.primary_key.columns  # type: ignore[attr-defined]
    for constraint in table.constraints:  # type: ignore[attr-defined]
        assert constraint.name, constraint
