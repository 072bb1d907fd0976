"""What team meetings offer to the chart."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from practice.panels import Panel
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import TeamDecision
from sessions.presentation.meetings import decision_lines
from sessions.queries.team_meetings import people_of_the_team

SHOWN = 5


def decisions(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """What was decided about somebody: what is open first, then the newest."""
    theirs = TeamDecision.objects.visible_to(user).filter(patient=patient_id or 0)
    rows = list(theirs.open_first()[:SHOWN])
    people = people_of_the_team() if rows else {}
    return {"lines": decision_lines(rows, people, timezone.localdate())}


DECISIONS = Panel(
    page="chart-beside",
    name="decisions",
    permission=Permission.WRITE_NOTES,
    template="sessions/panels/decisions.html",
    context=decisions,
    order=75,
)
