"""What a case tells of the person: health, substances, measurements; written through the services."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from medications.cases.people import LONG_AGO
from medications.cases.reading import Part, UnreadableCase
from medications.models import Medication
from medications.services.recording_elsewhere import record_other_medication
from patients.known import ConditionName, Substance
from patients.models import Allergy, HealthCondition, OrganFunction
from patients.models.told import Source
from patients.services.measuring import Reading, record_measurements
from patients.services.recording_health import (
    record_allergy,
    record_condition,
    record_genotype,
    record_organ_function,
    record_pregnancy_answer,
    record_substance_use,
)

if TYPE_CHECKING:
    from medications.cases.replaying import Situation

KNOWN_ALL_ALONG: dict[str, Any] = {"source": Source.RECORDS, "at": LONG_AGO}
TESTS = {"negative": Decimal(0), "positive": Decimal(1)}


class Telling:
    """The person of one situation."""

    def __init__(self, situation: "Situation") -> None:
        self.patient, self.about = situation.patient, situation.about
        self.nurse, self.medication = situation.people.get("nurse"), situation.medication

    def health(self) -> None:
        """What was known before the plan began."""
        for part in self.about.parts("allergies"):
            self._known(
                record_allergy, name=part.text("to"), kind=part.one_of("kind", Allergy.Kind, "hypersensitivity")
            )
        for name in self.about.items("conditions"):
            self._condition(str(name))
        self._organs()
        for gene, phenotype in self._genotype().items():
            self._known(record_genotype, gene=gene, phenotype=phenotype)
        if self.about.has("pregnant") or self.about.has("breast_feeding"):
            pregnant, feeding = self._answer("pregnant"), self._answer("breast_feeding")
            self._known(record_pregnancy_answer, pregnant=pregnant, breast_feeding=feeding)

    def substance(self, part: Part, at: datetime) -> None:
        """One use; what the formulary has as a medicine is a medication from elsewhere."""
        name = part.text("name")
        if name not in Substance.values:
            self._medicine(part, name, at)
            return
        stopped = part.day("stopped") if part.has("stopped") else None
        used = part.moment("last_use") if part.has("last_use") else None
        record_substance_use(
            patient=self.patient,
            substance=name,
            answer="stopped" if stopped else "uses",
            amount=part.text("amount", ""),
            last_used_at=used if used is None else min(used, at),
            stopped_on=stopped,
            stopped_abruptly=part.flag("abrupt"),
            source=Source.PATIENT,
            by=self.nurse,
            at=at,
        )

    def measured(self, part: Part, at: datetime) -> None:
        value = part.values.get("value")
        reading = Reading(
            kind=part.text("kind"),
            value=TESTS[value] if isinstance(value, str) and value in TESTS else part.decimal("value"),
            analyte=self.medication.code if part.text("kind") == "serum-level" else "",
            unit=part.text("unit", ""),
            hours_after_dose=part.decimal("hours_after_dose") if part.has("hours_after_dose") else None,
        )
        record_measurements(
            patient=self.patient, readings=[reading], taken_at=at, source=Source.STAFF, by=self.nurse, at=at
        )

    def _known(self, record: Callable[..., object], **told: Any) -> None:
        record(patient=self.patient, by=self.nurse, **KNOWN_ALL_ALONG, **told)

    def _condition(self, name: str) -> None:
        code = name.strip().lower().replace(" ", "-")
        state = HealthCondition.State.PRESENT
        if code in ConditionName.values:
            self._known(record_condition, condition=code, state=state)
        else:
            self._known(record_condition, condition=ConditionName.OTHER, other=name, state=state)

    def _organs(self) -> None:
        clearance = self.about.decimal("creatinine_clearance") if self.about.has("creatinine_clearance") else None
        for organ in OrganFunction.Organ:
            told = self.about.one_of(organ.value, OrganFunction.Impairment, "unknown")
            of_kidneys = clearance if organ == OrganFunction.Organ.RENAL else None
            if told != OrganFunction.Impairment.UNKNOWN or of_kidneys is not None:
                self._known(record_organ_function, organ=organ, impairment=told, creatinine_clearance_ml_min=of_kidneys)

    def _genotype(self) -> dict[str, str]:
        told = self.about.values.get("genotype") or {}
        if not isinstance(told, dict):
            raise UnreadableCase(self.about.key("genotype"), "is a mapping")
        return {str(gene): str(phenotype) for gene, phenotype in told.items()}

    def _answer(self, key: str) -> str:
        told = self.about.values.get(key, "unknown")
        return ("yes" if told else "no") if isinstance(told, bool) else str(told)

    def _medicine(self, part: Part, name: str, at: datetime) -> None:
        last = part.moment("last_use").date() if part.has("last_use") else None
        record_other_medication(
            patient=self.patient,
            name=name,
            medication=Medication.objects.filter(code=name).first(),
            started_on=last,
            stopped_on=part.day("stopped") if part.has("stopped") else None,
            is_brief=True,
            by=self.nurse,
            at=at,
        )
