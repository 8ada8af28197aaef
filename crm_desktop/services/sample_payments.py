"""Three years of payments for the sample company, with the seasons of a Chinese food supplier."""

from bisect import bisect
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random
from typing import Any

from crm_desktop.domain.codes import PaymentKind
from crm_desktop.domain.records import Payment

YEARS = 3
GROWTH = 1.08  # a year
REFUND_SHARE = 0.018
VOID_SHARE = 0.008
_COMPANY_METHODS = {"transfer": 70, "acceptance": 8, "cheque": 5, "wechat": 9, "cash": 8}
_SMALL_METHODS = {"wechat": 42, "alipay": 22, "cash": 16, "card": 8, "transfer": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePayment:
    """A payment, numbered later; `category` is a name, `entered_at` is in UTC."""

    payment: Payment
    category: str
    entered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """What the payments of one customer are made from. `turnover` is a usual year's, in yuan."""

    turnover: float
    categories: tuple[str, ...]
    first_day: date
    last_day: date
    is_small: bool
    received_by: str


class Seasons:
    """How likely a payment is on each day up to `end`, for each product category."""

    def __init__(self, trade: dict[str, Any], end: date) -> None:
        self.first = date(end.year - YEARS, end.month, min(end.day, 28)) + timedelta(days=1)
        count = (end - self.first).days + 1
        self.days = [self.first + timedelta(days=number) for number in range(count)]
        self._festivals = trade["festivals"]
        moods = [self._mood(day) for day in self.days]
        work = [self._working(day) for day in self.days]
        self._cumulated: dict[str, list[float]] = {}
        for category in trade["categories"]:
            factors = category["seasons"]
            weights = (
                share * max((factors.get(mood, 1.0) for mood in mood_of_day), default=1.0)
                for share, mood_of_day in zip(work, moods, strict=True)
            )
            self._cumulated[category["name"]] = list(accumulate(weights))

    def pick(self, random: Random, category: str, first: date, last: date) -> date:
        """Return a day from `first` to `last` (both inside the three years)."""
        sums = self._cumulated[category]
        start, stop = (first - self.first).days, (last - self.first).days
        low = sums[start - 1] if start else 0.0
        return self.days[min(bisect(sums, random.uniform(low, sums[stop])), stop)]

    def _festival(self, name: str, year: int) -> date:
        usual = {"newyear": "02-05", "midautumn": "09-22"}[name]
        return date.fromisoformat(f"{year}-{self._festivals[name].get(str(year), usual)}")

    def _mood(self, day: date) -> list[str]:
        moods = []
        if 4 <= (self._festival("newyear", day.year + (day.month == 12)) - day).days <= 42:
            moods.append("newyear")
        if 3 <= (self._festival("midautumn", day.year) - day).days <= 30:
            moods.append("midautumn")
        by_month = {12: "winter", 1: "winter", 3: "spring", 4: "spring", 6: "summer"}
        moods.append(by_month.get(day.month, "summer" if day.month in (7, 8) else "usual"))
        if (day.month, day.day // 11) in {(6, 1), (11, 0), (11, 1)}:
            moods.append("promotion")
        if day.month == 9 and day.day > 15:
            moods.append("national")
        return moods

    def _working(self, day: date) -> float:
        """Return how much business is done on a day: little on weekends and in the holidays."""
        from_new_year = (day - self._festival("newyear", day.year)).days
        if -2 <= from_new_year <= 8:
            return 0.06
        if (day.month == 10 and day.day <= 7) or (day.month == 5 and day.day <= 5):
            return 0.2
        weekday = (1.0, 1.05, 1.0, 1.0, 1.1, 0.35, 0.08)[day.weekday()]
        after_holidays = 0.6 if 9 <= from_new_year <= 24 else 1.0
        return weekday * after_holidays * (1.15 if day.day >= 25 else 1.0)


def payments_of(
    buyer: Buyer, seasons: Seasons, trade: dict[str, Any], random: Random
) -> list[SamplePayment]:
    """Return the payments, refunds and void entries of one customer, in no particular order."""
    first, last = max(buyer.first_day, seasons.first), min(buyer.last_day, seasons.days[-1])
    years = (last - first).days / 365
    if years <= 0.02:
        return []
    # A customer twenty times as big pays four or five times as often.
    yearly = 2.6 * (buyer.turnover / 12_000) ** 0.5
    count = max(1, round(min(yearly, 70) * years * random.uniform(0.85, 1.15)))
    usual = buyer.turnover * years / count
    factors = {category["name"]: category["amount"] for category in trade["categories"]}
    shares = [1 / (place + 1) for place in range(len(buyer.categories))]
    made: list[SamplePayment] = []
    for _ in range(count):
        category = random.choices(buyer.categories, shares)[0]
        day = seasons.pick(random, category, first, last)
        growth = GROWTH ** ((day - seasons.first).days / 365)
        amount = usual * factors[category] * growth * random.lognormvariate(-0.1, 0.45)
        entry = _payment(buyer, category, day, _amount(amount, random), random)
        made.append(entry)
        made.extend(_afterwards(entry, last, trade, random))
    return made


def _payment(
    buyer: Buyer, category: str, day: date, amount: Decimal, random: Random
) -> SamplePayment:
    methods = _SMALL_METHODS if buyer.is_small else _COMPANY_METHODS
    has_invoice = random.random() < (0.25 if buyer.is_small else 0.85)
    return SamplePayment(
        payment=Payment(
            paid_on=day,
            amount=amount,
            method=random.choices(list(methods), list(methods.values()))[0],
            invoice_no=f"{random.randrange(10_000_000, 99_999_999)}" if has_invoice else "",
            received_by=buyer.received_by,
        ),
        category=category,
        entered_at=at_work(day, random),
    )


def _afterwards(
    entry: SamplePayment, last: date, trade: dict[str, Any], random: Random
) -> list[SamplePayment]:
    """Return what sometimes follows a payment: goods come back, or it was entered twice."""
    chance, paid = random.random(), entry.payment
    assert paid.paid_on is not None and paid.amount is not None
    if chance < REFUND_SHARE:
        day = paid.paid_on + timedelta(days=random.randrange(4, 25))
        refund = replace(
            paid,
            kind=PaymentKind.REFUND,
            paid_on=day,
            amount=_amount(float(paid.amount) * random.uniform(0.04, 0.3), random),
            invoice_no="",
            remark=random.choice(trade["refund_remarks"]),
        )
        back = replace(entry, payment=refund, entered_at=at_work(day, random))
        return [back] if day <= last else []
    if chance < REFUND_SHARE + VOID_SHARE:
        voided_at = entry.entered_at + timedelta(minutes=random.randrange(3, 90))
        void = replace(paid, voided_at=voided_at, void_reason=random.choice(trade["void_reasons"]))
        return [replace(entry, payment=void)]
    return []


def _amount(value: float, random: Random) -> Decimal:
    """Return an amount as invoices have it: often round, at least 50 yuan."""
    cents = max(5_000, round(value * 100))
    step = random.choices((10_000, 1_000, 100, 10, 1), (25, 25, 20, 20, 10))[0]
    return Decimal(max(step, cents // step * step)).scaleb(-2)


def at_work(day: date, random: Random) -> datetime:
    """Return a moment of office hours in China on `day`, in UTC."""
    moment = datetime.combine(day, time(0, 45), tzinfo=UTC)
    return moment + timedelta(seconds=random.randrange(9 * 3600))
