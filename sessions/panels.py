"""What this floor offers about somebody's visits, to their chart and to their page: the next ones and the last."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from patients.models import Patient
from practice.panels import Panel
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import Visit
from sessions.presentation.visit import short_visit

SHOWN = 3


def visits(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The next few visits and the last few, and the way to another one. A merged chart has no way."""
    patient = Patient.objects.visible_to(user).get(pk=patient_id or 0)
    return {**_shown(user, patient), "waiting_url": ""}


def visits_to_arrange(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The same for those who arrange them, who can also put somebody on the waiting list."""
    patient = Patient.objects.bookable_by(user).get(pk=patient_id or 0)
    waiting_url = "" if patient.merged_into_id else reverse("enter_waiting", args=[patient.pk])
    return {**_shown(user, patient), "waiting_url": waiting_url}


def _shown(user: User, patient: Patient) -> dict[str, Any]:
    now = timezone.now()
    readable = Visit.objects.bookable_by(user)
    theirs = readable.of_patient(patient.pk)
    coming = theirs.live().filter(ends_at__gt=now).order_by("starts_at", "pk")[:SHOWN]
    before = theirs.filter(ends_at__lte=now).order_by("-starts_at", "-pk")[:SHOWN]
    shown = [*coming.values_list("pk", flat=True), *before.values_list("pk", flat=True)]
    lines = readable.filter(pk__in=shown).as_lines()
    return {
        "next_visits": [short_visit(each, patient.pk) for each in lines if each.ends_at > now],
        "last_visits": [short_visit(each, patient.pk) for each in reversed(lines) if each.ends_at <= now],
        "book_url": "" if patient.merged_into_id else f"{reverse('find_a_time')}?patient={patient.pk}",
    }


VISITS = Panel(
    page="chart-beside",
    name="visits",
    permission=Permission.OPEN_CHARTS,
    template="sessions/panels/visits.html",
    context=visits,
    order=70,
)
VISITS_TO_ARRANGE = Panel(
    page="person",
    name="visits",
    permission=Permission.BOOK_VISITS,
    template="sessions/panels/visits.html",
    context=visits_to_arrange,
    order=30,
)
