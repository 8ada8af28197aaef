"""Statistics: what customers paid, by a breakdown over a period, compared with other periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crm_desktop.domain.folding import fold
from crm_desktop.domain.money import ZERO
from crm_desktop.domain.periods import Period

# How the country is written that is broken down by province, folded; unsaid, it is China.
_HOME = frozenset({"", "中国", "中华人民共和国", "china", "p.r. china", "pr china", "cn"})


class Breakdown(StrEnum):
    """What revenue is broken down by. Location is the province, or the country abroad.

    Location, owner and level are the customer's; so is the category where a payment has none.
    """

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CUSTOMER = "customer"
    LOCATION = "location"
    CATEGORY = "category"
    METHOD = "method"
    OWNER = "owner"
    LEVEL = "level"

    @property
    def is_time(self) -> bool:
        """Whether rows are stretches of time, which follow each other and may be empty."""
        return self in TIME_BREAKDOWNS


TIME_BREAKDOWNS = frozenset({Breakdown.DAY, Breakdown.MONTH, Breakdown.QUARTER, Breakdown.YEAR})


def is_home(country: str) -> bool:
    """Return whether a customer in `country` is told by its province in statistics."""
    return fold(country) in _HOME


def location_key(country: str, province: str) -> str:
    """Return where statistics count a customer: the province, or the country abroad; may be ""."""
    return province.strip() if is_home(country) else country.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsRow:
    """One figure. `key` identifies it: `1996`, `1996-07`, `1996-Q3`, a customer number, a code.

    For categories it is the name, for owners the user name. `key` is empty for what has no value
    (no category, no owner); `label` is then empty as well and windows say so in their language.
    For customers and owners `label` is the name, otherwise the key once more. `payments` counts
    payments and refunds that are not void.
    """

    key: str
    label: str
    payments: int = 0
    revenue: Decimal = ZERO
    before: Decimal = ZERO
    year_ago: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The answer: rows and their exact sums. Time rows are complete: empty stretches are zero.

    Other rows come by revenue, the largest first. There may be a million by customer; those are
    made when they are read (`packed_rows`).

    Rows of time breakdowns compare with the stretch at the same place of the period before; other
    rows with the same key there.
    """

    period: Period
    before: Period
    year_ago: Period
    by: Breakdown
    rows: Sequence[StatisticsRow]
    payments: int
    total: Decimal
    total_before: Decimal
    total_year_ago: Decimal
