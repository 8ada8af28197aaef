"""Units of work, derived keys, numbers, money and errors of the database."""

import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.dialects import mssql, sqlite

from crm_desktop.data import numbers, pinyin
from crm_desktop.data.database import Database
from crm_desktop.data.dialect import (
    ForeignKeyViolation,
    Money,
    UtcDateTime,
    contains,
    domain_error,
    escape_like,
    starts_with,
)
from crm_desktop.data.tables import AuditLog, ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.folding import fold
from crm_desktop.domain.records import Contact, Customer, CustomerChange
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.services import customers, databases
from crm_desktop.services.context import ServiceContext
from tests.databases import NOW, TODAY

pytestmark = pytest.mark.embedded("locks, limits and statements of SQLite; see test_server.py")
IN_A_FIXTURE = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Counts for a minute or so unless somebody stops it.
ENDLESS = """
    WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 1e9)
    SELECT max(n) FROM counter
"""


def count(context: ServiceContext, table: type) -> int:
    with ReadOnlyWork(context) as work:
        return work.session.scalar(select(func.count()).select_from(table)) or 0


def test_without_a_commit_nothing_happened(clerk: ServiceContext) -> None:
    entries = count(clerk, AuditLog)
    with UnitOfWork(clerk) as work:
        work.session.add(record("A"))
        work.flush()
    with pytest.raises(RuntimeError), UnitOfWork(clerk) as work:
        work.session.add(record("B"))
        work.flush()
        raise RuntimeError
    assert count(clerk, CustomerRecord) == 0
    assert count(clerk, AuditLog) == entries


def record(number: str) -> CustomerRecord:
    return CustomerRecord(customer_no=number, name=number, kind="company")


def test_readers_cannot_write(clerk: ServiceContext) -> None:
    with pytest.raises(errors.DatabaseReadOnly), ReadOnlyWork(clerk) as work:
        work.session.execute(text("DELETE FROM code_item"))


def test_a_reader_sees_one_moment_while_somebody_writes(clerk: ServiceContext) -> None:
    with ReadOnlyWork(clerk) as work:
        before = work.session.scalar(select(func.count()).select_from(CustomerRecord))
        customers.save(clerk, CustomerChange(customer=Customer(name="A")))
        after = work.session.scalar(select(func.count()).select_from(CustomerRecord))
    assert (before, after) == (0, 0)
    assert count(clerk, CustomerRecord) == 1


