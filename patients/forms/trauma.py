"""What people type about what somebody has been through, and what helps. Every question may be skipped."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.health import NOT_CHOSEN, ToldForm, day, in_view, one_of, sentence
from patients.models import AskingWish, Experience, PartReaders, SafetyCheck, Source, Whose
from patients.rules.reading_rights import Readers
from practice.staff.models import User

WISHES = [
    (each.value, each.label) for each in (AskingWish.Wish.NOT_NOW, AskingWish.Wish.DO_NOT_ASK, AskingWish.Wish.MAY_ASK)
]
BY_A_PERSON = [(each.value, each.label) for each in (Source.SESSION, Source.PHONE)]


def paragraph(label: Any, rows: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ByAPersonForm(ToldForm):
    """Something that one person tells or asks another: in a session, or by phone."""

    how = _("How")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = forms.ChoiceField(label=self.how, choices=BY_A_PERSON)


class LimitsForm(ByAPersonForm):
    """It was explained; what they said to it."""

    ident = "limits"
    heading = _("I have explained this")
    button = _("Write it down")

    words = sentence(_("What they said to it"), longest=500)


class ExperienceForm(ToldForm):
    """One broad kind of experience, and nothing more about it than they want to say."""

    ident = "experience"
    heading = _("Write down an answer")

    kind = one_of(Experience.Kind.choices, _("What it is about"))
    answer = in_view(Experience.Answer.choices, _("Their answer"))
    when = forms.ChoiceField(
        label=_("If it happened: when in life"),
        choices=[("", _("Skip this question")), *Experience.When.choices],
        required=False,
    )
    ongoing = forms.ChoiceField(
        label=_("If it happened: does it go on"),
        choices=Experience.Ongoing.choices,
        initial=Experience.Ongoing.NOT_ASKED,
        help_text=_("If it goes on, somebody is asked to speak with them about how safe they are."),
    )
    ask_from_on = day(_("If not now: ask again from"), help_text=_("Leave it empty if they named no day."))


class WithdrawForm(ToldForm):
    """It was a mistake, or they take it back."""

    ident = "withdraw"
    heading = _("It holds no longer")
    button = _("Take it back")

    because = sentence(_("Why it holds no longer"), required=True)


class SafetyCheckForm(ByAPersonForm):
    """How safe somebody is now. It is asked when they are alone, or not at all."""

    ident = "safety"
    heading = _("Write down the talk")
    how = _("How you spoke")

    was_alone = forms.TypedChoiceField(
        label=_("Were they alone, so that they could speak freely?"),
        choices=[("yes", _("yes")), ("no", _("no, or I am not sure"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    found = in_view(SafetyCheck.Found.choices, _("What they said"))
    agreed = paragraph(
        _("What you agreed on"),
        3,
        required=False,
        max_length=4000,
        help_text=_("It is encrypted. Those read it with whom they share what they have been through."),
    )


class NarrativeForm(ToldForm):
    """Their story, if they wish to leave one."""

    ident = "narrative"
    heading = _("Write down a version")

    content_note = forms.CharField(
        label=_("Content note"),
        max_length=200,
        help_text=_("In plain words, what somebody is about to read. It stands before the story."),
    )
    words = paragraph(_("Their story, as far as they want to tell it"), 8, max_length=50_000)
    whose = forms.ChoiceField(label=_("Whose words these are"), choices=Whose.choices)


class TakeBackForm(ToldForm):
    """They take their story back."""

    ident = "take-back"
    heading = _("They take it back")
    button = _("Take it back")

    because = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("No version is opened again after this. A new one can be written."),
    )


class ReadersForm(ToldForm):
    """Whom they share a part with."""

    ident = "readers"
    heading = _("They choose who may read this")
    button = _("Write down their choice")

    readers = in_view(Readers.choices, _("Who may read it"))
    wish = forms.ChoiceField(label=_("Whose wish it is"), choices=PartReaders.Wish.choices)

    def __init__(self, *args: Any, team: Sequence[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = {str(user.pk): user for user in team}
        people = [(key, user.display_name) for key, user in self.team.items()]
        self.fields["person"] = forms.ChoiceField(
            label=_("If it is one person: who"), choices=[NOT_CHOSEN, *people], required=False
        )
        self.order_fields(["readers", "person", "wish", "source"])

    def clean_person(self) -> User | None:
        return self.team.get(self.cleaned_data["person"])


class AskingForm(ToldForm):
    """How they wish to be asked about a part."""

    ident = "asking"
    heading = _("They would rather wait, or not be asked again")
    button = _("Write down their wish")

    wish = in_view(WISHES, _("Their wish"))
    ask_from_on = day(_("If not now: ask again from"), help_text=_("Leave it empty if they named no day."))
    words = sentence(_("In their words"))

    def __init__(self, *args: Any, may_open_again: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_open_again:
            self.fields["wish"] = in_view(WISHES[:-1], self.fields["wish"].label)
            self.order_fields(["wish"])


class BroughtUpForm(ToldForm):
    """They would rather not be asked, and have begun to speak of it."""

    ident = "brought-up"
    heading = _("They have brought it up themselves")
    button = _("They brought it up themselves")
