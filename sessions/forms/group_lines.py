"""What is typed about who was there: members of a group, each with a line of their own; family in a session."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from patients.models import Patient

LONGEST = 2000


@dataclass(frozen=True, kw_only=True)
class Member:
    """One row: who, how their booking stands, and what the draft has of them."""

    patient: Patient
    booking: str
    came: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class Row:
    member: Member
    came: BoundField
    words: BoundField


def _words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )


class _Sent(forms.Form):
    """`sent` is in every page that shows the part: without it the page had none, and nothing is changed."""

    sent = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    @property
    def was_sent(self) -> bool:
        return self.add_prefix("sent") in self.data


class LinesForm(_Sent):
    """A row for each member, and one for somebody who came without a booking. `named` are people named in the text."""

    add = forms.TypedChoiceField(label=_("Somebody else who came"), coerce=int, empty_value=None, required=False)
    add_words = _words(_("For their own chart"))

    def __init__(
        self, members: Sequence[Member], others: Sequence[Patient], named: Sequence[str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"prefix": "lines", **kwargs})
        self.members, self.named = members, named
        for each in members:
            self.fields[f"came-{each.patient.pk}"] = forms.BooleanField(
                label=each.patient.chosen_name, required=False, initial=each.came
            )
            self.fields[f"words-{each.patient.pk}"] = _words(_("For the chart of %s") % each.patient.chosen_name)
            self.initial[f"words-{each.patient.pk}"] = each.words
        choices = [("", _("Nobody else")), *((each.pk, each.chosen_name) for each in others)]
        self.fields["add"].choices = choices  # type: ignore[attr-defined]

    def rows(self) -> Iterator[Row]:
        for each in self.members:
            yield Row(member=each, came=self[f"came-{each.patient.pk}"], words=self[f"words-{each.patient.pk}"])

    def came(self) -> Mapping[int, str | None]:
        """Who was there, with their words; who has words was there. None where the words cannot be read."""
        typed = self.cleaned_data
        found = {
            each.patient.pk: typed.get(f"words-{each.patient.pk}")
            for each in self.members
            if typed.get(f"came-{each.patient.pk}") or typed.get(f"words-{each.patient.pk}") != ""
        }
        if typed.get("add"):
            found[typed["add"]] = typed.get("add_words")
        return found


class FamilyForm(_Sent):
    """Who of the person's supporters was there. `consent_url` leads to what is missing where nothing is on file."""

    supporters = forms.TypedMultipleChoiceField(
        label=_("Who was there"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, choices: Sequence[tuple[int, str]], *args: Any, consent_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "family", **kwargs})
        self.consent_url = consent_url
        self.fields["supporters"].choices = choices  # type: ignore[attr-defined]
