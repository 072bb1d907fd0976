"""From an amount to tablets and millilitres: what can be made exactly of what there is, and what cannot.

Amounts are exact (Decimals in, fractions inside). Nothing is ever rounded but by `round_down`, which says so in its
name. Medicines whose amounts are not in mg (lithium citrate, in mEq) do not come here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

from django.utils.translation import gettext as _

from medications.terms import RELEASE_OF, Form

Amount = Decimal | Fraction
"""Thirds and twelfths of a milligram are no decimals; as fractions they are exact, and refused like any other."""

STEP_ML = Decimal("0.1")
"""Liquids are measured to a tenth of a millilitre, unless a finer or coarser syringe is named."""

PIECE = 1 << 20
"""What a piece counts for beside a half: no delivery has a million halves, so fewest pieces always come first."""

OUT_OF_REACH = 1 << 60


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """A strength that can be dispensed: mg in one unit, or in one mL of what is measured. Only halves are split."""

    form: Form
    strength_mg: Decimal
    is_per_ml: bool = False
    is_splittable: bool = False

    def __post_init__(self) -> None:
        if self.strength_mg <= 0:
            raise ValueError("a presentation contains something")

    @property
    def release(self) -> str:
        return RELEASE_OF[self.form]


@dataclass(frozen=True, kw_only=True)
class Part:
    """So many units of one strength and perhaps a half, or so many millilitres of one liquid."""

    presentation: Presentation
    wholes: int = 0
    halves: int = 0
    ml: Decimal = Decimal(0)

    @property
    def amount_mg(self) -> Decimal:
        units = self.ml if self.presentation.is_per_ml else self.wholes + Decimal(self.halves) / 2
        return units * self.presentation.strength_mg


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What is taken for one amount, the largest strength first. No part at all: nothing."""

    parts: tuple[Part, ...] = ()

    @property
    def amount_mg(self) -> Decimal:
        return sum((part.amount_mg for part in self.parts), Decimal(0))

    @property
    def pieces(self) -> int:
        """What is swallowed: a half is one piece. None for liquids."""
        return sum(part.wholes + part.halves for part in self.parts)

    @property
    def halves(self) -> int:
        return sum(part.halves for part in self.parts)


class CannotDeliver(Exception):
    """The amount cannot be made of these presentations; the nearest that can, where there are any.

    `below_mg` is None where nothing smaller can be made, `above_mg` None where there is nothing at all.
    """

    def __init__(self, amount_mg: Amount, *, below_mg: Decimal | None, above_mg: Decimal | None) -> None:
        super().__init__("cannot be delivered")
        self.amount_mg, self.below_mg, self.above_mg = amount_mg, below_mg, above_mg

    @property
    def words(self) -> str:
        if self.above_mg is None:
            return _("Nothing is on file that this dose could be made of.")
        amounts = {"amount": plain(self.amount_mg), "above": plain(self.above_mg)}
        if self.below_mg is None:
            return _("%(amount)s mg cannot be made; the smallest amount that can is %(above)s mg.") % amounts
        return _("%(amount)s mg cannot be made; the nearest amounts that can are %(below)s mg and %(above)s mg.") % (
            amounts | {"below": plain(self.below_mg)}
        )


def plain(amount: Amount) -> str:
    """An amount without trailing zeros or exponents; a fraction that is no decimal to four places."""
    if isinstance(amount, Fraction):
        amount = round(Decimal(amount.numerator) / Decimal(amount.denominator), 4)
    return f"{amount.normalize():f}"


def deliver(
    amount_mg: Amount, presentations: Iterable[Presentation], *, form: Form, step_ml: Decimal = STEP_ML
) -> Delivery:
    """The fewest pieces, then the fewest halves, then the larger strengths, of one form of the same release.

    Solids come before liquids, and between solids that are alike the form that was asked for. Raises CannotDeliver.
    """
    amount = _exact(amount_mg)
    if amount == 0:
        return Delivery()
    groups = _groups(presentations, form)
    solids = [made for group in groups if not group[0].is_per_ml and (made := _of_units(amount, group))]
    if solids:
        return min(solids, key=lambda made: (made.pieces, made.halves, made.parts[0].presentation.form != form))
    for liquid in (group[0] for group in groups if group[0].is_per_ml):
        if (amount / _step_of(liquid, step_ml)).denominator == 1:
            return Delivery(parts=(Part(presentation=liquid, ml=decimal(amount / Fraction(liquid.strength_mg))),))
    below, above = _neighbours(amount, groups, step_ml)
    raise CannotDeliver(amount_mg, below_mg=below, above_mg=above)


def round_down(
    amount_mg: Amount, presentations: Iterable[Presentation], *, form: Form, step_ml: Decimal = STEP_ML
) -> Decimal:
    """The largest amount that can be made and is not above this one; 0 where there is none."""
    within = _neighbours(_exact(amount_mg), _groups(presentations, form), step_ml)[0]
    return Decimal(0) if within is None else within


def deliverable_amounts(
    presentations: Iterable[Presentation], *, form: Form, upto_mg: Amount, step_ml: Decimal = STEP_ML
) -> list[Decimal]:
    """Every amount above nothing that can be made for one taking, rising."""
    upto = _exact(upto_mg)
    found = {amount for group in _groups(presentations, form) for amount in _grid(group, upto, step_ml)}
    return [decimal(amount) for amount in sorted(found)]


