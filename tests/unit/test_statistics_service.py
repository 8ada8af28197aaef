"""The statistics service: exact sums, labels, keys without a row, rights."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm_desktop.data.tables import CustomerRecord, PaymentRecord, ProductCategoryRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.errors import Cancelled, NotSignedIn
from crm_desktop.domain.periods import Period
from crm_desktop.domain.statistics import Breakdown, location_key
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.statistics import payments_behind, statistics

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def context(administrator: ServiceContext) -> ServiceContext:
    with UnitOfWork(administrator) as work:
        category = ProductCategoryRecord(name="饮料")
        customer = CustomerRecord(
            customer_no="C1", name="三只松鼠", kind="company", level="vip", owner_id=2
        )
        work.session.add_all([category, customer])
        work.flush()
        customer.product_category_id = category.id
        for day, (kind, amount) in enumerate(
            [("payment", "0.10"), ("payment", "0.20"), ("refund", "0.05")]
        ):
            work.session.add(
                PaymentRecord(
                    customer_id=customer.id,
                    payment_no=f"P{day}",
                    kind=kind,
                    method="cash",
                    paid_on=date(2026, 1, 31) + timedelta(days=day),
                    amount=Decimal(amount),
                )
            )
        work.commit()
    return administrator


@pytest.mark.parametrize(
    ("by", "key", "label"),
    [
        (Breakdown.YEAR, "2026", "2026"),
        (Breakdown.CUSTOMER, "C1", "三只松鼠"),
        (Breakdown.CATEGORY, "饮料", "饮料"),
        (Breakdown.METHOD, "cash", "cash"),
        (Breakdown.LEVEL, "vip", "vip"),
        (Breakdown.OWNER, "clerk", "Clerk"),
        (Breakdown.LOCATION, "", ""),
    ],
)
def test_keys_and_labels(context: ServiceContext, by: Breakdown, key: str, label: str) -> None:
    (row,) = statistics(context, YEAR, by).rows
    assert (row.key, row.label, row.payments, row.revenue) == (key, label, 3, Decimal("0.25"))


def test_empty_stretches_are_zero_rather_than_missing(context: ServiceContext) -> None:
    rows = statistics(context, YEAR, Breakdown.QUARTER).rows
    assert [(row.key, row.payments, row.revenue) for row in rows] == [
        ("2026-Q1", 3, Decimal("0.25")),
        ("2026-Q2", 0, Decimal("0.00")),
        ("2026-Q3", 0, Decimal("0.00")),
        ("2026-Q4", 0, Decimal("0.00")),
    ]


@pytest.mark.parametrize(
    ("by", "key"),
    [
        (Breakdown.YEAR, "2025"),
        (Breakdown.YEAR, "2026-01"),
        (Breakdown.YEAR, "nonsense"),
        (Breakdown.DAY, "2026"),
        (Breakdown.CUSTOMER, "C2"),
        (Breakdown.CATEGORY, "酒水"),
        (Breakdown.CATEGORY, ""),
        (Breakdown.OWNER, "nobody"),
        (Breakdown.OWNER, ""),
        (Breakdown.LOCATION, "北京市"),
        (Breakdown.LEVEL, ""),
    ],
)
def test_a_key_without_a_row_has_no_payments(
    context: ServiceContext, by: Breakdown, key: str
) -> None:
    assert payments_behind(context, YEAR, by, key) == ()


def test_a_renamed_customer_is_one_row(context: ServiceContext) -> None:
    (row,) = payments_behind(context, YEAR, Breakdown.MONTH, "2026-01")
    assert (row.customer_name, row.category_name) == ("三只松鼠", "")
    assert row.payment.amount == Decimal("0.10")


def test_statistics_need_somebody_signed_in(context: ServiceContext) -> None:
    nobody = ServiceContext(context.database, clock=context.clock)
    with pytest.raises(NotSignedIn):
        statistics(nobody, YEAR, Breakdown.YEAR)
    with pytest.raises(NotSignedIn):
        payments_behind(nobody, YEAR, Breakdown.YEAR, "2026")


def test_statistics_can_be_cancelled(context: ServiceContext) -> None:
    token = CancelToken()
    token.cancel()
    with token.active(), pytest.raises(Cancelled):
        statistics(context, YEAR, Breakdown.YEAR)


def test_location_is_the_province_or_the_country_abroad() -> None:
    assert location_key("中国", " 广东省 ") == "广东省"
    assert location_key("", "") == ""
    assert location_key("CHINA", "") == ""
    assert location_key("Germany", "Bayern") == "Germany"
