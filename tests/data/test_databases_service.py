"""Opening, creating, upgrading and first filling of databases."""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from crm_desktop.data import migrate
from crm_desktop.data.database import Database
from crm_desktop.data.tables import CompanyProfileRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.codes import EDITABLE_LISTS, INITIAL_ITEMS, ProductCategory
from crm_desktop.services import databases, history, lists, sign_in
from crm_desktop.services.context import ServiceContext
from tests.databases import ADMINISTRATOR, ADMINISTRATOR_PASSWORD, FixedClock, acting

pytestmark = pytest.mark.embedded("files; what a server does instead is in test_server.py")


def test_a_new_database_is_created_with_its_folders_and_filled(tmp_path: Path) -> None:
    path = tmp_path / "新 文件夹" / "a%20b" / "客户.db"
    assert not databases.database_exists(path)
    database = databases.create_database(str(path))
    assert not databases.has_administrator(database)
    clock = FixedClock()
    databases.initialise(database, " Zhang ", "ein-gutes-Wort", clock)
    assert databases.has_administrator(database)
    assert not databases.is_sample(database)
    context = sign_in.sign_in(database, "zhang", "ein-gutes-Wort", clock=clock)
    assert context.actor is not None
    assert (context.actor.username, context.actor.pop) == ("Zhang", 1)
    assert not context.actor.must_change_password
    items = lists.code_items(context)
    assert {(i.list, i.code) for i in items} == {(i.list, i.code) for i in INITIAL_ITEMS}
    assert {i.list for i in items} == set(EDITABLE_LISTS)
    assert {entry.username for entry in history.entries(context)} == {"", "Zhang"}
    database.close()
    assert databases.database_exists(path)
    reopened = databases.open_database(path)
    assert reopened.is_embedded
    assert reopened.location == str(path)
    reopened.close()


def test_a_database_has_one_first_administrator(database: Database, clock: FixedClock) -> None:
    with pytest.raises(errors.AdministratorExists):
        databases.initialise(database, "second", "ein-gutes-Wort", clock)


@pytest.mark.parametrize(
    ("username", "password", "error"),
    [
        ("", "ein-gutes-Wort", errors.ValidationFailed),
        ("x" * 51, "ein-gutes-Wort", errors.ValidationFailed),
        ("zhang", "short", errors.PasswordTooShort),
        ("zhangwei", "ZhangWei", errors.PasswordIsUserName),
        ("zhang", "password", errors.PasswordTooCommon),
    ],
)
def test_the_first_administrator_needs_a_name_and_a_good_password(
    tmp_path: Path, username: str, password: str, error: type[errors.CrmError]
) -> None:
    database = databases.create_database(tmp_path / "crm.db")
    with pytest.raises(error):
        databases.initialise(database, username, password, FixedClock())
    assert not databases.has_administrator(database)
    database.close()


