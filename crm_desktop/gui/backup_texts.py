"""How old the last backup is, in words."""

from datetime import datetime

from crm_desktop.domain.backups import BackupState
from crm_desktop.infra.clock import shown_moment
from crm_desktop.infra.i18n import translate


def state_text(state: BackupState, now: datetime, *, on_server: bool) -> str:
    """Return what there is to say about the last backup."""
    if not state.is_known:
        return translate(
            "BackupPage",
            "When the server made its last backup cannot be read from here: your account may not "
            "ask for it, or there is none. Ask whoever looks after the server.",
        )
    if state.newest is None:
        return translate("BackupPage", "There is no backup yet. Make one now.")
    text = (
        translate("BackupPage", "The server's last backup: {moment} ({age}).")
        if on_server
        else translate("BackupPage", "Last good backup: {moment} ({age}).")
    )
    said = text.format(moment=shown_moment(state.newest), age=age(state.newest, now))
    if state.second_failed:
        failed = translate("BackupPage", "The second place got no copy: {reason}")
        return f"{said}\n{failed.format(reason=state.second_failed)}"
    return said


def age(moment: datetime, now: datetime) -> str:
    """Return how long ago `moment` was, to the day."""
    days = (now.astimezone().date() - moment.astimezone().date()).days
    if days <= 0:
        return translate("BackupPage", "today")
    if days == 1:
        return translate("BackupPage", "yesterday")
    return translate("BackupPage", "{n} days ago").format(n=days)


def size_text(size: int) -> str:
    """Return a file's size as people read it."""
    megabytes = size / 1_000_000
    return f"{megabytes:,.1f} MB" if megabytes < 1000 else f"{megabytes / 1000:,.1f} GB"
