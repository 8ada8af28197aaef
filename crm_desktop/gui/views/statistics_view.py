"""The statistics page: what was paid over a period, as a table and as a chart, down to payments."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from crm_desktop.domain.money import format_money
from crm_desktop.domain.packed_rows import PackedRows
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.domain.statistics_chart import charted_rows
from crm_desktop.domain.statistics_labels import BREAKDOWN_LABELS, change_in_percent
from crm_desktop.domain.texts import Text
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.dialogs.export_dialog import Export
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.forms.ui_statistics_view import Ui_StatisticsView
from crm_desktop.gui.icons import icon
from crm_desktop.gui.models.statistics_table import StatisticsTableModel, is_long
from crm_desktop.gui.report_making import statistics_report
from crm_desktop.gui.tasks import Task
from crm_desktop.gui.theme import set_look
from crm_desktop.gui.views.statistics_figures import (
    NO_FIGURE,
    ORDERED,
    Column,
    Comparison,
    chart_of,
    is_all_zero,
    payments_behind_figure,
    period_of_figure,
    row_label,
    shown_change,
    shown_period,
    table_text,
)
from crm_desktop.gui.views.statistics_period import remembered_breakdown, remembered_period
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services import statistics
from crm_desktop.services.statistics_order import places_by

_BLINK = 250
_ROWS_MEASURED = 40  # for the widths of columns; all of a million would take minutes
_LABEL_WIDTH = 28  # characters at most
_TABLE_SHARE = 0.62
_SPLITTER_KEY = "statistics.splitter"
_KINDS = frozenset({"payment", "customer", "product_category", "client_user"})


class StatisticsView(QWidget):
    """Adds up whatever period and breakdown are chosen, at once, off the GUI thread."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task: Task | None = None
        self.ui = Ui_StatisticsView()
        self.ui.setupUi(self)
        self.model = StatisticsTableModel(workspace.labels, self)
        self._slow = QTimer(self, singleShot=True, interval=_BLINK)
        self.setFocusProxy(self.ui.period)
        self._prepare()
        self._restore()
        self._connect()
        self.ui.message.hide()
        self.ui.states.setCurrentWidget(self.ui.working)
        self.refresh()

    # -- what the main window calls

    def refresh(self) -> None:
        """Add up anew."""
        self._stop_task()
        self.ui.message.hide()
        context = self._workspace.context
        period, by = self.ui.period.period(), self._by
        self._slow.start()
        self._task = self._workspace.tasks.read(
            self,
            lambda: statistics.statistics(context, period, by),
            self._show,
            self._fail,
        )

    def print_(self) -> None:
        """Show the statistics as a report."""
        found = self.model.statistics
        if found is not None and self.ui.print_button.isEnabled():
            make = statistics_report(self._workspace, found.period, found.by)
            self._workspace.preview_report(translate("StatisticsView", "Statistics"), make)

    def export(self) -> None:
        """Write the figures to a file."""
        from crm_desktop.services.transfer_statistics import export_statistics

        found, labels = self.model.statistics, self._workspace.labels
        if found is not None and self.ui.export_button.isEnabled():
            Export(
                self._workspace,
                self,
                translate("StatisticsView", "Statistics"),
                lambda path: export_statistics(path, found, labels),
            )

    def focus_search(self) -> None:
        """Go to the choice of the period."""
        self.ui.period.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stop(self) -> None:
        """Give up adding up; the figures shown before stay."""
        self._stop_task()
        if self.model.statistics is None:
            self.ui.states.setCurrentWidget(self.ui.empty)
        self._show_message(translate("StatisticsView", "Stopped. The figures are not up to date."))

    def comparison(self) -> Comparison:
        """Return what the period is compared with; two comparisons that are one only once."""
        found, before = self.model.statistics, self.ui.compare_before.isChecked()
        twice = before and found is not None and found.before == found.year_ago
        return Comparison(before, self.ui.compare_year_ago.isChecked() and not twice)

    # -- set-up

    def _prepare(self) -> None:
        ui = self.ui
        ui.period.set_clock(self._workspace.context.clock.today)
        for button, name in (
            (ui.bars, "chart-bar"),
            (ui.lines, "chart-line"),
            (ui.export_button, "excel"),
            (ui.print_button, "print"),
        ):
            button.setIcon(icon(name))
        ui.message_text_icon.setPixmap(icon("warning").pixmap(20, 20))
        table = ui.table
        table.setModel(self.model)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 8)
        self._set_texts()

    def _restore(self) -> None:
        settings, ui = self._workspace.settings, self.ui
        ui.period.set_choice(remembered_period(settings.get("statistics.period")))
        by = remembered_breakdown(settings.get("statistics.by"))
        ui.breakdown.setCurrentIndex(ui.breakdown.findData(by.value))
        ui.compare_before.setChecked(settings.get("statistics.before") is not False)
        ui.compare_year_ago.setChecked(settings.get("statistics.year_ago") is not False)
        ui.lines.setChecked(settings.get("statistics.lines") is True)
        sizes = settings.get(_SPLITTER_KEY)
        if isinstance(sizes, list) and all(isinstance(size, int) for size in sizes):
            ui.splitter.setSizes(sizes)

    def _connect(self) -> None:
        ui, workspace = self.ui, self._workspace
        ui.period.changed.connect(self._choose)
        ui.period.refused.connect(self._refuse)
        ui.breakdown.activated.connect(self._choose)
        ui.compare_before.toggled.connect(self._compare)
        ui.compare_year_ago.toggled.connect(self._compare)
        ui.bars.toggled.connect(self._choose_kind)
        ui.stop.clicked.connect(self.stop)
        ui.export_button.clicked.connect(self.export)
        ui.print_button.clicked.connect(self.print_)
        ui.table.activated.connect(self._drill)
        ui.table.customContextMenuRequested.connect(self._open_menu)
        ui.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        ui.chart.category_activated.connect(self._drill_category)
        ui.splitter.splitterMoved.connect(
            lambda: workspace.settings.set(_SPLITTER_KEY, ui.splitter.sizes())
        )
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), ui.table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        self._slow.timeout.connect(partial(self._show_busy, True))
        workspace.changed.connect(self._on_change)
        workspace.labels_changed.connect(self._relabel)

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._set_texts()
            self._relabel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room between table and chart."""
        super().resizeEvent(event)
        self._fit_columns()

    def _set_texts(self) -> None:
        box = self.ui.breakdown
        with QSignalBlocker(box):
            current = box.currentData()
            box.clear()
            for by in Breakdown:
                box.addItem(show(BREAKDOWN_LABELS[by]), by.value)
            box.setCurrentIndex(max(0, box.findData(current)))
        self.ui.bars.setAccessibleName(self.ui.bars.toolTip())
        self.ui.lines.setAccessibleName(self.ui.lines.toolTip())

    @property
    def _by(self) -> Breakdown:
        return Breakdown(self.ui.breakdown.currentData())

    # -- choices

    def _choose(self) -> None:
        settings = self._workspace.settings
        settings.set("statistics.period", self.ui.period.choice().kept())
        settings.set("statistics.by", self._by.value)
        self.refresh()

    def _refuse(self, text: Text) -> None:
        self._show_message(show(text))

    def _compare(self) -> None:
        comparison, settings = self.comparison(), self._workspace.settings
        settings.set("statistics.before", comparison.before)
        settings.set("statistics.year_ago", comparison.year_ago)
        self._show_comparison()

    def _choose_kind(self) -> None:
        self._workspace.settings.set("statistics.lines", self.ui.lines.isChecked())
        self._draw()

    # -- figures

    def _show(self, found: Statistics) -> None:
        self._show_busy(False)
        self._task = None
        header = self.ui.table.horizontalHeader()
        if self.model.statistics is None or self.model.statistics.by is not found.by:
            with QSignalBlocker(header):
                header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.show_statistics(found)
        nothing = not found.by.is_time and is_all_zero(found.rows)
        self.ui.states.setCurrentWidget(self.ui.empty if nothing else self.ui.figures)
        self.ui.export_button.setEnabled(not nothing)
        self.ui.print_button.setEnabled(not nothing)
        self.ui.lines.setEnabled(found.by.is_time)
        self._show_comparison()
        if is_long(found) and header.sortIndicatorSection() >= 0:
            self._sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        """Order the table by a column, off the GUI thread where there are very many rows."""
        found = self.model.statistics
        if found is None or section < 0 or not is_long(found):
            self.model.sort(section, order)
            return
        context, column = self._workspace.context, Column(section)
        rows, descending = found.rows, order == Qt.SortOrder.DescendingOrder
        assert isinstance(rows, PackedRows)
        self._stop_task()
        self._slow.start()
        self._task = self._workspace.tasks.read_patiently(
            self,
            lambda: places_by(context, rows, ORDERED[column], descending=descending),
            lambda places: self._show_order(found, column, places, descending=descending),
            self._fail,
        )

    def _show_order(
        self, found: Statistics, column: Column, places: Sequence[int], *, descending: bool
    ) -> None:
        self._show_busy(False)
        self._task = None
        if self.model.statistics is found:
            self.model.show_order(column, descending=descending, places=places)

    def _show_summary(self) -> None:
        found, ui = self.model.statistics, self.ui
        if found is None:
            return
        ui.revenue.setText(format_money(found.total))
        ui.payments.setText(f"{found.payments:,}")
        comparison = self.comparison()
        for wanted, amount, change, then in (
            (comparison.before, ui.before, ui.before_change, found.total_before),
            (comparison.year_ago, ui.year_ago, ui.year_ago_change, found.total_year_ago),
        ):
            percent = change_in_percent(found.total, then) if wanted else None
            amount.setText(format_money(then) if wanted else NO_FIGURE)
            change.setText("" if percent is None else shown_change(percent))
        ui.revenue_caption.setToolTip(shown_period(found.period))
        ui.before.setToolTip(shown_period(found.before))
        ui.year_ago.setToolTip(shown_period(found.year_ago))

    def _show_comparison(self) -> None:
        comparison, ui = self.comparison(), self.ui
        found = self.model.statistics
        same = found is not None and found.before == found.year_ago
        ui.compare_year_ago.setEnabled(not (same and comparison.before))
        ui.compare_year_ago.setToolTip(
            translate("StatisticsView", "A year ago is the period before.") if same else ""
        )
        for column in Column:
            ui.table.setColumnHidden(column, comparison.hides(column))
        self._show_summary()
        self._fit_columns()
        self._draw()

    def _fit_columns(self) -> None:
        """Give each column what it needs, and the table as much of the page as that takes."""
        table, splitter = self.ui.table, self.ui.splitter
        table.resizeColumnsToContents()
        last = self.model.rowCount() - 1
        for column in Column:
            # Only some rows are looked at: the total is as wide as any of the others.
            total = table.sizeHintForIndex(self.model.index(last, column)).width()
            widest = max(table.columnWidth(column), total)
            table.setColumnWidth(column, widest + self._padding())
        most = self.fontMetrics().averageCharWidth() * _LABEL_WIDTH
        table.setColumnWidth(Column.LABEL, min(table.columnWidth(Column.LABEL), most))
        if self._workspace.settings.get(_SPLITTER_KEY) is None:
            needed = table.horizontalHeader().length() + 2 * table.frameWidth()
            needed += table.verticalScrollBar().sizeHint().width()
            room = sum(splitter.sizes())
            share = min(needed, round(room * _TABLE_SHARE))
            splitter.setSizes([share, room - share])

    def _padding(self) -> int:
        return self.fontMetrics().averageCharWidth() * 2

    def _draw(self) -> None:
        found = self.model.statistics
        if found is None:
            return
        lines = self.ui.lines.isChecked() and found.by.is_time
        chart = chart_of(found, self._workspace.labels, self.comparison(), line=lines)
        self.ui.chart.set_chart(chart)
        self.ui.chart.setAccessibleName(
            translate("StatisticsView", "Chart of revenue by {breakdown}").format(
                breakdown=show(BREAKDOWN_LABELS[found.by])
            )
        )

    def _relabel(self) -> None:
        self.model.set_labels(self._workspace.labels)
        self._fit_columns()
        self._draw()

    def _on_change(self, change: Change) -> None:
        if change.kinds & _KINDS:
            self.refresh()

    # -- states

    def _show_busy(self, busy: bool) -> None:
        self._slow.stop()
        self.ui.progress.setVisible(busy)
        self.ui.stop.setVisible(busy)

    def _stop_task(self) -> None:
        self._show_busy(False)
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _fail(self, error: BaseException) -> None:
        self._show_busy(False)
        self._task = None
        if self.model.statistics is None:
            self.ui.failed_text.setText(error_text(error))
            self.ui.states.setCurrentWidget(self.ui.failed)
        else:
            self._show_message(error_text(error))

    def _show_message(self, text: str) -> None:
        set_look(self.ui.message, "warning")
        self.ui.message_text.setText(text)
        self.ui.message.setAccessibleName(text)
        self.ui.message.show()

    # -- down to the payments, and out

    def _drill(self, index: QModelIndex, _checked: bool = False) -> None:
        if index.isValid():
            self._show_payments(self.model.row(index.row()), Column(index.column()))

    def _drill_category(self, category: int) -> None:
        found = self.model.statistics
        if found is not None:
            single, _ = charted_rows(found)
            if category < len(single):
                self._show_payments(single[category], Column.REVENUE)

    def _show_payments(self, row: StatisticsRow | None, column: Column) -> None:
        found, context = self.model.statistics, self._workspace.context
        if found is None:
            return
        label = (
            translate("StatisticsView", "All payments")
            if row is None
            else row_label(row, found.by, self._workspace.labels)
        )
        period = shown_period(period_of_figure(found, column))
        self._workspace.show_payments(
            f"{label} · {period}", lambda: payments_behind_figure(context, found, row, column)
        )

    def _open_menu(self, place: QPoint) -> None:
        index = self.ui.table.indexAt(place)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        drill = menu.addAction(
            icon("drill-down"), translate("StatisticsView", "&Payments behind this figure…")
        )
        drill.triggered.connect(partial(self._drill, index))
        copy = menu.addAction(icon("copy"), translate("StatisticsView", "&Copy table"))
        copy.triggered.connect(self.copy)
        menu.popup(self.ui.table.viewport().mapToGlobal(place))

    def copy(self) -> None:
        """Put the table onto the clipboard, as a spreadsheet takes it."""
        found, rows = self.model.statistics, self.model.rows_shown()
        if found is None:
            return
        shown = [column for column in Column if not self.comparison().hides(column)]
        labels, clipboard = self._workspace.labels, QApplication.clipboard()
        if not is_long(found):
            clipboard.setText(table_text(found, rows, shown, labels))
            return
        self._workspace.tasks.read_patiently(
            self,
            lambda: table_text(found, rows, shown, labels),
            clipboard.setText,
            title=translate("StatisticsView", "Copying statistics"),
        )