def decimal(amount: Fraction) -> Decimal:
    """A fraction that is a decimal, exactly."""
    found = Decimal(amount.numerator) / Decimal(amount.denominator)
    if Fraction(found) != amount:
        raise ValueError("not a decimal")
    return found


def _exact(amount_mg: Amount) -> Fraction:
    if amount_mg < 0:
        raise ValueError("an amount is never below nothing")
    return Fraction(amount_mg)


def _groups(presentations: Iterable[Presentation], form: Form) -> list[Sequence[Presentation]]:
    """What can be put together: strengths of one solid form; each liquid stands alone, the stronger first."""
    alike = sorted({p for p in presentations if p.release == RELEASE_OF[form]}, key=lambda p: -p.strength_mg)
    forms = sorted({p.form for p in alike if not p.is_per_ml})
    solids: list[Sequence[Presentation]] = [[p for p in alike if p.form == one and not p.is_per_ml] for one in forms]
    return solids + [[p] for p in alike if p.is_per_ml]


def _step_of(liquid: Presentation, step_ml: Decimal) -> Fraction:
    return Fraction(liquid.strength_mg) * Fraction(step_ml)


def _sizes(group: Sequence[Presentation]) -> list[tuple[Presentation, bool, Fraction]]:
    """Every piece there is, the larger strength first and a whole before its half."""
    wholes_and_halves = [(p, half) for p in group for half in (False, True) if p.is_splittable or not half]
    return [(p, half, Fraction(p.strength_mg) / (2 if half else 1)) for p, half in wholes_and_halves]


def _unit(sizes: Iterable[Fraction]) -> Fraction:
    """The largest amount that every size is a multiple of."""
    numbers = list(sizes)
    below = lcm(*(number.denominator for number in numbers))
    return Fraction(gcd(*(int(number * below) for number in numbers)), below)


@lru_cache(maxsize=256)
def _costs(pieces: tuple[tuple[int, bool], ...], upto: int) -> list[int]:
    """For each number up to `upto`, what it costs in pieces and halves at least."""
    weights = [(size, PIECE + half) for size, half in pieces]
    costs = [0] + [OUT_OF_REACH] * upto
    for number in range(1, upto + 1):
        costs[number] = min((costs[number - s] + w for s, w in weights if s <= number), default=OUT_OF_REACH)
    return costs


def _costs_of(group: Sequence[Presentation], upto: Fraction) -> tuple[Fraction, list[int]]:
    """The unit that amounts are counted in, and the cost of each count up to an amount at least."""
    sizes = _sizes(group)
    unit = _unit(size for _p, _half, size in sizes)
    return unit, _costs(tuple((int(size / unit), half) for _p, half, size in sizes), int(upto / unit))


def _of_units(amount: Fraction, group: Sequence[Presentation]) -> Delivery | None:
    unit, costs = _costs_of(group, amount)
    left = amount / unit
    if left.denominator != 1 or costs[int(left)] >= OUT_OF_REACH:
        return None
    return Delivery(parts=tuple(_taken_apart(int(left), unit, costs, group)))


def _taken_apart(left: int, unit: Fraction, costs: list[int], group: Sequence[Presentation]) -> Iterator[Part]:
    """Walk the costs down, taking as many of the larger strengths as any cheapest way does."""
    taken: dict[Presentation, list[int]] = {}
    for presentation, half, size in _sizes(group):
        count = int(size / unit)
        while left >= count and costs[left] == costs[left - count] + PIECE + half:
            taken.setdefault(presentation, [0, 0])[half] += 1
            left -= count
    return (Part(presentation=p, wholes=wholes, halves=halves) for p, (wholes, halves) in taken.items())


def _grid(group: Sequence[Presentation], upto: Fraction, step_ml: Decimal) -> Iterator[Fraction]:
    """What one group makes above nothing, rising."""
    if group[0].is_per_ml:
        step = _step_of(group[0], step_ml)
        return (step * count for count in range(1, int(upto / step) + 1))
    unit, costs = _costs_of(group, upto)
    return (unit * number for number, cost in enumerate(costs) if 0 < cost < OUT_OF_REACH)


def _neighbours(
    amount: Fraction, groups: Iterable[Sequence[Presentation]], step_ml: Decimal
) -> tuple[Decimal | None, Decimal | None]:
    """The largest amount at or below that can be made, and the smallest above."""
    below: list[Fraction] = []
    above: list[Fraction] = []
    for group in groups:
        for made in _around(amount, group, step_ml):
            (below if made <= amount else above).append(made)
    return (decimal(max(below)) if below else None), (decimal(min(above)) if above else None)


def _around(amount: Fraction, group: Sequence[Presentation], step_ml: Decimal) -> list[Fraction]:
    """Some amounts that surely hold the neighbours: one more of the smallest piece always passes the amount."""
    if group[0].is_per_ml:
        step = _step_of(group[0], step_ml)
        return [step * count for count in (int(amount / step), int(amount / step) + 1) if count]
    return list(_grid(group, amount + min(size for _p, _half, size in _sizes(group)), step_ml))
