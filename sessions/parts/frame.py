"""The trauma-informed frame of a note."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.forms import model_to_dict
from django.http import QueryDict

from practice.staff.models import User
from sessions.forms.frame import FrameForm
from sessions.models import SessionNote
from sessions.note_kinds import FRAMED
from sessions.note_parts import NotePart
from sessions.presentation.frame import frame_lines, techniques_to_choose
from sessions.presentation.readiness import looked_in
from sessions.services.framing import frame_of, keep_frame, what_frame_lacks


def form_of(note: SessionNote, data: QueryDict | None) -> FrameForm:
    frame = frame_of(note)
    kept = {**model_to_dict(frame), "sent": "1"}
    form = FrameForm(data, initial=kept, techniques=techniques_to_choose(frame))
    form.in_note = looked_in(note)
    return form


def keep(note: SessionNote, form: forms.BaseForm, *, by: User, at: datetime) -> None:
    if not isinstance(form, FrameForm):
        raise TypeError
    if form.was_sent:
        keep_frame(note=note, typed=form.typed(), by=by, at=at)


def shown(note: SessionNote, reader: User) -> Mapping[str, Any]:
    return {"lines": frame_lines(frame_of(note)), "in_note": looked_in(note), "is_draft": note.signed_at is None}


def objects(note: SessionNote, *, at: datetime) -> list[str]:
    return what_frame_lacks(note)


FRAME = NotePart(
    name="frame",
    kinds=FRAMED,
    form=form_of,
    keep=keep,
    keeps_what_fits=True,
    form_template="sessions/note_frame_form.html",
    shown=shown,
    template="sessions/note_frame.html",
    objects=objects,
    order=50,
)
