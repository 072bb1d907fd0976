"""Keeping the frame of a note, and what keeps a note from being signed after work near the trauma."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from practice.database.writing import write
from practice.staff.models import User
from sessions.models import NoteFrame, Readiness, SessionNote, Technique
from sessions.rules.near_trauma import Work, lacks, was_planned


def frame_of(note: SessionNote) -> NoteFrame:
    """The frame of a note; an empty one, not written yet, where nobody typed anything."""
    return NoteFrame.objects.filter(note=note.pk).first() or NoteFrame(note=note)


def keep_frame(*, note: SessionNote, typed: Mapping[str, Any], by: User, at: datetime) -> NoteFrame:
    """Keep what was typed. A part of `keep_note`, in its transaction and under its lock; an empty frame is no row."""
    frame = frame_of(note)
    before = {name: getattr(frame, name) for name in typed}
    if before == dict(typed):
        return frame
    for name, value in typed.items():
        setattr(frame, name, value)
    write(frame)
    return frame


def what_frame_lacks(note: SessionNote) -> list[str]:
    """What is missing before signing, in a sentence; empty when nothing is."""
    frame = frame_of(note)
    if not lacks(work_of(frame)):
        return []
    return [
        _(
            "You did work that goes near the trauma by plan. Readiness was not looked at in this session, or something "
            "spoke against it. Say under “Near the trauma” what was done and why; that is enough to sign."
        )
    ]


def work_of(frame: NoteFrame) -> Work:
    """What a frame says of work near the trauma, for the rule."""
    has_exposure = Technique.objects.filter(code__in=frame.techniques, is_exposure=True).exists()
    looked = None
    if was_planned(frame.near_trauma, has_exposure):
        looked = Readiness.objects.newest_of_note(frame.note_id)
    return Work(
        near_trauma=frame.near_trauma,
        has_exposure=has_exposure,
        looked_allows=looked.allows if looked else None,
        says_why=bool(frame.without_readiness.strip()),
    )
