"""A line at the foot of the main window that says what was just done and offers to undo it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QWidget

from crm_desktop.gui.forms.ui_notice_bar import Ui_NoticeBar
from crm_desktop.gui.icons import icon
from crm_desktop.gui.widgets.field_error import announce


class NoticeBar(QFrame):
    """Hidden until something is said. `undo_asked` and `details_asked` come from its buttons."""

    undo_asked = Signal()
    details_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: Callable[[], str] = str
        self.ui = Ui_NoticeBar()
        self.ui.setupUi(self)
        self.ui.undo_button.setIcon(icon("undo"))
        self.ui.close_button.setIcon(icon("close"))
        self.ui.undo_button.clicked.connect(self.undo_asked)
        self.ui.details_button.clicked.connect(self.details_asked)
        self.ui.close_button.clicked.connect(self.hide)
        self.hide()

    def say(
        self, text: Callable[[], str], *, can_undo: bool = False, has_details: bool = False
    ) -> None:
        """Say `text`, which is asked again when the language changes."""
        self._text = text
        self.ui.undo_button.setVisible(can_undo)
        self.ui.details_button.setVisible(has_details)
        self._show_text()
        self.show()
        announce(self.ui.text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._show_text()
        super().changeEvent(event)

    def _show_text(self) -> None:
        self.ui.text.setText(self._text())
        self.ui.text.setAccessibleName(self.ui.text.text())
