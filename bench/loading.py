"""From the company's rows to a database, through the program's own bulk path."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import insert

from bench.company import Company, Row
from crm_desktop.data import keys, numbers
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.numbers import CUSTOMERS, PAYMENTS
from crm_desktop.data.tables import ContactRecord, CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.services.context import ServiceContext

ROWS_AT_ONCE = 5_000
ROWS_BETWEEN_COMMITS = 100_000
Say = Callable[[str], None]


def load_company(context: ServiceContext, company: Company, say: Say) -> None:
    """Store all rows of `company` in a database that has users and categories only."""
    _load(context, CustomerRecord, company.customer_rows(), say)
    _load(context, ContactRecord, company.contact_rows(), say)
    _load(context, PaymentRecord, company.payment_rows(), say)
    with UnitOfWork(context) as work:
        numbers.keep(work.session, CUSTOMERS, CUSTOMERS.number(company.customers))
        numbers.keep(work.session, PAYMENTS, PAYMENTS.number(company.payments))
        work.commit()


def _load(context: ServiceContext, table: type[Any], rows: Iterable[Row], say: Say) -> None:
    stored = 0
    for block in chunks(rows, ROWS_BETWEEN_COMMITS):
        with UnitOfWork(context) as work:
            for chunk in chunks(block, ROWS_AT_ONCE):
                values = [_with_keys(table, row) for row in chunk]
                work.session.connection().execute(insert(table), values)
            work.commit()
        stored += len(block)
        say(f"  {table.__tablename__}: {stored:,}")


def _with_keys(table: type[Any], row: Row) -> Row:
    record = table(**row)
    keys.derive(record)
    return {name: value for name, value in vars(record).items() if not name.startswith("_")}
