"""Pictures of every window on the sample company, in both languages, light and dark.

`python -m crm_desktop.devtools.screenshots DIR [--only WORD] [--text 2] [--scale 2]` writes
`DIR/<window>-<language>-<appearance>.png`. Which windows there are
stands in `shots.py`.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.devtools.build import ensure_built
from crm_desktop.infra import i18n
from crm_desktop.infra.paths import HOME_VARIABLE

if TYPE_CHECKING:
    from crm_desktop.devtools.shots import Stage

APPEARANCES = ("light", "dark")


def take(folder: Path, wanted: str, text: float = 1.0) -> list[Path]:
    """Write the pictures of windows named like `wanted`; needs an empty home folder."""
    from crm_desktop.devtools.shots import SHOTS

    names = [name for name in SHOTS if wanted in name]
    written = []
    with _stage(text) as stage:
        for language in i18n.LANGUAGES:
            stage.languages.switch(language)
            for appearance in APPEARANCES:
                _dress(stage, appearance)
                for name in names:
                    path = folder / f"{name}-{language}-{appearance}.png"
                    _picture(stage, name, path)
                    written.append(path)
    return written


def _dress(stage: "Stage", appearance: str) -> None:
    from crm_desktop.gui.theme import apply_appearance

    apply_appearance(stage.app, "dark" if appearance == "dark" else "light")
    stage.settle()


def _picture(stage: "Stage", name: str, path: Path) -> None:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    from crm_desktop.devtools.shots import SHOTS

    widget = SHOTS[name](stage)
    widget.show()
    stage.settle()
    picture = widget.grab()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        painter = QPainter(picture)
        painter.drawPixmap(widget.mapFromGlobal(popup.pos()), popup.grab())
        painter.end()
        popup.close()
    picture.save(str(path))
    if widget is stage.window:
        stage.window.quick_search.clear()
    else:
        widget.close()
        widget.deleteLater()
    stage.settle()


def _offscreen(folder: Path, scale: float) -> str:
    """Return the name of a platform without a screen whose screen is as large as an office's."""
    width, height, dpi = (round(scale * each) for each in (1920, 1080, 96))
    screen = {"name": "", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": dpi}
    described = folder / "screen.json"
    described.write_text(json.dumps({"screens": [{**screen, "dpr": 1}]}), encoding="utf-8")
    return f"offscreen:configfile={described}"


@contextmanager
def _stage(text: float) -> Iterator["Stage"]:
    from PySide6.QtWidgets import QApplication

    from crm_desktop.devtools.shots import Stage
    from crm_desktop.gui.fonts import ensure_chinese

    app = QApplication.instance() or QApplication(["screenshots"])
    assert isinstance(app, QApplication)
    ensure_chinese()
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * text)
    app.setFont(font)
    stage = Stage(app)
    try:
        yield stage
    finally:
        stage.close()


def main(arguments: list[str]) -> int:
    """Write the pictures; return the exit code."""
    parser = argparse.ArgumentParser(prog="screenshots", description="Pictures of every window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="windows whose name contains this")
    parser.add_argument("--text", type=float, default=1.0, help="text so many times as large")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="everything so many times as large"
    )
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    ensure_built()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ[HOME_VARIABLE] = home
        if sys.platform.startswith("linux"):
            os.environ["QT_QPA_PLATFORM"] = _offscreen(Path(home), given.scale)
        written = take(given.folder, given.only, given.text)
    sys.stdout.write(f"{len(written)} pictures in {given.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
