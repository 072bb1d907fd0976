"""Logging what a patient says: a report in under twenty seconds, and everything else that belongs in the log."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.fields import Choices, EffectField, day, moment, offer, one_of, with_nobody, words
from medications.terms import Bother, Course, Frequency, Resolution, Severity, Source

SEVERE_MEANS = _("Severe: it stops ordinary activity or needs medical care.")
EFFECTS = "known-effects"


class AboutForm(forms.Form):
    """Which medication it is about, if anybody can tell."""

    medication = forms.TypedChoiceField(
        label=_("Which medication"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, medications: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "medication", with_nobody(medications, _("not sure, or none of them")))


class ReportForm(AboutForm):
    """One effect as the patient tells it."""

    effect = EffectField(label=_("What"), list_id=EFFECTS, help_text=_("Type a few letters."))
    severity = one_of(Severity, _("How bad"), help_text=SEVERE_MEANS)
    course = one_of(Course, _("New or worse"), initial=Course.NEW)
    bother = one_of(Bother, _("How much it bothers them"), required=False)
    frequency = one_of(Frequency, _("How often"), required=False)
    onset_on = day(_("Since"))
    happened_at = moment(_("When they said so"), help_text=_("Leave it empty for just now."))
    in_their_words = words(_("In their words"))
    source = one_of(Source, _("Who said so"), initial=Source.PATIENT)
    field_order = [
        "effect",
        "severity",
        "course",
        "source",
        "medication",
        "in_their_words",
        "bother",
        "frequency",
        "onset_on",
        "happened_at",
    ]


class CheckInForm(AboutForm):
    """Asked, and there is nothing to report. The red flags asked about are named; untick what was not asked."""

    asked_about = forms.MultipleChoiceField(label=_("Asked about"), required=False, widget=forms.CheckboxSelectMultiple)
    source = one_of(Source, _("Who was asked"), initial=Source.PATIENT)
    in_their_words = words(_("In their words"), rows=1)
    happened_at = moment(_("When they were asked"), help_text=_("Leave it empty for just now."))
    field_order = ["asked_about", "source", "medication", "in_their_words", "happened_at"]

    def __init__(self, *args: Any, flags: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "asked_about", [(flag, flag) for flag in flags])
        self.fields["asked_about"].initial = list(flags)


class NotReachedForm(forms.Form):
    """Somebody tried. It is recorded, and counts as nothing else."""

    note = words(_("Note"), rows=1)


class WaitForm(AboutForm):
    """The patient asks to wait before any change."""

    in_their_words = words(_("In their words"))
    source = one_of(Source, _("Who said so"), initial=Source.PATIENT)


class WaitWithdrawnForm(AboutForm):
    """Only the patient takes a wait back, and only in their own words."""

    in_their_words = words(_("What they said"), required=True, help_text=_("Only the patient can take the wait back."))
    source = one_of(Source, _("Who heard it, and how"), initial=Source.PATIENT)


class CorrectionForm(ReportForm):
    """The report as it should have read, or that there was nothing to report."""

    is_retraction = forms.BooleanField(
        label=_("It was entered by mistake: there was nothing to report"), required=False
    )
    note = words(_("What was wrong"), required=True, rows=1)

    # The correction keeps both from what it corrects.
    source = happened_at = None  # type: ignore[assignment]

    def full_clean(self) -> None:
        if self.data.get(self.add_prefix("is_retraction")):
            for name in ("effect", "severity", "course"):
                self.fields[name].required = False
        super().full_clean()


class ResolutionForm(forms.Form):
    """Why a red flag or a severe effect is no longer open."""

    resolution = one_of(Resolution, _("What happened"))
    reason = words(_("Why you are satisfied"), required=True)

    def __init__(self, *args: Any, resolutions: Sequence[Resolution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "resolution", [(each.value, each.label) for each in resolutions])
