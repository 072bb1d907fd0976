"""How a medication that a referral or a form tells of lands in a chart: as one from elsewhere, never as an order."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from medications.forms.elsewhere import OtherMedicationForm
from medications.models import Medication
from medications.services.recording_elsewhere import record_other_medication
from patients.landing import Details, Landing, register
from patients.models import Patient
from practice.staff.models import User

WORD = re.compile(r"[^\W\d_]+")


def medication_form(*args: Any, initial: Details | None = None, **kwargs: Any) -> forms.Form:
    """The form of a medication from elsewhere; a name that holds one of our formulary's has it chosen already."""
    medications = list(Medication.objects.order_by("name").values_list("pk", "name"))
    begun = dict(initial or {})
    begun.setdefault("medication", _known_as(str(begun.get("name", "")), medications))
    return OtherMedicationForm(*args, initial=begun, medications=medications, **kwargs)


def _known_as(told: str, medications: list[tuple[int, str]]) -> int | None:
    """The one medicine of the formulary whose name stands in what was told; None where it is none or several."""
    words = {word.lower() for word in WORD.findall(told)}
    named = [pk for pk, name in medications if name.lower() in words]
    return named[0] if len(named) == 1 else None


def _medication(*, patient: Patient, words: str, details: Details, source: str, by: User, at: datetime) -> models.Model:
    known = dict(details)
    medication = Medication.objects.filter(pk=known.pop("medication", None)).first()
    return record_other_medication(patient=patient, medication=medication, by=by, at=at, **known)


def offer() -> None:
    """Called once, when the app is ready."""
    register(Landing(kind="medication", label=_("Medicine"), form=medication_form, land=_medication))
