"""What somebody typed into the fields of a section, and what staff type to make a private link."""

from collections.abc import Collection, Iterable, Sequence
from itertools import zip_longest

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from patients.models import PacketQuestion, Patient, PrivateLink
from patients.rules.contact import Channel
from patients.rules.packet import QuestionKind, Reply, Typed, Unreadable, reply_to
from patients.rules.private_word import LONGEST

ASKED = "asked"
BY_HAND = ("", _("I hand it over myself"))


class SectionFields:
    """The fields of a section as they were sent. Only questions that were on the page are looked at.

    What can be read is in `replies`, the rest in `errors` with a sentence; `typed` is shown again beside it.
    """

    def __init__(self, post: QueryDict, questions: Iterable[PacketQuestion]) -> None:
        shown = set(post.getlist(ASKED))
        self.typed = {each.pk: typed_in(post, each) for each in questions if str(each.pk) in shown}
        self.replies: dict[int, Reply | None] = {}
        self.errors: dict[int, str] = {}
        for question in questions:
            if question.pk in self.typed:
                self._read(question)

    def _read(self, question: PacketQuestion) -> None:
        try:
            self.replies[question.pk] = reply_to(question.kind, question.choices, self.typed[question.pk])
        except Unreadable as error:
            self.errors[question.pk] = str(error)


def typed_in(post: QueryDict, question: PacketQuestion) -> Typed:
    """What stands in the fields of one question."""
    name = f"q{question.pk}"
    way = post.get(f"{name}-way", "")
    if question.kind == QuestionKind.ITEMS:
        names, details = post.getlist(f"{name}-name"), post.getlist(f"{name}-detail")
        return Typed(way=way, items=tuple(zip_longest(names, details, fillvalue="")))
    return Typed(way=way, values=tuple(post.getlist(name)))


class LinkForm(forms.Form):
    """A private link: what it opens with, for how long, and how it gets to the person."""

    opens_with = forms.ChoiceField(
        label=_("What it opens with"),
        choices=PrivateLink.OpensWith.choices,
        initial=PrivateLink.OpensWith.WORD,
        widget=forms.RadioSelect,
    )
    word = forms.CharField(
        label=_("The word"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Choose it together. Capitals do not matter. It is not kept in a form that anybody can read."),
    )
    days = forms.TypedChoiceField(
        label=_("How long it opens"),
        coerce=int,
        choices=[(3, _("3 days")), (7, _("a week")), (14, _("two weeks")), (30, _("30 days"))],
        initial=14,
    )
    channel = forms.ChoiceField(
        label=_("How it reaches them"),
        choices=[BY_HAND, (Channel.TEXT, _("by text message")), (Channel.EMAIL, _("by e-mail"))],
        required=False,
        widget=forms.RadioSelect,
        initial="",
        help_text=_("Only the ways that are safe for them are used."),
    )

    def __init__(self, *args: object, patient: Patient, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what Form takes
        if patient.birth_date is None:
            self.fields["opens_with"].choices = PrivateLink.OpensWith.choices[:1]  # type: ignore[attr-defined]


def chosen_outcomes(post: QueryDict, answers: Collection[int], outcomes: Sequence[str]) -> dict[int, str]:
    """What was chosen for each answer on the page; "later" is no choice."""
    chosen = {pk: post.get(f"answer-{pk}", "") for pk in answers}
    return {pk: outcome for pk, outcome in chosen.items() if outcome in outcomes}
