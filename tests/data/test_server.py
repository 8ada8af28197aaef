"""What only a server does: it guards itself, whatever tool a person takes his account to."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from crm_desktop.data import server_schema, server_users
from crm_desktop.data.database import Database
from crm_desktop.data.dialect import UniqueViolation, domain_error
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.tables import METADATA, CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors, server_errors
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.user import User
from crm_desktop.services import customers, databases, history, payments, query, users
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.sign_in import change_password, sign_in
from tests.databases import (
    ADMINISTRATOR,
    CLERK,
    CLERK_PASSWORD,
    RUN,
    FixedClock,
    on_another_computer,
)
from tests.server import VARIABLE, ServerRun, is_named

pytestmark = [
    pytest.mark.mssql,
    pytest.mark.skipif(not is_named(), reason=f"{VARIABLE} names no server"),
]
CHAINS = pytest.mark.real_server("it has no ownership chains, so clerks are granted more there")


@pytest.fixture
def database_kind() -> str:
    return "mssql"


@pytest.fixture
def stored(clerk: ServiceContext) -> CustomerDetails:
    """A customer with a contact and a payment."""
    change = CustomerChange(
        customer=Customer(name="联华超市"),
        contacts=(Contact(name="王芳"),),
        payments=(Payment(paid_on=date(2026, 1, 5), amount=Decimal("99.90")),),
    )
    return customers.save(clerk, change)


def run_as(context: ServiceContext, statement: str) -> errors.CrmError | None:
    """Run SQL with a user's own account and return what the server's refusal means."""
    with context.database.writing_engine.connect() as connection:
        try:
            connection.exec_driver_sql(statement)
            connection.commit()
        except DBAPIError as error:
            return domain_error(error, context.database.location)
    return None


def named(statement: str) -> str:
    """Put the names of accounts into a statement."""
    names = {name: server_users.principal_for(name) for name in (ADMINISTRATOR, CLERK)}
    return statement.replace("{clerk}", names[CLERK]).replace("{admin}", names[ADMINISTRATOR])


# A clerk with another tool: reading, writing, deleting and altering each table.

WRITTEN = {"customer", "contact", "payment", "import_batch", "saved_query", "job"}
ALL = sorted(METADATA.tables)
HIDDEN = ["audit_log", "client_operation"]
# Which only procedures and triggers write: without ownership chains clerks are granted it.
CHAINED = (
    "client_user",
    "client_operation",
    "customer_gram",
    "customer_paid",
    "import_row",
    "revenue_day",
)


@pytest.mark.parametrize("table", [name for name in ALL if name != "saved_query"])
def test_a_clerk_deletes_no_row(clerk: ServiceContext, table: str, stored: object) -> None:
    if RUN[0].is_stand_in and table in CHAINED:
        pytest.skip("only a real SQL Server proves it: there are no ownership chains here")
    assert isinstance(run_as(clerk, f"DELETE FROM crm.{table}"), errors.NotAllowed)


@pytest.mark.parametrize("table", [name for name in ALL if name not in WRITTEN])
def test_a_clerk_changes_nothing_that_is_not_business(clerk: ServiceContext, table: str) -> None:
    if RUN[0].is_stand_in and table in (*CHAINED, "number_series"):
        pytest.skip("only a real SQL Server proves it: there are no ownership chains here")
    column = next(c.name for c in METADATA.tables[table].columns if not c.primary_key)
    found = run_as(clerk, f"UPDATE crm.{table} SET {column} = {column}")
    assert isinstance(found, errors.NotAllowed)


@pytest.mark.parametrize("table", ALL)
def test_a_clerk_alters_no_table(clerk: ServiceContext, table: str) -> None:
    for statement in (
        f"ALTER TABLE crm.{table} ADD extra INT",
        f"DROP TABLE crm.{table}",
        f"TRUNCATE TABLE crm.{table}",
    ):
        assert isinstance(run_as(clerk, statement), errors.CrmError), statement


@pytest.mark.parametrize("table", HIDDEN)
def test_a_clerk_does_not_read_what_is_the_administrators(
    clerk: ServiceContext, table: str
) -> None:
    if RUN[0].is_stand_in and table == "client_operation":
        pytest.skip("only a real SQL Server proves it: there are no ownership chains here")
    assert isinstance(run_as(clerk, f"SELECT * FROM crm.{table}"), errors.NotAllowed)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER crm.payment_guard",
        "DISABLE TRIGGER crm.payment_guard ON crm.payment",
        "DROP VIEW crm.my_profile",
        "CREATE TABLE crm.mine (id INT)",
        "ALTER ROLE crm_admin ADD MEMBER [{clerk}]",
        "GRANT SELECT ON crm.audit_log TO [{clerk}]",
        "CREATE LOGIN backdoor WITH PASSWORD = 'winter-Garten-7'",
        "ALTER LOGIN [{admin}] WITH PASSWORD = 'winter-Garten-8'",
        "DROP USER [{admin}]",
        "EXEC crm.add_user 'x', 'x', 'x', 1, '', '', '', 1, 'winter-Garten-7', 0",
        "EXEC crm.reset_password 1, 'winter-Garten-8'",
        "EXEC crm.set_user_active 1, 0",
        "EXEC crm.delete_user 1",
        "EXEC crm.save_user 2, 1, 'clerk', 'clerk', 'x', 1, '', '', '', 1",
    ],
)
def test_a_clerk_gets_no_further_rights(clerk: ServiceContext, statement: str) -> None:
    refused = run_as(clerk, named(statement))
    # The stand-in warns only, and grants nothing.
    assert isinstance(refused, errors.CrmError) or RUN[0].is_stand_in
    assert isinstance(run_as(clerk, "SELECT * FROM crm.audit_log"), errors.NotAllowed)
    with ReadOnlyWork(clerk) as work:
        profile = server_users.my_profile(work.session)
    assert profile.actor is not None
    assert profile.actor.pop == 0


@CHAINS
@pytest.mark.parametrize(
    "statement",
    [
        "EXEC crm_account.set_role '{clerk}', 'crm_admin'",
        "EXEC crm_account.set_password '{admin}', 'winter-Garten-8'",
        "EXEC crm_account.create_principal 'x', 'winter-Garten-8'",
        "EXEC crm_account.drop_principal '{admin}'",
        "INSERT INTO crm.audit_log (at, action, entity, entity_id, changes) "
        "VALUES (SYSUTCDATETIME(), 'change', 'customer', 1, '{}')",
    ],
)
def test_what_procedures_may_do_a_clerk_may_not(clerk: ServiceContext, statement: str) -> None:
    assert isinstance(run_as(clerk, named(statement)), errors.NotAllowed)


def test_a_clerk_with_a_forged_role_is_refused_by_the_server(clerk: ServiceContext) -> None:
    """The program's own checks pass: the server has the last word."""
    assert clerk.actor is not None
    forged = clerk.acting_as(replace(clerk.actor, pop=1))
    attempts: list[Callable[[], object]] = [
        lambda: users.add_user(forged, User(username="new")),
        lambda: users.set_active(forged, 1, False),
        lambda: users.reset_password(forged, 1),
        lambda: users.delete_user(forged, 1),
        lambda: history.entries(forged),
    ]
    for attempt in attempts:
        with pytest.raises(errors.NotAllowed):
            attempt()


