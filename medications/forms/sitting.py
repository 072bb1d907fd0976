"""Ask, log, review and step in one sitting: one form of parts that each stand in the log on their own."""

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from medications.forms.acts import StepForm
from medications.forms.fields import one_of


class Heard(TextChoices):
    """What the patient answered when asked."""

    NOTHING = "nothing", _("asked, and nothing to report")
    REPORT = "report", _("they noticed something")
    LOGGED = "logged", _("it is in the log already")


class SittingForm(forms.Form):
    """The first question; the other parts follow from its answer. `version` is what the page showed."""

    heard = one_of(Heard, _("What did they say?"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class SittingStepForm(StepForm):
    """Whether the dose changes now."""

    step_now = forms.BooleanField(label=_("Make the step now, if nothing stands against it"), required=False)
    field_order = ["step_now", "first_dose_on"]
