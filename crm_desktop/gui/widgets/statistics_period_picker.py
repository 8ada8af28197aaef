"""Choosing a period: by name, or two dates."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.periods import PERIOD_LABELS, Period, PeriodName
from crm_desktop.domain.validation import BAD_DATE
from crm_desktop.gui.forms.ui_period_picker import Ui_PeriodPicker
from crm_desktop.gui.views.query_form import REVERSED
from crm_desktop.gui.views.statistics_period import PeriodChoice
from crm_desktop.infra.clock import SystemClock
from crm_desktop.infra.i18n import show, translate

_TWO_DATES = "two dates"


class PeriodPicker(QWidget):
    """The names of periods and two fields for days, which show what the name means.

    Typing a day makes it two dates. `changed` comes when another period stands here; `refused`
    carries what is wrong when the days are none.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today: Callable[[], date] = SystemClock().today
        self._choice = PeriodChoice()
        self.ui = Ui_PeriodPicker()
        self.ui.setupUi(self)
        self.setFocusProxy(self.ui.period_name)
        self._set_texts()
        self.ui.period_name.activated.connect(self._take_name)
        for field in (self.ui.first, self.ui.last):
            field.editingFinished.connect(partial(self._take_days, field))
            field.setMinimumWidth(field.fontMetrics().horizontalAdvance("0000-00-00") + 44)
        self._show()

    def set_clock(self, today: Callable[[], date]) -> None:
        """Count from the day that `today` returns."""
        self._today = today
        self.ui.first.today = self.ui.last.today = today
        self._show()

    def choice(self) -> PeriodChoice:
        """Return what is chosen."""
        return self._choice

    def period(self) -> Period:
        """Return the days that are meant."""
        return self._choice.period(self._today())

    def set_choice(self, choice: PeriodChoice) -> None:
        """Show another period, telling nobody."""
        self._choice = choice
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.ui.first.retranslate()
            self.ui.last.retranslate()
            self._set_texts()
            self._show()

    def _set_texts(self) -> None:
        box = self.ui.period_name
        with QSignalBlocker(box):
            box.clear()
            for name in PeriodName:
                box.addItem(show(PERIOD_LABELS[name]), name.value)
            box.addItem(translate("PeriodPicker", "Two dates"), _TWO_DATES)

    def _show(self) -> None:
        name = self._choice.name
        with QSignalBlocker(self.ui.period_name):
            self.ui.period_name.setCurrentIndex(
                self.ui.period_name.findData(name.value if name else _TWO_DATES)
            )
        period = self.period()
        self.ui.first.setText(period.first.isoformat())
        self.ui.last.setText(period.last.isoformat())

    def _take_name(self) -> None:
        data = self.ui.period_name.currentData()
        if data == _TWO_DATES:
            self._choice = PeriodChoice(None, self.period())
            self._show()
            self.ui.first.setFocus()
            self.ui.first.selectAll()
        else:
            self._choice = PeriodChoice(PeriodName(data))
            self._show()
        self.changed.emit()

    def _take_days(self, field: QWidget) -> None:
        first, last = self.ui.first.day(), self.ui.last.day()
        if first is None or last is None:
            self.refused.emit(BAD_DATE)
        elif first > last:
            # From the first day the keyboard goes on to the last one: that may be changed yet.
            if field is self.ui.last or not self.ui.last.hasFocus():
                self.refused.emit(REVERSED)
        elif Period(first, last) != self.period():
            self._choice = PeriodChoice(None, Period(first, last))
            self._show()
            self.changed.emit()
