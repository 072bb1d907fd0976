"""What else a person takes, or took: our other orders, medications from elsewhere, and substances they told us of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db.models import Max
from django.utils.text import slugify

from medications.models import Acknowledgement, DoseChange, ObservedDose, OtherMedication, TitrationPlan
from medications.rules.blockers import BlockerCode
from medications.rules.person import Exposure
from medications.services.drug_facts import classes_of
from medications.terms import ChangeKind
from patients.health_facts import KnownSubstance

LONG_BEFORE = datetime.min.replace(tzinfo=UTC)
SURVIVES_NEW_REPORTS = frozenset({"buprenorphine_naloxone", "methadone"})
"""For these an acknowledged pair stays acknowledged when the same use is reported again: withholding harms more."""


@dataclass(frozen=True, kw_only=True)
class KnownExposure:
    """An exposure, and the moment at which the newest thing about it was recorded (UTC)."""

    exposure: Exposure
    known_at: datetime


def exposures_of(plan: TitrationPlan, substances: Iterable[KnownSubstance]) -> list[KnownExposure]:
    """Everything besides the plan's own medication, each with the classes it belongs to."""
    ordered = _ordered(plan)
    found = [*ordered, *_found_in_use(plan, ordered), *_from_elsewhere(plan), *map(_used, substances)]
    classes = classes_of(known.exposure.code for known in found)
    return [replace(known, exposure=replace(known.exposure, classes=classes[known.exposure.code])) for known in found]


def acknowledged_partners(plan: TitrationPlan, exposures: Sequence[KnownExposure]) -> frozenset[str]:
    """The partners whose pair with this medication a prescriber acknowledged, and which have not changed since."""
    acknowledged = dict(
        Acknowledgement.objects.filter(plan=plan, code=BlockerCode.INTERACTION_UNACKNOWLEDGED)
        .values_list("partner")
        .annotate(newest=Max("recorded_at"))
    )
    survives = plan.medication.code in SURVIVES_NEW_REPORTS
    changed = {
        known.exposure.code
        for known in exposures
        if known.exposure.code in acknowledged and known.known_at > acknowledged[known.exposure.code]
    }
    return frozenset(acknowledged if survives else set(acknowledged) - changed)


def _ordered(plan: TitrationPlan) -> list[KnownExposure]:
    newest = (
        DoseChange.objects.filter(patient=plan.patient_id)
        .exclude(medication=plan.medication_id)
        .order_by("medication_id", "-id")
        .distinct("medication_id")
        .select_related("medication")
    )
    return [
        KnownExposure(
            exposure=Exposure(
                code=change.medication.code,
                name=change.medication.name,
                changed_on=change.first_dose_on if change.kind == ChangeKind.DOSE else None,
                stopped_on=None if change.kind == ChangeKind.DOSE else change.first_dose_on,
            ),
            known_at=change.recorded_at,
        )
        for change in newest
    ]


def _found_in_use(plan: TitrationPlan, ordered: Sequence[KnownExposure]) -> list[KnownExposure]:
    """Doses observed of medicines that we never ordered, or found to be taken since our last order of them."""
    known_at = {known.exposure.code: known.known_at for known in ordered}
    newest = (
        ObservedDose.objects.filter(patient=plan.patient_id)
        .exclude(medication=plan.medication_id)
        .order_by("medication_id", "-id")
        .distinct("medication_id")
        .select_related("medication")
    )
    return [
        KnownExposure(
            exposure=Exposure(code=seen.medication.code, name=seen.medication.name, since=seen.taken_since),
            known_at=seen.recorded_at,
        )
        for seen in newest
        if seen.recorded_at > known_at.get(seen.medication.code, LONG_BEFORE)
    ]


def _from_elsewhere(plan: TitrationPlan) -> list[KnownExposure]:
    rows = OtherMedication.objects.filter(patient=plan.patient_id).exclude(medication=plan.medication_id)
    return [
        KnownExposure(
            exposure=Exposure(
                code=other.medication.code if other.medication else slugify(other.name).replace("-", "_"),
                name=other.name,
                since=other.started_on,
                changed_on=other.changed_on or other.started_on,
                stopped_on=other.stopped_on,
            ),
            known_at=other.recorded_at,  # every change writes it anew
        )
        for other in rows.select_related("medication")
    ]


def _used(substance: KnownSubstance) -> KnownExposure:
    return KnownExposure(
        exposure=Exposure(
            code=substance.code,
            name=substance.name,
            stopped_on=substance.stopped_on,
            last_taken_at=substance.last_used_at,
            is_substance=True,
            stopped_abruptly=substance.stopped_abruptly,
        ),
        known_at=substance.recorded_at,
    )
