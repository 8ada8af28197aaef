"""The reports page: which report, about what, and then its preview."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from crm_desktop.domain.criteria import Criteria, SavedQuery, SortOrder
from crm_desktop.domain.statistics import Breakdown
from crm_desktop.domain.statistics_labels import BREAKDOWN_LABELS
from crm_desktop.domain.texts import Text, marked
from crm_desktop.gui import report_making
from crm_desktop.gui.forms.ui_report_view import Ui_ReportView
from crm_desktop.gui.icons import icon
from crm_desktop.gui.views.query_form import choices_from, described_criteria
from crm_desktop.gui.views.statistics_period import remembered_breakdown, remembered_period
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import language, show, translate
from crm_desktop.services import places, query


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the page offers it; `options` names the page of its options in the form."""

    name: str
    icon: str
    title: Text
    description: Text
    options: str


REPORTS = (
    Report(
        "customers",
        "customers",
        marked("ReportView", "Customer list"),
        marked(
            "ReportView",
            "One line for each customer with place, owner, primary contact and what it has paid.",
        ),
        "filter_page",
    ),
    Report(
        "card",
        "company",
        marked("ReportView", "Customer card"),
        marked("ReportView", "Everything about one customer, with its contacts and payments."),
        "card_page",
    ),
    Report(
        "contacts",
        "contact",
        marked("ReportView", "Contact list"),
        marked("ReportView", "The contacts of the customers with phone, e-mail and job title."),
        "filter_page",
    ),
    Report(
        "query",
        "query",
        marked("ReportView", "Query result"),
        marked("ReportView", "What a saved query finds. Other queries are printed on their page."),
        "query_page",
    ),
    Report(
        "statistics",
        "statistics",
        marked("ReportView", "Statistics"),
        marked(
            "ReportView",
            "Revenue of a period with chart, compared with the period before and a year ago.",
        ),
        "statistics_page",
    ),
)


