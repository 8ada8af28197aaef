"""The windows that are pictured, and how each is brought to the state a picture shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.devtools.connection_shots import CONNECTION_SHOTS
from crm_desktop.devtools.undo_shots import UNDO_SHOTS
from crm_desktop.domain.archive import Manifest, Restored, TableContent
from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import DiskFull
from crm_desktop.domain.meanwhile import Present, Touch
from crm_desktop.domain.merge import Side, merge
from crm_desktop.domain.records import CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.user import Actor, OneTimePassword, User
from crm_desktop.gui import opening
from crm_desktop.gui.announcements import Announcements
from crm_desktop.gui.choices import load_choices
from crm_desktop.gui.daily_backup import set_second_place
from crm_desktop.gui.dialogs.about_dialog import AboutDialog
from crm_desktop.gui.dialogs.change_password_dialog import ChangePasswordDialog
from crm_desktop.gui.dialogs.code_entry_dialog import CodeEntryDialog
from crm_desktop.gui.dialogs.customer_history_dialog import CustomerHistoryDialog
from crm_desktop.gui.dialogs.drafts_dialog import DraftsDialog, OfferedDraft
from crm_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
from crm_desktop.gui.dialogs.forgotten_password_dialog import ForgottenPasswordDialog
from crm_desktop.gui.dialogs.guide_dialog import GuideDialog
from crm_desktop.gui.dialogs.merge_dialog import MergeDialog, Purpose
from crm_desktop.gui.dialogs.move_dialog import MoveDialog
from crm_desktop.gui.dialogs.one_time_password_dialog import OneTimePasswordDialog
from crm_desktop.gui.dialogs.payment_refund_dialog import PaymentRefundDialog
from crm_desktop.gui.dialogs.payment_void_dialog import PaymentVoidDialog
from crm_desktop.gui.dialogs.payments_behind import PaymentsBehind
from crm_desktop.gui.dialogs.preferences_dialog import PreferencesDialog
from crm_desktop.gui.dialogs.recovery_code_dialog import RecoveryCodeDialog
from crm_desktop.gui.dialogs.restored_dialog import RestoredDialog
from crm_desktop.gui.dialogs.save_query_dialog import SaveQueryDialog
from crm_desktop.gui.dialogs.sign_in_dialog import SignInDialog
from crm_desktop.gui.dialogs.user_dialog import UserDialog
from crm_desktop.gui.draft_kinds import KINDS
from crm_desktop.gui.draft_parts import Looked
from crm_desktop.gui.draft_values import TypedCustomer
from crm_desktop.gui.errors import ErrorDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.merge_texts import MergeTexts
from crm_desktop.gui.splash import Splash
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.theme import apply_appearance
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.views.report_view import ReportView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.infra.connections import Connection
from crm_desktop.infra.journal import Entry, Kept
from crm_desktop.infra.settings import Settings
from crm_desktop.services import backups, customers, query

_LONGEST = 20_000
_CUSTOMER = "C000001"
_REMARK = "要求周三以前送货，货到后两周内付款；发票寄财务部，联系人王女士，电话请在上午打。"


class StandingClock:
    """The day of the pictures, so that they change only when a window does."""

    def now(self) -> datetime:
        """Return the moment."""
        return datetime(2026, 3, 31, 7, 30, tzinfo=UTC)

    def today(self) -> date:
        """Return the day."""
        return self.now().date()


class Stage:
    """What a window to be pictured may need: the sample company, opened by its administrator.

    `settling` is how long nothing must happen, in milliseconds, before a window is complete.
    """

    def __init__(self, app: QApplication, settling: int = 250) -> None:
        self.app = app
        self._settling = settling
        settings, announcements = Settings(), Announcements()
        apply_appearance(app, "light")
        self.languages = LanguageSwitch(app, settings)
        self.languages.start(i18n.ENGLISH)
        self.tasks = Tasks()
        context = opening.open_sample(StandingClock(), announcements.announce)
        opened = opening.load(context)
        self.workspace = Workspace(
            context, self.tasks, settings, opened.labels, opened.profile, announcements
        )
        clerk = context.acting_as(Actor(2, "chenyt", "陈雨桐", 0))
        self.clerk_workspace = Workspace(
            clerk, self.tasks, settings, opened.labels, opened.profile, announcements
        )
        self.window = MainWindow(self.workspace, self.languages)
        self.window.show()

    def page(self, name: str) -> QWidget:
        """Return the main window with a page opened."""
        self.window.go_to(name)
        return self.window

    def customer(self) -> CustomerDetails:
        """Return a customer that has contacts and payments."""
        return customers.open_by_number(self.workspace.context, _CUSTOMER)

    def settle(self) -> None:
        """Wait until everything asked for has arrived and is painted."""
        loop, quiet, limit = QEventLoop(), QTimer(), QTimer()
        quiet.timeout.connect(lambda: None if self.tasks.running else loop.quit())
        limit.timeout.connect(loop.quit)
        quiet.start(self._settling)
        limit.start(_LONGEST)
        loop.exec()

    def close(self) -> None:
        """Close the sample company, and leave the language as it was found."""
        self.window.close()
        self.languages.switch(i18n.ENGLISH)
        self.tasks.close()
        self.workspace.context.database.close()


def _quick_search(stage: Stage) -> QWidget:
    window = stage.page("customers")
    stage.window.quick_search.setFocus()
    stage.window.quick_search.setText("超市")
    stage.window.quick_search.textEdited.emit("超市")
    return window


def _settings_menu(stage: Stage) -> QWidget:
    menu = stage.window.ui.settings_menu
    place = stage.window.ui.menu_bar.actionGeometry(menu.menuAction()).bottomLeft()
    menu.popup(stage.window.ui.menu_bar.mapToGlobal(place + QPoint(0, 1)))
    return stage.window


def _clerk_menu(stage: Stage) -> QWidget:
    window = MainWindow(stage.clerk_workspace, stage.languages)
    window.go_to("settings")
    return window


def _query_result(stage: Stage) -> QWidget:
    stage.workspace.run_query(Criteria(location="杭州"))
    return stage.window


def _settings(name: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        getattr(stage.window.ui, f"action_{name}").trigger()
        return stage.window

    return show


def _report_preview(stage: Stage) -> QWidget:
    page = stage.window.go_to("reports")
    assert isinstance(page, ReportView)
    stage.settle()
    page.preview()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def _payments_behind(stage: Stage) -> QWidget:
    context = stage.workspace.context
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    criteria = Criteria(location="杭州", paid_from=first, paid_to=last)
    return PaymentsBehind(
        stage.workspace, "2026", lambda: tuple(query.payment_rows(context, criteria))
    )


def _save_query(stage: Stage) -> QWidget:
    criteria = Criteria(location="杭州")
    return SaveQueryDialog(stage.workspace, criteria, "杭州", ())


def _customer(stage: Stage) -> QWidget:
    return CustomerWindow(stage.workspace, stage.customer().customer.id)


def _merge(stage: Stage) -> QWidget:
    details = stage.customer()
    customer, contact = details.customer, details.contacts[-1]
    mine = CustomerChange(
        customer=replace(customer, phone="0571-88001234", remark=_REMARK, short_name="联华"),
        contacts=(replace(contact, mobile="13900000009"),),
    )
    theirs = replace(
        details,
        customer=replace(
            customer, phone="0571-88009999", remark="月结 30 天。", level="vip", city="绍兴市"
        ),
        contacts=details.contacts[:-1],
    )
    at = stage.workspace.context.clock.now()
    names = frozenset({"phone", "remark", "level", "city"})
    assert customer.id is not None and contact.id is not None
    touches = (
        Touch("customer", customer.id, "change", names, at, "陈雨桐"),
        Touch("contact", contact.id, "delete", frozenset({"deleted_at"}), at, "陈雨桐"),
    )
    texts = MergeTexts(
        Present(details=theirs, touches=touches), stage.workspace.labels, {}, customer.id
    )
    dialog = MergeDialog(merge(details, mine, theirs), texts, Purpose.SAVE)
    dialog.ui.rows.choose(dialog.ui.rows.places[0], Side.MINE)
    dialog.ui.by_itself_button.click()
    return dialog


def _drafts(stage: Stage) -> QWidget:
    details = stage.customer()
    customer = details.customer
    assert customer.id is not None
    mine = CustomerChange(
        customer=replace(customer, phone="0571-88001234", remark=_REMARK),
        contacts=(replace(details.contacts[0], job_title="采购经理"),),
        payments=(Payment(paid_on=date(2026, 3, 30), amount=Decimal("8600.00"), method="cash"),),
    )
    present = Present(details=replace(details, customer=replace(customer, phone="0571-88009999")))
    labels, at = stage.workspace.labels, stage.workspace.context.clock.now()
    texts = {"username": "zhaomin", "display_name": "赵敏", "email": "", "phone": "", "pop": "0"}
    user = {"id": None, "base": {**dict.fromkeys(texts, ""), "pop": "0"}, "typed": texts}
    drafts = []
    for kind, title, looked in (
        ("customer", f"{customer.customer_no} {customer.name}", TypedCustomer(details, mine)),
        ("user", i18n.translate("UserDialog", "New user"), user),
    ):
        entry = Entry(kind=kind, title=title, at=at, values={})
        now = present if kind == "customer" else None
        drafts.append(
            OfferedDraft(Kept(entry, Path(entry.key)), KINDS[kind], Looked(looked, now, labels))
        )
    return DraftsDialog(drafts, [Path("drafts") / "4f1c.json"])


def _customer_history(stage: Stage) -> QWidget:
    customer = stage.customer().customer
    assert customer.id is not None
    return CustomerHistoryDialog(stage.workspace, customer.id, customer.name)


def _refund(stage: Stage) -> QWidget:
    payment = stage.customer().payments[0]
    context = stage.workspace.context
    return PaymentRefundDialog(
        payment.payment_no, payment, load_choices(context), context.clock.today()
    )


def _void(stage: Stage) -> QWidget:
    return PaymentVoidDialog(stage.customer().payments[0].payment_no)


def _user(stage: Stage) -> QWidget:
    return UserDialog(stage.workspace, User())


def _sign_in(stage: Stage) -> SignInDialog:
    workspace = stage.workspace
    dialog = SignInDialog(stage.tasks, stage.languages, StandingClock(), lambda _change: None)
    target = workspace.context.database.location
    dialog.offer([Connection(i18n.translate("Databases", "Sample company"), target)], target, "")
    return dialog


def _sign_in_wrong(stage: Stage) -> QWidget:
    dialog = _sign_in(stage)
    dialog.ui.username.setText("admin")
    dialog.ui.password.setText("wrong")
    dialog.sign_in()
    return dialog


def _first_start(stage: Stage) -> FirstStartDialog:
    return FirstStartDialog(stage.languages, Path.home() / "crm.db")


def _first_start_empty(stage: Stage) -> QWidget:
    dialog = _first_start(stage)
    dialog.ui.create.setChecked(True)
    dialog.ui.start.click()
    return dialog


def _change_password(stage: Stage) -> QWidget:
    dialog = ChangePasswordDialog(stage.workspace.context, stage.tasks)
    dialog.ui.old.setText("sample-company")
    dialog.ui.new.setText("12345678")
    return dialog


_RESTORED = Restored(
    location="sql.example.com/crm",
    manifest=Manifest(
        program_version="0.1.0",
        schema="0002",
        made_at=datetime(2026, 3, 31, 7, 30, tzinfo=UTC),
        company="",
        is_embedded=True,
        tables=(
            TableContent("client_user", 4, "c1" * 32, ()),
            TableContent("customer", 320, "5e" * 32, ()),
            TableContent("contact", 505, "07" * 32, ()),
            TableContent("payment", 5009, "9b" * 32, ()),
            TableContent("audit_log", 5937, "44" * 32, ()),
        ),
    ),
    passwords={"admin": "k7Pm-w3Rt-Yh9q", "wanghong": "p4Xs-e8Kd-Um2c"},
)


def _backup(stage: Stage) -> QWidget:
    context = stage.workspace.context
    folder = backups.folder_of(Path(context.database.location))
    folder.mkdir(exist_ok=True)
    for day in (28, 29, 30):
        (folder / f"sample-202603{day}-010502Z.db").write_bytes(b"x" * 4_700_000)
    set_second_place(stage.workspace.settings, context.database.location, Path("/media/usb"))
    return _settings("backup")(stage)


def _recovery_code(stage: Stage) -> QWidget:
    return RecoveryCodeDialog(stage.workspace, "7KQ2M-X9D4T-0HNVB-63RPE-WJ5CA")


def _forgotten_password(stage: Stage) -> QWidget:
    target = stage.workspace.context.database.location
    return ForgottenPasswordDialog(target, "admin", stage.tasks, stage.workspace.context.clock)


SHOTS: dict[str, Callable[[Stage], QWidget]] = {
    "customers": lambda stage: stage.page("customers"),
    "quick-search": _quick_search,
    "settings-menu": _settings_menu,
    "query": lambda stage: stage.page("query"),
    "query-result": _query_result,
    "query-save": _save_query,
    "statistics": lambda stage: stage.page("statistics"),
    "statistics-payments": _payments_behind,
    "reports": lambda stage: stage.page("reports"),
    "report-preview": _report_preview,
    "recycle-bin": lambda stage: stage.page("recycle_bin"),
    "settings-users": _settings("users"),
    "settings-lists": _settings("lists"),
    "settings-company": _settings("company"),
    "settings-history": _settings("history"),
    "settings-backup": _backup,
    "settings-backup-copy": lambda stage: MoveDialog(
        stage.workspace.settings, Path.home() / "crm.db"
    ),
    "settings-backup-restored": lambda _stage: RestoredDialog(_RESTORED),
    "settings-clerk": _clerk_menu,
    "user": _user,
    "user-password": lambda _stage: OneTimePasswordDialog(
        OneTimePassword(User(username="wanghong"), "k7Pm-w3Rt-Yh9q")
    ),
    "category": lambda stage: CodeEntryDialog(stage.workspace, ProductCategory("")),
    "customer": _customer,
    "customer-new": lambda stage: CustomerWindow(stage.workspace, None),
    "merge": _merge,
    "drafts": _drafts,
    "customer-history": _customer_history,
    "payment-refund": _refund,
    "payment-void": _void,
    "sign-in": _sign_in,
    "sign-in-wrong": _sign_in_wrong,
    "first-start": _first_start,
    "first-start-empty": _first_start_empty,
    **CONNECTION_SHOTS,
    **UNDO_SHOTS,
    "recovery-code": _recovery_code,
    "forgotten-password": _forgotten_password,
    "change-password": _change_password,
    "change-password-forced": lambda stage: ChangePasswordDialog(
        stage.workspace.context, stage.tasks, known_old="one-time"
    ),
    "preferences": lambda stage: PreferencesDialog(stage.workspace.settings, stage.languages),
    "about": lambda stage: AboutDialog(stage.workspace.context.database.location),
    "guide": lambda _stage: GuideDialog(),
    "error": lambda _stage: ErrorDialog(DiskFull()),
    "splash": lambda _stage: Splash(),
}
