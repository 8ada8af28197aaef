"""The history of a record as a story: who did what, from what to what, in sentences."""

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.history import Action, HistoryEntry
from crm_desktop.domain.texts import marked
from crm_desktop.gui.history_texts import ShownChange, entity_text, shown_changes
from crm_desktop.infra.i18n import show, translate

# So many fields are named in a sentence; the others are counted.
_NAMED = 4
_LONGEST = 60
# What the sentence says already.
_SAID = {"deleted_at", "voided_at"}
# What is told of a record that was entered or removed.
_TOLD = {"payment": ("paid_on", "amount")}
_DONE = {
    Action.CREATE: marked("HistoryStory", "entered the {what}"),
    Action.DELETE: marked("HistoryStory", "moved the {what} to the recycle bin"),
    Action.RESTORE: marked("HistoryStory", "brought the {what} back from the recycle bin"),
    Action.VOID: marked("HistoryStory", "declared the {what} void"),
    Action.PURGE: marked("HistoryStory", "removed the {what} for good"),
    Action.CHANGE: marked("HistoryStory", "changed the {what}"),
}


def author(entry: HistoryEntry, labels: Labels) -> str:
    """Return what people call who did it."""
    return labels.owner(entry.user_id) or entry.username


def story(entry: HistoryEntry, labels: Labels) -> str:
    """Return what happened as the rest of a sentence that begins with who did it."""
    done = _DONE.get(Action(entry.action)) if entry.action in set(Action) else None
    if done is None:
        return entry.action
    text = show(done, what=_what(entry))
    changes = [change for change in entry.changes if change.field not in _SAID]
    if entry.action in (Action.CREATE, Action.PURGE):
        changes = [change for change in changes if change.field in _TOLD.get(entry.entity, ())]
    if not changes:
        return text
    parts = [_part(change) for change in shown_changes(entry.entity, changes[:_NAMED], labels)]
    if len(changes) > _NAMED:
        more = translate("HistoryStory", "and {n} more fields")
        parts.append(more.format(n=len(changes) - _NAMED))
    between = translate("HistoryStory", "; ")
    return translate("HistoryStory", "{done}: {changes}").format(
        done=text, changes=between.join(parts)
    )


def _what(entry: HistoryEntry) -> str:
    kind = entity_text(entry.entity).lower()
    if entry.entity == "customer":
        return kind  # whose history it is stands above
    return translate("HistoryStory", "{kind} “{label}”").format(kind=kind, label=entry.label)


def _part(change: ShownChange) -> str:
    before, after = _short(change.before), _short(change.after)
    if not before and not after:
        return change.field
    if not before:
        text = translate("HistoryStory", "{field} set to “{after}”")
    elif not after:
        text = translate("HistoryStory", "{field} emptied, it was “{before}”")
    else:
        text = translate("HistoryStory", "{field} from “{before}” to “{after}”")
    return text.format(field=change.field, before=before, after=after)


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
