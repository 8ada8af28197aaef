"""Looking at a database without changing it: is the file sound, and which driver reads it."""

import sqlite3

from sqlalchemy import text
from sqlalchemy.orm import Session


def integrity_errors(session: Session, most: int = 5) -> list[str]:
    """Return what the database says is damaged in itself, at most `most` lines; [] if sound."""
    rows = session.execute(text(f"PRAGMA quick_check({most})")).scalars()
    found = [str(row) for row in rows]
    broken = session.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        found.append(f"foreign key: {broken[0]} {broken[1]}")
    return [line for line in found if line != "ok"]


def driver() -> str:
    """Return which database library is in use, and its version."""
    return f"SQLite {sqlite3.sqlite_version}"
