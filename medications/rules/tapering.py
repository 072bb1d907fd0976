"""The way down from a regimen in use to nothing: steps that can be made, none larger than the rule allows.

Going down is never blocked; a taper is an offer. Each ideal dose is rounded down to what can be delivered. Where that
would make a cut larger than the rule allows, the lowest dose within the rule is taken instead, and the taper has more
steps at its end; where there is none, the taper is refused with what would be needed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from medications.rules.conditions import Circumstances
from medications.rules.cuts import ByAmount, ByShare, Cut
from medications.rules.facts import NO_FACTS, DrugFacts, Fact
from medications.rules.person import PersonFacts
from medications.rules.presentations import STEP_ML, Presentation, deliverable_amounts, plain
from medications.rules.regimen import NOTHING, Dose, Regimen, average_daily_mg
from medications.rules.splitting import share_out, totals
from medications.rules.ways import Cited, OfferedStep, Way, cited, our_setting
from medications.terms import RELEASE_OF, FactKind


class CannotTaper(Exception):
    """No such way down can be made; the words say why, and what would be needed."""

    def __init__(self, words: str, *, at_mg: Decimal | None = None, smallest_cut_mg: Decimal | None = None) -> None:
        super().__init__("no taper can be made")
        self.words, self.at_mg, self.smallest_cut_mg = words, at_mg, smallest_cut_mg


@dataclass(frozen=True, kw_only=True)
class TaperWish:
    """What is to be tapered, how, and with what. At `stop_from_mg` a day or below, nothing is the next step."""

    taking: Regimen
    cut: Cut
    hold_days: int
    presentations: tuple[Presentation, ...]
    today: date
    drug: DrugFacts = NO_FACTS
    person: PersonFacts = PersonFacts()
    stop_from_mg: Decimal = Decimal(0)
    step_ml: Decimal = STEP_ML

    @property
    def now(self) -> Circumstances:
        return Circumstances(
            person=self.person,
            today=self.today,
            release=RELEASE_OF[self.taking.form],
            taking_mg_a_day=average_daily_mg(self.taking),
        )

    @property
    def facts(self) -> list[Fact]:
        """What the formulary says of the way down of this medicine, as it is taken."""
        return self.drug.that_hold(FactKind.TAPER, self.now)


@dataclass(frozen=True, kw_only=True)
class TaperRule:
    """The chosen cut and the facts on file, whichever allows less."""

    cut: Cut
    facts: Sequence[Cut]
    stop_from: Fraction

    def lowest_after(self, dose: Fraction) -> Fraction:
        """Where a cut from here may go at most. Percentages, and the chosen cut, end where the taper stops."""
        ends = dose <= self.stop_from
        binding = [rule for rule in (self.cut, *self.facts) if not ends]
        binding += [rule for rule in self.facts if ends and isinstance(rule, ByAmount)]
        return max([Fraction(0), *(rule.lowest_after(dose) for rule in binding)])


def taper(wish: TaperWish) -> Way:
    """Steps strictly falling to nothing, each deliverable, at the doses' times. Raises CannotTaper."""
    must_be_daily(wish.taking)
    if wish.hold_days < 1:
        raise ValueError("each step is held for at least one day")
    descent = _Descent(wish=wish, rule=_rule(wish))
    hold_days, told = _hold(wish)
    regimens = descent.regimens()
    steps = [_step(regimen, hold_days if not regimen.is_nothing else 1, told) for regimen in regimens]
    return Way(steps=tuple(steps), starts_on=wish.today, before=wish.taking, notes=tuple(_notes(wish, regimens)))


def is_unverified(wish: TaperWish) -> bool:
    """Nothing on file says how fast this medicine may be tapered by a percentage of its dose."""
    return isinstance(wish.cut, ByShare) and not _limits(wish.facts) and not any(fact.days for fact in wish.facts)


def must_be_daily(taking: Regimen) -> None:
    """A taper starts from regular doses of every day. Raises CannotTaper."""
    if taking.is_nothing:
        raise CannotTaper(_("Nothing is taken."))
    if any(dose.as_needed for dose in taking.doses):
        raise CannotTaper(_("Agree on regular doses first: a taper cannot say how often an as-needed dose is taken."))
    if any(dose.every_days != 1 for dose in taking.doses):
        raise CannotTaper(_("Agree on the same doses every day first: a taper starts from a daily dose."))


def _limits(facts: Sequence[Fact]) -> list[Cut]:
    amounts = [ByAmount(cut_mg=fact.high) for fact in facts if fact.high]
    shares = [ByShare(percent=fact.low) for fact in facts if fact.low]
    return [*amounts, *shares]


def _rule(wish: TaperWish) -> TaperRule:
    return TaperRule(cut=wish.cut, facts=_limits(wish.facts), stop_from=Fraction(wish.stop_from_mg))


