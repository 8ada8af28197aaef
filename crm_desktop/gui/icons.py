"""The program's icons: one family of SVG drawings in the colours of the palette in force.

An icon is asked for by what it is for (`icon("customer-new")`); `resources/crm.qrc` says which
drawing that is. Icons are set in code rather than in Qt Designer forms, because a drawing read
from a file stays black where the dark appearance needs it light.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QFile, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer

from crm_desktop.gui.forms import crm_rc  # noqa: F401 - registers the drawings with Qt
from crm_desktop.gui.theme import Role, colour

# Icons whose colour says something beyond their shape.
_COLOURED: dict[str, Role] = {
    "error": "error",
    "warning": "warning",
    "success": "success",
    "info": "accent",
    "primary": "highlight",
}
_engines_made_by_qt: list[QIconEngine] = []


@lru_cache(maxsize=256)
def icon(name: str) -> QIcon:
    """Return the icon for `name`, which follows light, dark and accent colours while it is shown.

    Raises ValueError for a name that `resources/crm.qrc` does not have.
    """
    return QIcon(_DrawingEngine(name, _drawing(name)))


def _drawing(name: str) -> bytes:
    file = QFile(f":/icons/{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise ValueError(f"no icon is named {name!r}")
    return bytes(file.readAll().data())


class _DrawingEngine(QIconEngine):
    """Draws one SVG at exactly the size and in the colour that is asked for."""

    def __init__(self, name: str, drawing: bytes) -> None:
        super().__init__()
        self._name = name
        self._drawing = drawing

    def iconName(self) -> str:  # noqa: N802 - Qt's name
        return self._name

    def isNull(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:  # noqa: N802
        return size

    def clone(self) -> QIconEngine:
        # Qt owns what it gets here, but Python would delete it with the last reference to it.
        twin = _DrawingEngine(self._name, self._drawing)
        _engines_made_by_qt.append(twin)
        return twin

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        tint = self._colour(mode)
        width, height = round(size.width() * scale), round(size.height() * scale)
        key = f"crm-icon/{self._name}/{width}x{height}/{scale}/{tint.name()}"
        pixmap = QPixmap()
        if QPixmapCache.find(key, pixmap):
            return pixmap
        pixmap = QPixmap(width, height)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self._render(painter, QRect(0, 0, width, height), tint)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        QPixmapCache.insert(key, pixmap)
        return pixmap

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        self._render(painter, rect, self._colour(mode))

    def _render(self, painter: QPainter, rect: QRect, tint: QColor) -> None:
        drawing = self._drawing.replace(b"currentColor", tint.name().encode("ascii"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        QSvgRenderer(QByteArray(drawing)).render(painter, square)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
        if mode == QIcon.Mode.Selected:
            return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText)
        if self._name in _COLOURED:
            return colour(_COLOURED[self._name])
        return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
