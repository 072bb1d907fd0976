"""An author's own notes, as their pages show them. No word of them stands in a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from patients.models import Consent
from sessions.models import PsychotherapyNote


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """One of one's own notes in the list."""

    url: str
    kind: str
    day: str
    state: str
    is_signed: bool


def note_lines(notes: Iterable[PsychotherapyNote]) -> list[NoteLine]:
    """`notes` for_list."""
    return [
        NoteLine(
            url=reverse("psychotherapy_note", args=[note.pk]),
            kind=note.get_kind_display(),
            day=date_format(note.about_on, "j F Y"),
            state=signed_in_words(note)
            if note.signed_at
            else _("draft, kept %(when)s") % {"when": kept_in_words(note)},
            is_signed=note.signed_at is not None,
        )
        for note in notes
    ]


def signed_in_words(note: PsychotherapyNote) -> str:
    if note.signed_at is None:
        return ""
    return _("signed %(when)s") % {"when": date_format(timezone.localtime(note.signed_at), "j F Y, H:i")}


def kept_in_words(note: PsychotherapyNote) -> str:
    return date_format(timezone.localtime(note.words.saved_at), "j F Y, H:i")


def note_choices(notes: Iterable[PsychotherapyNote]) -> list[tuple[int, str]]:
    """Signed notes to choose from, by kind and day."""
    return [
        (note.pk, f"{note.get_kind_display()}, {date_format(note.about_on, 'j F Y')}")
        for note in notes
        if note.signed_at
    ]


def consent_choices(consents: Iterable[Consent]) -> list[tuple[int, str]]:
    """Authorisations to choose from: who may have a copy, what for, until when."""
    return [
        (
            consent.pk,
            _("%(who)s, %(why)s, until %(day)s")
            % {"who": consent.recipient, "why": consent.purpose, "day": date_format(consent.expires_on, "j F Y")},
        )
        for consent in consents
        if consent.expires_on is not None
    ]
