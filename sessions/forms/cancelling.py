"""Who cancelled, and why as far as booking again needs it; nothing here is anybody's fault."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.models import Because, Whose


class CancelForm(forms.Form):
    """A visit is cancelled, or somebody leaves a group."""

    whose = forms.ChoiceField(
        label=_("Who cancels"),
        choices=[(Whose.PATIENT, _("The person")), (Whose.PRACTICE, _("The practice"))],
        widget=forms.RadioSelect,
    )
    because = forms.ChoiceField(
        label=_("Why, if they say so"), choices=[("", _("Not said")), *Because.choices], required=False
    )


class MeetingForm(CancelForm):
    """A meeting without patients: only the practice can cancel it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"] = forms.ChoiceField(
            choices=[(Whose.PRACTICE, _("The practice"))], initial=Whose.PRACTICE, widget=forms.HiddenInput
        )