def _hold(wish: TaperWish) -> tuple[int, tuple[Cited, ...]]:
    """The days that were asked for, or those on file where these are more; and all that the steps rest on."""
    days = max([wish.hold_days, *(fact.days for fact in wish.facts if fact.days)])
    chosen = Cited(says=_("as chosen: %(cut)s") % {"cut": wish.cut.words})
    facts = tuple(cited(fact, _fact_in_words(fact)) for fact in wish.facts if fact.high or fact.low or fact.days)
    unsure = our_setting(_("unverified: nothing on file says how fast")) if is_unverified(wish) else None
    return days, (chosen, *facts, *([unsure] if unsure else []))


def _fact_in_words(fact: Fact) -> str:
    said = []
    if fact.high:
        said.append(_("at most %(mg)s mg a day at a time") % {"mg": plain(fact.high)})
    if fact.low:
        said.append(_("at most %(percent)s %% of the dose at a time") % {"percent": plain(fact.low)})
    if fact.days:
        said.append(_("days between cuts: %(days)s") % {"days": fact.days})
    return ", ".join(said)


def _step(regimen: Regimen, hold_days: int, told: tuple[Cited, ...]) -> OfferedStep:
    return OfferedStep(regimen=regimen, hold_days=hold_days, mg_a_day=_a_day(regimen), cited=told)


def _a_day(regimen: Regimen) -> Decimal:
    return sum((dose.amount_mg for dose in regimen.doses), Decimal(0))


def _notes(wish: TaperWish, regimens: Sequence[Regimen]) -> list[str]:
    said = []
    if is_unverified(wish):
        said.append(_("Unverified: nothing on file says how fast this medicine may be tapered."))
    if wish.stop_from_mg > 0:
        last = _a_day(regimens[-2] if len(regimens) > 1 else wish.taking)
        said.append(_("The last step goes from %(mg)s mg a day to nothing, as was chosen.") % {"mg": plain(last)})
    return said


@dataclass(frozen=True, kw_only=True)
class _Descent:
    """The walk from one deliverable total to the next."""

    wish: TaperWish
    rule: TaperRule

    @property
    def amounts(self) -> list[Decimal]:
        """What can be made for one taking."""
        wish = self.wish
        largest = max(dose.amount_mg for dose in wish.taking.doses)
        return deliverable_amounts(wish.presentations, form=wish.taking.form, upto_mg=largest, step_ml=wish.step_ml)

    def regimens(self) -> list[Regimen]:
        """Every regimen after the one in use, nothing last. No single dose ever rises."""
        found = [self.wish.taking]
        amounts = self.amounts
        for ideal in self.ideals():
            while (dose := Fraction(_a_day(found[-1]))) > ideal:
                offered = totals(amounts, at_most=[d.amount_mg for d in found[-1].doses], upto=_a_day(found[-1]))
                down = max((mg for mg in offered if mg <= ideal), default=Decimal(0))
                following = self._following(dose, down, offered)
                found.append(self._shared(following, found[-1], amounts))
                if ideal > 0:
                    break
        return found[1:]

    def ideals(self) -> Iterator[Fraction]:
        """The doses before rounding, by the chosen cut and the facts. A share of the dose alone never ends."""
        ideal = Fraction(_a_day(self.wish.taking))
        while ideal > 0:
            ideal = self.rule.lowest_after(ideal)
            yield ideal

    def _following(self, dose: Fraction, down: Decimal, offered: Sequence[Decimal]) -> Decimal:
        """The ideal rounded down, or where that cuts too much the lowest that does not."""
        lowest = self.rule.lowest_after(dose)
        if down >= lowest:
            return down
        smaller = [mg for mg in offered if lowest <= mg < dose]
        if not smaller:
            raise _too_large(dose, lowest, max(mg for mg in offered if mg < dose))
        return smaller[0]

    def _shared(self, total: Decimal, before: Regimen, amounts: Sequence[Decimal]) -> Regimen:
        """The total over the times still in use, in the proportions of the doses before, none of them larger."""
        if total == 0:
            return NOTHING
        at_most = [dose.amount_mg for dose in before.doses]
        shares = share_out(total, at_most, amounts, at_most=at_most) or ()
        doses = (_with(dose, share) for dose, share in zip(before.doses, shares, strict=True) if share)
        return Regimen(doses=tuple(doses), form=before.form)


def _with(dose: Dose, amount_mg: Decimal) -> Dose:
    return Dose(amount_mg=amount_mg, at=dose.at)


def _too_large(dose: Fraction, lowest: Fraction, next_down: Decimal) -> CannotTaper:
    at_mg = Decimal(dose.numerator) / Decimal(dose.denominator)
    told = {"mg": plain(at_mg), "cut": plain(at_mg - next_down), "allowed": plain(dose - lowest)}
    words = [
        _("The smallest step that can be made is %(cut)s mg a day, at %(mg)s mg a day.") % told,
        _("The rule allows %(allowed)s mg there.") % told,
        _("A liquid or a compounded preparation that measures steps of %(allowed)s mg or less would be needed.") % told,
    ]
    return CannotTaper(" ".join(words), at_mg=at_mg, smallest_cut_mg=at_mg - next_down)
