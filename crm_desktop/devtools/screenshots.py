"""Pictures of every window on the sample company, in both languages, light and dark.

`python -m crm_desktop.devtools.screenshots DIR [--only WORD] [--text 2] [--scale 2]` writes
`DIR/<window>-<language>-<appearance>.png`. A new window gets a line in `SHOTS`.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.devtools.build import ensure_built
from crm_desktop.infra import i18n
from crm_desktop.infra.paths import HOME_VARIABLE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from crm_desktop.gui.language import LanguageSwitch
    from crm_desktop.gui.main_window import MainWindow
    from crm_desktop.gui.workspace import Workspace

APPEARANCES = ("light", "dark")
_SETTLING = 250
_LONGEST = 20_000


class StandingClock:
    """The day of the pictures, so that they change only when a window does."""

    def now(self) -> datetime:
        """Return the moment."""
        return datetime(2026, 3, 31, 7, 30, tzinfo=UTC)

    def today(self) -> date:
        """Return the day."""
        return self.now().date()


@dataclass(frozen=True)
class Stage:
    """What a window to be pictured may need."""

    app: "QApplication"
    languages: "LanguageSwitch"
    workspace: "Workspace"
    window: "MainWindow"

    def page(self, name: str) -> "QWidget":
        """Return the main window with a page opened."""
        self.window.go_to(name)
        return self.window

    def settle(self) -> None:
        """Wait until everything asked for has arrived and is painted."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, quiet, limit = QEventLoop(), QTimer(), QTimer()
        quiet.timeout.connect(lambda: None if self.workspace.tasks.running else loop.quit())
        limit.timeout.connect(loop.quit)
        quiet.start(_SETTLING)
        limit.start(_LONGEST)
        loop.exec()


def _main(stage: Stage) -> "QWidget":
    return stage.page("customers")


def _quick_search(stage: Stage) -> "QWidget":
    window = stage.page("customers")
    stage.window.quick_search.setFocus()
    stage.window.quick_search.setText("超市")
    stage.window.quick_search.textEdited.emit("超市")
    return window


def _settings_menu(stage: Stage) -> "QWidget":
    from PySide6.QtCore import QPoint

    menu = stage.window.ui.settings_menu
    place = stage.window.ui.menu_bar.actionGeometry(menu.menuAction()).bottomLeft()
    menu.popup(stage.window.ui.menu_bar.mapToGlobal(place + QPoint(0, 1)))
    return stage.window


def _sign_in(stage: Stage) -> "QWidget":
    from crm_desktop.gui.dialogs.sign_in_dialog import SignInDialog
    from crm_desktop.infra.connections import Connection

    workspace = stage.workspace
    dialog = SignInDialog(
        workspace.tasks, stage.languages, workspace.context.clock, lambda _change: None
    )
    target = workspace.context.database.location
    dialog.offer([Connection(i18n.translate("Databases", "Sample company"), target)], target, "")
    return dialog


def _sign_in_wrong(stage: Stage) -> "QWidget":
    from crm_desktop.gui.dialogs.sign_in_dialog import SignInDialog

    dialog = _sign_in(stage)
    assert isinstance(dialog, SignInDialog)
    dialog.ui.username.setText("admin")
    dialog.ui.password.setText("wrong")
    dialog.sign_in()
    return dialog


def _first_start(stage: Stage) -> "QWidget":
    from crm_desktop.gui.dialogs.first_start_dialog import FirstStartDialog

    return FirstStartDialog(stage.languages, Path.home() / "crm.db")


def _first_start_empty(stage: Stage) -> "QWidget":
    from crm_desktop.gui.dialogs.first_start_dialog import FirstStartDialog

    dialog = _first_start(stage)
    assert isinstance(dialog, FirstStartDialog)
    dialog.ui.create.setChecked(True)
    dialog.ui.start.click()
    return dialog


def _change_password(stage: Stage) -> "QWidget":
    from crm_desktop.gui.dialogs.change_password_dialog import ChangePasswordDialog

    dialog = ChangePasswordDialog(stage.workspace.context, stage.workspace.tasks)
    dialog.ui.old.setText("sample-company")
    dialog.ui.new.setText("12345678")
    return dialog


def _forced_change(stage: Stage) -> "QWidget":
    from crm_desktop.gui.dialogs.change_password_dialog import ChangePasswordDialog

    workspace = stage.workspace
    return ChangePasswordDialog(workspace.context, workspace.tasks, known_old="one-time")


def _preferences(stage: Stage) -> "QWidget":
    from crm_desktop.gui.dialogs.preferences_dialog import PreferencesDialog

    return PreferencesDialog(stage.workspace.settings, stage.languages)


def _about(stage: Stage) -> "QWidget":
    from crm_desktop.gui.dialogs.about_dialog import AboutDialog

    return AboutDialog(stage.workspace.context.database.location)


def _guide(_stage: Stage) -> "QWidget":
    from crm_desktop.gui.dialogs.guide_dialog import GuideDialog

    return GuideDialog()


def _error(_stage: Stage) -> "QWidget":
    from crm_desktop.domain.errors import DiskFull
    from crm_desktop.gui.errors import ErrorDialog

    return ErrorDialog(DiskFull())


