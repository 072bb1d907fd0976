"""Facts and presentations of the shipped formulary: those whose code is not in the database yet."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from medications.models import Medication, MedicationFact, Presentation
from medications.services.loading_files import number, provenance, read, read_facts
from medications.terms import FactKind


def load_facts() -> None:
    """Add what is missing. A row that a practice corrected or retired keeps its code, and is left as it is."""
    ids = dict(Medication.objects.values_list("code", "pk"))
    medicines = read_facts()
    facts = [fact for medicine in medicines for fact in _facts(medicine, ids[medicine["medication"]])]
    facts += [fact for row in read("follow_ups.yaml") for fact in _follow_ups(row, ids)]
    forms = [form for medicine in medicines for form in _presentations(medicine, ids[medicine["medication"]])]
    known = set(MedicationFact.objects.values_list("code", flat=True))
    MedicationFact.objects.bulk_create(fact for fact in facts if fact.code not in known)
    known = set(Presentation.objects.values_list("code", flat=True))
    Presentation.objects.bulk_create(form for form in forms if form.code not in known)


def _facts(medicine: dict[str, Any], medication_id: int) -> Iterator[MedicationFact]:
    for row in medicine["facts"]:
        yield MedicationFact(
            code=f"{medicine['medication']}-{row['code']}",
            medication_id=medication_id,
            kind=row["kind"],
            low=number(row.get("low")),
            high=number(row.get("high")),
            days=row.get("days"),
            hours=row.get("hours"),
            names=row.get("names", []),
            applies_when=row.get("when", {}),
            words=row.get("words", ""),
            **provenance(row, medicine),
        )


def _follow_ups(row: dict[str, Any], ids: dict[str, int]) -> Iterator[MedicationFact]:
    """One row of the file for each medicine that it is about."""
    for code in row["of"]:
        yield MedicationFact(
            code=f"{code}-follow-up-{row['code']}",
            medication_id=ids[code],
            kind=FactKind.FOLLOW_UP,
            days=row.get("days"),
            names=row["names"],
            applies_when=row.get("when", {}),
            words=row["words"],
            **provenance(row, row),
        )


def _presentations(medicine: dict[str, Any], medication_id: int) -> Iterator[Presentation]:
    for row in medicine["presentations"]:
        is_per_ml = "mg_per_ml" in row
        for strength in row["mg_per_ml" if is_per_ml else "mg"]:
            in_code = str(strength).replace(".", "_")
            yield Presentation(
                code=f"{medicine['medication']}-{row['form']}-{in_code}",
                medication_id=medication_id,
                form=row["form"],
                strength_mg=Decimal(str(strength)),
                is_per_ml=is_per_ml,
                is_splittable=row.get("splittable", False),
                words=row.get("words", ""),
                **provenance(row, medicine),
            )
