"""What a session note is made of: parts that are typed in one form, kept together while typing, and shown together.

A part registers itself when the app is ready. The note's own page, its autosave and its signing know parts only by this
list, so that a new part (the frame, a line for each member of a group) changes none of them.

Tables of parts ask for the trigger `sessions.models.note_lock.locked_with_its_note`: it holds the note while a part is
written, and refuses once the note is signed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django import forms
from django.http import QueryDict

from practice.staff.models import User
from sessions.note_kinds import NoteKind

if TYPE_CHECKING:
    from sessions.models import SessionNote


class PartForm(Protocol):
    """Makes the part's form for a note: with what is kept, or with what was posted (`data`)."""

    def __call__(self, note: "SessionNote", data: QueryDict | None) -> forms.BaseForm: ...


class KeepPart(Protocol):
    """Keeps a form of the part, in the caller's transaction and under its lock; the note is a draft.

    The form is valid, unless the part `keeps_what_fits`: then `cleaned_data` holds the fields that are, and those are
    kept all the same. What a ValidationError says is shown with the form.
    """

    def __call__(self, note: "SessionNote", form: forms.BaseForm, *, by: User, at: datetime) -> None: ...


class ObjectsToSigning(Protocol):
    """What keeps the note from being signed, in plain words; empty when nothing does. The service asks it, locked."""

    def __call__(self, note: "SessionNote", *, at: datetime) -> list[str]: ...


def nothing_against(note: "SessionNote", *, at: datetime) -> list[str]:
    return []


@dataclass(frozen=True, kw_only=True)
class NotePart:
    """One part. `form_template` shows the form while the note is a draft (context: `form`, `note`), `template` what
    `shown` returns, once it is signed and before that as what will be signed. Who reads is told to `shown`, as not
    every reader of a group's note may read all of it. Fields are named with the part's own prefix. Lower `order` comes
    first.
    """

    name: str
    kinds: frozenset[NoteKind]
    form: PartForm
    keep: KeepPart
    form_template: str
    shown: Callable[["SessionNote", User], Mapping[str, Any]]
    template: str
    objects: ObjectsToSigning = nothing_against
    keeps_what_fits: bool = False
    order: int = 50


@dataclass
class _Registry:
    parts: dict[str, NotePart] = field(default_factory=dict)


_registry = _Registry()


def register(part: NotePart) -> None:
    """Offer a part; once, when the app is ready."""
    _registry.parts[part.name] = part


def parts_of(kind: str) -> list[NotePart]:
    """The parts of notes of this kind, in order."""
    offered = (part for part in _registry.parts.values() if kind in part.kinds)
    return sorted(offered, key=lambda part: (part.order, part.name))
