"""Old databases, kept as SQL: written once per revision, upgraded in tests ever after.

Before a new migration is added, `python -m tests.upgrade.old_databases` writes what the program
makes today to `<revision>.sql` beside this file. A file that is there is never written again.
"""

import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from crm_desktop.data.migrate import CURRENT_REVISION
from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.records import Contact, Customer, CustomerChange, Payment
from crm_desktop.services import company, customers, databases, lists, payments
from tests.databases import ADMINISTRATOR, CLERK, FixedClock, acting, build_database

FOLDER = Path(__file__).parent


def old_databases() -> list[Path]:
    """Return the kept databases, oldest first."""
    return sorted(FOLDER.glob("*.sql"))


def restore(dump: Path, path: Path) -> None:
    """Write the kept database `dump` as a database file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))


def fill(path: Path) -> None:
    """Write a database with something in every corner that people use."""
    build_database(path)
    database = databases.open_database(path)
    clock = FixedClock()
    clerk, administrator = acting(database, CLERK, clock), acting(database, ADMINISTRATOR, clock)
    company.save_profile(administrator, CompanyProfile(name="华东食品有限公司"))
    category = lists.save_category(administrator, ProductCategory("饮料"))
    parent = customers.save(
        clerk,
        CustomerChange(
            customer=Customer(name="上海华联超市有限公司", city="上海市", level="vip"),
            contacts=(Contact(name="王芳", mobile="139 0000 1111"), Contact(name="李强")),
            payments=(
                Payment(
                    paid_on=date(2026, 1, 5),
                    amount=Decimal("1234.56"),
                    method="transfer",
                    product_category_id=category.id,
                ),
                Payment(paid_on=date(2026, 2, 5), amount=Decimal("34.56"), kind="refund"),
                Payment(paid_on=date(2026, 2, 6), amount=Decimal("99.00")),
            ),
        ),
    )
    wrong = parent.payments[0]
    payments.void(clerk, wrong.id or 0, wrong.version or 0, "重复录入")
    person = Customer(name="𠮷田 太郎", kind="person", parent_id=parent.customer.id)
    deleted = customers.save(clerk, CustomerChange(customer=replace(person, gender="male")))
    customers.delete(clerk, [deleted.customer.id or 0])
    database.close()


def keep() -> Path:
    """Keep what the program makes today, unless this revision is kept already."""
    kept = FOLDER / f"{CURRENT_REVISION}.sql"
    if kept.exists():
        raise FileExistsError(kept)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.db"
        fill(path)
        with closing(sqlite3.connect(path)) as connection:
            kept.write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")
    return kept


if __name__ == "__main__":
    sys.stdout.write(f"{keep()}\n")
