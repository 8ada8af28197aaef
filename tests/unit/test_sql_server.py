"""What is sent to SQL Server and what its answers mean, without a server."""

from typing import Any

import pytest
from sqlalchemy import create_engine, exc, select
from sqlalchemy.dialects.mssql.pyodbc import MSDialect_pyodbc

from crm_desktop.data import criteria_conditions, customer_order, customer_walk
from crm_desktop.data.dialect import (
    ForeignKeyViolation,
    UniqueViolation,
    domain_error,
    month_text,
    sql_server,
)
from crm_desktop.data.dialect.search import has_grams
from crm_desktop.data.grams import Grams, Kind
from crm_desktop.data.tables import CustomerRecord, PaymentRecord
from crm_desktop.domain import errors, server_errors
from crm_desktop.domain.criteria import Criteria, SortOrder

PREFIX = "[Microsoft][ODBC Driver 18 for SQL Server][SQL Server]"


class DriverError(Exception):
    """Has the shape of pyodbc's errors."""


def refusal(state: str, message: str) -> exc.DBAPIError:
    return exc.DBAPIError("SELECT 1", None, DriverError(state, f"[{state}] {PREFIX}{message}"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("HY000", "The driver did not supply an error!"),
        ("08S01", "[08S01] [FreeTDS][SQL Server]Write to the server failed (20006) (SQLEndTran)"),
        ("HY000", "[HY000] [FreeTDS][SQL Server]Unknown error (0) (SQLExecDirectW)"),
    ],
)
def test_what_drivers_say_of_a_dead_line(arguments: tuple[str, str]) -> None:
    error = exc.DBAPIError("COMMIT", None, DriverError(*arguments))
    assert isinstance(domain_error(error, "crm @ host"), server_errors.ConnectionLost)


@pytest.mark.parametrize(
    ("state", "message", "kind"),
    [
        ("40001", "Transaction was deadlocked. (1205) (SQLExecDirectW)", server_errors.Deadlock),
        ("42000", "Lock request time out. (1222) (SQLExecDirectW)", server_errors.LockTimedOut),
        (
            "42000",
            "Snapshot isolation … update conflict. (3960) (SQLExecDirectW)",
            server_errors.SnapshotConflict,
        ),
        ("42000", "String … truncated. (2628) (SQLExecDirectW)", server_errors.TextTooLong),
        ("22001", "String … truncated. (8152) (SQLExecDirectW)", server_errors.TextTooLong),
        ("23000", "Cannot insert duplicate key row (2601) (SQLExecDirectW)", UniqueViolation),
        ("23000", "Violation of UNIQUE KEY (2627) (SQLExecDirectW)", UniqueViolation),
        ("23000", 'conflicted with "fk_contact" (547) (SQLExecDirectW)', ForeignKeyViolation),
        (
            "42000",
            "The server principal 'li' exists. (15025) (SQLExecDirectW)",
            server_errors.AccountTaken,
        ),
        ("42000", "User 'li' exists here. (15023) (SQLExecDirectW)", errors.DuplicateName),
        ("42000", "permission was denied. (229) (SQLExecDirectW)", errors.NotAllowed),
        ("28000", "Login failed for user 'x'. (18456) (SQLDriverConnect)", errors.WrongCredentials),
        ("28000", "locked out. (18486) (SQLDriverConnect)", server_errors.AccountLocked),
        ("28000", "disabled. (18470) (SQLDriverConnect)", errors.AccountDisabled),
        ("28000", "expired. (18487) (SQLDriverConnect)", server_errors.PasswordExpired),
        ("28000", "must be changed. (18488) (SQLDriverConnect)", server_errors.PasswordExpired),
        (
            "28000",
            "Login failed. (18456) (SQLDriverConnect); [28000] Cannot open database (4060) "
            "(SQLDriverConnect)",
            server_errors.DatabaseRefused,
        ),
        (
            "42000",
            "Cannot open database (4060) (SQLDriverConnect); [28000] Login failed for user 'x'. "
            "(18456)",
            server_errors.DatabaseRefused,
        ),
        (
            "42S02",
            "Invalid object name 'crm.x'. (208) (SQLExecDirectW)",
            server_errors.ForeignDatabase,
        ),
        ("08S01", "Communication link failure (0)", server_errors.ConnectionLost),
        ("HYT00", "Login timeout expired (0)", server_errors.QueryTimedOut),
        ("HY008", "Operation canceled (0)", errors.Cancelled),
        ("42000", "This is the last (51001) (SQLExecDirectW)", errors.LastAdministrator),
        ("42000", "A void payment (51007) (SQLExecDirectW)", errors.PaymentIsVoid),
        ("42000", "Something new. (99999) (SQLExecDirectW)", errors.DatabaseError),
    ],
)
def test_the_servers_numbers_have_meanings(
    state: str, message: str, kind: type[errors.CrmError]
) -> None:
    assert type(domain_error(refusal(state, message), "crm @ server")) is kind


