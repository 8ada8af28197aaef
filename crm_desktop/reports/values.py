"""How values read on paper: codes as labels, places and criteria in one line."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from crm_desktop.domain.codes import DEFAULT_COUNTRY, Labels
from crm_desktop.domain.criteria import CRITERIA_LABELS, Criteria
from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.domain.money import format_money
from crm_desktop.domain.periods import Period
from crm_desktop.infra.clock import shown_moment
from crm_desktop.infra.i18n import language, show, translate

CODE_CRITERIA = {
    "kind": "customer_kind",
    "status": "status",
    "level": "level",
    "source": "source",
    "industry": "industry",
}


def shown(value: object) -> str:
    """Return a value as people read it; None as nothing."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_money(value)
    if isinstance(value, datetime):
        return shown_moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


def code_label(labels: Labels, list_name: str, code: str) -> str:
    """Return the label of a code in the language in force, nothing for no code."""
    return labels.label(list_name, code, language()) if code else ""


def field_value(field: Field, value: object, labels: Labels) -> str:
    """Return the value of a field as people read it."""
    if field.kind is FieldKind.CODE and field.code_list and isinstance(value, str):
        return code_label(labels, field.code_list, value)
    if field.kind is FieldKind.BOOLEAN:
        return translate("Reports", "Yes") if value else translate("Reports", "No")
    return shown(value)


def place(country: str, *parts: str) -> str:
    """Return a place in one line: no part twice, and no country where it is the usual one."""
    named = ("" if country == DEFAULT_COUNTRY else country, *parts)
    return " ".join(dict.fromkeys(part for part in named if part))


def joined(parts: Iterable[str], separator: str = " · ") -> str:
    """Return what there is of `parts` in one line."""
    return separator.join(part for part in parts if part)


def labelled(label: str, value: str) -> str:
    """Return "label: value"."""
    return translate("Reports", "{label}: {value}").format(label=label, value=value)


def days(period: Period) -> str:
    """Return a period as its first and last day."""
    if period.first == period.last:
        return period.first.isoformat()
    return f"{period.first.isoformat()} – {period.last.isoformat()}"


def criteria_line(criteria: Criteria, labels: Labels) -> str:
    """Return all that was searched by, spelled out."""
    spelled = []
    for name, value in criteria.given().items():
        text = shown(value).strip()
        if name in CODE_CRITERIA:
            text = code_label(labels, CODE_CRITERIA[name], text)
        elif name == "owner_id" and isinstance(value, int):
            text = labels.owner(value) or text
        spelled.append(labelled(show(CRITERIA_LABELS[name]), text))
    return joined(spelled)
