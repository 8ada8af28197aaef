"""The small window that says the sample company is being prepared."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from crm_desktop.gui.theme import set_look
from crm_desktop.infra.i18n import translate

_WIDTH = 380
_MARGIN = 28


class Splash(QWidget):
    """Shown only when the sample company is missing, at the first `--demo`."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
        self.setMinimumWidth(_WIDTH)
        title = QLabel(translate("Splash", "CRM Desktop"))
        set_look(title, "title")
        text = QLabel(translate("Splash", "Preparing the sample company. This happens only once."))
        text.setWordWrap(True)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        for widget in (title, text, bar):
            layout.addWidget(widget)
