"""What somebody may agree to, and what may be told to others because of it. Pure: values in, values out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentKind(models.TextChoices):
    """What somebody agrees to."""

    TREATMENT = "treatment", _("treatment")
    TELEHEALTH = "telehealth", _("visits by video or phone")
    CONTACT = "contact", _("how we may reach them")
    FAMILY = "family-participation", _("taking part of family or friends")
    RELEASE = "release", _("release of information")
    RESEARCH = "research", _("taking part in research")


class WordingKind(models.TextChoices):
    """What a text is for: one of the consents, or the notice that goes with what is told to others."""

    TREATMENT = ConsentKind.TREATMENT.value, ConsentKind.TREATMENT.label
    TELEHEALTH = ConsentKind.TELEHEALTH.value, ConsentKind.TELEHEALTH.label
    CONTACT = ConsentKind.CONTACT.value, ConsentKind.CONTACT.label
    FAMILY = ConsentKind.FAMILY.value, ConsentKind.FAMILY.label
    RELEASE = ConsentKind.RELEASE.value, ConsentKind.RELEASE.label
    RESEARCH = ConsentKind.RESEARCH.value, ConsentKind.RESEARCH.label
    REDISCLOSURE = "redisclosure", _("notice to whoever is told")


class GivenHow(models.TextChoices):
    """How it was given, and so what vouches for it."""

    ON_SCREEN = "on-screen", _("signed on screen")
    IN_SESSION = "in-session", _("said in a session")
    BY_PHONE = "by-phone", _("said by phone")
    ON_PAPER = "on-paper", _("signed on paper")


SPOKEN = frozenset({GivenHow.IN_SESSION, GivenHow.BY_PHONE})
WRITTEN = frozenset({GivenHow.ON_SCREEN, GivenHow.ON_PAPER})


class RevokedHow(models.TextChoices):
    """How somebody took it back; every way counts at once."""

    IN_PERSON = "in-person", _("in person")
    BY_PHONE = "by-phone", _("by phone")
    IN_WRITING = "in-writing", _("in writing")


class Scope(models.TextChoices):
    """Parts of a record that may be told. What an author keeps apart is never part of "the whole record"."""

    APPOINTMENTS = "appointments", _("appointments")
    MEDICATION_LIST = "medication-list", _("the list of medicines")
    NOTES_SUMMARY = "notes-summary", _("a summary of the notes")
    MEASURES = "measures", _("questionnaires and measurements")
    SAFETY_PLAN = "safety-plan", _("the safety plan")
    SUBSTANCE_USE = "substance-use-treatment", _("treatment for the use of alcohol or drugs")
    WHOLE_RECORD = "whole-record", _("the whole record, apart from psychotherapy and counselling notes")
    PSYCHOTHERAPY_NOTES = "psychotherapy-notes", _("psychotherapy notes, on a sheet of its own")
    COUNSELLING_NOTES = "counselling-notes", _("substance-use counselling notes, on a sheet of its own")


# Each is authorised on its own, and told by its author alone: 45 CFR 164.508(a)(2) and (b)(3)(ii), 42 CFR 2.31(b).
KEPT_APART = frozenset({Scope.PSYCHOTHERAPY_NOTES, Scope.COUNSELLING_NOTES})
ABOUT_SUBSTANCE_USE = frozenset({Scope.SUBSTANCE_USE, Scope.COUNSELLING_NOTES})


class DisclosedHow(models.TextChoices):
    """The way it was told."""

    SPOKEN = "spoken", _("in person or by phone")
    LETTER = "letter", _("by letter")
    FAX = "fax", _("by fax")
    MESSAGE = "message", _("by secure message")
    HANDED = "handed", _("handed to the person to pass on")


class State(StrEnum):
    """How a consent stands on a day."""

    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Because(StrEnum):
    """Why something may not be told; stable codes, in the order in which a person reads them."""

    NO_RELEASE = "no-release"
    REVOKED = "revoked"
    EXPIRED = "expired"
    OTHER_RECIPIENT = "other-recipient"
    NOT_IN_SCOPE = "not-in-scope"
    SUBSTANCE_USE = "substance-use-not-covered"
    NO_NOTICE = "no-notice"
    KEPT_APART = "kept-apart"


@dataclass(frozen=True, kw_only=True)
class ConsentFacts:
    """What a consent says, as far as it decides what may be told. Dates are the practice's days."""

    kind: str
    recipient: str = ""
    scope: frozenset[str] = frozenset()
    covers_substance_use: bool = False
    given_on: date
    expires_on: date | None = None
    revoked_on: date | None = None


def state_on(day: date, *, is_revoked: bool, expires_on: date | None) -> State:
    """The day that is named as its last still counts."""
    if is_revoked:
        return State.REVOKED
    return State.EXPIRED if expires_on is not None and expires_on < day else State.ACTIVE


def may_disclose(
    consent: ConsentFacts,
    *,
    what: Collection[str],
    recipient: str,
    on: date,
    has_notice: bool,
    is_their_author: bool = False,
) -> list[Because]:
    """Why this may not be told to them on that day; empty means it may.

    Records of treatment for substance use are told only where the consent names them, even under "the whole record",
    and with the notice on telling it further. What is kept apart is told by its author, on an authorisation of its own.
    """
    state = state_on(on, is_revoked=consent.revoked_on is not None, expires_on=consent.expires_on)
    asked = set(what)
    found = {
        Because.NO_RELEASE: consent.kind != ConsentKind.RELEASE or on < consent.given_on,
        Because.REVOKED: state == State.REVOKED,
        Because.EXPIRED: state == State.EXPIRED,
        Because.OTHER_RECIPIENT: recipient != consent.recipient,
        Because.NOT_IN_SCOPE: not asked or not _within(asked, consent.scope),
        Because.SUBSTANCE_USE: bool(asked & ABOUT_SUBSTANCE_USE) and not consent.covers_substance_use,
        Because.NO_NOTICE: consent.covers_substance_use and not has_notice,
        Because.KEPT_APART: bool(asked & KEPT_APART) and not is_their_author,
    }
    return [because for because, stands in found.items() if stands]


def _within(asked: set[str], scope: frozenset[str]) -> bool:
    """Substance use is asked about on its own, so the whole record is wide enough for all that is not kept apart."""
    if Scope.WHOLE_RECORD in scope:
        return not asked & KEPT_APART
    return asked <= scope


def authorises(consent: ConsentFacts, part: str) -> bool:
    """Whether this is an authorisation of that part kept apart, and of nothing else."""
    return consent.kind == ConsentKind.RELEASE and part in KEPT_APART and consent.scope == {part}
