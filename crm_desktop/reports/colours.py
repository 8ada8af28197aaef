"""The few colours of our paper; all of them keep their contrast in grey."""

Colour = tuple[float, float, float]

INK: Colour = (0.13, 0.14, 0.16)
MUTED: Colour = (0.38, 0.40, 0.44)
ACCENT: Colour = (0.11, 0.31, 0.51)
HAIRLINE: Colour = (0.80, 0.82, 0.85)
TINT: Colour = (0.93, 0.95, 0.97)
WHITE: Colour = (1.0, 1.0, 1.0)

SERIES: tuple[Colour, ...] = (
    (0.14, 0.38, 0.62),
    (0.80, 0.42, 0.10),
    (0.20, 0.48, 0.30),
    (0.48, 0.24, 0.52),
)
