"""What people choose from in forms: lists of values, product categories, owners."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm_desktop.domain.codes import FIXED_LISTS, CodeItem
from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.infra.i18n import language, show
from crm_desktop.services import lists, users
from crm_desktop.services.context import ServiceContext

Choice = tuple[object, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that can be chosen at present, in their order."""

    items: tuple[CodeItem, ...] = ()
    categories: Sequence[Choice] = ()
    owners: Sequence[Choice] = ()

    def of(self, field: Field) -> list[Choice]:
        """Return value and label of each choice for `field`, in the language in force."""
        if field.kind is FieldKind.CATEGORY:
            return list(self.categories)
        if field.kind is FieldKind.OWNER:
            return list(self.owners)
        fixed = FIXED_LISTS.get(field.code_list or "")
        if fixed is not None:
            return [(str(code), show(label)) for code, label in fixed.items()]
        shown = (item for item in self.items if item.list == field.code_list)
        return [(item.code, item.label(language())) for item in shown]


def load_choices(context: ServiceContext) -> Choices:
    """Read what can be chosen; for a worker thread."""
    return Choices(
        lists.code_items(context),
        tuple((category.id, category.name) for category in lists.categories(context)),
        users.owners(context),
    )
