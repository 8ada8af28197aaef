"""About: version, database and log, to be copied into a question to whoever helps."""

import platform

from PySide6.QtCore import QEvent, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop import __version__
from crm_desktop.gui.forms.ui_about_dialog import Ui_AboutDialog
from crm_desktop.gui.icons import icon
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.logging import log_file

_PICTURE = 48


class AboutDialog(QDialog):
    """What this is. `location` says which database is open."""

    def __init__(self, location: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._location = location
        self.ui = Ui_AboutDialog()
        self.ui.setupUi(self)
        self.ui.picture.setPixmap(icon("app").pixmap(_PICTURE, _PICTURE))
        self._tell()
        self.ui.close.clicked.connect(self.accept)
        self.ui.copy.clicked.connect(self._copy)
        self.ui.log.clicked.connect(self._open_log)

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._tell()

    def _tell(self) -> None:
        self.ui.version.setText(translate("About", "Version {version}").format(version=__version__))
        facts = (
            translate("About", "Database: {location}").format(location=self._location),
            translate("About", "Log: {path}").format(path=log_file()),
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        )
        self.ui.facts.setText("\n".join(facts))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"CRM Desktop {__version__}\n{self.ui.facts.text()}")

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file().parent)))
