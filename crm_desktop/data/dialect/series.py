"""The counters of number series: held by one transaction at a time, never counted down."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_LAST = "SELECT last_value FROM number_series WHERE name = :name"
_RAISE = "UPDATE number_series SET last_value = :value WHERE name = :name AND last_value < :value"
# Nobody may write counters directly there.
_HOLD_ON_SERVER = "EXEC crm.hold_number_series @name = :name"
_RAISE_ON_SERVER = "EXEC crm.raise_number_series @name = :name, @last_value = :value"


def held_series(session: Session, name: str) -> int:
    """Return the last number given of a series, which nobody else gives until this work ends."""
    # On SQLite a writing transaction is alone from its start.
    statement = _LAST if _is_embedded(session) else _HOLD_ON_SERVER
    return int(session.execute(text(statement), {"name": name}).scalar_one())


def raise_series(session: Session, name: str, value: int) -> None:
    """Push a series past `value`, where it is not already."""
    statement = _RAISE if _is_embedded(session) else _RAISE_ON_SERVER
    session.execute(text(statement), {"name": name, "value": value})


def _is_embedded(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
