"""What templates/sessions/note*.html read: the parts of a note to write in or to read, and who signed it when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.forms import BaseForm
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from practice.staff.models import User
from sessions.models import NoteAddendum, SessionNote, Supervision
from sessions.note_parts import parts_of
from sessions.presentation.times import day_and_span
from sessions.services.writing_notes import Errors


@dataclass(frozen=True, kw_only=True)
class FormOfPart:
    """A part to write in, and what could not be kept of it."""

    template: str
    form: BaseForm
    errors: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signed what, and when."""

    who: str
    when: str


@dataclass(frozen=True, kw_only=True)
class AddendumShown:
    words: str
    signature: Signature


def forms_of(note: SessionNote, data: QueryDict | None = None, errors: Errors | None = None) -> list[FormOfPart]:
    """The parts to write in, with what is kept, or with what was typed and why it could not be kept."""
    return [
        FormOfPart(
            template=part.form_template,
            form=part.form(note, data),
            errors=[each for found in (errors or {}).get(part.name, {}).values() for each in found],
        )
        for part in parts_of(note.kind)
    ]


def parts_shown(note: SessionNote, reader: User) -> list[SafeString]:
    """What was written, part by part, as far as this person may read it."""
    return [render_to_string(part.template, {**part.shown(note, reader), "note": note}) for part in parts_of(note.kind)]


def when_of(note: SessionNote) -> str:
    """The day, and from when until when."""
    if note.took_place_until is None:
        return date_format(localtime(note.took_place_from), _("j F Y, G:i"))
    return day_and_span(note.took_place_from, note.took_place_until)


def kept_in_words(kept_at: datetime, *, revision: int) -> str:
    """When the note was kept last, for the line beside the buttons."""
    if not revision:
        return _("Nothing is typed yet. What you type is kept by itself.")
    at = localtime(kept_at)
    is_today = at.date() == localdate()
    return _("Kept at %(when)s") % {"when": date_format(at, "G:i" if is_today else "j F, G:i")}


def answer_in_words(note: SessionNote, kept_at: datetime, revision: int, errors: Errors) -> str:
    """The same after a sending, with what could not be kept."""
    kept = kept_in_words(kept_at, revision=revision)
    wrong = list(sentences_of(note, errors))
    return _("%(kept)s, but for this: %(wrong)s") % {"kept": kept, "wrong": " ".join(wrong)} if wrong else kept


def sentences_of(note: SessionNote, errors: Errors) -> Iterable[str]:
    """What could not be kept, each with the field that it is about."""
    for part in parts_of(note.kind):
        found = errors.get(part.name, {})
        fields = getattr(part.form(note, None), "fields", {}) if found else {}
        for name, sentences in found.items():
            label = f"{fields[name].label}: " if name in fields else ""
            yield from (f"{label}{sentence}" for sentence in sentences)


def names_of_errors(note: SessionNote, errors: Errors) -> list[str]:
    """The names of the fields that could not be kept, as they stand in the page."""
    found = []
    for part in parts_of(note.kind):
        if names := errors.get(part.name):
            form = part.form(note, None)
            found += [form.add_prefix(name) for name in names if name in getattr(form, "fields", {})]
    return found


def signature_of(by: User | None, at: datetime | None) -> Signature | None:
    if by is None or at is None:
        return None
    return Signature(who=by.display_name, when=date_format(localtime(at), _("j F Y, G:i")))


def addenda_of(note: SessionNote) -> list[AddendumShown]:
    """What was added since, oldest first."""
    rows = NoteAddendum.objects.filter(note=note).select_related("signed_by").order_by("id")
    return [
        AddendumShown(words=row.words, signature=Signature(who=row.signed_by.display_name, when=_moment(row.signed_at)))
        for row in rows
    ]


def supervisor_of(author: User, at: datetime) -> str:
    """Who will be asked to sign a note too, if somebody is."""
    row = Supervision.objects.in_force(at).filter(supervisee=author).select_related("supervisor").first()
    return row.supervisor.display_name if row else ""


def _moment(at: datetime) -> str:
    return date_format(localtime(at), _("j F Y, G:i"))
