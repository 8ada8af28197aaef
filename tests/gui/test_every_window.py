"""What holds for every window: no text is cut off, everything has a name for screen readers."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from crm_desktop.devtools.shots import SHOTS, Stage
from crm_desktop.infra import i18n

pytestmark = pytest.mark.slow

SLACK = 2  # pixels a style may round away


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    opened = Stage(qapp, settling=30)
    yield opened
    opened.close()


def shown(widget: QWidget, stage: Stage, name: str) -> QWidget:
    widget.show()
    stage.settle()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    return widget


def inside(window: QWidget) -> list[QWidget]:
    """Return what belongs to `window` itself and can be seen."""
    return [w for w in window.findChildren(QWidget) if w.isVisible() and w.window() is window]


def cut_off(window: QWidget) -> list[str]:
    found = []
    for widget in inside(window):
        if isinstance(widget, QLabel):
            if widget.wordWrap() or not widget.text() or not widget.pixmap().isNull():
                continue
            needed = widget.sizeHint().width()
        elif isinstance(widget, QPushButton | QCheckBox | QRadioButton | QToolButton):
            # An icon alone, such as at the end of a field, has its text for screen readers only.
            if not widget.text() or isinstance(widget.parentWidget(), QLineEdit):
                continue
            needed = widget.minimumSizeHint().width()
        else:
            continue
        if (
            widget.width() + SLACK < needed
            or widget.height() + SLACK * 4 < widget.fontMetrics().height()
        ):
            found.append(f"{type(widget).__name__} {widget.objectName()}: {widget.text()!r}")
    return found


def nameless(window: QWidget) -> list[str]:
    found = []
    kinds = (QAbstractButton, QLineEdit, QComboBox, QDateEdit)
    for widget in inside(window):
        parent = widget.parentWidget()
        # What Qt builds into its own fields is spoken as part of them.
        if not isinstance(widget, kinds) or isinstance(parent, QLineEdit | QComboBox | QDateEdit):
            continue
        if widget.objectName().startswith("qt_") or widget.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name)
        if not name.strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {parent.objectName()}")
    return found


def end(widget: QWidget, stage: Stage) -> None:
    if widget is stage.window:
        return
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("larger", [1.0, 2.0])
def test_no_text_is_cut_off(qapp: QApplication, stage: Stage, language: str, larger: float) -> None:
    usual = qapp.font()
    font = qapp.font()
    font.setPointSizeF(usual.pointSizeF() * larger)
    qapp.setFont(font)
    try:
        stage.languages.switch(language)
        stage.settle()
        problems = {}
        for name, make in SHOTS.items():
            widget = shown(make(stage), stage, name)
            if cut_off(widget):
                # Perhaps its last answer has come a moment ago and is not laid out yet.
                stage.settle()
            found = cut_off(widget)
            if found:
                problems[name] = found
            end(widget, stage)
        assert problems == {}
    finally:
        qapp.setFont(usual)


def test_everything_has_a_name_for_screen_readers(stage: Stage) -> None:
    problems = {}
    for name, make in SHOTS.items():
        widget = shown(make(stage), stage, name)
        found = nameless(widget)
        if found:
            problems[name] = found
        end(widget, stage)
    assert problems == {}
