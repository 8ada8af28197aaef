from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.tasks import Tasks, task_progress
from crm_desktop.gui.widgets.activity import Activity
from crm_desktop.infra import i18n
from crm_desktop.infra.cancellation import current_token


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    yield QObject()


@pytest.fixture
def activity(tasks: Tasks, qtbot: QtBot) -> Activity:
    shown = Activity(tasks)
    qtbot.addWidget(shown)
    return shown


def test_what_takes_long_is_shown_with_its_progress(
    qtbot: QtBot, tasks: Tasks, owner: QObject, activity: Activity
) -> None:
    shown, told, gate = Event(), Event(), Event()

    def work() -> None:
        assert shown.wait(10)
        task_progress()(30, 120)
        told.set()
        assert gate.wait(10)

    tasks.background(owner, work, lambda _: None, title="Export")
    assert not activity.isVisible()
    qtbot.waitUntil(activity.isVisible)
    assert activity.label.text() == "Export"
    assert activity.bar.maximum() == 0
    shown.set()
    qtbot.waitUntil(lambda: activity.bar.maximum() == 120)
    assert activity.bar.value() == 30
    gate.set()
    qtbot.waitUntil(lambda: not activity.isVisible())


def test_work_is_cancelled_by_click(
    qtbot: QtBot, tasks: Tasks, owner: QObject, activity: Activity
) -> None:
    interrupted = Event()
    answers: list[object] = []

    def work() -> None:
        with current_token().on_cancel(interrupted.set):
            assert interrupted.wait(10)

    tasks.background(owner, work, answers.append, answers.append, title="Export")
    qtbot.waitUntil(activity.isVisible)
    qtbot.mouseClick(activity.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not activity.isVisible())
    assert answers == []


def test_the_blink_of_an_eye_shows_nothing(
    qtbot: QtBot, tasks: Tasks, owner: QObject, activity: Activity
) -> None:
    seen: list[bool] = []
    tasks.finished.connect(lambda _task: seen.append(activity.isVisible()))
    tasks.read(owner, lambda: None, lambda _: None)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [False]


def test_nameless_work_cannot_be_cancelled_and_follows_the_language(
    qtbot: QtBot, tasks: Tasks, owner: QObject, activity: Activity, languages: LanguageSwitch
) -> None:
    gate = Event()
    tasks.read(owner, lambda: gate.wait(10), lambda _: None)
    qtbot.waitUntil(activity.isVisible)
    assert activity.label.text() == "Working…"
    assert not activity.cancel.isVisible()
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: activity.label.text() == "正在处理…")
    gate.set()
    qtbot.waitUntil(lambda: not activity.isVisible())
