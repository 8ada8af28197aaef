"""Archives hold everything, arrive whole or not at all, and notice when they were touched."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from crm_desktop.data import portable
from crm_desktop.data.database import Database
from crm_desktop.data.table_base import Base
from crm_desktop.data.tables import AuditLog, ClientUser, CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain import errors
from crm_desktop.domain.backup_errors import (
    ArchiveDamaged,
    ArchiveNewer,
    DatabaseInUse,
    DatabaseNotEmpty,
)
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import Contact, Customer, CustomerChange, Payment
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.services import archive, customers, databases, moving, query, sign_in
from crm_desktop.services.context import ServiceContext
from tests.databases import (
    ADMINISTRATOR,
    ADMINISTRATOR_PASSWORD,
    CLERK,
    CLERK_PASSWORD,
    FixedClock,
    acting,
)
from tests.random_company import random_companies
from tests.server import is_named
from tests.upgrade.old_databases import old_databases
from tests.upgrade.old_databases import restore as write_old

Alter = Callable[[dict[str, bytes]], None]


def test_every_table_travels_or_is_known_to_stay() -> None:
    named = set(portable.BY_NAME) | portable.LEFT_OUT
    assert set(Base.metadata.tables) == named


def test_an_archive_brings_everything_to_another_file(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    fill(administrator, Random(4), 40)
    manifest = archive.save_archive(administrator, tmp_path / "all.zip")
    with databases_at(tmp_path / "other.db") as other:
        restored, passwords = archive.restore_archive(other, tmp_path / "all.zip", clock)
        assert restored == manifest
        assert manifest.rows > 100
        for kind in (CustomerRecord, PaymentRecord, AuditLog):
            assert rows_of(other, kind) == rows_of(administrator.database, kind)
        known = entered(other, passwords, clock)
        found = query.count(known, Criteria(name="zgyd"))
        assert found == query.count(administrator, Criteria(name="zgyd")) > 0
        if administrator.database.is_embedded:
            assert passwords == {}
            sign_in.sign_in(other, CLERK, CLERK_PASSWORD, clock=clock)
        else:
            assert set(passwords) == {ADMINISTRATOR, CLERK}
            again = sign_in.sign_in(other, CLERK, passwords[CLERK], clock=clock)
            assert again.actor is not None and again.actor.must_change_password


def test_new_records_after_a_restore_get_new_ids_and_numbers(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    fill(administrator, Random(5), 10)
    archive.save_archive(administrator, tmp_path / "all.zip")
    with databases_at(tmp_path / "other.db") as other:
        _, passwords = archive.restore_archive(other, tmp_path / "all.zip", clock)
        known = entered(other, passwords, clock)
        fill(known, Random(6), 5)
        assert query.count(known) == query.count(administrator) + 5


def test_clerks_save_no_archives(clerk: ServiceContext, tmp_path: Path) -> None:
    with pytest.raises(errors.NotAllowed):
        archive.save_archive(clerk, tmp_path / "all.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_an_archive_is_only_for_whoever_made_it(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    archive.save_archive(administrator, tmp_path / "all.zip")
    assert (tmp_path / "all.zip").stat().st_mode & 0o077 == 0


@pytest.mark.embedded("what is restored into is a file")
def test_restoring_into_a_database_with_data_is_refused(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    archive.save_archive(administrator, tmp_path / "all.zip")
    with pytest.raises(DatabaseNotEmpty):
        archive.restore_archive(administrator.database, tmp_path / "all.zip", clock)


def flip_a_value(files: dict[str, bytes]) -> None:
    files["data/customer.jsonl"] = files["data/customer.jsonl"].replace(b"C000001", b"C900001", 1)


def drop_a_row(files: dict[str, bytes]) -> None:
    files["data/payment.jsonl"] = files["data/payment.jsonl"].split(b"\n", 1)[1]


def drop_a_table(files: dict[str, bytes]) -> None:
    del files["data/contact.jsonl"]


def drop_the_manifest(files: dict[str, bytes]) -> None:
    del files["manifest.json"]


def change_the_manifest(files: dict[str, bytes]) -> None:
    files["manifest.json"] = files["manifest.json"].replace(b'"company"', b'"Company"')


def no_json(files: dict[str, bytes]) -> None:
    files["manifest.json"] = b"\xff\xfe{"


def sealed_anew(change: Callable[[dict[str, object]], None]) -> Alter:
    """Return what changes the manifest and seals it as the program would."""

    def alter(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        change(manifest)
        files["manifest.json"] = json.dumps(manifest).encode()
        files["manifest.sha256"] = sha256(files["manifest.json"]).hexdigest().encode()

    return alter


def without_names(manifest: dict[str, object]) -> None:
    tables = manifest["tables"]
    assert isinstance(tables, list)
    [customers] = [table for table in tables if table["name"] == "customer"]
    customers["columns"].remove("name")


def rewritten(table: str, change: Callable[[dict[str, object]], None]) -> Alter:
    """Return what changes the first row of a table, and all sums with it."""

    def alter(files: dict[str, bytes]) -> None:
        lines = files[f"data/{table}.jsonl"].splitlines(keepends=True)
        row = json.loads(lines[0])
        change(row)
        lines[0] = json.dumps(row).encode() + b"\n"
        text = files[f"data/{table}.jsonl"] = b"".join(lines)

        def sums(manifest: dict[str, object]) -> None:
            tables = manifest["tables"]
            assert isinstance(tables, list)
            for content in tables:
                if content["name"] == table:
                    content["sha256"] = sha256(text).hexdigest()

        sealed_anew(sums)(files)

    return alter


@pytest.mark.embedded("what is altered is a file")
@pytest.mark.parametrize(
    "alter",
    [
        flip_a_value,
        drop_a_row,
        drop_a_table,
        drop_the_manifest,
        change_the_manifest,
        no_json,
        sealed_anew(lambda manifest: manifest.update(tables=7)),
        sealed_anew(lambda manifest: manifest.update(format="zip")),
        sealed_anew(lambda manifest: manifest.update(made_at="yesterday")),
        sealed_anew(lambda manifest: manifest.pop("secrets")),
        sealed_anew(lambda manifest: without_names(manifest)),
        rewritten("payment", lambda row: row.update(amount="-1e99")),
        rewritten("payment", lambda row: row.update(customer_id=99_999)),
        rewritten("payment", lambda row: row.update(paid_on=None)),
        rewritten("customer", lambda row: row.update(name="x" * 201)),
        rewritten("customer", lambda row: row.update(name="\ud800")),
        rewritten("customer", lambda row: row.update(surprise=1)),
        rewritten("customer", lambda row: row.update(id=2)),
        rewritten("client_user", lambda row: row.update(username=5)),
    ],
)
def test_what_was_altered_is_refused_before_anything_is_touched(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock, alter: Alter
) -> None:
    fill(administrator, Random(7), 12)
    made, altered = tmp_path / "all.zip", tmp_path / "altered.zip"
    archive.save_archive(administrator, made)
    with zipfile.ZipFile(made) as source:
        files = {name: source.read(name) for name in source.namelist()}
    alter(files)
    with zipfile.ZipFile(altered, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    with pytest.raises(ArchiveDamaged):
        moving.restore(altered, tmp_path / "new.db", clock)
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["crm.db"]
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.embedded("what is altered is a file")
@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.update(format_version=2),
        lambda manifest: manifest.update(schema="9999"),
    ],
)
def test_an_archive_of_a_newer_version_is_refused(
    administrator: ServiceContext,
    tmp_path: Path,
    clock: FixedClock,
    change: Callable[[dict[str, object]], None],
) -> None:
    made, newer = tmp_path / "all.zip", tmp_path / "newer.zip"
    archive.save_archive(administrator, made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(newer, "w") as target:
        files = {name: source.read(name) for name in source.namelist()}
        sealed_anew(change)(files)
        for name, content in files.items():
            target.writestr(name, content)
    with pytest.raises(ArchiveNewer):
        moving.restore(newer, tmp_path / "new.db", clock)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.embedded("what is cut is a file")
def test_an_archive_that_was_cut_anywhere_is_refused(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    fill(administrator, Random(8), 6)
    made, cut = tmp_path / "all.zip", tmp_path / "cut.zip"
    archive.save_archive(administrator, made)
    whole = made.read_bytes()
    for size in [0, 1, 100, *range(200, len(whole), max(1, len(whole) // 25)), len(whole) - 1]:
        cut.write_bytes(whole[:size])
        with pytest.raises(ArchiveDamaged):
            archive.check_archive(cut)


@pytest.mark.embedded("what is damaged is a file")
def test_a_byte_changed_anywhere_is_noticed_or_changes_nothing(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    fill(administrator, Random(9), 4)
    made, damaged = tmp_path / "all.zip", tmp_path / "damaged.zip"
    manifest = archive.save_archive(administrator, made)
    whole, places = made.read_bytes(), Random(10)
    for _ in range(150):
        place = places.randrange(len(whole))
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 0x21]) + whole[place + 1 :])
        try:
            assert archive.check_archive(damaged) == manifest
        except (ArchiveDamaged, ArchiveNewer):
            continue


@pytest.mark.embedded("what is cancelled writes a file")
def test_cancelling_leaves_nothing_behind(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    fill(administrator, Random(11), 30)
    archive.save_archive(administrator, tmp_path / "all.zip")
    before = sorted(path.name for path in tmp_path.iterdir())
    token = CancelToken()
    with token.active(), pytest.raises(errors.Cancelled):
        token.cancel()
        moving.restore(tmp_path / "all.zip", tmp_path / "new.db", clock)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.embedded("a file is copied to a file")
def test_copying_needs_an_administrator_and_an_empty_place(
    administrator: ServiceContext, clerk: ServiceContext, tmp_path: Path
) -> None:
    with pytest.raises(errors.NotAllowed):
        moving.copy(clerk, tmp_path / "copy.db")
    restored = moving.copy(administrator, tmp_path / "copy.db")
    assert restored.manifest is not None and restored.kept is None
    with pytest.raises(DatabaseNotEmpty):
        moving.copy(administrator, tmp_path / "copy.db")


@pytest.mark.embedded("a file is put in the place of a file")
def test_restoring_into_place_keeps_what_was_there(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    fill(administrator, Random(12), 3)
    archive.save_archive(administrator, tmp_path / "all.zip")
    fill(administrator, Random(13), 2)
    path = tmp_path / "crm.db"
    with pytest.raises(DatabaseInUse):
        moving.restore(tmp_path / "all.zip", path, clock, replace=True)
    administrator.database.close()
    restored = moving.restore(tmp_path / "all.zip", path, clock, replace=True)
    assert restored.kept is not None
    for file, expected in ((path, 3), (Path(restored.kept), 5)):
        with closing(databases.open_database(file)) as opened:
            assert query.count(acting(opened, ADMINISTRATOR, clock)) == expected


@pytest.mark.embedded("a backup is a file")
def test_a_backup_file_is_restored_and_upgraded(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    fill(administrator, Random(14), 3)
    administrator.database.close()
    shutil.copyfile(tmp_path / "crm.db", tmp_path / "backup.db")
    restored = moving.restore(tmp_path / "backup.db", tmp_path / "new.db", clock)
    assert restored.manifest is None
    with closing(databases.open_database(tmp_path / "new.db")) as opened:
        assert query.count(acting(opened, ADMINISTRATOR, clock)) == 3
        sign_in.sign_in(opened, ADMINISTRATOR, ADMINISTRATOR_PASSWORD, clock=clock)


@pytest.mark.embedded("what was deleted is told by the file")
def test_what_is_in_the_recycle_bin_travels(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    fill(administrator, Random(15), 3)
    first = query.page(administrator, limit=1)[0]
    customers.delete(administrator, [first.id])
    archive.save_archive(administrator, tmp_path / "all.zip")
    moving.restore(tmp_path / "all.zip", tmp_path / "new.db", clock)
    with closing(databases.open_database(tmp_path / "new.db")) as opened:
        assert query.count(acting(opened, ADMINISTRATOR, clock)) == 2
        assert rows_of(opened, ClientUser)[0].username == ADMINISTRATOR


def entered(database: Database, passwords: dict[str, str], clock: FixedClock) -> ServiceContext:
    """Return the administrator of a restored database, who may have to change his password."""
    if ADMINISTRATOR not in passwords:
        return acting(database, ADMINISTRATOR, clock)
    given = passwords[ADMINISTRATOR]
    context = sign_in.sign_in(database, ADMINISTRATOR, given, clock=clock)
    return sign_in.change_password(context, given, "herbst-Laub-99")


def databases_at(path: Path) -> closing[Database]:
    """Return a new, empty file, for a block that closes it."""
    return closing(databases.create_database(path))


def plain(text: str) -> str:
    """Return `text` with what lies beyond the BMP replaced."""
    return "".join(c if ord(c) < 0x10000 else "田" for c in text)


def fill(context: ServiceContext, random: Random, count: int) -> None:
    """Enter random customers with contacts and payments as a clerk would.

    With CRM_TEST_MSSQL their names stay in the BMP: a stand-in has no room for longer grams, and
    `test_server.py` has such characters for a real server.
    """
    kept = plain if is_named() else str
    for company in random_companies(random, count, ()):
        customers.save(
            context,
            CustomerChange(
                customer=Customer(
                    name=kept(company.name),
                    short_name=kept(company.short_name),
                    country=company.country,
                    phone=company.phone,
                ),
                contacts=tuple(
                    Contact(name=kept(person.name), phone=person.phone) for person in company.people
                ),
                payments=tuple(
                    Payment(paid_on=paid.on, amount=paid.amount, method="")
                    for paid in company.payments
                ),
            ),
        )


def rows_of(database: Database, kind: type[Base]) -> list[object]:
    """Return what is stored of a kind, in the order of the ids, as plain values."""
    table = kind.__table__
    with ReadOnlyWork(ServiceContext(database)) as work:
        return list(work.session.execute(select(table).order_by(table.c.id)))


@pytest.mark.embedded("a file is restored from a server's archive")
def test_whose_password_did_not_travel_gets_a_one_time_password(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    made, from_server = tmp_path / "all.zip", tmp_path / "server.zip"
    archive.save_archive(administrator, made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(from_server, "w") as target:
        files = {name: source.read(name) for name in source.namelist()}
        del files["secrets/client_user.jsonl"]
        sealed_anew(lambda manifest: manifest.update(secrets=None, is_embedded=False))(files)
        for name, content in files.items():
            target.writestr(name, content)
    restored = moving.restore(from_server, tmp_path / "new.db", clock)
    assert set(restored.passwords) == {ADMINISTRATOR, CLERK}
    with closing(databases.open_database(tmp_path / "new.db")) as opened:
        context = sign_in.sign_in(opened, CLERK, restored.passwords[CLERK], clock=clock)
        assert context.actor is not None and context.actor.must_change_password


@pytest.mark.embedded("backups are files")
def test_backups_of_other_versions_are_upgraded_or_refused(
    administrator: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    old = tmp_path / "old.db"
    write_old(old_databases()[0], old)
    moving.restore(old, tmp_path / "new.db", clock)
    databases.open_database(tmp_path / "new.db").close()
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(errors.DatabaseNewer):
        moving.restore(old, tmp_path / "newer.db", clock)
    empty = tmp_path / "empty.db"
    with closing(sqlite3.connect(empty)) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(errors.DatabaseUnreadable):
        moving.restore(empty, tmp_path / "newer.db", clock)
    assert not (tmp_path / "newer.db").exists()
    archive.save_archive(administrator, tmp_path / "all.zip")
    restored = moving.restore(tmp_path / "all.zip", empty, clock)
    assert restored.kept is not None  # what was there is kept, be it empty


@pytest.mark.embedded("no server is reached")
def test_a_damaged_archive_does_not_even_reach_a_server(
    administrator: ServiceContext,
    tmp_path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, cut = tmp_path / "all.zip", tmp_path / "cut.zip"
    archive.save_archive(administrator, made)
    cut.write_bytes(made.read_bytes()[:-30])
    reached: list[object] = []
    monkeypatch.setattr(databases, "prepare", lambda *place: reached.append(place))
    with pytest.raises(ArchiveDamaged):
        moving.restore(cut, "mssql+pyodbc://sql.example.com/crm", clock, owner="o", password="p")
    assert reached == []
