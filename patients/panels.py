"""The chart's parts that this floor offers."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from patients.banner_facts import banner_facts
from patients.forms.chart import ChartEventForm
from patients.models import Allergy, CareTeamMember, ChartEvent, Patient
from practice.panels import Panel
from practice.staff.models import User
from practice.staff.roles import Permission

EVENTS_SHOWN = 10
ALLERGIES_SHOWN = 4


def care_team(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Who is on the team now; the point of contact first."""
    members = CareTeamMember.objects.filter(patient=patient_id).current(timezone.now())
    return {"members": members.select_related("user").order_by("-is_point_of_contact", "starts_at")}


def chart_events(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """What was newly known lately, and a form for more. A merged chart has no form."""
    patient = Patient.objects.visible_to(user).get(pk=patient_id or 0)
    events = ChartEvent.objects.filter(patient=patient).select_related("recorded_by")[:EVENTS_SHOWN]
    return {"patient": patient, "events": events, "form": None if patient.merged_into_id else ChartEventForm()}


def known_in_banner(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """What must not, or had better not, be given again, in a few words; and whether doses start low."""
    known = banner_facts(user, patient_id or 0)
    first = sorted((row for row in known.allergies if row.is_known_of), key=_only_warns)
    in_words = [in_short(row) for row in first]
    more = max(0, len(in_words) - ALLERGIES_SHOWN)
    return {
        "patient_id": patient_id,
        "allergies": in_words[:ALLERGIES_SHOWN],
        "more": more,
        "is_highly_sensitive": known.sensitivity.is_high,
        "older": older_records(user, known.older),
    }


def older_records(user: User, numbers: Mapping[int, str]) -> list[tuple[int, str, bool]]:
    """Records that were merged into this one, and whether this person may read each."""
    if not numbers:
        return []
    readable = set(Patient.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True))
    return [(pk, number, pk in readable) for pk, number in numbers.items()]


def _only_warns(row: Allergy) -> bool:
    return row.kind != Allergy.Kind.HYPERSENSITIVITY


def in_short(allergy: Allergy) -> str:
    """Penicillin (hives); an intolerance says so."""
    is_intolerance = allergy.kind == Allergy.Kind.INTOLERANCE
    words = [_("intolerance") if is_intolerance else "", allergy.reaction]
    said = ": ".join(word for word in words if word)
    return f"{allergy.name} ({said})" if said else allergy.name


def health_navigation(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The way to the pages about health."""
    return {"patient_id": patient_id}


CARE_TEAM = Panel(
    page="chart-beside",
    name="care-team",
    permission=Permission.OPEN_CHARTS,
    template="patients/_care_team.html",
    context=care_team,
    order=90,
)
CHART_EVENTS = Panel(
    page="chart-beside",
    name="chart-events",
    permission=Permission.OPEN_CHARTS,
    template="patients/_chart_events.html",
    context=chart_events,
    order=80,
)
KNOWN_IN_BANNER = Panel(
    page="banner",
    name="known",
    permission=Permission.OPEN_CHARTS,
    template="patients/_known_in_banner.html",
    context=known_in_banner,
    order=5,
)
HEALTH_NAVIGATION = Panel(
    page="chart-navigation",
    name="health-navigation",
    permission=Permission.OPEN_CHARTS,
    template="patients/_health_navigation.html",
    context=health_navigation,
    order=20,
)
