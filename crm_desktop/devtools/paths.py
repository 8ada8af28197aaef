"""Where things are in the source tree, and Qt's tools."""

import sys
from pathlib import Path

import PySide6

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
FORMS = PACKAGE / "gui" / "forms"
CATALOGUES = PACKAGE / "infra" / "catalogues"
TRANSLATIONS = ROOT / "resources" / "translations"


def qt_tool(name: str) -> str:
    """Return the path of one of Qt's own tools (uic, rcc, lupdate, lrelease) inside PySide6."""
    suffix = ".exe" if sys.platform == "win32" else ""
    folder = Path(PySide6.__path__[0])
    candidates = [folder / f"{name}{suffix}", folder / "Qt" / "libexec" / name]
    for path in candidates:
        if path.exists():
            return str(path)
    raise FileNotFoundError(f"{name} is not in {folder}")
