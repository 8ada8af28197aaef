"""What people choose from in forms: lists of values, product categories, owners."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from crm_desktop.domain.choosing import Chosen, Entries
from crm_desktop.domain.codes import FIXED_LISTS, CodeItem
from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.gui.tasks import Failed, Task, Tasks
from crm_desktop.infra.i18n import language, show
from crm_desktop.services import choosing, lists
from crm_desktop.services.context import ServiceContext

Choice = tuple[object, str]
# Starts to look for a text on behalf of an object, and hands over what was found or went wrong.
Search = Callable[[QObject, str, Callable[[Entries], None], Failed], Task]

_NONE = Entries()
_SEARCHED = {FieldKind.CATEGORY: Chosen.CATEGORY, FieldKind.OWNER: Chosen.OWNER}


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that can be chosen at present, in their order.

    Of categories and owners these are the first ones: what has more is searched.
    """

    items: tuple[CodeItem, ...] = ()
    categories: Entries = _NONE
    owners: Entries = _NONE

    def of(self, field: Field) -> list[Choice]:
        """Return value and label of each choice for `field`, in the language in force."""
        entries = self._entries(field)
        if entries is not None:
            return list(entries.entries)
        fixed = FIXED_LISTS.get(field.code_list or "")
        if fixed is not None:
            return [(str(code), show(label)) for code, label in fixed.items()]
        shown = (item for item in self.items if item.list == field.code_list)
        return [(item.code, item.label(language())) for item in shown]

    def search(self, field: Field, tasks: Tasks, context: ServiceContext) -> Search | None:
        """Return what looks for more choices for `field`, None where `of` has them all."""
        entries = self._entries(field)
        if entries is None or not entries.has_more:
            return None
        return search_of(_SEARCHED[field.kind], tasks, context)

    def _entries(self, field: Field) -> Entries | None:
        if field.kind is FieldKind.CATEGORY:
            return self.categories
        return self.owners if field.kind is FieldKind.OWNER else None


def search_of(
    kind: Chosen, tasks: Tasks, context: ServiceContext, *, include_inactive: bool = False
) -> Search:
    """Return what looks for categories or owners in the background."""

    def start(owner: QObject, text: str, done: Callable[[Entries], None], failed: Failed) -> Task:
        return tasks.read(
            owner,
            lambda: choosing.offered(context, kind, text, include_inactive=include_inactive),
            done,
            failed,
        )

    return start


def load_choices(context: ServiceContext) -> Choices:
    """Read what can be chosen; for a worker thread."""
    return Choices(
        lists.code_items(context),
        choosing.offered(context, Chosen.CATEGORY),
        choosing.offered(context, Chosen.OWNER),
    )
