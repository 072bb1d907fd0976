"""What is typed about a note: beginning one, its header, its sections, setting it aside, adding to it."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from sessions.models import NoteTemplate, NoteTemplateSection
from sessions.note_kinds import WITH_A_PERSON, NoteKind

LONGEST_SECTION = 50_000
TALL = {"rows": 5, "autocomplete": "off", "data-grows": ""}


class HeaderForm(forms.Form):
    """When and where it was, and who was there. Each field is kept for itself; the three of the time together."""

    TIME = ("on", "start", "until")

    on = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    start = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    until = forms.TimeField(label=_("Until"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    present = forms.CharField(label=_("Who was there"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "header", **kwargs})
        for name, field in self.fields.items():
            field.required = field.required and (not self.is_bound or self.was_sent(name))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("until") and typed.get("start") and typed["until"] <= typed["start"]:
            self.add_error("until", _t("The end lies after the beginning."))
        return typed

    def was_sent(self, name: str) -> bool:
        """Whether the page had this field; what it had not stays as it is."""
        return self.add_prefix(name) in self.data

    def span(self) -> tuple[datetime, datetime | None] | None:
        """From when until when, if all of it can be read."""
        if not all(name in self.cleaned_data and self.was_sent(name) for name in self.TIME):
            return None
        day, start, until = (self.cleaned_data[name] for name in self.TIME)
        return _moment(day, start), _moment(day, until) if until else None


class SectionsForm(forms.Form):
    """A field for each section of the note's template."""

    def __init__(self, sections: list[NoteTemplateSection], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "section", **kwargs})
        for each in sections:
            self.fields[each.code] = forms.CharField(
                label=each.title, help_text=each.hint, required=False, widget=forms.Textarea(TALL)
            )

    def clean(self) -> dict[str, Any]:
        """No `maxlength` in the page, as browsers cut off silently what is pasted; it is said here instead."""
        typed = super().clean() or {}
        for name in [name for name, words in typed.items() if len(words) > LONGEST_SECTION]:
            self.add_error(name, _t("This is longer than a section can be. Move part of it to another section."))
        return typed

    def typed(self) -> dict[str, str]:
        """What can be kept, by code; only what the page had."""
        sent = {name for name in self.fields if self.add_prefix(name) in self.data}
        return {name: words.replace("\r\n", "\n") for name, words in self.cleaned_data.items() if name in sent}


class BeginForm(forms.Form):
    """Which kind of note, and how it is laid out."""

    kind = forms.ChoiceField(label=_("Kind of note"), widget=forms.RadioSelect)
    template = forms.ModelChoiceField(
        NoteTemplate.objects.none(), label=_("Laid out as"), required=False, empty_label=_("As usual for this kind")
    )

    def __init__(self, *args: Any, kinds: list[NoteKind] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = kinds or [kind for kind in NoteKind if kind in WITH_A_PERSON]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        template = self.fields["template"]
        template.queryset = NoteTemplate.objects.newest_published().select_related("format")  # type: ignore[attr-defined]
        template.label_from_instance = lambda row: row.format.title  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        template, kind = typed.get("template"), typed.get("kind")
        if template is not None and kind and kind not in template.format.kinds:
            raise ValidationError({"template": _t("Notes of this kind are not laid out like that.")})
        return typed


class SetAsideForm(forms.Form):
    because = forms.CharField(label=_("Why it is not needed"), max_length=200)


class AddendumForm(forms.Form):
    words = forms.CharField(label=_("What you want to add"), max_length=10_000, widget=forms.Textarea(TALL))


def _moment(day: Any, time: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time))
