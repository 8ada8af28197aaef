"""Exports: what is written, that it comes back unchanged, and that it harms nobody."""

import csv
import errno
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.errors import Cancelled, FileNotWritable, NotSignedIn
from crm_desktop.domain.periods import Period
from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerRow, Payment
from crm_desktop.domain.statistics import Breakdown
from crm_desktop.infra import i18n
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.services import customers, lists, payments, query
from crm_desktop.services import transfer_writers as writers
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.statistics import statistics
from crm_desktop.services.transfer_in import import_customers, import_payments
from crm_desktop.services.transfer_out import (
    export_contacts,
    export_customers,
    export_payments,
    write_payments,
)
from crm_desktop.services.transfer_statistics import export_statistics
from tests.databases import ADMINISTRATOR, FixedClock, acting, copy_database

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
NASTY = '=HYPERLINK("http://x")'


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.set_language(i18n.CHINESE)
    yield
    i18n.set_language(i18n.ENGLISH)


@pytest.fixture
def context(administrator: ServiceContext) -> ServiceContext:
    category = lists.save_category(administrator, ProductCategory(name="饮料"))
    customers.save(
        administrator,
        CustomerChange(
            customer=Customer(
                customer_no="A1",
                name="重庆火锅𠮷",
                short_name=NASTY,
                kind="person",
                status="active",
                level="vip",
                phone="+86 138 0013 8000",
                product_category_id=category.id,
                owner_id=2,
                campaign_response="-1",
                employees=12,
                annual_revenue=Decimal("1000000.50"),
                birthday=date(1990, 1, 31),
                remark="first line\nsecond, line",
            ),
            contacts=(
                Contact(name="Bob", phone="123456"),
                Contact(name="@Ann", is_primary=True, birthday=date(1980, 2, 29), job_title="-x"),
            ),
            payments=(
                Payment(paid_on=date(2026, 1, 31), amount=Decimal("0.10"), method="cash"),
                Payment(paid_on=date(2026, 2, 1), amount=Decimal("1234.50"), kind="refund"),
                Payment(paid_on=date(2026, 2, 2), amount=Decimal("7"), invoice_no="-1"),
            ),
        ),
    )
    parent = customers.open_by_number(administrator, "A1").customer.id
    customers.save(
        administrator,
        CustomerChange(customer=Customer(customer_no="A2", name="Second", parent_id=parent)),
    )
    last = list(query.payment_rows(administrator))[-1].payment
    assert last.id is not None and last.version is not None
    payments.void(administrator, last.id, last.version, "+typed twice")
    return administrator


