"""User management and its rules."""

import threading
from dataclasses import replace

import pytest

from crm_desktop.data.database import Database
from crm_desktop.domain import errors
from crm_desktop.domain.records import Customer, CustomerChange
from crm_desktop.domain.user import MAXIMUM_FAILURES, Actor, User
from crm_desktop.services import customers, databases, users
from crm_desktop.services.context import ServiceContext, require_signed_in
from crm_desktop.services.sign_in import sign_in
from tests.databases import (
    ADMINISTRATOR,
    CLERK,
    CLERK_PASSWORD,
    FixedClock,
    acting,
    on_another_computer,
)


def own_id(context: ServiceContext) -> int:
    return require_signed_in(context).user_id


@pytest.fixture
def second(administrator: ServiceContext, database: Database, clock: FixedClock) -> ServiceContext:
    """Another administrator."""
    users.add_user(administrator, User(username="second", pop=1), "herbst-Blatt-9")
    context = acting(database, "second", clock)
    return context.acting_as(replace(require_actor(context), must_change_password=False))


def require_actor(context: ServiceContext) -> Actor:
    assert context.actor is not None
    return context.actor


def test_users_are_listed_by_name(administrator: ServiceContext) -> None:
    users.add_user(administrator, User(username="Bo", display_name="波"))
    assert [user.username for user in users.users(administrator)] == ["admin", "Bo", "clerk"]
    assert users.find_user(administrator, "ＢＯ").display_name == "波"
    with pytest.raises(errors.NotFound):
        users.find_user(administrator, "nobody")


def test_a_new_user_gets_a_one_time_password_or_the_given_one(
    administrator: ServiceContext, database: Database, clock: FixedClock
) -> None:
    made = users.add_user(administrator, User(username=" 王芳 ", email="wang@example.com"))
    assert made.password is not None
    assert made.user.username == made.user.display_name == "王芳"
    assert made.user.must_change_password
    assert sign_in(database, "王芳", made.password, clock=clock).actor is not None
    given = users.add_user(administrator, User(username="li", pop=1), "herbst-Blatt-9")
    assert (given.password, given.user.pop) == (None, 1)
    context = sign_in(database, "li", "herbst-Blatt-9", clock=clock)
    assert require_actor(context).must_change_password


@pytest.mark.parametrize(
    ("user", "field"),
    [
        (User(username="  "), "username"),
        (User(username="a\nb"), "username"),
        (User(username="x" * 51), "username"),
        (User(username="x", email="no address"), "email"),
        (User(username="x", phone="call me"), "phone"),
        (User(username="x", pop=2), "pop"),
    ],
)
def test_a_user_with_wrong_fields_is_refused(
    administrator: ServiceContext, user: User, field: str
) -> None:
    with pytest.raises(errors.ValidationFailed) as failed:
        users.add_user(administrator, user)
    assert field in [problem.field for problem in failed.value.problems]
    assert len(users.users(administrator)) == 2


def test_names_are_unique_whatever_their_case(administrator: ServiceContext) -> None:
    with pytest.raises(errors.DuplicateName) as refused:
        users.add_user(administrator, User(username="CLERK"))
    assert refused.value.values == {"name": "CLERK"}
    made = users.add_user(administrator, User(username="other")).user
    with pytest.raises(errors.DuplicateName):
        users.save_user(administrator, replace(made, username="Clerk"))


def test_weak_passwords_are_refused(administrator: ServiceContext) -> None:
    with pytest.raises(errors.PasswordTooCommon):
        users.add_user(administrator, User(username="other"), "password")
    clerk = users.find_user(administrator, CLERK)
    with pytest.raises(errors.PasswordTooShort):
        users.reset_password(administrator, clerk.id or 0, "short")


def test_a_user_is_changed_on_the_state_that_was_seen(administrator: ServiceContext) -> None:
    clerk = users.find_user(administrator, CLERK)
    saved = users.save_user(administrator, replace(clerk, display_name="文员", pop=1))
    assert (saved.display_name, saved.pop) == ("文员", 1)
    with pytest.raises(errors.LostEdit):
        users.save_user(administrator, replace(clerk, phone="021-5555 1234"))
    for missing in (replace(clerk, id=4711), replace(clerk, id=None)):
        with pytest.raises(errors.NotFound):
            users.save_user(administrator, missing)


