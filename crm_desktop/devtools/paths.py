"""Where things are in the source tree, and Qt's tools."""

import importlib.util
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
FORMS = PACKAGE / "gui" / "forms"
CATALOGUES = PACKAGE / "infra" / "catalogues"
TRANSLATIONS = ROOT / "resources" / "translations"


def qt_tool(name: str) -> str:
    """Return the path of one of Qt's own tools (uic, rcc, lupdate, lrelease) inside PySide6."""
    suffix = ".exe" if sys.platform == "win32" else ""
    # Found, not imported: importing loads Qt, which a build that has nothing to do need not.
    found = importlib.util.find_spec("PySide6")
    if found is None or found.submodule_search_locations is None:
        raise FileNotFoundError("PySide6 is not installed")
    folder = Path(found.submodule_search_locations[0])
    candidates = [folder / f"{name}{suffix}", folder / "Qt" / "libexec" / name]
    for path in candidates:
        if path.exists():
            return str(path)
    raise FileNotFoundError(f"{name} is not in {folder}")
