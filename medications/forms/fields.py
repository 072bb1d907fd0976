"""Fields that several forms share."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.models import Effect

Choices = Sequence[tuple[Any, Any]]


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Fill in what a field of choices offers on this page."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared so by its form
    field.choices = choices


def one_of(choices: Any, label: Any, *, required: bool = True, help_text: Any = "", initial: Any = None) -> Any:
    """A handful of answers, all in view."""
    return forms.ChoiceField(
        choices=choices.choices if hasattr(choices, "choices") else choices,
        label=label,
        required=required,
        help_text=help_text,
        initial=initial,
        widget=forms.RadioSelect,
    )


def words(label: Any, *, required: bool = False, help_text: Any = "", rows: int = 2) -> forms.CharField:
    """Room for a sentence or two."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=4000, widget=widget)


def day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A date, with the browser's own calendar where it has one."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def moment(label: Any, *, help_text: Any = "") -> forms.DateTimeField:
    """A day and time in the practice's zone; empty means now."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, required=False, help_text=help_text, widget=widget)


class EffectField(forms.CharField):
    """An effect by its name, from a list that narrows while one types; its value is the effect itself."""

    def __init__(self, *, list_id: str, **kwargs: Any) -> None:
        attrs = {"list": list_id, "autocomplete": "off", "autocapitalize": "none"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=80, **kwargs)

    def clean(self, value: Any) -> Any:
        term = super().clean(value)
        if not term:
            return None
        if effect := Effect.objects.filter(term__iexact=term).first():
            return effect
        raise forms.ValidationError(
            _("This word is not in the list. Choose the nearest one, and put their own words below."), code="unknown"
        )


def with_nobody(pairs: Iterable[tuple[Any, str]], nobody: Any) -> list[tuple[Any, Any]]:
    """Choices that begin with "none of them"."""
    return [("", nobody), *pairs]
