"""Whatever happens to customers, the index by grams holds what they hold, and no more."""

import csv
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from crm_desktop.data import derived, search_index
from crm_desktop.data.dialect.search import clear_grams, index_grams
from crm_desktop.data.grams import GRAM_END
from crm_desktop.data.tables import ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.criteria import Count, Criteria
from crm_desktop.domain.errors import ImportTakenBack
from crm_desktop.domain.records import Contact, Customer, CustomerChange, Payment
from crm_desktop.services import bulk, customers, lists, query, recycle_bin, transfer_in
from crm_desktop.services.context import ServiceContext
from tests.data.test_query_matches import in_letters, in_texts
from tests.random_company import PHONES, WORDS


def indexed(context: ServiceContext) -> set[tuple[int, str]]:
    """Return which customers the index has under which grams."""
    with UnitOfWork(context) as work:
        connection = work.session.connection()
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.held "
            "USING fts5vocab(main, customer_gram, instance)"
        )
        rows = connection.exec_driver_sql("SELECT doc, term FROM temp.held").all()
    return {(row[0], row[1]) for row in rows}


def expected(context: ServiceContext) -> set[tuple[int, str]]:
    """Return what the index must have: what is cut from all that is not in the recycle bin."""
    with ReadOnlyWork(context) as work:
        ids = work.session.scalars(select(CustomerRecord.id)).all()
        grams = search_index.grams_of(work.session.connection(), ids)
    return {(key, gram) for key, text in grams.items() for gram in text.split(GRAM_END) if gram}


def counts(context: ServiceContext) -> tuple[int, int]:
    """Return how many customers and how many grams in all the index believes it has.

    It takes itself for damaged when more is taken out than it believes to have.
    """
    with ReadOnlyWork(context) as work:
        found = work.session.connection().exec_driver_sql(
            "SELECT block FROM customer_gram_data WHERE id = 1"
        )
        block: bytes = found.scalar_one()
    numbers = [0]
    for byte in block:  # seven bits each, the eighth says that more follow
        numbers[-1] = numbers[-1] << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(0)
    return numbers[0], numbers[1]


def expected_counts(context: ServiceContext) -> tuple[int, int]:
    """Return what there is of both, repetitions of a gram included."""
    with ReadOnlyWork(context) as work:
        ids = work.session.scalars(select(CustomerRecord.id)).all()
        grams = search_index.grams_of(work.session.connection(), ids)
    return len(grams), sum(text.count(GRAM_END) for text in grams.values())


class Office:
    """Somebody who does all that can be done to customers, at random."""

    def __init__(self, context: ServiceContext, folder: Path, seed: int) -> None:
        self.context = context
        self.folder = folder
        self.random = Random(seed)
        self.categories = [
            lists.save_category(context, ProductCategory(name)).id for name in ("饮料", "粮油")
        ]
        self.doings: list[Callable[[], object]] = [
            self.enter,
            self.edit,
            self.edit_only_fields,
            self.edit_only_fields,
            self.pay,
            self.void,
            self.delete,
            self.restore,
            self.purge,
            self.set_category,
            self.take_in,
            self.take_back,
        ]

    def words(self) -> str:
        return "".join(self.random.choices(WORDS, k=self.random.randint(1, 2)))

    def someone(self) -> int | None:
        rows = query.page(self.context)
        return self.random.choice(rows).id if rows else None

    def enter(self) -> None:
        customers.save(
            self.context,
            CustomerChange(
                customer=Customer(
                    name=self.words(),
                    city="深圳市",
                    phone=self.random.choice(PHONES),
                    product_category_id=self.random.choice((None, *self.categories)),
                ),
                contacts=(Contact(name=self.words(), mobile=self.random.choice(PHONES)),),
                payments=(Payment(paid_on=date(2026, 1, 5), amount=Decimal(5)),),
            ),
        )

    def edit(self) -> None:
        if (chosen := self.someone()) is None:
            return
        details = customers.open_customer(self.context, chosen)
        people = details.contacts
        customers.save(
            self.context,
            CustomerChange(
                customer=replace(
                    details.customer, name=self.words(), address=self.words(), short_name="华联"
                ),
                contacts=(
                    Contact(name=self.words(), mobile=self.random.choice(PHONES)),
                    *(replace(person, name=self.words()) for person in people[1:]),
                ),
                removed_contact_ids=tuple(person.id or 0 for person in people[:1]),
            ),
        )

    def edit_only_fields(self) -> None:
        if (chosen := self.someone()) is None:
            return
        customer = customers.open_customer(self.context, chosen).customer
        values = {
            "name": self.words() * 2,
            "customer_no": f"N{self.random.randrange(10**6)}",
            "city": self.words(),
            "phone": self.random.choice(PHONES),
            "mobile": self.random.choice(PHONES),
            "remark": self.words(),
            "product_category_id": self.random.choice((None, *self.categories)),
        }
        names = self.random.sample(sorted(values), k=self.random.randint(1, 2))
        changed = replace(customer, **{name: values[name] for name in names})
        customers.save(self.context, CustomerChange(customer=changed))

    def pay(self) -> None:
        if (chosen := self.someone()) is not None:
            paid = Payment(paid_on=date(2026, 2, 5), amount=Decimal(7))
            kept = replace(paid, product_category_id=self.random.choice(self.categories))
            change = customers.open_customer(self.context, chosen).customer
            customers.save(self.context, CustomerChange(customer=change, payments=(kept,)))

    def void(self) -> None:
        if (chosen := self.someone()) is not None:
            details = customers.open_customer(self.context, chosen)
            wrong = tuple((paid.id or 0, "录错") for paid in details.payments if not paid.voided_at)
            change = CustomerChange(customer=details.customer, voided_payments=wrong)
            customers.save(self.context, change)

    def delete(self) -> None:
        if (chosen := self.someone()) is not None:
            customers.delete(self.context, [chosen])

    def restore(self) -> None:
        if found := recycle_bin.items(self.context):
            item = self.random.choice(found)
            recycle_bin.restore(self.context, item.kind, item.id)

    def purge(self) -> None:
        found = [(item.kind, item.id) for item in recycle_bin.items(self.context)]
        left = {each.label for each in recycle_bin.purge_preview(self.context, found).left}
        for item in recycle_bin.items(self.context):
            if f"{item.customer_no} {item.label}" not in left:
                recycle_bin.purge(self.context, [(item.kind, item.id)])
                return

    def set_category(self) -> None:
        ids = [row.id for row in query.page(self.context)][::2]
        values = {"product_category_id": self.random.choice((None, *self.categories))}
        if ids:
            bulk.set_fields(self.context, ids, values)

    def take_in(self) -> None:
        path = self.folder / "in.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["name", "phone", "contact_name"])
            for _ in range(3):
                table.writerow([self.words(), self.random.choice(PHONES), "李雷"])
        transfer_in.import_customers(self.context, path)

    def take_back(self) -> None:
        for found in transfer_in.imports(self.context):
            with suppress(ImportTakenBack):
                transfer_in.undo_import(self.context, found.id)


