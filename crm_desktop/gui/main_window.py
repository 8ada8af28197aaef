"""The main window: navigation, menus, tools, quick search and status around the pages."""

from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidgetItem,
    QMainWindow,
    QMessageBox,
    QSizePolicy,
    QWidget,
)

from crm_desktop.gui.customer_windows import CustomerWindows
from crm_desktop.gui.daily_backup import DailyBackup
from crm_desktop.gui.drafts_offer import DraftsOffer
from crm_desktop.gui.forms.ui_main_window import Ui_MainWindow
from crm_desktop.gui.icons import icon
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_actions import WISHES, allow_settings, name_tools, set_icons
from crm_desktop.gui.pages import PAGES
from crm_desktop.gui.personal import PersonalDialogs
from crm_desktop.gui.undo_last import UndoLast
from crm_desktop.gui.unfinished_imports import UnfinishedImports
from crm_desktop.gui.widgets.activity import Activity
from crm_desktop.gui.widgets.connection_state import watched_line
from crm_desktop.gui.widgets.notice_bar import NoticeBar
from crm_desktop.gui.widgets.quick_search import QuickSearch
from crm_desktop.gui.widgets.shortcuts_first import ShortcutsFirst
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.infra.i18n import joined, show, translate

_GEOMETRY = "main_window.geometry"
_PAGE = "main_window.page"
# In heights of a line of text, so that larger text gets a larger window.
_FIRST_SIZE = (84, 54)
_ICON_SIZE = 1.25
_ROW_PADDING = 18
_SEARCH_WIDTH = 300
_PLACE_LENGTH = 60
_MESSAGE_TIME = 30_000
# The list comes first, and what is read behind it.
_IDLE = 1500