class ReportView(QWidget):
    """The five reports with their options."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._queries: tuple[SavedQuery, ...] = ()
        self.ui = Ui_ReportView()
        self.ui.setupUi(self)
        self.setFocusProxy(self.ui.reports)
        self._prepare()
        self._connect()
        self._set_texts()
        self.ui.reports.setCurrentRow(0)
        workspace.tasks.read(self, places.provinces, self.ui.customer_filter.set_places)

    # -- what the main window calls

    def refresh(self) -> None:
        """Read the saved queries anew."""
        context = self._workspace.context
        self._workspace.tasks.read(self, lambda: query.saved_queries(context), self._take_queries)

    def print_(self) -> None:
        """Show the preview, from which the report is printed."""
        self.preview()

    def preview(self) -> None:
        """Make the chosen report and show it, or say what is missing."""
        self.ui.message.hide()
        makers = {
            "customers": self._preview_customers,
            "card": self._preview_card,
            "contacts": self._preview_contacts,
            "query": self._preview_query,
            "statistics": self._preview_statistics,
        }
        makers[self._report.name]()

    # -- set-up

    def _prepare(self) -> None:
        ui, workspace = self.ui, self._workspace
        for report in REPORTS:
            ui.reports.addItem(QListWidgetItem(icon(report.icon), ""))
        ui.preview.setIcon(icon("preview"))
        ui.message_text_icon.setPixmap(icon("warning").pixmap(20, 20))
        ui.message.hide()
        ui.card_customer.workspace = workspace
        ui.customer_filter.today = workspace.context.clock.today
        ui.period.set_clock(workspace.context.clock.today)
        ui.period.set_choice(remembered_period(workspace.settings.get("statistics.period")))

    def _connect(self) -> None:
        ui = self.ui
        ui.reports.currentRowChanged.connect(self._choose)
        ui.reports.itemActivated.connect(lambda _item: self.preview())
        ui.preview.clicked.connect(self.preview)
        ui.customer_filter.changed.connect(ui.message.hide)
        ui.card_customer.entered.connect(ui.message.hide)
        ui.query_choice.currentIndexChanged.connect(self._describe_query)
        ui.period.refused.connect(lambda text: self._say(show(text)))
        ui.period.changed.connect(ui.message.hide)
        self._workspace.labels_changed.connect(self._offer)

    def showEvent(self, event: QShowEvent) -> None:
        """Know the queries saved meanwhile."""
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._set_texts()

    def _set_texts(self) -> None:
        ui = self.ui
        for row, report in enumerate(REPORTS):
            ui.reports.item(row).setText(show(report.title))
        margin = 2 * ui.reports.frameWidth() + 24
        ui.reports.setFixedWidth(ui.reports.sizeHintForColumn(0) + margin)
        box = ui.breakdown
        with QSignalBlocker(box):
            kept = box.currentData() or remembered_breakdown(
                self._workspace.settings.get("statistics.by")
            )
            box.clear()
            for by in Breakdown:
                box.addItem(show(BREAKDOWN_LABELS[by]), by.value)
            box.setCurrentIndex(box.findData(str(kept)))
        self._offer()
        self._choose(max(0, ui.reports.currentRow()))

    def _offer(self) -> None:
        self.ui.customer_filter.offer_choices(self._workspace)
        self._describe_query()

    @property
    def _report(self) -> Report:
        return REPORTS[max(0, self.ui.reports.currentRow())]

    def _choose(self, row: int) -> None:
        report, ui = REPORTS[row], self.ui
        ui.message.hide()
        ui.title.setText(show(report.title))
        ui.description.setText(show(report.description))
        page = getattr(ui, report.options)
        ui.options.setCurrentWidget(page)
        self._enable()

    def _enable(self) -> None:
        self.ui.preview.setEnabled(self._report.name != "query" or bool(self._queries))

    # -- saved queries

    def _take_queries(self, queries: tuple[SavedQuery, ...]) -> None:
        box = self.ui.query_choice
        with QSignalBlocker(box):
            name = box.currentText()
            self._queries = queries
            box.clear()
            box.addItems([saved.name for saved in queries])
            box.setCurrentIndex(max(0, box.findText(name)) if queries else -1)
        box.setEnabled(bool(queries))
        self._describe_query()
        self._enable()

    def _describe_query(self) -> None:
        saved = self._saved_query()
        self.ui.query_described.setText(
            described_criteria(saved.criteria, choices_from(self._workspace.labels, language()))
            if saved
            else translate(
                "ReportView",
                "No query is saved yet. On the query page, search first, then save the query or "
                "print its result there.",
            )
        )

    def _saved_query(self) -> SavedQuery | None:
        row = self.ui.query_choice.currentIndex()
        return self._queries[row] if 0 <= row < len(self._queries) else None

    # -- previews

    def _customers(self) -> Criteria | None:
        criteria, problem = self.ui.customer_filter.criteria()
        if problem:
            self._say(problem)
            return None
        return criteria

    def _preview_customers(self) -> None:
        criteria = self._customers()
        if criteria is not None:
            self._show(report_making.customer_list_report(self._workspace, criteria))

    def _preview_contacts(self) -> None:
        criteria = self._customers()
        if criteria is not None:
            self._show(report_making.contact_list_report(self._workspace, criteria))

    def _preview_card(self) -> None:
        customer_id = self.ui.card_customer.customer_id
        if customer_id is None:
            self._say(
                translate("ReportView", "Choose a customer: type a part of the number or name.")
            )
            self.ui.card_customer.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show(report_making.customer_card_report(self._workspace, customer_id))

    def _preview_query(self) -> None:
        saved = self._saved_query()
        if saved is not None:
            make = report_making.query_report(
                self._workspace, saved.criteria, SortOrder(), saved.name
            )
            self._show(make)

    def _preview_statistics(self) -> None:
        by = Breakdown(self.ui.breakdown.currentData())
        period = self.ui.period.period()
        self._show(report_making.statistics_report(self._workspace, period, by))

    def _show(self, make: report_making.Make) -> None:
        self._workspace.preview_report(show(self._report.title), make)

    def _say(self, text: str) -> None:
        self.ui.message_text.setText(text)
        self.ui.message.setAccessibleName(text)
        self.ui.message.show()
