"""Who was in a group: each has a line of their own, which nobody else's chart shows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from practice.staff.models import User
from sessions.forms.group_lines import LinesForm, Member
from sessions.models import Attendance, Booking, GroupLine, SessionNote
from sessions.note_kinds import NoteKind
from sessions.note_parts import NotePart
from sessions.queries.group_lines import members_of, others_at_hand
from sessions.rules.naming import named_in
from sessions.services.group_lines import keep_lines

WAS_THERE = frozenset({Attendance.ARRIVED, Attendance.IN_ROOM, Attendance.DONE})


def form_of(note: SessionNote, data: QueryDict | None) -> LinesForm:
    patients = members_of(note)
    words = dict(GroupLine.objects.filter(note=note).values_list("patient", "words"))
    bookings = {each.patient_id: each for each in Booking.objects.filter(visit=note.visit_id, is_live=True)}
    members = [
        Member(
            patient=each,
            booking=str(bookings[each.pk].get_status_display()) if each.pk in bookings else "",
            came=each.pk in words if words else each.pk in bookings and bookings[each.pk].status in WAS_THERE,
            words=words.get(each.pk, ""),
        )
        for each in patients
    ]
    named = named_in(text_of(note), [each.chosen_name for each in patients])
    return LinesForm(members, others_at_hand(patients, note.author), named, data)


def text_of(note: SessionNote) -> str:
    """What every member's chart will show."""
    return "\n".join([note.present, *note.text.sections.values()])


def keep(note: SessionNote, form: forms.BaseForm, *, by: User, at: datetime) -> None:
    if not isinstance(form, LinesForm):
        raise TypeError
    if form.was_sent:
        keep_lines(note=note, came=form.came(), by=by)


def shown(note: SessionNote, reader: User) -> Mapping[str, Any]:
    """Lines of those members alone whose chart the reader may open; of a draft all, for its author, and names in it."""
    lines = list(GroupLine.objects.visible_to(reader).filter(note=note).select_related("patient").order_by("id"))
    is_draft = note.signed_at is None
    names = [line.patient.chosen_name for line in lines]
    return {
        "lines": lines,
        "is_folded": not is_draft and len(lines) > 1,
        "named": named_in(text_of(note), names) if is_draft else [],
    }


LINES = NotePart(
    name="lines",
    kinds=frozenset({NoteKind.GROUP}),
    form=form_of,
    keep=keep,
    keeps_what_fits=True,
    form_template="sessions/note_lines_form.html",
    shown=shown,
    template="sessions/note_lines.html",
    order=40,
)
