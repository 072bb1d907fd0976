"""The small forms of the plan page: each act with its reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.fields import Choices, offer, one_of, words
from medications.terms import Source
from patients.rules.consent import RevokedHow


class PlainForm(forms.Form):
    """Nothing but the button: the page says what it means."""


class WithdrawConsentForm(forms.Form):
    """How the patient takes their consent back; in person, unless something else is said."""

    how = one_of(RevokedHow, _("How they said so"), required=False, initial=RevokedHow.IN_PERSON)

    def clean_how(self) -> str:
        return self.cleaned_data["how"] or RevokedHow.IN_PERSON.value


class ReasonForm(forms.Form):
    """Why: kept with the act for good."""

    reason = words(_("Why"), required=True)


class AsksOnce(forms.Form):
    """A change downwards: what there is to think of is shown once. The reason, sent again, is the choice to go on.

    `warned_of` names what this page shows, `seen` what an earlier one has shown.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *args: Any, warned_of: Sequence[str] = (), **kwargs: Any) -> None:
        self.unseen = set(warned_of) - set((data or {}).get("seen", "").split())
        if data is not None:
            data = data.copy()
            data["seen"] = " ".join(warned_of)
        super().__init__(data, *args, **kwargs)
        self.fields["seen"].initial = " ".join(warned_of)
        if warned_of:
            self.fields["reason"].label = _("Go on, as agreed, because …")

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if self.unseen:
            raise forms.ValidationError(_("Please read what is said above, then send it again."), code="warned")
        return answers


class PauseForm(AsksOnce, ReasonForm):
    """Nothing for now, with the reason."""


class StepForm(forms.Form):
    """A step and the day of its first dose, chosen among days that are named as one says them."""

    first_dose_on = forms.TypedChoiceField(label=_("First new dose"), coerce=date.fromisoformat)

    def __init__(self, *args: Any, days: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "first_dose_on", days)


class StepUpForm(StepForm):
    """The one step up. `version` is what the page showed; anything newer closes the gate again."""

    reason = words(_("Note (if you like)"), rows=1)
    step = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    version = forms.IntegerField(widget=forms.HiddenInput)


class StepDownForm(AsksOnce, StepForm):
    """To another step that is no higher, whenever it is wanted."""

    step = forms.TypedChoiceField(label=_("To"), coerce=int)
    reason = words(_("Why"), required=True)
    field_order = ["step", "first_dose_on", "reason"]

    def __init__(self, *args: Any, steps: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "step", steps)


class CoSignForm(ReasonForm):
    """What a second prescriber takes on with their signature."""

    codes = forms.MultipleChoiceField(label=_("What you co-sign"), widget=forms.CheckboxSelectMultiple)
    field_order = ["codes", "reason"]

    def __init__(self, *args: Any, codes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "codes", codes)


class CoSignRequestForm(CoSignForm):
    """Whom to ask, for what, and why."""

    asked_of = forms.TypedChoiceField(label=_("Who is asked"), coerce=int)
    field_order = ["asked_of", "codes", "reason"]

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].label = _("What to co-sign")
        offer(self, "asked_of", people)


class MissedDosesForm(forms.Form):
    """Days missed on the dose in use, as asked: 0 is an answer, an empty field is not."""

    missed_days = forms.IntegerField(label=_("Days missed on this dose"), min_value=0, max_value=1000)
    missed_in_a_row = forms.IntegerField(label=_("Of these in a row"), min_value=0, max_value=1000, initial=0)
    source = one_of(Source, _("Who said so"), initial=Source.PATIENT)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        missed, in_a_row = answers.get("missed_days"), answers.get("missed_in_a_row")
        if missed is not None and in_a_row is not None and in_a_row > missed:
            self.add_error("missed_in_a_row", _("Days in a row cannot be more than all missed days."))
        return answers
