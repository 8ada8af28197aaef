"""Whatever way a search takes to its first page, it finds what plain Python finds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.criteria import Count, Criteria, SortOrder
from crm_desktop.services import query
from crm_desktop.services.context import ServiceContext
from tests.data.test_query_matches import COMPANIES, CRITERIA, LIVE, SINGLE, naive
from tests.databases import ADMINISTRATOR, FixedClock, acting, copy_database
from tests.random_company import store

# How many hits are few, and how many customers are walked along: so that few customers go by the
# ways of many.
WAYS = {
    "each hit is looked up": (1000, 0),
    "the order is walked": (0, 1000),
    "the order is walked a little": (2, 40),
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
    with patch("crm_desktop.data.search_hits.FEW", 30):
        about = query.estimate(context, many)
    assert not about.is_exact
    assert exact / 2 < about.value < exact * 2
