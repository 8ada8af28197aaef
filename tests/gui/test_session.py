from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import QLockFile, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import DatabaseOlder
from crm_desktop.domain.server_errors import ServerOlder
from crm_desktop.domain.user import User
from crm_desktop.gui import main_window, opening
from crm_desktop.gui.dialogs.change_password_dialog import ChangePasswordDialog
from crm_desktop.gui.dialogs.connection_dialog import ConnectionDialog
from crm_desktop.gui.dialogs.connections_dialog import ConnectionsDialog
from crm_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
from crm_desktop.gui.dialogs.restored_dialog import RestoredDialog
from crm_desktop.gui.dialogs.sign_in_dialog import SignInDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.pages import PAGES, Page
from crm_desktop.gui.session import Session, Start
from crm_desktop.infra import i18n, journal
from crm_desktop.infra.connections import Connection, connections, remember
from crm_desktop.infra.journal import Entry, Whose
from crm_desktop.infra.paths import default_database, sample_database
from crm_desktop.infra.settings import Settings
from crm_desktop.infra.sql_server import SqlServer
from crm_desktop.services import backups, databases, sign_in, users
from tests.databases import (
    ADMINISTRATOR,
    ADMINISTRATOR_PASSWORD,
    CLERK,
    CLERK_PASSWORD,
    FixedClock,
    acting,
    build_database,
)

W = TypeVar("W", bound=QWidget)
OWN_PASSWORD = "herbst-Laub-99"
Begin = Callable[..., Session]


@pytest.fixture(autouse=True)
def light_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    light = tuple(Page(p.name, p.title, p.icon, lambda _workspace: QWidget()) for p in PAGES)
    monkeypatch.setattr(main_window, "PAGES", light)


@pytest.fixture
def office(tmp_path: Path, settings: Settings) -> Path:
    """A database that was used before on this computer."""
    path = build_database(tmp_path / "office.db")
    remember(settings, Connection("Office", str(path)))
    return path


@pytest.fixture
def begin(
    settings: Settings, languages: LanguageSwitch, clock: FixedClock, qapp: QApplication
) -> Iterator[Begin]:
    begun: list[Session] = []
    languages.chosen = False

    def start(**how: object) -> Session:
        begun.append(Session(settings, languages, clock, Start(**how)))  # type: ignore[arg-type]
        begun[-1].begin()
        return begun[-1]

    yield start
    for each in begun:
        each.end()


def shown(kind: type[QWidget]) -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def wait_for(qtbot: QtBot, kind: type[W]) -> W:
    qtbot.waitUntil(lambda: len(shown(kind)) == 1)
    (found,) = shown(kind)
    assert isinstance(found, kind)
    return found


def enter(qtbot: QtBot, dialog: SignInDialog, username: str, password: str) -> None:
    dialog.ui.username.setText(username)
    dialog.ui.password.setText(password)
    qtbot.keyClick(dialog.ui.password, Qt.Key.Key_Return)


def test_the_first_start_makes_an_empty_database(qtbot: QtBot, begin: Begin) -> None:
    first = begin()
    guide = wait_for(qtbot, FirstStartDialog)
    guide.ui.create.setChecked(True)
    qtbot.keyClicks(guide.ui.username, "boss")
    qtbot.keyClicks(guide.ui.password, OWN_PASSWORD)
    qtbot.keyClicks(guide.ui.repeat, OWN_PASSWORD)
    qtbot.mouseClick(guide.ui.start, Qt.MouseButton.LeftButton)
    window = wait_for(qtbot, MainWindow)
    assert not shown(FirstStartDialog)
    assert "Sample" not in window.windowTitle()
    assert default_database().exists()
    with qtbot.waitSignal(first.finished):
        window.close()
    first.end()

    begin()
    dialog = wait_for(qtbot, SignInDialog)
    assert dialog.connection.target == str(default_database())
    assert dialog.ui.username.text() == "boss"
    enter(qtbot, dialog, "boss", OWN_PASSWORD)
    wait_for(qtbot, MainWindow)


def test_the_sample_company_opens_signed_in(qtbot: QtBot, begin: Begin) -> None:
    first = begin(demo=True)
    window = wait_for(qtbot, MainWindow)
    assert "[Sample data]" in window.windowTitle()
    assert sample_database().exists()
    assert not sample_database().with_name("sample-unfinished.db").exists()
    assert first.workspace is not None
    assert first.workspace.actor.is_administrator


