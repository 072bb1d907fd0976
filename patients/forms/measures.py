"""Filling in a measure: its questions, each of which may be left out, and what stands around them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patients.forms.health import in_view, moment, sentence
from patients.measures.definitions import Measure

NAME = "item-{}"
LEFT_OUT = ""


class AnswerFields:
    """The questions of a measure as they came back. A question that was not on the page is not among the answers."""

    def __init__(self, measure: Measure, data: Mapping[str, Any]) -> None:
        self.answers: dict[str, int | None] = {}
        self.errors: dict[str, str] = {}
        for item in measure.items:
            name = NAME.format(item.code)
            if name not in data:
                continue
            typed = data[name]
            found = next((choice.value for choice in item.choices if str(choice.value) == typed), None)
            self.answers[item.code] = found
            if found is None and typed != LEFT_OUT:
                self.errors[item.code] = _("Choose one of the answers, or leave it out.")


class AroundForm(forms.Form):
    """How a measure was filled in, when, and what they said to it."""

    in_their_words = forms.CharField(
        label=gettext_lazy("In their words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    how = in_view(
        [("asked", gettext_lazy("Asked, in person or by phone")), ("paper", gettext_lazy("On paper"))],
        gettext_lazy("How it was filled in"),
    )
    filled_in_at = moment(gettext_lazy("When, if not now"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "measure-%s", "initial": {"how": "asked"}, **kwargs})


class TakeBackForm(forms.Form):
    """It was a mistake."""

    because = sentence(gettext_lazy("Why it is taken back"), required=True)


class HandOverForm(forms.Form):
    """Which measures the person fills in themselves."""

    measures = forms.MultipleChoiceField(
        label=gettext_lazy("Which measures"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one measure.")},
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measures"].choices = offered  # type: ignore[attr-defined]
