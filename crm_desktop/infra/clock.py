"""What time it is: the one thing about time that tests replace."""

from datetime import UTC, date, datetime, time
from typing import Protocol

_EARLIEST, _LATEST = date(1800, 1, 1).toordinal(), date(9000, 1, 1).toordinal()


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


def shown_moment(moment: datetime) -> str:
    """Return an aware `moment` as people read it: local, to the minute."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def start_of_day(day: date, days_later: int = 0) -> datetime:
    """Return the moment at which the local `day` begins, or one some days after it."""
    # Far days are drawn nearer: the calendar and the time zones of computers end there.
    ordinal = min(max(day.toordinal() + days_later, _EARLIEST), _LATEST)
    return datetime.combine(date.fromordinal(ordinal), time.min).astimezone()
