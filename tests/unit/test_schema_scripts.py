"""The scripts a DBA reads are what the migrations and the mapped tables say."""

import re
from pathlib import Path

import pytest

from crm_desktop.data import audit, server_schema
from crm_desktop.data.dialect.sql_server import _KINDS
from crm_desktop.data.tables import METADATA
from crm_desktop.devtools.schema import rendered
from crm_desktop.infra.paths import schema_scripts

SERVER = schema_scripts() / "sql_server"
# What nobody writes but procedures and triggers.
UNWRITTEN = {
    f"crm.{name}"
    for name in (
        "client_user",
        "audit_log",
        "number_series",
        "schema_info",
        "revenue_day",
        "customer_paid",
        "customer_gram",
    )
}


def script(name: str) -> str:
    return (SERVER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", rendered().keys(), ids=lambda path: path.name)
def test_rendered_scripts_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == rendered()[path]


def test_every_table_people_edit_has_a_trigger() -> None:
    triggers = script("70_triggers.sql")
    for table in (*audit.AUDITED, "import_batch", "saved_query"):
        name = table if isinstance(table, str) else table.__tablename__
        assert f"CREATE TRIGGER crm.{name}_guard ON crm.{name} AFTER INSERT" in triggers


def test_triggers_count_no_rows() -> None:
    """A trigger that counts rows would make the program take an edit for lost."""
    for name in ("70_triggers.sql", "72_search_triggers.sql", "76_summary_triggers.sql"):
        triggers = script(name)
        made = len(re.findall("CREATE (?:TRIGGER|PROCEDURE)", triggers))
        assert triggers.count("SET NOCOUNT ON;") == made


def test_grants_name_objects_and_never_the_schema() -> None:
    grants = re.findall(r"^GRANT (.+) ON (.+) TO (\w+);$", script("80_grants.sql"), re.MULTILINE)
    assert len(grants) == script("80_grants.sql").count("GRANT ")
    tables = {f"crm.{name}" for name in METADATA.tables}
    for rights, thing, role in grants:
        assert thing.startswith("crm.") and "SCHEMA" not in thing
        written = {right.strip() for right in rights.split(",")} - {"SELECT", "EXECUTE"}
        if thing in UNWRITTEN:
            assert written == set(), thing
        if "DELETE" in written:
            admins = {"crm.code_item", "crm.product_category"}
            assert thing == "crm.saved_query" or (thing in admins and role == "crm_admin")
        if role == "crm_new":
            assert rights == "EXECUTE" or thing not in tables - {"crm.schema_info"}


def test_the_program_knows_every_error_that_the_scripts_raise() -> None:
    for path in SERVER.glob("*.sql"):
        for number in re.findall(r"THROW (5\d{4})", path.read_text(encoding="utf-8")):
            assert int(number) in _KINDS, f"{number} in {path.name}"


@pytest.mark.parametrize("name", ["50_accounts_contained.sql", "50_accounts_logins.sql"])
def test_both_kinds_of_account_offer_the_same(name: str) -> None:
    made = re.findall(r"CREATE (?:PROCEDURE|FUNCTION) (crm_account\.\w+)", script(name))
    other = {"50_accounts_contained.sql": "50_accounts_logins.sql"}.get(
        name, "50_accounts_contained.sql"
    )
    assert made == re.findall(r"CREATE (?:PROCEDURE|FUNCTION) (crm_account\.\w+)", script(other))


def test_only_accounts_in_the_database_are_changed_as_its_owner() -> None:
    contained, logins = script("50_accounts_contained.sql"), script("50_accounts_logins.sql")
    assert contained.count("WITH EXECUTE AS OWNER") == contained.count("CREATE PROCEDURE")
    assert "EXECUTE AS OWNER" not in logins
    signed = re.findall(r"N'(\w+)'", script("90_sign_procedures.sql").split("name IN (")[1])
    procedures = re.findall(r"CREATE PROCEDURE crm_account\.(\w+)", logins)
    assert set(procedures) <= set(signed)


def test_names_and_passwords_are_quoted_in_every_statement() -> None:
    for name in ("50_accounts_contained.sql", "50_accounts_logins.sql"):
        for line in script(name).splitlines():
            for found in re.findall(r"\+ (@principal|@name|@password|@new|@old)\b", line):
                raise AssertionError(f"{found} is not quoted: {line}")


def test_batches_end_at_go() -> None:
    parts = list(server_schema.batches("SELECT 1;\nGO\n-- nothing\nGO\nSELECT 'GO on';\n go \n"))
    assert parts == ["SELECT 1;", "SELECT 'GO on';"]