def _splash(_stage: Stage) -> "QWidget":
    from crm_desktop.gui.splash import Splash

    return Splash()


def _customer(stage: Stage) -> "QWidget":
    from crm_desktop.gui.views.customer_window import CustomerWindow
    from crm_desktop.services import customers

    found = customers.open_by_number(stage.workspace.context, "C000001")
    return CustomerWindow(stage.workspace, found.customer.id)


def _new_customer(stage: Stage) -> "QWidget":
    from crm_desktop.gui.views.customer_window import CustomerWindow

    return CustomerWindow(stage.workspace, None)


SHOTS: dict[str, Callable[[Stage], "QWidget"]] = {
    "customers": _main,
    "quick-search": _quick_search,
    "settings-menu": _settings_menu,
    "query": lambda stage: stage.page("query"),
    "statistics": lambda stage: stage.page("statistics"),
    "reports": lambda stage: stage.page("reports"),
    "recycle-bin": lambda stage: stage.page("recycle_bin"),
    "settings": lambda stage: stage.page("settings"),
    "customer": _customer,
    "customer-new": _new_customer,
    "sign-in": _sign_in,
    "sign-in-wrong": _sign_in_wrong,
    "first-start": _first_start,
    "first-start-empty": _first_start_empty,
    "change-password": _change_password,
    "change-password-forced": _forced_change,
    "preferences": _preferences,
    "about": _about,
    "guide": _guide,
    "error": _error,
    "splash": _splash,
}


def take(folder: Path, names: list[str], text: float = 1.0) -> list[Path]:
    """Write the pictures of `names` into `folder`; needs an empty home folder."""
    written = []
    with _stage(text) as stage:
        for language in i18n.LANGUAGES:
            stage.languages.switch(language)
            for appearance in APPEARANCES:
                _dress(stage, appearance)
                for name in names:
                    path = folder / f"{name}-{language}-{appearance}.png"
                    _picture(stage, name, path)
                    written.append(path)
    return written


def _dress(stage: Stage, appearance: str) -> None:
    from crm_desktop.gui.theme import apply_appearance

    apply_appearance(stage.app, "dark" if appearance == "dark" else "light")
    stage.settle()


def _picture(stage: Stage, name: str, path: Path) -> None:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    widget = SHOTS[name](stage)
    widget.show()
    stage.settle()
    picture = widget.grab()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        painter = QPainter(picture)
        painter.drawPixmap(widget.mapFromGlobal(popup.pos()), popup.grab())
        painter.end()
        popup.close()
    picture.save(str(path))
    if widget is stage.window:
        stage.window.quick_search.clear()
    else:
        widget.hide()
        widget.deleteLater()
    stage.settle()


def _offscreen(folder: Path, scale: float) -> str:
    """Return the name of a platform without a screen whose screen is as large as an office's."""
    width, height, dpi = (round(scale * each) for each in (1920, 1080, 96))
    screen = {"name": "", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": dpi}
    described = folder / "screen.json"
    described.write_text(json.dumps({"screens": [{**screen, "dpr": 1}]}), encoding="utf-8")
    return f"offscreen:configfile={described}"


@contextmanager
def _stage(text: float) -> Iterator[Stage]:
    from PySide6.QtWidgets import QApplication

    from crm_desktop.gui import opening
    from crm_desktop.gui.announcements import Announcements
    from crm_desktop.gui.fonts import ensure_chinese
    from crm_desktop.gui.language import LanguageSwitch
    from crm_desktop.gui.main_window import MainWindow
    from crm_desktop.gui.tasks import Tasks
    from crm_desktop.gui.theme import apply_appearance
    from crm_desktop.gui.workspace import Workspace
    from crm_desktop.infra.settings import Settings

    app = QApplication.instance() or QApplication(["screenshots"])
    assert isinstance(app, QApplication)
    ensure_chinese(app)
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * text)
    app.setFont(font)
    apply_appearance(app, "light")
    settings, announcements, tasks = Settings(), Announcements(), Tasks()
    languages = LanguageSwitch(app, settings)
    languages.start(i18n.ENGLISH)
    context = opening.open_sample(StandingClock(), announcements.announce)
    opened = opening.load(context)
    workspace = Workspace(context, tasks, settings, opened.labels, opened.profile, announcements)
    window = MainWindow(workspace, languages)
    window.show()
    try:
        yield Stage(app, languages, workspace, window)
    finally:
        window.close()
        tasks.close()
        context.database.close()


def main(arguments: list[str]) -> int:
    """Write the pictures; return the exit code."""
    parser = argparse.ArgumentParser(prog="screenshots", description="Pictures of every window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="windows whose name contains this")
    parser.add_argument("--text", type=float, default=1.0, help="text so many times as large")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="everything so many times as large"
    )
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    ensure_built()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ[HOME_VARIABLE] = home
        if sys.platform.startswith("linux"):
            os.environ["QT_QPA_PLATFORM"] = _offscreen(Path(home), given.scale)
        written = take(given.folder, [n for n in SHOTS if given.only in n], given.text)
    sys.stdout.write(f"{len(written)} pictures in {given.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
