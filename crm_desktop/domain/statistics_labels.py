"""What statistics say about themselves: names of breakdowns and rows, and how figures changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from crm_desktop.domain.statistics import Breakdown, StatisticsRow
from crm_desktop.domain.texts import Text, marked

BREAKDOWN_LABELS: dict[Breakdown, Text] = {
    Breakdown.DAY: marked("Breakdowns", "Day"),
    Breakdown.MONTH: marked("Breakdowns", "Month"),
    Breakdown.QUARTER: marked("Breakdowns", "Quarter"),
    Breakdown.YEAR: marked("Breakdowns", "Year"),
    Breakdown.CUSTOMER: marked("Breakdowns", "Customer"),
    Breakdown.LOCATION: marked("Breakdowns", "Location"),
    Breakdown.CATEGORY: marked("Breakdowns", "Product category"),
    Breakdown.METHOD: marked("Breakdowns", "Payment method"),
    Breakdown.OWNER: marked("Breakdowns", "Owner"),
    Breakdown.LEVEL: marked("Breakdowns", "Customer level"),
}
EMPTY_LABELS: dict[Breakdown, Text] = {
    Breakdown.LOCATION: marked("Breakdowns", "(no location)"),
    Breakdown.CATEGORY: marked("Breakdowns", "(no category)"),
    Breakdown.METHOD: marked("Breakdowns", "(no payment method)"),
    Breakdown.OWNER: marked("Breakdowns", "(no owner)"),
    Breakdown.LEVEL: marked("Breakdowns", "(no level)"),
}
NO_VALUE = marked("Breakdowns", "(none)")
# The editable list whose codes are the keys of a breakdown.
CODE_LISTS: dict[Breakdown, str] = {Breakdown.METHOD: "payment_method", Breakdown.LEVEL: "level"}

DAY = marked("Stretches", "{day} {month} {year}")
MONTH = marked("Stretches", "{month} {year}")
QUARTER = marked("Stretches", "Q{quarter} {year}")
MONTH_NAMES: tuple[Text, ...] = (
    marked("Stretches", "Jan"),
    marked("Stretches", "Feb"),
    marked("Stretches", "Mar"),
    marked("Stretches", "Apr"),
    marked("Stretches", "May"),
    marked("Stretches", "Jun"),
    marked("Stretches", "Jul"),
    marked("Stretches", "Aug"),
    marked("Stretches", "Sep"),
    marked("Stretches", "Oct"),
    marked("Stretches", "Nov"),
    marked("Stretches", "Dec"),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with its values, of which those that are texts are to be translated as well."""

    text: Text
    values: dict[str, object] = field(default_factory=dict)

    def spoken(self, show: Callable[[Text], str]) -> str:
        """Return the phrase in the language that `show` translates into."""
        values = {
            name: show(value) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return show(self.text).format(**values) if values else show(self.text)


def stretch_phrase(key: str) -> Phrase | str:
    """Return how the stretch `key` (`1996-07-01`, `1996-07`, `1996-Q3`, `1996`) is written."""
    year, _, rest = key.partition("-")
    if not rest:
        return year
    if rest.startswith("Q"):
        return Phrase(QUARTER, {"quarter": rest[1:], "year": year})
    month, _, day = rest.partition("-")
    values: dict[str, object] = {"month": MONTH_NAMES[int(month) - 1], "year": year}
    if not day:
        return Phrase(MONTH, values)
    return Phrase(DAY, values | {"day": int(day)})


def row_phrase(row: StatisticsRow, by: Breakdown) -> Phrase | str:
    """Return what a row is called; codes are left to whoever knows their labels (`CODE_LISTS`)."""
    if by.is_time:
        return stretch_phrase(row.key)
    if not row.key:
        return Phrase(EMPTY_LABELS.get(by, NO_VALUE))
    return row.label or row.key


def change_in_percent(now: Decimal, then: Decimal) -> Decimal | None:
    """Return the change from `then` to `now` in per cent, one place; None where `then` is zero.

    The change is measured against the size of `then`, so that more is positive also after a
    stretch with more refunds than payments.
    """
    if then == 0:
        return None
    return ((now - then) / abs(then) * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
