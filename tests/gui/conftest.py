"""Set-up of the window tests: offscreen, nothing outlives its test, no unexpected log."""

import logging
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, SignalInstance
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from crm_desktop.data.database import Database
from crm_desktop.gui import opening
from crm_desktop.gui.announcements import Announcements
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n, protection
from crm_desktop.infra.settings import Settings
from crm_desktop.services.context import ServiceContext
from tests.databases import ADMINISTRATOR, CLERK, FixedClock, acting
from tests.gui.customer_windows import OpenWindow

# Milliseconds before a test gives up waiting.
PATIENCE = 120_000

MakeWorkspace = Callable[[ServiceContext], Workspace]


class PatientBot(QtBot):
    """Waits as long as an overloaded machine needs; a test that passes takes no longer for it."""

    def waitUntil(  # noqa: N802
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self, signal: SignalInstance, *, timeout: int = PATIENCE, **options: Any
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture(autouse=True)
def readable_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts are looked at in their files here, on every system."""
    monkeypatch.setattr(protection, "of_this_system", lambda: None)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the folders of whoever runs them."""
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Start in English and leave no other language behind."""
    i18n.set_language(i18n.ENGLISH)
    yield
    i18n.set_language(i18n.ENGLISH)


@pytest.fixture(autouse=True)
def nothing_outlives(qapp: QApplication) -> Iterator[None]:
    """Close what a test left open, delete what it asked to delete, take back the font it lent."""
    usual = qapp.font()
    yield
    for window in QApplication.topLevelWidgets():
        window.hide()
        # Popups go with the widget that has them; deleting them twice crashes Qt.
        if window.parent() is None and window.windowType() != Qt.WindowType.Popup:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if qapp.font() != usual:
        qapp.setFont(usual)


@pytest.fixture
def expected_logs(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """For tests that provoke warnings or errors in the log; they look at them themselves."""
    return caplog


@pytest.fixture(autouse=True)
def no_unexpected_logs(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    yield
    if "expected_logs" not in request.fixturenames:
        unexpected = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
        assert not unexpected, [record.getMessage() for record in unexpected]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    workers = Tasks()
    yield workers
    workers.close()


@pytest.fixture
def languages(qapp: QApplication, settings: Settings) -> Iterator[LanguageSwitch]:
    switch = LanguageSwitch(qapp, settings)
    switch.start(i18n.ENGLISH)
    yield switch
    switch.switch(i18n.ENGLISH)
    switch.deleteLater()


@pytest.fixture
def make_workspace(tasks: Tasks, settings: Settings) -> Iterator[MakeWorkspace]:
    """Give a workspace to anybody; what services announce reaches it as in the program."""
    made: list[Workspace] = []
    announcements = Announcements()

    def make(context: ServiceContext) -> Workspace:
        told = replace(context, on_change=announcements.announce)
        opened = opening.load(told)
        workspace = Workspace(told, tasks, settings, opened.labels, opened.profile, announcements)
        made.append(workspace)
        return workspace

    yield make
    tasks.close()
    made.clear()


@pytest.fixture
def workspace(database: Database, make_workspace: MakeWorkspace, clock: FixedClock) -> Workspace:
    """An administrator at work on an empty database."""
    return make_workspace(acting(database, ADMINISTRATOR, clock))


@pytest.fixture
def clerk_workspace(
    database: Database, make_workspace: MakeWorkspace, clock: FixedClock
) -> Workspace:
    """A clerk at work on the same database."""
    return make_workspace(acting(database, CLERK, clock))


@pytest.fixture
def sample_workspace(
    sample_database: Database, make_workspace: MakeWorkspace, clock: FixedClock
) -> Workspace:
    """The sample company's administrator at work."""
    return make_workspace(acting(sample_database, "admin", clock))


@pytest.fixture
def open_window(workspace: Workspace, qtbot: QtBot) -> OpenWindow:
    """Open customer windows as the main window does, ready to be typed in."""

    def open_it(customer_id: int | None) -> CustomerWindow:
        window = CustomerWindow(workspace, customer_id)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.form is not None and window.ui.name.hasFocus())
        return window

    return open_it
