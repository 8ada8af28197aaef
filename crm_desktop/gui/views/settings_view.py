"""System settings: users, lists, company, history. Clerks see it, disabled, and why."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.gui.forms.ui_settings_view import Ui_SettingsView
from crm_desktop.gui.icons import icon
from crm_desktop.gui.views.backup_page import BackupPage
from crm_desktop.gui.views.code_lists_page import CodeListsPage
from crm_desktop.gui.views.company_page import CompanyPage
from crm_desktop.gui.views.history_page import HistoryPage
from crm_desktop.gui.views.users_page import UsersPage
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate

PAGES = ("users", "lists", "company", "history", "backup")


class SettingsView(QWidget):
    """The page of the main window with what only administrators may change."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.form = Ui_SettingsView()
        self.form.setupUi(self)
        self.users = UsersPage(workspace)
        self.lists = CodeListsPage(workspace)
        self.company = CompanyPage(workspace)
        self.history = HistoryPage(workspace)
        self.backup = BackupPage(workspace)
        for page, name in ((self.users, "users"), (self.lists, "lists"), (self.company, "company")):
            self.form.tabs.addTab(page, icon(name), "")
        self.form.tabs.addTab(self.history, icon("history"), "")
        self.form.tabs.addTab(self.backup, icon("backup"), "")
        allowed = workspace.actor.is_administrator
        self.form.refusal.setHidden(allowed)
        self.form.tabs.setEnabled(allowed)
        self.form.tabs.currentChanged.connect(lambda _: self.refresh())
        self._retranslate()
        self.refresh()

    def show_page(self, name: str) -> None:
        """Bring the page `name` (one of `PAGES`) to the front."""
        self.form.tabs.setCurrentIndex(PAGES.index(name))

    def refresh(self) -> None:
        """Read the page in front anew (F5)."""
        if self.form.tabs.isEnabled():
            (self.users, self.lists, self.company, self.history, self.backup)[
                self.form.tabs.currentIndex()
            ].refresh()

    def focus_search(self) -> None:
        """Go to the search of the history, the one page that has one (F3)."""
        if self.form.tabs.isEnabled():
            self.show_page("history")
            self.history.form.text.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslateUi(self)
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        titles = (
            translate("SettingsView", "&Users"),
            translate("SettingsView", "&Lists"),
            translate("SettingsView", "Com&pany"),
            translate("SettingsView", "Histor&y"),
            translate("SettingsView", "&Backup"),
        )
        for position, title in enumerate(titles):
            self.form.tabs.setTabText(position, title)
