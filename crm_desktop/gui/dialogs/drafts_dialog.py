"""Offers the drafts that an earlier run of the program left: restore, discard, or later."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from crm_desktop.domain.texts import marked
from crm_desktop.gui.draft_parts import DraftChange, DraftKind, Looked, Summary
from crm_desktop.gui.drafts import set_aside_text
from crm_desktop.gui.forms.ui_drafts_dialog import Ui_DraftsDialog
from crm_desktop.gui.models.record_table import Column, RecordTableModel
from crm_desktop.gui.widgets.record_table import fit_columns
from crm_desktop.infra.i18n import joined, show, translate
from crm_desktop.infra.journal import Kept
from crm_desktop.reports.values import shown


@dataclass(frozen=True, slots=True)
class OfferedDraft:
    """A draft with what was found out about it."""

    kept: Kept
    kind: DraftKind
    looked: Looked

    @property
    def id(self) -> None:
        """Drafts have keys, not ids."""

    @property
    def is_stored(self) -> bool:
        """Whether all of it is stored: the program ended between a save and the next moment."""
        summary = self.summary()
        return self.looked.now is not None and not summary.changes and not summary.note

    def summary(self) -> Summary:
        """Return what it would change, in the language in force."""
        return self.kind.describe(self.looked)


def _fields(draft: OfferedDraft) -> str:
    return joined(dict.fromkeys(change.field for change in draft.summary().changes))


COLUMNS: tuple[Column[OfferedDraft], ...] = (
    Column(marked("Drafts", "Record"), lambda draft: draft.kept.entry.title),
    Column(marked("Drafts", "Kind"), lambda draft: show(draft.kind.name)),
    Column(marked("Drafts", "Typed"), lambda draft: shown(draft.kept.entry.at)),
    Column(marked("Drafts", "Changes"), _fields),
)
CHANGE_COLUMNS: tuple[Column[DraftChange], ...] = (
    Column(marked("Drafts", "Field"), lambda change: change.field),
    Column(marked("Drafts", "Stored now"), lambda change: change.now),
    Column(marked("Drafts", "You typed"), lambda change: change.typed),
)


class DraftsDialog(QDialog):
    """Lists `drafts`. `restored` and `discarded` carry those that were chosen.

    `set_aside` are files that could not be understood.
    """

    restored = Signal(object)
    discarded = Signal(object)

    def __init__(
        self,
        drafts: Sequence[OfferedDraft],
        set_aside: Sequence[Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._set_aside = tuple(set_aside)
        self.ui = Ui_DraftsDialog()
        self.ui.setupUi(self)
        self.drafts: RecordTableModel[OfferedDraft] = RecordTableModel(COLUMNS, self)
        self.changes: RecordTableModel[DraftChange] = RecordTableModel(CHANGE_COLUMNS, self)
        ui = self.ui
        ui.drafts.setModel(self.drafts)
        ui.changes.setModel(self.changes)
        ui.splitter.setStretchFactor(0, 1)
        ui.splitter.setStretchFactor(1, 1)
        ui.drafts.selectionModel().currentRowChanged.connect(self._show_changes)
        ui.drafts.selectionModel().selectionChanged.connect(self._show_possible)
        ui.drafts.activated.connect(self._restore)
        ui.restore_button.clicked.connect(self._restore)
        ui.discard_button.clicked.connect(self._ask_discard)
        ui.later_button.clicked.connect(self.reject)
        self._show(drafts)
        ui.drafts.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.drafts.retranslate()
            self.changes.retranslate()
            self._show_changes()
            self._show_set_aside()
            fit_columns(self.ui.drafts)
        super().changeEvent(event)

    @property
    def chosen(self) -> tuple[OfferedDraft, ...]:
        """The drafts that are marked."""
        rows = sorted(index.row() for index in self.ui.drafts.selectionModel().selectedRows())
        return tuple(self.drafts.records[row] for row in rows)

    def _show(self, drafts: Sequence[OfferedDraft]) -> None:
        self.drafts.set_records(drafts)
        fit_columns(self.ui.drafts)
        self.ui.drafts.setCurrentIndex(self.drafts.index(0, 0))
        self.ui.drafts.selectAll()
        self._show_changes()
        self._show_set_aside()
        self._show_possible()

    def _show_changes(self, *_: object) -> None:
        draft = self.drafts.record(self.ui.drafts.currentIndex())
        summary = draft.summary() if draft is not None else Summary(())
        self.changes.set_records(summary.changes)
        fit_columns(self.ui.changes)
        self.ui.note.setText(summary.note)
        self.ui.note.setVisible(bool(summary.note))

    def _show_set_aside(self) -> None:
        folders = sorted({str(path.parent) for path in self._set_aside})
        self.ui.set_aside.setVisible(bool(folders))
        self.ui.set_aside.setText(set_aside_text(self._set_aside))

    def _show_possible(self, *_: object) -> None:
        for button in (self.ui.restore_button, self.ui.discard_button):
            button.setEnabled(bool(self.chosen))

    def _restore(self, *_: object) -> None:
        chosen = self.chosen
        if chosen:
            self._take_out(chosen)
            self.restored.emit(chosen)

    def _ask_discard(self) -> None:
        chosen = self.chosen
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(translate("DraftsDialog", "Discard drafts"))
        box.setText(translate("DraftsDialog", "Discard drafts: {n}?").format(n=len(chosen)))
        box.setInformativeText(
            "\n".join(
                [
                    *(draft.kept.entry.title for draft in chosen),
                    "",
                    translate("DraftsDialog", "What was typed in them is gone then."),
                ]
            )
        )
        roles = QMessageBox.ButtonRole
        discard = box.addButton(translate("DraftsDialog", "&Discard"), roles.DestructiveRole)
        stay = box.addButton(translate("DraftsDialog", "&Cancel"), roles.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        discard.clicked.connect(lambda: self._discard(chosen))
        box.open()

    def _discard(self, chosen: tuple[OfferedDraft, ...]) -> None:
        self.discarded.emit(chosen)
        self._take_out(chosen)

    def _take_out(self, chosen: tuple[OfferedDraft, ...]) -> None:
        left = [draft for draft in self.drafts.records if draft not in chosen]
        if left:
            self._show(left)
        else:
            self.accept()
