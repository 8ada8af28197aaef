"""Kinds of drafts: forms with a few plain fields, those of the settings among them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.codes import CodeItem, Labels, ProductCategory
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.errors import NotAllowed
from crm_desktop.domain.fields import USER_FIELDS
from crm_desktop.domain.texts import Text, marked
from crm_desktop.domain.user import User
from crm_desktop.gui.draft_parts import Asking, Desk, DraftChange, Looked, Summary, Values
from crm_desktop.gui.draft_pictures import picture_of, picture_text, shown_picture
from crm_desktop.gui.draft_values import BadDraft
from crm_desktop.gui.form_drafts import Texts, merged, number_of, texts_of
from crm_desktop.gui.shown_values import shown_code
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services import company, lists, users
from crm_desktop.services.context import require_administrator


class FormKind:
    """A form with a few plain fields."""

    name: Text
    labels: dict[str, Text]

    def read(self, values: Values) -> Values:
        """Check the values."""
        texts_of(values, "base")
        typed = texts_of(values, "typed")
        if not set(typed) <= set(self.labels):
            raise BadDraft("fields of another form")
        return values

    def stored(self, looked: Looked) -> Texts:
        """Return the texts of what is stored now; without it, those the form started with."""
        return texts_of(looked.typed, "base")

    def describe(self, looked: Looked) -> Summary:
        """Return the fields in which something else was typed than was there."""
        base, typed = texts_of(looked.typed, "base"), texts_of(looked.typed, "typed")
        now = self.stored(looked)
        return Summary(
            tuple(
                DraftChange(
                    show(self.labels[name]),
                    self.shown(name, now.get(name, ""), looked.labels),
                    self.shown(name, text, looked.labels),
                )
                for name, text in typed.items()
                if text not in (base.get(name), now.get(name))
            )
        )

    def fields(self, looked: Looked) -> Texts:
        """Return what is to stand in the form: what was typed, else what is stored now."""
        base, typed = texts_of(looked.typed, "base"), texts_of(looked.typed, "typed")
        return merged(base, typed, self.stored(looked))

    def shown(self, name: str, text: str, labels: Labels) -> str:
        """Return what stands in a field as people read it."""
        if name == "pop":
            return {"1": translate("Drafts", "Yes"), "0": translate("Drafts", "No")}.get(text, text)
        return shown_code(labels, "payment_method", text) if name == "method" else text


class UserKind(FormKind):
    """A user of the system."""

    name = marked("Drafts", "User")
    labels: dict[str, Text] = {field.name: field.label for field in USER_FIELDS}  # noqa: RUF012

    def present(self, asking: Asking) -> User | None:
        """Return the user as he is stored."""
        user_id = number_of(asking.typed, "id")
        require_administrator(asking.context)
        return next((user for user in users.users(asking.context) if user.id == user_id), None)

    def stored(self, looked: Looked) -> Texts:
        """Return the user's texts."""
        from crm_desktop.gui.dialogs.user_dialog import user_texts

        return user_texts(looked.now) if looked.now is not None else super().stored(looked)

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Open the user's dialog with the draft in it."""
        from crm_desktop.gui.dialogs.one_time_password_dialog import OneTimePasswordDialog
        from crm_desktop.gui.dialogs.user_dialog import UserDialog

        refuse_clerks(desk.workspace)
        dialog = UserDialog(desk.workspace, looked.now or User(), desk.home)
        dialog.password_given.connect(lambda given: OneTimePasswordDialog(given, desk.home).open())
        dialog.put_back(self.fields(looked))
        dialog.open()
        desk.taken()


class EntryKind(FormKind):
    """An entry of a list, or a product category."""

    name = marked("Drafts", "List entry")
    labels: dict[str, Text] = {  # noqa: RUF012
        "name": marked("Drafts", "Name"),
        "label_zh": marked("Drafts", "Chinese name"),
        "label_en": marked("Drafts", "English name"),
    }

    def present(self, asking: Asking) -> CodeItem | ProductCategory | None:
        """Return the entry as it is stored."""
        entry_id, list_name = number_of(asking.typed, "id"), asking.typed.get("list")
        if isinstance(list_name, str) and list_name:
            items = lists.code_items(asking.context, list_name)
            return next((item for item in items if item.id == entry_id), None)
        return next((c for c in lists.categories(asking.context) if c.id == entry_id), None)

    def stored(self, looked: Looked) -> Texts:
        """Return the entry's names."""
        from crm_desktop.gui.dialogs.code_entry_dialog import entry_texts

        return entry_texts(looked.now) if looked.now is not None else super().stored(looked)

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Open the entry's dialog with the draft in it."""
        from crm_desktop.gui.dialogs.code_entry_dialog import CodeEntryDialog

        refuse_clerks(desk.workspace)
        list_name, position = looked.typed.get("list"), number_of(looked.typed, "position") or 0
        new: CodeItem | ProductCategory = ProductCategory("", position)
        if isinstance(list_name, str) and list_name:
            new = CodeItem(list_name, "", "", "", position)
        dialog = CodeEntryDialog(desk.workspace, looked.now or new, desk.home)
        dialog.put_back(self.fields(looked))
        dialog.open()
        desk.taken()


class CompanyKind(FormKind):
    """The company's profile; a logo is a draft's value as text (`draft_pictures`)."""

    name = marked("Drafts", "Company profile")
    labels: dict[str, Text] = {  # noqa: RUF012
        "name": marked("Drafts", "Company name"),
        "logo": marked("Drafts", "Logo"),
    }

    def read(self, values: Values) -> Values:
        """Check the logo as well."""
        found = super().read(values)
        picture_of(texts_of(found, "typed").get("logo", ""))
        return found

    def present(self, asking: Asking) -> CompanyProfile:
        """Return the profile as it is stored."""
        return company.profile(asking.context)

    def stored(self, looked: Looked) -> Texts:
        """Return the company's name and logo."""
        now: CompanyProfile | None = looked.now
        if now is None:
            return super().stored(looked)
        return {"name": now.name, "logo": picture_text(now.logo)}

    def shown(self, name: str, text: str, labels: Labels) -> str:
        """Return the name, or how large the logo is."""
        return shown_picture(text) if name == "logo" else super().shown(name, text, labels)

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Show the page with the draft in it."""
        from crm_desktop.gui.views.settings_view import SettingsView

        refuse_clerks(desk.workspace)
        go_to: Callable[[str], QWidget] = desk.home.go_to  # type: ignore[attr-defined]
        page = go_to("settings")
        if isinstance(page, SettingsView):
            page.show_page("company")
            texts = self.fields(looked)
            page.company.put_back(texts["name"], picture_of(texts.get("logo", "")))
            desk.taken()


def refuse_clerks(workspace: Workspace) -> None:
    """Raise NotAllowed where only an administrator may go on."""
    if not workspace.actor.is_administrator:
        raise NotAllowed
