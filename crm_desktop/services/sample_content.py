"""What the sample company consists of: a supplier of supermarkets with some 300 customers.

`build(end)` gives the same content for the same day, wherever and however often it is asked.
People, numbers and addresses are made up; see `resources/sample/README.md`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from crm_desktop.domain.codes import CustomerKind
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.criteria import Criteria, SavedQuery
from crm_desktop.domain.records import Contact, Customer
from crm_desktop.infra.paths import resource
from crm_desktop.services import places
from crm_desktop.services.sample_payments import (
    YEARS,
    Buyer,
    SamplePayment,
    Seasons,
    at_work,
    payments_of,
)
from crm_desktop.services.sample_people import People

SEED = 20_260_101
COMPANIES = 282
PERSONS = 26
COMPANY_NAME = "杭州禾丰源商超供应有限公司"
ADMINISTRATOR = "admin"


@dataclass(frozen=True, slots=True)
class SampleUser:
    """Somebody who works at the sample company; `pop` 1 is the administrator."""

    username: str
    display_name: str
    pop: int
    email: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCustomer:
    """A customer; what it refers to is named: category, owner (user name), parent (number).

    A few were mistakes and are in the recycle bin (`customer.deleted_at`).
    """

    customer: Customer
    contacts: tuple[Contact, ...]
    payments: tuple[SamplePayment, ...]
    category: str
    owner: str
    entered_at: datetime
    parent_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleContent:
    """Everything a sample database holds. A customer's parent comes before it."""

    company: CompanyProfile
    users: tuple[SampleUser, ...]
    categories: tuple[str, ...]
    customers: tuple[SampleCustomer, ...]
    queries: tuple[SavedQuery, ...]


USERS = (
    SampleUser(ADMINISTRATOR, "周明远", 1, "zhou@example.com", "13800000001"),
    SampleUser("wangxf", "王晓芳", 0, "wang@example.com", "13800000002"),
    SampleUser("lijg", "李建国", 0, "li@example.com", "13800000003"),
    SampleUser("chenyt", "陈雨桐", 0, "chen@example.com", "13800000004"),
)
_REGIONS = {
    "wangxf": ("浙江省", "福建省", "江西省", "广东省"),
    "lijg": ("上海市", "江苏省", "安徽省", "山东省"),
}
_EAST_ZHEJIANG = ("宁波市", "舟山市", "台州市", "绍兴市")
_QUERIES = (
    SavedQuery(name="浙江重点客户", criteria=Criteria(location="浙江", level="vip")),
    SavedQuery(name="意向客户", criteria=Criteria(status="interested")),
)


