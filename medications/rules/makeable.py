"""What the presentations can make for one taking and for a day, the plainest first: nobody measures drops beside
capsules without need."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from medications.rules.presentations import STEP_ML, Presentation, deliverable_amounts
from medications.rules.splitting import share_out, totals
from medications.terms import Form


@dataclass(frozen=True, kw_only=True)
class Makeable:
    """What some presentations make: `for_one_taking` and, over so many takings, `for_a_day`; rising, in mg."""

    for_one_taking: tuple[Decimal, ...]
    for_a_day: tuple[Decimal, ...]

    def shared(self, mg_a_day: Decimal, takings: int) -> tuple[Decimal, ...] | None:
        """A day's amount in shares as equal as can be made, or None where it cannot."""
        return share_out(mg_a_day, [Decimal(1)] * takings, self.for_one_taking)


def plainest_first(
    presentations: Sequence[Presentation],
    *,
    form: Form,
    takings: int,
    at_one_time_mg: Decimal,
    a_day_mg: Decimal,
    step_ml: Decimal = STEP_ML,
) -> tuple[Makeable, ...]:
    """Of the form that was asked for alone, then of whatever is solid, then of everything."""
    asked = tuple(one for one in presentations if one.form == form)
    solid = tuple(one for one in presentations if not one.is_per_ml)
    found = {}
    for some in dict.fromkeys((asked, asked or solid, tuple(presentations))):
        amounts = tuple(deliverable_amounts(some, form=form, upto_mg=at_one_time_mg, step_ml=step_ml))
        found[amounts] = tuple(totals(amounts, at_most=[at_one_time_mg] * takings, upto=a_day_mg))
    return tuple(Makeable(for_one_taking=taking, for_a_day=day) for taking, day in found.items())
