"""Translations: extract texts from code and forms, compile catalogues, tell what is missing.

`python -m crm_desktop.devtools.translations update` brings `resources/translations/*.zh_CN.ts`
up to date with the code; `check` fails when a text is missing, unfinished or obsolete.
"""

import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from crm_desktop.devtools.paths import CATALOGUES, FORMS, PACKAGE, ROOT, TRANSLATIONS, qt_tool

# Which file of translations a source belongs to: the first pattern that fits.
AREAS: dict[str, tuple[str, ...]] = {
    "domain": ("crm_desktop/domain/*",),
    "services": ("crm_desktop/services/*", "crm_desktop/data/*", "crm_desktop/infra/*"),
    "reports": ("crm_desktop/reports/*",),
    "cli": ("crm_desktop/cli*.py", "crm_desktop/app.py", "crm_desktop/__main__.py"),
    "gui-undo": (
        "ui/undo/*",
        "crm_desktop/gui/*undo*",
        "crm_desktop/gui/*bulk*",
        "crm_desktop/gui/*hand_over*",
        "crm_desktop/gui/*purge*",
        "crm_desktop/gui/*bring_back*",
        "crm_desktop/gui/*restore_report*",
        "crm_desktop/gui/*notice*",
    ),
    "gui-safety": (
        "ui/safety/*",
        "crm_desktop/gui/*merge*",
        "crm_desktop/gui/*draft*",
        "crm_desktop/gui/*journal*",
    ),
    "gui-customers": (
        "ui/customer/*",
        "crm_desktop/gui/*/customer*",
        "crm_desktop/gui/*/contact*",
        "crm_desktop/gui/*/payment*",
        "crm_desktop/gui/*/place*",
    ),
    "gui-find": (
        "ui/query/*",
        "ui/statistics/*",
        "ui/report/*",
        "crm_desktop/gui/*/query*",
        "crm_desktop/gui/*/statistics*",
        "crm_desktop/gui/*/report*",
        "crm_desktop/gui/*/chart*",
        "crm_desktop/gui/*/export_*",
        "crm_desktop/gui/*/save_query*",
        "crm_desktop/gui/report_*",
    ),
    "gui-settings": (
        "ui/settings/*",
        "crm_desktop/gui/*/user*",
        "crm_desktop/gui/*/code_*",
        "crm_desktop/gui/*/company*",
        "crm_desktop/gui/*/recycle*",
        "crm_desktop/gui/*/history*",
        "crm_desktop/gui/history*",
        "crm_desktop/gui/*/one_time*",
        "crm_desktop/gui/*/preferences*",
        "crm_desktop/gui/*/settings*",
    ),
    "gui-connections": ("ui/connections/*", "crm_desktop/gui/*connection*"),
    "gui": ("ui/*", "crm_desktop/gui/*"),
}
PLACEHOLDER = re.compile(r"\{[a-z_]+[^}]*\}|%[1-9n]")


def sources_by_area() -> dict[str, list[Path]]:
    """Return the code and form files that hold texts, by the area they belong to."""
    found: dict[str, list[Path]] = {area: [] for area in AREAS}
    candidates = [*PACKAGE.rglob("*.py"), *(ROOT / "ui").rglob("*.ui")]
    for path in sorted(candidates):
        name = path.relative_to(ROOT).as_posix()
        if FORMS in path.parents or "/devtools/" in name:
            continue
        for area, patterns in AREAS.items():
            if any(fnmatch(name, pattern) for pattern in patterns):
                found[area].append(path)
                break
    return found


def extract(sources: list[Path], target: Path) -> None:
    """Bring `target` up to date with the texts in `sources`, keeping known translations."""
    with tempfile.NamedTemporaryFile("w", suffix=".lst", delete=False, encoding="utf-8") as listing:
        listing.write("\n".join(str(path) for path in sources))
    try:
        subprocess.run(
            [
                qt_tool("lupdate"),
                "-silent",
                "-no-obsolete",
                "-locations",
                "none",
                "-tr-function-alias",
                "translate+=marked",
                f"@{listing.name}",
                "-ts",
                str(target),
                "-target-language",
                "zh_CN",
            ],
            check=True,
            cwd=ROOT,
        )
    finally:
        Path(listing.name).unlink()


def update() -> None:
    """Bring every `.ts` file up to date with the code."""
    TRANSLATIONS.mkdir(exist_ok=True)
    for area, sources in sources_by_area().items():
        if sources:
            target = TRANSLATIONS / f"{area}.zh_CN.ts"
            extract(sources, target)
            if not any(messages(target)):
                target.unlink()


def messages(path: Path) -> Iterator[tuple[str, str, str | None]]:
    """Yield context, source and finished translation (else None) of each message in `path`."""
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            finished = translation is not None and translation.get("type") is None
            text = translation.text if translation is not None and finished else None
            yield name, message.findtext("source", ""), text


def problems() -> list[str]:
    """Return a line for each text that is untranslated, out of date or has other placeholders."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for area, sources in sources_by_area().items():
            if not sources:
                continue
            committed = TRANSLATIONS / f"{area}.zh_CN.ts"
            fresh = Path(folder) / committed.name
            if committed.exists():
                fresh.write_bytes(committed.read_bytes())
            extract(sources, fresh)
            known = set(messages(committed)) if committed.exists() else set()
            current = set(messages(fresh))
            found += [f"{area}: obsolete: {c}: {s}" for c, s, _ in sorted(known - current, key=str)]
            for context, source, text in sorted(current, key=str):
                if not text:
                    found.append(f"{area}: no Chinese: {context}: {source}")
                elif sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(text)):
                    found.append(f"{area}: placeholders differ: {context}: {source}: {text}")
    return found


def compile_catalogues() -> None:
    """Compile all `.ts` files into one JSON catalogue and one `.qm` file."""
    CATALOGUES.mkdir(exist_ok=True)
    files = sorted(TRANSLATIONS.glob("*.zh_CN.ts"))
    catalogue: dict[str, dict[str, str]] = {}
    for path in files:
        for context, source, text in messages(path):
            if text:
                catalogue.setdefault(context, {})[source] = text
    target = CATALOGUES / "zh_CN.json"
    target.write_text(json.dumps(catalogue, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    qm = CATALOGUES / "zh_CN.qm"
    command = [qt_tool("lrelease"), "-silent", "-nounfinished", *map(str, files), "-qm", str(qm)]
    subprocess.run(command, check=True)


def main(arguments: list[str]) -> int:
    """Run `update` or `check`."""
    if arguments == ["update"]:
        update()
        return 0
    if arguments == ["check"]:
        found = problems()
        for line in found:
            sys.stderr.write(line + "\n")
        sys.stdout.write(f"translations: {len(found)} problems\n")
        return 1 if found else 0
    sys.stderr.write("usage: python -m crm_desktop.devtools.translations {update,check}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
