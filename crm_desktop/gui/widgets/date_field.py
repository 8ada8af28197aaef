"""A field for a day: typed in any usual way, or picked from a calendar; it may be empty."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.domain.validation import FIRST_DATE, LAST_DATE
from crm_desktop.gui.icons import icon
from crm_desktop.gui.typed_values import parse_date
from crm_desktop.infra.i18n import language, translate

_CALENDAR_KEYS = (
    (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
)


class DateField(QLineEdit):
    """The field. Up and Down go a day on or back, Alt+Down or F4 opens the calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today: Callable[[], date] = date.today
        self._pick = QAction(icon("calendar"), "", self)
        self._pick.triggered.connect(self.open_calendar)
        self.addAction(self._pick, QLineEdit.ActionPosition.TrailingPosition)
        self.retranslate()

    def retranslate(self) -> None:
        """Show texts in the language in force."""
        self.setPlaceholderText(translate("DateField", "yyyy-mm-dd"))
        self._pick.setToolTip(translate("DateField", "Calendar (Alt+Down)"))

    def day(self) -> date | None:
        """Return the day that is typed, or None."""
        return parse_date(self.text(), self.today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by a day, or open the calendar."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if (Qt.Key(event.key()), modifiers) in _CALENDAR_KEYS:
            self.open_calendar()
        elif step and not modifiers and not self.isReadOnly():
            self._enter((self.day() or self.today()) + timedelta(days=step if self.day() else 0))
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a calendar under the field; Enter or a click takes a day, Esc none."""
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(frame)
        calendar.setLocale(QLocale(language()))
        calendar.setDateRange(_qt_day(FIRST_DATE), _qt_day(LAST_DATE))
        calendar.setSelectedDate(_qt_day(self.day() or self.today()))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)

        def take(picked: QDate) -> None:
            frame.close()
            self._enter(date(picked.year(), picked.month(), picked.day()))
            self.setFocus(Qt.FocusReason.PopupFocusReason)

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        frame.move(self.mapToGlobal(QPoint(0, self.height())))
        frame.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _enter(self, day: date) -> None:
        self.setText(min(max(day, FIRST_DATE), LAST_DATE).isoformat())
        self.textEdited.emit(self.text())


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
