"""The five reports, read back from the PDF in both languages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from pypdf import PdfReader

from crm_desktop.domain.codes import INITIAL_ITEMS, CustomerKind, Labels, PaymentKind
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.money import ZERO, format_money
from crm_desktop.domain.periods import Period
from crm_desktop.domain.records import (
    Contact,
    ContactRow,
    Customer,
    CustomerDetails,
    CustomerRow,
    Payment,
)
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.infra.cancellation import CancelledWork, CancelToken
from crm_desktop.infra.i18n import CHINESE, ENGLISH, set_language, translate
from crm_desktop.reports.contact_list import contact_list
from crm_desktop.reports.customer_card import customer_card
from crm_desktop.reports.customer_list import customer_list, query_result
from crm_desktop.reports.fonts import FontLibrary
from crm_desktop.reports.statistics import statistics_report

HEADER = ReportHeader(
    company_name="上海汇丰食品", printed_by="张伟", printed_at=datetime(2026, 3, 31, 10, 15)
)
LABELS = Labels(
    items={(item.list, item.code): item for item in INITIAL_ITEMS},
    categories={1: "饮料"},
    owners={7: "李娜"},
    show=lambda text, _: translate(text.context, text.source),
)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(autouse=True, params=[ENGLISH, CHINESE])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language(ENGLISH)


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary(folders=())


def said(language: str, english: str, chinese: str) -> str:
    return chinese if language == CHINESE else english


def pages(file: BinaryIO) -> list[str]:
    return [page.extract_text() for page in PdfReader(file).pages]


def customers(count: int) -> Iterator[CustomerRow]:
    for number in range(1, count + 1):
        yield CustomerRow(
            id=number,
            customer_no=f"C{number:06}",
            name=f"客户 {number}",
            status="active",
            level="vip",
            country="Germany" if number % 2 else "中国",
            province="" if number % 2 else "上海市",
            city="Berlin" if number % 2 else "上海市",
            category_name="饮料",
            owner_name="李娜",
            primary_contact="Maria Anders",
            phone="030-0074321",
            total_paid=Decimal("1234.50"),
            last_payment_on=date(2026, 3, 1),
        )


def test_the_customer_list(language: str, library: FontLibrary):
    file = BytesIO()
    result = customer_list(file, customers(3), HEADER, LABELS, library=library)
    (text,) = pages(file)
    assert result == ReportResult(1)
    for wanted in (
        "上海汇丰食品",
        said(language, "Customer list", "客户清单"),
        said(language, "Page 1 of 1", "第 1 页，共 1 页"),
        said(language, "Printed by 张伟, 2026-03-31 10:15", "打印：张伟，2026-03-31 10:15"),
        said(language, "Key account", "重点客户"),
        said(language, "Active", "合作"),
        "Germany Berlin",
        "C000003 客户 3",
        "2026-03-01 1,234.50",
        said(language, "Total Customers: 3", "合计 客户数：3"),
        "3,703.50",
    ):
        assert wanted in text
    assert "上海市 上海市" not in text


def test_a_list_of_some_customers_says_which(language: str, library: FontLibrary):
    file = BytesIO()
    customer_list(file, [], HEADER, LABELS, criteria=["Location: London"], library=library)
    (text,) = pages(file)
    assert "Location: London" in text
    assert said(language, "No customers match.", "没有符合条件的客户。") in text


def test_2000_customers(language: str, library: FontLibrary):
    file = BytesIO()
    result = customer_list(file, customers(2000), HEADER, LABELS, library=library)
    texts = pages(file)
    assert result.pages == len(texts)
    numbers = [number for text in texts for number in re.findall(r"C\d{6}", text)]
    assert numbers == [f"C{number:06}" for number in range(1, 2001)]
    assert all(said(language, "Last payment", "最近付款") in text for text in texts)
    assert "2,469,000.00" in texts[-1]
    assert said(language, "Customers: 2,000", "客户数：2,000") in texts[-1].replace("\n", " ")


def test_sheets_are_written_while_the_rows_come_in(library: FontLibrary) -> None:
    file, sizes = BytesIO(), []

    def watched() -> Iterator[CustomerRow]:
        for row in customers(2000):
            sizes.append(file.tell())
            yield row

    customer_list(file, watched(), HEADER, LABELS, library=library)
    assert sizes[1999] > sizes[1000] > sizes[600] > sizes[0]
    assert len(PdfReader(file).pages) > 50


def test_a_query_result_spells_its_criteria_out(language: str, library: FontLibrary):
    criteria = Criteria(
        location="London",
        kind="company",
        status="active",
        owner_id=7,
        paid_from=date(2025, 1, 1),
        anything=" ",
    )
    file = BytesIO()
    query_result(file, customers(1), criteria, HEADER, LABELS, name="Good ones", library=library)
    (text,) = pages(file)
    assert said(
        language,
        "Location: London · Kind: Company · Status: Active · Owner: 李娜 · Paid from: 2025-01-01",
        "所在地：London · 类型：企业 · 状态：合作 · 业务员：李娜 · 付款日期从：2025-01-01",
    ) in text.replace("\n", " ")
    assert "Good ones" in text
    assert said(language, "Query result", "查询结果") in text


def test_an_unknown_owner_is_named_by_its_number(library: FontLibrary):
    file = BytesIO()
    query_result(file, [], Criteria(owner_id=99), HEADER, LABELS, library=library)
    assert "99" in pages(file)[0]


def test_empty_lists_say_so(language: str, library: FontLibrary):
    file = BytesIO()
    query_result(file, [], Criteria(name="x"), HEADER, LABELS, library=library)
    assert said(language, "No customers match.", "没有符合条件的客户。") in pages(file)[0]
    file = BytesIO()
    customer_list(file, [], HEADER, LABELS, library=library)
    assert said(language, "There are no customers yet.", "还没有客户。") in pages(file)[0]
    file = BytesIO()
    contact_list(file, [], HEADER, library=library)
    assert said(language, "There are no contacts.", "没有联系人。") in pages(file)[0]


def test_the_contact_list(language: str, library: FontLibrary):
    contact = Contact(
        name="王秀英",
        is_primary=True,
        department="采购部",
        job_title="经理",
        mobile="13800001111",
        email="wang@example.com",
    )
    rows = [
        ContactRow(contact=contact, customer_no="C000001", customer_name="一百"),
        ContactRow(
            contact=replace(contact, name="刘强", is_primary=False),
            customer_no="C000001",
            customer_name="一百",
        ),
    ]
    file = BytesIO()
    contact_list(file, rows, HEADER, criteria=["only these"], library=library)
    (text,) = pages(file)
    for wanted in (
        said(language, "Contact list", "联系人清单"),
        "only these",
        said(language, "王秀英 Yes 采购部 经理", "王秀英 是 采购部 经理"),
        "刘强 采购部",
        "wang@example.com",
        said(language, "Contacts: 2", "联系人数：2"),
    ):
        assert wanted in text


def details(**changes: object) -> CustomerDetails:
    customer = Customer(
        customer_no="C000001",
        name="上海市第一百货商店",
        status="active",
        level="vip",
        city="上海市",
        employees=1250,
        annual_revenue=Decimal("125000000"),
        remark="春节前订货量最大。\n月底对账。",
    )
    contacts = (
        Contact(
            name="王秀英",
            is_primary=True,
            department="采购部",
            job_title="经理",
            phone="021-6322",
            wechat="wxy",
            birthday=date(1980, 5, 1),
            remark="先看样品",
        ),
    )
    payment = Payment(
        payment_no="P1",
        paid_on=date(2026, 1, 5),
        amount=Decimal("1000.50"),
        method="transfer",
        product_category_id=1,
        invoice_no="FP1",
        received_by="李娜",
    )
    payments = (
        payment,
        replace(payment, payment_no="P2", kind=PaymentKind.REFUND, amount=Decimal("200")),
        replace(
            payment,
            payment_no="P3",
            amount=Decimal("9999"),
            voided_at=datetime(2026, 2, 1),
            void_reason="输错",
        ),
    )
    found = CustomerDetails(
        customer=customer,
        contacts=contacts,
        payments=payments,
        owner_name="李娜",
        parent_no="C000007",
        parent_name="百联",
        category_name="饮料",
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def test_the_customer_card(language: str, library: FontLibrary):
    file = BytesIO()
    customer_card(file, details(), HEADER, LABELS, library=library)
    text = "\n".join(pages(file))
    for wanted in (
        said(language, "Customer card", "客户卡"),
        "C000001 上海市第一百货商店",
        said(language, "Level\nKey account", "级别\n重点客户"),
        "C000007 百联",
        "1,250",
        "125,000,000.00",
        "春节前订货量最大。\n月底对账。",
        said(language, "Contacts", "联系人"),
        said(language, "(Primary)", "(主要联系人)"),
        said(language, "Birthday: 1980-05-01", "生日：1980-05-01"),
        said(language, "WeChat: wxy", "微信：wxy"),
        said(language, "Bank transfer 饮料", "银行转账 饮料"),
        said(language, "Invoice number: FP1", "发票号：FP1"),
        "1,000.50",
        "-200.00",
        "(9,999.00)",
        said(language, "(Void)", "(作废)"),
        said(language, "Void: 输错", "作废：输错"),
        said(language, "Entries: 2", "笔数：2"),
        said(language, "Void entries do not count.", "作废的记录不计入合计。"),
    ):
        assert wanted.replace("\n", " ") in text.replace("\n", " ")
    assert text.count("800.50") == 2  # the key figure and the total below the payments
    assert said(language, "Website", "网址") not in text  # nothing entered there


def test_a_card_with_hardly_anything_on_it(language: str, library: FontLibrary):
    file = BytesIO()
    customer = Customer(customer_no="C2", name="Save-a-lot", kind=CustomerKind.PERSON)
    result = customer_card(
        file, CustomerDetails(customer=customer), HEADER, LABELS, library=library
    )
    text = pages(file)[0]
    assert result.pages == 1
    assert said(language, "This customer has no contacts.", "该客户还没有联系人。") in text
    assert said(language, "This customer has paid nothing yet.", "该客户还没有付款。") in text
    assert said(language, "Person", "个人") in text


def test_long_key_figures_stay_legible(library: FontLibrary):
    name = "Maria Magdalena von und zu Hohenstein-Waldburg " * 2
    file = BytesIO()
    customer_card(file, details(owner_name=name), HEADER, LABELS, library=library)
    text = pages(file)[0]
    assert "".join(text.split()).count("".join(name.split())) == 2
    assert "800.50" in text


@pytest.mark.parametrize("lines", range(1, 30))
def test_the_title_of_a_table_is_never_alone_at_the_foot(lines: int, library: FontLibrary):
    customer = replace(details().customer, remark="\n".join(["x"] * lines))
    contact = replace(details().contacts[0], remark="\n".join(["y"] * 20))
    file = BytesIO()
    card = details(customer=customer, contacts=(contact,))
    customer_card(file, card, HEADER, LABELS, library=library)
    for text in pages(file):
        assert ("王秀英" in text) == (translate("Fields", "Contacts") in text)


def test_a_very_long_remark_goes_on_over_sheets(library: FontLibrary):
    words = [f"w{number:04}" for number in range(2500)]
    customer = replace(details().customer, remark=" ".join(words))
    contact = replace(details().contacts[0], remark="\n".join(words[:150]))
    file = BytesIO()
    card = details(customer=customer, contacts=(contact,))
    assert customer_card(file, card, HEADER, LABELS, library=library).pages > 3
    found = re.findall(r"w\d{4}", "".join(pages(file)))
    assert found == words + words[:150]


def test_a_long_value_takes_the_whole_width(library: FontLibrary):
    address = "南京东路830号" * 12
    customer = replace(details().customer, address=address)
    file = BytesIO()
    customer_card(file, details(customer=customer), HEADER, LABELS, library=library)
    assert address in pages(file)[0].replace("\n", "")


def test_rare_characters_are_named_in_the_result(library: FontLibrary):
    customer = replace(details().customer, name="𠮷野家 😀")
    file = BytesIO()
    result = customer_card(file, details(customer=customer), HEADER, LABELS, library=library)
    assert result.replaced == ("𠮷 U+20BB7", "😀 U+1F600")
    assert "𠮷野家 😀" in pages(file)[0]


def statistics(by: Breakdown, *keys: str, compared: bool = True) -> Statistics:
    rows = tuple(
        StatisticsRow(
            key=key,
            label="" if by.is_time else key,
            payments=number,
            revenue=Decimal(number * 1000) + Decimal("0.99"),
            before=Decimal(number * 500) if compared else ZERO,
            year_ago=Decimal(number * 2000) if compared else ZERO,
        )
        for number, key in enumerate(keys, 1)
    )
    if not by.is_time:
        rows = rows[::-1]  # the largest first
    return Statistics(
        period=YEAR,
        before=Period(date(2024, 7, 1), date(2024, 12, 31)),
        year_ago=YEAR.year_ago(),
        by=by,
        rows=rows,
        payments=sum(row.payments for row in rows),
        total=sum((row.revenue for row in rows), ZERO),
        total_before=sum((row.before for row in rows), ZERO),
        total_year_ago=sum((row.year_ago for row in rows), ZERO),
    )


MONTHS = tuple(f"2025-{month:02}" for month in range(1, 13))


def test_statistics_by_month(language: str, library: FontLibrary):
    file = BytesIO()
    figures = statistics(Breakdown.MONTH, *MONTHS)
    statistics_report(file, figures, HEADER, LABELS, library=library)
    (text,) = pages(file)
    for wanted in (
        said(language, "Revenue by month", "收入统计（按月）"),
        said(language, "Period: 2025-01-01 – 2025-12-31", "期间：2025-01-01 – 2025-12-31"),
        said(language, "Mar 2025 3 3,000.99 1,500.00", "2025年3月 3 3,000.99 1,500.00"),
        "+100.1%",
        "2024-07-01 – 2024-12-31",
        said(language, "Total 78", "合计 78"),
    ):
        assert wanted in text
    assert text.count(format_money(figures.total)) == 2


def test_the_chart_is_drawn_with_lines_not_as_a_picture(library: FontLibrary):
    file = BytesIO()
    statistics_report(file, statistics(Breakdown.MONTH, *MONTHS), HEADER, LABELS, library=library)
    page = PdfReader(file).pages[0]
    assert list(page.images) == []
    content = page.get_contents()
    assert content is not None
    lines = re.findall(rb"\sl\s+S\b", content.get_data())
    assert len(lines) > 100  # hatching, grid and axes


def test_only_what_there_is_to_compare_is_compared(language: str, library: FontLibrary):
    texts = []
    for compared in (True, False):
        file = BytesIO()
        figures = statistics(Breakdown.MONTH, *MONTHS, compared=compared)
        statistics_report(file, figures, HEADER, LABELS, library=library)
        texts.append(pages(file)[0].count(said(language, "A year ago", "去年同期")))
    assert texts == [3, 2]  # in the key figures, the legend, the table's heading


def test_a_month_of_days_is_a_line_with_its_labels(language: str, library: FontLibrary):
    days = [f"2025-03-{day:02}" for day in range(1, 32)]
    file = BytesIO()
    statistics_report(file, statistics(Breakdown.DAY, *days), HEADER, LABELS, library=library)
    text = "\n".join(pages(file))
    assert said(language, "31 Mar 2025", "2025年3月31日") in text


def test_many_customers_are_listed_and_the_largest_drawn(language: str, library: FontLibrary):
    names = [f"Customer {number}" for number in range(1, 41)]
    file = BytesIO()
    figures = statistics(Breakdown.CUSTOMER, *names)
    statistics_report(file, figures, HEADER, LABELS, library=library)
    text = "\n".join(pages(file))
    assert said(language, "The 12 largest of 40", "金额最大的 12 项（共 40 项）") in text
    assert text.count("Customer 40") == 2
    assert len(re.findall(r"Customer 1\b", text)) == 1


def test_codes_and_missing_values_have_names(language: str, library: FontLibrary):
    file = BytesIO()
    statistics_report(file, statistics(Breakdown.LEVEL, "vip", ""), HEADER, LABELS, library=library)
    (text,) = pages(file)
    assert text.count(said(language, "Key account", "重点客户")) == 2
    assert text.count(said(language, "(no level)", "（未定级别）")) == 2


def test_statistics_of_one_day_without_payments(language: str, library: FontLibrary):
    day = Period(date(2025, 3, 1), date(2025, 3, 1))
    nothing = replace(statistics(Breakdown.CUSTOMER), period=day)
    file = BytesIO()
    statistics_report(file, nothing, HEADER, LABELS, library=library)
    (text,) = pages(file)
    assert said(language, "No payments in this period.", "这段时间没有收款。") in text
    assert "2025-03-01 –" not in text


def test_a_report_can_be_cancelled_and_leaves_nothing(tmp_path: Path, library: FontLibrary):
    token = CancelToken()

    def rows() -> Iterator[CustomerRow]:
        for number, row in enumerate(customers(2000)):
            if number == 600:
                token.cancel()
            yield row

    with token.active(), pytest.raises(CancelledWork):
        customer_list(tmp_path / "list.pdf", rows(), HEADER, LABELS, library=library)
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_written_to_its_file(tmp_path: Path, library: FontLibrary):
    target = tmp_path / "客户.pdf"
    result = customer_list(target, customers(2), HEADER, LABELS, library=library)
    assert result.pages == len(PdfReader(target).pages) == 1
    assert list(tmp_path.iterdir()) == [target]
