import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Cancelled, DiskFull
from crm_desktop.gui import errors
from crm_desktop.gui.errors import ErrorDialog
from crm_desktop.gui.tasks import Tasks, task_progress
from crm_desktop.infra.cancellation import check_cancelled, current_token


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    yield QObject()


def test_work_runs_elsewhere_and_answers_here(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    answers: list[tuple[str, bool]] = []
    here = threading.current_thread()
    tasks.read(
        owner,
        lambda: threading.current_thread().name,
        lambda name: answers.append((name, threading.current_thread() is here)),
    )
    qtbot.waitUntil(lambda: bool(answers))
    name, delivered_here = answers[0]
    assert name.startswith("reader")
    assert delivered_here
    assert tasks.running == ()


def test_writes_run_one_after_the_other(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    order: list[str] = []
    gate = threading.Event()
    done: list[None] = []

    def slow() -> None:
        assert gate.wait(10)
        order.append("first")

    tasks.write(owner, slow, done.append)
    tasks.write(owner, lambda: order.append("second"), done.append)
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert order == ["first", "second"]


def test_a_long_read_does_not_hold_up_a_write(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    gate = threading.Event()
    written: list[str] = []
    for _ in range(5):
        tasks.read(owner, lambda: gate.wait(10), lambda _: None)
    tasks.write(owner, lambda: "saved", written.append)
    qtbot.waitUntil(lambda: written == ["saved"])
    gate.set()
    qtbot.waitUntil(lambda: not tasks.running)


def test_failures_reach_the_one_who_wants_them(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    failures: list[BaseException] = []

    def fail() -> None:
        raise DiskFull

    tasks.write(owner, fail, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], DiskFull)
    assert not visible_errors()


def test_other_failures_are_shown_once(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    def fail() -> None:
        raise DiskFull

    tasks.write(owner, fail, lambda _: None)
    tasks.write(owner, fail, lambda _: None)
    qtbot.waitUntil(lambda: not tasks.running)
    (dialog,) = visible_errors()
    assert dialog.text().startswith("The disk is full.")
    assert dialog.detailedText().count("Traceback") == 2


def test_cancelled_work_answers_nobody(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    interrupted = threading.Event()
    begun = threading.Event()
    answers: list[object] = []

    def work() -> None:
        with current_token().on_cancel(interrupted.set):
            begun.set()
            assert interrupted.wait(10)
            check_cancelled()

    task = tasks.read(owner, work, answers.append, answers.append)
    assert begun.wait(10)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert answers == []
    assert not visible_errors()


def test_work_that_ends_cancelled_by_itself_shows_nothing(
    tasks: Tasks, owner: QObject, qtbot: QtBot
) -> None:
    def work() -> None:
        raise Cancelled

    with qtbot.waitSignal(tasks.read(owner, work, lambda _: None).finished):
        pass
    assert not visible_errors()


def test_nothing_reaches_a_destroyed_owner(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[object] = []
    gone = QObject()
    task = tasks.read(gone, lambda: gate.wait(10), answers.append, answers.append)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    assert task.is_cancelled
    with qtbot.waitSignal(task.finished):
        gate.set()
    assert answers == []


def test_progress_arrives(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []
    gate = threading.Event()

    def work() -> None:
        assert gate.wait(10)
        report = task_progress()
        for step in range(1, 101):
            report(step, 100)

    task = tasks.background(owner, work, lambda _: None)
    task.progress.connect(lambda done, total: steps.append((done, total)))
    gate.set()
    qtbot.waitUntil(lambda: bool(steps) and steps[-1] == (100, 100))


def test_closing_lets_writes_end(qapp: QApplication, owner: QObject) -> None:
    workers = Tasks()
    gate = threading.Event()
    written: list[int] = []
    workers.write(owner, lambda: (gate.wait(10), written.append(1)), lambda _: None)
    gate.set()
    workers.close()
    assert written == [1]


def visible_errors() -> list[ErrorDialog]:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog)]
    return [dialog for dialog in found if dialog.isVisible()]


def test_unexpected_errors_are_logged_and_copied(
    qtbot: QtBot, expected_logs: pytest.LogCaptureFixture
) -> None:
    try:
        raise ZeroDivisionError("deep inside")
    except ZeroDivisionError as error:
        dialog = errors.show_error(None, error)
    qtbot.addWidget(dialog)
    assert "deep inside" not in dialog.text()
    dialog.copy_button.click()
    assert "deep inside" in QApplication.clipboard().text()
    assert dialog.isVisible()
    assert [record.levelname for record in expected_logs.records] == ["ERROR"]
