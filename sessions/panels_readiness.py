"""What the chart shows of readiness: when it was looked at last, and the way to stop, for everybody who treats."""

from collections.abc import Mapping
from typing import Any

from practice.panels import Panel
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import Readiness
from sessions.presentation.readiness import look_shown


def readiness(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The newest look, in one question."""
    rows = Readiness.objects.visible_to(user).of_patient(patient_id or 0).newest_first()
    row = rows.select_related("looked_by").first()
    return {"look": look_shown(row) if row else None, "patient_id": patient_id}


READINESS = Panel(
    page="chart-beside",
    name="readiness",
    permission=Permission.OPEN_CHARTS,
    template="sessions/panels/readiness.html",
    context=readiness,
    order=60,
)
