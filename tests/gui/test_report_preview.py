"""The preview of a report: pages, zoom, saving, printing, and what is told."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import FontMissing
from crm_desktop.domain.report import ReportResult
from crm_desktop.gui import errors
from crm_desktop.gui.dialogs.report_preview import ReportPreview
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.report_making import customer_list_report
from crm_desktop.gui.report_printing import PrintJob
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.infra.paths import resource

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
Make = Callable[[Path], ReportResult]


def three_pages(path: Path) -> ReportResult:
    """Write three sheets, each with its number and a black square."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Preview", resource("fonts", "NotoSansSC-Regular.ttf")))
    canvas = Canvas(str(path), pagesize=(595, 842), initialFontName="Preview")
    for number in (1, 2, 3):
        canvas.setFont("Preview", 20)
        canvas.drawString(72, 700, f"Sheet {number}")
        canvas.rect(200, 300, 200, 200, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return ReportResult(3)


def missing_characters(path: Path) -> ReportResult:
    three_pages(path)
    return ReportResult(3, ("😀 U+1F600",))


def many_pages(path: Path) -> ReportResult:
    """Write more sheets than are measured at once."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842))
    for _ in range(120):
        canvas.rect(200, 300, 200, 200, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return ReportResult(120)


@pytest.fixture
def open_preview(workspace: Workspace, qtbot: QtBot) -> Callable[[Make], ReportPreview]:
    def show(make: Make) -> ReportPreview:
        preview = ReportPreview(workspace, "Customer list", make)
        qtbot.addWidget(preview)
        preview.resize(700, 800)
        preview.show()
        qtbot.waitUntil(lambda: preview.ui.states.currentWidget() is not preview.ui.working)
        return preview

    return show


def test_pages_are_turned_by_buttons_and_by_number(
    open_preview: Callable[[Make], ReportPreview], qtbot: QtBot
) -> None:
    preview = open_preview(three_pages)
    ui = preview.ui
    assert ui.states.currentWidget() is ui.pages
    assert ui.page_count.text() == "of 3"
    assert not ui.previous_page.isEnabled()
    qtbot.mouseClick(ui.next_page, LEFT)
    assert ui.page.value() == 2
    qtbot.mouseClick(ui.last_page, LEFT)
    assert ui.page.value() == 3
    assert not ui.next_page.isEnabled()
    ui.page.setFocus()
    ui.page.selectAll()
    qtbot.keyClicks(ui.page, "1")
    qtbot.keyClick(ui.page, Key.Key_Return)
    assert ui.view.pageNavigator().currentPage() == 0
    assert preview.isVisible()


def test_what_is_shown_is_the_page(
    open_preview: Callable[[Make], ReportPreview], qtbot: QtBot
) -> None:
    preview = open_preview(three_pages)

    def has_black() -> bool:
        image = preview.ui.view.grab().toImage()
        points = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
        return any(image.pixelColor(x, y) == QColor("black") for x, y in points)

    qtbot.waitUntil(has_black)


def test_a_long_report_is_shown_to_its_end(
    open_preview: Callable[[Make], ReportPreview], qtbot: QtBot
) -> None:
    preview = open_preview(many_pages)
    assert preview.ui.states.currentWidget() is preview.ui.pages
    assert preview.ui.page_count.text() == "of 120"
    qtbot.mouseClick(preview.ui.last_page, LEFT)
    assert preview.ui.view.pageNavigator().currentPage() == 119


def test_a_long_report_is_closed_while_its_pages_are_measured(
    workspace: Workspace, qtbot: QtBot
) -> None:
    preview = ReportPreview(workspace, "Customer list", many_pages)
    qtbot.addWidget(preview)
    preview.show()
    preview.document.pageCountChanged.connect(preview.reject, Qt.ConnectionType.QueuedConnection)
    qtbot.waitUntil(lambda: not preview.isVisible())
    QCoreApplication.processEvents()
    assert preview.ui.states.currentWidget() is preview.ui.working


def test_zooming(
    open_preview: Callable[[Make], ReportPreview], workspace: Workspace, qtbot: QtBot
) -> None:
    preview = open_preview(three_pages)
    ui = preview.ui
    assert ui.view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    assert ui.fit_width.isChecked()
    ui.zoom.setFocus()
    ui.zoom.setCurrentIndex(ui.zoom.findData(100))
    ui.zoom.activated.emit(ui.zoom.currentIndex())
    assert ui.view.zoomMode() is QPdfView.ZoomMode.Custom
    assert ui.view.zoomFactor() == pytest.approx(1.0)
    qtbot.mouseClick(ui.zoom_in, LEFT)
    assert ui.view.zoomFactor() == pytest.approx(1.25)
    qtbot.mouseClick(ui.zoom_out, LEFT)
    assert ui.zoom.currentText() == "100 %"
    qtbot.mouseClick(ui.fit_width, LEFT)
    assert ui.view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    ui.zoom.setCurrentIndex(ui.zoom.findData("page"))
    ui.zoom.activated.emit(ui.zoom.currentIndex())
    assert ui.view.zoomMode() is QPdfView.ZoomMode.FitInView
    qtbot.mouseClick(ui.zoom_in, LEFT)
    assert 0.25 < ui.view.zoomFactor() < 3
    assert workspace.settings.get("reports.zoom") == round(ui.view.zoomFactor() * 100)


def test_characters_without_a_font_are_told(
    open_preview: Callable[[Make], ReportPreview], qtbot: QtBot
) -> None:
    preview = open_preview(missing_characters)
    assert preview.ui.message.isVisible()
    assert "😀 U+1F600" in preview.ui.message_text.text()
    qtbot.mouseClick(preview.ui.message_close, LEFT)
    assert not preview.ui.message.isVisible()


def test_a_report_that_fails_says_why(open_preview: Callable[[Make], ReportPreview]) -> None:
    def fail(_path: Path) -> ReportResult:
        raise FontMissing(path="NotoSansSC.ttf")

    preview = open_preview(fail)
    assert "NotoSansSC.ttf" in preview.ui.failed_text.text()
    assert not preview.ui.save_pdf.isEnabled()
    assert not preview.ui.print_button.isEnabled()


def test_a_report_under_way_can_be_given_up(workspace: Workspace, qtbot: QtBot) -> None:
    go_on = Event()

    def slow(path: Path) -> ReportResult:
        go_on.wait(10)
        return ReportResult(1)

    preview = ReportPreview(workspace, "Slow", slow)
    qtbot.addWidget(preview)
    preview.show()
    assert preview.ui.progress.isVisible()
    qtbot.mouseClick(preview.ui.stop, LEFT)
    assert not preview.isVisible()
    assert not preview.path.parent.exists()
    go_on.set()
    qtbot.waitUntil(lambda: not workspace.tasks.running)


def test_the_window_comes_back_in_the_size_it_had(
    open_preview: Callable[[Make], ReportPreview], qtbot: QtBot
) -> None:
    preview = open_preview(three_pages)
    preview.resize(640, 480)
    qtbot.mouseClick(preview.ui.close_button, LEFT)
    preview = ReportPreview(preview._workspace, "Again", three_pages)
    qtbot.addWidget(preview)
    assert (preview.width(), preview.height()) == (640, 480)
    qtbot.waitUntil(lambda: preview.ui.states.currentWidget() is preview.ui.pages)


def save_as(qtbot: QtBot, preview: ReportPreview, target: str) -> None:
    qtbot.mouseClick(preview.ui.save_pdf, LEFT)
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    assert field.text() == "Customer list"
    field.setText(target)
    qtbot.keyClick(field, Key.Key_Return)


def test_saving_keeps_the_pdf_that_is_shown(
    open_preview: Callable[[Make], ReportPreview],
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    preview = open_preview(three_pages)
    save_as(qtbot, preview, str(tmp_path / "list"))
    qtbot.waitUntil(preview.ui.message.isVisible)
    assert (tmp_path / "list.pdf").read_bytes() == preview.path.read_bytes()
    assert preview.ui.message_text.text() == f"Saved as {tmp_path / 'list.pdf'}"
    assert workspace.settings.get("reports.folder") == str(tmp_path)


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left_there(
    open_preview: Callable[[Make], ReportPreview], qtbot: QtBot, tmp_path: Path
) -> None:
    preview = open_preview(three_pages)
    (tmp_path / "list.pdf").mkdir()
    preview._save_to(tmp_path / "list.pdf")
    qtbot.waitUntil(lambda: preview.findChild(errors.ErrorDialog) is not None)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_without_a_printer_a_sentence_and_a_way_on(
    open_preview: Callable[[Make], ReportPreview],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    preview = open_preview(three_pages)
    qtbot.mouseClick(preview.ui.print_button, LEFT)
    assert "No printer is set up on this computer" in preview.ui.message_text.text()
    assert "PDF" in preview.ui.message_text.text()


def test_the_wanted_pages_are_printed(
    open_preview: Callable[[Make], ReportPreview],
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    preview = open_preview(three_pages)
    printer = QPrinter()  # a printer that prints into a file
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    job = PrintJob(workspace, preview, preview.path, "Customer list")
    job.set_up(printer)
    with qtbot.waitSignal(job.printed) as told:
        job.print_on(printer)
    assert told.args[0].endswith("2 pages")
    printed = PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == 2
    assert [round(float(edge)) for edge in printed.pages[0].mediabox[2:]] == [595, 842]


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\)", extend=True)
def test_a_printer_that_refuses_is_named(
    open_preview: Callable[[Make], ReportPreview],
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    preview = open_preview(three_pages)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    PrintJob(workspace, preview, preview.path, "Customer list").print_on(printer)
    qtbot.waitUntil(lambda: preview.findChild(errors.ErrorDialog) is not None)
    dialog = preview.findChild(errors.ErrorDialog)
    assert dialog is not None
    assert "does not accept the report. Nothing was printed." in dialog.text()


def test_a_real_report_in_chinese(
    sample_workspace: Workspace, languages: LanguageSwitch, qtbot: QtBot
) -> None:
    languages.switch(i18n.CHINESE)
    make = customer_list_report(sample_workspace, Criteria(name="超市集团"))
    preview = ReportPreview(sample_workspace, "客户列表", make)
    qtbot.addWidget(preview)
    preview.show()
    qtbot.waitUntil(lambda: preview.ui.states.currentWidget() is preview.ui.pages)
    assert preview.ui.page_count.text() == f"共 {preview.document.pageCount()} 页"
    text = PdfReader(preview.path).pages[0].extract_text()
    assert "客户名称: 超市集团" in text
    assert preview.ui.save_pdf.text() == "另存为 PDF(&S)…"
