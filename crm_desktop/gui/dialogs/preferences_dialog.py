"""Preferences: what everybody chooses for himself."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.gui.forms.ui_preferences_dialog import Ui_PreferencesDialog
from crm_desktop.gui.language import LanguageSwitch, offer_languages
from crm_desktop.gui.theme import APPEARANCE, Appearance, apply_appearance, saved_appearance
from crm_desktop.gui.widgets.fitting import fit_height
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.settings import Settings


class PreferencesDialog(QDialog):
    """Language and appearance; both take effect with OK, without a restart."""

    def __init__(
        self, settings: Settings, languages: LanguageSwitch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._languages = languages
        self.ui = Ui_PreferencesDialog()
        self.ui.setupUi(self)
        offer_languages(self.ui.language)
        for appearance in ("system", "light", "dark"):
            self.ui.appearance.addItem("", appearance)
        self.ui.appearance.setCurrentIndex(self.ui.appearance.findData(saved_appearance(settings)))
        self._name_appearances()
        self.ui.buttons.accepted.connect(self.accept)
        self.ui.buttons.rejected.connect(self.reject)

    def accept(self) -> None:
        """Take over what was chosen."""
        appearance: Appearance = self.ui.appearance.currentData()
        self._settings.set(APPEARANCE, appearance)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_appearance(app, appearance)
        self._languages.switch(self.ui.language.currentData())
        self._settings.save()
        super().accept()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._name_appearances()
            fit_height(self)

    def _name_appearances(self) -> None:
        names = (
            translate("Preferences", "Like the computer"),
            translate("Preferences", "Light"),
            translate("Preferences", "Dark"),
        )
        for index, name in enumerate(names):
            self.ui.appearance.setItemText(index, name)
