"""Sheets and tables: headings repeated, rows in one piece, totals never alone, page x of y."""

import errno
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.errors import FileNotWritable
from crm_desktop.domain.fields import CONTACT_FIELDS, by_name
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.reports.columns import (
    HEAD,
    PADDING_X,
    TEXT,
    Align,
    Column,
    column_widths,
    number_column,
)
from crm_desktop.reports.output import write
from crm_desktop.reports.page import Paper
from crm_desktop.reports.table import draw_table
from crm_desktop.reports.values import field_value, shown

HEADER = ReportHeader(
    company_name="上海汇丰食品", printed_by="张伟", printed_at=datetime(2026, 3, 31, 10, 15)
)
COLUMNS = (Column("No.", whole=True), Column("Name", 2), number_column("Total"))


def sheet(rows: Sequence[Sequence[str]], **options: object) -> tuple[list[str], ReportResult]:
    file = BytesIO()
    paper = Paper(file, HEADER, "Customers")
    draw_table(paper, COLUMNS, rows, **options)  # type: ignore[arg-type]
    result = paper.finish()
    return [page.extract_text() for page in PdfReader(file).pages], result


def numbered(count: int) -> list[tuple[str, str, str]]:
    return [(f"C{n:06}", f"Customer {n}", f"{n * 1000:,.2f}") for n in range(1, count + 1)]


def test_2000_rows_all_appear_once_and_every_sheet_has_its_heading():
    pages, result = sheet(numbered(2000), totals=lambda: ("", "Sum", "2,001,000,000.00"))
    assert result.pages == len(pages) > 30
    for number, page in enumerate(pages, 1):
        assert page.count("No. Name Total") == 1
        assert f"Page {number} of {len(pages)}" in page
        assert "Printed by 张伟, 2026-03-31 10:15" in page
        assert "上海汇丰食品" in page and "Customers" in page
    assert re.findall(r"C\d{6}", "".join(pages)) == [row[0] for row in numbered(2000)]
    assert "2,001,000,000.00" in pages[-1]


def test_rows_may_come_one_by_one():
    file = BytesIO()
    paper = Paper(file, HEADER, "Customers")
    assert draw_table(paper, COLUMNS, (row for row in numbered(700))) == 700
    paper.finish()
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert len(set(re.findall(r"C\d{6}", text))) == 700


def test_a_row_of_several_lines_stays_on_one_sheet():
    name = "A customer whose name is long enough to need several lines in its column " * 3
    pages, _ = sheet([(f"C{n:06}", name + f"end{n}", "1.00") for n in range(60)])
    assert len(pages) > 1
    for page in pages:
        starts, ends = re.findall(r"C0000(\d\d)", page), re.findall(r"end(\d+)", page)
        assert [int(n) for n in starts] == [int(n) for n in ends]


def test_a_row_taller_than_a_sheet_goes_on_line_by_line():
    words = [f"word{n:04}" for n in range(3000)]
    pages, _ = sheet([("C1", "before", "1.00"), ("C2", " ".join(words), "2.00")])
    assert len(pages) > 2
    assert re.findall(r"word\d{4}", "".join(pages)) == words
    assert all("No. Name Total" in page for page in pages)


@pytest.mark.parametrize("count", range(30, 45))
def test_totals_never_stand_alone(count: int):
    pages, _ = sheet(numbered(count), totals=lambda: ("", "The sum", "9.00"))
    last = next(page for page in pages if "The sum" in page)
    assert f"C{count:06}" in last


def test_a_table_begins_on_a_new_sheet_where_its_first_row_does_not_fit():
    file = BytesIO()
    paper = Paper(file, HEADER, "Customers")
    paper.y = paper.bottom - 40
    name = "A long name " * 30
    draw_table(paper, COLUMNS, [("C1", name, "1.00")])
    paper.finish()
    first, second = (page.extract_text() for page in PdfReader(file).pages)
    assert "No. Name" not in first and "No. Name" in second


def test_a_first_row_taller_than_a_sheet_begins_at_once():
    file = BytesIO()
    paper = Paper(file, HEADER, "Customers")
    draw_table(paper, COLUMNS, [("C1", "word " * 4000, "1.00")])
    paper.finish()
    assert "word word" in PdfReader(file).pages[0].extract_text()


