"""A customer list as PDF, ours or ReportLab's plainest: `python -m bench.paper KIND ROWS FILE`.

Prints the seconds it took and how much more memory the process needed for it, in megabytes.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from bench.company import Company
from bench.memory import most_resident, resident
from bench.words import CATEGORIES
from crm_desktop.domain.codes import INITIAL_ITEMS, Labels
from crm_desktop.domain.records import CustomerRow
from crm_desktop.domain.report import ReportHeader
from crm_desktop.infra.i18n import CHINESE, set_language

LABELS = Labels(items={(item.list, item.code): item for item in INITIAL_ITEMS})
HEADER = ReportHeader(
    printed_by="测量", printed_at=datetime(2026, 1, 5, 9, tzinfo=UTC), company_name="测量有限公司"
)
WIDTHS = (56, 165, 50, 56, 90, 60, 55, 55, 76, 62, 62)


def customer_rows(count: int) -> Iterator[CustomerRow]:
    """Yield lines of the list, made of the company's rows."""
    for block in Company(count).blocks(500):
        contacts = [row for _, row in block.contacts if row["is_primary"]]
        for number, (row, contact) in enumerate(zip(block.customers, contacts, strict=True)):
            yield CustomerRow(
                id=number,
                customer_no=row["customer_no"],
                name=row["name"],
                status=row["status"],
                level=row["level"],
                country=row["country"],
                province=row["province"],
                city=row["city"],
                category_name=CATEGORIES[row["product_category_id"] - 1],
                owner_name=f"业务员{row['owner_id']}",
                primary_contact=contact["name"],
                phone=row["phone"] or row["mobile"],
                last_payment_on=date(2025, 1 + number % 12, 1 + number % 28),
                total_paid=Decimal(number * 997).scaleb(-2),
            )


def ours(rows: Iterable[CustomerRow], path: Path) -> None:
    """Write the list as the program does."""
    from crm_desktop.reports.customer_list import customer_list

    customer_list(path, rows, HEADER, LABELS)


def plain(rows: Iterable[CustomerRow], path: Path) -> None:
    """Write the same cells with a LongTable: fixed widths, nothing wrapped, no page numbers."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

    from crm_desktop.infra.paths import resource
    from crm_desktop.reports.customer_list import _cells

    pdfmetrics.registerFont(TTFont("Plain", str(resource("fonts", "NotoSansSC-Regular.ttf"))))
    cells = [_cells(row, LABELS) for row in rows]
    table = LongTable([["…"] * len(WIDTHS), *cells], colWidths=WIDTHS, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), "Plain", 8.5),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#cccccc"),
                ("ALIGN", (-1, 0), (-1, -1), "RIGHT"),
            ]
        )
    )
    SimpleDocTemplate(str(path), pagesize=landscape(A4), leftMargin=20, rightMargin=20).build(
        [table]
    )


def main(kind: str, count: int, path: Path) -> None:
    """Write the list once on rows that are there, and tell what it took."""
    set_language(CHINESE)
    write = ours if kind == "ours" else plain
    write(customer_rows(10), path)  # fonts and modules are loaded
    path.unlink()
    # Ours takes rows as they come; what it is given beforehand must not count as its memory.
    rows = list(customer_rows(count)) if kind != "streamed" else customer_rows(count)
    write = ours if kind == "streamed" else write
    before, began = resident(), time.perf_counter()
    write(rows, path)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "memory": most_resident() - before}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
