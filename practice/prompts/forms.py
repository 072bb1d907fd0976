from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practice.prompts.kinds import PromptKind


class OutcomeForm(forms.Form):
    """How a piece of work came out, in the words of its kind."""

    outcome = forms.ChoiceField(label=_("How did it come out?"), widget=forms.RadioSelect)

    def __init__(self, kind: PromptKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(kind.outcomes.items())  # type: ignore[attr-defined]
