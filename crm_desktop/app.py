"""Puts the program together and runs it: the one file that sees every layer."""

import logging
import sys
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from crm_desktop import __version__
from crm_desktop.gui.fonts import ensure_chinese
from crm_desktop.gui.garbage import QuietSearch
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.session import Session, Start
from crm_desktop.gui.theme import begin_appearance, make_application, saved_appearance
from crm_desktop.infra import connections
from crm_desktop.infra.allocation import give_back_what_is_free
from crm_desktop.infra.clock import SystemClock
from crm_desktop.infra.i18n import CHINESE, language, translate
from crm_desktop.infra.logging import set_up_logging, take_crash
from crm_desktop.infra.settings import Settings

logger = logging.getLogger(__name__)

# The thread that draws waits so long each time another one reckons: Python's 5 ms add up.
_SWITCH_SECONDS = 0.001
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the program was called."""

    demo: bool = False
    database: str | None = None
    language: str | None = None
    verbose: bool = False


def run(options: Options) -> int:
    """Show the program until its last window is closed; return the exit code."""
    give_back_what_is_free()
    set_up_logging(options.verbose)
    sys.setswitchinterval(_SWITCH_SECONDS)
    crash = take_crash()
    settings = Settings()
    qInstallMessageHandler(_log_qt)
    _claim_taskbar()
    app = make_application(sys.argv[0])
    app.setApplicationName("crm-desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("crm-desktop")
    app.setQuitOnLastWindowClosed(False)
    QuietSearch(app)
    languages = LanguageSwitch(app, settings)
    languages.start(options.language)
    if language() == CHINESE:
        ensure_chinese()  # otherwise that can wait until the first window is there
    begin_appearance(app, saved_appearance(settings))
    target = connections.resolve(settings, options.database) if options.database else None
    session = Session(settings, languages, SystemClock(), Start(options.demo, target))
    session.finished.connect(app.quit)
    sys.excepthook = _Excepthook(session)
    session.begin()
    if crash:
        QTimer.singleShot(0, session, lambda: _tell_crash(session, crash))
    code = app.exec()
    session.end()
    sys.excepthook = sys.__excepthook__
    return code


class _Excepthook:
    """Shows what nobody caught, and goes on: one slot's mistake must not lose people's work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        try:
            from crm_desktop.gui.errors import show_error

            show_error(self._session.front, error)
        except Exception:
            logger.critical("the error dialog failed", exc_info=True)
            sys.__excepthook__(kind, error, trace)


def _claim_taskbar() -> None:
    """Have windows under our own icon in the taskbar of Windows, not under that of Python."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("CRM.Desktop")


def _log_qt(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Put what Qt says into our log."""
    level = _QT_LEVELS.get(kind, logging.ERROR)
    logging.getLogger("qt").log(level, "%s", text)


def _tell_crash(session: Session, crash: str) -> None:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(
        QMessageBox.Icon.Information,
        translate("Crash", "Last time"),
        translate(
            "Crash",
            "CRM Desktop ended unexpectedly last time. What had been saved is safe. If it happens "
            "again, send the details to whoever looks after this program.",
        ),
        QMessageBox.StandardButton.Ok,
        session.front,
    )
    box.setDetailedText(crash)
    box.open()
