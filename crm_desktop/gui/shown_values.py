"""Values as lists show them, beyond what `reports.values` says of screen and paper alike."""

from crm_desktop.domain.codes import Labels
from crm_desktop.reports.values import code_label

# Shown where a row is not there yet.
PLACEHOLDER = "…"


def shown_code(labels: Labels, list_name: str, value: object) -> str:
    """Return the label of a code in the language in force; what is no code is shown as nothing."""
    return code_label(labels, list_name, value) if isinstance(value, str) else ""
