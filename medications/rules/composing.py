"""The gentle plan: steps up to a target at the usual pace and at a gentle one, from the facts on file.

A proposal is a draft for a prescriber to change; the gate weighs every step again when it is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cached_property
from itertools import product

from django.utils.translation import gettext as _

from medications.rules.conditions import Circumstances
from medications.rules.facts import DrugFacts, Schedule
from medications.rules.limits import maximum
from medications.rules.makeable import Makeable, plainest_first
from medications.rules.paces import CannotPropose, Pace
from medications.rules.person import PersonFacts
from medications.rules.presentations import STEP_ML, Presentation, plain
from medications.rules.proposed import DoseInUse, Person, ProposedStep
from medications.rules.published import published_steps
from medications.rules.regimen import NOTHING, Dose, Regimen, average_daily_mg
from medications.rules.thresholds import DEFAULT_THRESHOLDS, Thresholds
from medications.rules.ways import Cited, OfferedStep, Way
from medications.terms import RELEASE_OF, FactKind, Form, PlanStatus, TimeOfDay

NOBODY = Person(id=0, may_prescribe=False, on_team=False)

IMPAIRED = frozenset({"mild", "moderate", "severe"})


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What is wanted for whom: an average daily amount in a form, at some times of day, from what is taken now."""

    drug: DrugFacts
    person: PersonFacts
    presentations: tuple[Presentation, ...]
    target_mg: Decimal
    today: date
    form: Form = Form.TABLET
    times: tuple[TimeOfDay, ...] = (TimeOfDay.MORNING,)
    taking: Regimen = NOTHING
    schedule: Schedule | None = None
    step_ml: Decimal = STEP_ML
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    is_sedating: bool = False

    def after(self, *, mg_a_day: Decimal, days: int) -> Circumstances:
        return Circumstances(
            person=self.person,
            today=self.today,
            release=RELEASE_OF[self.form],
            taking_mg_a_day=mg_a_day,
            days_taken=days,
        )

    @property
    def as_proposed(self) -> ProposedStep:
        """A first step as the gate's rules see it, so that the limits here are the gate's own."""
        return ProposedStep(
            at=datetime.combine(self.today, time.min, UTC),
            today=self.today,
            actor=NOBODY,
            to=Regimen(form=self.form),
            in_use=DoseInUse(regimen=self.taking),
            plan_status=PlanStatus.DRAFT,
            to_position=1,
            highest_allowed=1,
            version=0,
            person=self.person,
            drug=self.drug,
            schedule=self.schedule,
            thresholds=self.thresholds,
        )

    @property
    def at_first(self) -> Circumstances:
        return self.after(mg_a_day=average_daily_mg(self.taking), days=0)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Both ways up. `why_gentle` says why the gentle one is offered first; empty: the usual one is."""

    usual: Way
    gentle: Way
    why_gentle: tuple[str, ...] = ()

    @property
    def offered_first(self) -> Way:
        return self.gentle if self.why_gentle else self.usual


def propose(aim: Aim) -> Proposal:
    """Steps from what is taken now to the target, or to the maximum for this person. Raises CannotPropose."""
    schedule = aim.schedule or _rule_that_holds(aim)
    ceiling, notes = _ceiling(aim)
    if ceiling <= average_daily_mg(aim.taking):
        raise CannotPropose(" ".join([*notes, _("That is not above what is taken now.")]))
    usual, gentle = (_way(aim, schedule, ceiling, notes, is_gentle=is_gentle) for is_gentle in (False, True))
    return Proposal(usual=usual, gentle=gentle, why_gentle=why_gentle(aim.person, aim.thresholds))


def why_gentle(person: PersonFacts, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> tuple[str, ...]:
    """Why the gentle pace comes first for this person; empty where nothing asks for it."""
    old = thresholds.gentle_from_age
    reasons = (
        (person.sensitivity == "high", _("High sensitivity to medicines")),
        (person.age is not None and person.age >= old, _("Aged %(age)s or more") % {"age": old}),
        (person.hepatic in IMPAIRED, _("The liver is impaired")),
        (person.renal in IMPAIRED, _("The kidneys are impaired")),
    )
    return tuple(words for holds, words in reasons if holds)


def _rule_that_holds(aim: Aim) -> Schedule | None:
    """The published way that applies by itself; of several, the one that begins lowest."""
    holding = [s for s in aim.drug.schedules if s.is_the_rule and not s.is_taper and s.applies.holds(aim.at_first)]
    return min(holding, key=lambda s: tuple(level.mg_a_day for level in s.levels), default=None)


def _ceiling(aim: Aim) -> tuple[Decimal, tuple[str, ...]]:
    """The target, or the maximum for this person."""
    limit = maximum(aim.as_proposed, FactKind.MAX_DAY)
    if limit is None:
        return aim.target_mg, (_("No maximum is on file."),)
    most = limit.mg
    if most == 0:
        raise CannotPropose(_("The facts on file say that it is not to be used for this person."))
    if most >= aim.target_mg:
        return aim.target_mg, ()
    return most, (_("The maximum for this person is %(mg)s mg a day.") % {"mg": plain(most)},)


def _way(aim: Aim, schedule: Schedule | None, ceiling: Decimal, notes: tuple[str, ...], *, is_gentle: bool) -> Way:
    climb = _Climb(aim=aim, pace=Pace(drug=aim.drug, is_gentle=is_gentle), ceiling=ceiling)
    if schedule:
        steps, said = published_steps(
            schedule,
            above=average_daily_mg(aim.taking),
            ceiling=ceiling,
            regimen_of=climb.regimen_of,
            last_hold=climb.hold_if_known,
        )
    else:
        steps, said = climb.steps()
    return Way(
        steps=tuple(steps),
        starts_on=aim.today,
        before=aim.taking,
        is_sedating=aim.is_sedating,
        notes=(*notes, *said),
    )


@dataclass(frozen=True, kw_only=True)
class _Climb:
    """One way up from what is taken now: each step as large as the pace allows and the presentations can make."""

    aim: Aim
    pace: Pace
    ceiling: Decimal

    @cached_property
    def makeable(self) -> tuple[Makeable, ...]:
        aim = self.aim
        limit = maximum(aim.as_proposed, FactKind.MAX_AT_ONE_TIME)
        return plainest_first(
            aim.presentations,
            form=aim.form,
            takings=len(aim.times),
            at_one_time_mg=min(self.ceiling, limit.mg) if limit else self.ceiling,
            a_day_mg=self.ceiling,
            step_ml=aim.step_ml,
        )

    def steps(self) -> tuple[list[OfferedStep], list[str]]:
        steps: list[OfferedStep] = []
        reached, days = average_daily_mg(self.aim.taking), 0
        while reached < self.ceiling:
            found = self._next(self.aim.after(mg_a_day=reached, days=days))
            if found is None:
                return steps, _ends_early(reached, self.ceiling, self.makeable[-1].for_a_day)
            reached, told = found
            hold_days, held = self.pace.hold(self.aim.after(mg_a_day=reached, days=days))
            steps.append(
                OfferedStep(regimen=self._shared(reached), hold_days=hold_days, mg_a_day=reached, cited=(told, held))
            )
            days += hold_days
        return steps, []

    def _next(self, now: Circumstances) -> tuple[Decimal, Cited] | None:
        """The largest amount within the pace; where the gentle one cannot be made, within the usual one."""
        usual, reached = Pace(drug=self.aim.drug, is_gentle=False), now.taking_mg_a_day
        for pace, made in product(dict.fromkeys((self.pace, usual)), self.makeable):
            size, told = pace.increment(now) if reached else pace.start(now)
            within = [mg for mg in made.for_a_day if reached < mg <= reached + size]
            if within:
                return within[-1], told
        return None

    def _shared(self, mg_a_day: Decimal) -> Regimen:
        """The day's amount, which is known to add up, over its times."""
        times = self.aim.times
        ways = (made.shared(mg_a_day, len(times)) for made in self.makeable if mg_a_day in made.for_a_day)
        shares = next((way for way in ways if way), ())
        doses = (Dose(amount_mg=share, at=at) for share, at in zip(shares, times, strict=False) if share)
        return Regimen(doses=tuple(doses), form=self.aim.form)

    def regimen_of(self, mg_a_day: Decimal) -> Regimen | None:
        """The day's amount over its times, where it can be made."""
        can_be = any(mg_a_day in made.for_a_day for made in self.makeable)
        return self._shared(mg_a_day) if can_be else None

    def hold_if_known(self) -> tuple[int, Cited] | None:
        """The days on the last level of a published way, which says none."""
        try:
            return self.pace.hold(self.aim.at_first)
        except CannotPropose:
            return None


def _ends_early(reached: Decimal, ceiling: Decimal, days_amounts: Sequence[Decimal]) -> list[str]:
    """Why the way ends below what was wanted. Raises CannotPropose where it does not even begin."""
    following = next((mg for mg in days_amounts if mg > reached), None)
    if not reached:
        told = _("The first dose cannot be made of what is on file.")
        smallest = _("The smallest amount is %(mg)s mg.") % {"mg": plain(following)} if following else ""
        raise CannotPropose(f"{told} {smallest}".strip())
    if following is None:
        wanted = {"mg": plain(reached), "target": plain(ceiling)}
        return [_("It ends at %(mg)s mg a day: nothing nearer to %(target)s mg can be made.") % wanted]
    cut = {"mg": plain(reached), "step": plain(following - reached)}
    return [_("It ends at %(mg)s mg a day: the smallest step that can be made is %(step)s mg.") % cut]