@pytest.mark.embedded
@pytest.mark.parametrize("seed", range(4))
def test_the_index_holds_what_the_customers_hold(
    administrator: ServiceContext, tmp_path: Path, seed: int
) -> None:
    office = Office(administrator, tmp_path, seed)
    office.enter()
    for _ in range(40):
        doing = office.random.choice(office.doings)
        doing()
        assert indexed(administrator) == expected(administrator), doing.__name__
        assert counts(administrator) == expected_counts(administrator), doing.__name__
    assert expected(administrator)


@pytest.mark.embedded
def test_an_index_is_made_anew(administrator: ServiceContext, tmp_path: Path) -> None:
    office = Office(administrator, tmp_path, 1)
    for _ in range(5):
        office.enter()
    with UnitOfWork(administrator) as work:
        connection = work.session.connection()
        clear_grams(connection)
        index_grams(connection, [(1, f"n虚构{GRAM_END}")])
        work.commit()
    assert indexed(administrator) == {(1, "n虚构")}
    assert query.count(administrator, Criteria(location="深圳")) == 0
    with UnitOfWork(administrator) as work:
        search_index.rebuild(work.session.connection())
        work.commit()
    assert indexed(administrator) == expected(administrator)
    assert query.count(administrator, Criteria(location="深圳")) == 5


@pytest.mark.real_server("its SUBSTRING takes a character beyond the BMP for one")
def test_what_changed_is_found_and_nothing_else(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    office = Office(administrator, tmp_path, 7)
    for doing in (*[office.enter] * 8, *[office.edit, office.delete, office.restore] * 3):
        doing()
    rows = query.page(administrator)
    people = [row.contact for row in query.contact_rows(administrator)]
    # What LIKE takes for patterns has a test of its own (test_query_matches).
    for word in (word for word in WORDS if not set(word) & set("_%[]~")):
        for term in (word, word[:2], word[-2:], word[-1]):
            by_name = {row.id for row in query.page(administrator, Criteria(name=term))}
            texts = {row.id: (row.name, row.short_name) for row in rows}
            assert by_name == {n for n, names in texts.items() if is_read(term, *names)}, term
            by_contact = {row.id for row in query.page(administrator, Criteria(contact=term))}
            assert by_contact == {p.customer_id for p in people if is_read(term, p.name)}, term
            assert query.count(administrator, Criteria(contact=term)) == len(by_contact)
            assert query.estimate(administrator, Criteria(contact=term)) == Count(len(by_contact))


def is_read(term: str, *names: str) -> bool:
    return in_texts(term, *names) or in_letters(term, *filter(None, names))


def test_what_grams_are_cut_from_is_watched_for_changes() -> None:
    for kind, statement in (
        (CustomerRecord, search_index._CUSTOMERS),
        (ContactRecord, search_index._CONTACTS),
        (PaymentRecord, search_index._CATEGORIES),
    ):
        words = set(re.findall(r"\w+", statement))
        named = {column.name for column in kind.__table__.columns} & words
        assert named - {"id"} == set(derived._SEARCHED[kind])
