"""Measures filled in, in the words of the practice."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from patients.measures.definitions import measure_named
from patients.models import Assessment, Patient
from patients.services.assessing import record_assessment
from practice.staff.models import User


def all_answered(code: str, value: int = 0, **others: int | None) -> dict[str, int | None]:
    """Every item with this answer, or with its lowest where it does not have that; `others` by "q" and item."""
    measure = measure_named(code)
    values = {item.code: [choice.value for choice in item.choices] for item in measure.items}
    answers: dict[str, int | None] = {key: value if value in known else known[0] for key, known in values.items()}
    return {**answers, **{key.removeprefix("q"): answer for key, answer in others.items()}}


def filled_in(patient: Patient, by: User, code: str = "phq9", *, at: datetime | None = None, **more: Any) -> Assessment:
    """A measure that was filled in just now, or `at`; of `answers` every item where nothing else is said."""
    at = at or timezone.now()
    told = {"how": "asked", "filled_in_at": at, **more}
    if "answers" not in told:
        told["answers"] = all_answered(code)
    return record_assessment(patient=patient, measure=code, by=by, at=at, **told)


def low_mood(patient: Patient, by: User, thoughts: int = 1, **more: Any) -> Assessment:
    """A PHQ-9 with an answer that calls a person."""
    return filled_in(patient, by, "phq9", answers=all_answered("phq9", 1, q9=thoughts), **more)
