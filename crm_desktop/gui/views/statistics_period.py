"""Which period is looked at: a named one that moves with the days, or two dates."""

from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.periods import Period, PeriodName, named_period
from crm_desktop.domain.statistics import Breakdown

DEFAULT_NAME = PeriodName.THIS_YEAR
DEFAULT_BREAKDOWN = Breakdown.MONTH


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """`name`, or where that is None the two dates of `period`."""

    name: PeriodName | None = DEFAULT_NAME
    dates: Period | None = None

    def period(self, today: date) -> Period:
        """Return the days that are meant."""
        if self.name is None and self.dates is not None:
            return self.dates
        return named_period(self.name or DEFAULT_NAME, today)

    def kept(self) -> str | list[str]:
        """Return what the settings remember."""
        if self.name is None and self.dates is not None:
            return [self.dates.first.isoformat(), self.dates.last.isoformat()]
        return (self.name or DEFAULT_NAME).value


def remembered_period(kept: object) -> PeriodChoice:
    """Return the choice that `kept` was, or the usual one where it makes no sense."""
    try:
        if isinstance(kept, list):
            first, last = (date.fromisoformat(str(day)) for day in kept)
            return PeriodChoice(None, Period(first, last))
        return PeriodChoice(PeriodName(str(kept)))
    except ValueError:
        return PeriodChoice()


def remembered_breakdown(kept: object) -> Breakdown:
    """Return the breakdown that `kept` names, or the usual one."""
    try:
        return Breakdown(str(kept))
    except ValueError:
        return DEFAULT_BREAKDOWN
