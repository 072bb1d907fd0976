"""The head of a note: when and where it was, and who was there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import localtime

from practice.database.writing import write
from practice.staff.models import User
from sessions.forms.notes import HeaderForm
from sessions.models import SessionNote
from sessions.note_kinds import NoteKind
from sessions.note_parts import NotePart


def form_of(note: SessionNote, data: QueryDict | None) -> HeaderForm:
    start = localtime(note.took_place_from)
    until = localtime(note.took_place_until).time() if note.took_place_until else None
    kept = {"on": start.date(), "start": start.time(), "until": until, "place": note.place, "present": note.present}
    return HeaderForm(data, initial=kept)


def keep(note: SessionNote, form: forms.BaseForm, *, by: User, at: datetime) -> None:
    """Write the row only where something changed, as each change of it goes into the history."""
    if not isinstance(form, HeaderForm):
        raise TypeError
    before = _facts(note)
    if (span := form.span()) and span != _minutes(note):
        note.took_place_from, note.took_place_until = span
    for name in ("place", "present"):
        if name in form.cleaned_data and form.was_sent(name):
            setattr(note, name, form.cleaned_data[name])
    if _facts(note) != before:
        write(note)


def shown(note: SessionNote, reader: User) -> Mapping[str, Any]:
    return {"note": note}


def _facts(note: SessionNote) -> tuple[object, ...]:
    return note.took_place_from, note.took_place_until, note.place, note.present


def _minutes(note: SessionNote) -> tuple[datetime, datetime | None]:
    """The time as the form can say it, so that the seconds of a beginning are no change."""
    until = note.took_place_until
    return note.took_place_from.replace(second=0, microsecond=0), until and until.replace(second=0, microsecond=0)


HEADER = NotePart(
    name="header",
    kinds=frozenset(NoteKind),
    form=form_of,
    keep=keep,
    keeps_what_fits=True,
    form_template="sessions/note_header_form.html",
    shown=shown,
    template="sessions/note_header.html",
    order=10,
)
