"""What has to be decided when two people changed the same: one row each, mine beside theirs."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from crm_desktop.domain.merge import Place, Side
from crm_desktop.gui.merge_texts import ShownDifference
from crm_desktop.gui.theme import set_look
from crm_desktop.infra.i18n import joined, translate

_INSET = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_SIDES = {Qt.Key.Key_Left: Side.MINE, Qt.Key.Key_Right: Side.THEIRS}


class MergeChoice(QFrame):
    """One side's state, with a button to choose it; a click anywhere in it chooses too."""

    def __init__(self, text: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QRadioButton(self)
        self.button.setAccessibleName(joined(part for part in (text, hint) if part))
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.label = _text_label(text, self)
        layout = QGridLayout(self)
        layout.setContentsMargins(6, _INSET, 6, _INSET)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(1, 1)
        layout.addWidget(self.button, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.label, 0, 1)
        if hint:
            said = QLabel(hint, self)
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setWordWrap(True)
            set_look(said, "hint")
            layout.addWidget(said, 1, 1)
        self.button.toggled.connect(self._toggled)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this side."""
        self.button.setChecked(True)
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def _toggled(self, checked: bool) -> None:
        set_look(self, "info" if checked else None)


class MergeRows(QWidget):
    """The rows. `changed` comes with every choice, `finished` when Enter leaves the last row.

    Keys: Left and Right choose a side, Up and Down go from row to row, Enter takes the side the
    keyboard is on and goes to the next row that is not decided.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: dict[Place, Side] = {}
        self.choices: dict[Place, dict[Side, MergeChoice]] = {}
        self._places: list[Place] = []
        self._table: QWidget | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def open_count(self) -> int:
        """How many rows are not decided yet."""
        return len(self._places) - len(self.chosen)

    @property
    def places(self) -> tuple[Place, ...]:
        """The rows, from top to bottom."""
        return tuple(self._places)

    def show_rows(self, rows: Sequence[tuple[Place, ShownDifference]]) -> None:
        """Show these rows; what was chosen for them before stays chosen."""
        kept = {place: self.chosen[place] for place, _ in rows if place in self.chosen}
        if self._table is not None:
            self._layout.removeWidget(self._table)
            self._table.deleteLater()
        self._table = QWidget(self)
        self._layout.addWidget(self._table)
        grid = QGridLayout(self._table)
        grid.setHorizontalSpacing(12)
        for column, stretch in enumerate((3, 3, 4, 4)):
            grid.setColumnStretch(column, stretch)
        self._places = [place for place, _ in rows]
        self.chosen, self.choices = {}, {}
        self._head(grid)
        for number, (place, texts) in enumerate(rows, start=1):
            self._add(grid, number, place, texts)
        for place, side in kept.items():
            self.choose(place, side)

    def choose(self, place: Place, side: Side) -> None:
        """Decide a row."""
        self.choices[place][side].button.setChecked(True)

    def choose_all(self, side: Side) -> None:
        """Decide all rows for one side."""
        for place in self._places:
            self.choose(place, side)

    def focus_first(self) -> None:
        """Move the keyboard to the first row that is not decided."""
        self._focus_open(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead the keyboard through the rows."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QRadioButton):
            self._show(watched)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row = next((i for i, place in enumerate(self._places) if self._has(place, watched)), None)
        if row is None or not isinstance(watched, QRadioButton):
            return False
        if event.key() in _ENTER:
            watched.setChecked(True)
            self._focus_open(row + 1)
            return True
        if event.key() in _SIDES:
            self.choose(self._places[row], _SIDES[Qt.Key(event.key())])
            self._focus_row(row)
            return True
        if event.key() in _STEPS:
            other = row + _STEPS[Qt.Key(event.key())]
            if 0 <= other < len(self._places):
                self._focus_row(other)
            return True
        return False

    def _head(self, grid: QGridLayout) -> None:
        titles = (
            translate("MergeRows", "Field"),
            translate("MergeRows", "What it was"),
            translate("MergeRows", "Mine"),
            translate("MergeRows", "Theirs"),
        )
        for column, title in enumerate(titles):
            label = QLabel(title, self._table)
            set_look(label, "hint")
            grid.addWidget(label, 0, column)

    def _add(self, grid: QGridLayout, number: int, place: Place, texts: ShownDifference) -> None:
        assert self._table is not None
        title = _text_label(texts.title, self._table)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        top = Qt.AlignmentFlag.AlignTop
        before = _text_label(_or_nothing(texts.before), self._table)
        for column, label in enumerate((title, before)):
            label.setContentsMargins(0, _INSET, 0, 0)  # in line with the text of the choices
            grid.addWidget(label, number, column, top)
        group = QButtonGroup(self._table)
        self.choices[place] = {}
        sides = ((Side.MINE, texts.mine, ""), (Side.THEIRS, texts.theirs, texts.who))
        for column, (side, text, hint) in enumerate(sides, start=2):
            choice = MergeChoice(_or_nothing(text), hint, self._table)
            where = joined((texts.title, grid_title(side)))
            spoken = f"{where}: {choice.button.accessibleName()}"
            choice.button.setAccessibleName(spoken)
            choice.button.installEventFilter(self)
            choice.button.toggled.connect(
                lambda checked, where=place, whose=side: self._toggled(where, whose, checked)
            )
            group.addButton(choice.button)
            self.choices[place][side] = choice
            grid.addWidget(choice, number, column, top)

    def _toggled(self, place: Place, side: Side, checked: bool) -> None:
        if checked:
            self.chosen[place] = side
            self.changed.emit()

    def _has(self, place: Place, button: QObject) -> bool:
        return any(choice.button is button for choice in self.choices[place].values())

    def _focus_open(self, start: int) -> None:
        rows = [*range(start, len(self._places)), *range(start)]
        for row in rows:
            if self._places[row] not in self.chosen:
                self._focus_row(row)
                return
        self.finished.emit()

    def _focus_row(self, row: int) -> None:
        place = self._places[row]
        side = self.chosen.get(place, Side.MINE)
        self.choices[place][side].button.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, button: QRadioButton) -> None:
        """Keep the row with the keyboard in sight."""
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        choice = button.parentWidget()
        if isinstance(area, QScrollArea) and choice is not None:
            area.ensureWidgetVisible(choice, 0, 24)


def grid_title(side: Side) -> str:
    """Return how a side is called."""
    if side is Side.MINE:
        return translate("MergeRows", "Mine")
    return translate("MergeRows", "Theirs")


def _or_nothing(text: str) -> str:
    return text or translate("MergeRows", "(empty)")


def _text_label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    # Values are what people typed: never read them as markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label
