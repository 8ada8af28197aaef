"""What happens to errors that nobody caught."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop import app
from crm_desktop.gui import errors
from crm_desktop.gui.errors import ErrorDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.session import Session, Start
from crm_desktop.infra.settings import Settings
from tests.databases import FixedClock


@pytest.fixture
def hook(
    settings: Settings, languages: LanguageSwitch, clock: FixedClock, qapp: QApplication
) -> app._Excepthook:
    return app._Excepthook(Session(settings, languages, clock, Start()))


def caught(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as raised:
        return raised


def call(hook: app._Excepthook, error: BaseException) -> None:
    raised = caught(error)
    hook(type(raised), raised, raised.__traceback__)


def dialogs() -> list[ErrorDialog]:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog)]
    return [dialog for dialog in found if dialog.isVisible()]


def test_it_is_shown_plainly_once_and_logged(
    qtbot: QtBot, hook: app._Excepthook, expected_logs: pytest.LogCaptureFixture
) -> None:
    call(hook, KeyError("deep inside"))
    call(hook, KeyError("deeper still"))
    (dialog,) = dialogs()
    assert "Something went wrong" in dialog.text()
    assert "deep inside" not in dialog.text()
    assert "Further errors: 1" in dialog.informativeText()
    assert "deeper still" in dialog.detailedText()
    assert [record.levelname for record in expected_logs.records] == ["ERROR", "ERROR"]


def test_an_error_of_the_error_dialog_reaches_the_log(
    hook: app._Excepthook,
    expected_logs: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []

    def fail(*_: object) -> None:
        raise RuntimeError("no dialog")

    monkeypatch.setattr(errors, "show_error", fail)
    monkeypatch.setattr(sys, "__excepthook__", lambda _kind, error, _trace: written.append(error))
    call(hook, KeyError("deep inside"))
    assert [str(error) for error in written] == ["'deep inside'"]
    assert "the error dialog failed" in expected_logs.text


def test_control_c_is_no_error(hook: app._Excepthook) -> None:
    call(hook, KeyboardInterrupt())
    assert dialogs() == []


def test_escape_closes_the_error(hook: app._Excepthook, qtbot: QtBot, expected_logs: None) -> None:
    call(hook, RuntimeError("broken"))
    (dialog,) = dialogs()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialogs()
