"""Lines of text: measuring and wrapping, for table cells and paragraphs alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from crm_desktop.reports.glyphs import Glyph, Typesetter

LEADING = 1.4  # line spacing, in font sizes
# Codes, places and names come again and again; what is known by now may be forgotten.
_MOST_KNOWN = 2_000

# Kinsoku: what must not begin a line, and what must not end one.
NOT_FIRST = frozenset(
    "、。，．・：；？！’”）〕］｝〉》」』】〗…‥—～％‰℃°々〻ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"
    ")]}>,.:;?!%'\"»"
)
NOT_LAST = frozenset("‘“（〔［｛〈《「『【〖￥＄£¥$([{<«#＃＠@")
LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0001faff\U00020000-\U0003ffff]"
)
BREAKABLE_SPACE = frozenset(" \t\u3000\u200b\u2002\u2003\u2009")


class Style(NamedTuple):
    """How a text looks: `size` in points."""

    size: float
    bold: bool = False

    @property
    def leading(self) -> float:
        """The distance of two baselines in points."""
        return self.size * LEADING


@dataclass(slots=True, eq=False)
class Line:
    """One line of glyphs from left to right, and its width in points. Nobody changes it."""

    glyphs: list[Glyph]
    width: float
    _shown: str | None = None
    _has_boxes: bool | None = None

    @property
    def shown(self) -> str:
        """The PDF operators that show it; each `%s` stands for the font size."""
        if self._shown is None:
            runs = groupby(self.glyphs, lambda glyph: glyph.font)
            self._shown = " ".join(
                f"/{font.name} %s Tf <{''.join([f'{glyph.number:04X}' for glyph in glyphs])}> Tj"
                for font, glyphs in runs
            )
        return self._shown

    @property
    def has_boxes(self) -> bool:
        """Whether it has characters that no font draws."""
        if self._has_boxes is None:
            self._has_boxes = any(glyph.label for glyph in self.glyphs)
        return self._has_boxes


class Wrapping:
    """Breaks texts into lines with the glyphs of one document."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.typesetter = typesetter
        self._known: dict[tuple[str, Style, float], list[Line]] = {}

    def lines(self, text: str, style: Style, width: float) -> list[Line]:
        """Return `text` in lines at most `width` points wide; an empty text is one empty line.

        Line ends in the text are kept. Nothing is left out but blanks at the end of a line.
        """
        key = (text, style, width)
        found = self._known.get(key)
        if found is None:
            found = self._wrapped(text, style, width)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = found
        return found

    def _wrapped(self, text: str, style: Style, width: float) -> list[Line]:
        found: list[Line] = []
        for paragraph in LINE_ENDS.split(text):
            glyphs = self.typesetter.glyphs(paragraph, style.bold)
            scale = style.size / 1000
            if sum(glyph.width for glyph in glyphs) * scale <= width:
                found.append(self._line(glyphs, style))
                continue
            for start, end in _breaks(glyphs, width / scale):
                found.append(self._line(_without_last_blanks(glyphs[start:end]), style))
        return found

    def natural_width(self, text: str, style: Style) -> float:
        """Return how wide `text` is when only its own line ends break it."""
        return max(
            self.typesetter.width(part, style.size, style.bold) for part in LINE_ENDS.split(text)
        )

    def _line(self, glyphs: list[Glyph], style: Style) -> Line:
        width = sum(glyph.width for glyph in glyphs) * style.size / 1000
        return Line(self.typesetter.in_visual_order(glyphs, style.bold), width)


def _breaks(glyphs: list[Glyph], room: float) -> Iterator[tuple[int, int]]:
    """Yield the first and the past-the-last glyph of each line; `room` in 1/1000 font size."""
    start = place = 0
    chance = 0  # where the current line may end best
    used = 0.0
    while place < len(glyphs):
        glyph = glyphs[place]
        blank = glyph.text in BREAKABLE_SPACE
        if place > start and glyph.width and _may_break(glyphs[place - 1].text, glyph.text):
            chance = place
        if used + glyph.width > room and not blank and place > start and glyph.width:
            end = chance if chance > start else place
            yield start, end
            start = place = end
            used, chance = 0.0, start
            continue
        used += glyph.width
        place += 1
    yield start, len(glyphs)


def _without_last_blanks(glyphs: list[Glyph]) -> list[Glyph]:
    end = len(glyphs)
    while end > 1 and glyphs[end - 1].text in BREAKABLE_SPACE:
        end -= 1
    return glyphs[:end]


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring glyphs."""
    if after in BREAKABLE_SPACE:
        return False
    if before in BREAKABLE_SPACE:
        return True
    if after[0] in NOT_FIRST or before[-1] in NOT_LAST:
        return False
    if before in "-/." and after.isalpha():  # compounds, web and e-mail addresses
        return True
    return bool(EAST_ASIAN.match(before) or EAST_ASIAN.match(after))