def test_the_last_administrator_stays(administrator: ServiceContext) -> None:
    own = users.find_user(administrator, ADMINISTRATOR)
    assert own.id is not None
    for refused in (
        lambda: users.save_user(administrator, replace(own, pop=0)),
        lambda: users.save_user(administrator, replace(own, is_active=False)),
        lambda: users.set_active(administrator, own.id or 0, False),
        lambda: users.delete_user(administrator, own.id or 0),
    ):
        with pytest.raises(errors.LastAdministrator):
            refused()
    assert users.find_user(administrator, ADMINISTRATOR) == own
    assert users.set_active(administrator, own.id, True) == own


def test_a_disabled_administrator_does_not_count(
    administrator: ServiceContext, second: ServiceContext
) -> None:
    users.set_active(administrator, own_id(second), False)
    with pytest.raises(errors.LastAdministrator):
        users.set_active(administrator, own_id(administrator), False)


def test_nobody_deletes_disables_or_demotes_himself(
    administrator: ServiceContext, second: ServiceContext
) -> None:
    own = users.find_user(administrator, ADMINISTRATOR)
    for refused in (
        lambda: users.save_user(administrator, replace(own, pop=0)),
        lambda: users.set_active(administrator, own.id or 0, False),
        lambda: users.delete_user(administrator, own.id or 0),
    ):
        with pytest.raises(errors.OwnAccount):
            refused()
    assert users.save_user(second, replace(own, pop=0)).pop == 0


def test_two_administrators_cannot_demote_each_other_at_once(
    database: Database, administrator: ServiceContext, second: ServiceContext
) -> None:
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def demote(context: ServiceContext, user_id: int) -> None:
        # A database of its own, as on another computer.
        own = on_another_computer(context)
        start.wait()
        try:
            users.set_active(own, user_id, False)
            outcomes.append("done")
        except errors.LastAdministrator:
            outcomes.append("refused")
        finally:
            own.database.close()

    threads = [
        threading.Thread(target=demote, args=(administrator, own_id(second))),
        threading.Thread(target=demote, args=(second, own_id(administrator))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert databases.has_administrator(database)


@pytest.mark.real_server("it runs without foreign keys")
def test_a_user_without_records_is_deleted_and_one_with_records_is_not(
    administrator: ServiceContext, clerk: ServiceContext
) -> None:
    made = users.add_user(administrator, User(username="brief")).user
    users.delete_user(administrator, made.id or 0)
    with pytest.raises(errors.NotFound):
        users.delete_user(administrator, made.id or 0)
    customers.save(clerk, CustomerChange(customer=Customer(name="联华超市")))
    with pytest.raises(errors.UserHasRecords):
        users.delete_user(administrator, own_id(clerk))
    assert len(users.users(administrator)) == 2


@pytest.mark.real_server("it runs without foreign keys")
def test_a_user_who_only_owns_a_customer_has_records(administrator: ServiceContext) -> None:
    owner = users.add_user(administrator, User(username="owner")).user
    customers.save(
        administrator, CustomerChange(customer=Customer(name="联华超市", owner_id=owner.id))
    )
    with pytest.raises(errors.UserHasRecords):
        users.delete_user(administrator, owner.id or 0)


@pytest.mark.embedded("lockout is the server's policy")
def test_a_reset_or_being_enabled_ends_a_rest(
    administrator: ServiceContext, database: Database, clock: FixedClock
) -> None:
    clerk_id = users.find_user(administrator, CLERK).id or 0

    def exhaust() -> None:
        for _ in range(MAXIMUM_FAILURES):
            with pytest.raises(errors.WrongCredentials):
                sign_in(database, CLERK, "falsch-falsch", clock=clock)
        assert users.find_user(administrator, CLERK).locked_until is not None

    exhaust()
    users.set_active(administrator, clerk_id, False)
    assert users.set_active(administrator, clerk_id, True).locked_until is None
    assert sign_in(database, CLERK, CLERK_PASSWORD, clock=clock).actor is not None
    exhaust()
    reset = users.reset_password(administrator, clerk_id, "herbst-Blatt-9")
    assert (reset.password, reset.user.locked_until) == (None, None)
    assert reset.user.must_change_password
    assert sign_in(database, CLERK, "herbst-Blatt-9", clock=clock).actor is not None
