"""From text to glyphs: which font draws each character, and what stands in where none does."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from crm_desktop.reports.boxes import box_width
from crm_desktop.reports.fonts import EmbeddedFont, FontLibrary, draws
from crm_desktop.reports.right_to_left import (
    MIRRORED,
    is_right_to_left,
    joined_letters,
    visual_order,
)

SPACE = 0x20

# Blanks, in widths of the ordinary one; a font may lack them or draw something there.
BLANKS = {
    " ": 1,
    "\t": 4,
    "\u00a0": 1,
    "\u1680": 1,
    "\u202f": 0.7,
    "\u205f": 1,
    "\u3000": 4.464,
} | {
    chr(code): width
    for code, width in zip(
        range(0x2000, 0x200B), (2.2, 4.4, 2.2, 4.4, 1.5, 1.1, 0.7, 2.5, 1, 0.9, 0.3), strict=True
    )
}

# Characters that shape their neighbours and have no look of their own: they are kept for copying.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)


class Glyph(NamedTuple):
    """One drawn unit: `width` in thousandths of the font size, `label` the code shown in a box."""

    text: str
    font: EmbeddedFont
    number: int
    width: float
    label: str = ""


class _Plain(dict[str, Glyph | None]):
    """The glyph of each character that needs no look at its neighbours; None for the others."""

    def __init__(self, typesetter: "Typesetter", bold: bool) -> None:
        self._typesetter = typesetter
        self._bold = bold

    def __missing__(self, character: str) -> Glyph | None:
        special = (
            unicodedata.combining(character)
            or unicodedata.category(character) in ("Mn", "Me")
            or is_right_to_left(character)
        )
        glyph = None if special else self._typesetter.single(character, self._bold)
        self[character] = glyph
        return glyph


class Typesetter:
    """Turns texts into glyphs for one document.

    `fonts` are those in use, to be written into the file; `replaced` names the characters that
    no font has, in the order they came up.
    """

    def __init__(self, library: FontLibrary) -> None:
        self._library = library
        self._by_face: dict[int, EmbeddedFont] = {}
        self._plain = {bold: _Plain(self, bold) for bold in (False, True)}
        self._replaced: dict[str, None] = {}
        self._own = {bold: library.face(bold) for bold in (False, True)}

    @property
    def fonts(self) -> tuple[EmbeddedFont, ...]:
        """The fonts in use so far."""
        return tuple(self._by_face.values())

    @property
    def replaced(self) -> tuple[str, ...]:
        """Characters shown as boxes, like "😀 U+1F600"."""
        return tuple(self._replaced)

    def glyphs(self, text: str, bold: bool = False) -> list[Glyph]:
        """Return the glyphs of a text without line ends, in reading order."""
        plain = self._plain[bold]
        found = [plain[character] for character in text]
        if None not in found:
            return found  # type: ignore[return-value]  # no None is left
        return list(self._clusters(text, bold))

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Return how wide a text is at a font size, in the size's unit."""
        return sum(glyph.width for glyph in self.glyphs(text, bold)) * size / 1000

    def in_visual_order(self, line: list[Glyph], bold: bool) -> list[Glyph]:
        """Return the glyphs of a line from left to right."""
        if not any(is_right_to_left(glyph.text[0]) for glyph in line):
            return line
        placed: list[Glyph] = []
        for place, turned in visual_order([glyph.text for glyph in line]):
            glyph = line[place]
            if turned and glyph.text in MIRRORED:
                glyph = self._drawn(glyph.text, MIRRORED[glyph.text], bold)
            placed.append(glyph)
        return placed

    def _clusters(self, text: str, bold: bool) -> Iterator[Glyph]:
        letters = joined_letters(text)
        place = 0
        while place < len(letters):
            written, form = letters[place]
            end = place + 1
            while end < len(letters) and unicodedata.combining(letters[end][0]):
                end += 1
            whole = written + "".join(mark for mark, _ in letters[place + 1 : end])
            composed = unicodedata.normalize("NFC", whole)
            alone = end > place + 1 and len(composed) == 1
            if alone and draws(self._own[bold], ord(composed)):
                yield self._drawn(whole, composed, bold)
            else:
                yield self._drawn(written, form, bold)
                yield from (self._drawn(*mark, bold) for mark in letters[place + 1 : end])
            place = end

    def single(self, character: str, bold: bool) -> Glyph:
        """Return the glyph of one character, looked at by itself."""
        return self._drawn(character, character, bold)

    def _drawn(self, text: str, form: str, bold: bool) -> Glyph:
        """Return a glyph that looks like `form` and copies out as `text`."""
        if not form or INVISIBLE.match(form):
            return self._blank(text, bold, 0.0)
        if form in BLANKS:
            return self._blank(text, bold, self._own[bold].getCharWidth(SPACE) * BLANKS[form])
        face = self._face(ord(form), bold)
        if face is None:
            return self._box(text, form, bold)
        mark = unicodedata.category(form) in ("Mn", "Me")
        width = 0.0 if mark else face.getCharWidth(ord(form))
        font = self._font(face)
        return Glyph(text, font, font.number(text, ord(form), width), width)

    def _face(self, code: int, bold: bool) -> Any:
        """Return the font that draws a code point, or None."""
        if draws(self._own[bold], code):
            return self._own[bold]
        return self._library.fallback(code) if chr(code).isprintable() else None

    def _blank(self, text: str, bold: bool, width: float) -> Glyph:
        font = self._font(self._own[bold])
        return Glyph(text, font, font.number(text, SPACE, width), width)

    def _box(self, text: str, form: str, bold: bool) -> Glyph:
        """Return a box: an empty glyph that can be copied, under a frame drawn later."""
        label = f"U+{ord(text[0]):04X}"
        self._replaced[f"{text} {label}" if form.isprintable() else label] = None
        return self._blank(text, bold, box_width(label))._replace(label=label)

    def _font(self, face: Any) -> EmbeddedFont:
        key = id(face)
        if key not in self._by_face:
            name = f"F{len(self._by_face) + 1}"
            self._by_face[key] = EmbeddedFont(face, name, self._library.lock)
        return self._by_face[key]
