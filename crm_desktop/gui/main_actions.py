"""The actions of the main window: their icons, their names as tools, who may use them."""

import re

from PySide6.QtGui import QKeySequence

from crm_desktop.domain.user import Actor
from crm_desktop.gui.forms.ui_main_window import Ui_MainWindow
from crm_desktop.gui.icons import icon
from crm_desktop.infra.i18n import translate

_MNEMONIC = re.compile(r"\(&.\)")
# What a page may be asked for, and the action that asks.
WISHES = {
    "action_refresh": "refresh",
    "action_print": "print_",
    "action_export": "export",
    "action_bulk_change": "bulk_change",
    "action_hand_over": "hand_over",
}

ICONS = {
    "action_customers": "customers",
    "action_new_customer": "customer-new",
    "action_find": "query",
    "action_quick_search": "quick-search",
    "action_refresh": "refresh",
    "action_export": "export",
    "action_print": "print",
    "action_undo": "undo",
    "action_bulk_change": "lists",
    "action_hand_over": "owner",
    "action_recycle_bin": "recycle-bin",
    "action_drafts": "edit",
    "action_sign_out": "sign-out",
    "action_quit": "exit",
    "action_query": "query",
    "action_statistics": "statistics",
    "action_reports": "reports",
    "action_settings": "settings",
    "action_users": "users",
    "action_lists": "lists",
    "action_company": "company",
    "action_history": "history",
    "action_backup": "backup",
    "action_change_password": "password",
    "action_recovery_code": "lock",
    "action_preferences": "preferences",
    "action_guide": "help",
    "action_about": "about",
}


def set_icons(ui: Ui_MainWindow) -> None:
    """Give the actions their icons."""
    for name, drawing in ICONS.items():
        getattr(ui, name).setIcon(icon(drawing))
    ui.language_menu.setIcon(icon("language"))


def allow_settings(ui: Ui_MainWindow, actor: Actor) -> None:
    """Let administrators use the system settings; tell others why they cannot."""
    allowed = actor.is_administrator
    reason = translate("MainWindow", "Only an administrator may do this.")
    settings = (ui.action_users, ui.action_lists, ui.action_company, ui.action_history)
    for action in (*settings, ui.action_backup, ui.action_recovery_code):
        action.setEnabled(allowed)
        action.setToolTip(without_mnemonic(action.text()) if allowed else reason)
        action.setStatusTip("" if allowed else reason)


def name_tools(ui: Ui_MainWindow) -> None:
    """Name the buttons of the tool bar as their actions, with the keys in the tips."""
    for action in ui.tool_bar.actions():
        name = without_mnemonic(action.text())
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if name:
            action.setIconText(name)
            action.setToolTip(f"{name} ({shortcut})" if shortcut else name)


def without_mnemonic(text: str) -> str:
    """Return the text of an action as a button or tip shows it: `新增客户(&N)…` is 新增客户."""
    return _MNEMONIC.sub("", text).replace("&", "").removesuffix("…")
