"""What can be handed to somebody to fill in themselves, and what stands with them now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from patients.measures.definitions import measure_named
from patients.measures_in_use import all_in_use
from patients.models import MeasureSheet, Patient


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A sheet that can still be filled in."""

    pk: int
    names: Sequence[str]
    since: str
    until: str
    who: str


def to_choose_from() -> list[tuple[str, str]]:
    """What a person fills in about themselves, where that is allowed: code and name."""
    return [
        (code, f"{used.measure.short_name}: {used.measure.about}")
        for code, used in all_in_use().items()
        if used.measure.respondent == "person" and used.may_be_filled_in
    ]


def handed_over(patient: Patient, at: datetime) -> Handed | None:
    sheet = MeasureSheet.objects.in_force(at).filter(patient=patient).select_related("made_by").first()
    if sheet is None:
        return None
    return Handed(
        pk=sheet.pk,
        names=[measure_named(code).short_name for code in sheet.measures],
        since=_clock(sheet.made_at),
        until=_clock(sheet.expires_at),
        who=sheet.made_by.display_name,
    )


def _clock(moment: datetime) -> str:
    return date_format(localtime(moment), "H:i")