def test_a_unique_violation_names_the_constraint_in_any_language() -> None:
    message = (
        "Verletzung der UNIQUE KEY-Einschränkung „uq_customer_number_key“. Ein doppelter Schlüssel "
        "kann in das crm.customer-Objekt nicht eingefügt werden. (2627) (SQLExecDirectW)"
    )
    found = domain_error(refusal("23000", message), "crm @ server")
    assert isinstance(found, UniqueViolation)
    assert found.column == "uq_customer_number_key"


def test_a_refused_check_is_no_missing_reference() -> None:
    message = 'conflicted with the CHECK constraint "ck_payment_amount_positive". (547) (SQL…)'
    assert type(domain_error(refusal("23000", message), "x")) is errors.DatabaseError


def compiled(statement: Any) -> str:
    dialect = MSDialect_pyodbc()
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": False}))


def test_no_statement_uses_output_where_triggers_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables with triggers refuse OUTPUT without INTO (error 334)."""
    pytest.importorskip("pyodbc", exc_type=ImportError)
    engine = sql_server.server_engine(lambda: None)
    insert = CustomerRecord.__table__.insert().values(name="A")  # type: ignore[attr-defined]
    assert "OUTPUT" not in str(insert.compile(engine))
    assert not engine.dialect.insert_executemany_returning or not engine.dialect.insert_returning
    usual = create_engine("mssql+pyodbc://", module=engine.dialect.dbapi)
    assert "OUTPUT" in str(insert.compile(usual)), "the comparison proves nothing any more"


@pytest.mark.parametrize("column", ["id", "name", "city", "level", "category_name", "total_paid"])
@pytest.mark.parametrize("descending", [False, True])
def test_no_list_is_sorted_by_a_column_twice(column: str, descending: bool) -> None:
    terms = customer_order.order(None, SortOrder(column, descending))  # type: ignore[arg-type]
    texts = [compiled(select(CustomerRecord.id).order_by(term)) for term in terms]
    bare = [text.removesuffix(" DESC").removesuffix(" ASC") for text in texts]
    assert len(set(bare)) == len(bare)


def test_months_are_grouped_without_parameters() -> None:
    """An expression with parameters is another one in GROUP BY (error 8120)."""
    month = month_text(PaymentRecord.paid_on, "mssql")
    assert "left(convert(CHAR(10), payment.paid_on, 23), 7)" in compiled(
        select(month).group_by(month)
    )


def test_conditions_are_conditions_and_never_values() -> None:
    criteria = Criteria(name="A", contact="B", phone="12345678", category="C", location="D E")
    for condition in criteria_conditions.conditions(criteria):
        text = compiled(select(CustomerRecord.id).where(condition))
        assert " IS 1" not in text and " = true" not in text


def test_no_piece_that_is_looked_for_ends_with_a_space() -> None:
    """A server keeps one of the pieces that differ by that alone."""
    groups = [(Grams(Kind.NAME, ("nd ", "d b", " ")),)]
    [condition] = has_grams(groups, CustomerRecord.id)
    values = select(CustomerRecord.id).where(condition).compile(dialect=MSDialect_pyodbc()).params
    assert list(values.values())[::2] == ["nnd", "nd b", "n "]


def test_texts_compare_by_their_code_points() -> None:
    from sqlalchemy.schema import CreateTable

    made = str(CreateTable(CustomerRecord.__table__).compile(dialect=MSDialect_pyodbc()))  # type: ignore[arg-type]
    texts = [line for line in made.splitlines() if "NVARCHAR" in line]
    assert texts
    assert all("COLLATE Latin1_General_100_BIN2" in line for line in texts)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "column", [name for name in customer_walk.WALKED if customer_walk.can_walk(name, "mssql")]
)
def test_orders_are_walked_in_the_words_of_the_server(column: str, descending: bool) -> None:
    dialect = MSDialect_pyodbc(paramstyle="qmark")
    dialect._supports_offset_fetch = True
    for prepared in customer_walk.statements(column, descending):
        text, names, _ = prepared.written(dialect)
        assert text.count("?") == len(names)
        assert "crm.customer" in text
        assert "LIMIT" not in text


def test_places_have_no_order_without_case_on_the_server() -> None:
    refused = {name for name in customer_walk.WALKED if not customer_walk.can_walk(name, "mssql")}
    assert refused == {"province", "city"}
