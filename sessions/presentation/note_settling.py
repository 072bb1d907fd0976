"""Two versions of one note side by side: what was typed here, and what was kept from somewhere else meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.forms import BaseForm, CheckboxInput, Textarea
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict
from django.utils.translation import gettext as _

from sessions.models import SessionNote
from sessions.note_parts import parts_of
from sessions.rules.notes import settled, suggested

OF_THE_PAGE = frozenset({"csrfmiddlewaretoken", "revision", "page", "turn", "act", "once"})
CHOICE = "choose-"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field that says two things. Both can be kept only of free text."""

    name: str
    label: str
    mine: str
    theirs: str
    can_be_both: bool

    @property
    def suggested(self) -> str:
        return suggested(self.mine, self.theirs, can_be_both=self.can_be_both)


def differences(note: SessionNote, data: QueryDict) -> list[Difference]:
    """Every field that was sent and says something else than what is kept."""
    return [
        Difference(
            name=field.html_name,
            label=str(field.label),
            mine=_in_words(field, data.getlist(field.html_name)),
            theirs=_in_words(field, kept),
            can_be_both=isinstance(field.field.widget, Textarea),
        )
        for field in _fields(note)
        if _was_sent(field, data) and _plain(kept := kept_in(field)) != _plain(data.getlist(field.html_name))
    ]


def typed_pairs(data: QueryDict) -> list[tuple[str, str]]:
    """All that was sent of the note itself, to be sent again with the choices."""
    return [
        (name, value)
        for name in data
        if name not in OF_THE_PAGE and not name.startswith(CHOICE)
        for value in data.getlist(name)
    ]


def chosen(note: SessionNote, data: QueryDict) -> QueryDict:
    """The note as somebody settled it, field by field."""
    mine = {name: data.getlist(name) for name in dict.fromkeys(name for name, _value in typed_pairs(data))}
    theirs = {field.html_name: kept_in(field) for field in _fields(note)}
    choices = {name.removeprefix(CHOICE): str(data[name]) for name in data if name.startswith(CHOICE)}
    whole = QueryDict(mutable=True)
    # What is unticked is not sent; where the other version is chosen it may be ticked.
    named = {**{name: [] for name in choices if name in theirs}, **mine}
    for name, values in settled(named, theirs, choices).items():
        whole.setlist(name, values)
    return whole


def kept_in(field: BoundField) -> list[str]:
    """What is kept in a field, as a page would send it."""
    value = field.value()
    if isinstance(field.field.widget, CheckboxInput):
        return ["on"] if value else []
    shown = field.field.widget.format_value(value)
    if shown is None:
        return []
    many = shown if isinstance(shown, list | tuple) else [shown]
    return [str(each) for each in many]


def _fields(note: SessionNote) -> Iterator[BoundField]:
    for part in parts_of(note.kind):
        form = part.form(note, None)
        forms: Sequence[BaseForm] = getattr(form, "forms", [form])
        for each in forms:
            yield from (each[name] for name in each.fields if not each.fields[name].widget.is_hidden)


def _was_sent(field: BoundField, data: QueryDict) -> bool:
    """A box that is not ticked is not sent; any other field that is not there was not in the page."""
    return field.html_name in data or isinstance(field.field.widget, CheckboxInput)


def _plain(values: Sequence[str]) -> list[str]:
    return [plain for value in values if (plain := value.replace("\r\n", "\n").strip())]


def _in_words(field: BoundField, values: Sequence[str]) -> str:
    if isinstance(field.field.widget, CheckboxInput):
        return _("Yes") if values else _("No")
    labels: Mapping[str, str] = {}
    if isinstance(field.field.widget, ChoiceWidget):
        labels = {str(value): str(label) for value, label in field.field.widget.choices}
    return ", ".join(labels.get(value, value) for value in values if value)