def test_a_table_without_rows_is_its_heading():
    file = BytesIO()
    paper = Paper(file, HEADER, "Customers")
    assert draw_table(paper, COLUMNS, [], totals=lambda: ("", "Sum", "0.00")) == 0
    paper.finish()
    text = PdfReader(file).pages[0].extract_text()
    assert "No. Name Total" in text and "Sum" not in text


def test_an_amount_wider_than_expected_is_neither_cut_nor_wrapped():
    amount = "123,456,789,012,345,678.90"
    rows = [*numbered(501), ("C9", "late", amount)]
    file = BytesIO()
    paper = Paper(file, HEADER, "Customers")
    narrow = (Column("No.", whole=True), *(Column(f"Name {n}", 2) for n in range(6)), COLUMNS[2])
    draw_table(paper, narrow, [(no, *[name] * 6, total) for no, name, total in rows])
    paper.finish()
    assert amount in PdfReader(file).pages[-1].extract_text()


def test_columns_fill_the_sheet_and_whole_ones_get_what_they_need():
    paper = Paper(BytesIO(), HEADER, "Customers")
    long = "a long remark " * 40
    columns = (*COLUMNS, Column("Remark", 3, Align.LEFT))
    widths = column_widths(paper, columns, [("C000001", long, "1,234.50", long)], [])
    assert sum(widths) == pytest.approx(paper.content_width)
    assert widths[3] > widths[1] * 1.3
    assert widths[2] > 30
    wide = column_widths(paper, COLUMNS, numbered(1), [])
    assert sum(wide) == pytest.approx(paper.content_width)
    assert wide[1] > 300
    only_numbers = (number_column("a"), number_column("b"))
    assert column_widths(paper, only_numbers, [("1", "2")], []) == [paper.content_width / 2] * 2


def test_one_outlier_does_not_squeeze_the_other_columns():
    paper = Paper(BytesIO(), HEADER, "Customers")
    columns = (Column("Customer number"), Column("Name", 2), Column("E-mail"))
    mail = "somebody@a-rather-long-name.example.com"
    rows = [("C000001", "A usual name", mail)] * 50
    usual = column_widths(paper, columns, rows)
    outlier = column_widths(paper, columns, [*rows, ("C000002", "An unusual name " * 20, mail)])
    needed = paper.wrapping.natural_width(mail, TEXT)
    assert usual[2] > needed and outlier[2] > needed
    assert outlier[0] >= paper.wrapping.natural_width("Customer", HEAD) + 2 * PADDING_X


def test_a_word_is_not_split_to_make_room_for_running_text():
    paper = Paper(BytesIO(), HEADER, "Customers")
    columns = (Column("WeChat", 0.1), Column("Name", 3), Column("Remark", 3))
    widths = column_widths(paper, columns, [("changqing_xie", "Name " * 50, "Text " * 50)])
    assert widths[0] >= paper.wrapping.natural_width("changqing_xie", TEXT) + 2 * PADDING_X


def test_many_columns_of_long_words_share_the_sheet():
    paper = Paper(BytesIO(), HEADER, "Customers")
    columns = tuple(Column("Word") for _ in range(9))
    widths = column_widths(paper, columns, [["Donaudampfschifffahrtsgesellschaft"] * 9])
    assert widths == pytest.approx([paper.content_width / 9] * 9)


def test_too_many_columns_still_fit():
    paper = Paper(BytesIO(), HEADER, "Customers")
    columns = tuple(number_column("column") for _ in range(9))
    widths = column_widths(paper, columns, [["9,999,999,999,999.99"] * 9], [])
    assert sum(widths) == pytest.approx(paper.content_width)


def test_upright_and_across_are_a4():
    sizes = []
    for across in (False, True):
        file = BytesIO()
        Paper(file, HEADER, "x", across=across).finish()
        box = PdfReader(file).pages[0].mediabox
        sizes.append((round(float(box.width)), round(float(box.height))))
    assert sizes == [(595, 842), (842, 595)]


def picture(kind: str, mode: str = "RGB") -> bytes:
    file = BytesIO()
    Image.new(mode, (1600, 400), "navy").save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("logo", [picture("PNG", "RGBA"), picture("JPEG"), picture("PNG", "P")])
