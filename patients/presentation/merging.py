"""Two records side by side, as an administrator compares them: who somebody is and how to reach them, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from patients.models import CareTeamMember, Patient


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One thing of both records; `agrees` marks where they say the same."""

    label: str
    older: str
    into: str

    @property
    def agrees(self) -> bool:
        return self.older == self.into


def side_by_side(older: Patient, into: Patient, at: datetime) -> list[Beside]:
    """Identity and logistics, and who treats them."""
    teams = {patient.pk: ", ".join(_team(patient, at)) for patient in (older, into)}
    rows: Sequence[tuple[str, str, str]] = [
        (_("Record number"), older.record_number, into.record_number),
        (_("Chosen name"), older.chosen_name, into.chosen_name),
        (_("Legal name"), older.legal_name, into.legal_name),
        (_("Pronouns"), older.pronouns, into.pronouns),
        (_("Birth date"), _birth_date(older), _birth_date(into)),
        (_("Language"), older.language, into.language),
        (_("Telephone"), older.phone, into.phone),
        (_("Record made on"), date_format(older.created_at, "j F Y"), date_format(into.created_at, "j F Y")),
        (_("Care team"), teams[older.pk], teams[into.pk]),
    ]
    return [Beside(label=label, older=one, into=other) for label, one, other in rows]


def _team(patient: Patient, at: datetime) -> list[str]:
    members = CareTeamMember.objects.filter(patient=patient).current(at).select_related("user")
    return sorted({member.user.display_name for member in members})


def _birth_date(patient: Patient) -> str:
    return date_format(patient.birth_date, "j F Y") if patient.birth_date else _("Not told yet")
