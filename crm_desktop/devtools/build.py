"""Generate what is not committed: forms, resources, translation catalogues.

`ensure_built()` does it only when a source has changed since; it costs milliseconds otherwise.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

from crm_desktop.devtools.paths import CATALOGUES, FORMS, ROOT, TRANSLATIONS, qt_tool
from crm_desktop.devtools.translations import compile_catalogues

STAMP = FORMS / ".stamp"
_HOLDERS = re.compile(r"self\.(\w+) = (QStackedWidget|QScrollArea)\(")
_COMMENT = re.compile(r"^#.*$", re.MULTILINE)
_IMPORTS = re.compile(r"^from (?P<module>PySide6\.\w+) import \((?P<names>[^)]*)\)\n", re.MULTILINE)


def _inputs() -> list[Path]:
    forms = (ROOT / "ui").rglob("*.ui")
    resources = [p for p in (ROOT / "resources").rglob("*") if p.is_file() and p.suffix != ".md"]
    return sorted([*forms, *resources, *Path(__file__).parent.glob("*.py")])


def fingerprint() -> str:
    """Return a digest of everything the generated files are made from."""
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def build() -> None:
    """Generate `gui/forms/ui_*.py`, `gui/forms/crm_rc.py` and `infra/catalogues/`."""
    FORMS.mkdir(parents=True, exist_ok=True)
    for old in [*FORMS.glob("ui_*.py"), *FORMS.glob("crm_rc.py"), *CATALOGUES.glob("*")]:
        old.unlink()
    for form in sorted((ROOT / "ui").rglob("*.ui")):
        target = FORMS / f"ui_{form.stem}.py"
        if target.exists():
            raise ValueError(f"two forms are named {form.stem}")
        command = [qt_tool("uic"), "-g", "python", "--from-imports", "--no-autoconnection"]
        subprocess.run([*command, str(form), "-o", str(target)], check=True)
        source = target.read_text(encoding="utf-8")
        source = with_pages_at_home(without_unused_imports(source))
        target.write_text(source, encoding="utf-8", newline="\n")
    resources = ROOT / "resources" / "crm.qrc"
    if resources.exists():
        target = FORMS / "crm_rc.py"
        command = [qt_tool("rcc"), "-g", "python", str(resources), "-o", str(target)]
        subprocess.run(command, check=True)
    if any(TRANSLATIONS.glob("*.ts")):
        compile_catalogues()


def without_unused_imports(source: str) -> str:
    """Return a generated form without the classes it imports but never names.

    PySide makes a class when it is first imported, so that each one costs time and memory.
    """
    code = _COMMENT.sub("", _IMPORTS.sub("", source))

    def needed(block: re.Match[str]) -> str:
        names = [name.strip() for name in block["names"].split(",")]
        used = [name for name in names if re.search(rf"\b{name}\b", code)]
        return f"from {block['module']} import ({', '.join(used)})\n" if used else ""

    return _IMPORTS.sub(needed, source)


def with_pages_at_home(source: str) -> str:
    """Return a generated form whose pages are made where they will lie, rather than nowhere.

    A page that is moved in when all its fields are there lets each of them settle its style,
    font and colours once more: a quarter of what a window with many fields takes to build.
    """
    for holder, kind in _HOLDERS.findall(source):
        home = f"self.{holder}.viewport()" if kind == "QScrollArea" else f"self.{holder}"
        for page in re.findall(rf"self\.{holder}\.(?:addWidget|setWidget)\(self\.(\w+)\)", source):
            source = source.replace(f"self.{page} = QWidget()", f"self.{page} = QWidget({home})")
    return source


def _is_complete() -> bool:
    forms = (ROOT / "ui").rglob("*.ui")
    expected = [FORMS / f"ui_{form.stem}.py" for form in forms]
    if any(TRANSLATIONS.glob("*.ts")):
        expected.append(CATALOGUES / "zh_CN.json")
    return all(path.exists() for path in expected)


def ensure_built() -> bool:
    """Build if anything is missing or old; return whether something was built."""
    current = fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == current and _is_complete():
        return False
    build()
    STAMP.write_text(current, encoding="ascii")
    return True


if __name__ == "__main__":
    built = ensure_built()
    if "--quiet" not in sys.argv:
        sys.stdout.write("built\n" if built else "up to date\n")
