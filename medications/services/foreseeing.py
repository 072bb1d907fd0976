"""Gathers what is known today about one medicine for one person, before a plan for it is written: each thing once."""

from datetime import datetime

from medications.models import Medication, Presentation, Schedule, TitrationPlan
from medications.rules import presentations as rules
from medications.rules.proposed import Person, ProposedStep
from medications.rules.regimen import NOTHING
from medications.services.orders import recent_regimens
from medications.services.plan_facts import PlanFacts
from medications.services.planning import NO_GOAL, PlanGoal
from medications.terms import Form, PlanStatus
from patients.models import Patient
from practice.staff.models import User

NOT_WRITTEN = 0
"""The id of a plan that is only thought of: no row refers to it."""


def facts_before(*, patient: Patient, medication: Medication, at: datetime, goal: PlanGoal = NO_GOAL) -> PlanFacts:
    """What a plan with this goal would rest on, were it written now."""
    plan = TitrationPlan(
        pk=NOT_WRITTEN,
        patient=patient,
        medication=medication,
        purpose=goal.purpose,
        indication=goal.indication,
        schedule=goal.schedule,
        is_low_dose_start=goal.is_low_dose_start,
    )
    return PlanFacts(plan=plan, at=at)


def known_now(facts: PlanFacts, *, by: User) -> ProposedStep:
    """The gate's facts of today, without the log and without a review: what steps to come are held against."""
    plan = facts.plan
    missed = facts.missed_on_this_dose
    return ProposedStep(
        at=facts.at,
        today=facts.today,
        actor=Person(id=by.pk, may_prescribe=True, on_team=True),
        to=NOTHING,
        in_use=facts.in_use,
        recent=recent_regimens(facts.orders, facts.today),
        is_sedating=plan.medication.is_sedating,
        plan_status=PlanStatus.ACTIVE,
        to_position=1,
        highest_allowed=1,
        version=0,
        missed_in_a_row=missed.missed_in_a_row if missed else 0,
        other_changes=facts.other_changes,
        has_consent=facts.consent_lack is None,
        consent_lack=facts.consent_lack,
        person=facts.person,
        drug=facts.drug,
        schedule=facts.schedule,
        low_dose_start=plan.is_low_dose_start,
        first_dose_on=facts.first_dose_on,
        paused_on=facts.paused_on,
        thresholds=facts.thresholds,
    )


def presentations_of(medication: Medication) -> tuple[rules.Presentation, ...]:
    """What the medicine comes as, as far as the rules can count with it."""
    return tuple(
        rules.Presentation(
            form=Form(row.form),
            strength_mg=row.strength_mg,
            is_per_ml=row.is_per_ml,
            is_splittable=row.is_splittable,
        )
        for row in Presentation.objects.filter(medication=medication, is_retired=False)
        if row.strength_mg > 0
    )


def schedule_of(medication: Medication, schedule_id: int | None) -> Schedule | None:
    """A published schedule of this medicine that is in use; a way down is none of a plan's."""
    if schedule_id is None:
        return None
    return Schedule.objects.filter(pk=schedule_id, medication=medication, is_retired=False, is_taper=False).first()
