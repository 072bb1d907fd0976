"""Which pairs ask to be looked at beside a medicine that is taken, whether or not a step is near.

The same is told as SQL, for prompts: sql/due/pair_found.sql. A test holds the two together.
"""

from medications.rules.elapsed import is_current, is_recent
from medications.rules.interacting import MOST_SEVERE_FIRST, Match, is_about
from medications.rules.person import Exposure
from medications.rules.proposed import ProposedStep
from medications.terms import InteractionSeverity, PlanStatus

NEVER, MAJOR = InteractionSeverity.CONTRAINDICATED, InteractionSeverity.MAJOR


def pairs_to_look_at(step: ProposedStep) -> list[Match]:
    """Contraindicated pairs, and major ones that nobody has acknowledged, the most severe first.

    Of a medicine that was stopped only the gate still speaks, which knows how long to wait; and of a substance that was
    used before the first dose. Of a paused plan nothing is taken.
    """
    if step.plan_status not in {PlanStatus.ACTIVE, PlanStatus.ON_HOLD}:
        return []
    found = [
        Match(interaction=pair, partner=exposure)
        for pair in step.drug.interactions
        for exposure in step.person.exposures
        if is_about(pair, step, exposure) and _asks(pair.severity, exposure, step)
    ]
    return sorted(found, key=lambda match: MOST_SEVERE_FIRST.index(match.interaction.severity))


def _asks(severity: InteractionSeverity, exposure: Exposure, step: ProposedStep) -> bool:
    if severity == NEVER:
        return is_current(exposure, step) or _used_beside(exposure, step)
    is_near = is_current(exposure, step) or (exposure.is_substance and is_recent(exposure, step))
    return severity == MAJOR and is_near and exposure.code not in step.acknowledged_pairs


def _used_beside(exposure: Exposure, step: ProposedStep) -> bool:
    """A substance, lately, and not only before the first dose."""
    days = exposure.days_since(step.today)
    if not (exposure.is_substance and is_recent(exposure, step)) or days is None or step.first_dose_on is None:
        return False
    return (step.today - step.first_dose_on).days >= days