def read_csv(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_excel(path: Path) -> list[list[Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(path)
    rows = [list(row) for row in workbook.worksheets[0].iter_rows(values_only=True)]
    workbook.close()
    return rows


@pytest.fixture
def empty(database_template: Path, tmp_path: Path) -> Iterator[ServiceContext]:
    database = copy_database(database_template, tmp_path / "empty.db")
    yield acting(database, ADMINISTRATOR, FixedClock())
    database.close()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_was_exported_comes_back(
    context: ServiceContext, empty: ServiceContext, tmp_path: Path, suffix: str
) -> None:
    customer_file, payment_file = tmp_path / f"c.{suffix}", tmp_path / f"p.{suffix.upper()}"
    assert export_customers(context, customer_file) == 2
    assert export_payments(context, payment_file) == 3
    result = import_customers(empty, customer_file, {}, create_missing=True)
    assert (result.created, result.contacts, result.unknown_columns) == (2, 1, ())
    assert import_payments(empty, payment_file).unknown_columns == ()

    before = [row._replace(id=0) for row in query.rows(context)]
    assert [row._replace(id=0) for row in query.rows(empty)] == before
    old, new = (customers.open_by_number(each, "A1") for each in (context, empty))
    ours = ("id", "version", "stamp", "owner_id", "product_category_id", "proposed_no")
    same = {name: None for name in ours}
    assert replace(new.customer, **same) == replace(old.customer, **same)
    assert customers.open_by_number(empty, "A2").parent_no == "A1"
    assert [p.void_reason for p in new.payments] == [p.void_reason for p in old.payments]
    assert new.contacts[0].job_title == "-x"


def test_formulas_are_texts_in_csv_files(context: ServiceContext, tmp_path: Path) -> None:
    export_customers(context, tmp_path / "c.csv")
    row = read_csv(tmp_path / "c.csv")[0]
    assert row["short_name"] == f"'{NASTY}"
    assert (row["phone"], row["contact_name"]) == ("'+86 138 0013 8000", "'@Ann")
    # Amounts are numbers, not texts.
    assert (row["total_paid"], row["annual_revenue"]) == ("-1234.40", "1000000.50")


def test_excel_files_have_real_values(context: ServiceContext, tmp_path: Path) -> None:
    export_customers(context, tmp_path / "c.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(tmp_path / "c.xlsx")
    sheet = workbook.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    cells = {name: sheet.cell(2, column) for name, column in heads.items() if column}
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    assert (cells["short_name"].value, cells["short_name"].data_type) == (NASTY, "s")
    assert cells["birthday"].value == datetime(1990, 1, 31)
    assert cells["annual_revenue"].value == 1000000.5
    assert cells["annual_revenue"].number_format == "#,##0.00"
    assert cells["employees"].value == 12
    assert isinstance(cells["created_at"].value, datetime)
    workbook.close()


def test_a_list_as_it_is_on_screen(context: ServiceContext, tmp_path: Path, chinese: None) -> None:
    columns = [field for field in CustomerRow._fields if field != "id"]
    count = export_customers(
        context, tmp_path / "c.csv", Criteria(number="a1"), SortOrder("name"), columns
    )
    assert count == 1
    (row,) = read_csv(tmp_path / "c.csv")
    assert (row["客户名称"], row["客户级别"] if "客户级别" in row else row["级别"]) == (
        "重庆火锅𠮷",
        "重点客户",
    )
    assert len(row) == len(columns)
    assert {"个人", "合作", "饮料", "Clerk"} <= set(row.values())


def test_contacts_with_names_or_labels(context: ServiceContext, tmp_path: Path) -> None:
    assert export_contacts(context, tmp_path / "k.csv") == 2
    first, second = read_csv(tmp_path / "k.csv")
    assert (first["name"], first["is_primary"], first["customer_no"]) == ("'@Ann", "1", "A1")
    assert (second["name"], second["is_primary"]) == ("Bob", "0")
    export_contacts(context, tmp_path / "k.xlsx", labelled=True)
    head, first_row, _ = read_excel(tmp_path / "k.xlsx")
    assert head[:4] == ["Customer number", "Customer name", "Contact name", "Primary"]
    assert first_row[:4] == ["A1", "重庆火锅𠮷", "@Ann", "Yes"]


def test_payments_with_names_or_labels(context: ServiceContext, tmp_path: Path) -> None:
    export_payments(context, tmp_path / "p.csv")
    rows = read_csv(tmp_path / "p.csv")
    assert [row["kind"] for row in rows] == ["payment", "refund", "payment"]
    assert [row["amount"] for row in rows] == ["0.10", "1234.50", "7.00"]
    assert (rows[2]["void_reason"], rows[0]["paid_on"]) == ("'+typed twice", "2026-01-31")

    export_payments(context, tmp_path / "l.xlsx", Criteria(paid_to=date(2026, 1, 31)), True)
    head, row = read_excel(tmp_path / "l.xlsx")
    shown = dict(zip(head, row, strict=True))
    assert (shown["Kind"], shown["Method"], shown["Amount"]) == ("Payment", "Cash", 0.1)


def test_payments_shown_on_screen_can_be_imported(
    context: ServiceContext, empty: ServiceContext, tmp_path: Path
) -> None:
    found = tuple(query.payment_rows(context))
    assert write_payments(tmp_path / "w.csv", found, lists.labels(context)) == 3
    export_customers(context, tmp_path / "c.csv")
    import_customers(empty, tmp_path / "c.csv", {}, create_missing=True)
    result = import_payments(empty, tmp_path / "w.csv")
    assert result.unknown_columns == ("Customer name",)
    again = [(r.payment.revenue, r.payment.void_reason) for r in query.payment_rows(empty)]
    assert again == [(r.payment.revenue, r.payment.void_reason) for r in found]


def test_progress_and_cancelling(context: ServiceContext, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export_customers(context, tmp_path / "c.csv", progress=lambda *step: told.append(step))
    assert told == [(2, 2)]
    export_contacts(context, tmp_path / "k.csv", progress=lambda *step: told.append(step))
    assert told[1:] == [(2, 0)]
    path = tmp_path / "c.xlsx"
    path.write_text("as it was")
    token = CancelToken()
    token.cancel()
    with token.active(), pytest.raises(Cancelled):
        export_customers(context, path)
    assert path.read_text() == "as it was"
    assert not [name for name in tmp_path.iterdir() if name.suffix == ".tmp"]


def test_files_that_cannot_be_written(context: ServiceContext, tmp_path: Path) -> None:
    for name, reason in (
        ("c.pdf", "must end in"),
        ("nowhere/c.csv", "no such file or folder"),
        ("nowhere/c.xlsx", "no such file or folder"),
    ):
        with pytest.raises(FileNotWritable, match=reason):
            export_customers(context, tmp_path / name)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(FileNotWritable):
        export_customers(context, tmp_path / "folder.csv")


def test_a_full_sheet_is_said(
    context: ServiceContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "EXCEL_ROWS", 2)
    with pytest.raises(FileNotWritable, match=r"ends in \.csv"):
        export_customers(context, tmp_path / "c.xlsx")
    assert not (tmp_path / "c.xlsx").exists()


def test_exporting_needs_somebody_signed_in(context: ServiceContext, tmp_path: Path) -> None:
    nobody = ServiceContext(context.database, clock=context.clock)
    for run in (export_customers, export_contacts, export_payments):
        with pytest.raises(NotSignedIn):
            run(nobody, tmp_path / "x.csv")


@pytest.mark.parametrize("by", list(Breakdown))
def test_statistics_as_files(context: ServiceContext, tmp_path: Path, by: Breakdown) -> None:
    found, labels = statistics(context, YEAR, by), lists.labels(context)
    for name in ("s.csv", "s.xlsx"):
        assert export_statistics(tmp_path / name, found, labels) == len(found.rows)
    head, *rows, total = read_excel(tmp_path / "s.xlsx")
    label, revenue = (1, 3) if by is Breakdown.CUSTOMER else (0, 2)
    assert head[revenue] == "Revenue"
    assert sum(Decimal(str(row[revenue])) for row in rows) == Decimal("-1234.40")
    assert (total[0], total[revenue - 1], total[revenue]) == ("Total", 2, -1234.4)
    assert all(row[label] for row in rows)
    with (tmp_path / "s.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file))
    assert [row[label] for row in written[1:]] == [row[label] or "" for row in [*rows, total]]
    assert written[-1][revenue] == "-1234.40"


def test_statistics_have_a_native_chart(
    context: ServiceContext, tmp_path: Path, chinese: None
) -> None:
    from zipfile import ZipFile

    labels = lists.labels(context)
    for by, kind in (
        (Breakdown.MONTH, "barChart"),
        (Breakdown.DAY, "lineChart"),
        (Breakdown.METHOD, "barChart"),
    ):
        path = tmp_path / f"{by.value}.xlsx"
        export_statistics(path, statistics(context, YEAR, by), labels)
        with ZipFile(path) as archive:
            chart = archive.read("xl/charts/chart1.xml").decode()
        assert f"<c:{kind}>" in chart
        assert "收入统计" in chart
        assert chart.count("<c:ser>") == 3


def test_statistics_without_payments(empty: ServiceContext, tmp_path: Path) -> None:
    found = statistics(empty, YEAR, Breakdown.CUSTOMER)
    assert export_statistics(tmp_path / "s.xlsx", found, lists.labels(empty)) == 0
    assert len(read_excel(tmp_path / "s.xlsx")) == 2


def test_a_list_value_that_was_renamed(context: ServiceContext, tmp_path: Path) -> None:
    item = next(i for i in lists.code_items(context, "level") if i.code == "vip")
    lists.save_code_item(context, replace(item, label_en="Gold / [A]*"))
    found = statistics(context, YEAR, Breakdown.LEVEL)
    export_statistics(tmp_path / "s.csv", found, lists.labels(context))
    assert read_csv(tmp_path / "s.csv")[0]["Customer level"] == "Gold / [A]*"
    assert writers.sheet_name("[]:*?/\\") == "1"


def test_a_full_disk_is_said(
    context: ServiceContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    usual = Workbook.close

    def full(workbook: Workbook) -> None:
        usual(workbook)
        raise FileCreateError(OSError(errno.ENOSPC, "No space left on device"))

    monkeypatch.setattr(Workbook, "close", full)
    with pytest.raises(FileNotWritable, match="The disk is full"):
        export_customers(context, tmp_path / "c.xlsx")
    assert not (tmp_path / "c.xlsx").exists()
