"""The customer list and the result of a query: one line a customer, with the total."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.criteria import CRITERIA_LABELS, Criteria
from crm_desktop.domain.fields import CUSTOMER_FIELDS, OTHER_LABELS, by_name
from crm_desktop.domain.money import ZERO, format_money
from crm_desktop.domain.records import CustomerRow
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.columns import Column, number_column
from crm_desktop.reports.fonts import FontLibrary
from crm_desktop.reports.output import Target, write
from crm_desktop.reports.page import Paper
from crm_desktop.reports.table import draw_table
from crm_desktop.reports.values import code_label, criteria_line, place, shown

FIELDS = by_name(CUSTOMER_FIELDS)


def customer_list(
    target: Target,
    rows: Iterable[CustomerRow],
    header: ReportHeader,
    labels: Labels,
    *,
    criteria: Iterable[str] = (),
    library: FontLibrary | None = None,
) -> ReportResult:
    """Write the list of customers as a PDF, in the language in force.

    `rows` are taken one by one and may come from a generator. `criteria` are lines that say which
    customers these are, where they are not all. Raises FileNotWritable, FontMissing.
    """

    def draw(file: BinaryIO) -> ReportResult:
        title = translate("Reports", "Customer list")
        lines = tuple(criteria)
        paper = Paper(file, header, title, lines, across=True, library=library)
        nothing = (
            translate("Reports", "No customers match.")
            if lines
            else translate("Reports", "There are no customers yet.")
        )
        _draw_customers(paper, rows, labels, nothing)
        return paper.finish()

    return write(target, draw)


def query_result(
    target: Target,
    rows: Iterable[CustomerRow],
    criteria: Criteria,
    header: ReportHeader,
    labels: Labels,
    *,
    name: str = "",
    library: FontLibrary | None = None,
) -> ReportResult:
    """Write what a query found, with its criteria spelled out; `name` is a saved query's.

    Otherwise like `customer_list`.
    """

    def draw(file: BinaryIO) -> ReportResult:
        title = translate("Reports", "Query result")
        lines = [name, criteria_line(criteria, labels)]
        paper = Paper(file, header, title, [x for x in lines if x], across=True, library=library)
        _draw_customers(paper, rows, labels, translate("Reports", "No customers match."))
        return paper.finish()

    return write(target, draw)


def _draw_customers(
    paper: Paper, rows: Iterable[CustomerRow], labels: Labels, nothing: str
) -> None:
    columns = (
        Column(show(FIELDS["customer_no"].label), 0.7),
        Column(show(FIELDS["name"].label), 2.6),
        Column(show(FIELDS["status"].label), 0.8),
        Column(show(FIELDS["level"].label), 0.8),
        Column(show(CRITERIA_LABELS["location"]), 1.4),
        Column(show(FIELDS["product_category_id"].label), 1.1),
        Column(show(FIELDS["owner_id"].label), 0.9),
        Column(show(OTHER_LABELS["primary_contact"]), 1.0),
        Column(show(FIELDS["phone"].label), 1.2),
        Column(show(OTHER_LABELS["last_payment_on"]), whole=True),
        number_column(show(OTHER_LABELS["total_paid"])),
    )
    count, total = 0, ZERO

    def cells() -> Iterator[tuple[str, ...]]:
        nonlocal count, total
        for row in rows:
            count, total = count + 1, total + row.total_paid
            yield _cells(row, labels)

    def totals() -> tuple[str, ...]:
        number = translate("Reports", "Customers: {n}").format(n=f"{count:,}")
        blanks = [""] * (len(columns) - 3)
        return translate("Reports", "Total"), number, *blanks, format_money(total)

    if draw_table(paper, columns, cells(), totals=totals) == 0:
        paper.notice(nothing)


def _cells(row: CustomerRow, labels: Labels) -> tuple[str, ...]:
    return (
        row.customer_no,
        row.name,
        code_label(labels, "status", row.status),
        code_label(labels, "level", row.level),
        place(row.country, row.province, row.city),
        row.category_name,
        row.owner_name,
        row.primary_contact,
        row.phone or row.mobile or row.primary_contact_phone,
        shown(row.last_payment_on),
        format_money(row.total_paid),
    )