def build(end: date) -> SampleContent:
    """Return the sample company with payments of the three years up to and including `end`."""
    trade = json.loads(resource("sample", "trade.json").read_text(encoding="utf-8"))
    logo = resource("sample", "logo.png").read_bytes()
    drafts = list(_Market(trade, end).drafts())
    return SampleContent(
        company=CompanyProfile(name=COMPANY_NAME, logo=logo, is_sample=True),
        users=USERS,
        categories=tuple(category["name"] for category in trade["categories"]),
        customers=tuple(_numbered(_with_payments(drafts, trade, end))),
        queries=_QUERIES,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A customer before payments and numbers; `parent` is the name of its group."""

    customer: Customer
    contacts: tuple[Contact, ...]
    categories: tuple[str, ...]
    owner: str
    entered_at: datetime
    last_day: date
    turnover: float
    parent: str = ""


class _Market:
    """Makes the customers: companies, the branches of a few groups, and persons."""

    def __init__(self, trade: dict[str, Any], end: date) -> None:
        self._trade = trade
        self._end = end
        self._random = Random(SEED)
        self._people = People(self._random)
        self._cities = [line.split() for line in trade["cities"]]
        lines = resource("sample", "company_short_names.txt").read_text(encoding="utf-8")
        names = [line.split() for line in lines.splitlines() if not line.startswith("#")]
        self._random.shuffle(names)
        self._short_names = iter(names)

    def drafts(self) -> Iterator[_Draft]:
        for group in self._trade["groups"]:
            yield from self._group(group)
        weights = [trade["weight"] for trade in self._trade["trades"]]
        for trade in self._random.choices(self._trade["trades"], weights, k=COMPANIES):
            yield self._company(trade["name"], trade, *next(self._short_names))
        for _ in range(PERSONS):
            yield self._person()

    def _group(self, group: dict[str, Any]) -> Iterator[_Draft]:
        short, latin = next(self._short_names)
        head = self._company(group["name"], group, short, latin)
        # The groups were there first: C000001 shows what a customer can look like.
        oldest = self._end - timedelta(days=(YEARS + 4) * 365 + self._random.randrange(10, 60))
        head = replace(
            head,
            customer=replace(head.customer, status="active", deleted_at=None),
            entered_at=at_work(oldest, self._random),
            last_day=self._end,
        )
        yield head
        for _ in range(self._random.choice((2, 3, 4))):
            size = {**group, "size": group["size"] / 3}
            branch = self._company(group["branch"], size, short, latin)
            start = max(branch.entered_at, head.entered_at + timedelta(days=1))
            yield replace(branch, parent=head.customer.name, entered_at=start)

    def _company(self, pattern: str, trade: dict[str, Any], short: str, latin: str) -> _Draft:
        turnover = 26_000 * trade["size"] * min(self._random.paretovariate(1.1), 45)
        located, area = self._located()
        names = {"city": _bare(located.city), "district": _bare(located.district)}
        company = replace(
            located,
            name=pattern.format(short=short, **names),
            short_name=short if self._random.random() < 0.5 else "",
            main_business=trade["business"],
            industry=trade["industry"],
        )
        domain = f"{latin}.example.com"
        customer = self._registered(self._reachable(company, area, domain), turnover)
        contacts = [
            self._people.contact(domain, customer.phone, self._end)
            for _ in range(self._random.choices((1, 2, 3), (45, 40, 15))[0])
        ]
        return self._draft(customer, contacts, turnover)

    def _reachable(self, company: Customer, area: str, domain: str) -> Customer:
        random = self._random
        number = f"{random.randrange(10_000):04}"
        has_phone = random.random() < 0.8
        return replace(
            company,
            phone=f"{area}-5550{number}" if has_phone else "",
            fax=f"{area}-5551{number}" if has_phone and random.random() < 0.2 else "",
            mobile="" if has_phone else self._people.mobile(),
            email=f"info@{domain}" if random.random() < 0.4 else "",
            website=f"www.{domain}" if random.random() < 0.25 else "",
        )

    def _registered(self, company: Customer, turnover: float) -> Customer:
        random = self._random
        bank = random.choice(self._trade["banks"])
        return replace(
            company,
            legal_representative=self._people.person().name if random.random() < 0.7 else "",
            employees=max(2, round(turnover / 9_000 * random.uniform(0.5, 1.6))),
            annual_revenue=Decimal(round(turnover * random.uniform(6, 20), -4)),
            tax_no=f"91{random.randrange(100_000, 659_999)}MA0000{random.randrange(10_000):04}",
            bank_name=f"{bank}{_bare(company.city)}分行",
            bank_account=f"000000{random.randrange(10**12, 10**13)}",
        )

    def _person(self) -> _Draft:
        random, people = self._random, self._people
        person = people.person()
        located, _ = self._located()
        customer = replace(
            located,
            name=person.name,
            kind=CustomerKind.PERSON,
            main_business=random.choice(("个体零售", "社区团购", "小吃店", "")),
            industry=random.choice(("retail", "catering", "other")),
            mobile=people.mobile(),
            email=f"{person.latin}@example.com" if random.random() < 0.4 else "",
            gender=person.gender,
            birthday=people.birthday(self._end),
            annual_income=Decimal(random.randrange(6, 40) * 10_000),
            education=random.choice(("primary", "secondary", "secondary", "college", "bachelor")),
            hobby=people.hobby(),
            personality=people.personality(),
        )
        return self._draft(customer, [], 9_000 * min(random.paretovariate(1.6), 5))

    def _draft(self, customer: Customer, contacts: list[Contact], turnover: float) -> _Draft:
        random = self._random
        entered = self._entered_on()
        status, last_day = self._status(entered)
        entered_at = at_work(entered, random)
        deleted_at = entered_at + timedelta(days=5) if status == "invalid" else None
        names = [category["name"] for category in self._trade["categories"]]
        remark = random.choice(self._trade["remarks"]) if random.random() < 0.3 else ""
        response = random.choices(("", "1", "0", "-1"), (55, 20, 17, 8))[0]
        source = random.choice(
            ("referral", "visit", "phone", "fair", "web", "advertising", "other")
        )
        return _Draft(
            customer=replace(
                customer,
                status=status,
                source=source,
                remark=remark,
                campaign_response=response,
                deleted_at=deleted_at,
            ),
            contacts=tuple(
                replace(contact, is_primary=place == 0) for place, contact in enumerate(contacts)
            ),
            categories=tuple(random.sample(names, random.choice((1, 2, 2, 3, 4)))),
            owner=self._owner(customer),
            entered_at=entered_at,
            last_day=last_day,
            turnover=turnover,
        )

    def _located(self) -> tuple[Customer, str]:
        """Return a customer that has nothing but its location, and the area code there."""
        weights = [int(city[0]) for city in self._cities]
        _, province, city, area, postal = self._random.choices(self._cities, weights)[0]
        street = self._random.choice(self._trade["streets"])
        located = Customer(
            province=province,
            city=city,
            district=self._random.choice(places.districts(province, city)[:8]),
            address=f"{street} {self._random.randrange(1, 900)} 号",
            postal_code=f"{postal}00",
        )
        return located, area

    def _owner(self, customer: Customer) -> str:
        if self._random.random() < 0.04:
            return ""
        if customer.province == "浙江省" and customer.city in _EAST_ZHEJIANG:
            return "chenyt"
        return next(
            (owner for owner, region in _REGIONS.items() if customer.province in region), "chenyt"
        )

    def _entered_on(self) -> date:
        """Return a working day; most customers were there before the three years began."""
        is_old = self._random.random() < 0.7
        span = (YEARS * 365, (YEARS + 4) * 365) if is_old else (12, YEARS * 365)
        days = self._random.randrange(*span)
        day = self._end - timedelta(days=days)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def _status(self, entered: date) -> tuple[str, date]:
        """Return the status and the last day on which the customer may pay."""
        chance = self._random.random()
        never = entered - timedelta(days=1)
        if chance < 0.07:
            return "potential", never
        if chance < 0.14:
            return "interested", never
        if chance < 0.16:
            return "invalid", never
        if chance < 0.24 and (self._end - entered).days > 500:
            return "lost", self._end - timedelta(days=self._random.randrange(210, 400))
        return "active", self._end


def _bare(place: str) -> str:
    """Return a place as names of companies have it: 杭州 for 杭州市."""
    return place[:-1] if len(place) > 2 and place[-1] in "市区县" else place


def _with_payments(
    drafts: list[_Draft], trade: dict[str, Any], end: date
) -> Iterator[tuple[_Draft, list[SamplePayment]]]:
    seasons, random = Seasons(trade, end), Random(SEED + 1)
    display_names = {user.username: user.display_name for user in USERS}
    for draft in _classified(drafts):
        buyer = Buyer(
            turnover=draft.turnover,
            categories=draft.categories,
            first_day=draft.entered_at.date() + timedelta(days=2),
            last_day=draft.last_day,
            is_small=draft.turnover < 30_000,
            received_by=display_names.get(draft.owner, display_names[ADMINISTRATOR]),
        )
        yield draft, payments_of(buyer, seasons, trade, random)


def _classified(drafts: list[_Draft]) -> Iterator[_Draft]:
    """Yield the drafts with level and credit rating, which follow from what they buy."""
    turnovers = sorted((draft.turnover for draft in drafts), reverse=True)
    limits = [turnovers[len(turnovers) * share // 100] for share in (5, 20, 55)]
    ratings = {"vip": ("aaa", "aa"), "a": ("aa", "a"), "b": ("a", "b", ""), "c": ("b", "c", "")}
    random = Random(SEED + 2)
    for draft in drafts:
        level = next(
            (level for level, limit in zip("vab", limits, strict=True) if draft.turnover > limit),
            "c",
        ).replace("v", "vip")
        rating = random.choice(ratings[level])
        if draft.customer.status in {"potential", "interested", "invalid"}:
            level, rating = "", ""
        yield replace(draft, customer=replace(draft.customer, level=level, credit_rating=rating))


def _numbered(
    found: Iterator[tuple[_Draft, list[SamplePayment]]],
) -> Iterator[SampleCustomer]:
    """Yield the customers in the order they were entered, payments numbered by their date."""
    ordered = sorted(found, key=lambda pair: pair[0].entered_at)
    numbers = {draft.customer.name: f"C{n:06}" for n, (draft, _) in enumerate(ordered, 1)}
    entries = sorted(
        (
            (entry.entered_at, place, index)
            for place, (_, made) in enumerate(ordered)
            for index, entry in enumerate(made)
        )
    )
    payment_numbers = {(place, index): f"P{n:06}" for n, (_, place, index) in enumerate(entries, 1)}
    for place, (draft, made) in enumerate(ordered):
        numbered = [
            replace(entry, payment=replace(entry.payment, payment_no=payment_numbers[place, index]))
            for index, entry in enumerate(made)
        ]
        yield SampleCustomer(
            customer=replace(draft.customer, customer_no=numbers[draft.customer.name]),
            contacts=draft.contacts,
            payments=tuple(sorted(numbered, key=lambda entry: entry.payment.payment_no)),
            category=draft.categories[0],
            owner=draft.owner,
            entered_at=draft.entered_at,
            parent_no=numbers.get(draft.parent, ""),
        )
