"""Whatever way a search takes to its first page, it finds what plain Python finds."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.data.pinyin import initials, pinyin, sort_key
from crm_desktop.domain.criteria import Count, Criteria, SortOrder
from crm_desktop.domain.folding import fold, normalised_name, normalised_phone
from crm_desktop.services import customers, query
from crm_desktop.services.context import ServiceContext
from tests.data.test_query_matches import (
    COMPANIES,
    CRITERIA,
    LIVE,
    SINGLE,
    TYPED,
    by_contact,
    by_name,
    by_phone,
    in_texts,
    naive,
)
from tests.databases import ADMINISTRATOR, FixedClock, acting, copy_database
from tests.random_company import PHONES, Company, store

# How many hits are few, and how many customers are walked along: so that few customers go by the
# ways of many.
WAYS = {
    "each hit is looked up": (1000, 0),
    "the order is walked": (0, 1000),
    "the order is walked a little": (2, 40),
    "the first hits are tried": (25, 0),
    "all hits are collected": (0, 0),
}


@pytest.fixture(scope="module")
def context(
    database_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceContext]:
    database = copy_database(database_template, tmp_path_factory.mktemp("w") / "w.db")
    signed_in = acting(database, ADMINISTRATOR, FixedClock())
    store(signed_in, COMPANIES)
    yield signed_in
    database.close()


@contextmanager
def way(name: str) -> Iterator[None]:
    few, walked = WAYS[name]
    with (
        patch("crm_desktop.data.search_hits.FEW", few),
        patch("crm_desktop.data.search.WALKED", walked),
        patch("crm_desktop.data.search_hits.COUNTED", 10),
        patch("crm_desktop.data.search.COUNTED", 10),
        patch("crm_desktop.data.search.PROVED_ALL", few),
    ):
        yield


def expected(context: ServiceContext, criteria: Criteria, sort: SortOrder) -> list[int]:
    found = {company.id for company in LIVE if naive(company, criteria)}
    return [row.id for row in query.rows(context, sort=sort) if row.id in found]


@settings(max_examples=150, deadline=None)
@given(
    criteria=CRITERIA | SINGLE,
    column=st.sampled_from(["id", "customer_no", "name", "created_at", "total_paid"]),
    descending=st.booleans(),
    offset=st.integers(0, 30),
    name=st.sampled_from(list(WAYS)),
)
def test_each_way_leads_to_the_same_page(
    context: ServiceContext,
    criteria: Criteria,
    column: str,
    descending: bool,
    offset: int,
    name: str,
) -> None:
    sort = SortOrder(column, descending)
    with way(name):
        page = [row.id for row in query.page(context, criteria, sort, offset, 7)]
    assert page == expected(context, criteria, sort)[offset : offset + 7]


@settings(max_examples=150, deadline=None)
@given(criteria=CRITERIA | SINGLE, name=st.sampled_from(list(WAYS)))
def test_a_count_is_exact_and_an_estimate_says_whether_it_is(
    context: ServiceContext, criteria: Criteria, name: str
) -> None:
    found = sum(naive(company, criteria) for company in LIVE)
    with way(name):
        assert query.count(context, criteria) == found
        estimated = query.estimate(context, criteria)
    assert estimated == Count(found) or not estimated.is_exact


def test_few_are_counted_exactly_and_many_about(context: ServiceContext) -> None:
    few, many = Criteria(name="中国移动"), Criteria(number="c0000")
    exact = sum(naive(company, many) for company in LIVE)
    assert query.estimate(context, few).is_exact
    with (
        patch("crm_desktop.data.search_hits.FEW", 30),
        patch("crm_desktop.data.search.PROVED_ALL", 30),
    ):
        about = query.estimate(context, many)
    assert not about.is_exact
    assert exact / 2 < about.value < exact * 2


def quick_place(company: Company, text: str) -> tuple[int, str, int] | None:
    """Return where the quick search shows a customer, if it does."""
    term, number, by_key = fold(text), fold(company.number), sort_key(company.name)
    letters = re.sub("[ '’]", "", term)
    if number.startswith(term):
        return (0, number, company.id)
    begins = [fold(company.name), fold(company.short_name)]
    read = [pinyin(company.name), initials(company.name)]
    if any(t.startswith(term) for t in begins) or (
        re.fullmatch("[a-z0-9]*[a-z][a-z0-9]*", letters)
        and any(t.startswith(letters) for t in read)
    ):
        return (1, by_key, company.id)
    is_phone = re.fullmatch(r"[0-9+\-()./#* ]+", term) is not None
    ways = (
        by_name(company, text),
        in_texts(text, company.number),
        by_contact(company, text) or (is_phone and by_phone(company, text)),
    )
    return (2 + ways.index(True), by_key, company.id) if any(ways) else None


@settings(max_examples=200, deadline=None)
@given(text=TYPED, name=st.sampled_from(list(WAYS)))
def test_the_quick_search_shows_the_best_whatever_way_it_takes(
    context: ServiceContext, text: str, name: str
) -> None:
    places = {company.number: quick_place(company, text) for company in LIVE} if text else {}
    best = sorted((place, number) for number, place in places.items() if place)
    with way(name):
        found = [match.customer_no for match in query.quick_search(context, text, 10)]
    assert found == ([number for _, number in best[:10]] if fold(text) else [])


def is_alike(company: Company, name: str) -> bool:
    wanted, own = normalised_name(name)[:60], normalised_name(company.name)
    if len(wanted) < 4:
        return len(wanted) > 1 and own == wanted
    return wanted in own or (len(own) >= 4 and own in wanted) or own == normalised_name(name)


@settings(max_examples=150, deadline=None)
@given(
    name=st.one_of(TYPED, st.sampled_from(COMPANIES).map(lambda c: c.name)),
    phone=st.sampled_from(PHONES),
    way_name=st.sampled_from(list(WAYS)),
)
def test_likely_duplicates_are_those_that_plain_python_finds(
    context: ServiceContext, name: str, phone: str, way_name: str
) -> None:
    alike = {company.id for company in LIVE if is_alike(company, name)}
    wanted = normalised_phone(phone)
    called = {
        company.id
        for company in LIVE
        if len(wanted) >= 7
        and wanted
        in map(
            normalised_phone,
            (company.phone, *(person.phone for person in company.people if not person.deleted)),
        )
    }
    with way(way_name), patch("crm_desktop.services.customers.MOST_DUPLICATES", 1000):
        found = customers.duplicates(context, name, (phone,))
    assert {each.id for each in found if each.same == "name"} == alike
    assert {each.id for each in found if each.same == "phone"} == called - alike
    with way(way_name):
        first = customers.duplicates(context, name, (phone,))
    assert first == found[:5]
