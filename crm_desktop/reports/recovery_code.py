"""The sheet with an administrator's recovery code, to be kept on paper."""

from typing import BinaryIO

from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.infra.i18n import translate
from crm_desktop.reports.blocks import Figure, Labelled, draw_fields, draw_figures
from crm_desktop.reports.fonts import FontLibrary
from crm_desktop.reports.output import Target, write
from crm_desktop.reports.page import Paper
from crm_desktop.reports.text import Style

TEXT = Style(10)


def recovery_code_sheet(
    target: Target,
    code: str,
    username: str,
    location: str,
    header: ReportHeader,
    *,
    library: FontLibrary | None = None,
) -> ReportResult:
    """Write the sheet as a PDF, in the language in force. Raises FileNotWritable, FontMissing."""

    def draw(file: BinaryIO) -> ReportResult:
        title = translate("Reports", "Recovery code")
        paper = Paper(file, header, title, library=library)
        draw_figures(paper, [Figure(title, code)])
        draw_fields(
            paper,
            translate("Reports", "What it is for"),
            [
                Labelled(translate("Reports", "Administrator"), username),
                Labelled(translate("Reports", "Database"), location, wide=True),
            ],
        )
        paper.paragraph(
            translate(
                "Reports",
                "If the administrator's password is forgotten: choose “Forgotten password…” in "
                "the sign-in dialog, type the user name and this code, and set a new password. The "
                "code works once; make a new one afterwards under System settings. Keep this sheet "
                "locked away: whoever has it and the database can sign in as administrator.",
            ),
            TEXT,
        )
        return paper.finish()

    return write(target, draw)
