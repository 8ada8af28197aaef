"""The contact list: one line a contact person, with the customer it speaks for."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from crm_desktop.domain.fields import CONTACT_FIELDS, CUSTOMER_FIELDS, by_name
from crm_desktop.domain.records import ContactRow
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.columns import Column
from crm_desktop.reports.fonts import FontLibrary
from crm_desktop.reports.output import Target, write
from crm_desktop.reports.page import Paper
from crm_desktop.reports.table import draw_table

FIELDS = by_name(CONTACT_FIELDS)
CUSTOMER = by_name(CUSTOMER_FIELDS)


def contact_list(
    target: Target,
    rows: Iterable[ContactRow],
    header: ReportHeader,
    *,
    criteria: Iterable[str] = (),
    library: FontLibrary | None = None,
) -> ReportResult:
    """Write the list of contacts as a PDF, in the language in force.

    `criteria` are lines that say which contacts these are. Raises FileNotWritable, FontMissing.
    """

    def draw(file: BinaryIO) -> ReportResult:
        title = translate("Reports", "Contact list")
        paper = Paper(file, header, title, tuple(criteria), across=True, library=library)
        _draw_contacts(paper, rows)
        return paper.finish()

    return write(target, draw)


def _draw_contacts(paper: Paper, rows: Iterable[ContactRow]) -> None:
    columns = (
        Column(show(CUSTOMER["customer_no"].label), 0.7),
        Column(show(CUSTOMER["name"].label), 2.4),
        Column(show(FIELDS["name"].label), 1.2),
        Column(show(FIELDS["is_primary"].label), 0.7),
        Column(show(FIELDS["department"].label), 1.0),
        Column(show(FIELDS["job_title"].label), 1.0),
        Column(show(FIELDS["phone"].label), 1.2),
        Column(show(FIELDS["mobile"].label), 1.2),
        Column(show(FIELDS["email"].label), 2.0),
        Column(show(FIELDS["wechat"].label), 0.9),
        Column(show(FIELDS["qq"].label), 0.8),
    )
    count = 0

    def cells() -> Iterator[tuple[str, ...]]:
        nonlocal count
        for row in rows:
            count += 1
            yield _cells(row)

    def totals() -> tuple[str, ...]:
        number = translate("Reports", "Contacts: {n}").format(n=f"{count:,}")
        return translate("Reports", "Total"), number, *([""] * (len(columns) - 2))

    if draw_table(paper, columns, cells(), totals=totals) == 0:
        paper.notice(translate("Reports", "There are no contacts."))


def _cells(row: ContactRow) -> tuple[str, ...]:
    contact = row.contact
    return (
        row.customer_no,
        row.customer_name,
        contact.name,
        translate("Reports", "Yes") if contact.is_primary else "",
        contact.department,
        contact.job_title,
        contact.phone,
        contact.mobile,
        contact.email,
        contact.wechat,
        contact.qq,
    )