def test_a_logo_is_drawn(logo: bytes):
    file = BytesIO()
    header = ReportHeader(
        company_name="汇丰", printed_by="张", printed_at=HEADER.printed_at, logo=logo
    )
    Paper(file, header, "x").finish()
    (image,) = PdfReader(file).pages[0].images
    assert image.image is not None and image.image.width == 800


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_in_a_logo_is_white_on_paper(mode: str):
    logo, file = BytesIO(), BytesIO()
    Image.new(mode, (40, 20), (0,) * len(mode)).save(logo, "PNG")
    header = ReportHeader(printed_by="张", printed_at=HEADER.printed_at, logo=logo.getvalue())
    Paper(file, header, "x").finish()
    (image,) = PdfReader(file).pages[0].images
    assert image.image is not None
    assert image.image.convert("RGB").getpixel((20, 10)) == (255, 255, 255)


def test_a_logo_that_is_no_picture_does_no_harm():
    file = BytesIO()
    header = ReportHeader(printed_by="张", printed_at=HEADER.printed_at, logo=b"nonsense")
    assert Paper(file, header, "x").finish().pages == 1
    assert list(PdfReader(file).pages[0].images) == []


def test_a_long_company_name_is_whole_on_the_first_sheet():
    name = "上海汇丰食品供应链管理（集团）股份有限公司" * 6
    file = BytesIO()
    header = ReportHeader(company_name=name, printed_by="张", printed_at=HEADER.printed_at)
    paper = Paper(file, header, "Customers")
    paper.new_page()
    paper.finish()
    first, second = (page.extract_text() for page in PdfReader(file).pages)
    assert name in first.replace("\n", "")
    assert "…" in second and "Customers" in second


def test_the_file_tells_title_company_language_and_time():
    file = BytesIO()
    moment = datetime(2026, 3, 31, 10, 15, tzinfo=timezone(timedelta(hours=8)))
    header = ReportHeader(company_name="汇丰", printed_by="张", printed_at=moment)
    Paper(file, header, "客户清单", ["Location: London"]).finish()
    reader = PdfReader(file)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("客户清单", "汇丰")
    assert reader.metadata.creation_date == moment
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_the_same_report_is_the_same_file():
    files = []
    for _ in range(2):
        file = BytesIO()
        paper = Paper(file, HEADER, "Customers")
        draw_table(paper, COLUMNS, numbered(50))
        paper.finish()
        files.append(file.getvalue())
    assert files[0] == files[1]


def test_times_are_shown_as_local_ones():
    moment = datetime(2026, 3, 31, 10, 15, 59, tzinfo=UTC)
    assert shown(moment) == moment.astimezone().strftime("%Y-%m-%d %H:%M")


def test_values_read_as_people_write_them():
    primary = by_name(CONTACT_FIELDS)["is_primary"]
    assert [field_value(primary, value, Labels()) for value in (True, False)] == ["Yes", "No"]
    assert shown(12500) == "12,500" and shown(None) == ""


def drawn(file: object) -> ReportResult:
    file.write(b"%PDF")  # type: ignore[attr-defined]
    return ReportResult(1)


def test_a_report_replaces_the_old_file_and_leaves_no_traces(tmp_path: Path):
    target = tmp_path / "清单.pdf"
    target.write_bytes(b"old")
    assert write(target, drawn) == ReportResult(1)
    assert target.read_bytes() == b"%PDF"
    assert list(tmp_path.iterdir()) == [target]


def test_a_report_may_go_to_an_open_file():
    file = BytesIO()
    assert write(file, drawn).pages == 1
    assert file.getvalue() == b"%PDF"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EACCES, "open in another program"),
        (errno.EISDIR, "This is a folder"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_failure_is_said_plainly_and_the_old_file_stays(tmp_path: Path, number: int, words: str):
    def fail(file: object) -> ReportResult:
        drawn(file)
        raise OSError(number, "Input/output error")

    target = tmp_path / "list.pdf"
    target.write_bytes(b"old")
    with pytest.raises(FileNotWritable, match=words):
        write(target, fail)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_said_plainly(tmp_path: Path):
    with pytest.raises(FileNotWritable, match="no such file or folder"):
        write(str(tmp_path / "none" / "list.pdf"), drawn)


def test_a_failure_of_another_kind_leaves_no_traces(tmp_path: Path):
    def fail(_: object) -> ReportResult:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "list.pdf", fail)
    assert list(tmp_path.iterdir()) == []
