"""Icons exist for every name in use, are sharp, and follow the colours in force."""

import re
import struct

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QToolButton

from crm_desktop.devtools.paths import PACKAGE, ROOT
from crm_desktop.devtools.pictures import ICON
from crm_desktop.gui.icons import icon
from crm_desktop.gui.theme import apply_appearance, colour

QRC = (ROOT / "resources" / "crm.qrc").read_text(encoding="utf-8")
NAMES = re.findall(r'alias="([\w-]+)\.svg"', QRC)


def shades(image: QImage) -> set[str]:
    """Return the colours of the fully covered points."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colours = (image.pixelColor(x, y) for x, y in points)
    return {shade.name() for shade in colours if shade.alpha() == 255}


@pytest.fixture
def light(qapp: QApplication) -> QApplication:
    apply_appearance(qapp, "light")
    return qapp


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something(light: QApplication, name: str) -> None:
    image = icon(name).pixmap(QSize(24, 24), 2.0).toImage()
    assert image.size() == QSize(48, 48)
    assert shades(image)


def test_names_used_in_the_program_exist() -> None:
    wanted = {
        (path.name, name)
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r'\bicon\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    }
    assert {(path, name) for path, name in wanted if name not in NAMES} <= {
        ("icons.py", "customer-new")
    }


def test_an_unknown_name_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="no-such-thing"):
        icon("no-such-thing")


def test_every_drawing_is_listed_and_every_listed_file_exists() -> None:
    files = set(re.findall(r">icons/([\w-]+\.svg)<", QRC))
    assert files == {path.name for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert len(NAMES) == len(set(NAMES))


def test_modes_take_their_colours_from_the_palette(light: QApplication) -> None:
    palette = light.palette()
    expected = {
        QIcon.Mode.Normal: palette.color(QPalette.ColorRole.WindowText),
        QIcon.Mode.Selected: palette.color(QPalette.ColorRole.HighlightedText),
        QIcon.Mode.Disabled: palette.color(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText
        ),
    }
    for mode, shade in expected.items():
        image = icon("add").pixmap(QSize(32, 32), 1.0, mode).toImage()
        assert shades(image) == {QColor(shade).name()}


def test_an_icon_already_on_a_button_follows_a_change_to_dark(
    light: QApplication, qtbot: object
) -> None:
    button = QToolButton()
    button.setIcon(icon("add"))
    before = shades(button.icon().pixmap(32).toImage())
    apply_appearance(light, "dark")
    after = shades(button.icon().pixmap(32).toImage())
    assert before != after == {light.palette().color(QPalette.ColorRole.WindowText).name()}
    apply_appearance(light, "light")


def test_error_icon_is_red_in_both_appearances(light: QApplication) -> None:
    for appearance in ("dark", "light"):
        apply_appearance(light, appearance)
        assert colour("error").name() in shades(icon("error").pixmap(64).toImage())


def test_a_copy_made_by_qt_still_draws(light: QApplication) -> None:
    twin = QIcon(icon("edit"))
    twin.setIsMask(True)  # detaches: Qt clones the engine
    assert shades(twin.pixmap(32).toImage()) == shades(icon("edit").pixmap(32).toImage())


def test_windows_icon_file_holds_all_sizes() -> None:
    data = ICON.with_suffix(".ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    sides = [struct.unpack_from("<B", data, 6 + 16 * n)[0] or 256 for n in range(count)]
    assert kind == 1
    assert {16, 32, 48, 256} <= set(sides)
    for n in range(count):
        length, position = struct.unpack_from("<II", data, 6 + 16 * n + 8)
        image = QImage.fromData(data[position : position + length])
        assert image.size() == QSize(sides[n], sides[n])
