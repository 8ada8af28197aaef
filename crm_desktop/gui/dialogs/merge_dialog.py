"""The merge view: what somebody else changed meanwhile beside what I typed, decided row by row."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.merge import Merge, Side
from crm_desktop.domain.texts import marked
from crm_desktop.gui.forms.ui_merge_dialog import Ui_MergeDialog
from crm_desktop.gui.merge_texts import MergeTexts, ShownDifference
from crm_desktop.gui.models.record_table import Column, RecordTableModel
from crm_desktop.gui.widgets.record_table import fit_columns
from crm_desktop.infra.i18n import translate

COLUMNS: tuple[Column[ShownDifference], ...] = (
    Column(marked("Merge", "Field"), lambda shown: shown.title),
    Column(marked("Merge", "What it was"), lambda shown: shown.before),
    Column(marked("Merge", "Becomes"), lambda shown: shown.outcome),
    Column(marked("Merge", "Changed by"), lambda shown: shown.by),
)


_MOST = 7  # rows in sight at once


class Purpose(Enum):
    """What happens once all is decided: it is stored, or it goes into the form."""

    SAVE = auto()
    TAKE_OVER = auto()


class MergeDialog(QDialog):
    """Shows `merge` in words of `texts`. `decided` carries what was chosen, by place.

    Leaving it decides nothing.
    """

    decided = Signal(object)

    def __init__(
        self, merge: Merge, texts: MergeTexts, purpose: Purpose, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._merge = merge
        self._texts = texts
        self._purpose = purpose
        self.ui = Ui_MergeDialog()
        self.ui.setupUi(self)
        self.by_itself: RecordTableModel[ShownDifference] = RecordTableModel(COLUMNS, self)
        ui = self.ui
        ui.by_itself.setModel(self.by_itself)
        ui.area.setVisible(bool(merge.decisions))
        if not merge.decisions:
            ui.layout.insertStretch(ui.layout.count() - 1, 1)
        for button in (ui.all_mine_button, ui.all_theirs_button):
            button.setVisible(len(merge.decisions) > 1)
        self._connect()
        self._show()
        ui.by_itself_button.setChecked(not merge.decisions)
        self._fold(not merge.decisions)
        if merge.decisions:
            ui.rows.focus_first()
        else:
            ui.accept_button.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force; what was decided stays."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.by_itself.retranslate()
            self._show()
        super().changeEvent(event)

    def _connect(self) -> None:
        ui = self.ui
        ui.rows.changed.connect(self._show_state)
        ui.rows.finished.connect(ui.accept_button.setFocus)
        ui.by_itself_button.toggled.connect(self._fold)
        ui.all_mine_button.clicked.connect(lambda: self._choose_all(Side.MINE))
        ui.all_theirs_button.clicked.connect(lambda: self._choose_all(Side.THEIRS))
        ui.accept_button.clicked.connect(self._decide)
        ui.back_button.clicked.connect(self.reject)

    def _show(self) -> None:
        ui, merge = self.ui, self._merge
        ui.heading.setText(self._texts.heading())
        ui.rows.show_rows([(each.place, self._texts.of(each)) for each in merge.decisions])
        self.by_itself.set_records([self._texts.of(each) for each in merge.by_itself])
        ui.by_itself_button.setVisible(bool(merge.by_itself))
        ui.by_itself_button.setText(
            translate("MergeDialog", "Merged by itself: {n}").format(n=len(merge.by_itself))
        )
        fit_columns(ui.by_itself)
        self._fit_height()
        if self._purpose is Purpose.TAKE_OVER:
            ui.accept_button.setText(translate("MergeDialog", "Take &over"))
        self._show_state()

    def _show_state(self) -> None:
        ui, left = self.ui, self.ui.rows.open_count
        ui.explanation.setText(self._explanation())
        ui.accept_button.setEnabled(left == 0)
        ui.state.setText(
            translate("MergeDialog", "To be decided: {n}").format(n=left) if left else ""
        )
        ui.state.setAccessibleName(ui.state.text())

    def _explanation(self) -> str:
        if not self._merge.decisions:
            text = translate(
                "MergeDialog", "Your changes and theirs do not touch each other. Nothing is lost."
            )
        else:
            text = translate(
                "MergeDialog",
                "You both changed the following. Choose for each which one holds; everything else "
                "goes together by itself.",
            )
        if self._purpose is Purpose.SAVE:
            held = translate("MergeDialog", "Nothing is saved until you have decided.")
        else:
            held = translate("MergeDialog", "It goes into the form; nothing is saved yet.")
        return f"{text} {held}"

    def _choose_all(self, side: Side) -> None:
        self.ui.rows.choose_all(side)
        self.ui.accept_button.setFocus()

    def _fold(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.ui.by_itself_button.setArrowType(arrow)
        self.ui.by_itself.setVisible(is_open and bool(self._merge.by_itself))

    def _fit_height(self) -> None:
        """Take no more room for what needs no decision than there is to show."""
        table = self.ui.by_itself
        rows = sum(table.rowHeight(row) for row in range(min(self.by_itself.rowCount(), _MOST)))
        head = table.horizontalHeader().sizeHint().height()
        table.setFixedHeight(rows + head + 2 * table.frameWidth())

    def _decide(self) -> None:
        if self.ui.rows.open_count == 0:
            self.decided.emit(dict(self.ui.rows.chosen))
            self.accept()
