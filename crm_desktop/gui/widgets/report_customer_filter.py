"""Which customers a report is about: all, or those that meet a few criteria."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from crm_desktop.domain.criteria import CRITERIA_LABELS, Criteria
from crm_desktop.domain.errors import NothingToSearch
from crm_desktop.gui.forms.ui_customer_filter import Ui_CustomerFilter
from crm_desktop.gui.views.query_boxes import offer_choices
from crm_desktop.gui.views.query_form import (
    Choice,
    choices_from,
    read_criteria,
    written_criteria,
)
from crm_desktop.gui.widgets.search_box import offer, prepare_search_box
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import language, show

FIELDS = ("location", "category", "status", "owner_id")


class CustomerFilter(QWidget):
    """All customers, or four criteria. `changed` comes when other customers are meant."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self.today: Callable[[], date] = date.today
        self.ui = Ui_CustomerFilter()
        self.ui.setupUi(self)
        for name in FIELDS:
            box = self._box(name)
            prepare_search_box(box)
            box.activated.connect(self._typed)
            line = box.lineEdit()
            if line is not None:
                line.textEdited.connect(self._typed)
        self.ui.all_customers.setChecked(True)
        self.ui.all_customers.toggled.connect(lambda _checked: self.changed.emit())

    def offer_choices(self, workspace: Workspace) -> None:
        """Offer what the lists hold."""
        typed, _problem = self._read()
        self._choices = choices_from(workspace.labels, language())
        texts = written_criteria(typed, self._choices)
        for name in FIELDS:
            offer_choices(self._box(name), name, self._choices, workspace)
            if name in self._choices:
                self._box(name).setEditText(texts[name])

    def set_places(self, places: tuple[str, ...]) -> None:
        """Offer places."""
        offer(self._box("location"), places)

    def criteria(self) -> tuple[Criteria, str]:
        """Return the criteria, and what is wrong with them or ""."""
        if self.ui.all_customers.isChecked():
            return Criteria(), ""
        criteria, problem = self._read()
        if criteria.is_empty and not problem:
            problem = show(NothingToSearch.text)
        return criteria, problem

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)

    def _read(self) -> tuple[Criteria, str]:
        typed = {name: self._box(name).currentText() for name in FIELDS}
        criteria, problems = read_criteria(typed, self._choices, self.today())
        if not problems:
            return criteria, ""
        problem = problems[0]
        label = show(CRITERIA_LABELS[problem.field])
        return criteria, f"{label}: {show(problem.text, **problem.values)}"

    def _box(self, name: str) -> QComboBox:
        box: QComboBox = getattr(self.ui, name)
        return box

    def _typed(self) -> None:
        self.ui.some_customers.setChecked(True)
        self.changed.emit()
