"""Plans that a plan's page speaks of besides: the one it would take the place of, and the one it crosses."""

from datetime import date

from django.db.models import Q, prefetch_related_objects

from medications.models import DoseChange, TitrationPlan
from medications.presentation.crossed_plans import Crossing, crossing_of
from medications.terms import PlanStatus


def present_plan(plan: TitrationPlan) -> TitrationPlan | None:
    """The plan that a draft would take the place of."""
    if plan.status != PlanStatus.DRAFT:
        return None
    others = TitrationPlan.objects.open().filter(patient=plan.patient_id, medication=plan.medication_id)
    return others.select_related("medication").first()


def crossing(plan: TitrationPlan, today: date) -> Crossing | None:
    """The plan that this one crosses, or that crosses it, with both on one time axis."""
    both = Q(pk=plan.crosses_id) | Q(crosses=plan)
    other = TitrationPlan.objects.filter(patient=plan.patient_id).filter(both).select_related("medication").first()
    if other is None:
        return None
    prefetch_related_objects([other], "steps__regimen__doses")
    orders = DoseChange.objects.filter(
        patient=plan.patient_id, medication__in=[plan.medication_id, other.medication_id]
    ).with_doses()
    return crossing_of(plan, other, list(orders), today)
