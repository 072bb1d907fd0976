"""The first call: a record is made and the way in begins, after somebody looked whether there is a record already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from patients.models import Intake, LogisticNeeds, Patient
from patients.rules.contact import OFFICE_CLOSES, OFFICE_OPENS, Channel
from patients.rules.likeness import Described
from patients.services.finding_duplicates import Match, likely_matches, unseen
from patients.services.intake import NewIntake, may_keep, open_intake
from patients.services.registering import NewPatient, add_patient
from patients.services.safe_contact import AgreedWay, Wishes, agree_safe_contact
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User

MAKING_A_RECORD = 7_201_104  # the key of an advisory lock


class LooksLikeSomebody(Exception):
    """There are records much like this one that nobody has looked at yet; nothing was written."""

    def __init__(self, matches: Sequence[Match]) -> None:
        super().__init__()
        self.matches = matches


@dataclass(frozen=True, kw_only=True)
class FirstCall:
    """What was said. `may_leave_message` is None, and `interpreter` empty, where nobody asked."""

    person: NewPatient
    intake: NewIntake
    may_leave_message: bool | None = None
    interpreter: str = ""
    interpreter_language: str = ""
    would_help: str = ""


@transaction.atomic
def welcome(*, call: FirstCall, looked_at: frozenset[int], by: User, at: datetime) -> Intake:
    """Make the record and begin the way in; both or neither.

    `looked_at` are the records that were shown as much like it: raises LooksLikeSomebody where there are others, so
    that nobody makes a second record unasked. Records are made one at a time, or two calls would not see each other.
    """
    may_keep(by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MAKING_A_RECORD])
    matches = likely_matches(described(call.person))
    if unseen(matches, looked_at):
        raise LooksLikeSomebody(matches)
    patient = add_patient(details=call.person, by=by, at=at)
    intake = open_intake(patient=patient, details=call.intake, by=by, at=at)
    if matches:
        record("duplicates.passed_over", patient, by=by, at=at, patient_id=patient.pk, ids=_ids(matches))
    _write_needs(patient, call, by)
    if call.may_leave_message is not None and patient.phone:
        _agree_telephone(patient, voicemail=call.may_leave_message, by=by, at=at)
    return intake


@transaction.atomic
def go_on_with(*, call: FirstCall, patient_id: int, by: User, at: datetime) -> Intake:
    """It is somebody who has a record: the way in begins there, and nothing of that record changes.

    Raises ValidationError unless it is one of the records much like the call, so that no other can be named.
    """
    may_keep(by)
    if patient_id not in _ids(likely_matches(described(call.person))):
        raise ValidationError(_("This record is not like what was typed any more. Please look again."))
    patient = Patient.objects.get(pk=patient_id)
    return open_intake(patient=patient, details=call.intake, by=by, at=at)


def described(person: NewPatient) -> Described:
    """What a record of the same person would be like."""
    return Described(
        chosen_name=person.chosen_name,
        legal_name=person.legal_name,
        birth_date=person.birth_date,
        phone=person.phone,
    )


def _ids(matches: Sequence[Match]) -> list[int]:
    return [each.patient_id for each in matches]


def _write_needs(patient: Patient, call: FirstCall, by: User) -> None:
    """Nothing where nobody asked."""
    if call.interpreter or call.would_help.strip():
        needs = LogisticNeeds(
            patient=patient,
            interpreter=call.interpreter,
            interpreter_language=call.interpreter_language.strip(),
            other=call.would_help.strip(),
            updated_by=by,
        )
        write(needs)


def _agree_telephone(patient: Patient, *, voicemail: bool, by: User, at: datetime) -> None:
    """The number they gave, in office hours until somebody asks for others."""
    way = AgreedWay(
        channel=Channel.CALL,
        may_use=True,
        address=patient.phone,
        days=frozenset(settings.PRACTICE_OPEN_WEEKDAYS),
        opens=OFFICE_OPENS,
        closes=OFFICE_CLOSES,
    )
    agree_safe_contact(patient=patient, ways=[way], wishes=Wishes(voicemail=voicemail), by=by, at=at)
