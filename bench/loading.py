"""From the company's rows to a database, through the program's own bulk path."""

from collections.abc import Callable, Sequence
from itertools import islice

from sqlalchemy import select

from bench.company import Block, Company, Row
from crm_desktop.data import bulk, numbers
from crm_desktop.data.numbers import CUSTOMERS, PAYMENTS
from crm_desktop.data.tables import ClientUser, ProductCategoryRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.services.context import ServiceContext

CUSTOMERS_AT_ONCE = 500
BLOCKS_IN_A_TRANSACTION = 40
# What rows count from 1, and which of the company's people or categories that is.
_USERS = ("owner_id", "created_by", "updated_by", "deleted_by", "voided_by")
_CATEGORY = "product_category_id"
Say = Callable[[str], None]


def load_company(context: ServiceContext, company: Company, say: Say) -> None:
    """Store all of `company` in a database that has users and categories only."""
    blocks = company.blocks(CUSTOMERS_AT_ONCE)
    stored = 0
    while some := list(islice(blocks, BLOCKS_IN_A_TRANSACTION)):
        with UnitOfWork(context) as work:
            ids = _Ids(work)
            for block in some:
                ids.store(work, block)
            stored += sum(len(block.customers) for block in some)
            if stored == company.customers:
                numbers.keep(work.session, CUSTOMERS, CUSTOMERS.number(company.customers))
                numbers.keep(work.session, PAYMENTS, PAYMENTS.number(company.payments))
            work.commit()
        say(f"  {stored:,} customers")


class _Ids:
    """The ids of users and categories of this database, in the order they were made."""

    def __init__(self, work: UnitOfWork) -> None:
        self._users = _ids(work, select(ClientUser.id).order_by(ClientUser.id))
        order = ProductCategoryRecord.position
        self._categories = _ids(work, select(ProductCategoryRecord.id).order_by(order))

    def store(self, work: UnitOfWork, block: Block) -> None:
        """Store the customers of a block and all that belongs to them."""
        with bulk.chunk(work.session) as chunk:
            ids = chunk.add_customers([self._translated(row) for row in block.customers])
            chunk.add_contacts(self._owned(ids, block.contacts))
            chunk.add_payments(self._owned(ids, block.payments))

    def _owned(self, ids: Sequence[int], rows: Sequence[tuple[int, Row]]) -> list[Row]:
        return [self._translated(row) | {"customer_id": ids[place]} for place, row in rows]

    def _translated(self, row: Row) -> Row:
        translated = dict(row)
        for name in _USERS:
            if row.get(name):
                # A server has one user of ours only: making 40 accounts is not for a benchmark.
                translated[name] = self._users[(row[name] - 1) % len(self._users)]
        if row.get(_CATEGORY):
            translated[_CATEGORY] = self._categories[row[_CATEGORY] - 1]
        return translated


def _ids(work: UnitOfWork, query: object) -> list[int]:
    return list(work.session.scalars(query))  # type: ignore[call-overload]
