"""What people confide, for tests: each builder makes one thing through its service."""

from datetime import UTC, datetime, timedelta
from typing import Any

from patients.models import Experience, LimitsTold, Narrative, PartReaders, Patient, Signpost
from patients.rules.reading_rights import Part, Readers
from patients.services import narrative, sharing, trauma_history, triggers
from practice.staff.models import User
from practice.staff.roles import Role
from tests.builders import LONG_AGO, covers, glass_broken, make_patient, make_user, on_team

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
STORY = "The canary sang of a winter night."
NOTE = "This tells of a death."


def a_therapist(patient: Patient, **fields: Any) -> User:
    """On the team, and among those with whom everything is shared until somebody was asked."""
    therapist = make_user(Role.THERAPIST)
    on_team(patient, therapist, **fields)
    return therapist


def heard(patient: Patient, by: User, at: datetime = NOW) -> dict[str, Any]:
    """Who told it to whom, as every service takes it."""
    return {"patient": patient, "source": "session", "by": by, "at": at}


def limits_explained(patient: Patient, by: User, at: datetime = NOW) -> LimitsTold:
    return trauma_history.explain_limits(**heard(patient, by, at))


def an_experience(patient: Patient, by: User, at: datetime = NOW, **differs: Any) -> Experience:
    told = {"kind": "home", "answer": "present", **differs}
    return trauma_history.record_experience(**told, **heard(patient, by, at))


def a_story(patient: Patient, by: User, at: datetime = NOW, words: str = STORY) -> Narrative:
    return narrative.write_narrative(words=words, whose="theirs", content_note=NOTE, **heard(patient, by, at))


def a_trigger(patient: Patient, by: User, at: datetime = NOW, **differs: Any) -> Signpost:
    told = {"kind": "trigger", "words": "Fireworks", **differs}
    return triggers.add_signpost(**told, **heard(patient, by, at))


def shared(patient: Patient, by: User, part: Part, readers: Readers, person: User | None = None) -> PartReaders:
    """By the patient's own wish."""
    return sharing.set_readers(part=part, readers=readers, person=person, wish="theirs", **heard(patient, by))


def everybody_who_may_open_the_chart() -> tuple[Patient, dict[str, User]]:
    """One person for each ground on which a chart is opened, and somebody for whom none holds."""
    patient = make_patient()
    people = {role.value: make_user(role) for role in (Role.PRESCRIBER, Role.THERAPIST, Role.NURSE)}
    for user in people.values():
        on_team(patient, user)
    people["lead"] = make_user(Role.CLINICAL_LEAD)
    people["lead on the team"] = make_user(Role.CLINICAL_LEAD)
    on_team(patient, people["lead on the team"])
    people["cover of the therapist"] = make_user(Role.PRESCRIBER)
    always: dict[str, Any] = {"starts_at": LONG_AGO, "lasts": timedelta(days=9000)}
    covers(people["cover of the therapist"], people["therapist"], **always)
    people["nurse covering the prescriber"] = make_user(Role.NURSE)
    covers(
        people["nurse covering the prescriber"], people["prescriber"], starts_at=LONG_AGO, lasts=timedelta(days=9000)
    )
    people["glass"] = make_user(Role.PRESCRIBER)
    glass_broken(patient, people["glass"], at=LONG_AGO, lasts=timedelta(days=9000))
    people["former"] = make_user(Role.THERAPIST)
    on_team(patient, people["former"], ends_at=LONG_AGO + timedelta(days=1))
    people["desk"] = make_user(Role.FRONT_DESK)
    on_team(patient, people["desk"], role=Role.NURSE)
    return patient, people
