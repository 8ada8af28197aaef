"""The query service: rights, the quick-search box, saved queries."""

from datetime import date

import pytest

from crm_desktop.data.tables import ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.criteria import Criteria, SavedQuery, SortOrder
from crm_desktop.domain.errors import (
    Cancelled,
    DuplicateName,
    LostEdit,
    NotFound,
    NothingToSearch,
    NotSignedIn,
    ValidationFailed,
)
from crm_desktop.domain.transfer import Change
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.services import query
from crm_desktop.services.context import ServiceContext

PEOPLE: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("C000001", "中国移动通信集团", "移动", "010-10086", "王芳", "13800138000"),
    ("C000002", "重庆火锅底料厂", "", "", "李雷", "(5) 555-4729"),
    ("C000010", "Alfreds Futterkiste", "", "030-0074321", "Maria Anders", ""),
    ("M1", "The Maria Company", "", "", "", ""),
    ("X-C0001", "C000 Traders", "", "", "", ""),
)


@pytest.fixture
def context(administrator: ServiceContext) -> ServiceContext:
    with UnitOfWork(administrator) as work:
        for number, name, short_name, phone, contact, mobile in PEOPLE:
            customer = CustomerRecord(
                customer_no=number,
                name=name,
                short_name=short_name,
                kind="company",
                phone=phone,
                city="北京市",
            )
            work.session.add(customer)
            work.flush()
            if contact:
                work.session.add(
                    ContactRecord(
                        customer_id=customer.id, name=contact, mobile=mobile, is_primary=True
                    )
                )
        work.commit()
    return administrator


def found(context: ServiceContext, text: str) -> list[str]:
    return [match.customer_no for match in query.quick_search(context, text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("zgyd", ["C000001"]),
        ("ZhongGuo YiDong", ["C000001"]),
        ("移动", ["C000001"]),
        ("cqhg", ["C000002"]),
        ("chongqing", ["C000002"]),
        ("c000010", ["C000010"]),
        ("wangfang", ["C000001"]),
        ("ll", ["C000002"]),
        ("13800", ["C000001"]),
        ("+86 138 0013 8000", ["C000001"]),
        ("5554729", ["C000002"]),
        ("030/0074321", ["C000010"]),
        ("北京", []),
        ("%", []),
        ("", []),
        ("\x00", []),
        ("x" * 3000, []),
    ],
)
def test_the_quick_search_finds_from_anywhere(
    context: ServiceContext, text: str, numbers: list[str]
) -> None:
    assert found(context, text) == numbers


def test_the_best_match_comes_first(context: ServiceContext) -> None:
    # The exact number, then numbers that begin so, names that begin so, then numbers anywhere.
    assert found(context, "c000001")[0] == "C000001"
    assert found(context, "c000") == ["C000001", "C000002", "C000010", "X-C0001"]
    # A name before a contact.
    assert found(context, "maria") == ["M1", "C000010"]


def test_the_quick_search_says_what_matched(context: ServiceContext) -> None:
    def detail(text: str) -> str:
        return query.quick_search(context, text)[0].detail

    assert detail("李雷") == "李雷 (5) 555-4729"
    assert detail("anders") == "Maria Anders"
    assert detail("0074321") == "030-0074321"
    assert detail("zgyd") == "移动"
    assert detail("cqhg") == "北京市"


def test_the_quick_search_is_limited(context: ServiceContext) -> None:
    assert len(query.quick_search(context, "c", limit=2)) == 2


def test_reading_needs_somebody_signed_in(context: ServiceContext) -> None:
    nobody = ServiceContext(context.database, clock=context.clock)
    for read in (
        lambda: query.page(nobody),
        lambda: query.count(nobody),
        lambda: query.rows(nobody),
        lambda: query.contact_rows(nobody),
        lambda: query.payment_rows(nobody),
        lambda: query.quick_search(nobody, "a"),
        lambda: query.saved_queries(nobody),
        lambda: query.delete_query(nobody, 1),
        lambda: query.save_query(nobody, SavedQuery(name="a", criteria=Criteria(name="a"))),
    ):
        with pytest.raises(NotSignedIn):
            read()


def test_nothing_entered_runs_no_query() -> None:
    query.require_criteria(Criteria(name="x"))
    for criteria in (Criteria(), Criteria(name="  ", location="\t")):
        with pytest.raises(NothingToSearch, match="Choose what to search by"):
            query.require_criteria(criteria)


