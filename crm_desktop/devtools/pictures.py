"""Make the pictures that have to be pixels, from their drawings.

These are `resources/icons/app.ico`, the program's icon for Windows, and the sample company's logo.
Run it after a change of a drawing; the results are committed.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from crm_desktop.devtools.paths import ROOT

ICON = ROOT / "resources" / "icons" / "app.svg"
LOGO = ROOT / "resources" / "sample" / "logo.svg"
LOGO_SIDE = 480
SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def png(drawing: Path, side: int) -> bytes:
    """Return a drawing as a PNG picture of `side` by `side` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt a str
    return bytes(data.data())


def icon_file(pictures: dict[int, bytes]) -> bytes:
    """Return an .ico file with one PNG picture for each side length in pixels."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    position = len(header) + 16 * len(pictures)
    entries, body = b"", b""
    for side, data in pictures.items():
        shown = side % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", shown, shown, 0, 0, 1, 32, len(data), position)
        position += len(data)
        body += data
    return header + entries + body


if __name__ == "__main__":
    ICON.with_suffix(".ico").write_bytes(icon_file({side: png(ICON, side) for side in SIDES}))
    LOGO.with_suffix(".png").write_bytes(png(LOGO, LOGO_SIDE))
    sys.stdout.write("done\n")
