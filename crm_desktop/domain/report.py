"""Reports: what stands on every sheet, and what became of a report that was written."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHeader:
    """Whose paper it is, and who printed it when (shown in local time). `logo`: PNG or JPEG."""

    printed_by: str
    printed_at: datetime
    company_name: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class ReportResult:
    """A report that was written. `replaced` names the characters shown as boxes: `😀 U+1F600`."""

    pages: int
    replaced: tuple[str, ...] = ()
