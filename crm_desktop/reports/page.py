"""Sheets of A4: header, footer with page x of y, and drawing in lengths from the upper left."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader

from crm_desktop.domain.chart import elided
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.infra.clock import shown_moment
from crm_desktop.infra.i18n import language, translate
from crm_desktop.reports.boxes import box_strokes
from crm_desktop.reports.colours import ACCENT, HAIRLINE, INK, MUTED, Colour
from crm_desktop.reports.fonts import BASE_FONT, FontLibrary, font_library
from crm_desktop.reports.glyphs import Typesetter
from crm_desktop.reports.streaming import StreamingCanvas
from crm_desktop.reports.text import Line, Style, Wrapping

# Sheets as plain bytes: the default wraps them into text, a quarter larger and slow to make.
rl_config.useA85 = 0

MARGIN = 42.0
FOOTER = 46.0
LOGO_WIDTH, LOGO_HEIGHT = 110.0, 34.0
LOGO_PIXELS = 800
TOP = MARGIN - 6

COMPANY = Style(10.5, bold=True)
TITLE = Style(17, bold=True)
SUBTITLE = Style(12, bold=True)
CRITERIA = Style(9)
SMALL = Style(8)
LATER_TOP = TOP + SMALL.leading + 13
SECTION = Style(11, bold=True)
NOTICE = Style(10)


class Paper:
    """A document being drawn. `y` is how far down the current sheet is used, in points.

    Raises FontMissing when our own fonts are not there.
    """

    def __init__(
        self,
        target: BinaryIO,
        header: ReportHeader,
        title: str,
        criteria: Sequence[str] = (),
        *,
        subtitle: str = "",
        across: bool = False,
        library: FontLibrary | None = None,
    ) -> None:
        self._typesetter = Typesetter(library or font_library())
        self.wrapping = Wrapping(self._typesetter)
        self.width: float
        self.height: float
        self.width, self.height = landscape(A4) if across else A4
        self.left, self.right = MARGIN, self.width - MARGIN
        self.bottom = self.height - FOOTER - 8
        self._header, self._criteria = header, criteria
        self._title, self._subtitle = title, subtitle
        self._canvas: Any = StreamingCanvas(
            target,
            pagesize=(self.width, self.height),
            pageCompression=1,
            initialFontName=BASE_FONT,
            lang=language().replace("_", "-"),
            invariant=1,  # no time and no chance in the file but what the header says
        )
        self._describe()
        self._pages = 0
        self.y = 0.0
        self._start_page()

    @property
    def content_width(self) -> float:
        """The width between the margins."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """What is left of the sheet above the footer."""
        return self.bottom - self.y

    @property
    def fresh_room(self) -> float:
        """What a new sheet has above the footer."""
        return self.bottom - LATER_TOP

    def new_page(self) -> None:
        """Go on on a new sheet; raises CancelledWork when the user no longer wants the report."""
        check_cancelled()
        self._end_page()
        self._start_page()

    def need(self, height: float) -> None:
        """Go on on a new sheet unless `height` is left on this one."""
        if height > self.room:
            self.new_page()

    def finish(self) -> ReportResult:
        """Write the document to its target."""
        self._end_page()
        for page in range(1, self._pages + 1):
            self._canvas.beginForm(_footer_name(page), 0, 0, self.width, self.height)
            self._footer(page)
            self._canvas.endForm()
        # ReportLab asks these for their objects when it saves.
        self._canvas._doc.delayedFonts.extend(self._typesetter.fonts)
        self._canvas.save()
        return ReportResult(self._pages, self._typesetter.replaced)

    def measure(self, text: str, style: Style) -> float:
        """Return how wide `text` is on one line."""
        return self._typesetter.width(text, style.size, style.bold)

    def line(self, line: Line, x: float, baseline: float, style: Style, colour: Colour) -> None:
        """Draw a wrapped line from `x`; `baseline` counts from the upper edge."""
        if not line.glyphs:
            return
        height = self.height - baseline
        shown = line.shown.replace("%s", f"{style.size:g}")
        start = f"{_colour(colour)} rg BT 1 0 0 1 {_numbers(x, height)} Tm"
        self._canvas.addLiteral(f"{start} {shown} ET")
        if line.has_boxes:
            self._boxes(line, x, height, style)

    def text(
        self,
        text: str,
        x: float,
        baseline: float,
        style: Style,
        colour: Colour = INK,
        *,
        anchor: float = 0.0,
    ) -> None:
        """Draw one line of text; `anchor` is the share of its width left of `x` (0, 0.5, 1)."""
        for line in self.wrapping.lines(text, style, float("inf"))[:1]:
            self.line(line, x - anchor * line.width, baseline, style, colour)

    def paragraph(self, text: str, style: Style, colour: Colour = INK) -> None:
        """Draw wrapped text over the whole width at `y`, going on on new sheets where needed."""
        for line in self.wrapping.lines(text, style, self.content_width):
            self.need(style.leading)
            self.line(line, self.left, self.y + style.size * 1.1, style, colour)
            self.y += style.leading

    def heading_height(self, text: str) -> float:
        """Return how high a section's title is with the gap below it."""
        return len(self._lines(text, SECTION, self.content_width)) * SECTION.leading + 4

    def heading(self, text: str, following: float = 0.0) -> None:
        """Draw the title of a section; `following` points below it stay on the same sheet."""
        self.need(self.heading_height(text) + following)
        self.paragraph(text, SECTION, ACCENT)
        self.y += 4

    def notice(self, text: str) -> None:
        """Say in a field of its own that there is nothing to list."""
        height = 54.0
        self.need(height + 6)
        self.y += 6
        self.rectangle(self.left, self.y, self.content_width, height, fill=None, outline=HAIRLINE)
        middle = (self.left + self.right) / 2
        self.text(text, middle, self.y + height / 2 + 3.5, NOTICE, MUTED, anchor=0.5)
        self.y += height + 12

    def rule(self, x: float, y: float, x_end: float, colour: Colour, thickness: float) -> None:
        """Draw a level line."""
        self.polyline([(x, y), (x_end, y)], colour, thickness)

    def polyline(
        self,
        points: Sequence[tuple[float, float]],
        colour: Colour,
        thickness: float,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw an open line."""
        self._canvas.setDash(list(dash))
        self._canvas.setLineWidth(thickness)
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.drawPath(self._path(points))

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: Colour | None,
        outline: Colour | None = None,
    ) -> None:
        """Draw a closed shape."""
        path = self._path(points)
        path.close()
        self._canvas.setDash([])
        self._canvas.setLineWidth(0.7)
        if fill:
            self._canvas.setFillColorRGB(*fill)
        if outline:
            self._canvas.setStrokeColorRGB(*outline)
        self._canvas.drawPath(path, fill=bool(fill), stroke=bool(outline))

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None,
        outline: Colour | None = None,
    ) -> None:
        """Draw a rectangle with its upper left corner at `x`, `y`."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.polygon(corners, fill=fill, outline=outline)

    def _path(self, points: Sequence[tuple[float, float]]) -> Any:
        path = self._canvas.beginPath()
        for place, (x, y) in enumerate(points):
            (path.lineTo if place else path.moveTo)(x, self.height - y)
        return path

    def _boxes(self, line: Line, x: float, height: float, style: Style) -> None:
        strokes: list[str] = []
        for glyph in line.glyphs:
            if glyph.label:
                for stroke in box_strokes(glyph.label, x, height, style.size):
                    steps = [f"{_numbers(*point)} l" for point in stroke]
                    strokes.append(" ".join(steps).replace(" l", " m", 1) + " S")
            x += glyph.width * style.size / 1000
        if strokes:
            ink = f"{_numbers(*INK)} RG [] 0 d {_numbers(style.size * 0.04)} w"
            self._canvas.addLiteral(f"q {ink} {' '.join(strokes)} Q")

    @property
    def _whole_title(self) -> str:
        return f"{self._title} – {self._subtitle}" if self._subtitle else self._title

    def _describe(self) -> None:
        self._canvas.setTitle(self._whole_title)
        self._canvas.setAuthor(self._header.company_name)
        self._canvas.setSubject("; ".join(self._criteria))
        self._canvas.setCreator("CRM Desktop")
        moment = self._header.printed_at
        zone = moment.strftime("%z")
        written = moment.strftime("D:%Y%m%d%H%M%S") + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")
        self._canvas.setDateFormatter(lambda *_: written)

    def _start_page(self) -> None:
        self._pages += 1
        self.y = TOP
        if self._pages == 1:
            self._first_header()
        else:
            self._later_header()

    def _end_page(self) -> None:
        # The footer names the number of pages, so that it is drawn at the end.
        self._canvas.doForm(_footer_name(self._pages))
        self._canvas.showPage()

    def _first_header(self) -> None:
        x, top = self.left, self.y
        if self._header.logo:
            x += self._logo(self._header.logo)
        lines = self._lines(self._header.company_name, COMPANY, self.right - x)
        height = len(lines) * COMPANY.leading
        middle = max(0.0, (LOGO_HEIGHT - height) / 2) if x > self.left else 0.0
        for place, line in enumerate(lines):
            baseline = top + middle + COMPANY.size * 1.1 + place * COMPANY.leading
            self.line(line, x, baseline, COMPANY, MUTED)
        self.y += max(height, LOGO_HEIGHT if x > self.left else 0.0) + 6
        self.paragraph(self._title, TITLE)
        if self._subtitle:
            self.paragraph(self._subtitle, SUBTITLE)
        if self._criteria:
            self.y += 2
        for criterion in self._criteria:
            self.paragraph(criterion, CRITERIA, MUTED)
        self.y += 7
        self.rule(self.left, self.y, self.right, ACCENT, 1.2)
        self.y += 12

    def _later_header(self) -> None:
        half = self.content_width / 2 - 10
        baseline = self.y + SMALL.size
        self.text(
            self._shortened(self._header.company_name, half), self.left, baseline, SMALL, MUTED
        )
        title = self._shortened(self._whole_title, half)
        self.text(title, self.right, baseline, SMALL, MUTED, anchor=1)
        self.rule(self.left, LATER_TOP - 10, self.right, HAIRLINE, 0.6)
        self.y = LATER_TOP

    def _logo(self, logo: bytes) -> float:
        """Draw the logo at the margin and return the room it takes; none if it is no picture."""
        image = _picture(logo)
        if image is None:
            return 0.0
        width, height = image.getSize()
        scale = min(LOGO_WIDTH / width, LOGO_HEIGHT / height)
        place = self.height - self.y - LOGO_HEIGHT + (LOGO_HEIGHT - height * scale) / 2
        size = (width * scale, height * scale)
        self._canvas.drawImage(image, self.left, place, *size)
        return float(size[0]) + 10

    def _lines(self, text: str, style: Style, width: float) -> list[Line]:
        return self.wrapping.lines(text, style, width) if text else []

    def _shortened(self, text: str, room: float) -> str:
        def width(part: str, size: float) -> float:
            return self._typesetter.width(part, size)

        return elided(" ".join(text.split()), room, SMALL.size, width)

    def _footer(self, page: int) -> None:
        top = self.height - FOOTER + 8
        self.rule(self.left, top, self.right, HAIRLINE, 0.6)
        baseline = top + 5 + SMALL.size
        number = translate("Reports", "Page {page} of {pages}").format(page=page, pages=self._pages)
        printed = translate("Reports", "Printed by {name}, {time}").format(
            name=self._header.printed_by, time=shown_moment(self._header.printed_at)
        )
        room = self.content_width - self.measure(number, SMALL) - 20
        self.text(self._shortened(printed, room), self.left, baseline, SMALL, MUTED)
        self.text(number, self.right, baseline, SMALL, MUTED, anchor=1)


def _footer_name(page: int) -> str:
    return f"footer{page}"


@lru_cache(maxsize=64)
def _colour(colour: Colour) -> str:
    return _numbers(*colour)


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)


def _picture(content: bytes) -> Any:
    """Return the picture on white and no larger than paper needs, or None if it is none."""
    from PIL import Image, UnidentifiedImageError

    try:
        image: Image.Image = Image.open(BytesIO(content))
        image.thumbnail((LOGO_PIXELS, LOGO_PIXELS))
        if image.mode not in ("RGB", "L"):
            image = image.convert("RGBA")
            paper = Image.new("RGBA", image.size, "white")
            image = Image.alpha_composite(paper, image).convert("RGB")
        return ImageReader(image)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return None
