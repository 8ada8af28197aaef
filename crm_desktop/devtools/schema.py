"""Renders the schema for a DBA: tables from the migrations, triggers from the mapped tables.

`python -m crm_desktop.devtools.schema` writes `db/schema/`; a test holds it equal.
"""

import io
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, LargeBinary, SmallInteger

from crm_desktop.data import audit
from crm_desktop.data.dialect import Money, UtcDateTime
from crm_desktop.data.tables import (
    ClientUser,
    ContactRecord,
    CustomerRecord,
    ImportBatch,
    JobRecord,
    PaymentRecord,
    SavedQueryRecord,
)
from crm_desktop.infra.paths import migrations, schema_scripts

_LABELS = {
    "customer": "CONCAT(r.customer_no, N' ', r.name)",
    "payment": "r.payment_no",
    "client_user": "r.username",
    "code_item": "CONCAT(r.list, N': ', r.code)",
}
_CUSTOMERS = {"customer": "r.id", "contact": "r.customer_id", "payment": "r.customer_id"}
_WHOLE = (BigInteger, Integer, SmallInteger)

_HEADER = """\
-- Stamps, history and the rules that money depends on, whatever tool a change is made with.
-- Rendered from the mapped tables by `python -m crm_desktop.devtools.schema`; do not edit.
"""
_TRIGGER = """
DROP TRIGGER IF EXISTS crm.{name};
GO
CREATE TRIGGER crm.{name} ON crm.{table} AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.{name}')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
{rules}{stamps}{history}END;
GO
"""
_STAMPS = """\
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END{more}
    FROM crm.{table} AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id{condition};
"""
_HISTORY = """\
    INSERT INTO crm.audit_log (
        at, user_id, username, action, entity, entity_id, customer_id, label, changes
    )
    SELECT
        @at, @me, @name, h.action, N'{table}', h.id, h.customer_id, LEFT(h.label, 250),
        N'{{' + COALESCE(STUFF(h.changes, 1, 2, N''), N'') + N'}}'
    FROM (
        SELECT
            r.id,
            {customer} AS customer_id,
            {label} AS label,
            CASE
                WHEN d.id IS NULL THEN N'create'{actions}
                ELSE N'change'
            END AS action,
            {changes} AS changes
        FROM crm.{table} AS r
        JOIN inserted AS i ON i.id = r.id
        LEFT JOIN deleted AS d ON d.id = r.id
        UNION ALL
        SELECT
            r.id,
            {customer},
            {label},
            N'purge',
            {purged}
        FROM deleted AS r
        LEFT JOIN inserted AS i ON i.id = r.id
        WHERE i.id IS NULL
    ) AS h
    WHERE h.action <> N'change' OR h.changes <> N'';
"""
_DELETED_RULE = """\
    -- A clerk brings back what he deleted himself.
    IF crm.is_administrator() = 0 AND EXISTS (
        SELECT 1 FROM inserted AS i JOIN deleted AS d ON d.id = i.id
        WHERE d.deleted_at IS NOT NULL AND i.deleted_at IS NULL
            AND (d.deleted_by IS NULL OR d.deleted_by <> @me)
    )
        THROW 51009, N'Only an administrator may do this.', 1;
"""
_DELETED_STAMPS = """,
        deleted_at = CASE
            WHEN i.deleted_at IS NULL THEN NULL ELSE COALESCE(d.deleted_at, @at)
        END,
        deleted_by = CASE
            WHEN i.deleted_at IS NULL THEN NULL WHEN d.deleted_at IS NULL THEN @me ELSE d.deleted_by
        END"""
_DELETED_ACTIONS = """
                WHEN r.deleted_at IS NOT NULL AND d.deleted_at IS NULL THEN N'delete'
                WHEN r.deleted_at IS NULL AND d.deleted_at IS NOT NULL THEN N'restore'"""
_VOID_RULES = """\
    -- Void only with a reason; a void payment stays as it is for ever.
    IF EXISTS (
        SELECT 1 FROM inserted AS i JOIN deleted AS d ON d.id = i.id WHERE d.voided_at IS NOT NULL
    )
        THROW 51007, N'A void payment cannot be changed.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted WHERE voided_at IS NOT NULL AND LTRIM(RTRIM(void_reason)) = N''
    )
        THROW 51008, N'A payment is made void only with a reason.', 1;
    -- A payment entered again stands for a void one of the same customer, and only one does.
    IF EXISTS (SELECT 1 FROM inserted WHERE replaces_id IS NOT NULL)
    BEGIN
        IF EXISTS (
            SELECT 1 FROM inserted AS i
            LEFT JOIN deleted AS d ON d.id = i.id
            LEFT JOIN crm.payment AS p ON p.id = i.replaces_id
                AND p.voided_at IS NOT NULL AND p.customer_id = i.customer_id
            WHERE i.replaces_id IS NOT NULL AND p.id IS NULL
                AND (d.replaces_id IS NULL OR d.replaces_id <> i.replaces_id)
        )
            THROW 51015, N'Only a void payment of the same customer is entered again.', 1;
        IF EXISTS (
            SELECT 1 FROM inserted AS i
            JOIN crm.payment AS p ON p.customer_id = i.customer_id
                AND p.replaces_id = i.replaces_id AND p.id <> i.id
            WHERE i.voided_at IS NULL AND p.voided_at IS NULL
        )
            THROW 51015, N'This payment was entered again already.', 1;
    END;
"""
_VOID_STAMPS = """,
        voided_at = CASE WHEN i.voided_at IS NULL THEN NULL ELSE @at END,
        voided_by = CASE WHEN i.voided_at IS NULL THEN NULL ELSE @me END"""
