"""From start to end: guide, sign-in, main window, and back to sign-in when the user changes."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

# What the sign-in dialog needs, and nothing else: it is there sooner. Other windows are loaded
# when they are wanted.
from crm_desktop.gui import opening
from crm_desktop.gui.announcements import Announcements
from crm_desktop.gui.dialogs.sign_in_dialog import SignInDialog
from crm_desktop.gui.known_databases import offered_connections
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.tasks import Tasks
from crm_desktop.infra import i18n
from crm_desktop.infra.clock import Clock
from crm_desktop.infra.connections import Connection, last_target, name_for, remember
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.paths import default_database, sample_database
from crm_desktop.infra.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from crm_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
    from crm_desktop.gui.first_start import Answers
    from crm_desktop.gui.lock import DatabaseLock
    from crm_desktop.gui.main_window import MainWindow
    from crm_desktop.gui.splash import Splash
    from crm_desktop.gui.workspace import Workspace
    from crm_desktop.services.context import ServiceContext

_USERNAME = "sign_in.username"


@dataclass(frozen=True, slots=True)
class Start:
    """How the program was called: with the sample company, or with a database of choice."""

    demo: bool = False
    target: str | None = None


class Session(QObject):
    """Leads from one window to the next. `finished` says that the program may end."""

    finished = Signal()

    def __init__(
        self, settings: Settings, languages: LanguageSwitch, clock: Clock, start: Start
    ) -> None:
        super().__init__()
        self._settings = settings
        self._languages = languages
        self._clock = clock
        self._start = start
        self._tasks = Tasks(self)
        self._announcements = Announcements()
        self._target = ""
        self._recovery_code = ""
        self._lock: DatabaseLock | None = None
        self._guide: FirstStartDialog | None = None
        self._dialog: SignInDialog | None = None
        self._splash: Splash | None = None
        self._question: QMessageBox | None = None
        self.workspace: Workspace | None = None
        self.window: MainWindow | None = None
        languages.changed.connect(self._language_changed)

    @property
    def front(self) -> QWidget | None:
        """The window in front: what messages belong to."""
        return self.window or self._dialog or self._guide or self._splash

    def begin(self) -> None:
        """Show the first window."""
        if self._start.demo:
            self._open_sample()
        elif self._start.target or offered_connections(self._settings):
            self.show_sign_in()
            return  # which asks for the rest once it has been painted
        else:
            self.show_guide()
        self._load_the_rest()

    def end(self) -> None:
        """Close what is open; for the end of the program."""
        self._leave()
        self._tasks.close()
        self._settings.save()

    def _load_the_rest(self) -> None:
        from crm_desktop.gui import ahead
        from crm_desktop.gui.settling import settle

        settle()
        self._tasks.read(self, ahead.load_first, lambda _: None)

    # The guide.

    def show_guide(self) -> None:
        """Ask how to start, or which further database to open."""
        from crm_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
        from crm_desktop.gui.first_start import free_path

        if self._guide is None:
            self._guide = FirstStartDialog(
                self._languages, free_path(default_database()), self._dialog
            )
            self._guide.chosen.connect(self._start_chosen)
            self._guide.rejected.connect(self._guide_given_up)
        self._guide.open() if self._dialog else self._guide.show()

    def _start_chosen(self, answers: "Answers") -> None:
        from crm_desktop.gui.first_start import Choice

        assert self._guide is not None
        if answers.choice is Choice.EXISTING:
            self._close_guide()
            self._start = Start(target=answers.target)
            self.show_sign_in()
            return
        if answers.choice is Choice.SERVER:
            self._describe_server()
            return
        clock, on_change = self._clock, self._announcements.announce
        if answers.choice is Choice.SAMPLE:
            self._target = str(sample_database())
            self._guide.set_busy(translate("Session", "Preparing the sample company…"))
            self._tasks.write(
                self._guide,
                lambda: opening.open_sample(clock, on_change),
                self._signed_in,
                self._guide_failed,
            )
            return
        self._target = answers.target
        self._guide.set_busy(translate("Session", "Making the database…"))
        self._tasks.write(
            self._guide,
            lambda: opening.create(
                answers.target, answers.username.strip(), answers.password, clock, on_change
            ),
            self._created,
            self._guide_failed,
        )

    def _created(self, created: opening.Created) -> None:
        self._recovery_code = created.recovery_code
        self._signed_in(created.context)

    def _describe_server(self) -> None:
        from crm_desktop.gui.dialogs.connection_dialog import ConnectionDialog
        from crm_desktop.gui.session_messages import open_once

        taken = [connection.name for connection in offered_connections(self._settings)]
        dialog = ConnectionDialog(self._tasks, None, taken, self._guide)
        dialog.saved.connect(self._server_described)
        open_once(dialog)

    def _server_described(self, connection: Connection) -> None:
        remember(self._settings, connection)
        self._close_guide()
        self._start = Start(target=connection.target)
        self.show_sign_in()

    def _guide_failed(self, error: BaseException) -> None:
        from crm_desktop.domain.errors import CrmError
        from crm_desktop.gui.errors import show_error

        assert self._guide is not None
        self._guide.show_failure(error)
        if not isinstance(error, CrmError):
            show_error(self._guide, error)

    def _guide_given_up(self) -> None:
        self._close_guide()
        if self._dialog is None:
            self.finished.emit()

    def _close_guide(self) -> None:
        if self._guide is not None:
            guide, self._guide = self._guide, None
            guide.rejected.disconnect(self._guide_given_up)
            guide.close()
            guide.deleteLater()

    # The sample company at once.

    def _open_sample(self) -> None:
        target = sample_database()
        self._target = str(target)
        if not target.exists():
            from crm_desktop.gui.splash import Splash

            self._splash = Splash()
            self._splash.show()
        clock, on_change = self._clock, self._announcements.announce
        self._tasks.write(
            self,
            lambda: opening.open_sample(clock, on_change),
            self._signed_in,
            self._sample_failed,
        )

    def _sample_failed(self, error: BaseException) -> None:
        from crm_desktop.gui.errors import show_error

        self._close_splash()
        dialog = show_error(None, error)
        dialog.finished.connect(self.finished)

    def _close_splash(self) -> None:
        if self._splash is not None:
            self._splash.close()
            self._splash.deleteLater()
            self._splash = None

    # Signing in.

    def show_sign_in(self) -> None:
        """Ask who it is."""
        if self._dialog is None:
            self._dialog = SignInDialog(
                self._tasks, self._languages, self._clock, self._announcements.announce
            )
            self._dialog.painted.connect(self._load_the_rest)
            self._dialog.signed_in.connect(self._signed_in_by_dialog)
            self._dialog.other_database.connect(self.show_guide)
            self._dialog.connections_wanted.connect(self._show_connections)
            self._dialog.rejected.connect(self.finished)
        wished = self._start.target
        offered = offered_connections(self._settings, wished)
        chosen = wished or last_target(self._settings)
        self._dialog.offer(offered, chosen, self._settings.text(_USERNAME))
        self._dialog.clear_password()
        self._dialog.show()

    def _show_connections(self) -> None:
        from crm_desktop.gui.dialogs.connections_dialog import ConnectionsDialog
        from crm_desktop.gui.session_messages import open_once

        dialog = ConnectionsDialog(self._settings, self._tasks, self._dialog)
        dialog.changed.connect(self._connections_changed)
        open_once(dialog)

    def _connections_changed(self) -> None:
        assert self._dialog is not None
        offered = offered_connections(self._settings, self._start.target)
        chosen, username = self._dialog.chosen_target, self._dialog.ui.username.text()
        self._dialog.offer(offered, chosen, username)

    def _signed_in_by_dialog(self, context: "ServiceContext") -> None:
        assert self._dialog is not None and context.actor is not None
        self._target = self._dialog.connection.target
        remember(self._settings, self._dialog.connection)
        self._settings.set(_USERNAME, context.actor.username)
        self._settings.save()
        if not context.actor.must_change_password:
            self._signed_in(context)
            return
        from crm_desktop.gui.dialogs.change_password_dialog import ChangePasswordDialog
        from crm_desktop.gui.session_messages import open_once

        forced = ChangePasswordDialog(context, self._tasks, self._dialog, self._dialog.password)
        forced.changed.connect(self._signed_in)
        forced.rejected.connect(context.database.close)
        forced.rejected.connect(self._dialog.clear_password)
        open_once(forced)

    def _signed_in(self, context: "ServiceContext") -> None:
        from crm_desktop.gui.lock import DatabaseLock
        from crm_desktop.gui.session_messages import ask_about_lock

        lock = DatabaseLock(self._target)
        if lock.take():
            self._go_on(context, lock)
            return

        def stop() -> None:
            context.database.close()
            self.finished.emit()

        # Without a window in front nothing else would keep the question.
        self._question = ask_about_lock(lock, self.front, lambda: self._go_on(context, lock), stop)

    def _go_on(self, context: "ServiceContext", lock: "DatabaseLock") -> None:
        self._lock = lock
        self._tasks.read(
            self,
            lambda: opening.load(context),
            self._show_main_window,
            lambda error: self._loading_failed(context, error),
        )

    def _loading_failed(self, context: "ServiceContext", error: BaseException) -> None:
        from crm_desktop.gui.errors import show_error

        context.database.close()
        self._close_splash()
        dialog = show_error(self.front, error)
        if self._dialog is None:
            dialog.finished.connect(self.finished)

    # The main window.

    def _show_main_window(self, opened: opening.Opened) -> None:
        # Loaded only now: the sign-in dialog is there sooner.
        from crm_desktop.gui.main_window import MainWindow
        from crm_desktop.gui.workspace import Workspace

        self._speak_to(opened.context)
        self.workspace = Workspace(
            opened.context,
            Tasks(),
            self._settings,
            opened.labels,
            opened.profile,
            self._announcements,
        )
        self.window = MainWindow(self.workspace, self._languages)
        self.window.closed.connect(self.finished)
        self.window.sign_out_requested.connect(self.sign_out)
        self.workspace.restore_requested.connect(self._restore)
        self.window.show()
        if opened.warning is not None:
            from crm_desktop.gui.session_messages import warn_of_place

            warn_of_place(self.window, opened.warning)
        self._remember_new_database(opened)
        self._close_splash()
        self._close_guide()
        if self._dialog is not None:
            self._dialog.clear_password()
            self._dialog.hide()
        self.window.drafts.offer()
        self.window.imports.look()
        if self._recovery_code:
            code, self._recovery_code = self._recovery_code, ""
            self.window.show_recovery_code(code)

    def sign_out(self) -> None:
        """Close the main window and ask who comes next."""
        if self.window is None:
            return
        self.window.closed.disconnect(self.finished)
        if self.window.close():
            self._leave()
            self._start = Start(target=self._target)
            self.show_sign_in()
        else:
            self.window.closed.connect(self.finished)

    def _restore(self, source: Path) -> None:
        """Close the database, let `source` take its place, and ask who comes next."""
        from crm_desktop.gui.restoring import Restoring

        self.sign_out()
        if self.workspace is None and self._dialog is not None:
            restoring = Restoring(self._tasks, self._clock, source, self._target, self._dialog)
            restoring.start()

    def _leave(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        if self.workspace is not None:
            workspace, self.workspace = self.workspace, None
            workspace.close()
            workspace.deleteLater()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _remember_new_database(self, opened: opening.Opened) -> None:
        if self._guide is None or opened.profile.is_sample:
            return
        taken = [connection.name for connection in offered_connections(self._settings)]
        remember(self._settings, Connection(name_for(self._target, taken), self._target))
        if opened.context.actor is not None:
            self._settings.set(_USERNAME, opened.context.actor.username)
        self._settings.save()

    # Languages.

    def _speak_to(self, context: "ServiceContext") -> None:
        """Show the user's own language, unless another one was chosen a moment ago."""
        actor = context.actor
        known = actor.language if actor is not None else ""
        if known in i18n.LANGUAGES and not self._languages.chosen:
            self._languages.switch(known)

    def _language_changed(self) -> None:
        workspace = self.workspace
        if workspace is None:
            return
        workspace.language_changed.emit()
        from crm_desktop.services import sign_in

        context, code = workspace.context, i18n.language()
        workspace.tasks.write(
            workspace,
            lambda: sign_in.remember_language(context, code),
            workspace.set_context,
        )
