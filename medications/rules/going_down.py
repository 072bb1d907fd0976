"""What to think of when a dose goes down: warnings, never blockers.

Going down, pausing and stopping never wait. What is said here is on file: facts about the way down, pairs that say
what happens when one of them leaves, and the medicines after which somebody calls.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.rules.calling_after import HARD_TO_LEAVE, what_to_ask
from medications.rules.conditions import Circumstances
from medications.rules.facts import Fact, Interaction
from medications.rules.person import Exposure
from medications.rules.presentations import plain
from medications.rules.proposed import ProposedStep
from medications.rules.regimen import CYCLE_DAYS, measures
from medications.rules.wording import in_a_row, mg, name_of, with_standing
from medications.terms import RELEASE_OF, Direction, FactKind, FlagClass, Standing


class WarningCode(StrEnum):
    """Stable names of warnings; the order is the order on the page. They are kept with the change of dose."""

    TAPER_TOO_FAST = "taper-too-fast"
    NO_TAPER_ON_FILE = "no-taper-on-file"
    PARTNER_AFFECTED = "partner-affected"
    CONTACT_AFTER = "contact-after"


CALLED_AFTER = frozenset({WarningCode.NO_TAPER_ON_FILE, WarningCode.CONTACT_AFTER})
"""After these somebody asks how it goes, 24 to 72 hours after the lower dose began."""


@dataclass(frozen=True, kw_only=True)
class Dependence:
    """A pair in which one depends on the other's being there. `on` is the change that matters; `action` of the pair
    says what to do then, or (False) speaks of something else."""

    goes: str
    stays: str
    on: frozenset[Direction] = frozenset({Direction.STOP})
    action_fits: bool = True


DEPENDENCES = (
    Dependence(goes="valproate", stays="lamotrigine", action_fits=False),
    Dependence(goes="clonidine", stays="beta_blocker", on=frozenset({Direction.DOWN, Direction.STOP})),
    Dependence(goes="cyp3a4_strong_inhibitor", stays="quetiapine"),
    Dependence(goes="cyp2d6_strong_inhibitor", stays="opioid_prodrug_2d6", action_fits=False),
)
"""Only what the pairs on file say themselves; a pair that is retired says nothing."""


@dataclass(frozen=True, kw_only=True)
class SoFar:
    """The way down until now. `begins_on`: the first day of the lower dose. `is_at_its_end`: the last step of a plan
    that goes down is taken, and nothing is what follows it."""

    last_cut_on: date | None = None
    begins_on: date | None = None
    is_at_its_end: bool = False


@dataclass(frozen=True, kw_only=True)
class GoingDownWarning:
    """One thing to think of, and what to do or ask; `source` is where it was read."""

    code: WarningCode
    message: str
    ask: str = ""
    source: str = ""
    offers_a_taper: bool = False


NO_WAY_YET = SoFar()


def warnings(step: ProposedStep, so_far: SoFar = NO_WAY_YET) -> list[GoingDownWarning]:
    """What to think of before this change; nothing, unless less is taken than before."""
    if step.direction not in {Direction.DOWN, Direction.STOP}:
        return []
    return [*_too_fast(step, so_far), *_no_taper(step, so_far), *_partners(step), *_contact(step)]


def on_file(step: ProposedStep) -> list[Fact]:
    """What the formulary says of the way down of this medicine, as it is taken now."""
    return step.drug.that_hold(FactKind.TAPER, _now(step))


def _now(step: ProposedStep) -> Circumstances:
    """As it is taken: nothing has no form of its own."""
    return replace(step.circumstances, release=RELEASE_OF[step.in_use.regimen.form])


def _too_fast(step: ProposedStep, so_far: SoFar) -> Iterator[GoingDownWarning]:
    for fact in on_file(step):
        if said := [*_cut_too_large(fact, step, so_far), *_cut_too_soon(fact, step, so_far)]:
            yield GoingDownWarning(
                code=WarningCode.TAPER_TOO_FAST,
                message=with_standing(" ".join(said), is_confirmed=fact.is_confirmed),
                ask=_at_once() if has_stop_flag(step) else _("A gentler way down can be written."),
                source=fact.source,
                offers_a_taper=not has_stop_flag(step),
            )


def has_stop_flag(step: ProposedStep) -> bool:
    """Something is reported for which a medicine may have to go at once: no way down is offered then."""
    return any(flag.flag_class == FlagClass.STOP for flag in step.open_flags)


def _at_once() -> str:
    return _("A red flag is open: it may have to be at once.")


def _cut_too_large(fact: Fact, step: ProposedStep, so_far: SoFar) -> Iterator[str]:
    """A percentage of the dose never reaches nothing, so the end of a way down is measured by amounts alone."""
    before, after = measures(step.in_use.regimen).scheduled_per_cycle, measures(step.to).scheduled_per_cycle
    cut = before - after
    if fact.high is not None and cut > fact.high * CYCLE_DAYS:
        told = {"cut": mg(cut / CYCLE_DAYS), "most": mg(fact.high)}
        yield _("This is %(cut)s a day less at once; on file is %(most)s at most.") % told
    if fact.low is not None and not so_far.is_at_its_end and cut * 100 > fact.low * before:
        told = {"cut": _percent(cut * 100 / before), "most": _percent(fact.low)}
        yield _("This is %(cut)s %% less at once; on file is %(most)s %% at most.") % told


def _cut_too_soon(fact: Fact, step: ProposedStep, so_far: SoFar) -> Iterator[str]:
    if fact.days is None or so_far.last_cut_on is None:
        return
    days = ((so_far.begins_on or step.today) - so_far.last_cut_on).days
    if days < fact.days:
        said = ngettext(
            "The last cut was %(days)d day before this one; on file are %(least)d at least.",
            "The last cut was %(days)d days before this one; on file are %(least)d at least.",
            days,
        )
        yield said % {"days": days, "least": fact.days}


def _percent(share: Decimal) -> str:
    return plain(round(share, 1))


def _no_taper(step: ProposedStep, so_far: SoFar) -> Iterator[GoingDownWarning]:
    if step.direction == Direction.STOP and not so_far.is_at_its_end and not on_file(step):
        yield GoingDownWarning(
            code=WarningCode.NO_TAPER_ON_FILE,
            message=_("Nothing on file says how this medicine is stopped."),
            ask=_at_once() if has_stop_flag(step) else _("Somebody asks within one to three days how it goes."),
            offers_a_taper=not has_stop_flag(step),
        )


def _partners(step: ProposedStep) -> Iterator[GoingDownWarning]:
    """What else is taken and depends on this one, each once."""
    for depends in DEPENDENCES:
        if step.direction not in depends.on or not _is(step, depends.goes):
            continue
        for pair in (
            pair for pair in step.drug.interactions if {pair.one, pair.other} == {depends.goes, depends.stays}
        ):
            if names := in_a_row(_name(one) for one in _taken(step, depends.stays)):
                yield _affected(names, pair, depends)


def _is(step: ProposedStep, code: str) -> bool:
    return code == step.drug.code or code in step.drug.classes


def _taken(step: ProposedStep, code: str) -> Iterable[Exposure]:
    others = (one for one in step.person.exposures if one.code != step.drug.code)
    return (one for one in others if one.is_taken_on(step.today) and one.is_any_of({code}))


def _name(one: Exposure) -> str:
    return one.name or name_of(one.code)


def _affected(names: str, pair: Interaction, depends: Dependence) -> GoingDownWarning:
    told = _("%(names)s is taken as well: %(mechanism)s.") % {"names": names, "mechanism": pair.mechanism}
    look = _("Look at the dose of %(names)s again.") % {"names": names}
    return GoingDownWarning(
        code=WarningCode.PARTNER_AFFECTED,
        message=with_standing(told, is_confirmed=pair.standing != Standing.RECALLED),
        ask=pair.action if depends.action_fits and pair.action else look,
        source=pair.source,
    )


def _contact(step: ProposedStep) -> Iterator[GoingDownWarning]:
    """Somebody calls within one to three days, and knows what to ask."""
    ours = {step.drug.code} | step.drug.classes
    if ours & HARD_TO_LEAVE:
        yield GoingDownWarning(
            code=WarningCode.CONTACT_AFTER,
            message=_("After less of this medicine somebody asks within one to three days how it goes."),
            ask=what_to_ask(ours),
        )
