"""How what concerns health lands in a chart: each kind with its form and its service."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from patients.forms.health import AllergyForm, ConditionForm, SubstanceForm, ToldForm
from patients.landing import Details, Landing, register
from patients.models import Patient
from patients.services.recording_health import record_allergy, record_condition, record_substance_use
from practice.staff.models import User


def without_source(form_class: type[ToldForm], *args: Any, **kwargs: Any) -> forms.Form:
    """The form of the health page; where a thing is known from was settled when it came."""
    form = form_class(*args, **kwargs)
    del form.fields["source"]
    return form


def _allergy(*, patient: Patient, words: str, details: Details, source: str, by: User, at: datetime) -> models.Model:
    return record_allergy(patient=patient, source=source, by=by, at=at, **details)


def _condition(*, patient: Patient, words: str, details: Details, source: str, by: User, at: datetime) -> models.Model:
    return record_condition(patient=patient, source=source, by=by, at=at, **details)


def _substance(*, patient: Patient, words: str, details: Details, source: str, by: User, at: datetime) -> models.Model:
    return record_substance_use(patient=patient, source=source, by=by, at=at, **details)


def offer() -> None:
    """Called once, when the app is ready."""
    register(Landing(kind="allergy", label=_("Allergy"), form=partial(without_source, AllergyForm), land=_allergy))
    register(
        Landing(kind="condition", label=_("Condition"), form=partial(without_source, ConditionForm), land=_condition)
    )
    register(
        Landing(kind="substance", label=_("Substance"), form=partial(without_source, SubstanceForm), land=_substance)
    )
