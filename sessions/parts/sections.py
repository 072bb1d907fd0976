"""The sections of a note, as its template lays them out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from practice.staff.models import User
from sessions.forms.notes import SectionsForm
from sessions.models import NoteTemplateSection, SessionNote
from sessions.note_kinds import NoteKind
from sessions.note_parts import NotePart
from sessions.queries.note_templates import sections_of


def laid_out(note: SessionNote) -> list[NoteTemplateSection]:
    """The sections of the version it was begun with; one alone where the practice has no templates."""
    return sections_of(note) or [NoteTemplateSection(code="what-happened", title=_("What happened"))]


def form_of(note: SessionNote, data: QueryDict | None) -> SectionsForm:
    return SectionsForm(laid_out(note), data, initial=note.text.sections)


def keep(note: SessionNote, form: forms.BaseForm, *, by: User, at: datetime) -> None:
    """Only what was sent; the row itself is written once, by the service, with the new revision."""
    if not isinstance(form, SectionsForm):
        raise TypeError
    note.text.sections = {**note.text.sections, **form.typed()}


def shown(note: SessionNote, reader: User) -> Mapping[str, Any]:
    """Titles and words of the sections in which something was written."""
    words = note.text.sections
    return {"sections": [(each.title, words[each.code]) for each in laid_out(note) if words.get(each.code)]}


def objects(note: SessionNote, *, at: datetime) -> list[str]:
    if any(words.strip() for words in note.text.sections.values()):
        return []
    return [_("Nothing is written in the note yet. A sentence is enough.")]


SECTIONS = NotePart(
    name="sections",
    kinds=frozenset(NoteKind),
    form=form_of,
    keep=keep,
    keeps_what_fits=True,
    form_template="sessions/note_sections_form.html",
    shown=shown,
    template="sessions/note_sections.html",
    objects=objects,
    order=30,
)
