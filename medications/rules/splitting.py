"""Sharing a day's amount out over its times, so that every share can be made and the sum is right."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce
from itertools import product
from operator import or_

NEAREST = 12
"""So many amounts, nearest its fair share, are tried for each time before all are."""

Shares = tuple[Decimal, ...]
Way = tuple[Decimal, Shares]


def share_out(
    total_mg: Decimal, weights: Sequence[Decimal], amounts: Iterable[Decimal], *, at_most: Sequence[Decimal] = ()
) -> Shares | None:
    """The amounts nearest to the fair shares that add up to the total, or None where none do.

    Rounding is folded into the sum: unequal shares are ordinary, and where they are as near the earlier time has the
    larger one. A share may be nothing. `at_most` holds each time's amount down, for ways down that must not raise any.
    """
    offered = [Decimal(0), *amounts]
    whole = sum(weights, Decimal(0))
    fair = [total_mg * weight for weight in weights]
    limits = list(at_most) or [total_mg] * len(weights)
    choices = [
        sorted((abs(amount * whole - share), amount) for amount in offered if amount <= limit)
        for limit, share in zip(limits, fair, strict=True)
    ]
    return _adding_up(total_mg, [steps[:NEAREST] for steps in choices]) or _adding_up(total_mg, choices)


def totals(amounts: Iterable[Decimal], *, at_most: Sequence[Decimal], upto: Decimal) -> list[Decimal]:
    """Every total up to an amount that can be shared out below these limits, nothing included, rising."""
    offered = [amount for amount in amounts if amount <= upto]
    unit = Decimal(1).scaleb(min([0, *(int(amount.as_tuple().exponent) for amount in offered)]))
    within, reached = (1 << int(upto / unit) + 1) - 1, 1
    for limit in at_most:
        # The totals are the bits of one number: adding an amount to all of them is one shift.
        further = (reached << int(amount / unit) for amount in offered if amount <= limit)
        reached = reduce(or_, further, reached) & within
    return [unit * count for count, bit in enumerate(reversed(bin(reached)[2:])) if bit == "1"]


def _adding_up(total: Decimal, choices: Sequence[Sequence[tuple[Decimal, Decimal]]]) -> Shares | None:
    """The best way to each running sum, one time after the other; each choice is how far off it is, and an amount."""
    best: dict[Decimal, Way] = {Decimal(0): (Decimal(0), ())}
    for steps in choices:
        following: dict[Decimal, Way] = {}
        for (reached, (off, taken)), (further, amount) in product(best.items(), steps):
            way = (off + further, (*taken, amount))
            if (sum_ := reached + amount) <= total and _is_better(way, following.get(sum_)):
                following[sum_] = way
        best = following
    return best[total][1] if total in best else None


def _is_better(way: Way, than: Way | None) -> bool:
    return than is None or way[0] < than[0] or (way[0] == than[0] and way[1] > than[1])
