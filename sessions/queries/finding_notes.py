"""Lists of notes: those of a chart, those still to write, those to co-sign. All of it on behalf of somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from practice.prompts.models import Prompt
from practice.staff.models import User
from sessions.models import Attendance, Booking, NoteAddendum, SessionNote, Visit, VisitClinician
from sessions.queries.lines import VisitLine

PAGE = 20
LONGEST_LIST = 100


class NoteFacts(NamedTuple):
    """A note in a list. `addenda` counts them; `waits`: for a co-signature."""

    pk: int
    kind: str
    patient_id: int | None
    who: str | None
    author_id: int
    author: str
    took_place_from: datetime
    took_place_until: datetime | None
    signed_at: datetime | None
    set_aside_at: datetime | None
    addenda: int
    waits: bool
    is_cosigned: bool


def as_facts(notes: "QuerySet[SessionNote]") -> list[NoteFacts]:
    """These notes as light values, in one query."""
    addenda = NoteAddendum.objects.filter(note=OuterRef("pk")).order_by().values("note")
    told = notes.annotate(
        addenda_told=addenda.annotate(number=Count("pk")).values("number")[:1],
        waits=Exists(SessionNote.objects.waiting_for_cosign().filter(pk=OuterRef("pk"))),
    )
    rows = told.values_list(
        "pk",
        "kind",
        "patient_id",
        "patient__chosen_name",
        "author_id",
        "author__display_name",
        "took_place_from",
        "took_place_until",
        "signed_at",
        "set_aside_at",
        "addenda_told",
        "waits",
        "cosignature",
    )
    return [NoteFacts(*row[:10], row[10] or 0, row[11], row[12] is not None) for row in rows]


@dataclass(frozen=True, kw_only=True)
class NotesPage:
    """Some notes; `next_before` is the one behind which the rest begins, None where there is no more."""

    rows: Sequence[NoteFacts]
    next_before: int | None


def notes_of(
    patient_id: int, user: User, *, kind: str = "", author: int | None = None, before: int | None = None
) -> NotesPage:
    """What somebody may read about one person, newest first, by keyset: the last page is as quick as the first."""
    notes = SessionNote.objects.visible_to(user).of_patient(patient_id)
    if before and (place := notes.filter(pk=before).values_list("took_place_from", "pk").first()):
        notes = notes.filter(Q(took_place_from__lt=place[0]) | Q(took_place_from=place[0], pk__lt=place[1]))
    if kind:
        notes = notes.filter(kind=kind)
    if author:
        notes = notes.filter(author=author)
    found = as_facts(notes.latest_first()[: PAGE + 1])
    return NotesPage(rows=found[:PAGE], next_before=found[PAGE - 1].pk if len(found) > PAGE else None)


def authors_of(patient_id: int, user: User) -> list[tuple[int, str]]:
    """Who wrote the notes that somebody may read about one person, by name."""
    notes = SessionNote.objects.visible_to(user).of_patient(patient_id)
    names = notes.order_by("author__display_name", "author").values_list("author", "author__display_name")
    return list(names.distinct())


def drafts_of(user: User) -> list[NoteFacts]:
    """One's own drafts, the oldest first."""
    return as_facts(SessionNote.objects.drafts_of(user).order_by("took_place_from", "pk")[:LONGEST_LIST])


def to_cosign(user: User, at: datetime) -> list[NoteFacts]:
    """Notes that wait for one's co-signature, the oldest first."""
    notes = SessionNote.objects.visible_to(user, at).for_cosigning_by(user, at)
    return as_facts(notes.order_by("signed_at", "pk")[:LONGEST_LIST])


def visits_without_a_note(user: User, at: datetime) -> "list[VisitLine]":
    """Visits of one's own that took place and of which nobody who was with it has begun a note; the oldest first.

    Where somebody answered the prompt (no note is needed), none is missing.
    """
    own = VisitClinician.objects.filter(visit=OuterRef("pk"), clinician=user.pk, replaced_at=None)
    came = Booking.objects.filter(visit=OuterRef("pk"), is_live=True, status=Attendance.DONE)
    answered = Prompt.objects.filter(kind="note-missing", key=OuterRef("pk"), closed_by__isnull=False)
    missing = Visit.objects.bookable_by(user).live().filter(Exists(own), Exists(came), ~Exists(_begun_for_it()))
    wanted = missing.filter(
        ~Exists(answered), ends_at__lte=at, ends_at__gt=at - settings.NOTE_WANTED_FOR, visit_type__is_team_meeting=False
    )
    first = list(wanted.order_by("starts_at", "pk").values_list("pk", flat=True)[:LONGEST_LIST])
    return Visit.objects.bookable_by(user).filter(pk__in=first).as_lines()


def _begun_for_it() -> "QuerySet[SessionNote]":
    """Notes of a visit by anybody who was with it as a clinician, but for what was set aside."""
    with_it = VisitClinician.objects.filter(visit=OuterRef("visit"), clinician=OuterRef("author"), replaced_at=None)
    return SessionNote.objects.filter(Exists(with_it), visit=OuterRef("pk"), set_aside_at=None)
