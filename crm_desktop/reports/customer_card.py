"""The customer card: all about one customer, with contacts and payments."""

from collections.abc import Iterator
from typing import BinaryIO

from crm_desktop.domain.codes import Labels, PaymentKind
from crm_desktop.domain.fields import (
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    OTHER_LABELS,
    PAYMENT_FIELDS,
    Field,
    FieldGroup,
    FieldKind,
    by_name,
)
from crm_desktop.domain.money import format_money
from crm_desktop.domain.records import Contact, CustomerDetails, Payment
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.blocks import Figure, Labelled, draw_fields, draw_figures
from crm_desktop.reports.colours import MUTED
from crm_desktop.reports.columns import Column, number_column
from crm_desktop.reports.fonts import FontLibrary
from crm_desktop.reports.output import Target, write
from crm_desktop.reports.page import SMALL, Paper
from crm_desktop.reports.table import draw_table
from crm_desktop.reports.values import code_label, field_value, joined, labelled, shown

CONTACT = by_name(CONTACT_FIELDS)
PAYMENT = by_name(PAYMENT_FIELDS)
# What stands in the heading of the card rather than among its fields.
IN_HEADING = frozenset({"customer_no", "name"})
# What of a contact has no column of its own.
FURTHER = ("birthday", "hobby", "address", "postal_code", "remark")
NOTICE_ROOM = 60.0


def customer_card(
    target: Target,
    details: CustomerDetails,
    header: ReportHeader,
    labels: Labels,
    *,
    library: FontLibrary | None = None,
) -> ReportResult:
    """Write a customer's card as a PDF, in the language in force; empty fields are left out.

    Raises FileNotWritable, FontMissing.
    """

    def draw(file: BinaryIO) -> ReportResult:
        customer = details.customer
        subject = joined([customer.customer_no, customer.name], " ")
        title = translate("Reports", "Customer card")
        paper = Paper(file, header, title, subtitle=subject, library=library)
        draw_figures(paper, list(_figures(details, labels)))
        for group in FieldGroup:
            fields = list(_fields(details, group, labels))
            if fields:
                draw_fields(paper, show(group.value), fields)
        _draw_contacts(paper, details)
        _draw_payments(paper, details, labels)
        return paper.finish()

    return write(target, draw)


def _figures(details: CustomerDetails, labels: Labels) -> Iterator[Figure]:
    customer = details.customer
    nothing = translate("Reports", "None")
    yield Figure(show(OTHER_LABELS["total_paid"]), format_money(details.total_paid))
    last = shown(details.last_payment_on)
    yield Figure(show(OTHER_LABELS["last_payment_on"]), last or nothing)
    fields = by_name(CUSTOMER_FIELDS)
    status = code_label(labels, "status", customer.status)
    yield Figure(show(fields["status"].label), status or nothing)
    yield Figure(show(fields["owner_id"].label), details.owner_name or nothing)


def _fields(details: CustomerDetails, group: FieldGroup, labels: Labels) -> Iterator[Labelled]:
    for field in CUSTOMER_FIELDS:
        if field.group is group and field.name not in IN_HEADING:
            text = _text(details, field, labels)
            if text:
                yield Labelled(show(field.label), text, field.kind is FieldKind.LONG_TEXT)


def _text(details: CustomerDetails, field: Field, labels: Labels) -> str:
    if field.kind is FieldKind.CATEGORY:
        return details.category_name
    if field.kind is FieldKind.OWNER:
        return details.owner_name
    if field.kind is FieldKind.CUSTOMER:
        return joined([details.parent_no, details.parent_name], " ")
    return field_value(field, getattr(details.customer, field.name), labels)


def _draw_contacts(paper: Paper, details: CustomerDetails) -> None:
    title = show(OTHER_LABELS["contacts"])
    if not details.contacts:
        paper.heading(title, NOTICE_ROOM)
        paper.notice(translate("Reports", "This customer has no contacts."))
        return
    columns = (
        Column(show(CONTACT["name"].label), 1.2),
        Column(show(CONTACT["job_title"].label), 1.1),
        Column(show(CONTACT["phone"].label), 1.3),
        Column(show(CONTACT["email"].label), 1.6),
        Column(show(CONTACT["remark"].label), 2.2),
    )
    rows = (_contact_cells(contact) for contact in details.contacts)
    draw_table(paper, columns, rows, title=title)
    paper.y += 14


def _contact_cells(contact: Contact) -> tuple[str, ...]:
    primary = show(CONTACT["is_primary"].label) if contact.is_primary else ""
    chats = [
        labelled(show(CONTACT[name].label), getattr(contact, name))
        for name in ("wechat", "qq")
        if getattr(contact, name)
    ]
    further = [
        text if name == "remark" else labelled(show(CONTACT[name].label), text)
        for name in FURTHER
        if (text := shown(getattr(contact, name)))
    ]
    return (
        joined([contact.name, primary and f"({primary})"], "\n"),
        joined([contact.department, contact.job_title], "\n"),
        joined([contact.phone, contact.mobile], "\n"),
        joined([contact.email, *chats], "\n"),
        joined(further, "\n"),
    )


def _draw_payments(paper: Paper, details: CustomerDetails, labels: Labels) -> None:
    title = show(OTHER_LABELS["payments"])
    if not details.payments:
        paper.heading(title, NOTICE_ROOM)
        paper.notice(translate("Reports", "This customer has paid nothing yet."))
        return
    columns = (
        Column(show(PAYMENT["paid_on"].label), whole=True),
        Column(show(PAYMENT["payment_no"].label), 0.9),
        Column(show(PAYMENT["kind"].label), 0.7),
        Column(show(PAYMENT["method"].label), 0.9),
        Column(show(PAYMENT["product_category_id"].label), 1.0),
        Column(show(PAYMENT["remark"].label), 2.0),
        number_column(show(PAYMENT["amount"].label)),
    )
    counted = sum(not payment.is_void for payment in details.payments)

    def totals() -> tuple[str, ...]:
        number = translate("Reports", "Entries: {n}").format(n=f"{counted:,}")
        total = format_money(details.total_paid)
        return translate("Reports", "Total"), number, "", "", "", "", total

    rows = (_payment_cells(payment, labels) for payment in details.payments)
    draw_table(paper, columns, rows, title=title, totals=totals)
    if counted < len(details.payments):
        paper.y += 4
        paper.paragraph(translate("Reports", "Void entries do not count."), SMALL, MUTED)


def _payment_cells(payment: Payment, labels: Labels) -> tuple[str, ...]:
    amount = payment.amount
    if amount is not None and payment.kind == PaymentKind.REFUND:
        amount = -amount
    kind = code_label(labels, "payment_kind", payment.kind)
    void = translate("Reports", "Void") if payment.is_void else ""
    further = [
        labelled(show(PAYMENT[name].label), getattr(payment, name))
        for name in ("invoice_no", "received_by")
        if getattr(payment, name)
    ]
    reason = labelled(void, payment.void_reason) if payment.void_reason else ""
    return (
        shown(payment.paid_on),
        payment.payment_no,
        joined([kind, void and f"({void})"], "\n"),
        code_label(labels, "payment_method", payment.method),
        labels.category(payment.product_category_id),
        joined([*further, payment.remark, reason], "\n"),
        f"({shown(amount)})" if payment.is_void else shown(amount),
    )