_VOID_ACTIONS = """
                WHEN r.voided_at IS NOT NULL THEN N'void'"""
_OWN_RULE = """\
    -- Everybody has his own.
    IF EXISTS (SELECT 1 FROM inserted WHERE @me IS NULL OR user_id <> @me)
        OR EXISTS (SELECT 1 FROM deleted WHERE @me IS NULL OR user_id <> @me)
        THROW 51009, N'This is somebody else''s.', 1;
"""
_IMPORT_RULE = """\
    -- An import is changed by whoever does it; an administrator may take it back.
    IF crm.is_administrator() = 0 AND EXISTS (
        SELECT 1 FROM deleted WHERE COALESCE(created_by, 0) <> COALESCE(@me, 0)
    )
        THROW 51009, N'This import is somebody else''s.', 1;
"""


def triggers() -> str:
    """Return the script that makes the triggers of SQL Server."""
    parts = [_HEADER]
    audited = [table.__tablename__ for table in audit.AUDITED]
    for table in (*audit.AUDITED, ImportBatch, SavedQueryRecord, JobRecord):
        parts.append(_trigger(table, is_audited=table.__tablename__ in audited))
    return "".join(parts)


def _trigger(table: type[Any], *, is_audited: bool) -> str:
    name = table.__tablename__
    rules, more, actions = "", "", ""
    if table in (CustomerRecord, ContactRecord):
        rules, more, actions = _DELETED_RULE, _DELETED_STAMPS, _DELETED_ACTIONS
    elif table is PaymentRecord:
        rules, more, actions = _VOID_RULES, _VOID_STAMPS, _VOID_ACTIONS
    elif table in (SavedQueryRecord, JobRecord):
        rules = _OWN_RULE
    elif table is ImportBatch:
        rules = _IMPORT_RULE
    # That somebody signed in is no edit of his record.
    condition = (
        f"\n    WHERE d.id IS NULL OR {_changes(table)} <> N''" if table is ClientUser else ""
    )
    return _TRIGGER.format(
        name=f"{name}_guard",
        table=name,
        rules=rules,
        stamps=_STAMPS.format(table=name, more=more, condition=condition),
        history=_history(table, actions) if is_audited else "",
    )


def _history(table: type[Any], actions: str) -> str:
    name = table.__tablename__
    return _HISTORY.format(
        table=name,
        customer=_CUSTOMERS.get(name, "NULL"),
        label=_LABELS.get(name, "r.name"),
        actions=actions,
        changes=_changes(table),
        purged=_changes(table, before="r", after=None),
    )


def _changes(table: type[Any], before: str = "d", after: str | None = "r") -> str:
    texts = [
        f"crm.change_text(N'{name}', {_text(table, name, before)}, "
        f"{_text(table, name, after) if after else 'NULL'})"
        for name in audit.history_columns(table)
    ]
    if table.__tablename__ == "company_profile" and after:
        texts.append(_changed_logo(before, after))
    return "\n                + ".join(texts)


def _text(table: type[Any], name: str, row: str) -> str:
    """Return the SQL that shows a value as the history does."""
    column = f"{row}.{name}"
    kind = table.__table__.c[name].type
    if name in audit.SECRETS:
        # Where the whole row is missing nothing is there either.
        is_there = f"{column} IS NOT NULL" if isinstance(kind, LargeBinary) else f"{column} <> N''"
        return f"CASE WHEN {is_there} THEN N'{audit.SECRET}' END"
    if isinstance(kind, (Money, Boolean, *_WHOLE)):
        return f"CONVERT(NVARCHAR(30), {column})"
    if isinstance(kind, Date):
        return f"CONVERT(NVARCHAR(10), {column}, 23)"
    if isinstance(kind, DateTime | UtcDateTime):
        return f"CONVERT(NVARCHAR(30), {column}, 126) + N'+00:00'"
    return column


def _changed_logo(before: str, after: str) -> str:
    """Return the SQL that says that one logo replaced another, which looks the same in text."""
    secret = f'N\', "logo": ["{audit.SECRET}", "{audit.SECRET}"]\''
    return f"CASE WHEN {before}.logo <> {after}.logo THEN {secret} ELSE N'' END"


def tables(dialect_name: str) -> str:
    """Return the statements of all migrations for one dialect."""
    from alembic import command
    from alembic.config import Config

    written = io.StringIO()
    config = Config(output_buffer=written)
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["dialect_name"] = dialect_name
    command.upgrade(config, "head", sql=True)
    title = (
        "-- The tables, rendered from the migrations by `python -m crm_desktop.devtools.schema`.\n"
    )
    lines = (line.rstrip() for line in written.getvalue().splitlines())
    return title + "\n".join(lines) + "\n"


def rendered() -> dict[Path, str]:
    """Return what the rendered files must hold."""
    folder = schema_scripts()
    return {
        folder / "sqlite.sql": tables("sqlite"),
        folder / "sql_server" / "10_tables.sql": tables("mssql"),
        folder / "sql_server" / "70_triggers.sql": triggers(),
    }


def main() -> int:
    """Write the files."""
    for path, text in rendered().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
