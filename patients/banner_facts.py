"""What the banner must know of somebody, in one question: it stands on every page of the chart."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from patients.models import Allergy, EarlierReaction, Patient, SensitivityAnswer, SensitivitySetting
from patients.sensitivity import Judgement, judge
from patients.sensitivity_facts import profile_from
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class BannerFacts:
    """The allergies that count, also those taken back, how sensitive to medicines they count as, and the ids and
    numbers of older records that were merged into this one.
    """

    allergies: list[Allergy]
    sensitivity: Judgement
    older: dict[int, str]


def banner_facts(user: User, patient_id: int) -> BannerFacts:
    """Of one person whose chart this reader may open."""
    known = Patient.objects.visible_to(user).values_list(
        "sensitivity",
        _rows(Allergy.objects.newest(), "kind", "name", "reaction", "withdrawn_because"),
        _rows(EarlierReaction.objects.newest(), "to", "how_bad", "dose_then", "withdrawn_because"),
        _rows(SensitivityAnswer.objects.that_count(), "question", "answer", "withdrawn_because"),
        _rows(SensitivitySetting.objects.newest(), "level"),
        _older_records(),
    )
    on_record, allergies, reactions, answers, settings, older = known.get(pk=patient_id)
    profile = profile_from(
        [EarlierReaction(**row) for row in reactions],
        [SensitivityAnswer(**row) for row in answers],
        [SensitivitySetting(**row) for row in settings],
    )
    return BannerFacts(
        allergies=[Allergy(**row) for row in allergies],
        sensitivity=judge(on_record, profile),
        older={row["id"]: row["record_number"] for row in older},
    )


def _older_records() -> ArraySubquery:
    merged = Patient.objects.filter(merged_into=OuterRef("pk")).order_by("pk")
    return ArraySubquery(merged.values_list(JSONObject(id="id", record_number="record_number")))


def _rows(rows: QuerySet[Any], *fields: str) -> ArraySubquery:
    """A patient's rows as one list of values by field."""
    of_patient = rows.filter(patient=OuterRef("pk"))
    return ArraySubquery(of_patient.values_list(JSONObject(**{name: name for name in fields})))
