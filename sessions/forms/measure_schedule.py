"""When a measure is asked, ending that, and what somebody said when they were asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.forms.fields import Choices, day, offer, one_of
from sessions.models import MeasureAsked, MeasureSchedule, VisitType
from sessions.models.measure_schedule import MOST_WEEKS

AS_PRACTICE, THESE, NONE = "as-practice", "these", "none"
WHICH = [
    (AS_PRACTICE, _("those that the practice asks with plans like this one")),
    (THESE, _("these")),
    (NONE, _("none because of this plan")),
]


class ScheduleForm(forms.Form):
    """Which measure, when, and from which day on."""

    measure = forms.ChoiceField(label=_("Measure"))
    way = one_of(MeasureSchedule.Way, _("When"), initial=MeasureSchedule.Way.EVERY_WEEKS)
    every_weeks = forms.IntegerField(
        label=_("Every how many weeks"),
        min_value=1,
        max_value=MOST_WEEKS,
        required=False,
        help_text=_("For “every few weeks”. The next time counts from the last one."),
    )
    visit_type = forms.ModelChoiceField(
        label=_("Before which visits"),
        queryset=VisitType.objects.none(),
        required=False,
        empty_label=_("any visit"),
        help_text=_("For “before each visit”."),
    )
    begins_on = day(_("From"), required=True)

    def __init__(self, data: Any = None, *, measures: Choices, kinds: Sequence[VisitType], today: date) -> None:
        super().__init__(data, initial={"begins_on": today})
        offer(self, "measure", measures)
        field = self.fields["visit_type"]
        field.queryset = VisitType.objects.filter(pk__in=[kind.pk for kind in kinds])  # type: ignore[attr-defined]
        field.label_from_instance = lambda kind: kind.name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("way") == MeasureSchedule.Way.EVERY_WEEKS and not answers.get("every_weeks"):
            self.add_error("every_weeks", _("Say every how many weeks."))
        return answers


class EndForm(forms.Form):
    """Why it is asked no longer."""

    because = forms.CharField(label=_("Why it ends"), max_length=200)


class AskedForm(forms.Form):
    """What they said; "not now" brings a day, and nothing is asked before it."""

    said = one_of(MeasureAsked.Said, _("What they said"))
    ask_again_on = day(_("Ask again on"), help_text=_("For “not now”. It is not asked before that day."))
    in_their_words = forms.CharField(label=_("In their own words"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("said") == MeasureAsked.Said.NOT_NOW and not answers.get("ask_again_on"):
            self.add_error("ask_again_on", _("Choose a day to ask again, or “please do not ask this again”."))
        return answers


class PlanMeasuresForm(forms.Form):
    """Which measures are asked because of one plan, and why these."""

    which = one_of(WHICH, _("Ask"))
    measures = forms.MultipleChoiceField(label=_("These measures"), required=False, widget=forms.CheckboxSelectMultiple)
    because = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, data: Any = None, *, offered: Choices, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        offer(self, "measures", offered)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("which") == THESE and not answers.get("measures"):
            self.add_error("measures", _("Choose one at least, or “none”."))
        return answers

    def chosen(self) -> list[str] | None:
        """The codes to ask; None where the practice's own table is to say it."""
        which = self.cleaned_data["which"]
        return None if which == AS_PRACTICE else self.cleaned_data["measures"] if which == THESE else []
