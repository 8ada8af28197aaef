"""Comparing and formatting in SQL, the same in both databases."""

import sys
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    exists,
    func,
    literal_column,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def contains(column: ColumnElement[str] | Any, text: str) -> ColumnElement[bool]:
    """Return whether `column` has `text` anywhere in it, every character taken literally."""
    found: ColumnElement[bool] = column.like(f"%{escape_like(text)}%", escape="~")
    return found


def starts_with(column: ColumnElement[str] | Any, text: str) -> ColumnElement[bool]:
    """Return whether `column` begins with `text`, every character taken literally."""
    found: ColumnElement[bool] = column.like(f"{escape_like(text)}%", escape="~")
    return found


def in_range_of(
    column: ColumnElement[str] | Any, text: str, dialect_name: str
) -> list[ColumnElement[bool]]:
    """Return conditions of what begins with `text` that let an index of `column` be used."""
    if dialect_name != "sqlite":  # which sees it in LIKE
        return []
    return [column >= text, column < f"{text}{chr(sys.maxunicode)}"]


def escape_like(text: str) -> str:
    """Return `text` with LIKE's wildcards escaped by `~`; `[` is one on SQL Server."""
    for character in "~%_[":
        text = text.replace(character, f"~{character}")
    return text


class without_case(FunctionElement[str]):  # noqa: N801 - it is written like a function
    """A text to compare and sort by without regard to the case of ASCII letters."""

    type = String()
    inherit_cache = True


@compiles(without_case)
def _lower(element: without_case, compiler: SQLCompiler, **options: Any) -> str:
    return f"lower({compiler.process(element.clauses, **options)})"


@compiles(without_case, "sqlite")
def _collated(element: without_case, compiler: SQLCompiler, **options: Any) -> str:
    """Unlike LOWER this is what an index can be sorted by."""
    return f"{compiler.process(element.clauses, **options)} COLLATE NOCASE"


def any_row(session: Session, *conditions: ColumnElement[bool] | Any) -> bool:
    """Return whether there is a row that meets all `conditions`."""
    # SQL Server knows EXISTS only where a condition stands.
    one: ColumnElement[int] = literal_column("1")
    return session.scalar(select(one).where(exists().where(*conditions))) is not None


def year_text(column: ColumnElement[Any] | Any, dialect_name: str) -> ColumnElement[str]:
    """Return a date's year as four digits."""
    return _date_text(column, dialect_name, "%Y", 4)


def month_text(column: ColumnElement[Any] | Any, dialect_name: str) -> ColumnElement[str]:
    """Return a date's month as `2026-03`."""
    return _date_text(column, dialect_name, "%Y-%m", 7)


def held(query: Select[Any], table: FromClause) -> Select[Any]:
    """Return a query whose rows nobody else changes until the transaction ends.

    A writing transaction on SQLite is alone anyway.
    """
    return query.with_hint(table, "WITH (UPDLOCK, ROWLOCK)", "mssql")


def _date_text(
    column: ColumnElement[Any] | Any, dialect_name: str, pattern: str, length: int
) -> ColumnElement[str]:
    if dialect_name == "sqlite":
        return func.strftime(pattern, column)
    # Literals: SQL Server takes an expression with parameters for another one in GROUP BY.
    iso: ColumnElement[Any] = literal_column("23")  # CONVERT's style for yyyy-mm-dd
    return func.left(
        func.convert(literal_column("CHAR(10)"), column, iso), literal_column(str(length))
    )