def test_a_new_user_may_only_change_the_password(
    administrator: ServiceContext, database: Database, clock: FixedClock
) -> None:
    made = users.add_user(administrator, User(username="new"))
    assert made.password is not None
    context = sign_in(database, "NEW", made.password, clock=clock)
    assert context.actor is not None
    assert context.actor.must_change_password
    for table in ALL:
        if table in ("schema_info",):
            continue
        if RUN[0].is_stand_in and table in CHAINED:
            continue  # chains
        assert isinstance(run_as(context, f"SELECT * FROM crm.{table}"), errors.NotAllowed), table
    changed = change_password(context, made.password, "herbst-Blatt-9")
    assert changed.actor is not None
    assert not changed.actor.must_change_password
    assert customers.new_customer(changed).customer_no == "C000001"


# Another database on the same server, where users are logins.


@pytest.fixture
def login_of_another(server_run: ServerRun, database: Database) -> Iterator[str]:
    """A login that somebody else works with; what people type to sign in as it."""
    if not server_run.suffix:
        pytest.skip("users are the database's own here")
    login = f"other{server_run.suffix}"
    server_run.execute(f"CREATE LOGIN [{login}] WITH PASSWORD = 'winter-Garten-7'")
    yield login
    server_run.execute(f"DROP LOGIN [{login}]")


