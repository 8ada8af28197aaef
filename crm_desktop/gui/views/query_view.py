"""The query page: search by any combination of fields, and what was found."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crm_desktop.domain.criteria import CRITERIA_LABELS, Criteria, SavedQuery
from crm_desktop.domain.errors import NothingToSearch
from crm_desktop.domain.validation import Problem
from crm_desktop.gui import bulk_jobs
from crm_desktop.gui.dialogs.export_dialog import Export
from crm_desktop.gui.forms.ui_query_view import Ui_QueryView
from crm_desktop.gui.icons import icon
from crm_desktop.gui.report_making import query_report
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.views.query_boxes import offer_choices
from crm_desktop.gui.views.query_form import (
    ALL_CRITERIA,
    LIST_CRITERIA,
    MAIN_CRITERIA,
    choices_from,
    described_criteria,
    read_criteria,
    uses_more,
    written_criteria,
)
from crm_desktop.gui.views.query_saved import SavedQueries
from crm_desktop.gui.widgets.customer_table import CustomerTable
from crm_desktop.gui.widgets.search_box import offer, prepare_search_box
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import language, show, translate
from crm_desktop.services import places, query

_BLINK = 250
_MORE_KEY = "query.more"


class QueryView(QWidget):
    """Search fields above, results below. A query without any criterion is never run."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._goes_to_results = False
        self.ui = Ui_QueryView()
        self.ui.setupUi(self)
        self.table = CustomerTable(workspace, "query")
        self.ui.found_layout.addWidget(self.table)
        self.saved = SavedQueries(workspace, self)
        self._slow = QTimer(self, singleShot=True, interval=_BLINK)
        self.setFocusProxy(self.ui.location)
        self._prepare()
        self._connect()
        self._set_texts()
        self._offer_choices()
        self._show_more(workspace.settings.get(_MORE_KEY) is True)
        self._show_start()
        workspace.tasks.read(self, places.provinces, self._offer_places)

    # -- what the main window calls

    def refresh(self) -> None:
        """Read the results anew."""
        if self._shows_results:
            self.table.refresh()

    def focus_search(self) -> None:
        """Go to the first field."""
        self._field("location").setFocus(Qt.FocusReason.ShortcutFocusReason)

    def run(self, criteria: Criteria) -> None:
        """Put `criteria` into the fields and search."""
        for name, text in written_criteria(criteria, self._choices).items():
            self._set_text(name, text)
        if uses_more(criteria):
            self._show_more(True)
        self.search()

    def print_(self) -> None:
        """Show the results as a report."""
        if self.ui.print_button.isEnabled():
            make = query_report(self._workspace, self.table.criteria, self.table.sort_order)
            self._workspace.preview_report(translate("QueryView", "Query result"), make)

    def export(self) -> None:
        """Write the results to a file, in their order and with the columns on screen."""
        if not self.ui.export_button.isEnabled():
            return
        from crm_desktop.services import transfer_out

        context, criteria, sort = (
            self._workspace.context,
            self.table.criteria,
            self.table.sort_order,
        )
        columns = self.table.visible_columns()
        Export(
            self._workspace,
            self,
            translate("QueryView", "Query result"),
            lambda path: transfer_out.export_customers(
                context, path, criteria, sort, columns, task_progress()
            ),
        )

    def bulk_change(self) -> None:
        """Set values for the marked customers, or for all that were found."""
        if self._shows_results:
            bulk_jobs.bulk_change(self, self._workspace, self.table)

    # -- searching

    def search(self) -> None:
        """Run the query that stands in the fields, or say what is missing."""
        criteria = self._criteria_entered()
        if criteria is None:
            return
        self._hide_message()
        self.ui.states.setCurrentWidget(self.ui.found)
        self.ui.described.setText(described_criteria(criteria, self._choices))
        self.ui.described.setToolTip(self.ui.described.text())
        self.ui.count.setText("")
        self._slow.start()
        self._set_results_enabled(False)
        self._goes_to_results = True
        self.table.show_matches(criteria)

    def _criteria_entered(self) -> Criteria | None:
        """Return what stands in the fields, or say what is missing or wrong."""
        typed = {name: self._text(name) for name in ALL_CRITERIA}
        today = self._workspace.context.clock.today()
        criteria, problems = read_criteria(typed, self._choices, today)
        if problems:
            self._show_problem(problems[0])
            return None
        try:
            query.require_criteria(criteria)
        except NothingToSearch as error:
            self._show_message(show(error.text))
            self.focus_search()
            return None
        return criteria

    def clear(self) -> None:
        """Empty all fields and forget the results."""
        self.stop()
        for name in ALL_CRITERIA:
            self._set_text(name, "")
        self._hide_message()
        self._show_start()
        self.focus_search()

    def stop(self) -> None:
        """Give up a search that is still under way."""
        if not self._is_searching:
            return
        self.table.stop()
        self._show_start()
        self._show_message(translate("QueryView", "The search was stopped. Nothing was changed."))

    @property
    def _shows_results(self) -> bool:
        return self.ui.states.currentWidget() is self.ui.found

    @property
    def _is_searching(self) -> bool:
        return self._slow.isActive() or not self.ui.stop.isHidden()

    # -- set-up

    def _prepare(self) -> None:
        ui = self.ui
        for name in ALL_CRITERIA:
            field = self._field(name)
            if isinstance(field, QComboBox):
                prepare_search_box(field)
        ui.search.setIcon(icon("query"))
        ui.clear.setIcon(icon("clear"))
        ui.saved.setIcon(icon("query-saved"))
        ui.export_button.setIcon(icon("export"))
        ui.print_button.setIcon(icon("print"))
        ui.message_text_icon.setPixmap(icon("warning").pixmap(20, 20))
        ui.saved.setMenu(self.saved.menu)

    def _connect(self) -> None:
        ui = self.ui
        for name in ALL_CRITERIA:
            line = self._line(name)
            line.returnPressed.connect(self.search)
            line.textEdited.connect(self._forget_problem)
        ui.search.clicked.connect(self.search)
        ui.clear.clicked.connect(self.clear)
        ui.more.toggled.connect(self._toggle_more)
        ui.stop.clicked.connect(self.stop)
        ui.export_button.clicked.connect(self.export)
        ui.print_button.clicked.connect(self.print_)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)
        self._slow.timeout.connect(partial(self._show_busy, True))
        self.table.counted.connect(self._show_count)
        self.table.model.shown.connect(self._end_busy)
        self.table.model.failed.connect(lambda _error: self._show_busy(False))
        self.table.opened.connect(self._workspace.open_customer)
        self.table.empty_action.connect(self.clear)
        self.table.set_empty_texts(_nothing_found)
        self.saved.chosen.connect(self._run_saved)
        self.saved.save_requested.connect(self._save)
        self._workspace.labels_changed.connect(self._offer_choices)

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            kept = self._kept_criteria()
            self.ui.retranslateUi(self)
            self._offer_choices()
            for name, text in written_criteria(kept, self._choices).items():
                if name in LIST_CRITERIA:
                    self._set_text(name, text)
            self._set_texts()

    def _kept_criteria(self) -> Criteria:
        typed = {name: self._text(name) for name in LIST_CRITERIA}
        today = self._workspace.context.clock.today()
        return read_criteria(typed, self._choices, today)[0]

    def _set_texts(self) -> None:
        self._hide_message()
        if self.table.model.total is not None and self._shows_results:
            self._show_count(self.table.model.total)

    def _offer_choices(self) -> None:
        self._choices = choices_from(self._workspace.labels, language())
        for name in self._choices:
            offer_choices(self._field(name), name, self._choices, self._workspace)

    def _offer_places(self, provinces: tuple[str, ...]) -> None:
        field = self._field("location")
        if isinstance(field, QComboBox):
            offer(field, provinces)

    # -- fields

    def _field(self, name: str) -> QWidget:
        field: QWidget = getattr(self.ui, name)
        return field

    def _line(self, name: str) -> QLineEdit:
        field = self._field(name)
        line = field.lineEdit() if isinstance(field, QComboBox) else field
        assert isinstance(line, QLineEdit)
        return line

    def _text(self, name: str) -> str:
        return self._line(name).text()

    def _set_text(self, name: str, text: str) -> None:
        field = self._field(name)
        if isinstance(field, QComboBox):
            field.setCurrentIndex(-1)
            field.setEditText(text)
        else:
            self._line(name).setText(text)

    # -- what is shown

    def _show_more(self, wanted: bool) -> None:
        self.ui.more.setChecked(wanted)
        self.ui.more_panel.setVisible(wanted)
        self.ui.more.setIcon(icon("chevron-down" if wanted else "chevron-right"))

    def _toggle_more(self, wanted: bool) -> None:
        self._show_more(wanted)
        self._workspace.settings.set(_MORE_KEY, wanted)
        if not wanted:
            for name in set(ALL_CRITERIA) - set(MAIN_CRITERIA):
                self._set_text(name, "")

    def _show_start(self) -> None:
        self._show_busy(False)
        self.ui.states.setCurrentWidget(self.ui.start)
        self.ui.count.setText("")
        self.ui.described.setText("")
        self._set_results_enabled(False)

    def _show_busy(self, busy: bool) -> None:
        self._slow.stop()
        self.ui.progress.setVisible(busy)
        self.ui.stop.setVisible(busy)

    def _end_busy(self) -> None:
        model = self.table.model
        if model.total is None or model.is_reading_first:
            return
        self._show_busy(False)
        # The keyboard goes on to what was found; F3 leads back to the fields.
        if self._goes_to_results and model.rowCount():
            self.table.focus_rows()
        self._goes_to_results = False

    def _show_count(self, total: int) -> None:
        self._end_busy()
        found = self.table.model.total_text()
        self.ui.count.setText(translate("QueryView", "Customers found: {n}").format(n=found))
        self._set_results_enabled(total > 0)

    def _set_results_enabled(self, enabled: bool) -> None:
        for button in (self.ui.export_button, self.ui.print_button):
            button.setEnabled(enabled)
            button.setVisible(self._shows_results)

    def _show_message(self, text: str) -> None:
        self.ui.message_text.setText(text)
        self.ui.message.setAccessibleName(text)
        self.ui.message.show()

    def _hide_message(self) -> None:
        self.ui.message.hide()

    def _show_problem(self, problem: Problem) -> None:
        label = show(CRITERIA_LABELS[problem.field])
        self._show_message(f"{label}: {show(problem.text, **problem.values)}")
        if problem.field not in MAIN_CRITERIA:
            self._show_more(True)
        field = self._line(problem.field)
        field.setAccessibleDescription(self.ui.message_text.text())
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _forget_problem(self) -> None:
        for name in ALL_CRITERIA:
            self._line(name).setAccessibleDescription("")
        self._hide_message()

    def _escape(self) -> None:
        if self._is_searching:
            self.stop()
        else:
            self.clear()

    def _save(self) -> None:
        criteria = self._criteria_entered()
        if criteria is not None:
            self._hide_message()
            self.saved.save(criteria, described_criteria(criteria, self._choices))

    def _run_saved(self, saved: SavedQuery) -> None:
        self.clear()
        self.run(saved.criteria)


def _nothing_found() -> tuple[str, str, str]:
    return (
        translate("QueryView", "No customer fits"),
        translate("QueryView", "Try fewer criteria, or a shorter part of a name."),
        translate("QueryView", "Clear the fields"),
    )
