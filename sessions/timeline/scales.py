"""Heights: from values to whole numbers down the drawing. Pure."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Scale:
    """From `low` at `bottom` to `high` at `top`; what lies outside lies on the edge. y grows downwards."""

    low: Decimal
    high: Decimal
    top: int
    bottom: int

    def y(self, value: Decimal) -> int:
        if self.high <= self.low:
            return self.bottom
        inside = min(max(value, self.low), self.high)
        return self.bottom - int((self.bottom - self.top) * (inside - self.low) / (self.high - self.low))


def stairs(tallest: Decimal, *, top: int, bottom: int, lowest: int) -> Scale:
    """For doses: nothing lies on the ground, and the least that is taken can still be seen."""
    return Scale(low=Decimal(0), high=max(tallest, Decimal(0)), top=top, bottom=bottom - lowest)