def test_a_writer_waits_for_another_and_gives_up_with_a_plain_error(
    clerk: ServiceContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.data.dialect.sqlite.BUSY_TIMEOUT_SECONDS", 0.01)
    other = replace(clerk, database=databases.open_database(clerk.database.path))
    with UnitOfWork(clerk) as work:
        work.session.add(record("A"))
        work.flush()
        with pytest.raises(errors.DatabaseBusy):
            customers.save(other, CustomerChange(customer=Customer(name="B")))
        work.commit()
    saved = customers.save(other, CustomerChange(customer=Customer(name="B")))
    assert saved.customer.customer_no == "C000001"
    other.database.close()


@pytest.mark.parametrize("kind", [ReadOnlyWork, UnitOfWork])
def test_cancelling_stops_a_statement_that_runs(
    clerk: ServiceContext, kind: type[ReadOnlyWork] | type[UnitOfWork]
) -> None:
    token = CancelToken()
    canceller = threading.Timer(0.05, token.cancel)
    canceller.start()
    with token.active(), pytest.raises(errors.Cancelled), kind(clerk) as work:
        work.session.execute(text(ENDLESS))
    canceller.join()
    assert count(clerk, CustomerRecord) == 0


def test_work_that_was_cancelled_before_does_not_start(clerk: ServiceContext) -> None:
    token = CancelToken()
    token.cancel()
    with token.active(), pytest.raises(errors.Cancelled), ReadOnlyWork(clerk) as work:
        work.session.execute(text(ENDLESS))


def test_cancelled_work_is_not_committed(clerk: ServiceContext) -> None:
    token = CancelToken()
    with token.active(), pytest.raises(errors.Cancelled), UnitOfWork(clerk) as work:
        work.session.add(record("A"))
        work.flush()
        token.cancel()
        work.commit()
    assert count(clerk, CustomerRecord) == 0


def test_cancelling_finished_work_does_not_touch_the_next(clerk: ServiceContext) -> None:
    token = CancelToken()
    with token.active(), ReadOnlyWork(clerk):
        pass
    with token.active(), UnitOfWork(clerk) as work:
        work.session.add(record("A"))
        work.commit()
    token.cancel()
    counting = text(ENDLESS.replace("1e9", "1e5"))
    for kind in (ReadOnlyWork, UnitOfWork):
        with kind(clerk) as work:
            assert work.session.scalar(counting) == 100_000


def test_a_lost_edit_is_noticed_in_the_database_too(clerk: ServiceContext) -> None:
    saved = customers.save(clerk, CustomerChange(customer=Customer(name="A")))
    with pytest.raises(errors.LostEdit), UnitOfWork(clerk) as work:
        found = work.session.get(CustomerRecord, saved.customer.id)
        assert found is not None
        work.session.execute(text("UPDATE customer SET version = version + 1"))
        found.city = "上海市"
        work.commit()


def test_references_are_kept_by_the_database(clerk: ServiceContext) -> None:
    with pytest.raises(ForeignKeyViolation), UnitOfWork(clerk) as work:
        work.session.add(ContactRecord(customer_id=4711, name="王芳"))
        work.commit()


def test_the_database_refuses_amounts_of_nothing(clerk: ServiceContext) -> None:
    saved = customers.save(clerk, CustomerChange(customer=Customer(name="A")))
    payment = PaymentRecord(
        customer_id=saved.customer.id,
        payment_no="P1",
        kind="payment",
        paid_on=TODAY,
        amount=Decimal(0),
    )
    with pytest.raises(errors.DatabaseError), UnitOfWork(clerk) as work:
        work.session.add(payment)
        work.commit()


def test_derived_keys_follow_what_was_typed(clerk: ServiceContext) -> None:
    change = CustomerChange(
        customer=Customer(
            name="中国移动（上海）有限公司",
            short_name="沪移动",
            phone="+86 21 5555 1234",
            fax="021-55551235",
            city="上海市",
        ),
        contacts=(Contact(name="吕布", mobile="139 0000 1111"),),
    )
    saved = customers.save(clerk, change)
    with ReadOnlyWork(clerk) as work:
        found = work.session.get(CustomerRecord, saved.customer.id)
        [contact] = work.session.scalars(select(ContactRecord))
        assert found is not None
        assert found.name_key == "中国移动(上海)有限公司"
        assert found.normalised_name == "中国移动上海"
        assert found.initials.split("\x1f") == ["zgyd(sh)yxgs", "hyd"]
        assert found.pinyin.startswith("zhongguoyidong")
        assert found.phone_key == "2155551234\x1f02155551235"
        assert "上海市" in found.location_key.split("\x1f")
        assert (contact.pinyin, contact.initials) == ("lvbu", "lb")
        assert contact.phone_key == "13900001111"
    customers.save(clerk, CustomerChange(customer=replace(saved.customer, name="Ünter")))
    with ReadOnlyWork(clerk) as work:
        again = work.session.get(CustomerRecord, saved.customer.id)
        assert again is not None
        assert (again.name_key, again.sort_key) == ("unter", "unter")


@given(st.text(max_size=200))
def test_pinyin_of_any_text_can_be_searched(name: str) -> None:
    for key in (pinyin.pinyin(name), pinyin.initials(name), pinyin.sort_key(name)):
        assert key == key.strip()
        assert key == key.lower() or fold(key) == key


def test_letters_without_chinese_stay() -> None:
    assert pinyin.pinyin("Ernst Handel") == "ernsthandel"
    assert pinyin.initials("Ernst Handel") == "ernsthandel"
    assert pinyin.sort_key("A1超市") == "a1 chao shi"
    assert pinyin.syllables("") == ()


@IN_A_FIXTURE
@given(
    st.lists(
        st.one_of(
            st.just(""),
            st.integers(1, 12).map(lambda n: f"C{n:06d}"),
            st.sampled_from(["X-1", "c000003", "Ｃ０００００４", "C0000005", "C7", "C9999999999"]),
        ),
        max_size=12,
    )
)
def test_no_number_is_given_twice(clerk: ServiceContext, typed: list[str]) -> None:
    with UnitOfWork(clerk) as work:  # rolled back, so that each example starts anew
        given_numbers: list[str] = []
        for number in typed:
            try:
                found = numbers.give(work.session, numbers.CUSTOMERS, number)
            except errors.DuplicateNumber:
                assert fold(number) in map(fold, given_numbers)
                continue
            assert found == number or not number
            given_numbers.append(found)
            work.session.add(record(found))
            work.flush()
            assert numbers.propose(work.session, numbers.CUSTOMERS) not in given_numbers
        assert len({fold(number) for number in given_numbers}) == len(given_numbers)


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("C000001", 1),
        ("ｃ０００００１", 1),
        ("C1234567", 1234567),
        ("C0000001", None),
        ("C000000", None),
        ("C12345", None),
        ("C1234567890", None),
        ("P000001", None),
        ("XC000001", None),
    ],
)
def test_which_numbers_are_of_the_series(number: str, value: int | None) -> None:
    assert numbers.CUSTOMERS.value(number) == value


