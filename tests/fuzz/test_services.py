"""Whatever a service is handed: it does its work or says why not, and never stores half of it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.data.database import Database
from crm_desktop.domain.codes import CodeItem, ProductCategory
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.criteria import Criteria, SavedQuery, SortOrder
from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.periods import Period
from crm_desktop.domain.records import Contact, Customer, CustomerChange, Payment
from crm_desktop.domain.statistics import Breakdown
from crm_desktop.domain.user import User
from crm_desktop.gui.models.customer_table import COLUMNS
from crm_desktop.services import (
    bulk,
    company,
    customers,
    history,
    lists,
    payments,
    places,
    query,
    recycle_bin,
    sign_in,
    statistics,
    undo,
    users,
)
from crm_desktop.services.context import ServiceContext
from tests.databases import ADMINISTRATOR, TODAY, FixedClock, acting, copy_database
from tests.fuzz.arguments import amounts, days, records, texts, whole

EXAMPLES = 60
TABLES = ("customer", "contact", "payment", "client_user", "code_item", "saved_query", "job")


@dataclass(frozen=True)
class Office:
    """A database with a few records, signed in to as its administrator."""

    context: ServiceContext
    path: Path

    def counts(self) -> list[tuple[int, int]]:
        """Return how many rows each table has, and the sum of their versions or ids."""
        with closing(sqlite3.connect(self.path)) as connection:
            return [
                connection.execute(f"SELECT COUNT(*), SUM(version) FROM {table}").fetchone()
                for table in TABLES
            ]


@pytest.fixture
def office(database_template: Path, tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "crm.db"
    opened: Database = copy_database(database_template, path)
    context = acting(opened, ADMINISTRATOR, FixedClock())
    for number in range(1, 4):
        customers.save(
            context,
            CustomerChange(
                customer=Customer(name=f"客户 {number}"),
                contacts=(Contact(name="王芳"), Contact(name="李强")),
                payments=(Payment(paid_on=TODAY, amount=Decimal("10.00")),),
            ),
        )
    customers.delete(context, [3])
    yield Office(context, path)
    opened.close()


Call = Callable[[ServiceContext, Any], object]
_rows = st.lists(whole, max_size=4)
_changes = st.builds(
    CustomerChange,
    customer=records(Customer, name=st.just("新客户") | texts),
    contacts=st.lists(records(Contact, name=st.just("某人") | texts), max_size=3).map(tuple),
    payments=st.lists(
        records(Payment, paid_on=st.just(TODAY) | days, amount=st.just(Decimal(1)) | amounts),
        max_size=2,
    ).map(tuple),
    removed_contact_ids=_rows.map(tuple),
    voided_payments=st.lists(st.tuples(whole, texts), max_size=2).map(tuple),
)
_criteria = records(Criteria)
_pairs = st.lists(st.tuples(st.sampled_from(["customer", "contact", "payment", ""]), whole))
_values = st.dictionaries(
    st.sampled_from(["status", "level", "owner_id", "product_category_id", "name", "version"]),
    st.none() | texts | whole,
)

CALLS: dict[str, tuple[st.SearchStrategy[Any], Call]] = {
    "save a customer": (_changes, customers.save),
    "change a customer": (
        _changes.map(lambda change: replace(change.customer, id=1, version=1)),
        lambda context, customer: customers.save(context, CustomerChange(customer=customer)),
    ),
    "delete customers": (_rows, customers.delete),
    "look for duplicates": (
        st.tuples(texts, st.lists(texts, max_size=2), st.none() | whole),
        lambda context, given: customers.duplicates(context, *given),
    ),
    "open a customer": (whole, customers.open_customer),
    "open by number": (texts, customers.open_by_number),
    "save a payment": (
        records(Payment, customer_id=st.just(1) | whole),
        payments.save_payment,
    ),
    "void a payment": (
        st.tuples(whole, whole, texts),
        lambda context, given: payments.void(context, *given),
    ),
    "query": (
        st.tuples(
            _criteria,
            st.builds(SortOrder, st.sampled_from([c.name for c in COLUMNS]), st.booleans()),
        ),
        lambda context, given: query.page(context, *given, offset=0, limit=20),
    ),
    "count": (_criteria, query.count),
    "quick search": (texts, query.quick_search),
    "keep a query": (
        records(SavedQuery, name=texts, criteria=_criteria),
        query.save_query,
    ),
    "forget a query": (whole, query.delete_query),
    "find an owner": (texts, query.owner_by_name),
    "statistics": (
        st.tuples(days, days, st.sampled_from(Breakdown)).filter(
            lambda given: given[2] is not Breakdown.DAY or abs((given[1] - given[0]).days) < 9999
        ),
        lambda context, given: statistics.statistics(
            context, Period(min(given[:2]), max(given[:2])), given[2]
        ),
    ),
    "payments behind": (
        st.tuples(st.sampled_from(Breakdown), texts),
        lambda context, given: statistics.payments_behind(context, Period(TODAY, TODAY), *given),
    ),
    "add a user": (
        st.tuples(records(User, username=texts), st.none() | texts),
        lambda context, given: users.add_user(context, *given),
    ),
    "change a user": (
        records(User, username=texts, id=st.just(2), version=st.just(1)),
        users.save_user,
    ),
    "find a user": (texts, users.find_user),
    "reset a password": (
        st.tuples(whole, st.none() | texts),
        lambda context, given: users.reset_password(context, *given),
    ),
    "delete a user": (whole, users.delete_user),
    "change the password": (
        st.tuples(texts, texts),
        lambda context, given: sign_in.change_password(context, *given),
    ),
    "sign in": (
        st.tuples(texts, texts),
        lambda context, given: sign_in.sign_in(context.database, *given, clock=FixedClock()),
    ),
    "choose a language": (texts, sign_in.remember_language),
    "save a list entry": (
        records(
            CodeItem,
            list=st.sampled_from(["level", "status"]) | texts,
            code=texts,
            label_zh=texts,
            label_en=texts,
        ),
        lists.save_code_item,
    ),
    "delete a list entry": (whole, lists.delete_code_item),
    "save a category": (records(ProductCategory, name=texts), lists.save_category),
    "delete a category": (whole, lists.delete_category),
    "save the company": (
        st.builds(CompanyProfile, name=texts, logo=st.none() | st.binary(max_size=50)),
        company.save_profile,
    ),
    "suggest places": (
        texts,
        lambda _context, text: [places.cities(text), places.districts(text, text)],
    ),
    "change many": (
        st.tuples(_rows, _values),
        lambda context, given: bulk.set_fields(context, *given),
    ),
    "hand over": (
        st.tuples(whole, whole),
        lambda context, given: bulk.hand_over(context, *given),
    ),
    "undo": (whole, undo.undo),
    "restore": (_pairs, recycle_bin.restore_many),
    "purge": (_pairs, recycle_bin.purge),
    "history of a customer": (whole, history.customer_history),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_service_does_its_work_or_says_why_not(office: Office, name: str) -> None:
    arguments, call = CALLS[name]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(arguments)
    def check(given: Any) -> None:
        before = office.counts()
        try:
            call(office.context, given)
        except CrmError:
            if name != "sign in":  # failed attempts are counted
                assert office.counts() == before

    check()
    with closing(sqlite3.connect(office.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
