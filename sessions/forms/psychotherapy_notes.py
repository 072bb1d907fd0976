"""What is typed about and in psychotherapy notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.rules.consent import DisclosedHow
from sessions.forms.choosing import chosen_from, day_field
from sessions.models import KeptApart
from sessions.services.psychotherapy_notes import LONGEST


class BeginForm(forms.Form):
    """Which kind, and of which day."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KeptApart.choices, widget=forms.RadioSelect)
    about_on = day_field(_("The day it is about"))


class WordsForm(forms.Form):
    """The words. What is too long is said, and nothing is cut off."""

    words = forms.CharField(
        label=_("What I want to keep for myself"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"max_length": _("This is longer than a note can be. Please go on in another one.")},
    )


class AddendumForm(forms.Form):
    """What comes to mind after signing."""

    words = forms.CharField(label=_("Add"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))


class CopyForm(forms.Form):
    """Which notes, on which authorisation, and how they go."""

    notes = forms.TypedMultipleChoiceField(label=_("Which notes"), coerce=int, widget=forms.CheckboxSelectMultiple)
    how = forms.ChoiceField(label=_("How"), choices=DisclosedHow.choices)

    def __init__(
        self, *args: Any, notes: list[tuple[int, str]], consents: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        listed = self.fields["notes"]
        assert isinstance(listed, forms.TypedMultipleChoiceField)  # noqa: S101  declared so
        listed.choices = notes
        self.fields["consent"] = chosen_from(consents, _("On which authorisation"), _("choose"), required=True)
        self.order_fields(["consent", "notes", "how"])
