"""How far one cut on the way down may go: by equal amounts, by a share of the dose, or by equal steps of effect."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from medications.rules.presentations import plain


class Cut(ABC):
    """A rule for cuts. Doses are daily amounts in mg, exact."""

    @abstractmethod
    def lowest_after(self, dose: Fraction) -> Fraction:
        """The lowest dose that one cut from this dose may reach; 0 or less: it may end here."""

    @property
    @abstractmethod
    def words(self) -> str:
        """The rule as it was chosen."""


@dataclass(frozen=True, kw_only=True)
class ByAmount(Cut):
    """Linear: the same amount each time."""

    cut_mg: Decimal

    def __post_init__(self) -> None:
        _must_be(self.cut_mg > 0)

    def lowest_after(self, dose: Fraction) -> Fraction:
        return dose - Fraction(self.cut_mg)

    @property
    def words(self) -> str:
        return _("%(mg)s mg a day at a time") % {"mg": plain(self.cut_mg)}


@dataclass(frozen=True, kw_only=True)
class ByShare(Cut):
    """A fixed percentage of the current dose. It never reaches nothing by itself: a taper names where it stops."""

    percent: Decimal

    def __post_init__(self) -> None:
        _must_be(0 < self.percent <= 100)

    def lowest_after(self, dose: Fraction) -> Fraction:
        return dose * (1 - Fraction(self.percent) / 100)

    @property
    def words(self) -> str:
        return _("%(percent)s %% of the current dose at a time") % {"percent": plain(self.percent)}


@dataclass(frozen=True, kw_only=True)
class ByEffect(Cut):
    """Hyperbolic: equal steps of predicted occupancy, dose / (dose + ED50).

    After Horowitz and Taylor 2019, doi 10.1016/S2215-0366(19)30032-X. The ED50 is given by whoever prescribes, with
    its source; none is on file. `from_mg` is the daily dose that the steps begin at.
    """

    from_mg: Decimal
    ed50_mg: Decimal
    cuts: int

    def __post_init__(self) -> None:
        _must_be(self.from_mg > 0 and self.ed50_mg > 0 and self.cuts > 0)

    @property
    def step(self) -> Fraction:
        """The occupancy that each cut takes away."""
        return self.occupancy(Fraction(self.from_mg)) / self.cuts

    def occupancy(self, dose: Fraction) -> Fraction:
        return dose / (dose + Fraction(self.ed50_mg))

    def lowest_after(self, dose: Fraction) -> Fraction:
        left = max(self.occupancy(dose) - self.step, Fraction(0))
        return Fraction(self.ed50_mg) * left / (1 - left)

    @property
    def words(self) -> str:
        return _("%(cuts)s equal steps of predicted effect, with an ED50 of %(mg)s mg a day as given") % {
            "cuts": self.cuts,
            "mg": plain(self.ed50_mg),
        }


def _must_be(told: bool) -> None:
    if not told:
        raise ValueError("a cut takes something away, and not more than there is")
