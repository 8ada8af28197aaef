"""Boxes that stand for characters no font has: a frame with the code, drawn as plain lines."""

from collections.abc import Iterator

Stroke = tuple[tuple[float, float], ...]

# Strokes of the few signs needed, on a grid 2 wide and 4 high.
SIGNS: dict[str, tuple[Stroke, ...]] = {
    "0": (((0, 0), (2, 0), (2, 4), (0, 4), (0, 0)),),
    "1": (((0.3, 3.2), (1.2, 4), (1.2, 0)),),
    "2": (((0, 4), (2, 4), (2, 2), (0, 2), (0, 0), (2, 0)),),
    "3": (((0, 4), (2, 4), (2, 0), (0, 0)), ((0.6, 2), (2, 2))),
    "4": (((0, 4), (0, 2), (2, 2)), ((2, 4), (2, 0))),
    "5": (((2, 4), (0, 4), (0, 2), (2, 2), (2, 0), (0, 0)),),
    "6": (((2, 4), (0, 4), (0, 0), (2, 0), (2, 2), (0, 2)),),
    "7": (((0, 4), (2, 4), (0.8, 0)),),
    "8": (((0, 0), (2, 0), (2, 4), (0, 4), (0, 0)), ((0, 2), (2, 2))),
    "9": (((2, 2), (0, 2), (0, 4), (2, 4), (2, 0), (0, 0)),),
    "A": (((0, 0), (0, 3), (1, 4), (2, 3), (2, 0)), ((0, 1.7), (2, 1.7))),
    "B": (
        ((0, 2.1), (1.5, 2.1), (1.8, 2.5), (1.8, 3.6), (1.5, 4), (0, 4), (0, 0), (1.6, 0)),
        ((1.6, 0), (2, 0.4), (2, 1.7), (1.5, 2.1)),
    ),
    "C": (((2, 4), (0.3, 4), (0, 3.6), (0, 0.4), (0.3, 0), (2, 0)),),
    "D": (((0, 0), (0, 4), (1.3, 4), (2, 3.2), (2, 0.8), (1.3, 0), (0, 0)),),
    "E": (((2, 4), (0, 4), (0, 0), (2, 0)), ((0, 2.1), (1.6, 2.1))),
    "F": (((2, 4), (0, 4), (0, 0)), ((0, 2.1), (1.6, 2.1))),
    "U": (((0, 4), (0, 0), (2, 0), (2, 4)),),
    "+": (((0, 2), (2, 2)), ((1, 1), (1, 3))),
}
UNIT = 0.12  # of the font size: the height of a sign is four units
ADVANCE = 3.1  # units from one sign to the next
MARGIN = 1.4  # units between the frame and the signs


def box_width(label: str) -> float:
    """Return the width of the box with `label`, in thousandths of the font size."""
    return (len(label) * ADVANCE - (ADVANCE - 2) + 2 * MARGIN + 1) * UNIT * 1000


def box_strokes(label: str, x: float, baseline: float, size: float) -> Iterator[Stroke]:
    """Yield the lines of the box with `label` at `x`; y runs upwards."""
    unit = UNIT * size
    left, right = x + unit * 0.5, x + box_width(label) / 1000 * size - unit * 0.5
    bottom, top = baseline - unit * 0.9, baseline + unit * 5.9
    yield (left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)
    start = left + MARGIN * unit
    for sign in label:
        for stroke in SIGNS[sign]:
            yield tuple((start + u * unit, baseline + (v + 0.5) * unit) for u, v in stroke)
        start += ADVANCE * unit
