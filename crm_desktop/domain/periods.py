"""Periods of days: named ones, the one before, the same a year ago, and their stretches."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from crm_desktop.domain.texts import Text, marked


class PeriodName(StrEnum):
    """Periods that a person picks by name."""

    TODAY = "today"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"


PERIOD_LABELS: dict[PeriodName, Text] = {
    PeriodName.TODAY: marked("Periods", "Today"),
    PeriodName.THIS_WEEK: marked("Periods", "This week"),
    PeriodName.LAST_WEEK: marked("Periods", "Last week"),
    PeriodName.THIS_MONTH: marked("Periods", "This month"),
    PeriodName.LAST_MONTH: marked("Periods", "Last month"),
    PeriodName.THIS_QUARTER: marked("Periods", "This quarter"),
    PeriodName.LAST_QUARTER: marked("Periods", "Last quarter"),
    PeriodName.THIS_YEAR: marked("Periods", "This year"),
    PeriodName.LAST_YEAR: marked("Periods", "Last year"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both days included; raises ValueError when they are reversed."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("the first day is after the last")

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """Return the period just before: whole months before whole months, else as many days.

        A whole quarter is compared with the quarter before, a whole year with the year before.
        Clipped to the calendar's first day where that is reached.
        """
        months = self._whole_months()
        if months:
            start = shift_months(self.first, -months)
            return Period(start, self.first - timedelta(days=1)) if start else _first_day(self)
        if self.first.toordinal() <= self.days:
            return _first_day(self)
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    def year_ago(self) -> "Period":
        """Return the same days a year ago; 29 February becomes 28 February."""
        first, last = shift_months(self.first, -12), shift_months(self.last, -12)
        if first is None or last is None:
            return _first_day(self)
        if self._whole_months():
            last = _month_end(last)
        return Period(first, last)

    def _whole_months(self) -> int:
        """Return how many whole calendar months this is, 0 if it does not start and end so."""
        if self.first.day != 1 or self.last != _month_end(self.last):
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


def _first_day(_: Period) -> Period:
    return Period(date.min, date.min)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def shift_months(day: date, months: int) -> date | None:
    """Return `day` moved by `months`, clipped to the month's end; None outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def named_period(name: PeriodName, today: date) -> Period:
    """Return the period of that name as seen from `today`. Weeks start on Monday (ISO 8601)."""
    if name is PeriodName.TODAY:
        return Period(today, today)
    unit = name.value.split("_")[1]
    current = _around(today, unit)
    return current if name.value.startswith("this") else _around(_day_before(current), unit)


def _day_before(period: Period) -> date:
    return period.first - timedelta(days=1)


def _around(day: date, unit: str) -> Period:
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    if unit == "month":
        return Period(day.replace(day=1), _month_end(day))
    if unit == "quarter":
        first_month = (day.month - 1) // 3 * 3 + 1
        return Period(
            date(day.year, first_month, 1), _month_end(date(day.year, first_month + 2, 1))
        )
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def stretch_key(day: date, unit: str) -> str:
    """Return the key of the day's stretch: `2026-03-31`, `2026-03`, `2026-Q1` or `2026`."""
    if unit == "day":
        return day.isoformat()
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"
    return f"{day.year:04d}"


def stretches(period: Period, unit: str) -> Iterator[str]:
    """Yield the keys of all stretches (`day`, `month`, `quarter`, `year`) that touch `period`."""
    day: date | None = period.first if unit == "day" else _around(period.first, unit).first
    step = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    while day is not None and day <= period.last:
        yield stretch_key(day, unit)
        if step:
            day = shift_months(day, step)
        else:
            day = day + timedelta(days=1) if day < date.max else None


def stretch_period(key: str, within: Period) -> Period:
    """Return the days of the stretch `key`, clipped to `within` (for going down to payments)."""
    year = int(key[:4])
    if len(key) == 10:
        found = Period(date.fromisoformat(key), date.fromisoformat(key))
    elif "Q" in key:
        found = _around(date(year, int(key[-1]) * 3, 1), "quarter")
    elif len(key) == 7:
        found = _around(date(year, int(key[5:]), 1), "month")
    else:
        found = _around(date(year, 1, 1), "year")
    return Period(max(found.first, within.first), min(found.last, within.last))