def test_an_account_of_another_database_is_not_taken_over(
    server_run: ServerRun, login_of_another: str, clock: FixedClock
) -> None:
    with pytest.raises(DBAPIError) as refused:
        server_run.account("create_principal", principal=login_of_another, password="frost-Eis-11")
    assert isinstance(domain_error(refused.value, ""), server_errors.AccountTaken)
    names = server_run.execute("SELECT name FROM sys.database_principals")
    assert login_of_another not in {name for (name,) in names}
    for password, refusal in (
        ("frost-Eis-11", errors.WrongCredentials),
        ("winter-Garten-7", server_errors.DatabaseRefused),  # its own one, as before
    ):
        with pytest.raises(refusal):
            sign_in(ServerDatabase(server_run.server), "other", password, clock=clock)


@pytest.mark.real_server("accounts are made after the commit there")
def test_a_user_whose_name_the_server_knows_is_not_added(
    administrator: ServiceContext, login_of_another: str
) -> None:
    with pytest.raises(server_errors.AccountTaken) as refused:
        users.add_user(administrator, User(username="Other"))
    assert refused.value.values["name"] == "Other"
    assert [user.username for user in users.users(administrator)] == [ADMINISTRATOR, CLERK]
    with pytest.raises(server_errors.AccountTaken):
        found = users.find_user(administrator, CLERK)
        users.save_user(administrator, replace(found, username="other"))


# Rules of money and stamps, by trigger.


def payment_id(details: CustomerDetails) -> int:
    return details.payments[0].id or 0


def test_void_rules_hold_for_any_tool(clerk: ServiceContext, stored: CustomerDetails) -> None:
    where = f"WHERE id = {payment_id(stored)}"
    void = "UPDATE crm.payment SET voided_at = SYSUTCDATETIME(), void_reason = N'{}' " + where
    for reason in ("", "   "):
        assert isinstance(run_as(clerk, void.format(reason)), server_errors.VoidNeedsReason)
    assert run_as(clerk, void.format("重复")) is None
    for statement in (
        "UPDATE crm.payment SET voided_at = NULL ",
        "UPDATE crm.payment SET amount = 1 ",
        "UPDATE crm.payment SET void_reason = N'x' ",
        "UPDATE crm.payment SET remark = N'x' ",
    ):
        assert isinstance(run_as(clerk, statement + where), errors.PaymentIsVoid)
    [entry] = [
        e for e in history.customer_history(clerk, stored.customer.id or 0) if e.action == "void"
    ]
    assert entry.username == CLERK
    [found] = payments.payments_of(clerk, stored.customer.id or 0)
    assert (found.voided_by, found.void_reason, found.amount) == ("Clerk", "重复", Decimal("99.90"))


def test_stamps_are_the_servers_whatever_is_sent(
    clerk: ServiceContext, administrator: ServiceContext, stored: CustomerDetails
) -> None:
    key = stored.customer.id
    assert (
        run_as(
            clerk,
            "UPDATE crm.customer SET created_by = 1, updated_by = 1, created_at = '2001-01-01', "
            f"updated_at = '2001-01-01', deleted_by = 1, city = N'上海市' WHERE id = {key}",
        )
        is None
    )
    opened = customers.open_customer(clerk, key or 0).customer
    assert opened.stamp is not None and stored.customer.stamp is not None
    assert opened.stamp.created_by == opened.stamp.updated_by == "Clerk"
    assert opened.stamp.created_at == stored.customer.stamp.created_at
    assert opened.version == (stored.customer.version or 0) + 1
    with pytest.raises(errors.LostEdit):
        customers.save(clerk, CustomerChange(customer=replace(stored.customer, name="A")))
    latest = history.customer_history(clerk, key or 0)[0]
    assert [(c.field, c.before, c.after) for c in latest.changes] == [("city", None, "上海市")]


