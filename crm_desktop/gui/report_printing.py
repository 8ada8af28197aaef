"""Printing a PDF file on a local printer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSize, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.texts import marked
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.infra.i18n import translate

PRINTER_KEY = "reports.printer"
_SHARP = 300  # dots per inch: more only fills the printer's memory


class PrinterRefused(CrmError):
    """The printer does not take the job."""

    text = marked(
        "Printing",
        "The printer {printer} does not accept the report. Nothing was printed. Check that it is "
        "on and connected, or choose another printer.",
    )


def has_printer() -> bool:
    """Whether this computer knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


class PrintJob(QObject):
    """Asks for a printer, then prints on a worker thread. `printed` carries what to tell."""

    printed = Signal(str)

    def __init__(self, workspace: Workspace, window: QWidget, path: Path, title: str) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._path = path
        self._title = title

    def start(self) -> None:
        """Show the system's print dialog, the printer used last chosen."""
        known = QPrinterInfo.printerInfo(self._workspace.settings.text(PRINTER_KEY))
        info = QPrinterInfo.defaultPrinter() if known.isNull() else known
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        with_pages = _page_count(self._path)
        self.set_up(printer)
        dialog = QPrintDialog(printer, self._window)
        dialog.setMinMax(1, with_pages)
        dialog.setFromTo(1, with_pages)
        accepted = dialog.exec()
        dialog.deleteLater()
        if accepted == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def set_up(self, printer: QPrinter) -> None:
        """Set paper and direction of `printer` to those of the report."""
        document = QPdfDocument()
        document.load(str(self._path))
        points = document.pagePointSize(0)
        document.close()
        across = points.width() > points.height()
        size = QSize(round(points.width()), round(points.height()))
        printer.setPageSize(QPageSize(size.transposed() if across else size))
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
        )
        printer.setFullPage(True)
        printer.setDocName(self._title)

    def print_on(self, printer: QPrinter) -> None:
        """Print on `printer` as it was set up in the dialog."""
        name = printer.printerName()
        if name:
            self._workspace.settings.set(PRINTER_KEY, name)
        task = self._workspace.tasks.background(
            self._window,
            lambda: print_pages(self._path, printer, task_progress()),
            lambda pages: self._tell(pages, name),
        )
        follow(task, self._title, translate("Printing", "Printing…"), self._window)

    def _tell(self, pages: int, printer: str) -> None:
        self.printed.emit(
            translate("Printing", "Sent to the printer {printer}: {n} pages").format(
                printer=printer, n=pages
            )
        )


def print_pages(path: Path, printer: QPrinter, progress: Callable[[int, int], None]) -> int:
    """Paint the wanted pages of the PDF at `path`; return how many. For a worker thread."""
    document = QPdfDocument()
    document.load(str(path))
    first = printer.fromPage() or 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused(printer=printer.printerName())
    try:
        for number in range(first, last + 1):
            check_cancelled()
            if number > first and not printer.newPage():
                raise PrinterRefused(printer=printer.printerName())
            _paint_page(painter, document, number - 1, printer)
            progress(number - first + 1, last - first + 1)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
        document.close()
    return last - first + 1


def _paint_page(painter: QPainter, document: QPdfDocument, page: int, printer: QPrinter) -> None:
    room = printer.pageLayout().fullRectPixels(printer.resolution())
    sharpness = min(1.0, _SHARP / printer.resolution())
    size = QSize(round(room.width() * sharpness), round(room.height() * sharpness))
    painter.drawImage(QRect(0, 0, room.width(), room.height()), document.render(page, size))


def _page_count(path: Path) -> int:
    document = QPdfDocument()
    document.load(str(path))
    count = document.pageCount()
    document.close()
    return count
