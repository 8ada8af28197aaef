"""Signing in, resting, changing one's own password."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.data import user_queries
from crm_desktop.data.database import Database
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain import errors
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.user import MAXIMUM_FAILURES, REST_MINUTES
from crm_desktop.services import databases, history, passwords, users
from crm_desktop.services.context import ServiceContext, require_signed_in
from crm_desktop.services.sign_in import (
    change_password,
    check_new_password,
    remember_language,
    sign_in,
)
from tests.databases import CLERK, CLERK_PASSWORD, FixedClock, acting


def fail(database: Database, clock: FixedClock, times: int) -> None:
    for _ in range(times):
        with pytest.raises(errors.WrongCredentials):
            sign_in(database, CLERK, "falsch-falsch", clock=clock)


def stored_hash(context: ServiceContext, username: str) -> str:
    with ReadOnlyWork(context) as work:
        record = user_queries.by_username(work.session, username)
        assert record is not None
        return record.password_hash


@pytest.mark.parametrize("username", ["clerk", "CLERK", " Ｃｌｅｒｋ "])
def test_the_right_pair_signs_in_whatever_case_and_width(
    database: Database, clock: FixedClock, administrator: ServiceContext, username: str
) -> None:
    context = sign_in(database, username, CLERK_PASSWORD, clock=clock)
    actor = require_signed_in(context)
    assert (actor.username, actor.pop, actor.is_administrator) == ("clerk", 0, False)
    assert users.find_user(administrator, CLERK).last_sign_in_at == clock.now()


@pytest.mark.parametrize(
    ("username", "password"),
    [
        (CLERK, "wrong-wrong"),
        ("nobody", CLERK_PASSWORD),
        ("", ""),
        (CLERK, CLERK_PASSWORD.upper()),
        (CLERK, ""),
    ],
)
def test_a_wrong_pair_has_one_message(
    database: Database, clock: FixedClock, username: str, password: str
) -> None:
    with pytest.raises(errors.WrongCredentials) as refused:
        sign_in(database, username, password, clock=clock)
    assert str(refused.value) == "User name or password is wrong."


@pytest.mark.embedded("lockout is the server's policy")
def test_after_five_failures_the_account_rests_also_across_a_restart(
    database: Database, clock: FixedClock
) -> None:
    fail(database, clock, MAXIMUM_FAILURES)
    database.close()
    again = databases.open_database(database.path)
    with pytest.raises(errors.AccountResting) as resting:
        sign_in(again, CLERK, CLERK_PASSWORD, clock=clock)
    assert resting.value.values == {"minutes": REST_MINUTES}
    clock.advance(timedelta(minutes=REST_MINUTES, seconds=-1))
    with pytest.raises(errors.AccountResting) as resting:
        sign_in(again, CLERK, CLERK_PASSWORD, clock=clock)
    assert resting.value.values == {"minutes": 1}
    clock.advance(timedelta(seconds=1))
    assert require_signed_in(sign_in(again, CLERK, CLERK_PASSWORD, clock=clock))
    again.close()


@pytest.mark.embedded("lockout is the server's policy")
def test_a_rest_is_followed_by_five_more_attempts(database: Database, clock: FixedClock) -> None:
    fail(database, clock, MAXIMUM_FAILURES)
    clock.advance(timedelta(minutes=REST_MINUTES))
    fail(database, clock, MAXIMUM_FAILURES)
    with pytest.raises(errors.AccountResting):
        sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)


def test_a_success_forgets_the_failures(database: Database, clock: FixedClock) -> None:
    for _ in range(3):
        fail(database, clock, MAXIMUM_FAILURES - 1)
        sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)


@pytest.mark.embedded("failures are counted by the server")
def test_failures_neither_cost_an_edit_nor_enter_the_history(
    database: Database, clock: FixedClock, administrator: ServiceContext
) -> None:
    before = users.find_user(administrator, CLERK)
    entries = history.entries(administrator)
    fail(database, clock, 2)
    sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)
    users.save_user(administrator, replace(before, phone="021-5555 1234"))
    assert len(history.entries(administrator)) == len(entries) + 1


@pytest.mark.real_server("it tells of a disabled login by another number")
def test_a_disabled_user_is_told_only_after_the_right_password(
    database: Database, clock: FixedClock, administrator: ServiceContext
) -> None:
    clerk = users.find_user(administrator, CLERK)
    users.set_active(administrator, clerk.id or 0, False)
    fail(database, clock, 1)
    with pytest.raises(errors.AccountDisabled):
        sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)


@pytest.mark.embedded("a server keeps its own hashes")
def test_a_hash_of_another_cost_is_renewed_at_sign_in(
    database: Database,
    clock: FixedClock,
    administrator: ServiceContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = stored_hash(administrator, CLERK)
    monkeypatch.setattr(passwords, "cost", passwords.Cost(passes=2, memory_kib=16, lanes=1))
    sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)
    renewed = stored_hash(administrator, CLERK)
    assert renewed != old
    assert "m=16,t=2,p=1" in renewed
    sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)
    assert stored_hash(administrator, CLERK) == renewed


def test_a_damaged_hash_is_a_wrong_password() -> None:
    assert not passwords.is_right("anything", "not a hash")


def test_passwords_cost_what_an_attacker_dislikes() -> None:
    usual = passwords.Cost()
    assert usual.memory_kib >= 19456
    assert usual.passes >= 2


@pytest.mark.real_server("it takes any old password")
def test_changing_the_password_asks_for_the_old_one(
    database: Database, clock: FixedClock, clerk: ServiceContext
) -> None:
    with pytest.raises(errors.WrongOldPassword):
        change_password(clerk, "falsch-falsch", "herbst-Blatt-9")
    changed = change_password(clerk, CLERK_PASSWORD, "herbst-Blatt-9")
    assert changed.actor == clerk.actor
    assert require_signed_in(sign_in(database, CLERK, "herbst-Blatt-9", clock=clock))
    fail(database, clock, 1)
    with pytest.raises(errors.WrongCredentials):
        sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)


@pytest.mark.embedded("lockout is the server's policy")
def test_guessing_the_old_password_makes_the_account_rest(clerk: ServiceContext) -> None:
    for _ in range(MAXIMUM_FAILURES):
        with pytest.raises(errors.WrongOldPassword):
            change_password(clerk, "falsch-falsch", "herbst-Blatt-9")
    with pytest.raises(errors.AccountResting):
        change_password(clerk, CLERK_PASSWORD, "herbst-Blatt-9")


@pytest.mark.parametrize(
    ("new", "error"),
    [
        ("short", errors.PasswordTooShort),
        ("1234567", errors.PasswordTooShort),
        ("12345678", errors.PasswordTooCommon),
        ("PassWord", errors.PasswordTooCommon),
        (CLERK_PASSWORD, errors.PasswordUnchanged),
    ],
)
def test_weak_passwords_are_refused_and_nothing_changes(
    database: Database,
    clock: FixedClock,
    clerk: ServiceContext,
    new: str,
    error: type[errors.WeakPassword],
) -> None:
    with pytest.raises(error):
        change_password(clerk, CLERK_PASSWORD, new)
    assert sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)


def test_the_user_name_is_no_password_in_any_spelling() -> None:
    for new in ("administrator", "ADMINISTRATOR", "ａｄｍｉｎｉｓｔｒａｔｏｒ"):
        with pytest.raises(errors.PasswordIsUserName):
            check_new_password("Administrator", "", new)


def test_a_composed_letter_is_the_same_however_it_was_typed() -> None:
    assert passwords.is_right("cafe\u0301-noir", passwords.hash_password("caf\u00e9-noir"))


def test_a_new_user_must_change_the_password_before_anything_else(
    database: Database, clock: FixedClock, administrator: ServiceContext
) -> None:
    clerk = users.find_user(administrator, CLERK)
    given = users.reset_password(administrator, clerk.id or 0)
    assert given.password is not None
    context = sign_in(database, CLERK, given.password, clock=clock)
    with pytest.raises(errors.NotSignedIn):
        require_signed_in(context)
    with pytest.raises(errors.PasswordUnchanged):
        change_password(context, given.password, given.password)
    free = change_password(context, given.password, "herbst-Blatt-9")
    assert require_signed_in(free).username == CLERK
    again = sign_in(database, CLERK, "herbst-Blatt-9", clock=clock)
    assert require_signed_in(again) == require_signed_in(free)


def test_a_change_is_announced_without_the_password(clerk: ServiceContext) -> None:
    heard: list[Change] = []
    change_password(replace(clerk, on_change=heard.append), CLERK_PASSWORD, "herbst-Blatt-9")
    assert heard == [Change(kinds=frozenset({"client_user"}))]


def test_the_history_keeps_that_a_password_changed_but_not_which(
    clerk: ServiceContext, administrator: ServiceContext
) -> None:
    change_password(clerk, CLERK_PASSWORD, "herbst-Blatt-9")
    entry = history.entries(administrator)[0]
    [change] = [change for change in entry.changes if change.field == "password_hash"]
    assert (change.before, change.after) == ("***", "***")


def test_the_language_is_remembered(
    database: Database, clock: FixedClock, clerk: ServiceContext
) -> None:
    assert require_signed_in(remember_language(clerk, "zh_CN")).language == "zh_CN"
    assert require_signed_in(acting(database, CLERK, clock)).language == "zh_CN"
    with pytest.raises(errors.ValidationFailed, match="xx"):
        remember_language(clerk, "xx")


@pytest.mark.embedded("a server knows itself who is connected")
def test_nobody_and_former_users_change_nothing(clerk: ServiceContext) -> None:
    actor = require_signed_in(clerk)
    for context in (
        replace(clerk, actor=None),
        clerk.acting_as(replace(actor, user_id=4711)),
    ):
        with pytest.raises(errors.NotSignedIn):
            change_password(context, CLERK_PASSWORD, "herbst-Blatt-9")
        with pytest.raises(errors.NotSignedIn):
            remember_language(context, "en")


@given(st.just(None))
def test_one_time_passwords_can_be_read_and_pass_the_rules(_: None) -> None:
    first, second = passwords.one_time_password(), passwords.one_time_password()
    assert first != second
    assert not set(first) & set("0O1lI")
    check_new_password("anybody", second, first)


def test_services_are_imported_without_what_is_slow_to_load() -> None:
    code = (
        "import sys, pkgutil, importlib, crm_desktop.services as services\n"
        "for found in pkgutil.iter_modules(services.__path__):\n"
        "    importlib.import_module(f'crm_desktop.services.{found.name}')\n"
        "slow = {'argon2', 'alembic', 'pypinyin', 'openpyxl', 'xlsxwriter', 'reportlab'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