def test_a_clerk_restores_only_what_he_deleted(
    clerk: ServiceContext, administrator: ServiceContext, stored: CustomerDetails
) -> None:
    key = stored.customer.id or 0
    customers.delete(administrator, [key])
    bring_back = f"UPDATE crm.customer SET deleted_at = NULL WHERE id = {key}"
    assert isinstance(run_as(clerk, bring_back), errors.NotAllowed)
    assert run_as(administrator, bring_back) is None


def test_nobody_writes_anothers_saved_query(
    clerk: ServiceContext, administrator: ServiceContext
) -> None:
    from crm_desktop.domain.criteria import SavedQuery

    kept = query.save_query(administrator, SavedQuery(name="mine", criteria=Criteria(name="A")))
    for statement in (
        "DELETE FROM crm.saved_query",
        "UPDATE crm.saved_query SET name = N'x'",
        "UPDATE crm.saved_query SET user_id = 2",
    ):
        assert isinstance(run_as(clerk, statement), errors.NotAllowed)
    assert query.saved_queries(administrator) == (kept,)


def test_several_rows_at_once_are_each_on_record(
    clerk: ServiceContext, stored: CustomerDetails
) -> None:
    second = customers.save(clerk, CustomerChange(customer=Customer(name="Li / 𠮷")))
    assert run_as(clerk, "UPDATE crm.customer SET city = N'北京' + NCHAR(10) + N'\"市\"'") is None
    for details in (stored, second):
        entry = history.customer_history(clerk, details.customer.id or 0)[0]
        assert [(c.field, c.after) for c in entry.changes] == [("city", '北京\n"市"')]


# Values and errors as on SQLite.

# The stand-in takes a bracket in LIKE for a class, and a backslash in REPLACE for an escape.
# Its SUBSTRING takes a character beyond the BMP for one, so their grams are others.
ON_REAL_SERVERS = ["[x] %_ ~ ^", 'quote " and \\ and /', "𠮷野家 😀"]
AWKWARD = [
    "'; DROP TABLE crm.customer; --",
    "a' OR '1'='1",
    "Ｆｕｌｌ ｗｉｄｔｈ",
    "trailing dot.",
    'quote " and /',
    "; EXEC xp_cmdshell 'dir'",
    "{fn now()} ? :name @p1",
]


@pytest.mark.parametrize(
    "typed",
    [
        *AWKWARD,
        *(
            pytest.param(text, marks=pytest.mark.real_server("its LIKE, REPLACE, SUBSTRING differ"))
            for text in ON_REAL_SERVERS
        ),
    ],
)
def test_any_text_is_stored_found_and_never_run(clerk: ServiceContext, typed: str) -> None:
    fields = {
        name: typed
        for name in ("name", "short_name", "city", "address", "remark", "hobby", "main_business")
    }
    saved = customers.save(
        clerk,
        CustomerChange(customer=Customer(**fields), contacts=(Contact(name=typed, remark=typed),)),
    )
    opened = customers.open_customer(clerk, saved.customer.id or 0)
    assert {name: getattr(opened.customer, name) for name in fields} == fields
    assert opened.contacts[0].name == typed
    for criteria in (Criteria(name=typed), Criteria(location=typed), Criteria(contact=typed)):
        assert query.count(clerk, criteria) == 1
    entries = history.customer_history(clerk, saved.customer.id or 0)
    entry = next(entry for entry in entries if entry.entity == "customer")
    assert {c.after for c in entry.changes if c.field == "city"} == {typed}


def test_pieces_that_differ_by_a_space_at_their_end_find_both(clerk: ServiceContext) -> None:
    """Which a server takes for the same, and keeps only one of."""
    for names in (("Acme Land", "Land B"), ("Land B", "Acme Land")):
        name, short_name = names
        customers.save(clerk, CustomerChange(customer=Customer(name=name, short_name=short_name)))
    for term in ("land b", "land", "nd b", "nd "):
        assert query.count(clerk, Criteria(name=term)) == 2, term


