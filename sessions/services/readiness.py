"""Looking at readiness, together. Each look is a row of its own; nothing that was looked at before is changed."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.models import Patient
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User
from practice.staff.roles import Role
from sessions.models import Readiness, SessionNote
from sessions.rules.readiness import Agrees, Enough

MAY_LOOK = frozenset({Role.PRESCRIBER, Role.THERAPIST, Role.NURSE})
# Who does such work says for themselves that they agree; nobody says it for them.
DOES_THE_WORK = frozenset({Role.PRESCRIBER, Role.THERAPIST})


@dataclass(frozen=True, kw_only=True)
class Look:
    """What was looked at. `their_words` are the person's, everything else the clinician's."""

    safety: str = Enough.NOT_ASKED
    safety_words: str = ""
    sleep: str = Enough.NOT_ASKED
    sleep_words: str = ""
    support: str = Enough.NOT_ASKED
    support_words: str = ""
    medication: str = Enough.NOT_ASKED
    medication_words: str = ""
    reason: str = ""
    person_agrees: str = Agrees.NOT_ASKED
    their_words: str = ""
    therapist_agrees: str = Agrees.NOT_ASKED
    therapist_words: str = ""
    way_to_stop: str = ""
    steps: str = ""


@transaction.atomic
def record_readiness(
    *, patient: Patient, look: Look, by: User, at: datetime, note: SessionNote | None = None
) -> Readiness:
    """Record a look, for the session whose note is given. It never makes a dose review look old.

    Raises PermissionDenied for whoever does not treat, or where the note is not their own draft about this person;
    ValidationError where nothing is said, or where somebody agrees in a therapist's place.
    """
    if not may_look(by):
        raise PermissionDenied
    if look.therapist_agrees == Agrees.YES and not does_the_work(by):
        raise ValidationError({"therapist_agrees": _("Whoever does this work with them says so themselves.")})
    lock_chart(patient.pk)
    if note is not None:
        note = _own_draft(note, patient, by)
    said = {name: value.strip() for name, value in asdict(look).items()}
    row = Readiness(patient=patient, note=note, looked_at=at, looked_by=by, **said)
    write(row)
    row.refresh_from_db(fields=["allows"])
    record("readiness.looked_at", row, by=by, at=at, note=note.pk if note else None)
    refresh(patient_id=patient.pk, at=at)
    return row


def may_look(user: User) -> bool:
    return bool(user.roles() & MAY_LOOK)


def does_the_work(user: User) -> bool:
    return bool(user.roles() & DOES_THE_WORK)


def _own_draft(note: SessionNote, patient: Patient, by: User) -> SessionNote:
    """The note, held until the transaction ends, so that it is not signed meanwhile."""
    drafts = SessionNote.objects.drafts_of(by).filter(patient=patient)
    found = drafts.select_for_update(no_key=True, of=("self",)).filter(pk=note.pk).first()
    if found is None:
        raise PermissionDenied
    return found
