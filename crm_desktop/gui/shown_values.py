"""Values as lists show them: codes as labels, moments in local time, money with two places."""

from datetime import date, datetime
from decimal import Decimal

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.money import format_money
from crm_desktop.infra.clock import local
from crm_desktop.infra.i18n import language

# Shown where a row is not there yet.
PLACEHOLDER = "…"


def shown(value: object) -> str:
    """Return `value` for reading."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_money(value)
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def shown_code(labels: Labels, list_name: str, value: object) -> str:
    """Return the label of a code in the language in force; an empty code is shown as nothing."""
    return labels.label(list_name, value, language()) if isinstance(value, str) and value else ""
