"""Filling boxes with what can be chosen for a field."""

from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.gui.choices import Choices
from crm_desktop.gui.widgets.choice_box import ChoiceBox
from crm_desktop.gui.workspace import Workspace


def offer(box: ChoiceBox, field: Field, choices: Choices, workspace: Workspace) -> None:
    """Let `box` offer the values of `field`; where these are not all it searches for the others."""
    box.set_choices(
        choices.of(field),
        nothing="" if field.kind is FieldKind.CODE else None,
        required=field.required,
        search=choices.search(field, workspace.tasks, workspace.context),
    )
