"""What is typed on the query page, read as criteria and written back. Knows no window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.choosing import MOST_OFFERED, Chosen
from crm_desktop.domain.codes import FIXED_LISTS, Labels
from crm_desktop.domain.criteria import CRITERIA_LABELS, Criteria
from crm_desktop.domain.folding import fold
from crm_desktop.domain.texts import marked
from crm_desktop.domain.validation import BAD_DATE, UNKNOWN_VALUE, Problem
from crm_desktop.gui.typed_values import parse_date
from crm_desktop.infra.i18n import show

MAIN_CRITERIA = ("location", "category", "name", "number", "contact")
TEXT_CRITERIA = (*MAIN_CRITERIA, "phone")
# Criteria chosen from a list, and the list of codes behind each (owners are people).
LIST_CRITERIA: dict[str, str] = {
    "kind": "customer_kind",
    "status": "status",
    "level": "level",
    "source": "source",
    "industry": "industry",
    "owner_id": "",
}
# What there may be thousands of.
SEARCHED_CRITERIA = {"category": Chosen.CATEGORY, "owner_id": Chosen.OWNER}
DAY_CRITERIA = ("created_from", "created_to", "paid_from", "paid_to")
RANGES = (("created_from", "created_to"), ("paid_from", "paid_to"))
ALL_CRITERIA = (*TEXT_CRITERIA, *LIST_CRITERIA, *DAY_CRITERIA)

REVERSED = marked("QueryForm", "The first day is after the last.")


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a drop-down list: what is searched for, and what people read."""

    value: str | int
    text: str


Choices = Mapping[str, Sequence[Choice]]


def read_criteria(
    typed: Mapping[str, str], choices: Choices, today: date
) -> tuple[Criteria, tuple[Problem, ...]]:
    """Return the criteria in `typed` (texts by criterion), and what of it makes no sense."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for name, text in typed.items():
        bare = text.strip()
        if not bare:
            continue
        value: object = bare
        if name in LIST_CRITERIA:
            value = _chosen(bare, choices.get(name, ()))
        elif name in DAY_CRITERIA:
            value = parse_date(bare, today)
        if value is None:
            expected = BAD_DATE if name in DAY_CRITERIA else UNKNOWN_VALUE
            problems.append(Problem(name, expected, {"value": bare}))
        else:
            values[name] = value
    criteria = Criteria(**values)  # type: ignore[arg-type]  # each value is of its field's type
    problems += _reversed_ranges(criteria)
    return criteria, tuple(problems)


def written_criteria(criteria: Criteria, choices: Choices) -> dict[str, str]:
    """Return the texts that stand for `criteria` in the fields, for every field."""
    given = criteria.given()
    texts = {name: "" for name in ALL_CRITERIA}
    return texts | {name: _written(name, value, choices) for name, value in given.items()}


def described_criteria(criteria: Criteria, choices: Choices) -> str:
    """Return the criteria in words: `Location: London · Status: Active`."""
    return " · ".join(
        f"{show(CRITERIA_LABELS[name])}: {_written(name, value, choices)}"
        for name, value in criteria.given().items()
    )


def uses_more(criteria: Criteria) -> bool:
    """Whether criteria beyond the five main ones are given."""
    return any(name not in MAIN_CRITERIA for name in criteria.given())


def _chosen(typed: str, choices: Sequence[Choice]) -> str | int | None:
    """Return the choice that is meant: spelled out, or the only one containing what was typed."""
    wanted = fold(typed)
    for choice in choices:
        if wanted == fold(choice.text):
            return choice.value
    containing = [choice.value for choice in choices if wanted in fold(choice.text)]
    return containing[0] if len(containing) == 1 else None


def _written(name: str, value: object, choices: Choices) -> str:
    if isinstance(value, date):
        return value.isoformat()
    for choice in choices.get(name, ()):
        if choice.value == value:
            return choice.text
    return str(value)


def _reversed_ranges(criteria: Criteria) -> list[Problem]:
    found = []
    for first, last in RANGES:
        start, end = getattr(criteria, first), getattr(criteria, last)
        if start and end and start > end:
            found.append(Problem(first, REVERSED))
    return found


def choices_from(labels: Labels, language: str) -> dict[str, tuple[Choice, ...]]:
    """Return what can be chosen, by criterion; switched-off entries are found too.

    Categories are there as long as a box can hold them: any text can be searched for.
    """
    categories = () if has_many(labels, "category") else sorted(labels.categories.values())
    found: dict[str, tuple[Choice, ...]] = {
        "category": tuple(Choice(name, name) for name in categories),
        "owner_id": tuple(
            Choice(user_id, name)
            for user_id, name in sorted(labels.owners.items(), key=lambda owner: fold(owner[1]))
        ),
    }
    for criterion, list_name in LIST_CRITERIA.items():
        if list_name:
            codes = _codes(labels, list_name)
            found[criterion] = tuple(
                Choice(code, labels.label(list_name, code, language)) for code in codes
            )
    return found


def has_many(labels: Labels, criterion: str) -> bool:
    """Return whether a criterion has more values than a box can hold."""
    names: dict[str, Mapping[int, str]] = {
        "category": labels.categories,
        "owner_id": labels.owners,
    }
    return len(names.get(criterion, ())) > MOST_OFFERED


def _codes(labels: Labels, list_name: str) -> list[str]:
    if list_name in FIXED_LISTS:
        return list(FIXED_LISTS[list_name])
    items = [item for (name, _), item in labels.items.items() if name == list_name]
    return [item.code for item in sorted(items, key=lambda item: item.position)]
