"""The long search for garbage, which stops every thread, waits until nobody looks."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.gui.garbage import QuietSearch


class Knot:
    """What only a search finds: it refers to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def search(qapp: QApplication) -> Iterator[QuietSearch]:
    thresholds = gc.get_threshold()
    quiet = QuietSearch(qapp)
    yield quiet
    qapp.applicationStateChanged.disconnect(quiet._follow)
    quiet.deleteLater()
    gc.set_threshold(*thresholds)


def old_garbage() -> "ref[Knot]":
    knot = Knot()
    gc.collect()  # whoever is still there after it is old
    return ref(knot)


def test_long_searches_are_rare(search: QuietSearch) -> None:
    assert gc.get_threshold()[2] > 100


def test_what_is_old_goes_when_people_turn_to_another_program(
    search: QuietSearch, qapp: QApplication, qtbot: QtBot
) -> None:
    knot = old_garbage()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qtbot.waitUntil(lambda: knot() is None)


def test_who_comes_back_at_once_is_not_kept_waiting(
    search: QuietSearch, qapp: QApplication
) -> None:
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert search._timer.isActive()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not search._timer.isActive()
