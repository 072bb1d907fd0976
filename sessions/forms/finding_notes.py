"""What is chosen and asked on the pages that find notes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.note_kinds import NoteKind


class NarrowForm(forms.Form):
    """Which of a chart's notes to show."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("every kind")), *NoteKind.choices], required=False)
    author = forms.TypedChoiceField(label=_("Written by"), coerce=int, empty_value=None, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, authors: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["author"].choices = [("", _("everybody")), *authors]  # type: ignore[attr-defined]


# As telephones and word processors write them; the search knows the plain one alone.
QUOTES = str.maketrans("“”„«»", '"' * 5)


class WordsForm(forms.Form):
    """Words to find in notes; `page` counts from nought."""

    words = forms.CharField(
        label=_("Words in your patients’ notes"),
        max_length=120,
        help_text=_("“Words together” find just those; a minus before a word leaves out notes that have it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    page = forms.IntegerField(min_value=0, max_value=1000, required=False, widget=forms.HiddenInput)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        return words.translate(QUOTES)
