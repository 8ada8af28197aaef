"""Both appearances are readable (WCAG 2.1 AA) and switch at run time."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from crm_desktop.gui import theme
from crm_desktop.gui.theme import apply_appearance, colour, is_dark, series_colours, set_look

own_palettes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own palettes")


def luminance(shade: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (shade.redF(), shade.greenF(), shade.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=["light", "dark"])
def app(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QApplication]:
    apply_appearance(qapp, request.param)
    yield qapp
    apply_appearance(qapp, "light")


def grounds(app: QApplication) -> list[QColor]:
    roles = QPalette.ColorRole
    return [app.palette().color(role) for role in (roles.Window, roles.Base, roles.AlternateBase)]


@own_palettes
@pytest.mark.parametrize("role", ["WindowText", "Text", "PlaceholderText", "Link"])
def test_texts_of_the_palette_stand_out(app: QApplication, role: str) -> None:
    text = app.palette().color(QPalette.ColorRole[role])
    assert min(contrast(text, ground) for ground in grounds(app)) >= 4.5


@own_palettes
def test_selected_text_stands_out(app: QApplication) -> None:
    palette = app.palette()
    ground = palette.color(QPalette.ColorRole.Highlight)
    assert contrast(palette.color(QPalette.ColorRole.HighlightedText), ground) >= 4.5
    # Fusion draws the icon of the menu entry under the mouse in the ordinary text colour.
    assert contrast(palette.color(QPalette.ColorRole.WindowText), ground) >= 3


@own_palettes
@pytest.mark.parametrize("role", ["error", "warning", "success", "accent", "muted"])
def test_coloured_texts_stand_out(app: QApplication, role: theme.Role) -> None:
    assert min(contrast(colour(role), ground) for ground in grounds(app)) >= 4.5


@own_palettes
def test_chart_colours_stand_out_and_differ(app: QApplication) -> None:
    shades = [QColor(value) for value in series_colours()]
    assert len({shade.name() for shade in shades}) == 8
    ground = app.palette().color(QPalette.ColorRole.Base)
    assert min(contrast(shade, ground) for shade in shades) >= 3


def test_paper_always_gets_the_colours_for_white(app: QApplication) -> None:
    white = QColor("white")
    shades = series_colours(for_paper=True)
    assert min(contrast(QColor(value), white) for value in shades) >= 3


@own_palettes
def test_appearance_switches_back_and_forth(qapp: QApplication) -> None:
    apply_appearance(qapp, "dark")
    assert is_dark()
    apply_appearance(qapp, "light")
    assert not is_dark()
    apply_appearance(qapp, "system")  # without a desktop that says otherwise: light
    assert not is_dark()


def test_a_look_colours_a_label_and_can_be_taken_away(app: QApplication, qtbot) -> None:
    label = QLabel("名称")
    qtbot.addWidget(label)
    plain = label.palette().color(QPalette.ColorRole.WindowText)
    set_look(label, "field-error")
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == colour("error")
    set_look(label, None)
    assert label.palette().color(QPalette.ColorRole.WindowText) == plain


def test_headings_grow_with_the_font_of_the_system(qapp: QApplication, qtbot) -> None:
    usual = qapp.font()
    heights = []
    for points in (9, 18):
        font = qapp.font()
        font.setPointSizeF(points)
        qapp.setFont(font)
        apply_appearance(qapp, "light")
        label = QLabel("客户")
        qtbot.addWidget(label)
        set_look(label, "title")
        label.ensurePolished()
        heights.append(label.font().pointSizeF())
    qapp.setFont(usual)
    apply_appearance(qapp, "light")
    assert heights == [pytest.approx(13.5), pytest.approx(27.0)]


def test_only_what_cannot_be_dark_gives_way_to_a_style_that_can() -> None:
    assert theme.style_for("windowsvista", dark=True) == "Fusion"
    assert theme.style_for("windowsvista", dark=False) == "windowsvista"
    assert theme.style_for("windows11", dark=True) == "windows11"
