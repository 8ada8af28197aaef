"""A report on the screen, before it is printed or kept as a PDF file."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QPointF, QSignalBlocker, Qt, QTemporaryDir, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QFileDialog, QToolButton, QWidget

from crm_desktop.domain.errors import FileNotWritable
from crm_desktop.domain.report import ReportResult
from crm_desktop.gui.dialogs.export_dialog import file_name
from crm_desktop.gui.dialogs.file_dialog import FileDialog
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.forms.ui_report_preview import Ui_ReportPreview
from crm_desktop.gui.icons import icon
from crm_desktop.gui.report_printing import PrintJob, has_printer
from crm_desktop.gui.theme import Look, set_look
from crm_desktop.gui.widgets.window_memory import remember_window, restore_window
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.files import failure_reason, in_one_piece
from crm_desktop.infra.i18n import joined, translate

FOLDER_KEY = "reports.folder"
ZOOM_KEY = "reports.zoom"
_FIT_WIDTH, _FIT_PAGE = "width", "page"
_ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_STEP = 1.25
_LEAST, _MOST = 0.25, 5.0
_NAMES_SHOWN = 8
_PAGES_AT_ONCE = 50
_WINDOW_KEY = "report_preview"
_SHARE_OF_SCREEN = 0.9


class ReportPreview(QDialog):
    """Makes a report with `make` on a worker thread and shows its pages.

    The PDF lies in a folder of its own that goes with the window. What is saved is that file, so
    that screen, paper and file show the same.
    """

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        make: Callable[[Path], ReportResult],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._title = title
        self._folder = QTemporaryDir()
        self.path = Path(self._folder.path()) / "report.pdf"
        self.document = QPdfDocument(self)
        self.ui = Ui_ReportPreview()
        self.ui.setupUi(self)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        usual = self.size().boundedTo(self.screen().availableSize() * _SHARE_OF_SCREEN)
        restore_window(self, workspace.settings, _WINDOW_KEY, usual, {})
        self.ui.view.setPageMode(QPdfView.PageMode.MultiPage)
        self._set_icons()
        self._connect()
        self._set_texts()
        self.ui.message.hide()
        self._show_state(self.ui.working)
        self._task = workspace.tasks.background(
            self, lambda: self._made(make), self._show, self._fail, title
        )
        self._task.progress.connect(self._show_progress)

    # -- set-up

    def _set_icons(self) -> None:
        ui = self.ui
        for button, name in (
            (ui.first_page, "first"),
            (ui.previous_page, "previous"),
            (ui.next_page, "next"),
            (ui.last_page, "last"),
            (ui.zoom_out, "zoom-out"),
            (ui.zoom_in, "zoom-in"),
            (ui.fit_width, "fit-width"),
            (ui.save_pdf, "pdf"),
            (ui.print_button, "print"),
            (ui.message_close, "close"),
        ):
            button.setIcon(icon(name))
            if isinstance(button, QToolButton) and not button.accessibleName():
                button.setAccessibleName(button.text().replace("&", ""))

    def _connect(self) -> None:
        ui, navigator = self.ui, self.ui.view.pageNavigator()
        ui.first_page.clicked.connect(lambda: self.go_to(0))
        ui.previous_page.clicked.connect(lambda: self.go_to(navigator.currentPage() - 1))
        ui.next_page.clicked.connect(lambda: self.go_to(navigator.currentPage() + 1))
        ui.last_page.clicked.connect(lambda: self.go_to(self.document.pageCount() - 1))
        ui.page.valueChanged.connect(lambda number: self.go_to(number - 1))
        navigator.currentPageChanged.connect(self._show_page)
        ui.zoom_in.clicked.connect(lambda: self._zoom_by(_STEP))
        ui.zoom_out.clicked.connect(lambda: self._zoom_by(1 / _STEP))
        ui.zoom.activated.connect(lambda _index: self._zoom_to(ui.zoom.currentData()))
        ui.fit_width.clicked.connect(lambda: self._zoom_to(_FIT_WIDTH))
        ui.save_pdf.clicked.connect(self.save)
        ui.print_button.clicked.connect(self.print_)
        ui.stop.clicked.connect(self.reject)
        ui.close_button.clicked.connect(self.reject)
        ui.message_close.clicked.connect(ui.message.hide)
        for keys, act in (
            (QKeySequence.StandardKey.ZoomIn, lambda: self._zoom_by(_STEP)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self._zoom_by(1 / _STEP)),
            (QKeySequence.StandardKey.Save, self.save),
            (QKeySequence.StandardKey.Print, self.print_),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _set_texts(self) -> None:
        zoom = self.ui.zoom
        with QSignalBlocker(zoom):
            zoom.clear()
            zoom.addItem(translate("ReportPreview", "Fit width"), _FIT_WIDTH)
            zoom.addItem(translate("ReportPreview", "Whole page"), _FIT_PAGE)
            for percent in _ZOOMS:
                zoom.addItem(f"{percent} %", percent)
        self._zoom_to(self._workspace.settings.get(ZOOM_KEY, _FIT_WIDTH))
        self._show_page(self.ui.view.pageNavigator().currentPage())

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force; the report stays as it was made."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.setWindowTitle(self._title)
            self._set_texts()

    # -- making the report

    def _made(self, make: Callable[[Path], ReportResult]) -> ReportResult:
        if not self._folder.isValid():
            raise FileNotWritable(path=QDir.tempPath(), reason=self._folder.errorString())
        return make(self.path)

    def _show(self, result: ReportResult) -> None:
        self.document.load(str(self.path))
        self._measure(result, 0)

    def _measure(self, result: ReportResult, first: int) -> None:
        """Ask for the size of some pages at a time: the view would do so for all in one go."""
        following, count = first + _PAGES_AT_ONCE, self.document.pageCount()
        if first and not count:
            return  # the window was closed meanwhile
        for page in range(first, min(following, count)):
            self.document.pagePointSize(page)
        if following < count:
            QTimer.singleShot(0, self, partial(self._measure, result, following))
        else:
            self._show_measured(result)

    def _show_measured(self, result: ReportResult) -> None:
        self.ui.view.setDocument(self.document)
        self._show_state(self.ui.pages)
        with QSignalBlocker(self.ui.page):
            self.ui.page.setMaximum(max(1, self.document.pageCount()))
        self._show_page(0)
        self.ui.view.setFocus()
        if result.replaced:
            self._show_message(_replaced_text(result.replaced), "warning")

    def _fail(self, error: BaseException) -> None:
        self.ui.failed_text.setText(error_text(error))
        self._show_state(self.ui.failed)

    def _show_progress(self, done: int, total: int) -> None:
        self.ui.progress.setMaximum(total)
        self.ui.progress.setValue(done)

    def _show_state(self, page: QWidget) -> None:
        self.ui.states.setCurrentWidget(page)
        ready = page is self.ui.pages
        ui = self.ui
        for widget in (ui.page, ui.zoom, ui.zoom_in, ui.zoom_out, ui.fit_width):
            widget.setEnabled(ready)
        ui.save_pdf.setEnabled(ready)
        ui.print_button.setEnabled(ready)
        self._show_page(0)

    def _show_message(self, text: str, look: Look) -> None:
        set_look(self.ui.message, look)
        self.ui.message_text_icon.setPixmap(icon(look).pixmap(20, 20))
        self.ui.message_text.setText(text)
        self.ui.message.setAccessibleName(text)
        self.ui.message.show()

    # -- pages and zoom

    def go_to(self, page: int) -> None:
        """Show a page, counted from 0."""
        if 0 <= page < self.document.pageCount():
            self.ui.view.pageNavigator().jump(page, QPointF())

    def _show_page(self, page: int) -> None:
        count = self.document.pageCount()
        with QSignalBlocker(self.ui.page):
            self.ui.page.setValue(page + 1)
        self.ui.page_count.setText(translate("ReportPreview", "of {n}").format(n=count))
        back, forward = page > 0, page + 1 < count
        self.ui.first_page.setEnabled(back)
        self.ui.previous_page.setEnabled(back)
        self.ui.next_page.setEnabled(forward)
        self.ui.last_page.setEnabled(forward)

    def _zoom_to(self, wanted: object) -> None:
        view, zoom = self.ui.view, self.ui.zoom
        if wanted == _FIT_PAGE:
            view.setZoomMode(QPdfView.ZoomMode.FitInView)
        elif isinstance(wanted, int | float):
            view.setZoomMode(QPdfView.ZoomMode.Custom)
            view.setZoomFactor(min(max(wanted / 100, _LEAST), _MOST))
        else:
            wanted = _FIT_WIDTH
            view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.ui.fit_width.setChecked(wanted == _FIT_WIDTH)
        index = zoom.findData(wanted)
        with QSignalBlocker(zoom):
            zoom.setCurrentIndex(index)
            zoom.setPlaceholderText("" if index >= 0 else f"{wanted:.0f} %")
        self._workspace.settings.set(ZOOM_KEY, wanted)

    def _zoom_by(self, factor: float) -> None:
        view = self.ui.view
        if view.zoomMode() != QPdfView.ZoomMode.Custom:
            view.setZoomFactor(self._factor_in_view())
        self._zoom_to(round(view.zoomFactor() * factor * 100))

    def _factor_in_view(self) -> float:
        """Return the zoom that fitting to the window amounts to."""
        view = self.ui.view
        if self.document.pageCount() == 0:
            return 1.0
        size = self.document.pagePointSize(view.pageNavigator().currentPage())
        margins = view.documentMargins()
        dots = view.logicalDpiX() / 72
        room = view.viewport().size()
        width = (room.width() - margins.left() - margins.right()) / (size.width() * dots)
        if view.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            return width
        height = (room.height() - 2 * view.pageSpacing()) / (size.height() * dots)
        return min(width, height)

    # -- keeping and printing

    def save(self) -> None:
        """Ask where, and keep the report as a PDF file."""
        if self.document.pageCount() == 0:
            return
        dialog = FileDialog(self, translate("ReportPreview", "Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(translate("ReportPreview", "PDF document (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(self._workspace.settings.text(FOLDER_KEY, str(Path.home())))
        dialog.selectFile(file_name(self._title))
        dialog.fileSelected.connect(lambda path: self._save_to(Path(path)))
        dialog.open()

    def _save_to(self, target: Path) -> None:
        self._workspace.settings.set(FOLDER_KEY, str(target.parent))
        self._workspace.tasks.background(
            self,
            lambda: _copy(self.path, target),
            lambda _nothing: self._show_message(
                translate("ReportPreview", "Saved as {path}").format(path=target), "success"
            ),
        )

    def print_(self) -> None:
        """Ask for a printer and print; where there is none, say so and what to do instead."""
        if self.document.pageCount() == 0:
            return
        if not has_printer():
            self._show_message(
                translate(
                    "ReportPreview",
                    "No printer is set up on this computer, so nothing was printed. Save the "
                    "report as a PDF file and print it elsewhere, or add a printer in the "
                    "system's settings.",
                ),
                "warning",
            )
            return
        job = PrintJob(self._workspace, self, self.path, self._title)
        job.printed.connect(lambda text: self._show_message(text, "success"))
        job.start()

    def done(self, result: int) -> None:
        """Close; a report still being made is given up and its file goes."""
        self._task.cancel()
        remember_window(self, self._workspace.settings, _WINDOW_KEY, {})
        self.document.close()
        self._folder.remove()
        super().done(result)


def _copy(source: Path, target: Path) -> None:
    try:
        with in_one_piece(target) as temporary:
            shutil.copyfile(source, temporary)
    except OSError as error:
        raise FileNotWritable(path=target, reason=failure_reason(error)) from error


def _replaced_text(replaced: tuple[str, ...]) -> str:
    names = joined(replaced[:_NAMES_SHOWN]) + ("…" if len(replaced) > _NAMES_SHOWN else "")
    return translate(
        "ReportPreview",
        "No font on this computer has these characters: {names}. They are printed as boxes with "
        "their codes; in the database nothing is lost.",
    ).format(names=names)
