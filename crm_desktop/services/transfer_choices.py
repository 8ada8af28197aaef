"""What the texts in a file stand for: list values by code or label, categories, users."""

from collections.abc import Iterator

from crm_desktop.data import list_queries, user_queries
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.codes import EDITABLE_LISTS, FIXED_LISTS, CodeItem, ProductCategory
from crm_desktop.domain.fields import CUSTOMER_FIELDS, Field, FieldKind, by_name
from crm_desktop.domain.folding import fold
from crm_desktop.domain.rules import check_category, check_code_item
from crm_desktop.domain.texts import marked
from crm_desktop.domain.user import Actor
from crm_desktop.domain.validation import UNKNOWN_VALUE, Problem
from crm_desktop.infra.i18n import LANGUAGES, show, show_in
from crm_desktop.services.lists import make_category, make_code_item
from crm_desktop.services.transfer_made import Made, made
from crm_desktop.services.transfer_values import BadCell

NOT_YOURS_TO_MAKE = marked(
    "Transfer",
    "“{value}” is not one of the values of this list, and only an administrator may add to it.",
)
AMBIGUOUS = marked("Transfer", "Several users are called “{value}”. Use the user name.")
CATEGORY = by_name(CUSTOMER_FIELDS)["product_category_id"].label

# A text that several users go by.
_SEVERAL = 0


class Choices:
    """Finds codes and ids by what people call them; makes missing ones where it may.

    Values that have been switched off are found too: old records may have them. `work` is the
    unit of work in which missing ones are made.
    """

    def __init__(self, work: UnitOfWork, actor: Actor, create_missing: bool) -> None:
        self.work = work
        self._actor = actor
        self._create_missing = create_missing
        self._codes = {name: dict(_fixed(name)) for name in FIXED_LISTS}
        for name in EDITABLE_LISTS:
            self._codes[name] = {}
        for item in list_queries.code_items(work.session):
            self._remember(item.list, item.code, item.label_zh, item.label_en)
        # A code goes before a label of another one that reads the same.
        for item in list_queries.code_items(work.session):
            self._codes[item.list][fold(item.code)] = item.code
        self._categories = {fold(c.name): c.id for c in list_queries.categories(work.session)}
        self._owners = self._users()
        self.made: list[str] = []
        self.records: list[Made] = []

    def find(self, field: Field, text: str) -> str | int | None:
        """Return the code or id that `text` names for `field`, None or "" for nothing.

        Raises BadCell.
        """
        if field.kind is FieldKind.CATEGORY:
            return self._category(text) if text else None
        if field.kind is FieldKind.OWNER:
            return self._owner(text) if text else None
        assert field.code_list is not None
        return self._code(field.code_list, text) if text else ""

    def _code(self, list_name: str, text: str) -> str:
        known = self._codes[list_name]
        found = known.get(fold(text))
        if found is not None:
            return found
        self._require_making(text, list_name in EDITABLE_LISTS)
        is_chinese = any(character >= "\u2e80" for character in text)
        labels = (text, "") if is_chinese else ("", text)
        item = CodeItem(list=list_name, code="", label_zh=labels[0], label_en=labels[1])
        _raise_first(check_code_item(item))
        record = make_code_item(self.work, item)
        known[fold(text)] = record.code
        self.records.append(made(record))
        self.made.append(f"{show(EDITABLE_LISTS[list_name])}: {text}")
        return record.code

    def _category(self, text: str) -> int:
        found = self._categories.get(fold(text))
        if found is not None:
            return found
        self._require_making(text, True)
        category = ProductCategory(name=text)
        _raise_first(check_category(category))
        record = make_category(self.work, category)
        self._categories[fold(text)] = record.id
        self.records.append(made(record))
        self.made.append(f"{show(CATEGORY)}: {text}")
        return record.id

    def _owner(self, text: str) -> int:
        found = self._owners.get(fold(text))
        if found is None:
            raise BadCell(UNKNOWN_VALUE, value=text)
        if found == _SEVERAL:
            raise BadCell(AMBIGUOUS, value=text)
        return found

    def _require_making(self, text: str, possible: bool) -> None:
        if not (possible and self._create_missing):
            raise BadCell(UNKNOWN_VALUE, value=text)
        if not self._actor.is_administrator:
            raise BadCell(NOT_YOURS_TO_MAKE, value=text)

    def _remember(self, list_name: str, code: str, *labels: str) -> None:
        known = self._codes.setdefault(list_name, {})
        for label in labels:
            if label:
                known.setdefault(fold(label), code)

    def _users(self) -> dict[str, int]:
        found: dict[str, int] = {}
        users = user_queries.all_users(self.work.session)
        for user in users:
            name = fold(user.display_name)
            found[name] = _SEVERAL if name in found else user.id
        for user in users:
            found[fold(user.username)] = user.id
        return found


def _fixed(list_name: str) -> Iterator[tuple[str, str]]:
    for code, label in FIXED_LISTS[list_name].items():
        yield fold(code), str(code)
        for language in LANGUAGES:
            yield fold(show_in(language, label)), str(code)


def _raise_first(problems: list[Problem]) -> None:
    for problem in problems:
        raise BadCell(problem.text, **problem.values)
