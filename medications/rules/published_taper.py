"""A published way down, as published, from what is taken now."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from medications.rules.facts import Level, Schedule
from medications.rules.presentations import deliverable_amounts, plain
from medications.rules.regimen import NOTHING, Dose, Regimen, average_daily_mg
from medications.rules.splitting import share_out
from medications.rules.tapering import CannotTaper, TaperWish, must_be_daily
from medications.rules.ways import Cited, OfferedStep, Way


def published_tapers(wish: TaperWish) -> list[Schedule]:
    """The published ways down of this medicine that hold for this person, and begin below what is taken."""
    taken = average_daily_mg(wish.taking)
    return [
        schedule
        for schedule in wish.drug.schedules
        if schedule.is_taper
        and schedule.applies.holds(wish.now)
        and any(0 < level.mg_a_day < taken for level in schedule.levels)
    ]


def published_taper(schedule: Schedule, wish: TaperWish) -> Way:
    """The levels below what is taken, held as long as published, and nothing last. Raises CannotTaper.

    A level that says no days is held for those of the wish.
    """
    must_be_daily(wish.taking)
    told = (Cited(says=_("as published"), source=schedule.source, standing=schedule.standing),)
    below = [level for level in schedule.levels if 0 < level.mg_a_day < average_daily_mg(wish.taking)]
    if not below:
        raise CannotTaper(_("This published way down begins below what is taken now."))
    steps = [*_steps(below, wish, told), OfferedStep(regimen=NOTHING, hold_days=1, mg_a_day=Decimal(0), cited=told)]
    return Way(steps=tuple(steps), starts_on=wish.today, before=wish.taking)


def _steps(levels: Sequence[Level], wish: TaperWish, told: tuple[Cited, ...]) -> list[OfferedStep]:
    steps, before = [], wish.taking
    for level in levels:
        before = _shared(level.mg_a_day, before, wish)
        steps.append(
            OfferedStep(regimen=before, hold_days=level.days or wish.hold_days, mg_a_day=level.mg_a_day, cited=told)
        )
    return steps


def _shared(mg_a_day: Decimal, before: Regimen, wish: TaperWish) -> Regimen:
    """The level over the times in use, in the proportions of the doses before. Raises CannotTaper."""
    at_most = [dose.amount_mg for dose in before.doses]
    amounts = deliverable_amounts(wish.presentations, form=before.form, upto_mg=max(at_most), step_ml=wish.step_ml)
    shares = share_out(mg_a_day, at_most, amounts, at_most=at_most)
    if shares is None:
        raise CannotTaper(
            _("The published level of %(mg)s mg a day cannot be made of what is on file.") % {"mg": plain(mg_a_day)}
        )
    doses = (Dose(amount_mg=share, at=dose.at) for dose, share in zip(before.doses, shares, strict=True) if share)
    return Regimen(doses=tuple(doses), form=before.form)
