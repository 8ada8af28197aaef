"""A company of random customers with every kind of text, to compare SQL with plain Python."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from crm_desktop.data.tables import (
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.services.context import ServiceContext
from tests.databases import NOW

WORDS = (
    "中国移动",
    "北京大学",
    "长沙银行",
    "重庆",
    "吕",
    "𠮷野家",
    "A1超市",
    "Müller",
    "São Paulo",
    "ＡＢＣ",
    "Straße",
    "O'Brien",
    '"quoted"',
    "100%",
    "a_b",
    "[x]",
    "back\\slash",
    "~tilde",
    "x--y",
    "😀👍🏽",
    "ﬁne",
    "İstanbul",
    "Ｃａｆé",
    "ｶﾀｶﾅ",
    "x' OR '1'='1",
    "maria",
    "anders",
)
COUNTRIES = ("中国", "", "China", "Germany", "México", "中国 ")
PROVINCES = ("", "广东省", "北京市", "Baden%", "[Jalisco]")
PHONES = (
    "",
    "010-1234 5678",
    "+86 138 0013 8000",
    "(5) 555-4729",
    "０２１－５５５",
    "0086 13900139000",
)
DAYS = 800
FIRST_DAY = date(2024, 1, 1)


@dataclass
class Person:
    name: str
    phone: str
    deleted: bool


@dataclass
class Paid:
    on: date
    amount: Decimal
    refund: bool
    void: bool
    method: str
    category: str


@dataclass
class Company:
    """A customer as plain Python knows it."""

    id: int
    number: str
    name: str
    short_name: str
    country: str
    province: str
    city: str
    address: str
    phone: str
    status: str
    level: str
    category: str
    owner_id: int | None
    created_at: datetime
    deleted: bool
    people: list[Person] = field(default_factory=list)
    payments: list[Paid] = field(default_factory=list)


def random_companies(random: Random, count: int, owners: tuple[int, ...]) -> list[Company]:
    """Return random customers, the same for the same seed."""
    return [_company(random, index + 1, owners) for index in range(count)]


def _text(random: Random, most: int = 3) -> str:
    return random.choice(("", " ")).join(random.choices(WORDS, k=random.randint(1, most)))


def _company(random: Random, number: int, owners: tuple[int, ...]) -> Company:
    return Company(
        id=number,
        number=random.choice((f"C{number:06}", f"Ｎｏ.{number}%", f"x_{number}")),
        name=_text(random),
        short_name=random.choice(("", _text(random, 1))),
        country=random.choice(COUNTRIES),
        province=random.choice(PROVINCES),
        city=random.choice(("", "深圳市", _text(random, 1))),
        address=random.choice(("", _text(random))),
        phone=random.choice(PHONES),
        status=random.choice(("potential", "active", "lost")),
        level=random.choice(("", "vip", "a", "c")),
        category=random.choice(("", *CATEGORIES)),
        owner_id=random.choice((None, *owners)),
        created_at=NOW - timedelta(hours=random.randint(0, 24 * 400)),
        deleted=random.random() < 0.1,
        people=[
            Person(_text(random, 2), random.choice(PHONES), random.random() < 0.2)
            for _ in range(random.randint(0, 3))
        ],
        payments=[_paid(random) for _ in range(random.choice((0, 0, 1, 3, 8)))],
    )


CATEGORIES = ("饮料", "粮油 100%", "Dairy_Products", "乳品")


def _paid(random: Random) -> Paid:
    return Paid(
        on=FIRST_DAY + timedelta(days=random.randint(0, DAYS - 1)),
        amount=Decimal(random.randint(1, 10**9)).scaleb(-2),
        refund=random.random() < 0.2,
        void=random.random() < 0.15,
        method=random.choice(("", "cash", "transfer")),
        category=random.choice(("", *CATEGORIES)),
    )


def store(context: ServiceContext, companies: list[Company]) -> None:
    """Write the customers into a database, with the ids they have."""
    with UnitOfWork(context) as work:
        categories = {
            name: ProductCategoryRecord(name=name, position=place)
            for place, name in enumerate(reversed(CATEGORIES))
        }
        work.session.add_all(categories.values())
        work.flush()
        ids = {name: record.id for name, record in categories.items()}
        for company in companies:
            work.session.add(_record(company, ids))
        work.flush()
        for company in companies:
            work.session.add_all(_belongings(company, ids))
        work.commit()


def _record(company: Company, categories: dict[str, int]) -> CustomerRecord:
    return CustomerRecord(
        id=company.id,
        customer_no=company.number,
        name=company.name,
        short_name=company.short_name,
        kind="company",
        country=company.country,
        province=company.province,
        city=company.city,
        address=company.address,
        phone=company.phone,
        status=company.status,
        level=company.level,
        product_category_id=categories.get(company.category),
        owner_id=company.owner_id,
        created_at=company.created_at,
        deleted_at=datetime(2026, 1, 1, tzinfo=UTC) if company.deleted else None,
    )


def _belongings(
    company: Company, categories: dict[str, int]
) -> list[ContactRecord | PaymentRecord]:
    found: list[ContactRecord | PaymentRecord] = []
    for person in company.people:
        first = not any(isinstance(r, ContactRecord) and r.is_primary for r in found)
        found.append(
            ContactRecord(
                customer_id=company.id,
                name=person.name,
                mobile=person.phone,
                is_primary=first and not person.deleted,
                deleted_at=datetime(2026, 1, 1, tzinfo=UTC) if person.deleted else None,
            )
        )
    for place, paid in enumerate(company.payments):
        found.append(
            PaymentRecord(
                customer_id=company.id,
                payment_no=f"{company.id}-{place}",
                kind="refund" if paid.refund else "payment",
                paid_on=paid.on,
                amount=paid.amount,
                method=paid.method,
                product_category_id=categories.get(paid.category),
                voided_at=datetime(2026, 1, 1, tzinfo=UTC) if paid.void else None,
            )
        )
    return found
