"""What is typed when readiness is looked at, together. Every question may be left alone."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from sessions.forms.frame import words
from sessions.models import SessionNote
from sessions.rules.readiness import Agrees, Enough
from sessions.services.readiness import Look

CONDITIONS = ("safety", "sleep", "support", "medication")
ANSWERED = frozenset({*CONDITIONS, "person_agrees", "therapist_agrees"})
NOT_ASKED = "not-asked"
OF_A_LOOK = frozenset(Look.__dataclass_fields__)


def answer(choices: Any, label: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=choices,
        initial=NOT_ASKED,
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.RadioSelect,
    )


def in_a_line(label: Any, longest: int = 200, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def named(note: SessionNote) -> str:
    """A draft by its kind and time."""
    return f"{note.get_kind_display()}, {date_format(localtime(note.took_place_from), 'j F, G:i')}"


class ReadinessForm(forms.Form):
    """One look. `note` is the draft of the session in which it was looked at."""

    safety = answer(Enough.choices, _("Is there enough safety now, here and at home?"))
    safety_words = in_a_line(_("About safety"))
    sleep = answer(Enough.choices, _("Is there enough sleep?"))
    sleep_words = in_a_line(_("About sleep"))
    support = answer(Enough.choices, _("Is somebody there for them afterwards?"))
    support_words = in_a_line(_("About support"))
    medication = answer(Enough.choices, _("Is the medication steady enough?"))
    medication_words = in_a_line(_("About medication"))
    reason = in_a_line(
        _("If sleep, support or medication is not enough yet: why go on all the same"),
        500,
        _("Safety that is not enough is not set aside by a reason."),
    )
    person_agrees = answer(Agrees.choices, _("Does the person want to go near it now?"))
    their_words = words(_("In their words"), 1000)
    way_to_stop = in_a_line(
        _("The way to stop"),
        300,
        _("A sign or a word that ends it at once, and what we do then. The whole team sees it."),
    )
    steps = words(_("The steps we agreed on"), 1000)
    therapist_agrees = answer(Agrees.choices, _("Do you, who do this work with them, agree?"))
    therapist_words = in_a_line(_("What you say to it"), 500)
    note = forms.ModelChoiceField(
        SessionNote.objects.none(), label=_("It belongs to your note"), required=False, empty_label=_("No note")
    )

    def __init__(self, *args: Any, drafts: Any, does_the_work: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["note"]
        field.queryset = drafts  # type: ignore[attr-defined]
        field.label_from_instance = named  # type: ignore[attr-defined]
        if not does_the_work:
            del self.fields["therapist_agrees"], self.fields["therapist_words"]

    def conditions(self) -> list[tuple[BoundField, BoundField]]:
        """Each question with its line, for the page."""
        return [(self[name], self[f"{name}_words"]) for name in CONDITIONS]

    def look(self) -> Look:
        """What was typed; a question that was left alone was not asked."""
        typed = {name: value for name, value in self.cleaned_data.items() if name in OF_A_LOOK}
        return Look(**{name: value or (NOT_ASKED if name in ANSWERED else "") for name, value in typed.items()})
