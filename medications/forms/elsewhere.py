"""Medications from elsewhere: as the patient, a letter or a colleague tells of them."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from medications.forms.fields import Choices, day, offer, one_of, with_nobody


class OtherChange(TextChoices):
    """What became of a medication from elsewhere."""

    RAISED = "raised", _("it was raised")
    STOPPED = "stopped", _("it was stopped")


def not_ahead(on: date) -> None:
    """What is told has happened: a day ahead would count as one gone by."""
    if on > timezone.localdate():
        raise forms.ValidationError(_("This day lies in the future."))


def day_gone_by(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    field = day(label, required=required, help_text=help_text)
    field.validators.append(not_ahead)
    return field


class OtherMedicationForm(forms.Form):
    """What somebody else prescribes, or the patient takes by themselves; what nobody knows stays empty."""

    name = forms.CharField(label=_("What it is called"), max_length=120)
    medication = forms.TypedChoiceField(
        label=_("In our formulary"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("If it is the same medicine under another name, too."),
    )
    dose = forms.CharField(label=_("Dose, as told"), max_length=120, required=False)
    started_on = day_gone_by(_("Since"))
    changed_on = day_gone_by(_("Last raised on"))
    stopped_on = day_gone_by(_("Stopped on"), help_text=_("Leave it empty while it is taken."))
    is_brief = forms.BooleanField(
        label=_("A short course or a comfort medicine"),
        required=False,
        help_text=_("It does not count as a recent change."),
    )

    def __init__(self, *args: Any, medications: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "medication", with_nobody(medications, _("none of them")))


class OtherChangeForm(forms.Form):
    """That it was raised or stopped, on which day, and what is taken now."""

    what = one_of(OtherChange, _("What happened"))
    on = day_gone_by(_("On"), required=True)
    dose = forms.CharField(
        label=_("New dose, as told"),
        max_length=120,
        required=False,
        help_text=_("Leave it empty to keep what is known."),
    )
