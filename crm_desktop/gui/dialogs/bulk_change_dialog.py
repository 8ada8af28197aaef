"""Setting status, level, owner or category for several customers, with a look at what changes."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.fields import CUSTOMER_FIELDS, FieldKind, by_name
from crm_desktop.domain.jobs import BULK_FIELDS, BulkPreview, BulkRow, JobReport
from crm_desktop.domain.texts import marked
from crm_desktop.gui.choices import Choices, load_choices
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.dialogs.undo_report_dialog import UndoReportDialog
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.forms.ui_bulk_change_dialog import Ui_BulkChangeDialog
from crm_desktop.gui.models.record_table import Column, RecordTableModel
from crm_desktop.gui.shown_values import shown_code
from crm_desktop.gui.tasks import Task, task_progress
from crm_desktop.gui.undo_texts import left_text, report_lines
from crm_desktop.gui.widgets.choice_box import ChoiceBox
from crm_desktop.gui.widgets.choice_offer import offer
from crm_desktop.gui.widgets.record_table import fit_columns
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import joined, show, translate
from crm_desktop.services import bulk

_FIELDS = by_name(CUSTOMER_FIELDS)
_MOST_VALUES = 6


class BulkChangeDialog(QDialog):
    """The dialog for the customers `marked_ids`, or for all `total` ones that `criteria` find."""

    def __init__(
        self,
        workspace: Workspace,
        marked_ids: Sequence[int],
        criteria: Criteria,
        total: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._marked = tuple(marked_ids)
        self._criteria = criteria
        self._total = total
        self._choices = Choices()
        self._reading: Task | None = None
        self._found: BulkPreview | None = None
        self.ui = Ui_BulkChangeDialog()
        self.ui.setupUi(self)
        self.model: RecordTableModel[BulkRow] = RecordTableModel(
            (
                Column(marked("BulkChangeDialog", "Number"), lambda row: row.customer_no),
                Column(marked("BulkChangeDialog", "Name"), lambda row: row.name),
                Column(marked("BulkChangeDialog", "Now"), self._before_text),
            ),
            self,
        )
        self.ui.table.setModel(self.model)
        self.ui.marked_choice.setChecked(bool(self._marked))
        self.ui.marked_choice.setEnabled(bool(self._marked))
        self.ui.all_choice.setChecked(not self._marked)
        self._connect()
        self._show_scope()
        self._look()
        context = workspace.context
        workspace.tasks.read(self, lambda: load_choices(context), self._offer)

    # -- what is to be set

    @property
    def values(self) -> dict[str, object]:
        """What is to be set, by field."""
        ticked = (name for name in BULK_FIELDS if self._check(name).isChecked())
        return {name: self._box(name).value() for name in ticked}

    def _box(self, name: str) -> ChoiceBox:
        return cast(ChoiceBox, getattr(self.ui, name))

    def _check(self, name: str) -> QCheckBox:
        return cast(QCheckBox, getattr(self.ui, f"{name}_set"))

    def _connect(self) -> None:
        for name in BULK_FIELDS:
            self._check(name).toggled.connect(self._box(name).setEnabled)
            self._check(name).toggled.connect(lambda _on: self._look())
            self._box(name).chosen.connect(self._look)
        self.ui.marked_choice.toggled.connect(lambda _on: self._look())
        self.ui.change_button.clicked.connect(self._change)
        self.ui.cancel_button.clicked.connect(self.reject)

    def _offer(self, choices: Choices) -> None:
        self._choices = choices
        for name in BULK_FIELDS:
            offer(self._box(name), _FIELDS[name], choices, self._workspace)

    # -- what would change

    def _look(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        values, marked_ids, criteria = self.values, self._marked, self._criteria
        self._found = None
        self._show_found()
        if not values or any(_FIELDS[n].required and not v for n, v in values.items()):
            return
        if any(self._box(name).is_unclear for name in values):
            return
        context, all_found = self._workspace.context, self.ui.all_choice.isChecked()

        def read() -> BulkPreview:
            ids = bulk.matching(context, criteria) if all_found else marked_ids
            return bulk.preview(context, ids, values)

        self.ui.preview.setText(translate("BulkChangeDialog", "Looking what would change…"))
        self._reading = self._workspace.tasks.read(
            self, read, self._take, lambda error: self.ui.preview.setText(error_text(error))
        )

    def _take(self, found: BulkPreview) -> None:
        self._found = found
        self._show_found()

    def _show_found(self) -> None:
        found = self._found
        self.model.set_records(found.first if found is not None else ())
        fit_columns(self.ui.table)
        self.ui.change_button.setEnabled(found is not None and bool(found.ids))
        self.ui.preview.setText(
            self._preview_text(found)
            if found is not None
            else translate("BulkChangeDialog", "Tick what to set, and choose the new value.")
        )

    def _preview_text(self, found: BulkPreview) -> str:
        lines = [
            translate("BulkChangeDialog", "Customers that change: {n}").format(
                n=f"{len(found.ids):,}"
            )
        ]
        for name, counts in found.counts.items():
            parts = [f"{self._value(name, value)}: {n:,}" for value, n in counts[:_MOST_VALUES]]
            if len(counts) > _MOST_VALUES:
                parts.append("…")
            if parts:
                text = translate("BulkChangeDialog", "{field} now — {values}")
                lines.append(text.format(field=show(_FIELDS[name].label), values=joined(parts)))
        if found.unchanged:
            text = translate("BulkChangeDialog", "Have it already: {n}")
            lines.append(text.format(n=f"{found.unchanged:,}"))
        if found.missing:
            text = translate("BulkChangeDialog", "Deleted meanwhile, left alone: {n}")
            lines.append(text.format(n=f"{found.missing:,}"))
        if len(found.ids) > len(found.first):
            text = translate("BulkChangeDialog", "The first {n} of them:")
            lines.append(text.format(n=len(found.first)))
        return "\n".join(lines)

    def _before_text(self, row: BulkRow) -> str:
        return joined(
            f"{show(_FIELDS[name].label)}: {self._value(name, value)}"
            for name, value in row.before.items()
        )

    def _value(self, name: str, value: object) -> str:
        labels, field = self._workspace.labels, _FIELDS[name]
        nothing = translate("BulkChangeDialog", "(none)")
        if isinstance(value, int):
            owner = field.kind is FieldKind.OWNER
            return labels.owner(value) if owner else labels.category(value)
        return shown_code(labels, field.code_list or "", value) or nothing

    # -- changing

    def _change(self) -> None:
        if self._found is None:
            return
        context, ids, values = self._workspace.context, self._found.ids, self.values
        self.setEnabled(False)
        task = self._workspace.tasks.write(
            self,
            lambda: bulk.set_fields(context, ids, values, task_progress()),
            self._done,
            title=self.windowTitle(),
        )
        task.finished.connect(lambda: self.setEnabled(True))
        text = translate("BulkChangeDialog", "Changing customers…")
        follow(task, self.windowTitle(), text, self.parentWidget() or self)

    def _done(self, report: JobReport) -> None:
        if report.left:
            UndoReportDialog(
                self.windowTitle(), left_text(report), report_lines(report), self.parentWidget()
            ).open()
        self.accept()

    # -- texts

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force; what is chosen stays."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.model.retranslate()
            self._offer(self._choices)
            self._show_scope()
            self._show_found()
        super().changeEvent(event)

    def _show_scope(self) -> None:
        self.ui.marked_choice.setText(
            translate("BulkChangeDialog", "&Marked customers: {n}").format(
                n=f"{len(self._marked):,}"
            )
        )
        self.ui.all_choice.setText(
            translate("BulkChangeDialog", "&All customers found: {n}").format(n=f"{self._total:,}")
        )
