"""The review: what the prescriber decides, and what the patient thinks, each with its own room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.fields import day, one_of, words
from medications.terms import Decision, PatientView


class StillStandsForm(forms.Form):
    """One signature under mild news. `version` is what the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReviewForm(forms.Form):
    """The whole review of the log, with the evidence in view."""

    patient_view = one_of(PatientView, _("What the patient thinks"))
    in_their_words = words(_("In their words"))
    decision = one_of(Decision, _("Your decision"))
    look_again_on = day(_("Look again on"), help_text=_("Only where this dose is enough for now."))
    reasons = words(_("Your reasons"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        is_enough = answers.get("decision") == Decision.ENOUGH
        if is_enough and not answers.get("look_again_on"):
            self.add_error("look_again_on", _("Say when to look again."))
        if not is_enough:
            answers["look_again_on"] = None
        return answers