def test_the_guide_can_be_left(qtbot: QtBot, begin: Begin) -> None:
    first = begin()
    guide = wait_for(qtbot, FirstStartDialog)
    with qtbot.waitSignal(first.finished):
        qtbot.keyClick(guide, Qt.Key.Key_Escape)


def test_a_database_that_cannot_be_made_is_told(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    begin()
    guide = wait_for(qtbot, FirstStartDialog)
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    guide.ui.create.setChecked(True)
    guide.ui.path.setText(str(tmp_path / "file" / "crm.db"))
    guide.ui.username.setText("boss")
    guide.ui.password.setText(OWN_PASSWORD)
    guide.ui.repeat.setText(OWN_PASSWORD)
    guide.ui.start.click()
    qtbot.waitUntil(guide.ui.message_frame.isVisible)
    assert "read-only" in guide.ui.message.text()
    assert guide.ui.username.text() == "boss"
    assert guide.ui.start.isEnabled()


def test_users_change_without_a_restart(qtbot: QtBot, begin: Begin, office: Path) -> None:
    first = begin()
    enter(qtbot, wait_for(qtbot, SignInDialog), ADMINISTRATOR, ADMINISTRATOR_PASSWORD)
    window = wait_for(qtbot, MainWindow)
    assert window.ui.action_users.isEnabled()
    window.ui.action_sign_out.trigger()
    dialog = wait_for(qtbot, SignInDialog)
    assert not shown(MainWindow)
    assert dialog.password == ""
    assert dialog.ui.username.text() == ADMINISTRATOR
    enter(qtbot, dialog, CLERK, CLERK_PASSWORD)
    window = wait_for(qtbot, MainWindow)
    assert not window.ui.action_users.isEnabled()
    assert first.workspace is not None
    assert first.workspace.actor.username == CLERK


def add_user(path: Path, clock: FixedClock) -> str:
    database = databases.open_database(path)
    context = acting(database, ADMINISTRATOR, clock)
    given = users.add_user(context, User(username="newcomer", display_name="Newcomer"))
    database.close()
    assert given.password is not None
    return given.password


def test_drafts_of_who_signs_in_are_offered(
    qtbot: QtBot, begin: Begin, office: Path, clock: FixedClock
) -> None:
    texts = {"name": "Acme Trading"}
    entry = Entry(
        kind="company",
        title="Acme Trading",
        at=clock.now(),
        values={"base": {"name": ""}, "typed": texts},
    )
    for username in (ADMINISTRATOR, CLERK):
        whose = Whose(username, str(office))
        journal.write(whose.folder / "dead", whose, entry)
    begin()
    enter(qtbot, wait_for(qtbot, SignInDialog), ADMINISTRATOR, ADMINISTRATOR_PASSWORD)
    window = wait_for(qtbot, MainWindow)
    qtbot.waitUntil(lambda: window.drafts.dialog is not None)
    assert window.drafts.dialog is not None
    assert window.drafts.dialog.drafts.index(0, 3).data() == "Company name"
    QTest.keyClick(window.drafts.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.drafts.dialog is None)
    window.close()
    assert len(list(Whose(CLERK, str(office)).folder.glob("dead/*.json"))) == 1


def test_a_given_password_must_be_changed_first(
    qtbot: QtBot, begin: Begin, office: Path, clock: FixedClock
) -> None:
    one_time = add_user(office, clock)
    begin()
    enter(qtbot, wait_for(qtbot, SignInDialog), "newcomer", one_time)
    forced = wait_for(qtbot, ChangePasswordDialog)
    assert not shown(MainWindow)
    assert not forced.ui.old.isVisible()
    qtbot.keyClicks(forced.ui.new, OWN_PASSWORD)
    qtbot.keyClick(forced.ui.new, Qt.Key.Key_Return)
    qtbot.keyClicks(forced.ui.repeat, OWN_PASSWORD)
    qtbot.keyClick(forced.ui.repeat, Qt.Key.Key_Return)
    wait_for(qtbot, MainWindow)


def test_refusing_the_change_leads_back(
    qtbot: QtBot, begin: Begin, office: Path, clock: FixedClock
) -> None:
    one_time = add_user(office, clock)
    begin()
    enter(qtbot, wait_for(qtbot, SignInDialog), "newcomer", one_time)
    qtbot.keyClick(wait_for(qtbot, ChangePasswordDialog), Qt.Key.Key_Escape)
    dialog = wait_for(qtbot, SignInDialog)
    assert dialog.password == ""
    enter(qtbot, dialog, CLERK, CLERK_PASSWORD)
    wait_for(qtbot, MainWindow)


def test_a_second_copy_on_the_same_file_is_told(qtbot: QtBot, begin: Begin, office: Path) -> None:
    other = QLockFile(f"{office}.open")
    assert other.tryLock(0)
    begin()
    enter(qtbot, wait_for(qtbot, SignInDialog), CLERK, CLERK_PASSWORD)
    question = wait_for(qtbot, QMessageBox)
    assert "open already" in question.text()
    assert not shown(MainWindow)
    go_on = next(b for b in question.buttons() if b.text() == "&Go on")
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    wait_for(qtbot, MainWindow)
    other.unlock()


def test_a_copy_on_another_computer_is_a_danger(qtbot: QtBot, begin: Begin, office: Path) -> None:
    Path(f"{office}.open").write_text("4711\ncrm-desktop\nFRONTDESK\n\n\n", encoding="utf-8")
    first = begin()
    enter(qtbot, wait_for(qtbot, SignInDialog), CLERK, CLERK_PASSWORD)
    question = wait_for(qtbot, QMessageBox)
    assert "on the computer FRONTDESK" in question.text()
    with qtbot.waitSignal(first.finished):
        qtbot.keyClick(question, Qt.Key.Key_Return)
    assert not shown(MainWindow)


def test_a_second_copy_of_the_sample_company_is_told(
    qtbot: QtBot, begin: Begin, clock: FixedClock
) -> None:
    other = QLockFile(f"{sample_database()}.open")
    assert other.tryLock(0)
    # A sample company that is there already: no window stands before the question.
    opening.open_sample(clock, lambda _: None).database.close()
    begin(demo=True)
    question = wait_for(qtbot, QMessageBox)
    go_on = next(b for b in question.buttons() if b.text() == "&Go on")
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    wait_for(qtbot, MainWindow)
    other.unlock()


def test_quitting_leaves_the_other_copy_alone(qtbot: QtBot, begin: Begin, office: Path) -> None:
    other = QLockFile(f"{office}.open")
    assert other.tryLock(0)
    first = begin()
    enter(qtbot, wait_for(qtbot, SignInDialog), CLERK, CLERK_PASSWORD)
    question = wait_for(qtbot, QMessageBox)
    with qtbot.waitSignal(first.finished):
        qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert not shown(MainWindow)
    other.unlock()


def test_an_older_database_is_upgraded_when_wished(
    qtbot: QtBot, begin: Begin, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # There is only one version of the schema so far: what an older file does is acted here.
    upgraded = Event()
    really_open = databases.open_database

    def open_database(target: Path) -> object:
        if not upgraded.is_set():
            raise DatabaseOlder(path=target)
        return really_open(target)

    monkeypatch.setattr(databases, "open_database", open_database)
    monkeypatch.setattr(databases, "upgrade_database", lambda _target: upgraded.set())
    begin()
    enter(qtbot, wait_for(qtbot, SignInDialog), CLERK, CLERK_PASSWORD)
    question = wait_for(qtbot, QMessageBox)
    assert "A copy is made first" in question.text()
    upgrade = next(b for b in question.buttons() if b.text() == "&Upgrade now")
    qtbot.mouseClick(upgrade, Qt.MouseButton.LeftButton)
    wait_for(qtbot, MainWindow)


def test_an_older_server_is_upgraded_by_its_owner_alone(
    qtbot: QtBot, begin: Begin, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_database(_target: Path) -> object:
        raise ServerOlder(place="crm @ sql.example.com")

    monkeypatch.setattr(databases, "open_database", open_database)
    begin()
    dialog = wait_for(qtbot, SignInDialog)
    enter(qtbot, dialog, CLERK, CLERK_PASSWORD)
    qtbot.waitUntil(dialog.ui.message_frame.isVisible)
    assert "owner must upgrade it" in dialog.ui.message.text()
    assert not shown(QMessageBox)


def test_everybody_is_met_in_the_own_language(
    qtbot: QtBot, begin: Begin, office: Path, clock: FixedClock
) -> None:
    database = databases.open_database(office)
    sign_in.remember_language(acting(database, CLERK, clock), i18n.CHINESE)
    database.close()
    first = begin()
    enter(qtbot, wait_for(qtbot, SignInDialog), CLERK, CLERK_PASSWORD)
    window = wait_for(qtbot, MainWindow)
    qtbot.waitUntil(lambda: window.ui.customer_menu.title() == "客户(&C)")
    window.ui.action_english.trigger()
    workspace = first.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.actor.language == i18n.ENGLISH)


def test_a_named_database_is_offered_first(
    qtbot: QtBot, begin: Begin, office: Path, tmp_path: Path
) -> None:
    other = build_database(tmp_path / "branch.db")
    begin(target=str(other))
    dialog = wait_for(qtbot, SignInDialog)
    assert dialog.connection == Connection("branch", str(other))
    enter(qtbot, dialog, CLERK, CLERK_PASSWORD)
    wait_for(qtbot, MainWindow)


def test_another_database_is_opened_from_the_sign_in(
    qtbot: QtBot, begin: Begin, office: Path, tmp_path: Path
) -> None:
    other = build_database(tmp_path / "branch.db")
    begin()
    dialog = wait_for(qtbot, SignInDialog)
    qtbot.mouseClick(dialog.ui.other, Qt.MouseButton.LeftButton)
    guide = wait_for(qtbot, FirstStartDialog)
    guide.ui.existing.setChecked(True)
    guide.ui.path.setText(str(other))
    qtbot.mouseClick(guide.ui.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shown(FirstStartDialog))
    assert dialog.connection.target == str(other)


def test_the_guide_leads_to_a_server(qtbot: QtBot, begin: Begin, settings: Settings) -> None:
    begin()
    guide = wait_for(qtbot, FirstStartDialog)
    guide.ui.server.setChecked(True)
    qtbot.mouseClick(guide.ui.start, Qt.MouseButton.LeftButton)
    form = wait_for(qtbot, ConnectionDialog)
    qtbot.keyClicks(form.ui.server, "sql.example.com")
    qtbot.mouseClick(form.ui.save, Qt.MouseButton.LeftButton)
    dialog = wait_for(qtbot, SignInDialog)
    qtbot.waitUntil(lambda: not shown(FirstStartDialog))
    assert dialog.connection.server == SqlServer(server="sql.example.com")
    assert not dialog.ui.forgotten.isVisible()
    assert dialog.connection in connections(settings)


def test_connections_are_managed_from_the_sign_in(
    qtbot: QtBot, begin: Begin, office: Path, settings: Settings
) -> None:
    begin()
    dialog = wait_for(qtbot, SignInDialog)
    remember(settings, Connection("Branch", SqlServer(server="branch.example.com").url))
    qtbot.keyClicks(dialog.ui.username, "wang")
    qtbot.mouseClick(dialog.ui.connections, Qt.MouseButton.LeftButton)
    listed = wait_for(qtbot, ConnectionsDialog)
    listed.changed.emit()
    qtbot.keyClick(listed, Qt.Key.Key_Escape)
    offered = [dialog.ui.connection.itemText(n) for n in range(dialog.ui.connection.count())]
    assert "Branch" in offered and "Office" in offered
    assert dialog.connection.name == "Office" and dialog.ui.username.text() == "wang"


def test_a_backup_takes_the_place_of_the_database_between_two_sign_ins(
    qtbot: QtBot, begin: Begin, office: Path, clock: FixedClock
) -> None:
    session = begin(target=str(office))
    enter(qtbot, wait_for(qtbot, SignInDialog), ADMINISTRATOR, ADMINISTRATOR_PASSWORD)
    wait_for(qtbot, MainWindow)
    assert session.workspace is not None
    context = session.workspace.context
    backups.back_up(context)
    users.add_user(context, User(username="late"), None)
    [made] = backups.backups(office)
    session.workspace.restore_requested.emit(Path(made.path))
    proof = wait_for(qtbot, RestoredDialog)
    assert "is kept as" in proof.form.text.text()
    # Without tables to show there is no room for any.
    assert proof.form.text.height() < 2 * proof.form.text.heightForWidth(proof.form.text.width())
    proof.close()
    enter(qtbot, wait_for(qtbot, SignInDialog), ADMINISTRATOR, ADMINISTRATOR_PASSWORD)
    wait_for(qtbot, MainWindow)
    assert {user.username for user in users.users(session.workspace.context)} == {
        ADMINISTRATOR,
        CLERK,
    }
    assert len(list(office.parent.glob("office.before-restore-*.db"))) == 1


def test_a_database_in_a_synchronised_folder_is_warned_about(
    qtbot: QtBot, begin: Begin, tmp_path: Path
) -> None:
    (tmp_path / "OneDrive").mkdir()
    path = build_database(tmp_path / "OneDrive" / "crm.db")
    begin(target=str(path))
    enter(qtbot, wait_for(qtbot, SignInDialog), ADMINISTRATOR, ADMINISTRATOR_PASSWORD)
    wait_for(qtbot, MainWindow)
    warning = wait_for(qtbot, QMessageBox)
    assert "synchronises" in warning.text()
    warning.close()
