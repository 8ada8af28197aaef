"""Whatever happens to payments and customers, statistics are what plain Python adds up."""

import csv
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crm_desktop.data import derived
from crm_desktop.data.tables import (
    ClientUser,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.periods import Period, stretch_key
from crm_desktop.domain.records import Customer, CustomerChange, Payment
from crm_desktop.domain.statistics import Breakdown, location_key
from crm_desktop.services import (
    bulk,
    customers,
    lists,
    payments,
    recycle_bin,
    transfer_in,
    undo,
)
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.statistics import paid_period, payments_behind, statistics
from tests.databases import ADMINISTRATOR, TODAY, FixedClock, acting, copy_database

ZERO = Decimal("0.00")
DAYS = 500
Counted = tuple[CustomerRecord, PaymentRecord]


class Till:
    """Somebody who does all that can be done to payments, at random."""

    def __init__(self, context: ServiceContext, folder: Path, random: Random) -> None:
        self.context, self.folder, self.random = context, folder, random
        names = ("饮料", "粮油 100%", "Dairy_Products")
        self.categories = [
            None,
            *(lists.save_category(context, ProductCategory(name)).id for name in names),
        ]
        self.numbers = 0

    def customer(self, **known: object) -> Customer:
        choice = self.random.choice
        values = {
            "name": choice(("中国移动", "𠮷野家", "O'Brien", "100%")),
            "level": choice(("", "vip", "a")),
            "owner_id": choice((None, 1, 2)),
            "country": choice(("", "中国", "Germany")),
            "province": choice(("", "广东省", "Bayern")),
            "product_category_id": choice(self.categories),
        }
        return Customer(**{**values, **known})

    def payment(self) -> Payment:
        choice = self.random.choice
        return Payment(
            kind=choice(("payment", "payment", "refund")),
            paid_on=TODAY - timedelta(days=self.random.randrange(DAYS)),
            amount=Decimal(self.random.randrange(1, 10**8)).scaleb(-2),
            method=choice(("", "cash", "transfer")),
            product_category_id=choice(self.categories),
        )

    def someone(self) -> CustomerRecord | None:
        return self._any(select(CustomerRecord).where(CustomerRecord.deleted_at.is_(None)))

    def some_payment(self) -> PaymentRecord | None:
        held = CustomerRecord.id == PaymentRecord.customer_id
        query = select(PaymentRecord).join(CustomerRecord, held)
        return self._any(
            query.where(PaymentRecord.voided_at.is_(None), CustomerRecord.deleted_at.is_(None))
        )

    def enter(self) -> None:
        paid = tuple(self.payment() for _ in range(self.random.randrange(4)))
        customers.save(self.context, CustomerChange(customer=self.customer(), payments=paid))

    def edit(self) -> None:
        if found := self.someone():
            stored = customers.open_customer(self.context, found.id).customer
            changed = self.customer()
            names = ("level", "owner_id", "country", "province", "product_category_id")
            values = {name: getattr(changed, name) for name in names}
            customers.save(self.context, CustomerChange(customer=replace(stored, **values)))

    def pay(self) -> None:
        if found := self.someone():
            payments.save_payment(self.context, replace(self.payment(), customer_id=found.id))

    def correct(self) -> None:
        found, other = self.some_payment(), self.someone()
        if found and other:
            values = {"id": found.id, "version": found.version, "customer_id": other.id}
            number = {"payment_no": found.payment_no}
            payments.save_payment(self.context, replace(self.payment(), **values, **number))

    def void(self) -> None:
        if found := self.some_payment():
            payments.void(self.context, found.id, found.version, "录错")

    def delete(self) -> None:
        if found := self.someone():
            customers.delete(self.context, [found.id])

    def restore(self) -> None:
        if found := recycle_bin.items(self.context):
            item = self.random.choice(found)
            recycle_bin.restore(self.context, item.kind, item.id)

    def purge(self) -> None:
        found = [(item.kind, item.id) for item in recycle_bin.items(self.context)]
        with suppress(CrmError):  # who has payments stays
            recycle_bin.purge(self.context, found)

    def take_in(self) -> None:
        path = self.folder / "in.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["customer_no", "kind", "paid_on", "amount", "method"])
            for _ in range(4):
                found, paid = self.someone(), self.payment()
                if found is not None:
                    values = [paid.kind, paid.paid_on, paid.amount, paid.method]
                    table.writerow([found.customer_no, *values])
        transfer_in.import_payments(self.context, path)

    def take_back(self) -> None:
        for found in transfer_in.imports(self.context)[:1]:
            with suppress(CrmError):  # it was taken back before
                transfer_in.undo_import(self.context, found.id)

    def set_many(self) -> None:
        ids = [found.id for found in (self.someone(), self.someone()) if found]
        if ids:
            values = {"level": "c", "product_category_id": self.random.choice(self.categories)}
            bulk.set_fields(self.context, sorted(set(ids)), values)

    def undo(self) -> None:
        if job := undo.last(self.context):
            with suppress(CrmError):  # an import that was taken back before
                undo.undo_job(self.context, job)

    def _any(self, query: object) -> object:
        with ReadOnlyWork(self.context) as work:
            found = work.session.scalars(query).all()  # type: ignore[call-overload]
        return self.random.choice(found) if found else None


DOINGS: tuple[Callable[[Till], None], ...] = (
    Till.enter,
    Till.enter,
    Till.edit,
    Till.pay,
    Till.correct,
    Till.correct,
    Till.void,
    Till.delete,
    Till.restore,
    Till.purge,
    Till.take_in,
    Till.take_back,
    Till.set_many,
    Till.undo,
)


# What is noted to be undone has tests of its own on a server.
ON_BOTH = tuple(doing for doing in DOINGS if doing not in (Till.set_many, Till.undo))


def keys_of(context: ServiceContext, by: Breakdown) -> Callable[[Counted], str]:
    with ReadOnlyWork(context) as work:
        users = {each.id: each.username for each in work.session.scalars(select(ClientUser))}
        categories = {
            each.id: each.name for each in work.session.scalars(select(ProductCategoryRecord))
        }
    keys: dict[Breakdown, Callable[[CustomerRecord, PaymentRecord], str]] = {
        Breakdown.CUSTOMER: lambda c, _: c.customer_no,
        Breakdown.LOCATION: lambda c, _: location_key(c.country, c.province),
        Breakdown.CATEGORY: lambda c, p: categories.get(
            p.product_category_id or c.product_category_id or 0, ""
        ),
        Breakdown.METHOD: lambda _, p: p.method,
        Breakdown.OWNER: lambda c, _: users.get(c.owner_id or 0, ""),
        Breakdown.LEVEL: lambda c, _: c.level,
    }
    key = keys.get(by, lambda _, p: stretch_key(p.paid_on, by.value))
    return lambda pair: key(*pair)


def counted(context: ServiceContext) -> list[Counted]:
    """Return every payment that counts, with its customer."""
    with ReadOnlyWork(context) as work:
        known = {each.id: each for each in work.session.scalars(select(CustomerRecord))}
        paid = work.session.scalars(select(PaymentRecord)).all()
    return [(known[each.customer_id], each) for each in paid if each.voided_at is None]


def naive(
    paid: list[Counted], period: Period, key: Callable[[Counted], str]
) -> dict[str, tuple[int, Decimal]]:
    found: dict[str, tuple[int, Decimal]] = defaultdict(lambda: (0, ZERO))
    for pair in paid:
        payment = pair[1]
        if period.first <= payment.paid_on <= period.last:
            number, revenue = found[key(pair)]
            signed = -payment.amount if payment.kind == "refund" else payment.amount
            found[key(pair)] = (number + 1, revenue + signed)
    return found


def check(context: ServiceContext, period: Period) -> None:
    """Compare every statistic and summary with what is stored."""
    with ReadOnlyWork(context) as work:
        connection = work.session.connection()
        for part in derived.parts(connection):
            assert part.differences(connection) == 0, part.name
    paid = counted(context)
    days = sorted(payment.paid_on for _, payment in paid)
    assert paid_period(context) == (Period(days[0], days[-1]) if days else None)
    for by in Breakdown:
        key, found = keys_of(context, by), statistics(context, period, by)
        now, before, year_ago = (
            naive(paid, each, key) for each in (period, found.before, found.year_ago)
        )
        rows = {row.key: (row.payments, row.revenue) for row in found.rows}
        assert {name: sums for name, sums in rows.items() if sums[0]} == dict(now), by
        assert found.payments == sum(number for number, _ in now.values())
        assert found.total == sum((revenue for _, revenue in now.values()), ZERO)
        assert found.total_before == sum((revenue for _, revenue in before.values()), ZERO)
        assert found.total_year_ago == sum((revenue for _, revenue in year_ago.values()), ZERO)
        if not by.is_time:
            assert set(rows) == {*now, *before, *year_ago}
            compared = {row.key: (row.before, row.year_ago) for row in found.rows}
            assert compared == {
                name: (before[name][1], year_ago[name][1]) for name in {*now, *before, *year_ago}
            }
        if found.rows:
            row = found.rows[0]
            behind = payments_behind(context, period, by, row.key)
            assert len(behind) == row.payments


PERIODS = st.builds(
    lambda ago, length: Period(TODAY - timedelta(days=ago + length), TODAY - timedelta(days=ago)),
    st.integers(0, DAYS),
    st.integers(0, DAYS),
) | st.sampled_from(
    (
        Period(date(2025, 1, 1), date(2025, 12, 31)),
        Period(date(2025, 10, 1), date(2025, 12, 31)),
        Period(date(2026, 2, 1), date(2026, 2, 28)),
    )
)


@pytest.mark.embedded
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    doings=st.lists(st.sampled_from(DOINGS), min_size=10, max_size=40),
    random=st.randoms(use_true_random=False),
    periods=st.lists(PERIODS, min_size=2, max_size=2),
)
def test_statistics_are_those_of_plain_python(
    database_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    doings: list[Callable[[Till], None]],
    random: Random,
    periods: list[Period],
) -> None:
    folder = tmp_path_factory.mktemp("till")
    database = copy_database(database_template, folder / "till.db")
    try:
        context = acting(database, ADMINISTRATOR, FixedClock())
        till = Till(context, folder, random)
        till.enter()
        for place, doing in enumerate(doings):
            doing(till)
            if place % 10 == 9:
                check(context, periods[0])
        check(context, periods[1])
    finally:
        database.close()


def test_statistics_after_a_busy_day(administrator: ServiceContext, tmp_path: Path) -> None:
    till = Till(administrator, tmp_path, Random(7))
    for _ in range(3):
        till.enter()
    for _ in range(30):
        till.random.choice(ON_BOTH)(till)
    check(administrator, Period(date(2025, 1, 1), date(2025, 12, 31)))
    check(administrator, Period(TODAY - timedelta(days=60), TODAY))
