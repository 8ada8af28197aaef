"""The recovery code: an administrator's way back, once."""

from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.data.database import Database
from crm_desktop.data.tables import ClientUser
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain import errors
from crm_desktop.domain.history import HistoryFilter
from crm_desktop.services import databases, history, recovery, users
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.sign_in import sign_in
from tests.databases import (
    ADMINISTRATOR,
    ADMINISTRATOR_PASSWORD,
    CLERK,
    CLERK_PASSWORD,
    FixedClock,
    acting,
)

pytestmark = pytest.mark.embedded("a server's owner can always give a new password")

NEW = "autumn-Blatt-9"


@pytest.fixture
def code(administrator: ServiceContext) -> str:
    return recovery.issue_code(administrator, ADMINISTRATOR_PASSWORD)


def test_a_new_database_gives_its_first_administrator_a_code(
    tmp_path: Path, clock: FixedClock
) -> None:
    database = databases.create_database(tmp_path / "new.db")
    code = databases.initialise(database, "boss", "first-Password-1", clock)
    assert [len(group) for group in code.split("-")] == [5] * 5
    recovery.recover(database, "boss", code, NEW, clock=clock)
    assert sign_in(database, "boss", NEW, clock=clock).actor is not None
    database.close()


def test_a_code_works_once(database: Database, code: str, clock: FixedClock) -> None:
    recovery.recover(database, ADMINISTRATOR, code, NEW, clock=clock)
    assert sign_in(database, ADMINISTRATOR, NEW, clock=clock).actor is not None
    with pytest.raises(errors.WrongRecoveryCode):
        recovery.recover(database, ADMINISTRATOR, code, "another-Word-3", clock=clock)


def test_a_newer_code_ends_the_older(
    database: Database, administrator: ServiceContext, code: str, clock: FixedClock
) -> None:
    newer = recovery.issue_code(administrator, ADMINISTRATOR_PASSWORD)
    with pytest.raises(errors.WrongRecoveryCode):
        recovery.recover(database, ADMINISTRATOR, code, NEW, clock=clock)
    recovery.recover(database, ADMINISTRATOR, newer, NEW, clock=clock)


def test_a_code_may_be_typed_as_it_is_read(
    database: Database, code: str, clock: FixedClock
) -> None:
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    recovery.recover(database, ADMINISTRATOR.upper(), typed, NEW, clock=clock)


def test_a_code_wakes_an_account_that_rests(
    database: Database, code: str, clock: FixedClock
) -> None:
    for _ in range(5):
        with pytest.raises(errors.WrongCredentials):
            sign_in(database, ADMINISTRATOR, "wrong", clock=clock)
    with pytest.raises(errors.AccountResting):
        sign_in(database, ADMINISTRATOR, ADMINISTRATOR_PASSWORD, clock=clock)
    recovery.recover(database, ADMINISTRATOR, code, NEW, clock=clock)
    clock.advance(timedelta(seconds=1))
    assert sign_in(database, ADMINISTRATOR, NEW, clock=clock).actor is not None


@pytest.mark.parametrize("username", [CLERK, "nobody", ""])
def test_nobody_else_gets_in_by_it(
    database: Database, code: str, clock: FixedClock, username: str
) -> None:
    with pytest.raises(errors.WrongRecoveryCode):
        recovery.recover(database, username, code, NEW, clock=clock)


@pytest.mark.parametrize("wrong", ["", "-", "00000-00000-00000-00000-00000"])
def test_another_code_is_refused(
    database: Database, code: str, clock: FixedClock, wrong: str
) -> None:
    with pytest.raises(errors.WrongRecoveryCode):
        recovery.recover(database, ADMINISTRATOR, wrong, NEW, clock=clock)
    assert sign_in(database, ADMINISTRATOR, ADMINISTRATOR_PASSWORD, clock=clock)


def test_without_a_code_no_code_is_right(database: Database, clock: FixedClock) -> None:
    with ReadOnlyWork(ServiceContext(database)) as work:
        record = work.session.get(ClientUser, 1)
        assert record is not None
        assert record.recovery_hash.startswith("$argon2id$")
    with pytest.raises(errors.WrongRecoveryCode):
        recovery.recover(database, ADMINISTRATOR, "", NEW, clock=clock)


def test_a_demoted_or_disabled_administrator_has_lost_the_way_back(
    database: Database, administrator: ServiceContext, code: str, clock: FixedClock
) -> None:
    second = users.find_user(administrator, CLERK)
    assert second.id is not None
    users.save_user(administrator, _promoted(second))
    other = acting(database, CLERK, clock)
    first = users.find_user(other, ADMINISTRATOR)
    assert first.id is not None
    users.set_active(other, first.id, False)
    with pytest.raises(errors.WrongRecoveryCode):
        recovery.recover(database, ADMINISTRATOR, code, NEW, clock=clock)


def _promoted(user: users.User) -> users.User:
    from dataclasses import replace

    return replace(user, pop=1)


def test_a_weak_password_leaves_the_code_good(
    database: Database, code: str, clock: FixedClock
) -> None:
    with pytest.raises(errors.PasswordTooShort):
        recovery.recover(database, ADMINISTRATOR, code, "short", clock=clock)
    recovery.recover(database, ADMINISTRATOR, code, NEW, clock=clock)


def test_a_clerk_gets_no_code(clerk: ServiceContext) -> None:
    with pytest.raises(errors.NotAllowed):
        recovery.issue_code(clerk, CLERK_PASSWORD)


def test_a_code_needs_the_own_password(administrator: ServiceContext) -> None:
    with pytest.raises(errors.WrongCredentials):
        recovery.issue_code(administrator, "wrong")


def test_history_tells_of_it_without_the_secret(
    database: Database, administrator: ServiceContext, code: str, clock: FixedClock
) -> None:
    recovery.recover(database, ADMINISTRATOR, code, NEW, clock=clock)
    entry = history.entries(administrator, HistoryFilter(entity="client_user"))[0]
    changed = {change.field: (change.before, change.after) for change in entry.changes}
    assert entry.username == ADMINISTRATOR
    assert changed["recovery_hash"] == ("***", None)
    assert changed["password_hash"] == ("***", "***")
