"""An Excel file of customers, ours or XlsxWriter's: `python -m bench.sheets KIND DATABASE FILE`.

Ours reads the customers from the database as well; what XlsxWriter writes lies ready in memory.
Prints the seconds, and how much more memory the process needed, in megabytes.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.database import opened
from bench.exported import COLUMNS, EXPORTED
from bench.memory import most_resident, resident
from crm_desktop.infra.i18n import CHINESE, language, set_language
from crm_desktop.services import lists, query, transfer_out
from crm_desktop.services.context import ServiceContext

_CODES = ("status", "level")


def ours(context: ServiceContext, path: Path) -> Callable[[], object]:
    """Return what exports through the service, with progress as the window asks for it."""

    def told(_done: int, _total: int) -> None:
        """Take the progress."""

    return lambda: transfer_out.export_customers(
        context, path, EXPORTED, columns=COLUMNS, progress=told
    )


def plain(context: ServiceContext, path: Path) -> Callable[[], object]:
    """Return what writes the same cells with XlsxWriter alone."""
    labels = lists.labels(context)
    rows = [
        [
            labels.label(name, getattr(row, name), language())
            if name in _CODES
            else getattr(row, name)
            for name in COLUMNS
        ]
        for row in query.rows(context, EXPORTED)
    ]
    return lambda: _write(path, rows)


def _write(path: Path, rows: list[list[Any]]) -> None:
    from xlsxwriter import Workbook

    workbook = Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
    sheet = workbook.add_worksheet()
    money = workbook.add_format({"num_format": "#,##0.00"})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    sheet.write_string(number, column, value)
            elif isinstance(value, Decimal):
                sheet.write_number(number, column, value, money)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
    workbook.close()


def main(kind: str, database: Path, path: Path) -> None:
    """Write the file once and tell what it took."""
    set_language(CHINESE)
    with opened(database) as context:
        query.page(context)  # what has to be loaded is loaded
        work = (ours if kind == "ours" else plain)(context, path)
        before, began = resident(), time.perf_counter()
        work()
        seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "memory": most_resident() - before}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
