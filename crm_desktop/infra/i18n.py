"""Texts in the user's language, without Qt: for windows, command line and paper alike.

The source texts are English; `resources/translations/*.ts` hold the Chinese, and
`crm_desktop.devtools.build` compiles them into `catalogues/` (for this module) and into a
`.qm` file (for what Qt Designer forms contain).
"""

import json
import locale
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Protocol

CHINESE = "zh_CN"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)
LANGUAGE_NAMES = {CHINESE: "简体中文", ENGLISH: "English"}
CATALOGUES = Path(__file__).with_name("catalogues")

_language = ENGLISH


class MarkedText(Protocol):
    """A text marked for translation (`domain.texts.Text`)."""

    @property
    def context(self) -> str: ...  # noqa: D102 - a protocol's member

    @property
    def source(self) -> str: ...  # noqa: D102 - a protocol's member


def language() -> str:
    """Return the language in force, one of `LANGUAGES`."""
    return _language


def set_language(code: str) -> None:
    """Show all further texts in `code`; raises ValueError for a language we do not have."""
    global _language
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code}")
    _language = code


def system_language() -> str:
    """Return the language of ours that fits the system's settings best."""
    # The environment first: a Linux that names a locale it has not generated still means it.
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, named), None) or locale.getlocale()[0] or ""
    return CHINESE if name.lower().startswith(("zh", "chinese")) else ENGLISH


def translate(context: str, source: str) -> str:
    """Return `source` in the language in force, or `source` itself where no translation exists."""
    return _translated(_language, context, source)


def show_in(code: str, text: MarkedText) -> str:
    """Return a marked text in the language `code`, whichever is in force."""
    return _translated(code, text.context, text.source)


def _translated(code: str, context: str, source: str) -> str:
    if code == ENGLISH:
        return source
    return _catalogue(code).get(context, {}).get(source, source)


def show(text: MarkedText, **values: object) -> str:
    """Return a marked text in the language in force, its `{placeholders}` filled in."""
    shown = translate(text.context, text.source)
    return shown.format(**values) if values else shown


def joined(names: Iterable[object]) -> str:
    """Return names one after the other, as a list of them is written in the language in force."""
    return ("、" if _language == CHINESE else ", ").join(map(str, names))


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> dict[str, dict[str, str]]:
    path = CATALOGUES / f"{code}.json"
    loaded: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
