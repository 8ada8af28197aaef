"""Drafts of forms with a few plain fields: what they started with, and what stands in them."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.gui.draft_values import BadDraft
from crm_desktop.gui.drafts import FormDraft
from crm_desktop.gui.workspace import Workspace

Texts = dict[str, str]


def keep_form(
    workspace: Workspace,
    form: QWidget,
    kind: str,
    title: Callable[[], str],
    states: Callable[[], tuple[Texts, Texts]],
    about: Mapping[str, Any],
) -> FormDraft:
    """Keep what is typed into the fields of `form`; a dialog's draft goes when it is left.

    `states` are what its fields started with and what stands in them, `about` tells what record it
    is about.
    """

    def values() -> dict[str, Any] | None:
        base, typed = states()
        return None if typed == base else {**about, "base": base, "typed": typed}

    draft = workspace.drafts.keep(form, kind, title, values)
    for editor in form.findChildren(QObject):
        if isinstance(editor, QLineEdit):
            editor.textChanged.connect(draft.touch)
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(draft.touch)
        elif isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(draft.touch)
    if isinstance(form, QDialog):
        form.finished.connect(draft.drop)
    return draft


def texts_of(values: Mapping[str, Any], name: str) -> Texts:
    """Return the texts called `name` in a draft's values; raises BadDraft."""
    found = values.get(name)
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise BadDraft(f"no {name}")
    return found


def number_of(values: Mapping[str, Any], name: str) -> int | None:
    """Return the id called `name` in a draft's values, None for none; raises BadDraft."""
    found = values.get(name)
    if found is not None and type(found) is not int:
        raise BadDraft(f"no {name}")
    return found


def merged(base: Texts, typed: Texts, now: Texts) -> Texts:
    """Return what stands in the form when it is restored: what I changed, else what is stored."""
    return {
        name: typed.get(name, text) if typed.get(name, text) != base.get(name, text) else text
        for name, text in now.items()
    }
