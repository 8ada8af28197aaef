"""Files that were cut, overwritten, locked or lie in odd places: a sentence each, never a crash."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from crm_desktop.domain import errors
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.records import Contact, Customer, CustomerChange
from crm_desktop.services import backups, customers, databases, doctor, query
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.sign_in import sign_in
from tests.databases import ADMINISTRATOR, ADMINISTRATOR_PASSWORD, FixedClock

pytestmark = pytest.mark.embedded("what is in trouble is a file")


@pytest.fixture
def filled(administrator: ServiceContext, tmp_path: Path) -> Path:
    """A database with some customers, closed."""
    for number in range(30):
        contacts = (Contact(name=f"王{number}"),)
        change = CustomerChange(customer=Customer(name=f"第{number}公司"), contacts=contacts)
        customers.save(administrator, change)
    administrator.database.close()
    path = tmp_path / "文件 夹" / "客户 数据.db"
    path.parent.mkdir()
    shutil.copyfile(administrator.database.location, path)
    return path


def work(path: Path) -> list[str]:
    """Do what a clerk does, and return what is said of what cannot be done."""
    said: list[str] = []

    def tried(job: Callable[[], object]) -> None:
        try:
            job()
        except CrmError as error:
            said.append(str(error.text.source))

    try:
        database = databases.open_database(path)
    except CrmError as error:
        return [error.text.source]
    with closing(database):
        try:
            context = sign_in(database, ADMINISTRATOR, ADMINISTRATOR_PASSWORD, clock=FixedClock())
        except CrmError as error:
            return [error.text.source]
        tried(lambda: query.rows(context))
        tried(lambda: query.rows(context, Criteria(name="公司")))
        tried(lambda: customers.open_by_number(context, "C000007"))
        new = CustomerChange(customer=Customer(name="新公司"), contacts=(Contact(name="李"),))
        tried(lambda: customers.save(context, new))
        tried(lambda: backups.back_up(context))
        tried(lambda: list(doctor.examine(path)))
    return said


def test_a_path_with_chinese_characters_and_spaces_is_a_path(filled: Path) -> None:
    assert work(filled) == []
    assert len(list(backups.folder_of(filled).iterdir())) == 1


def test_a_file_that_was_cut_anywhere_is_told_of(filled: Path, tmp_path: Path) -> None:
    whole, places = filled.read_bytes(), Random(5)
    cut = tmp_path / "cut.db"
    sizes = [0, 1, 50, 100, 4095, 4096, *(places.randrange(len(whole)) for _ in range(12))]
    for size in sizes:
        for rest in tmp_path.glob("cut*"):
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
        cut.write_bytes(whole[:size])
        assert work(cut) != [], size


def test_a_file_that_was_overwritten_in_places_is_told_of_or_works(
    filled: Path, tmp_path: Path
) -> None:
    whole, places = filled.read_bytes(), Random(6)
    spoilt = tmp_path / "spoilt.db"
    for _ in range(15):
        for rest in tmp_path.glob("spoilt*"):
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
        start = places.randrange(len(whole))
        garbage = places.randbytes(places.choice((1, 16, 5000)))
        spoilt.write_bytes(whole[:start] + garbage + whole[start + len(garbage) :])
        work(spoilt)  # raises nothing but what it says


def test_a_file_that_another_program_locks_is_told_of(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.data.dialect.sqlite.BUSY_TIMEOUT_SECONDS", 0.05)
    with closing(sqlite3.connect(filled)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        said = work(filled)
    assert errors.DatabaseBusy.text.source in said