def test_errors_mean_the_same(clerk: ServiceContext, stored: CustomerDetails) -> None:
    with pytest.raises(UniqueViolation), UnitOfWork(clerk) as work:
        work.session.add(CustomerRecord(customer_no=" c000001 ", name="A", kind="company"))
        work.flush()
    with pytest.raises(server_errors.TextTooLong), UnitOfWork(clerk) as work:
        work.session.add(CustomerRecord(customer_no="X", name="长" * 201, kind="company"))
        work.flush()
    with pytest.raises(errors.DatabaseError), UnitOfWork(clerk) as work:
        work.session.add(
            PaymentRecord(
                payment_no="X",
                customer_id=stored.customer.id,
                kind="payment",
                paid_on=date(2026, 1, 1),
                amount=Decimal(0),
            )
        )
        work.flush()
    assert query.count(clerk, Criteria(name="联华")) == 1


def test_a_lock_that_lasts_is_said_plainly(clerk: ServiceContext, stored: CustomerDetails) -> None:
    other = on_another_computer(clerk)
    with UnitOfWork(clerk) as work:
        record = work.session.get(CustomerRecord, stored.customer.id)
        assert record is not None
        record.city = "上海市"
        work.flush()
        with pytest.raises(errors.DatabaseBusy), UnitOfWork(other) as waiting:
            waiting.session.execute(text("SET LOCK_TIMEOUT 50"))
            found = waiting.session.get(CustomerRecord, stored.customer.id)
            assert found is not None
            found.city = "北京市"
            waiting.flush()
    other.database.close()


def test_lists_do_not_wait_for_writers(clerk: ServiceContext, stored: CustomerDetails) -> None:
    other = on_another_computer(clerk)
    with UnitOfWork(clerk) as work:
        record = work.session.get(CustomerRecord, stored.customer.id)
        assert record is not None
        record.city = "上海市"
        work.flush()
        assert [row.city for row in query.rows(other, Criteria(name="联华"))] == [""]
        work.commit()
    assert [row.city for row in query.rows(other, Criteria(name="联华"))] == ["上海市"]
    other.database.close()


# Signing in, and a database that is not ours or not for us.


def test_a_wrong_pair_is_refused_by_the_server(database: Database, clock: FixedClock) -> None:
    for username, password in ((CLERK, "falsch-falsch"), ("nobody", "x"), ("'; --", "x")):
        with pytest.raises(errors.WrongCredentials):
            sign_in(database, username, password, clock=clock)


def test_an_account_that_is_no_user_is_told(
    server_run: ServerRun, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_users, "principal_for", lambda name: name)
    with pytest.raises(server_errors.UserUnknown):
        sign_in(ServerDatabase(server_run.server), *server_run.owner_account, clock=clock)


def test_a_client_that_is_too_old_does_not_sign_in(
    server_run: ServerRun, database: Database, clock: FixedClock
) -> None:
    raise_to = "UPDATE crm.schema_info SET value = ? WHERE name = 'min_client_version'"
    server_run.execute(raise_to, "99.0")
    try:
        with pytest.raises(server_errors.ClientTooOld) as refused:
            sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)
    finally:
        server_run.execute(raise_to, "0.1.0")
    assert refused.value.values == {"version": "99.0"}


def test_a_newer_schema_lets_todays_clients_work_and_an_older_one_does_not(
    server_run: ServerRun, database: Database, clock: FixedClock
) -> None:
    rename = "UPDATE crm.alembic_version SET version_num = ?"
    [[revision]] = server_run.execute("SELECT version_num FROM crm.alembic_version")
    try:
        server_run.execute(rename, "9999")
        assert sign_in(database, CLERK, CLERK_PASSWORD, clock=clock).actor is not None
        server_run.execute(rename, "0001")
        with pytest.raises(errors.DatabaseOlder):
            sign_in(database, CLERK, CLERK_PASSWORD, clock=clock)
    finally:
        server_run.execute(rename, revision)