def test_an_unknown_column_cannot_be_sorted_by(context: ServiceContext) -> None:
    with pytest.raises(ValueError, match="password_hash"):
        query.page(context, sort=SortOrder("password_hash"))


def test_days_at_the_ends_of_the_calendar(context: ServiceContext) -> None:
    everything = query.count(context)
    assert query.count(context, Criteria(created_from=date.min, created_to=date.max)) == everything
    assert query.count(context, Criteria(created_from=date.max)) == 0
    assert query.count(context, Criteria(created_to=date.min)) == 0


def test_a_page_past_the_end_is_empty(context: ServiceContext) -> None:
    assert query.page(context, offset=1000) == ()


def test_a_cancelled_list_stops(context: ServiceContext) -> None:
    token = CancelToken()
    with token.active():
        rows = query.rows(context)
        token.cancel()
        with pytest.raises(Cancelled):
            list(rows)


def test_payments_of_the_days_asked_for(context: ServiceContext) -> None:
    with UnitOfWork(context) as work:
        for day in (1, 2, 3):
            work.session.add(
                PaymentRecord(
                    customer_id=3,
                    payment_no=f"P{day}",
                    kind="payment",
                    paid_on=date(2026, 1, day),
                    amount=day,
                )
            )
        work.commit()
    criteria = Criteria(paid_from=date(2026, 1, 2), paid_to=date(2026, 1, 2))
    (row,) = query.payment_rows(context, criteria)
    assert (row.payment.payment_no, row.customer_no, row.category_name) == ("P2", "C000010", "")
    assert row.payment.stamp.created_by
    assert len(list(query.payment_rows(context))) == 3


def test_a_query_is_kept_changed_and_forgotten(context: ServiceContext) -> None:
    criteria = Criteria(name="移动", owner_id=1, paid_from=date(2026, 1, 1))
    saved = query.save_query(context, SavedQuery(name=" 北京客户 ", criteria=criteria))
    assert (saved.name, saved.criteria) == ("北京客户", criteria)
    query.save_query(context, SavedQuery(name="a", criteria=Criteria(level="vip")))
    assert [each.name for each in query.saved_queries(context)] == ["a", "北京客户"]

    changed = query.save_query(
        context, SavedQuery(name="上海", criteria=criteria, id=saved.id, version=saved.version)
    )
    assert [each.name for each in query.saved_queries(context)] == ["a", "上海"]
    with pytest.raises(LostEdit):
        query.save_query(context, saved)
    assert changed.id is not None
    query.delete_query(context, changed.id)
    assert [each.name for each in query.saved_queries(context)] == ["a"]
    with pytest.raises(NotFound):
        query.delete_query(context, changed.id)


def test_a_saved_query_needs_a_name_of_its_own(context: ServiceContext) -> None:
    query.save_query(context, SavedQuery(name="VIP", criteria=Criteria(level="vip")))
    with pytest.raises(DuplicateName):
        query.save_query(context, SavedQuery(name="ｖｉｐ", criteria=Criteria(name="x")))
    for name in ("", "   ", "x" * 101):
        with pytest.raises(ValidationFailed):
            query.save_query(context, SavedQuery(name=name, criteria=Criteria(name="x")))
    with pytest.raises(NothingToSearch):
        query.save_query(context, SavedQuery(name="nothing", criteria=Criteria()))


def test_saved_queries_are_ones_own(context: ServiceContext, clerk: ServiceContext) -> None:
    saved = query.save_query(context, SavedQuery(name="mine", criteria=Criteria(name="x")))
    assert saved.id is not None
    assert query.saved_queries(clerk) == ()
    query.save_query(clerk, SavedQuery(name="mine", criteria=Criteria(name="y")))
    with pytest.raises(NotFound):
        query.delete_query(clerk, saved.id)
    with pytest.raises(NotFound):
        query.save_query(clerk, saved)


def test_keeping_a_query_is_announced(clerk: ServiceContext) -> None:
    heard: list[Change] = []
    listening = ServiceContext(clerk.database, clerk.actor, clerk.clock, heard.append)
    query.save_query(listening, SavedQuery(name="mine", criteria=Criteria(name="x")))
    assert [change.kinds for change in heard] == [frozenset({"saved_query"})]
