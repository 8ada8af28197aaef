"""What goes on behind the windows: the status bar's progress and its Cancel."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from crm_desktop.gui.icons import icon
from crm_desktop.gui.tasks import Task, Tasks
from crm_desktop.infra.i18n import translate

_BLINK = 300
_WIDTH = 140


class Activity(QWidget):
    """Shows the oldest task that takes longer than a blink; those with a title can be cancelled."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._shown: Task | None = None
        self.label = QLabel()
        self.bar = QProgressBar()
        self.bar.setMaximumWidth(_WIDTH)
        self.bar.setTextVisible(False)
        self.cancel = QToolButton()
        self.cancel.setAutoRaise(True)
        self.cancel.setIcon(icon("cancel"))
        self.cancel.clicked.connect(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.bar, self.cancel):
            layout.addWidget(widget)
        self._blink = QTimer(self)
        self._blink.setSingleShot(True)
        self._blink.setInterval(_BLINK)
        self._blink.timeout.connect(self._show_next)
        tasks.started.connect(self._blink_if_idle)
        tasks.finished.connect(self._finished)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._shown is not None:
            self._name(self._shown)

    def _blink_if_idle(self, _task: Task) -> None:
        if self._shown is None and not self._blink.isActive():
            self._blink.start()

    def _finished(self, task: Task) -> None:
        if task is self._shown:
            task.progress.disconnect(self._progress)
            self._shown = None
            self._show_next()
        elif not self._tasks.running:
            self._blink.stop()

    def _show_next(self) -> None:
        running = [task for task in self._tasks.running if not task.is_cancelled]
        titled = [task for task in running if task.title]
        self.setVisible(bool(running))
        if not running:
            return
        self._shown = (titled or running)[0]
        self._shown.progress.connect(self._progress)
        self.bar.setRange(0, 0)
        self._name(self._shown)

    def _name(self, task: Task) -> None:
        self.label.setText(task.title or translate("Activity", "Working…"))
        self.cancel.setVisible(bool(task.title))
        self.cancel.setToolTip(translate("Activity", "Cancel"))
        self.cancel.setAccessibleName(self.cancel.toolTip())

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _cancel(self) -> None:
        if self._shown is not None:
            self._shown.cancel()
            self.label.setText(translate("Activity", "Cancelling…"))