def test_the_schema_is_created_and_upgraded_by_an_owner_only(
    server_run: ServerRun, clerk: ServiceContext
) -> None:
    with pytest.raises(errors.DatabaseExists):
        databases.create_database(server_run.url)
    databases.upgrade_database(server_run.url)
    assert isinstance(clerk.database, ServerDatabase)
    with pytest.raises(errors.NotAllowed):
        server_schema.upgrade(clerk.database)


def test_there_is_one_first_administrator(database: Database, clock: FixedClock) -> None:
    with pytest.raises(errors.AdministratorExists):
        databases.initialise(database, "second", "ein-gutes-Wort", clock)


# Many clerks.

EACH = 2


def test_numbers_stay_unique_while_fifty_create_at_once(clerk: ServiceContext) -> None:
    clerks = 8 if RUN[0].is_stand_in else 50  # each connection compiles triggers for seconds there
    given: list[str] = []
    failed: list[BaseException] = []
    start = threading.Barrier(clerks)

    def enter() -> None:
        own = on_another_computer(clerk)
        start.wait()
        try:
            for _ in range(EACH):
                draft = customers.new_customer(own)
                change = CustomerChange(customer=replace(draft, name="联华超市"))
                given.append(customers.save(own, change).customer.customer_no)
        except errors.CrmError as error:
            failed.append(error)
        finally:
            own.database.close()

    threads = [threading.Thread(target=enter) for _ in range(clerks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(set(given)) == len(given) == clerks * EACH


def test_the_second_of_two_edits_is_told(clerk: ServiceContext, stored: CustomerDetails) -> None:
    other = on_another_computer(clerk)
    customers.save(clerk, CustomerChange(customer=replace(stored.customer, city="上海市")))
    with pytest.raises(errors.LostEdit):
        customers.save(other, CustomerChange(customer=replace(stored.customer, city="北京市")))
    assert customers.open_customer(other, stored.customer.id or 0).customer.city == "上海市"
    other.database.close()


@pytest.fixture
def rows(clerk: ServiceContext) -> Iterator[tuple[int, int]]:
    """Two customers."""
    made = [
        customers.save(clerk, CustomerChange(customer=Customer(name=name))).customer.id or 0
        for name in ("A", "B")
    ]
    yield made[0], made[1]


def test_a_deadlock_ends_in_one_work_given_up(clerk: ServiceContext, rows: tuple[int, int]) -> None:
    outcomes: list[str] = []
    both_hold_one = threading.Barrier(2)

    def change(context: ServiceContext, first: int, second: int) -> None:
        try:
            with UnitOfWork(context) as work:
                _touch(work.session, first)
                both_hold_one.wait()
                _touch(work.session, second)
                work.commit()
            outcomes.append("stored")
        except server_errors.Deadlock:
            outcomes.append("given up")

    other = on_another_computer(clerk)
    threads = [
        threading.Thread(target=change, args=(clerk, rows[0], rows[1])),
        threading.Thread(target=change, args=(other, rows[1], rows[0])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.database.close()
    assert sorted(outcomes) == ["given up", "stored"]


def _touch(session: Any, key: int) -> None:
    session.execute(text("UPDATE crm.customer SET hobby = N'x' WHERE id = :key"), {"key": key})


def test_a_row_that_somebody_holds_is_read_as_it_was(
    clerk: ServiceContext, rows: tuple[int, int]
) -> None:
    with ReadOnlyWork(clerk) as work:
        before = work.session.scalar(
            select(CustomerRecord.hobby).where(CustomerRecord.id == rows[0])
        )
        other = on_another_computer(clerk)
        with UnitOfWork(other) as writing:
            _touch(writing.session, rows[0])
            writing.commit()
        after = work.session.scalar(
            select(CustomerRecord.hobby).where(CustomerRecord.id == rows[0])
        )
        other.database.close()
    assert (before, after) == ("", "")


def test_administrators_are_known_by_their_role(administrator: ServiceContext) -> None:
    with ReadOnlyWork(administrator) as work:
        profile = server_users.my_profile(work.session)
    assert profile.actor is not None
    assert (profile.actor.username, profile.actor.pop) == (ADMINISTRATOR, 1)