class MainWindow(QMainWindow):
    """One person's main window.

    `closed` comes when it is closed for good, `sign_out_requested` when somebody else wants to
    sign in. Pages are made when they are first visited, the first one after the first paint.
    """

    closed = Signal()
    sign_out_requested = Signal()

    def __init__(self, workspace: Workspace, languages: LanguageSwitch) -> None:
        super().__init__()
        self._workspace = workspace
        self._languages = languages
        self._made: dict[int, QWidget] = {}
        self.ui = Ui_MainWindow()
        self.ui.setupUi(self)
        self._customers = CustomerWindows(workspace, self)
        self.imports = UnfinishedImports(workspace, self)
        self._personal = PersonalDialogs(workspace, languages, self)
        self.quick_search = QuickSearch(workspace)
        self._person, self._place = QLabel(), QLabel()
        self.notices = NoticeBar(self)
        self.drafts = DraftsOffer(workspace, self, self.notices)
        self.ui.page_side.addWidget(self.notices)
        self.undo = UndoLast(workspace, self.ui.action_undo, self.notices, self)
        # Other programs of the same user announce nothing here.
        self.ui.action_refresh.triggered.connect(lambda: self.undo.refresh())
        set_icons(self.ui)
        self._fill_navigation()
        self._fill_bars()
        self._connect_actions()
        self._connect_workspace()
        self._retranslate()
        self._restore()
        if workspace.settings.was_unreadable:
            self._tell_lost_settings()

    # What other windows and the session ask for.

    @property
    def page(self) -> QWidget | None:
        """The page that is shown, or None before it was made."""
        return self._made.get(self.ui.navigation.currentRow())

    def go_to(self, name: str) -> QWidget:
        """Show the page called `name` and return it."""
        row = next(row for row, page in enumerate(PAGES) if page.name == name)
        self.ui.navigation.setCurrentRow(row)
        page = self._make_page(row)
        self._focus_page()
        return page

    def close_customers(self) -> bool:
        """Close the customer windows; False when somebody chose to go on typing in one."""
        return self._customers.close_all()

    def show_recovery_code(self, code: str) -> None:
        """Show the first administrator's recovery code, to be printed."""
        self._personal.recovery_code(code)

    def _tell_lost_settings(self) -> None:
        self.ui.status_bar.showMessage(
            translate(
                "MainWindow",
                "Your settings could not be read and begin anew. No data are concerned; the old "
                "file was kept.",
            ),
            _MESSAGE_TIME,
        )

    # Events.

    def showEvent(self, event: QShowEvent) -> None:
        """Make the first page once the window has been painted."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._make_first_page)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved customers and work under way, then remember how the window was."""
        if not self.close_customers() or not self._may_stop_work():
            event.ignore()
            return
        self._remember()
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_place"):
            self.ui.retranslateUi(self)
            self._retranslate()

    # Building.

    def _fill_navigation(self) -> None:
        side = round(self.fontMetrics().height() * _ICON_SIZE)
        self.ui.navigation.setIconSize(QSize(side, side))
        self.ui.tool_bar.setIconSize(QSize(side, side))
        for page in PAGES:
            self.ui.navigation.addItem(QListWidgetItem(icon(page.icon), ""))
            # A page not made yet is an empty place in the stack.
            self.ui.pages.addWidget(QWidget())
        self.ui.navigation.currentRowChanged.connect(self._page_chosen)

    def _fill_bars(self) -> None:
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.ui.tool_bar.addWidget(space)
        self.quick_search.setMinimumWidth(_SEARCH_WIDTH)
        self.quick_search.setMaximumWidth(_SEARCH_WIDTH * 2)
        self.ui.tool_bar.addWidget(self.quick_search)
        self.ui.tool_bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.ui.status_bar.addWidget(Activity(self._workspace.tasks))
        if not self._workspace.context.database.is_embedded:
            self.ui.status_bar.addPermanentWidget(watched_line(self._workspace, self))
        self.ui.status_bar.addPermanentWidget(DailyBackup(self._workspace))
        for label in (self._person, self._place):
            self.ui.status_bar.addPermanentWidget(label)

    def _connect_actions(self) -> None:
        ui = self.ui
        for name in ("customers", "query", "statistics", "reports", "recycle_bin", "settings"):
            getattr(ui, f"action_{name}").triggered.connect(partial(self.go_to, name))
        for name in ("users", "lists", "company", "history", "backup"):
            getattr(ui, f"action_{name}").triggered.connect(partial(self._show_setting, name))
        ui.action_new_customer.triggered.connect(lambda: self._workspace.new_customer(self))
        ui.action_find.triggered.connect(self._find)
        ui.action_quick_search.triggered.connect(self._go_to_quick_search)
        for name, wish in WISHES.items():
            getattr(ui, name).triggered.connect(partial(self._ask_page, wish))
        ui.action_drafts.triggered.connect(lambda: self.drafts.offer(asked=True))
        ui.action_sign_out.triggered.connect(self.sign_out_requested)
        ui.action_quit.triggered.connect(self.close)
        ui.action_change_password.triggered.connect(self._personal.change_password)
        ui.action_recovery_code.triggered.connect(lambda: self._personal.recovery_code())
        ui.action_preferences.triggered.connect(self._personal.preferences)
        ui.action_guide.triggered.connect(self._personal.guide)
        ui.action_shortcuts.triggered.connect(self._personal.shortcuts)
        ui.action_about.triggered.connect(self._personal.about)
        group = QActionGroup(self)
        for action, code in ((ui.action_chinese, i18n.CHINESE), (ui.action_english, i18n.ENGLISH)):
            group.addAction(action)
            action.triggered.connect(partial(self._languages.switch, code))
        keys = (ui.action_quick_search.shortcut(), ui.action_export.shortcut())
        ShortcutsFirst(self, keys, undo=ui.action_undo.shortcut())
        self.quick_search.left.connect(self._focus_page)

    def _connect_workspace(self) -> None:
        workspace = self._workspace
        workspace.query_requested.connect(self._run_query)
        workspace.report_requested.connect(self._personal.preview_report)
        workspace.payments_requested.connect(self._personal.show_payments)
        workspace.context_changed.connect(self._retranslate)
        workspace.profile_changed.connect(self._retranslate)

    # Texts.

    def _retranslate(self) -> None:
        for row, page in enumerate(PAGES):
            item = self.ui.navigation.item(row)
            item.setText(show(page.title))
            item.setToolTip(f"{show(page.title)} (Ctrl+{row + 1})")
        self._size_navigation()
        self.setWindowTitle(self._title())
        actor = self._workspace.actor
        rights = (
            translate("MainWindow", "administrator")
            if actor.is_administrator
            else translate("MainWindow", "clerk")
        )
        self._person.setText(f"{actor.display_name or actor.username} ({rights})")
        self._person.setToolTip(translate("MainWindow", "Who is signed in, and with which rights"))
        location = self._workspace.context.database.location
        self._place.setText(_shortened(location))
        self._place.setToolTip(
            translate("MainWindow", "The database you are working in") + f"\n{location}"
        )
        allow_settings(self.ui, self._workspace.actor)
        self.ui.action_chinese.setChecked(i18n.language() == i18n.CHINESE)
        self.ui.action_english.setChecked(i18n.language() == i18n.ENGLISH)
        name_tools(self.ui)
        self.undo.retranslate()

    def _title(self) -> str:
        profile = self._workspace.profile
        program = translate("MainWindow", "CRM Desktop")
        if profile.is_sample:
            sample = translate("MainWindow", "Sample data")
            return f"{profile.name} [{sample}] — {program}"
        return f"{profile.name} — {program}" if profile.name else program

    def _size_navigation(self) -> None:
        navigation = self.ui.navigation
        height = max(navigation.fontMetrics().height(), navigation.iconSize().height())
        for row in range(navigation.count()):
            navigation.item(row).setSizeHint(QSize(0, height + _ROW_PADDING))
            navigation.item(row).setSizeHint(
                QSize(navigation.sizeHintForColumn(0), height + _ROW_PADDING)
            )
        widest = max(
            navigation.fontMetrics().horizontalAdvance(navigation.item(row).text())
            for row in range(navigation.count())
        )
        navigation.setFixedWidth(widest + navigation.iconSize().width() + 3 * _ROW_PADDING)

    # Pages.

    def _page_chosen(self, row: int) -> None:
        self.ui.pages.setCurrentIndex(row)
        if self.isVisible():
            self._make_page(row)

    def _make_page(self, row: int) -> QWidget:
        if row not in self._made:
            self._made[row] = page = PAGES[row].make(self._workspace)
            empty = self.ui.pages.widget(row)
            self.ui.pages.insertWidget(row, page)
            if empty is not None:
                self.ui.pages.removeWidget(empty)
                empty.deleteLater()
            self.ui.pages.setCurrentIndex(self.ui.navigation.currentRow())
        self._offer_actions()
        return self._made[row]

    def _make_first_page(self) -> None:
        self._make_page(self.ui.navigation.currentRow())
        self._focus_page()
        QTimer.singleShot(_IDLE, self, self._load_next)

    def _load_next(self) -> None:
        from crm_desktop.gui import ahead

        self._workspace.tasks.read_patiently(self, ahead.load_next, lambda _: None)

    def _offer_actions(self) -> None:
        for name, wish in WISHES.items():
            getattr(self.ui, name).setEnabled(hasattr(self.page, wish))

    def _ask_page(self, wish: str, *_: object) -> None:
        answer = getattr(self.page, wish, None)
        if answer is not None:
            answer()

    def _find(self) -> None:
        if hasattr(self.page, "focus_search"):
            self._ask_page("focus_search")
        else:
            self._go_to_quick_search()

    def _go_to_quick_search(self) -> None:
        self.activateWindow()
        self.quick_search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.quick_search.selectAll()

    def _focus_page(self) -> None:
        page = self.page
        if page is None:
            return
        if page.focusProxy() is not None:
            page.setFocus()
            return
        widget = page.nextInFocusChain()
        while widget is not None and page.isAncestorOf(widget):
            reachable = widget.isVisible() and widget.isEnabled()
            if reachable and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
            widget = widget.nextInFocusChain()

    def _run_query(self, criteria: object) -> None:
        page = self.go_to("query")
        run = getattr(page, "run", None)
        if run is not None:
            run(criteria)

    def _show_setting(self, name: str) -> None:
        page = self.go_to("settings")
        show_page = getattr(page, "show_page", None)
        if show_page is not None:
            show_page(name)

    # Coming and going.

    def _may_stop_work(self) -> bool:
        titles = [task.title for task in self._workspace.tasks.running if task.title]
        if not titles:
            return True
        question = QMessageBox(
            QMessageBox.Icon.Question,
            translate("MainWindow", "Work under way"),
            translate("MainWindow", "This is not finished yet: {titles}. Cancel it?").format(
                titles=joined(titles)
            ),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            self,
        )
        question.setDefaultButton(QMessageBox.StandardButton.No)
        return question.exec() == QMessageBox.StandardButton.Yes

    def _remember(self) -> None:
        settings = self._workspace.settings
        settings.set(_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        settings.set(_PAGE, PAGES[self.ui.navigation.currentRow()].name)
        settings.save()

    def _restore(self) -> None:
        settings = self._workspace.settings
        line = self.fontMetrics().height()
        first = QSize(*(line * each for each in _FIRST_SIZE))
        self.resize(first.boundedTo(self.screen().availableSize() * 0.95))
        geometry = settings.text(_GEOMETRY)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "replace")))
        last = settings.text(_PAGE)
        names = [page.name for page in PAGES]
        self.ui.navigation.setCurrentRow(names.index(last) if last in names else 0)


def _shortened(location: str) -> str:
    """Return a place for the status bar: the end of a path tells more than its beginning."""
    return location if len(location) <= _PLACE_LENGTH else "…" + location[-_PLACE_LENGTH:]
