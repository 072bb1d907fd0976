"""How triggers, warning signs, what helps and wishes for the room land in a chart, from a form somebody filled in."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patients.forms.signposts import SIGNPOST_FORMS
from patients.landing import Details, Land, Landing, register
from patients.models import Patient, Signpost
from patients.services.triggers import add_signpost
from practice.staff.models import User

LABELS = {
    Signpost.Kind.TRIGGER: gettext_lazy("Trigger"),
    Signpost.Kind.WARNING_SIGN: gettext_lazy("Warning sign"),
    Signpost.Kind.COPING: gettext_lazy("What helps"),
    Signpost.Kind.ROOM: gettext_lazy("To avoid in the room"),
}


def _form(kind: str, *args: Any, **kwargs: Any) -> forms.Form:
    """The form of the page about it; without words of its own, it lands in the words in which it was told."""
    form = SIGNPOST_FORMS[kind](*args, **kwargs)
    del form.fields["source"]
    form.fields["words"].required = False
    form.fields["words"].help_text = _("Leave it empty to take over the words as they were told.")
    return form


def _land(
    kind: str, *, patient: Patient, words: str, details: Details, source: str, by: User, at: datetime
) -> models.Model:
    typed = {**details, "words": details.get("words") or words}
    try:
        return add_signpost(patient=patient, kind=kind, source=source, by=by, at=at, **typed)
    except PermissionDenied as error:
        raise ValidationError(
            _("They share this with others of the team. Ask one of those to take it over.")
        ) from error


def offer() -> None:
    """Called once, when the app is ready."""
    for kind, label in LABELS.items():
        land: Land = partial(_land, kind.value)
        form: Callable[..., forms.Form] = partial(_form, kind.value)
        register(Landing(kind=kind.value, label=label, form=form, land=land))
