"""People on the way in, for tests."""

from datetime import UTC, datetime
from typing import Any

from patients.models import Intake, Patient
from patients.rules.intake_stages import ON_THE_WAY, Stage
from patients.services.intake import NewIntake, move_intake, open_intake
from practice.staff.models import User
from practice.staff.roles import Role
from tests.builders import make_patient, make_user

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)  # a Wednesday
REASON, REFERRER = "zzreason the dreams came back", "zzreferrer Dr Quill"


def make_desk(**fields: Any) -> User:
    return make_user(Role.FRONT_DESK, **fields)


def an_intake(
    stage: Stage = Stage.ASKED_FOR, *, patient: Patient | None = None, by: User | None = None, at: datetime = NOW
) -> Intake:
    """Somebody on the way in, with a reason and a referrer that no desk screen may show."""
    by = by or make_desk()
    details = NewIntake(reason=REASON, referred_by=REFERRER, source="doctor", owner=by)
    intake = open_intake(patient=patient or make_patient(), details=details, by=by, at=at)
    for to in ON_THE_WAY[1 : ON_THE_WAY.index(stage) + 1]:
        move_intake(intake=intake, to=to, by=by, at=at)
    intake.refresh_from_db()
    return intake
