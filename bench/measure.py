"""What a benchmark answers, and how it is shown."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Result:
    """Durations in seconds of the program and of its baseline, taken in turns."""

    name: str
    baseline: str
    seconds: tuple[float, ...]
    baseline_seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times as long as the baseline the program takes, by the medians."""
        return median(self.seconds) / median(self.baseline_seconds)

    def line(self) -> str:
        """Return the result as a line for a person."""
        return (
            f"{self.name:12}{median(self.seconds):9.3f} s"
            f"   {self.baseline}: {median(self.baseline_seconds):.3f} s"
            f"   ratio {self.ratio:.2f}   ({len(self.seconds)} runs)"
        )
