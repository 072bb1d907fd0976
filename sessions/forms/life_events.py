"""What is typed about a life event."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.forms.choosing import Select
from sessions.models import LifeEvent
from sessions.services.life_events import Told


class LifeEventForm(forms.Form):
    """One thing that they want on their timeline."""

    words = forms.CharField(label=_("What happened"), max_length=200, help_text=_("A few words, theirs if possible."))
    on = forms.DateField(
        label=_("When"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1900-01-01"})
    )
    exactness = forms.ChoiceField(label=_("How exactly"), choices=LifeEvent.Exactness.choices, widget=Select)
    whose = forms.ChoiceField(label=_("Whose words"), choices=LifeEvent.Whose.choices, widget=Select)
    was_asked_for = forms.BooleanField(
        label=_("They asked for this to be here"),
        error_messages={"required": _("Only what they asked for comes onto their timeline.")},
    )

    def told(self) -> Told:
        return Told(**self.cleaned_data)


class TakeOffForm(forms.Form):
    """Why it is to be there no longer."""

    because = forms.CharField(label=_("Why it is taken off"), max_length=200)
