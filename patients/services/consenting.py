"""Agreeing, declining, and taking it back. What was agreed is a row that stays; taking it back counts from then on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.models import Consent, ConsentWording, DeclinedConsent, Patient
from patients.rules.consent import WRITTEN, GivenHow
from patients.services.consent_papers import keep_paper
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """To what somebody agrees. A release says who may be told, what, what for and until when."""

    kind: str
    recipient: str = ""
    purpose: str = ""
    scope: tuple[str, ...] = ()
    covers_substance_use: bool = False
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Vouched:
    """How they said so: a typed name, somebody who heard it, or a scanned sheet with its day."""

    how: str
    signed_name: str = ""
    signed_by_relation: str = ""
    signed_on: date | None = None
    heard_by: User | None = None
    also_heard_by: User | None = None
    paper: bytes = b""


def may_record_consents(by: User) -> None:
    """Raises PermissionDenied for whoever is no clinician."""
    if not by.may(Permission.LOG_EFFECTS):
        raise PermissionDenied


def newest_wording(kind: str) -> ConsentWording | None:
    """The text that is in use; None where nobody has published one."""
    return ConsentWording.objects.filter(kind=kind, published_at__isnull=False).order_by("-number").first()


@transaction.atomic
def record_consent(
    *, patient: Patient, agreed: Agreed, vouched: Vouched, wording: ConsentWording | None, by: User, at: datetime
) -> Consent:
    """They agreed, to the text that they were shown or read. Raises PermissionDenied, ValidationError."""
    consent = add_consent(patient=patient, agreed=agreed, vouched=vouched, wording=wording, by=by, at=at)
    refresh(patient_id=patient.pk, at=at)
    return consent


def add_consent(
    *, patient: Patient, agreed: Agreed, vouched: Vouched, wording: ConsentWording | None, by: User, at: datetime
) -> Consent:
    """The same, in the caller's transaction, which refreshes the prompts when it has written the rest."""
    may_record_consents(by)
    _check(agreed, vouched, at)
    lock_chart(patient.pk)
    paper = keep_paper(patient=patient, content=vouched.paper, by=by, at=at) if vouched.paper else None
    consent = Consent(
        patient=patient,
        wording=wording,
        kind=agreed.kind,
        recipient=agreed.recipient.strip(),
        purpose=agreed.purpose.strip(),
        scope=sorted(set(agreed.scope)),
        covers_substance_use=agreed.covers_substance_use,
        expires_on=agreed.expires_on,
        given_how=vouched.how,
        signed_name=vouched.signed_name.strip(),
        signed_by_relation=vouched.signed_by_relation.strip(),
        signed_on=vouched.signed_on,
        heard_by=vouched.heard_by,
        also_heard_by=vouched.also_heard_by,
        paper=paper,
        given_at=at,
        given_by=by,
    )
    write(consent)
    record("consent.given", consent, by=by, at=at, kind=consent.kind, how=consent.given_how)
    return consent


def _check(agreed: Agreed, vouched: Vouched, at: datetime) -> None:
    """What is told by its field, before a constraint would tell it of the whole."""
    today = timezone.localdate(at)
    if agreed.expires_on is not None and agreed.expires_on < today:
        raise ValidationError({"expires_on": _("Choose a day that lies ahead.")})
    if vouched.signed_on is not None and vouched.signed_on > today:
        raise ValidationError({"signed_on": _("The day on the paper has not come yet.")})
    if vouched.how == GivenHow.ON_PAPER and not vouched.paper:
        raise ValidationError({"paper": _("Choose the scanned sheet.")})
    if agreed.covers_substance_use and vouched.how not in WRITTEN:
        raise ValidationError({"covers_substance_use": _("This is released in writing: on screen or on paper.")})


@transaction.atomic
def record_declined(
    *,
    patient: Patient,
    kind: str,
    wording: ConsentWording | None,
    by: User,
    at: datetime,
    in_their_words: str = "",
    ask_again_on: date | None = None,
) -> DeclinedConsent:
    """They were asked and would rather not. Raises PermissionDenied, ValidationError."""
    may_record_consents(by)
    if ask_again_on is not None and ask_again_on <= timezone.localdate(at):
        raise ValidationError({"ask_again_on": _("Choose a day that lies ahead.")})
    lock_chart(patient.pk)
    declined = DeclinedConsent(
        patient=patient,
        kind=kind,
        wording=wording,
        in_their_words=in_their_words.strip(),
        ask_again_on=ask_again_on,
        declined_at=at,
        declined_by=by,
    )
    write(declined)
    record("consent.declined", declined, by=by, at=at, kind=kind)
    refresh(patient_id=patient.pk, at=at)
    return declined


@transaction.atomic
def revoke_consent(*, consent: Consent, how: str, by: User, at: datetime, words: str = "") -> Consent:
    """They take it back: nothing rests on it from now on. What was told before stays in the accounting.

    Raises PermissionDenied, or ValidationError where it was taken back before.
    """
    taken_back = take_back(consent=consent, how=how, by=by, at=at, words=words)
    refresh(patient_id=consent.patient_id, at=at)
    return taken_back


def take_back(*, consent: Consent, how: str, by: User, at: datetime, words: str = "") -> Consent:
    """The same, in the caller's transaction, which refreshes the prompts."""
    may_record_consents(by)
    lock_chart(consent.patient_id)
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.revoked_at is not None:
        raise ValidationError(_("It was taken back already."))
    consent.revoked_at, consent.revoked_by, consent.revoked_how, consent.revoked_words = at, by, how, words.strip()
    write(consent)
    record("consent.revoked", consent, by=by, at=at, kind=consent.kind, how=how)
    return consent
