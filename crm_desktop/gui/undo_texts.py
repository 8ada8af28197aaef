"""Jobs and their reports in words, without a window."""

from collections.abc import Iterable

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.jobs import Job, JobKind, JobReport, Left, Note
from crm_desktop.infra.i18n import show, translate


def job_text(job: Job, labels: Labels) -> str:
    """Return what a job did, as it stands after “Undo:”."""
    count, kind = f"{job.record_count:,}", job.kind
    if kind is JobKind.HAND_OVER:
        text = translate("Undo", "hand over of {from} to {to}, customers: {n}")
        return text.format_map({**_people(job, labels), "n": count})
    if kind is JobKind.IMPORT:
        if job.detail.get("is_rest"):
            text = translate("Undo", "what is left of the import of {file}")
            return text.format(file=job.detail["file"])
        text = translate("Undo", "import of {file}, records: {n}")
        return text.format(file=job.detail.get("file", ""), n=count)
    if kind is JobKind.VOID:
        if job.label:
            return translate("Undo", "void of payment {label}").format(label=job.label)
        return translate("Undo", "void of {n} payments").format(n=count)
    if kind is JobKind.DELETE:
        if job.label:
            return translate("Undo", "delete of {label}").format(label=job.label)
        return translate("Undo", "delete of {n} customers").format(n=count)
    if job.label:
        return translate("Undo", "bulk change of {label}").format(label=job.label)
    return translate("Undo", "bulk change of {n} customers").format(n=count)


def done_text(job: Job, labels: Labels) -> str:
    """Return the sentence that says that a job was done."""
    if not job.is_complete:
        text = translate("Undo", "Broke off half-way: {what}. Undo takes back what was done.")
        return text.format(what=job_text(job, labels))
    count, what = f"{job.record_count:,}", job.label
    texts = {
        JobKind.DELETE: translate("Undo", "Moved to the recycle bin: {what}"),
        JobKind.VOID: translate("Undo", "Declared void: {what}"),
        JobKind.CHANGE: translate("Undo", "Changed: {what}"),
        JobKind.IMPORT: translate("Undo", "Imported: {what}"),
    }
    if job.kind is JobKind.HAND_OVER:
        text = translate("Undo", "Handed over from {from} to {to}: {n} customers")
        return text.format_map({**_people(job, labels), "n": count})
    if not what:
        counted = {
            JobKind.VOID: translate("Undo", "{n} payments"),
            JobKind.IMPORT: translate("Undo", "{n} records"),
        }
        what = counted.get(job.kind, translate("Undo", "{n} customers")).format(n=count)
    return texts[job.kind].format(what=what)


def undone_text(report: JobReport) -> str:
    """Return the sentence that says how undoing ended."""
    text = translate("Undo", "Undone: {n}.").format(n=f"{report.done:,}")
    return f"{text} {left_text(report)}".rstrip()


def restored_text(report: JobReport) -> str:
    """Return the sentence that says how restoring ended."""
    text = translate("Undo", "Restored: {n}.").format(n=f"{report.done:,}")
    return f"{text} {left_text(report)}".rstrip()


def left_text(report: JobReport) -> str:
    """Return how many records were left, nothing where all were done."""
    if not report.left:
        return ""
    return translate("Undo", "Left as they are: {n}.").format(n=f"{len(report.left):,}")


def report_lines(report: JobReport) -> list[str]:
    """Return what has to be said record by record: left ones first."""
    return [*left_lines(report.left), *(_note_line(note) for note in report.notes)]


def left_lines(left: Iterable[Left]) -> list[str]:
    """Return a line for each record that is left, with the reason."""
    text = translate("Undo", "{label}: left as it is — {reason}")
    return [text.format(label=one.label, reason=show(one.reason)) for one in left]


def import_hint() -> str:
    """Return what can still be done about records of an import that were left."""
    return translate(
        "Undo",
        "What has payments, or customers that belong to it, can be taken back later: as soon as "
        "it has none, “Undo” is offered again. What was changed since stays until it is deleted.",
    )


def _note_line(note: Note) -> str:
    return f"{note.label}: {show(note.text, **note.values)}"


def _people(job: Job, labels: Labels) -> dict[str, str]:
    return {name: labels.owner(job.detail.get(name)) for name in ("from", "to")}
