"""What time it is: the one thing about time that tests replace."""

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def today(self) -> date:
        """Return the local day."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the local day."""
        return self.now().astimezone().date()


def local(moment: datetime) -> datetime:
    """Return an aware `moment` in the computer's time zone, for people to read."""
    return moment.astimezone()
