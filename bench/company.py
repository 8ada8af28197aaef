"""The company that is measured: customers, contacts and payments over five years, always the same.

Rows hold what people would have typed, under the names of the columns. What the program derives
from that (search keys, grams, sums, history) the program's own bulk path adds.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

from bench.words import CATEGORIES, Town, Words

Row = dict[str, Any]

# Part of the cache's name: raise it when the rows change.
VERSION = 2
SEED = 20210101
FIRST_DAY, LAST_DAY = date(2021, 1, 1), date(2025, 12, 31)
LAST_YEAR = (date(2025, 1, 1), LAST_DAY)
OWNERS = 40
PAYMENTS_EACH = 5
PERSONS, DELETED, VOID, REFUNDS, BUYERS = 0.4, 0.005, 0.005, 0.02, 0.8

_STATUSES = (("active", 50), ("potential", 25), ("interested", 15), ("lost", 8), ("invalid", 2))
_LEVELS = (("c", 60), ("b", 25), ("a", 10), ("vip", 2), ("", 3))
_SOURCES = ("referral", "visit", "phone", "fair", "web", "advertising", "other")
_INDUSTRIES = ("retail", "wholesale", "catering", "hotel", "manufacturing", "logistics", "other")
_METHODS = (("wechat", 35), ("alipay", 25), ("transfer", 20), ("cash", 10), ("card", 10))
_JOBS = ("总经理", "采购经理", "财务", "店长", "业务主管", "出纳", "仓库主管")
_DAYS = (LAST_DAY - FIRST_DAY).days + 1


@dataclass(frozen=True, slots=True)
class Block:
    """Some customers with all that belongs to them; each row beside its customer's place here."""

    customers: list[Row]
    contacts: list[tuple[int, Row]]
    payments: list[tuple[int, Row]]


@dataclass(frozen=True)
class Company:
    """A company of that many customers."""

    customers: int

    @property
    def contacts(self) -> int:
        """How many contacts it has."""
        return self.customers + self.customers // 2

    @property
    def payments(self) -> int:
        """How many payments it has."""
        return self.customers * PAYMENTS_EACH

    def blocks(self, size: int) -> Iterator[Block]:
        """Yield the customers in the order they were entered, `size` at a time.

        Owners, categories and whoever entered a row are counted from 1. Every customer has a
        contact, every second one another; a few customers pay very often, some never.
        """
        chance, words = Random(SEED), Words()
        often, numbers = self._payments_of_each(), count(1)
        for first in range(1, self.customers + 1, size):
            block = Block([], [], [])
            entered = range(first, min(first + size, self.customers + 1))
            for place, number in enumerate(entered):
                moment = self._moment(number)
                block.customers.append(_customer(chance, words, number, moment))
                for contact in range(2 if number % 2 == 0 else 1):
                    row = _contact(chance, words, is_primary=contact == 0)
                    block.contacts.append((place, row | _stamps(moment, 1)))
                days = sorted(chance.randrange(_DAYS) for _ in range(often[number - 1]))
                for day in days:
                    paid_on = FIRST_DAY + timedelta(days=day)
                    block.payments.append((place, _payment(chance, next(numbers), paid_on)))
            yield block

    def _payments_of_each(self) -> Sequence[int]:
        chance = Random(SEED + 2)
        buyers = max(1, int(self.customers * BUYERS))
        often = array("L", [0]) * self.customers
        for _ in range(self.payments):
            place = int(buyers * chance.random() ** 1.5)
            # Spread by a step that has no factor in common with the number of customers.
            often[place * 7919 % self.customers] += 1
        return often

    def _moment(self, number: int) -> datetime:
        seconds = number * (_DAYS * 86_400) // (self.customers + 1)
        return datetime(FIRST_DAY.year, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _chosen(chance: Random, weighted: tuple[tuple[str, int], ...]) -> str:
    point = chance.random() * 100
    for value, weight in weighted:
        point -= weight
        if point < 0:
            return value
    return weighted[0][0]


def _stamps(moment: datetime, user_id: int) -> Row:
    return {
        "created_at": moment,
        "created_by": user_id,
        "updated_at": moment,
        "updated_by": user_id,
    }


def _customer(chance: Random, words: Words, number: int, moment: datetime) -> Row:
    town: Town = chance.choice(words.towns)
    owner = chance.randrange(1, OWNERS + 1)
    is_person = chance.random() < PERSONS
    name, short_name = (words.person(chance), "") if is_person else words.company(chance, town)
    deleted = chance.random() < DELETED
    return {
        "customer_no": f"C{number:06d}",
        "name": name,
        "short_name": short_name,
        "kind": "person" if is_person else "company",
        "status": _chosen(chance, _STATUSES),
        "level": _chosen(chance, _LEVELS),
        "source": chance.choice(_SOURCES),
        "industry": "" if is_person else chance.choice(_INDUSTRIES),
        "product_category_id": chance.randrange(1, len(CATEGORIES) + 1),
        "owner_id": owner,
        "country": "中国",
        "province": town.province,
        "city": town.city,
        "district": town.district,
        "address": f"解放路{chance.randrange(1, 2000)}号" if chance.random() < 0.7 else "",
        "phone": "" if is_person else words.landline(chance),
        "mobile": words.mobile(chance) if is_person or chance.random() < 0.3 else "",
        "email": f"c{number}@example.com" if chance.random() < 0.3 else "",
        "deleted_at": moment + timedelta(days=1) if deleted else None,
        "deleted_by": owner if deleted else None,
        **_stamps(moment, owner),
    }


def _contact(chance: Random, words: Words, *, is_primary: bool) -> Row:
    return {
        "name": words.person(chance),
        "job_title": chance.choice(_JOBS),
        "is_primary": is_primary,
        "phone": words.landline(chance) if chance.random() < 0.3 else "",
        "mobile": words.mobile(chance),
    }


def _payment(chance: Random, number: int, paid_on: date) -> Row:
    moment = datetime(paid_on.year, paid_on.month, paid_on.day, 9, tzinfo=UTC)
    void = chance.random() < VOID
    return {
        "payment_no": f"P{number:06d}",
        "kind": "refund" if chance.random() < REFUNDS else "payment",
        "paid_on": paid_on,
        "amount": Decimal(int(chance.lognormvariate(10.0, 1.2)) + 1).scaleb(-2),
        "method": _chosen(chance, _METHODS),
        "product_category_id": chance.randrange(1, len(CATEGORIES) + 1)
        if chance.random() < 0.9
        else None,
        "voided_at": moment if void else None,
        "voided_by": 1 if void else None,
        "void_reason": "重复录入" if void else "",
        **_stamps(moment, 1),
    }
