"""Whether a time that was chosen is being asked of somebody from the waiting list just now."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q

from patients.models import Patient
from practice.staff.models import User
from sessions.models import SlotOffer
from sessions.rules.days import Span
from sessions.rules.slots import overlap


class BeingAsked(NamedTuple):
    """Somebody is asked; without a name and an id where the reader does not arrange their visits."""

    patient_id: int | None
    name: str


def being_asked(spans: Sequence[Span], clinicians: Collection[int], *, reader: User, at: datetime) -> list[BeingAsked]:
    """Everybody who is asked about one of these times with one of these clinicians (their ids); one query."""
    first, last = min(each.starts_at for each in spans), max(each.ends_at for each in spans)
    theirs = ExpressionWrapper(Q(entry__patient__in=Patient.objects.bookable_by(reader)), output_field=BooleanField())
    offers = SlotOffer.objects.open().filter(clinician__in=clinicians, starts_at__gt=at)
    offers = offers.filter(starts_at__lt=last, ends_at__gt=first).annotate(is_theirs=theirs).order_by("starts_at", "pk")
    rows = offers.values_list("starts_at", "ends_at", "entry__patient", "entry__patient__chosen_name", "is_theirs")
    return [
        BeingAsked(patient_id, name) if is_theirs else BeingAsked(None, "")
        for starts_at, ends_at, patient_id, name, is_theirs in rows
        if any(overlap(each, Span(starts_at, ends_at)) for each in spans)
    ]