@IN_A_FIXTURE
@given(st.text(alphabet="ab%_[]~'\\^\"*?😀", max_size=6), st.text(alphabet="ab%_[~", max_size=3))
def test_every_character_of_a_search_is_taken_literally(
    clerk: ServiceContext, stored: str, typed: str
) -> None:
    from sqlalchemy import literal

    with ReadOnlyWork(clerk) as work:
        inside = work.session.scalar(select(contains(literal(stored), typed)))
        at_start = work.session.scalar(select(starts_with(literal(stored), typed)))
    assert bool(inside) == (typed in stored)
    assert bool(at_start) == stored.startswith(typed)


def test_wildcards_of_both_databases_are_escaped() -> None:
    assert escape_like("50%_[a]~") == "50~%~_~[a]~~"


@given(st.integers(-(10**17), 10**17))
def test_money_is_stored_exactly(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    money = Money()
    kept = money.process_bind_param(amount, sqlite.dialect())
    assert kept == cents
    assert money.process_result_value(kept, sqlite.dialect()) == amount
    on_server = money.process_bind_param(amount, mssql.dialect())
    assert money.process_result_value(on_server, mssql.dialect()) == amount
    assert money.process_result_value(None, sqlite.dialect()) is None


def test_moments_are_kept_in_utc_and_need_a_zone() -> None:
    moments = UtcDateTime()
    in_china = datetime(2026, 3, 10, 14, 30, tzinfo=timezone(timedelta(hours=8)))
    kept = moments.process_bind_param(in_china, sqlite.dialect())
    assert kept == NOW.replace(tzinfo=None)
    back = moments.process_result_value(kept, sqlite.dialect())
    assert back == NOW
    assert back is not None
    assert back.tzinfo is UTC
    with pytest.raises(ValueError, match="time zone"):
        moments.process_bind_param(datetime(2026, 3, 10), sqlite.dialect())
    assert "DATETIME2" in str(moments.load_dialect_impl(mssql.dialect()))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", errors.DiskFull),
        ("SQLITE_IOERR_SHMSIZE", errors.DiskFull),
        ("SQLITE_BUSY_SNAPSHOT", errors.DatabaseBusy),
        ("SQLITE_READONLY_DIRECTORY", errors.DatabaseReadOnly),
        ("SQLITE_CORRUPT_VTAB", errors.DatabaseUnreadable),
        ("SQLITE_INTERRUPT", errors.Cancelled),
        ("SQLITE_IOERR_READ", errors.DatabaseError),
    ],
)
def test_errors_of_the_database_are_said_in_plain_words(
    name: str, kind: type[errors.CrmError]
) -> None:
    error = sqlite3.OperationalError("technical")
    error.sqlite_errorname = name
    assert type(domain_error(error, "crm.db")) is kind


def test_a_full_disk_is_said_and_nothing_is_lost(clerk: ServiceContext, database: Database) -> None:
    saved = customers.save(clerk, CustomerChange(customer=Customer(name="A")))
    with database.writing_engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        [pages] = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(errors.DiskFull):
        customers.save(
            clerk,
            CustomerChange(
                customer=Customer(name="B"),
                contacts=tuple(Contact(name="王芳", remark="长" * 4000) for _ in range(50)),
            ),
        )
    assert customers.open_customer(clerk, saved.customer.id or 0) == saved
    assert count(clerk, CustomerRecord) == 1
