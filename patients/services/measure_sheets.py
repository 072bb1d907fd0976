"""Handing measures to the person: on this very tablet, or on another one by a short code; keeping and sending them.

What is not sent is no part of the chart, so keeping a draft is no act; sending is one, and makes assessments.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from patients.guesses import is_paused, note_wrong
from patients.measures_in_use import all_in_use
from patients.models import MeasureSheet, MeasureSheetDraft, Patient
from patients.services.locking import lock_chart
from patients.services.recording_health import may_record
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User

OPEN_FOR = timedelta(hours=2)
CODE_DIGITS, CODE_SECONDS = 8, 15 * 60
ADDRESS_BYTES, DEVICE_BYTES = 32, 24
NO_LINK = 0


class TooManyTries(Exception):
    """Whoever is at this address tried too many codes; what they typed was not looked at."""


@dataclass(frozen=True, kw_only=True)
class TakenUp:
    """A sheet in one device's hands. `token` and `device` are known here alone and kept nowhere."""

    sheet: MeasureSheet
    token: str
    device: str


@transaction.atomic
def hand_over(*, patient: Patient, measures: Sequence[str], by: User, at: datetime) -> MeasureSheet:
    """Measures for the person to fill in themselves; what was handed to them before is taken back.

    Raises PermissionDenied; ValidationError where one is not to be filled in, or none is chosen.
    """
    may_record(by)
    _may_be_filled_in(measures)
    lock_chart(patient.pk)
    for before in MeasureSheet.objects.not_over().filter(patient=patient):
        revoke_sheet(sheet=before, by=by, at=at)
    _forget_what_ran_out(at)
    chosen = list(dict.fromkeys(measures))
    sheet = MeasureSheet(patient=patient, measures=chosen, made_at=at, made_by=by, expires_at=at + OPEN_FOR)
    write(sheet)
    record("measure_sheet.handed_over", sheet, by=by, at=at, measures=chosen)
    return sheet


@transaction.atomic
def revoke_sheet(*, sheet: MeasureSheet, by: User, at: datetime) -> MeasureSheet:
    """Nobody fills it in from now on, and what was not sent is gone. Taking it back twice changes nothing."""
    may_record(by)
    lock_chart(sheet.patient_id)
    sheet = MeasureSheet.objects.select_for_update(no_key=True, of=("self",)).get(pk=sheet.pk)
    if sheet.sent_at is not None or sheet.revoked_at is not None:
        return sheet
    sheet.revoked_at, sheet.revoked_by = at, by
    write(sheet)
    sheet.drafts.all().delete()
    record("measure_sheet.taken_back", sheet, by=by, at=at)
    return sheet


@transaction.atomic
def take_up(*, sheet: MeasureSheet, at: datetime) -> TakenUp:
    """Give it to one device; one that had it before reaches it no more. Raises ValidationError where it is over."""
    found = MeasureSheet.objects.in_force(at).select_for_update(no_key=True, of=("self",)).filter(pk=sheet.pk).first()
    if found is None:
        raise ValidationError(_("What was handed over is closed. Hand it over again."))
    token, device = secrets.token_urlsafe(ADDRESS_BYTES), secrets.token_urlsafe(DEVICE_BYTES)
    found.digest, found.device_digest = digest_of(token), digest_of(device)
    write(found)
    record("measure_sheet.taken_up", found, by=None, at=at)
    return TakenUp(sheet=found, token=token, device=device)


def new_code(*, sheet: MeasureSheet) -> str:
    """A short code that opens this sheet once, on whatever device it is typed within a quarter of an hour."""
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        if cache.add(_kept_as(code), sheet.pk, CODE_SECONDS):
            return code


@transaction.atomic
def take_up_by_code(*, typed: str, address: str, at: datetime) -> TakenUp | None:
    """What opens with this code; None where nothing does. Raises TooManyTries."""
    if is_paused(NO_LINK, address, at):
        raise TooManyTries
    kept_as = _kept_as("".join(filter(str.isdecimal, typed))[:CODE_DIGITS])
    sheet_id = cache.get(kept_as)
    sheet = (
        MeasureSheet.objects.in_force(at).filter(pk=sheet_id).first() if sheet_id and cache.delete(kept_as) else None
    )
    if sheet is None:
        note_wrong(address, at)
        return None
    return take_up(sheet=sheet, at=at)


def sheet_behind(token: str, *, at: datetime) -> MeasureSheet | None:
    """The sheet at an address while it can be filled in. Unknown, over and run out are all None."""
    return MeasureSheet.objects.in_force(at).filter(digest=digest_of(token)).select_related("patient").first()


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _kept_as(code: str) -> str:
    return "measure-sheet-code:" + salted_hmac("measure-sheet-code", code, algorithm="sha256").hexdigest()


def _may_be_filled_in(measures: Sequence[str]) -> None:
    known = all_in_use()
    theirs = {code for code, used in known.items() if used.may_be_filled_in and used.measure.respondent == "person"}
    if not set(measures) <= theirs:
        raise ValidationError({"measures": _("Choose from the list.")})


def _forget_what_ran_out(at: datetime) -> None:
    """Drafts of sheets that nobody sent in time."""
    MeasureSheetDraft.objects.filter(sheet__expires_at__lte=at).delete()
