"""Any place of any order that has an index is reached; there stands what a sort puts there."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import update

from crm_desktop.data import customer_walk
from crm_desktop.data.customer_walk import can_walk
from crm_desktop.data.prepared import Prepared, Reader
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.errors import Cancelled
from crm_desktop.gui.models.customer_columns import COLUMNS
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.services import customers, query
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.lists import make_category
from tests.databases import ADMINISTRATOR, FixedClock, acting, copy_database
from tests.random_company import random_companies, store

WALKED = [column.name for column in COLUMNS if can_walk(column.name, "sqlite")]
STATES = ("active", "not on the list", "Nor this", "", "lost")
CITIES = ("", "上海市", "bonn", "Aachen", "Bonn", "BONN", "zürich")


@pytest.fixture(scope="module")
def context(
    database_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceContext]:
    database = copy_database(database_template, tmp_path_factory.mktemp("w") / "w.db")
    signed_in = acting(database, ADMINISTRATOR, FixedClock())
    store(signed_in, random_companies(Random(4), 90, (1, 2)))
    # What comes from elsewhere has codes and letters that nobody chose from a list.
    random = Random(5)
    with UnitOfWork(signed_in) as work:
        for position in range(40):  # most of them nobody's
            make_category(work, ProductCategory(f"空{position}", position))
        for row in query.rows(signed_in):
            values = {"status": random.choice(STATES), "city": random.choice(CITIES)}
            work.session.execute(
                update(CustomerRecord).where(CustomerRecord.id == row.id).values(values)
            )
        work.commit()
    yield signed_in
    database.close()


@pytest.fixture(autouse=True)
def close_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customer_walk, "DISTANCE", 7)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", WALKED)
def test_every_place_is_reached_with_and_without_anchors(
    context: ServiceContext, column: str, descending: bool
) -> None:
    sort = SortOrder(column, descending)
    expected = list(query.rows(context, sort=sort))
    places = query.positions(context, sort=sort)
    assert places.total == len(expected)
    assert len(places.anchors) >= len(expected) // 7
    for start in range(0, len(expected) + 5, 3):
        wanted = tuple(expected[start : start + 10])
        assert query.page(context, Criteria(), sort, start, 10, places) == wanted
        assert query.page(context, Criteria(), sort, start, 10) == wanted
    for limit in (1, 5, 40, len(expected) + 1):
        assert query.page(context, Criteria(), sort, 0, limit) == tuple(expected[:limit])


@pytest.mark.parametrize("column", ["category_name", "owner_name"])
def test_values_that_nobody_has_cost_no_statement(
    context: ServiceContext, column: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Prepared] = []
    rows = Reader.rows

    def counted(reader: Reader, prepared: Prepared, **values: Any) -> list[Any]:
        asked.append(prepared)
        return rows(reader, prepared, **values)

    monkeypatch.setattr(Reader, "rows", counted)
    sort = SortOrder(column)
    places = query.positions(context, sort=sort)
    used = sum(anchor.id is None for anchor in places.anchors)
    assert len(asked) <= 2 + used
    asked.clear()
    last = query.page(context, Criteria(), sort, places.total - 1, 1, places)
    assert len(last) == 1
    assert len(asked) <= 3, "the stretches are known by now"


def test_what_visibly_matters_can_be_sorted_in_any_number() -> None:
    shown = {column.name for column in COLUMNS if column.is_shown}
    assert shown - set(WALKED) == {"primary_contact", "primary_contact_phone"}


def test_codes_that_are_on_no_list_come_before_none(context: ServiceContext) -> None:
    found = list(dict.fromkeys(row.status for row in query.rows(context, sort=SortOrder("status"))))
    assert found == ["active", "lost", "Nor this", "not on the list", ""]


def test_a_city_stands_where_it_does_whatever_its_case(context: ServiceContext) -> None:
    found = [row.city.casefold() for row in query.rows(context, sort=SortOrder("city"))]
    assert list(dict.fromkeys(found)) == ["aachen", "bonn", "zürich", "上海市", ""]


def test_positions_of_what_was_searched_are_ids(context: ServiceContext) -> None:
    criteria, sort = Criteria(status="active"), SortOrder("primary_contact", descending=True)
    expected = tuple(query.rows(context, criteria, sort))
    places = query.positions(context, criteria, sort)
    assert places.ids is not None and places.total == len(expected) == query.count(
        context, criteria
    )
    assert query.page(context, criteria, sort, 3, 10, places) == expected[3:13]


def test_old_anchors_do_after_a_deletion(context: ServiceContext) -> None:
    sort = SortOrder("name")
    places = query.positions(context, sort=sort)
    before = list(query.rows(context, sort=sort))
    gone = before.pop(places.anchors[2].position)
    customers.delete(context, [gone.id])
    start = places.anchors[2].position
    assert query.page(context, Criteria(), sort, start, 10, places) == tuple(
        before[start : start + 10]
    )


def test_reading_a_page_or_positions_can_be_cancelled(context: ServiceContext) -> None:
    token = CancelToken()
    token.cancel()
    criteria, sort = Criteria(), SortOrder("city")
    with token.active(), pytest.raises(Cancelled):
        query.positions(context, criteria, sort)
    with token.active(), pytest.raises(Cancelled):
        query.page(context, criteria, sort)
