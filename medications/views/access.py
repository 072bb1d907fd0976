"""The doors of this app: whatever is about a patient is reached through the chart of that patient, or not at all."""

from django.http import Http404, HttpRequest

from medications.models import LogEntry, OtherMedication, TitrationPlan
from patients.access import chart_for, only_read_if_merged, reader
from patients.models import Patient


def plan_for(request: HttpRequest, plan_id: int) -> TitrationPlan:
    """The plan with all that the gate reads, if this person may open the chart; else 404."""
    plan = TitrationPlan.objects.visible_to(reader(request)).for_gate().filter(pk=plan_id).first()
    if plan is None:
        raise Http404
    only_read_if_merged(request, plan.patient)
    return plan


def entry_for(request: HttpRequest, entry_id: int) -> LogEntry:
    """The log entry, if this person may open the chart; else 404."""
    entries = LogEntry.objects.visible_to(reader(request)).select_related("effect", "medication", "patient")
    entry = entries.filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    chart_for(request, entry.patient_id)
    return entry


def other_for(request: HttpRequest, other_id: int) -> OtherMedication:
    """The medication from elsewhere, if this person may open the chart; else 404."""
    others = OtherMedication.objects.filter(patient__in=Patient.objects.visible_to(reader(request)))
    other = others.select_related("patient").filter(pk=other_id).first()
    if other is None:
        raise Http404
    chart_for(request, other.patient_id)
    return other
