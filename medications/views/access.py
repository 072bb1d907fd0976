"""The doors of this app: a plan or a log entry is reached through the chart of its patient, or not at all."""

from django.http import Http404, HttpRequest

from medications.models import LogEntry, TitrationPlan
from patients.access import chart_for, reader


def plan_for(request: HttpRequest, plan_id: int) -> TitrationPlan:
    """The plan with all that the gate reads, if this person may open the chart; else 404."""
    plan = TitrationPlan.objects.visible_to(reader(request)).for_gate().filter(pk=plan_id).first()
    if plan is None:
        raise Http404
    chart_for(request, plan.patient_id)
    return plan


def entry_for(request: HttpRequest, entry_id: int) -> LogEntry:
    """The log entry, if this person may open the chart; else 404."""
    entries = LogEntry.objects.visible_to(reader(request)).select_related("effect", "medication", "patient")
    entry = entries.filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    chart_for(request, entry.patient_id)
    return entry
