"""What people type about somebody and medicines. Every question may be skipped, or left for another time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.health import MEDICINES, ToldForm, in_view, one_of, sentence
from patients.models import SensitivityAnswer, Source
from patients.sensitivity import RATINGS, Answer, DoseThen, HowBad, Question, Setting
from patients.services.recording_sensitivity import Answered

IN_WORDS = (Question.HOPES, Question.FEARS, Question.AVOID)
LATER = "{}_later"


def paragraph(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))


def later(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class AnswersForm(ToldForm):
    """What somebody says about themselves and medicines, in one conversation."""

    ident = "answers"
    heading = _("Ask, and write it down in their words")

    hopes = paragraph(_("What do you hope a medicine will do?"))
    hopes_later = later(_("About hopes: not now"))
    fears = paragraph(_("What are you afraid of?"))
    fears_later = later(_("About fears: not now"))
    avoid = paragraph(_("What do you want to avoid?"))
    avoid_later = later(_("About what to avoid: not now"))
    whose = forms.ChoiceField(label=_("Whose words these are"), choices=SensitivityAnswer.Whose.choices)
    self_rated = forms.ChoiceField(
        label=_("How sensitive to medicines do you think you are?"),
        choices=[("", _("Skip this question")), *((each.value, each.label) for each in RATINGS)],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for question in IN_WORDS:
            if answers.get(question.value) and answers.get(LATER.format(question.value)):
                self.add_error(question.value, _("Either what was said, or “not now”."))
        return answers

    def answered(self) -> list[Answered]:
        """The questions that were not skipped."""
        typed = self.cleaned_data
        found = [Answered(question=q, answer=Answer.SAID, words=typed[q]) for q in IN_WORDS if typed[q]]
        found += [Answered(question=q, answer=Answer.NOT_NOW) for q in IN_WORDS if typed[LATER.format(q.value)]]
        if typed["self_rated"]:
            found.append(Answered(question=Question.SELF_RATED, answer=typed["self_rated"]))
        return found


class ReactionForm(ToldForm):
    """What somebody went through on a medicine before."""

    ident = "reaction"
    heading = _("Add an earlier reaction")

    name = sentence(_("Which medicine"), required=True, longest=80, list=MEDICINES, autocomplete="off")
    effect = sentence(_("What happened"), required=True)
    how_bad = in_view(HowBad.choices, _("How bad"))
    dose = sentence(_("Dose, in mg or in words"), longest=80)
    dose_then = forms.ChoiceField(
        label=_("How large that dose was"), choices=DoseThen.choices, initial=DoseThen.UNKNOWN
    )
    when = sentence(_("When, roughly"), longest=80)
    helped = sentence(_("What helped"))


class WithdrawForm(ToldForm):
    """It was a mistake, or somebody takes back what they said."""

    ident = "withdraw"
    heading = _("It holds no longer")
    button = _("Take it back")

    because = sentence(_("Why it holds no longer"), required=True)


class SettingForm(ToldForm):
    """A prescriber's own judgement."""

    ident = "setting"
    heading = _("Set it yourself")
    button = _("Set it")

    level = one_of(Setting.choices, _("Sensitivity to medicines"))
    because = sentence(_("Why"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].label = _("What it rests on")
        self.fields["source"].initial = Source.STAFF
