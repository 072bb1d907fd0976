"""What an older record says of somebody's health, proposed to the clinicians of the one that stays.

Nothing is copied into the chart by a merge: an administrator merges, and a clinician accepts one thing at a time.
"""

from datetime import datetime

from patients.models import Allergy, HealthCondition, Patient
from patients.models.proposal import ProposedEntry
from patients.services.proposing import propose
from practice.staff.models import User

OF_ALLERGY = ("name", "kind", "reaction", "certainty")
OF_CONDITION = ("condition", "other", "state", "words")

# The kind, the words, the details and where it is known from.
Wanted = tuple[str, str, dict[str, str], str]


def propose_what_the_older_says(older: Patient, into: Patient, *, by: User, at: datetime) -> list[ProposedEntry]:
    """Allergies and conditions that hold in the older record and that the other does not know; within the merge."""
    wanted = [*_allergies(older, into), *_conditions(older, into)]
    return [
        propose(
            patient=into,
            kind=kind,
            words=words,
            details=details,
            origin=ProposedEntry.Origin.MERGE,
            source=source,
            by=by,
            at=at,
        )
        for kind, words, details, source in wanted
    ]


def _allergies(older: Patient, into: Patient) -> list[Wanted]:
    known = {row.to for row in Allergy.objects.filter(patient=into).newest() if row.is_known_of}
    return [
        ("allergy", ": ".join(filter(None, [row.name, row.reaction])), _of(row, *OF_ALLERGY), row.source)
        for row in Allergy.objects.filter(patient=older).newest()
        if row.is_known_of and row.to not in known
    ]


def _conditions(older: Patient, into: Patient) -> list[Wanted]:
    known = {(row.condition, row.other) for row in HealthCondition.objects.filter(patient=into).newest()}
    return [
        ("condition", ": ".join(filter(None, [row.name, row.words])), _of(row, *OF_CONDITION), row.source)
        for row in HealthCondition.objects.filter(patient=older).newest()
        if row.state == HealthCondition.State.PRESENT and (row.condition, row.other) not in known
    ]


def _of(row: Allergy | HealthCondition, *names: str) -> dict[str, str]:
    return {name: getattr(row, name) for name in names}
