"""What the chart's pages show of what somebody confided: the way there, what to avoid in the room, who opened what."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from patients.models import Signpost
from patients.presentation.narrative import openings_of
from patients.presentation.signposts import in_short
from patients.reading_facts import reader_of
from practice.panels import Panel
from practice.staff.models import User
from practice.staff.roles import Permission

SHOWN = 4


def navigation(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The way to the page."""
    return {"patient_id": patient_id}


def in_banner(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """So that nobody stands behind a person who asked not to; in one question, as it is on every page of the chart."""
    rows = Signpost.objects.visible_to(user).filter(patient=patient_id).that_hold().order_by("id")
    known = [row for row in rows if row.kind == Signpost.Kind.ROOM or row.about == Signpost.About.GROUNDING]
    avoid = [in_short(row) for row in known if row.kind == Signpost.Kind.ROOM]
    grounding = [in_short(row) for row in known if row.kind != Signpost.Kind.ROOM]
    return {
        "patient_id": patient_id,
        "avoid": avoid[:SHOWN],
        "more": max(0, len(avoid) - SHOWN),
        "grounding": grounding[:SHOWN],
    }


def openings(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """For the point of contact alone; for everybody else it is empty."""
    shows = reader_of(patient_id or 0, user, timezone.now()).is_point_of_contact
    return {"shows_openings": shows, "openings": openings_of(patient_id or 0) if shows else []}


NAVIGATION = Panel(
    page="chart-navigation",
    name="history-navigation",
    permission=Permission.OPEN_CHARTS,
    template="patients/_trauma_navigation.html",
    context=navigation,
    order=25,
)
IN_BANNER = Panel(
    page="banner",
    name="room",
    permission=Permission.OPEN_CHARTS,
    template="patients/_trauma_in_banner.html",
    context=in_banner,
    order=6,
)
OPENINGS = Panel(
    page="chart-beside",
    name="openings",
    permission=Permission.OPEN_CHARTS,
    template="patients/_trauma_openings.html",
    context=openings,
    order=85,
)


def panels() -> tuple[Panel, ...]:
    """All of them."""
    return NAVIGATION, IN_BANNER, OPENINGS
