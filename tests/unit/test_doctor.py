"""The examination finds what is wrong with a database and says how to mend it."""

import shutil
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from crm_desktop.data.database import Database
from crm_desktop.data.migrate import CURRENT_REVISION
from crm_desktop.domain.errors import NotAllowed
from crm_desktop.domain.findings import Finding, State
from crm_desktop.domain.records import Customer, CustomerChange, Payment
from crm_desktop.domain.user import User
from crm_desktop.services import customers, databases, users
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.derived import repair
from crm_desktop.services.doctor import examine
from tests.databases import TODAY, FixedClock, acting

pytestmark = pytest.mark.embedded("a server is examined by services.server_doctor")


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def found(findings: tuple[Finding, ...], check: str) -> Finding:
    return next(finding for finding in findings if finding.check == check)


def test_a_sound_database(database: Database) -> None:
    findings = examine(database.path)
    derived = ["revenue_by_day", "paid_by_customer", "search_index"]
    checks = ["connection", "driver", "schema", "integrity", *derived, "administrator", "disk"]
    assert [finding.check for finding in findings] == checks
    assert {finding.state for finding in findings} == {State.OK}
    assert CURRENT_REVISION in found(findings, "schema").text
    assert database.location in found(findings, "connection").text


def test_no_database(tmp_path: Path) -> None:
    findings = examine(tmp_path / "nowhere.db")
    assert findings[0].state is State.FAILED
    assert "There is no database" in findings[0].text
    assert [finding.check for finding in findings] == ["connection", "disk"]


def test_an_older_database(tmp_path: Path, database: Database) -> None:
    import sqlite3
    from contextlib import closing

    database.close()
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    (finding, _) = examine(database.path)
    assert "older version" in finding.text
    assert "crm-desktop init" in finding.remedy


def test_a_damaged_database(database: Database) -> None:
    database.close()
    content = bytearray(database.path.read_bytes())
    page = 4096
    # The beginning stays readable, so that it can be opened; what comes after is not.
    for start in range(page * 8, len(content) - page, page):
        content[start : start + 64] = b"\xff" * 64
    database.path.write_bytes(content)
    finding = next(f for f in examine(database.path) if f.check in ("integrity", "connection"))
    damaged = [f for f in examine(database.path) if f.state is State.FAILED]
    assert damaged
    assert "damaged" in damaged[0].text
    assert finding.text


def test_records_that_refer_to_nothing(database: Database) -> None:
    import sqlite3
    from contextlib import closing

    database.close()
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("UPDATE client_user SET created_by = 4711")
    finding = found(examine(database.path), "integrity")
    assert finding.state is State.FAILED
    assert "client_user" in finding.text
    assert "copy" in finding.remedy


FALSIFIED = {
    "revenue_by_day": "UPDATE revenue_day SET revenue = revenue + 1",
    "paid_by_customer": "UPDATE customer_paid SET last_payment_on = NULL",
    "search_index": "INSERT INTO customer_gram (customer_gram) VALUES ('delete-all')",
}


@pytest.mark.parametrize("check", FALSIFIED)
def test_what_is_derived_is_examined_and_made_anew(
    administrator: ServiceContext, clerk: ServiceContext, check: str
) -> None:
    payment = Payment(paid_on=TODAY, amount=Decimal("12.50"))
    change = CustomerChange(customer=Customer(name="上海华联"), payments=(payment,))
    customers.save(clerk, change)
    target = administrator.database.path
    assert {finding.state for finding in examine(target)} == {State.OK}
    with administrator.database.writing_engine.begin() as connection:
        connection.exec_driver_sql(FALSIFIED[check])
    wrong = [finding for finding in examine(target) if finding.state is not State.OK]
    assert [finding.check for finding in wrong] == [check]
    assert "wrong" in wrong[0].text and "--repair" in wrong[0].remedy
    with pytest.raises(NotAllowed):
        repair(clerk)
    assert found(examine(target), check).state is State.FAILED
    repair(administrator)
    assert {finding.state for finding in examine(target)} == {State.OK}


def test_nobody_to_look_after_it(tmp_path: Path) -> None:
    databases.create_database(tmp_path / "new.db").close()
    finding = found(examine(tmp_path / "new.db"), "administrator")
    assert finding.state is State.FAILED
    assert "init --admin" in finding.remedy


def test_rights(administrator: ServiceContext, clerk: ServiceContext, clock: FixedClock) -> None:
    target = administrator.database.path
    assert "administrator" in found(examine(target, administrator), "rights").text
    assert "clerk" in found(examine(target, clerk), "rights").text
    users.add_user(administrator, User(username="new"))
    newcomer = acting(administrator.database, "new", clock)
    finding = found(examine(target, newcomer), "rights")
    assert finding.state is State.WARNING
    assert "change-password" in finding.remedy


@pytest.mark.parametrize(
    ("free", "state"),
    [(10**9, State.OK), (10**8, State.WARNING), (10**6, State.FAILED)],
)
def test_a_full_disk(
    database: Database, monkeypatch: pytest.MonkeyPatch, free: int, state: State
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**10, 0, free))
    finding = found(examine(database.path), "disk")
    assert finding.state is state
    assert bool(finding.remedy) is (state is not State.OK)
