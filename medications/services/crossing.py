"""Cross-tapers: the overlap of two courses as the gate would see it, and two plans written as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from medications.models import Medication, TitrationPlan
from medications.rules.overlap import Course, Overlap, overlap, why_forbidden
from medications.rules.person import Exposure
from medications.services.drug_facts import classes_of
from medications.services.errors import Refused
from medications.services.foreseeing import facts_before, known_now
from medications.services.locking import locked_plan
from medications.services.plan_facts import PlanFacts
from medications.services.planning import PlanGoal, PlannedStep, draft_plan
from medications.services.tapering import draft_taper
from practice.audit.recording import record
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class CrossTaper:
    """A plan whose dose goes down, and a medicine that goes up instead; each with its first day and its steps."""

    down: TitrationPlan
    down_on: date
    down_steps: Sequence[PlannedStep]
    medication: Medication
    up_on: date
    up_steps: Sequence[PlannedStep]
    purpose: str = ""

    @property
    def up_course(self) -> Course:
        return Course(begins_on=self.up_on, steps=self.up_steps)

    def down_course(self, facts: PlanFacts) -> Course:
        return Course(begins_on=self.down_on, steps=self.down_steps, before=facts.in_use.regimen)


def overlap_of(cross: CrossTaper, down: Course, *, by: User, at: datetime) -> Overlap:
    """What is known today of the two together, on each of their days."""
    old = cross.down.medication
    facts = facts_before(patient=cross.down.patient, medication=cross.medication, at=at)
    other = Exposure(code=old.code, name=old.name, classes=classes_of([old.code])[old.code])
    return overlap(known_now(facts, by=by), cross.up_course, down, other)


@transaction.atomic
def draft_cross_taper(*, cross: CrossTaper, by: User, at: datetime) -> tuple[TitrationPlan, TitrationPlan]:
    """Write both plans as drafts, the one that goes up linked to the one that goes down: both, or neither.

    Raises Refused where their pair forbids it, NotPermitted, ValidationError.
    """
    plan = locked_plan(cross.down.pk)
    seen = overlap_of(cross, cross.down_course(PlanFacts(plan=plan, at=at)), by=by, at=at)
    if seen.is_forbidden:
        raise Refused(why_forbidden(seen))
    down = draft_taper(plan=plan, steps=cross.down_steps, purpose=cross.purpose, by=by, at=at)
    up = draft_plan(
        patient=plan.patient,
        medication=cross.medication,
        prescriber=by,
        steps=cross.up_steps,
        by=by,
        at=at,
        goal=PlanGoal(purpose=cross.purpose, crosses=down),
    )
    record("plan.crossed", up, by=by, at=at, down=down.pk)
    return down, up
