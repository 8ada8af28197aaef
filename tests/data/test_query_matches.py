"""Queries find exactly what a naive evaluation in Python finds, in the order it would give."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.data.database import Database
from crm_desktop.data.pinyin import initials, pinyin, sort_key
from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.folding import fold, normalised_phone
from crm_desktop.infra.clock import local
from crm_desktop.services import query
from crm_desktop.services.context import ServiceContext
from tests.databases import ADMINISTRATOR, TODAY, FixedClock, acting, copy_database
from tests.random_company import (
    CATEGORIES,
    FIRST_DAY,
    PHONES,
    WORDS,
    Company,
    Paid,
    random_companies,
    store,
)

COMPANIES = random_companies(Random(20260310), 160, (1, 2))
LIVE = [company for company in COMPANIES if not company.deleted]


@pytest.fixture(scope="module")
def context(
    database_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceContext]:
    database: Database = copy_database(database_template, tmp_path_factory.mktemp("q") / "q.db")
    signed_in = acting(database, ADMINISTRATOR, FixedClock())
    store(signed_in, COMPANIES)
    yield signed_in
    database.close()


def in_texts(term: str, *texts: str) -> bool:
    return bool(fold(term)) and any(fold(term) in fold(text) for text in texts)


def in_letters(term: str, *texts: str) -> bool:
    letters = re.sub("[ '’]", "", fold(term))
    if not re.fullmatch("[a-z0-9]*[a-z][a-z0-9]*", letters):
        return False
    return any(letters in pinyin(text) or letters in initials(text) for text in texts)


def by_name(company: Company, term: str) -> bool:
    names = (company.name, company.short_name)
    return in_texts(term, *names) or in_letters(term, *filter(None, names))


def by_contact(company: Company, term: str) -> bool:
    names = [person.name for person in company.people if not person.deleted]
    return in_texts(term, *names) or in_letters(term, *names)


def by_phone(company: Company, term: str) -> bool:
    wanted = normalised_phone(term)
    numbers = [company.phone, *(p.phone for p in company.people if not p.deleted)]
    return bool(wanted) and any(wanted in normalised_phone(number) for number in numbers)


def by_location(company: Company, term: str) -> bool:
    places = [company.country, company.province, company.city, "", company.address]
    keys = [fold(place) for place in places]
    return bool(fold(term)) and all(
        any(word in key for key in keys) or (not word.isascii() and word in "".join(keys))
        for word in fold(term).split(" ")
    )


def by_category(company: Company, term: str) -> bool:
    names = [company.category, *(paid.category for paid in company.payments if not paid.void)]
    return in_texts(term, *filter(None, names))


def by_anything(company: Company, term: str) -> bool:
    return all(
        in_texts(word, company.number)
        or by_name(company, word)
        or by_contact(company, word)
        or by_location(company, word)
        or (re.fullmatch(r"[0-9+\-()./#*]+", word) is not None and by_phone(company, word))
        for word in fold(term).split(" ")
    )


def counted(company: Company) -> list[Paid]:
    return [paid for paid in company.payments if not paid.void]


def total(company: Company) -> Decimal:
    return sum((-p.amount if p.refund else p.amount for p in counted(company)), Decimal("0.00"))


def last_paid(company: Company) -> date | None:
    return max((p.on for p in counted(company) if not p.refund), default=None)


def naive(company: Company, criteria: Criteria) -> bool:
    created = local(company.created_at).date()
    paid = [p.on for p in counted(company) if not p.refund]
    first, last = criteria.paid_from or date.min, criteria.paid_to or date.max
    texts: dict[str, Callable[[Company, str], bool]] = {
        "location": by_location,
        "category": by_category,
        "name": by_name,
        "contact": by_contact,
        "phone": by_phone,
        "anything": by_anything,
        "number": lambda c, term: in_texts(term, c.number),
        "status": lambda c, code: c.status == code,
        "level": lambda c, code: c.level == code,
    }
    entered = criteria.given()
    return (
        all(matches(company, str(entered[n])) for n, matches in texts.items() if n in entered)
        and (criteria.owner_id is None or company.owner_id == criteria.owner_id)
        and (criteria.created_from is None or created >= criteria.created_from)
        and (criteria.created_to is None or created <= criteria.created_to)
        and (not (criteria.paid_from or criteria.paid_to) or any(first <= d <= last for d in paid))
    )


def pieces(texts: list[str]) -> st.SearchStrategy[str]:
    """Parts of real texts, as people type them: anything from nothing to the whole."""
    return st.builds(
        lambda text, start, length: text[start % (len(text) + 1) :][:length],
        st.sampled_from(texts),
        st.integers(0, 20),
        st.integers(0, 12),
    )


PLACES = [t for c in COMPANIES for t in (c.country, c.province, c.city, c.address) if t]
NAMES = [c.name for c in COMPANIES] + [p.name for c in COMPANIES for p in c.people]
READINGS = [pinyin(name) for name in NAMES] + [initials(name) for name in NAMES]
TYPED = st.one_of(
    pieces(NAMES),
    pieces(READINGS),
    pieces(PLACES),
    pieces(list(PHONES)),
    st.sampled_from(WORDS),
    st.text(max_size=3),
)
MAYBE_DAY = st.none() | st.integers(-5, 900).map(lambda n: FIRST_DAY + timedelta(days=n))
CRITERIA = st.builds(
    Criteria,
    name=st.just("") | TYPED,
    number=st.just("") | st.sampled_from(["c0", "%", "_", "Ｎｏ", "no.1", "X_", " "]),
    location=st.just("")
    | pieces(PLACES)
    | st.builds("{} {}".format, pieces(PLACES), pieces(PLACES)),
    category=st.just("") | pieces(list(CATEGORIES)),
    contact=st.just("") | TYPED,
    phone=st.just("") | pieces(list(PHONES)),
    status=st.sampled_from(["", "", "", "active"]),
    level=st.sampled_from(["", "", "", "vip"]),
    owner_id=st.sampled_from([None, None, None, 1]),
    created_from=st.none() | st.integers(0, 400).map(lambda n: TODAY - timedelta(days=n)),
    created_to=st.none() | st.integers(0, 400).map(lambda n: TODAY - timedelta(days=n)),
    paid_from=MAYBE_DAY,
    paid_to=MAYBE_DAY,
)
SINGLE = st.one_of(
    *(
        st.builds(Criteria, **{name: TYPED})
        for name in ("name", "contact", "location", "anything", "category", "phone", "number")
    )
)


@settings(max_examples=250, deadline=None)
@given(criteria=CRITERIA | SINGLE)
def test_a_query_finds_what_a_naive_evaluation_finds(
    context: ServiceContext, criteria: Criteria
) -> None:
    found = {row.id for row in query.rows(context, criteria)}
    assert found == {company.id for company in LIVE if naive(company, criteria)}
    assert query.count(context, criteria) == len(found)


@pytest.mark.parametrize("term", [*WORDS, "%", "_", "[", "'", '"', "\\", "~", "😀"])
def test_special_characters_are_text(context: ServiceContext, term: str) -> None:
    found = {row.id for row in query.rows(context, Criteria(name=term))}
    expected = {company.id for company in LIVE if by_name(company, term)}
    assert found == expected
    assert found
    assert len(found) < len(LIVE)


def test_nothing_deleted_is_found(context: ServiceContext) -> None:
    assert {row.id for row in query.rows(context)} == {company.id for company in LIVE}
    gone = {c.number for c in COMPANIES if c.deleted}
    assert gone
    assert not gone & {row.customer_no for row in query.contact_rows(context)}
    live_people = sum(not p.deleted for c in LIVE for p in c.people)
    assert len(list(query.contact_rows(context))) == live_people


STATUS_ORDER = ("potential", "interested", "active", "lost")
LEVEL_ORDER = ("vip", "a", "b", "c")
OWNERS = {1: "admin", 2: "clerk"}
CATEGORY_ORDER = tuple(reversed(CATEGORIES))


def primary_pinyin(company: Company) -> str:
    # `store` makes the first of those who are not deleted the primary one.
    return next((pinyin(person.name) for person in company.people if not person.deleted), "")


SORT_VALUES: dict[str, Callable[[Company], object]] = {
    "id": lambda c: c.id,
    "customer_no": lambda c: fold(c.number),
    "name": lambda c: sort_key(c.name),
    "status": lambda c: STATUS_ORDER.index(c.status),
    "level": lambda c: LEVEL_ORDER.index(c.level) if c.level else None,
    "category_name": lambda c: CATEGORY_ORDER.index(c.category) if c.category else None,
    "owner_name": lambda c: OWNERS[c.owner_id] if c.owner_id else None,
    "province": lambda c: ascii_lower(c.province) or None,
    "total_paid": total,
    "last_payment_on": last_paid,
    "created_at": lambda c: c.created_at,
    "primary_contact": lambda c: primary_pinyin(c) or None,
}


def ascii_lower(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", SORT_VALUES)
def test_every_order_is_stable_with_the_empty_last(
    context: ServiceContext, column: str, descending: bool
) -> None:
    value = SORT_VALUES[column]
    known = sorted(LIVE, key=lambda c: c.id, reverse=descending)
    full = [c for c in known if value(c) is not None]
    full = sorted(full, key=lambda c: (value(c), c.id), reverse=descending)
    expected = [c.id for c in full] + [c.id for c in known if value(c) is None]
    sort = SortOrder(column, descending)
    assert [row.id for row in query.rows(context, sort=sort)] == expected
    paged = [
        row.id
        for start in range(0, len(LIVE), 37)
        for row in query.page(context, sort=sort, offset=start, limit=37)
    ]
    assert paged == expected


def test_rows_show_sums_and_last_payments(context: ServiceContext) -> None:
    companies = {company.id: company for company in LIVE}
    for row in query.rows(context):
        company = companies[row.id]
        assert (row.total_paid, row.last_payment_on) == (total(company), last_paid(company))
        assert row.owner_name.lower() == OWNERS.get(company.owner_id or 0, "")
        assert row.category_name == company.category
