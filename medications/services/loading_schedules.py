"""Published schedules of the shipped formulary: those whose code is not in the database yet, with their levels."""

from typing import Any

from medications.models import Medication, Schedule, ScheduleLevel
from medications.services.loading_files import provenance, read


def load_schedules() -> None:
    """A schedule comes with all its levels or not at all, so a practice's own levels stay as they are."""
    ids = dict(Medication.objects.values_list("code", "pk"))
    known = set(Schedule.objects.values_list("code", flat=True))
    new = [row for row in read("schedules.yaml") if row["code"] not in known]
    made = Schedule.objects.bulk_create(
        Schedule(
            code=row["code"],
            medication_id=ids[row["medication"]],
            name=row["name"],
            applies_when=row.get("when", {}),
            is_the_rule=row.get("the_rule", False),
            is_taper=row.get("taper", False),
            **provenance(row, row),
        )
        for row in new
    )
    ScheduleLevel.objects.bulk_create(
        ScheduleLevel(
            schedule=schedule,
            position=position,
            doses=[_dose(dose) for dose in level["doses"]],
            days=level.get("days"),
            min_days=level.get("min_days"),
        )
        for schedule, row in zip(made, new, strict=True)
        for position, level in enumerate(row["levels"], start=1)
    )


def _dose(told: dict[str, Any]) -> dict[str, Any]:
    return {"amount_mg": str(told["mg"]), "times": told["at"], "every_days": told.get("every", 1)}
