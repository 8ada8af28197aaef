"""A file of customers to import, made of the company's rows."""

import csv
from collections.abc import Iterator
from pathlib import Path

from bench.company import Company, Row
from bench.words import CATEGORIES

COLUMNS = (
    "name",
    "short_name",
    "kind",
    "status",
    "level",
    "source",
    "industry",
    "country",
    "province",
    "city",
    "district",
    "address",
    "phone",
    "mobile",
    "email",
)
CONTACT_COLUMNS = ("name", "job_title", "phone", "mobile")


def write_customers(path: Path, rows: int) -> None:
    """Write that many customers with a contact each, owners and categories by name."""
    company = Company(rows)
    head = [*COLUMNS, "owner", "product_category", *(f"contact_{x}" for x in CONTACT_COLUMNS)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for customer, contact in _pairs(company):
            owner = customer["owner_id"]
            writer.writerow(
                [
                    *(customer[column] for column in COLUMNS),
                    "bench" if owner == 1 else f"clerk{owner}",
                    CATEGORIES[customer["product_category_id"] - 1],
                    *(contact[column] for column in CONTACT_COLUMNS),
                ]
            )


def _pairs(company: Company) -> Iterator[tuple[Row, Row]]:
    for block in company.blocks(500):
        primary = (row for _, row in block.contacts if row["is_primary"])
        yield from zip(block.customers, primary, strict=True)
