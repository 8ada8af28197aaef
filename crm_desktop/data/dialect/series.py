"""The counters of number series: one gives numbers at a time, and none is given twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

_LAST = "SELECT last_value FROM number_series WHERE name = :name"
_RAISE = "UPDATE number_series SET last_value = :value WHERE name = :name AND last_value < :value"
# Nobody may write counters directly there.
_HOLD_ON_SERVER = "EXEC crm.hold_number_series @name = :name"
_RAISE_ON_SERVER = "EXEC crm.raise_number_series @name = :name, @last_value = :value"


class HeldSeries:
    """A counter that nobody else moves as long as it is held."""

    def __init__(self, where: Session | Connection, name: str, *, on_server: bool) -> None:
        self._where = where
        self._name = name
        self._raise = _RAISE_ON_SERVER if on_server else _RAISE
        last = text(_HOLD_ON_SERVER if on_server else _LAST)
        self.last = int(where.execute(last, {"name": name}).scalar_one())

    def push_past(self, value: int) -> None:
        """Let `value` be the last number given, where that is not higher already."""
        if value > self.last:
            self._where.execute(text(self._raise), {"name": self._name, "value": value})
            self.last = value


@contextmanager
def held_series(session: Session, name: str) -> Iterator[HeldSeries]:
    """Hold a series.

    On SQLite that is part of the work, whose transaction is alone from its start. On a server it is
    a short transaction of its own, or everybody who enters a customer would wait for everybody
    else's whole save; a number given there stays given, also where the work fails: a gap.
    """
    engine = session.get_bind()
    if engine.dialect.name == "sqlite":
        yield HeldSeries(session, name, on_server=False)
        return
    assert isinstance(engine, Engine)
    with engine.begin() as connection:
        yield HeldSeries(connection, name, on_server=True)
