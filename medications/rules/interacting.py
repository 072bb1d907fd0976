"""Pairs of this medicine with what else is taken, or was until lately."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from medications.rules.blockers import Blocker, BlockerCode, Clears, Override
from medications.rules.elapsed import Gap, asked_before_a_start, is_current, is_recent
from medications.rules.facts import Interaction
from medications.rules.person import Exposure
from medications.rules.proposed import ProposedStep
from medications.rules.wording import in_a_row, name_of, with_standing
from medications.terms import InteractionSeverity, Standing

NEVER_WITHHELD = frozenset({"buprenorphine_naloxone", "methadone"})
"""For these, what else is used is a reason for care and never one to withhold treatment."""

MOST_SEVERE_FIRST = list(InteractionSeverity)


@dataclass(frozen=True, kw_only=True)
class Match:
    """An interaction, and what the person takes or took that it speaks of."""

    interaction: Interaction
    partner: Exposure

    @property
    def partner_name(self) -> str:
        return self.partner.name or name_of(self.partner.code)


def matches(step: ProposedStep) -> list[Match]:
    """Every pair that matters now, the most severe first; several may be about one partner."""
    found = [
        Match(interaction=interaction, partner=exposure)
        for interaction in step.drug.interactions
        for exposure in step.person.exposures
        if is_about(interaction, step, exposure) and _still_matters(interaction, step, exposure)
    ]
    return sorted(found, key=lambda match: MOST_SEVERE_FIRST.index(match.interaction.severity))


def worst_for_each_partner(step: ProposedStep) -> list[Match]:
    worst: dict[str, Match] = {}
    for match in matches(step):
        worst.setdefault(match.partner.code, match)
    return list(worst.values())


def washout_incomplete(step: ProposedStep) -> Blocker | None:
    """Too few days since something that must have left the body was stopped. Exactly as many is enough.

    Asked on a return as well: it may have been taken in between.
    """
    waiting = [
        Match(interaction=interaction, partner=exposure)
        for interaction in step.drug.interactions
        for exposure in step.person.exposures
        if is_about(interaction, step, exposure)
        and not is_current(exposure, step)
        and not Gap(days=_wash_out(interaction, step, exposure)).has_passed(exposure, step)
    ]
    if not waiting:
        return None
    is_firm = any(_is_firm(match.interaction) for match in waiting)
    return Blocker(
        code=BlockerCode.WASHOUT_INCOMPLETE,
        message=with_standing(_washing_out(waiting, step), is_confirmed=is_firm),
        remedy=_("Wait until these days have passed."),
        clears=Clears.TIME,
        override=Override.NEVER if is_firm else Override.CO_SIGN,
    )


def interaction_contraindicated(step: ProposedStep) -> Blocker | None:
    """A pair that must not be combined. It blocks although it may only be recalled, and on a return as well."""
    found = _worst_are(InteractionSeverity.CONTRAINDICATED, step)
    if not found:
        return None
    return Blocker(
        code=BlockerCode.INTERACTION_CONTRAINDICATED,
        message=with_standing(
            _("Must not be combined with: %(names)s.") % {"names": _partners(found)},
            is_confirmed=all(match.interaction.standing != Standing.RECALLED for match in found),
        ),
        remedy=_("Choose one of the two, and wait until the days after the other have passed."),
        clears=Clears.INTERACTION,
    )


def unacknowledged(step: ProposedStep) -> list[Match]:
    """Major pairs that no prescriber has acknowledged, or not since something about the partner changed."""
    found = [] if step.is_return else _worst_are(InteractionSeverity.MAJOR, step)
    return [match for match in found if match.partner.code not in step.acknowledged_pairs]


def interaction_unacknowledged(step: ProposedStep) -> Blocker | None:
    """A major pair that nobody has acknowledged with a plan for it."""
    found = unacknowledged(step)
    if not found:
        return None
    is_never_withheld = step.drug.code in NEVER_WITHHELD
    return Blocker(
        code=BlockerCode.INTERACTION_UNACKNOWLEDGED,
        message=(
            _("Plan for both together, and go on with the treatment: %(names)s.")
            if is_never_withheld
            else _("Needs a plan before any increase: taken together with %(names)s.")
        )
        % {"names": _partners(found)},
        remedy=_("Acknowledge it, with the plan for it."),
        clears=Clears.INTERACTION,
        override=Override.ACKNOWLEDGE,
    )


def is_about(interaction: Interaction, step: ProposedStep, exposure: Exposure) -> bool:
    """The sides are unordered; a medicine is never matched with itself."""
    ours, theirs = {step.drug.code} | step.drug.classes, {exposure.code} | exposure.classes
    one, other = interaction.one, interaction.other
    return exposure.code != step.drug.code and ((one in ours and other in theirs) or (other in ours and one in theirs))


def _still_matters(interaction: Interaction, step: ProposedStep, exposure: Exposure) -> bool:
    """Taken now; a substance within 30 days; a contraindicated partner until its own days or hours have passed."""
    if is_current(exposure, step):
        return True
    if interaction.severity != InteractionSeverity.CONTRAINDICATED:
        return exposure.is_substance and is_recent(exposure, step)
    gaps = _own_gaps(interaction, step, exposure)
    return any(not gap.has_passed(exposure, step) for gap in gaps) if gaps else is_recent(exposure, step)


def _own_gaps(interaction: Interaction, step: ProposedStep, exposure: Exposure) -> list[Gap]:
    """The pair's own wash-out; where it has none, what the medicine asks before a first dose."""
    days = _wash_out(interaction, step, exposure)
    return asked_before_a_start(exposure, step) if days is None else [Gap(days=days)]


def _wash_out(interaction: Interaction, step: ProposedStep, exposure: Exposure) -> int | None:
    """Days from stopping the partner to starting ours, in this direction; the longest that applies."""
    ours = {step.drug.code} | step.drug.classes
    days = [
        days
        for stopped, started, days in interaction.wash_out_days
        if exposure.is_any_of({stopped}) and started in ours
    ]
    return max(days, default=None)


def _is_firm(interaction: Interaction) -> bool:
    return interaction.standing != Standing.RECALLED or interaction.severity == InteractionSeverity.CONTRAINDICATED


def _worst_are(severity: InteractionSeverity, step: ProposedStep) -> list[Match]:
    return [match for match in worst_for_each_partner(step) if match.interaction.severity == severity]


def _partners(found: Iterable[Match]) -> str:
    return in_a_row(match.partner_name for match in found)


def _washing_out(waiting: list[Match], step: ProposedStep) -> str:
    """Each partner once, with the longest wash-out that applies to it."""
    longest: dict[str, int] = {}
    for match in waiting:
        days = _wash_out(match.interaction, step, match.partner) or 0
        longest[match.partner_name] = max(days, longest.get(match.partner_name, 0))
    return _("Too few days since it was stopped: %(names)s.") % {
        "names": in_a_row(
            _("%(name)s (%(days)d days are needed)") % {"name": name, "days": d} for name, d in longest.items()
        )
    }
