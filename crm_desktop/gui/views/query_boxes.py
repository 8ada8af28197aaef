"""Filling the boxes of criteria with what can be chosen."""

from PySide6.QtWidgets import QComboBox, QWidget

from crm_desktop.gui.choices import search_of
from crm_desktop.gui.views.query_form import SEARCHED_CRITERIA, Choices, has_many
from crm_desktop.gui.widgets.search_box import SearchBox, offer
from crm_desktop.gui.workspace import Workspace


def offer_choices(field: QWidget, name: str, choices: Choices, workspace: Workspace) -> None:
    """Let the box of a criterion offer its values, or search for them where there are many."""
    if isinstance(field, SearchBox) and has_many(workspace.labels, name):
        kind, context = SEARCHED_CRITERIA[name], workspace.context
        field.search_in(search_of(kind, workspace.tasks, context, include_inactive=True))
    elif isinstance(field, QComboBox):
        offer(field, [choice.text for choice in choices.get(name, ())])
