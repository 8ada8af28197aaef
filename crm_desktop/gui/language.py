"""Switching the language while the program runs: forms, Qt's own texts, dates and our texts."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QComboBox

from crm_desktop.infra import i18n
from crm_desktop.infra.settings import Settings

SETTING = "language"
_LOCALES = {i18n.CHINESE: "zh_CN", i18n.ENGLISH: "en_GB"}


class LanguageSwitch(QObject):
    """The language of all windows. They get a LanguageChange event; `changed` comes besides.

    `chosen` says that somebody asked for this language since the program started.
    """

    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._translators: list[QTranslator] = []
        self.chosen = False

    def start(self, wished: str | None = None) -> None:
        """Show the first windows in `wished`, else as last time, else as the system speaks."""
        self.chosen = wished is not None
        known = (wished, self._settings.text(SETTING), i18n.system_language())
        self._apply(next(code for code in known if code in i18n.LANGUAGES))

    def switch(self, code: str) -> None:
        """Show everything in `code`, one of `i18n.LANGUAGES`, from now on and at the next start."""
        self._settings.set(SETTING, code)
        self.chosen = True
        if code == i18n.language():
            return
        self._apply(code)
        self.changed.emit()

    def _apply(self, code: str) -> None:
        # First our own texts: windows ask for them while Qt tells them of the change.
        i18n.set_language(code)
        QLocale.setDefault(QLocale(_LOCALES[code]))
        # The system adds it to the title of each window that does not end with it.
        self._app.setApplicationDisplayName(i18n.translate("MainWindow", "CRM Desktop"))
        for old in self._translators:
            self._app.removeTranslator(old)
        self._translators.clear()
        if code == i18n.ENGLISH:
            return
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{code}", qt_folder), (code, str(i18n.CATALOGUES))):
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)


def offer_languages(combo: QComboBox) -> None:
    """Fill `combo` with the languages, each by its own name, the one in force chosen."""
    for code in i18n.LANGUAGES:
        combo.addItem(i18n.LANGUAGE_NAMES[code], code)
    combo.setCurrentIndex(combo.findData(i18n.language()))
