"""What waits to be filled in, on the page of somebody's measures: due, planned, by plan, and what they said."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from medications.models import PlanMeasures, TitrationPlan
from medications.services.plan_measures import measures_of_plans, newest_agreed
from patients.models import Patient
from practice.panels import Panel
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import MeasureAsked, MeasureSchedule
from sessions.presentation.measures_due import PlanLine, due_lines, name_of, schedule_lines, wish_lines
from sessions.queries.measures_due import due_of_patient, named_by, newest_filled_days


def measures_due(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Everything about when measures are asked of one person. A merged chart has no way to change it."""
    patient = Patient.objects.visible_to(user).get(pk=patient_id or 0)
    now = timezone.now()
    today = timezone.localdate(now)
    rows = due_of_patient(patient.pk, at=now)
    plans, schedules = named_by(rows)
    running = MeasureSchedule.objects.of_patient(patient.pk).running().select_related("visit_type")
    return {
        "lines": due_lines(rows, plans=plans, schedules=schedules, today=today),
        "schedules": schedule_lines(running, newest_filled_days(patient.pk, now), today),
        "plans": plan_lines(patient),
        "wishes": wish_lines(MeasureAsked.objects.newest_of(patient.pk), today),
        "schedule_url": "" if patient.merged_into_id else reverse("new_measure_schedule", args=[patient.pk]),
    }


def plan_lines(patient: Patient) -> list[PlanLine]:
    """The open plans, and what is asked because of each."""
    plans = list(TitrationPlan.objects.open().filter(patient=patient).select_related("medication"))
    asked, agreed = measures_of_plans(plans), newest_agreed(plans)
    return [
        PlanLine(
            medication=plan.medication.name,
            measures=", ".join(name_of(code) for code in asked[plan.pk]),
            because=agreed_in_words(agreed.get(plan.pk)),
            url=reverse("plan_measures", args=[plan.pk]),
        )
        for plan in plans
    ]


def agreed_in_words(agreed: PlanMeasures | None) -> str:
    """Why, and who agreed on it; empty where the practice's own table counts."""
    return "" if agreed is None else f"{agreed.because} ({agreed.agreed_by.display_name})"


MEASURES_DUE = Panel(
    page="measures-due",
    name="measures-due",
    permission=Permission.OPEN_CHARTS,
    template="sessions/panels/measures_due.html",
    context=measures_due,
    order=10,
)
