"""The sample company is the same every time, believable, and breaks none of our own rules."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm_desktop.domain.codes import INITIAL_ITEMS, PaymentKind
from crm_desktop.domain.fields import CONTACT_FIELDS, CUSTOMER_FIELDS, PAYMENT_FIELDS, Field
from crm_desktop.domain.validation import check_value
from crm_desktop.services import places
from crm_desktop.services.sample_content import SampleContent, build
from crm_desktop.services.sample_payments import Seasons

END = date(2026, 11, 20)


@pytest.fixture(scope="module")
def content() -> SampleContent:
    return build(END)


def problems(fields: tuple[Field, ...], record: object) -> list[object]:
    found = (check_value(field, getattr(record, field.name)) for field in fields)
    return [problem for problem in found if problem and problem.field != "customer_id"]


def test_the_same_day_gives_the_same_content(content: SampleContent) -> None:
    assert build(END) == content
    assert build(date(2026, 11, 21)) != content


def test_there_are_some_three_hundred_customers_with_contacts(content: SampleContent) -> None:
    assert 300 <= len(content.customers) <= 350
    names = [found.customer.name for found in content.customers if found.contacts]
    assert len(names) > 250
    assert len(names) == len(set(names))
    for found in content.customers:
        primary = [contact for contact in found.contacts if contact.is_primary]
        assert len(primary) == bool(found.contacts)


def test_all_values_pass_our_own_checks(content: SampleContent) -> None:
    for found in content.customers:
        assert problems(CUSTOMER_FIELDS, found.customer) == []
        for contact in found.contacts:
            assert problems(CONTACT_FIELDS, contact) == []
        for entry in found.payments:
            assert problems(PAYMENT_FIELDS, entry.payment) == []


def test_codes_are_those_of_a_new_database(content: SampleContent) -> None:
    known = {(item.list, item.code) for item in INITIAL_ITEMS}
    for found in content.customers:
        for name in ("status", "level", "source", "industry", "credit_rating", "education"):
            value = getattr(found.customer, name)
            assert value == "" or (name, value) in known
        for entry in found.payments:
            assert ("payment_method", entry.payment.method) in known
            assert entry.category in content.categories
        assert found.category in content.categories


def test_customers_are_at_real_places(content: SampleContent) -> None:
    for found in content.customers:
        customer = found.customer
        assert customer.district in places.districts(customer.province, customer.city)


def test_references_lead_somewhere_and_parents_come_first(content: SampleContent) -> None:
    users = {user.username for user in content.users}
    seen: set[str] = set()
    for found in content.customers:
        assert found.owner == "" or found.owner in users
        assert found.parent_no == "" or found.parent_no in seen
        seen.add(found.customer.customer_no)
    assert len(seen) == len(content.customers)
    assert sum(bool(found.parent_no) for found in content.customers) >= 6


def test_one_administrator_and_three_clerks(content: SampleContent) -> None:
    assert [user.pop for user in content.users] == [1, 0, 0, 0]
    assert content.company.is_sample
    assert content.company.logo is not None
    assert content.company.logo.startswith(b"\x89PNG")


def test_nobody_real_is_reached(content: SampleContent) -> None:
    for found in content.customers:
        for person in (found.customer, *found.contacts):
            assert person.mobile == "" or person.mobile[3:7] == "0000"
            assert person.phone == "" or person.phone.split("-")[1].startswith("555")
            assert person.email == "" or person.email.endswith("example.com")


def test_payments_cover_three_years_up_to_the_day(content: SampleContent) -> None:
    days = [e.payment.paid_on for found in content.customers for e in found.payments]
    assert 4_000 <= len(days) <= 6_000
    assert date(2023, 11, 21) <= min(days) <= date(2023, 12, 15)
    assert date(2026, 11, 13) <= max(days) <= END
    moments = [e.entered_at for found in content.customers for e in found.payments]
    assert max(moments) < datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_payment_numbers_are_unique_and_follow_the_days(content: SampleContent) -> None:
    payments = [entry for found in content.customers for entry in found.payments]
    payments.sort(key=lambda entry: entry.payment.payment_no)
    assert payments[0].payment.payment_no == "P000001"
    assert len({entry.payment.payment_no for entry in payments}) == len(payments)
    moments = [entry.entered_at for entry in payments]
    assert moments == sorted(moments)


def test_a_few_big_customers_make_most_of_the_revenue(content: SampleContent) -> None:
    totals = sorted(
        (sum(e.payment.revenue for e in found.payments) for found in content.customers),
        reverse=True,
    )
    fifth = len(totals) // 5
    assert Decimal("0.6") < sum(totals[:fifth]) / sum(totals) < Decimal("0.9")
    assert totals[0] / sum(totals) < Decimal("0.15")


def test_refunds_and_void_entries_are_few_and_explained(content: SampleContent) -> None:
    payments = [entry.payment for found in content.customers for entry in found.payments]
    refunds = [p for p in payments if p.kind == PaymentKind.REFUND]
    voids = [p for p in payments if p.is_void]
    assert 0.01 < len(refunds) / len(payments) < 0.03
    assert 0.004 < len(voids) / len(payments) < 0.015
    assert all(refund.remark for refund in refunds)
    assert all(void.void_reason for void in voids)


def test_customers_who_do_not_buy_have_no_payments(content: SampleContent) -> None:
    for found in content.customers:
        if found.customer.status in {"potential", "interested", "invalid"}:
            assert found.payments == ()
        assert (found.customer.deleted_at is not None) == (found.customer.status == "invalid")


def test_festivals_show_in_the_months(content: SampleContent) -> None:
    months: Counter[tuple[int, int]] = Counter()
    cakes: Counter[int] = Counter()
    for found in content.customers:
        for entry in found.payments:
            day = entry.payment.paid_on
            assert day is not None
            months[day.year, day.month] += 1
            if entry.category == "糕点月饼":
                cakes[day.month] += 1
    # Spring Festival: 10 February 2024, 29 January 2025, 17 February 2026.
    assert months[2024, 1] > 1.5 * months[2024, 2]
    assert months[2025, 1] > 1.3 * months[2025, 2]
    assert months[2026, 1] > 1.3 * months[2026, 2]
    assert cakes[8] + cakes[9] > 2 * (cakes[4] + cakes[5])


@pytest.mark.parametrize("end", [date(2028, 2, 29), date(2041, 1, 1)])
def test_leap_days_and_years_without_known_festivals_work(end: date) -> None:
    content = build(end)
    days = [e.payment.paid_on for found in content.customers for e in found.payments]
    assert max(days) <= end


def test_a_day_is_picked_inside_the_time_asked_for(content: SampleContent) -> None:
    import json
    from random import Random

    from crm_desktop.infra.paths import resource

    trade = json.loads(resource("sample", "trade.json").read_text(encoding="utf-8"))
    seasons, random = Seasons(trade, END), Random(1)
    first, last = seasons.first, seasons.days[-1]
    for start, stop in ((first, first), (last, last), (date(2025, 1, 4), date(2025, 1, 5))):
        for _ in range(20):
            assert start <= seasons.pick(random, "粮油", start, stop) <= stop


def test_the_first_customers_are_groups_with_contacts_and_payments(content: SampleContent) -> None:
    for found in content.customers[:3]:
        assert "集团" in found.customer.name
        assert found.contacts
        assert len(found.payments) > 10
