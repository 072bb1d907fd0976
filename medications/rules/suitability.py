"""Whether the medicine suits this person: what has to be true before a first dose, conditions, allergies."""

from datetime import timedelta

from django.utils.translation import gettext as _

from medications.rules.blockers import Blocker, BlockerCode, Clears, Override
from medications.rules.elapsed import Gap, is_behind
from medications.rules.facts import Fact
from medications.rules.person import Allergy
from medications.rules.proposed import ProposedStep
from medications.rules.wording import condition_in_words, in_a_row, name_of, with_standing
from medications.terms import FactKind

NEVER_STARTED_OTHERWISE = frozenset({"naltrexone", "disulfiram"})
"""Nobody overrides what these need before the first dose. For any other, withholding may harm more."""

ADULT_AGE = 18
"""The formulary's facts are about adults."""


def start_condition_unmet(step: ProposedStep) -> Blocker | None:
    """A first dose, or one after a pause, whose precondition fails; where nobody overrides it, after a short one."""
    is_asked = step.is_start and not (step.is_return and step.drug.code not in NEVER_STARTED_OTHERWISE)
    unmet = _unmet(step) if is_asked else []
    if not unmet:
        return None
    never = step.drug.code in NEVER_STARTED_OTHERWISE and any(fact.is_confirmed for fact in unmet)
    return Blocker(
        code=BlockerCode.START_CONDITION_UNMET,
        message=with_standing(
            _("Not yet as it has to be before the first dose: %(names)s.")
            % {"names": in_a_row(map(_start_in_words, unmet))},
            is_confirmed=all(fact.is_confirmed for fact in unmet),
        ),
        remedy=_("Wait until it is.") if never else _("Wait until it is, or a second prescriber co-signs."),
        clears=Clears.PERSON,
        override=Override.NEVER if never else Override.CO_SIGN,
    )


def condition_contraindicated(step: ProposedStep) -> Blocker | None:
    """Hypersensitivity to it, or a condition in which it must not be taken; on a return as well, as it may be new.

    A medicine that must not be taken beside another is a contraindicated pair, and blocks although it is only recalled.
    """
    allergies = _allergies(step, hypersensitive=True)
    facts = _that_apply(FactKind.CONTRAINDICATED, step)
    if not (allergies or facts):
        return None
    is_firm = bool(allergies) or any(fact.is_confirmed or fact.applies.partners for fact in facts)
    is_known = bool(allergies) or any(fact.is_confirmed for fact in facts)
    words = [
        *(_("hypersensitivity to %(name)s") % {"name": name_of(allergy.to)} for allergy in allergies),
        *(_about(fact, step) for fact in facts),
    ]
    return Blocker(
        code=BlockerCode.CONDITION_CONTRAINDICATED,
        message=with_standing(
            _("Must not be taken by this person: %(reasons)s.") % {"reasons": in_a_row(words)}, is_confirmed=is_known
        ),
        remedy=_("Choose another medicine, or correct the record where it is wrong."),
        clears=Clears.PERSON,
        override=Override.NEVER if is_firm else Override.CO_SIGN,
    )


def condition_caution(step: ProposedStep) -> Blocker | None:
    """A warning for this person, an intolerance, or an age that the facts do not cover."""
    if step.is_return:
        return None
    facts, age = _that_apply(FactKind.CAUTION, step), step.person.age
    words = [
        *(
            _("not tolerated before: %(name)s") % {"name": name_of(a.to)}
            for a in _allergies(step, hypersensitive=False)
        ),
        *([_("younger than the facts are for")] if age is not None and age < ADULT_AGE else []),
        *(_about(fact, step) for fact in facts),
    ]
    if not words:
        return None
    return Blocker(
        code=BlockerCode.CONDITION_CAUTION,
        message=with_standing(
            _("Care is needed: %(reasons)s.") % {"reasons": in_a_row(words)},
            is_confirmed=all(fact.is_confirmed for fact in facts),
        ),
        remedy=_("A second prescriber looks at it and co-signs."),
        clears=Clears.PERSON,
        override=Override.CO_SIGN,
    )


def _unmet(step: ProposedStep) -> list[Fact]:
    """A chosen low-dose schedule takes the place of the score and of the hours without, where they may yield."""
    facts = step.drug.that_hold(FactKind.START_CONDITION, step.circumstances)
    if step.low_dose_start and step.drug.code not in NEVER_STARTED_OTHERWISE:
        return []
    return [fact for fact in facts if _is_too_soon(fact, step) or _scores_too_low(fact, step)]


def _is_too_soon(fact: Fact, step: ProposedStep) -> bool:
    gap = Gap(days=fact.days, hours=fact.hours)
    others = (one for one in step.person.exposures if one.code != step.drug.code and one.is_any_of(fact.names))
    return any(not gap.has_passed(one, step) for one in others)


def _scores_too_low(fact: Fact, step: ProposedStep) -> bool:
    """The newest score of the last hours is under what is asked for, or there is none."""
    if fact.low is None:
        return False
    valid_for = timedelta(hours=step.thresholds.score_valid_hours)
    scores = [
        one
        for one in step.person.measured
        if one.kind in fact.names and timedelta(0) <= step.at - one.taken_at <= valid_for
    ]
    newest = max(scores, key=lambda one: one.taken_at, default=None)
    return newest is None or newest.value < fact.low


def _allergies(step: ProposedStep, *, hypersensitive: bool) -> list[Allergy]:
    """Hypersensitivity to the medicine or a class of it; of what was only not tolerated, the medicine itself."""
    ours = {step.drug.code} | (step.drug.classes if hypersensitive else frozenset())
    return [
        allergy
        for allergy in step.person.allergies
        if allergy.to in ours and allergy.is_hypersensitivity is hypersensitive
    ]


def _that_apply(kind: FactKind, step: ProposedStep) -> list[Fact]:
    """With names: the person has one of these conditions. Without: the fact's own condition, never an empty one."""
    return [
        fact
        for fact in step.drug.that_hold(kind, step.circumstances)
        if (fact.names & step.person.conditions if fact.names else not fact.applies.is_always)
        and not _is_only_of_the_past(fact, step)
    ]


def _is_only_of_the_past(fact: Fact, step: ProposedStep) -> bool:
    """It speaks of a partner, and all that were used are behind the person (a drink before disulfiram)."""
    partners = [
        one for one in step.person.exposures if one.is_taken_on(step.today) and one.is_any_of(fact.applies.partners)
    ]
    return bool(partners) and all(is_behind(one, step) for one in partners)


def _about(fact: Fact, step: ProposedStep) -> str:
    """What of this person it is about, and the remark of the fact."""
    found = sorted(fact.names & step.person.conditions)
    about = in_a_row(map(name_of, found)) or condition_in_words(fact.applies)
    return f"{about} ({fact.words})" if fact.words else about


def _start_in_words(fact: Fact) -> str:
    names = in_a_row(map(name_of, sorted(fact.names)))
    if fact.days is not None:
        about = _("%(days)d days without %(names)s") % {"days": fact.days, "names": names}
    elif fact.hours is not None:
        about = _("%(hours)d hours without %(names)s") % {"hours": fact.hours, "names": names}
    else:
        about = _("%(names)s at least %(score)s") % {"names": names, "score": fact.low}
    return f"{about} ({fact.words})" if fact.words else about
