"""A proposed way down as a page shows it: what its numbers rest on, and what to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from medications.rules.facts import Schedule
from medications.rules.presentations import plain
from medications.rules.regimen import Regimen
from medications.rules.ways import Way
from medications.services.planning import PlannedStep
from medications.terms import Standing


@dataclass(frozen=True, kw_only=True)
class ProposedTaper:
    """What templates/medications/taper.html says of a proposal. The plan ends before nothing: that is to stop."""

    rests_on: Sequence[str]
    notes: Sequence[str]
    ends: str


def proposed_taper(way: Way) -> ProposedTaper:
    last = steps_of(way)[-1:]
    return ProposedTaper(
        rests_on=list(dict.fromkeys(one.words for step in way.steps for one in step.cited)),
        notes=way.notes,
        ends=_ends(last[0].regimen if last else None),
    )


def steps_of(way: Way) -> list[PlannedStep]:
    """The steps that a plan can hold: the last one, to nothing, is to stop."""
    return [
        PlannedStep(regimen=step.regimen, hold_days=step.hold_days) for step in way.steps if not step.regimen.is_nothing
    ]


def _ends(last: Regimen | None) -> str:
    if last is None:
        return _("One cut leads to nothing: there is no step between. Stop the medication when you have agreed on it.")
    mg = plain(sum((dose.amount_mg for dose in last.doses), Decimal(0)))
    return _("The last step is %(mg)s mg a day. What follows it is to stop, which is an act of its own.") % {"mg": mg}


def published_in_words(schedule: Schedule) -> str:
    """A published way down as a choice: its name, where it is from, and how sure that is."""
    told = "; ".join(filter(None, [schedule.source, str(Standing(schedule.standing).label)]))
    return _("As published: %(name)s (%(told)s)") % {"name": schedule.name, "told": told}