def test_targets_are_paths_or_urls(tmp_path: Path, database: Database) -> None:
    database.close()
    path = database.path.as_posix()
    for target in (database.path, path, f"sqlite:///{path}", f"sqlite+pysqlite:///{path}"):
        databases.open_database(target).close()
    with pytest.raises(errors.DatabaseUnsupported) as refused:
        databases.open_database("postgresql://sa:secret@server/crm")
    assert "secret" not in str(refused.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody take an open file away")
def test_a_file_taken_away_or_replaced_is_neither_written_nor_read(tmp_path: Path) -> None:
    path, away = tmp_path / "crm.db", tmp_path / "away.db"
    database = databases.create_database(path)
    databases.initialise(database, "zhang", "ein-gutes-Wort", FixedClock())
    context = sign_in.sign_in(database, "zhang", "ein-gutes-Wort", clock=FixedClock())
    reading = database.reader()
    path.rename(away)
    for _ in range(2):
        with pytest.raises(errors.DatabaseMoved):
            lists.save_category(context, ProductCategory(name="Tea"))
        with pytest.raises(errors.DatabaseMoved):
            lists.categories(context)
        with pytest.raises(errors.DatabaseMoved), reading.begin():
            reading.connection()
    # Nothing was put where the file had been, and it is as it was before.
    assert not path.exists()
    databases.create_database(tmp_path / "other.db").close()
    (tmp_path / "other.db").rename(path)
    with pytest.raises(errors.DatabaseMoved):
        lists.save_category(context, ProductCategory(name="Tea"))
    away.replace(path)
    lists.save_category(context, ProductCategory(name="Tea"))
    assert [category.name for category in lists.categories(context)] == ["Tea"]
    reading.close()
    database.close()


def test_what_is_no_database_of_ours_is_refused_and_left_alone(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"This is not a database. " * 400)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    for path in (garbage, other, damaged):
        before = path.read_bytes()
        for job in (
            databases.open_database,
            databases.create_database,
            databases.upgrade_database,
        ):
            with pytest.raises(errors.DatabaseUnreadable):
                job(path)
        assert path.read_bytes() == before
    for job in (databases.open_database, databases.create_database, databases.upgrade_database):
        with pytest.raises(errors.DatabaseUnreadable):
            job(tmp_path)
    assert not databases.database_exists(tmp_path)


def test_an_empty_file_is_no_database_but_can_become_one(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    for job in (databases.open_database, databases.upgrade_database):
        with pytest.raises(errors.DatabaseMissing):
            job(path)
    path.touch()
    assert not databases.database_exists(path)
    for job in (databases.open_database, databases.upgrade_database):
        with pytest.raises(errors.DatabaseMissing):
            job(path)
    databases.create_database(path).close()
    databases.open_database(path).close()


def test_an_existing_database_is_not_created_again(database: Database) -> None:
    database.close()
    before = database.path.read_bytes()
    with pytest.raises(errors.DatabaseExists):
        databases.create_database(database.path)
    assert database.path.read_bytes() == before


@pytest.mark.parametrize(
    ("revision", "error"), [("9999", errors.DatabaseNewer), ("0000", errors.DatabaseOlder)]
)
def test_another_revision_is_not_opened(
    database: Database, revision: str, error: type[errors.CrmError]
) -> None:
    database.close()
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    with pytest.raises(error):
        databases.open_database(database.path)
    with pytest.raises(errors.DatabaseExists):
        databases.create_database(database.path)


def test_a_newer_database_is_not_upgraded_and_a_current_one_left_alone(
    database: Database,
) -> None:
    database.close()
    databases.upgrade_database(database.path)
    assert list(database.path.parent.glob("*before*")) == []
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(errors.DatabaseNewer):
        databases.upgrade_database(database.path)


def test_nothing_remains_of_a_database_that_could_not_be_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(database: Database) -> None:
        raise errors.DiskFull

    monkeypatch.setattr(migrate, "upgrade", fail)
    with pytest.raises(errors.DiskFull):
        databases.create_database(tmp_path / "crm.db")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty.db").touch()
    with pytest.raises(errors.DiskFull):
        databases.create_database(tmp_path / "empty.db")
    assert [path.name for path in tmp_path.iterdir()] == ["empty.db"]


def test_a_database_that_another_program_writes_can_be_opened(database: Database) -> None:
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        databases.open_database(database.path).close()
        other.execute("ROLLBACK")


def test_the_sample_is_marked_in_the_database_itself(administrator: ServiceContext) -> None:
    clock = FixedClock()
    with pytest.raises(errors.NotSignedIn):
        sign_in.sign_in_to_sample(administrator.database, clock=clock)
    with UnitOfWork(administrator) as work:
        work.session.add(CompanyProfileRecord(name="样例", is_sample=True))
        work.commit()
    assert databases.is_sample(administrator.database)
    context = sign_in.sign_in_to_sample(administrator.database, clock=clock)
    assert context.actor == administrator.actor


def test_databases_of_ones_own_are_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path))
    places = {databases.default_database(), databases.sample_database()}
    assert len(places) == 2
    assert {place.parent for place in places} == {tmp_path / "data"}


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Take root, who may write everything, down to an ordinary user for a while."""
    if sys.platform == "win32":
        pytest.skip("folders have no such rights here")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_folder(database_template: Path) -> Iterator[Path]:
    """A folder that everybody reaches, with a database in it that nobody may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "crm.db"
        path.write_bytes(database_template.read_bytes())
        path.chmod(0o444)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_says_so(public_folder: Path) -> None:
    public_folder.chmod(0o555)
    with ordinary_user():
        for job in (databases.open_database, databases.upgrade_database):
            with pytest.raises(errors.DatabaseReadOnly):
                job(public_folder / "crm.db")
        for path in (public_folder / "new.db", public_folder / "inside" / "new.db"):
            with pytest.raises(errors.DatabaseReadOnly):
                databases.create_database(path)


def test_a_file_that_cannot_be_written_says_so(public_folder: Path) -> None:
    with ordinary_user(), pytest.raises(errors.DatabaseReadOnly):
        databases.open_database(public_folder / "crm.db")


def test_the_template_is_closed_properly(database_template: Path) -> None:
    assert [path.name for path in database_template.parent.iterdir()] == ["template.db"]
    with closing(sqlite3.connect(database_template)) as connection:
        [application] = connection.execute("PRAGMA application_id").fetchone()
    assert application == 0x43524D44


def test_signing_in_as_in_the_fixtures(database: Database, clock: FixedClock) -> None:
    context = sign_in.sign_in(database, ADMINISTRATOR, ADMINISTRATOR_PASSWORD, clock=clock)
    assert context.actor == acting(database, ADMINISTRATOR, clock).actor
