"""The way in: somebody asks for help here, and one step follows the other until they have arrived.

The desk writes their reason down while they speak; it is encrypted here, and nothing that the desk opens decrypts it.
The stage follows the moves: the database writes it, and refuses a move that is not possible.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.models import Funding, Intake, IntakeMove, MoveNote, Patient, ReferralSource
from patients.rules.intake_stages import CLOSED, OURS_BY_A_DAY, Stage, is_forward, is_possible
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.days import is_closed
from practice.encryption import decrypt, encrypt
from practice.staff.models import User
from practice.staff.roles import Permission

REASON = "intake.reason"
DAY = timedelta(days=1)
LOOK_AHEAD_DAYS = 60


@dataclass(frozen=True, kw_only=True)
class NewIntake:
    """What the first call tells about the way in; all of it may wait. `reason` is in their own words."""

    source: str = ReferralSource.THEMSELVES
    referred_by: str = ""
    reason: str = ""
    funding: str = Funding.NOT_SETTLED
    owner: User | None = None


@transaction.atomic
def open_intake(*, patient: Patient, details: NewIntake, by: User, at: datetime) -> Intake:
    """They ask for help. Raises ValidationError where they are on the way in already, or the record is not in use."""
    may_keep(by)
    lock_chart(patient.pk)
    _is_in_use(patient)
    _may_be_asked(details.owner)
    reason = details.reason.strip()
    intake = Intake(
        patient=patient,
        source=details.source,
        referred_by=details.referred_by.strip(),
        reason_sealed=encrypt(reason, purpose=REASON) if reason else "",
        funding=details.funding,
        owner=details.owner,
        next_step_on=_next_step_on(Stage.ASKED_FOR, at),
        opened_at=at,
        opened_by=by,
        moved_at=at,
        moved_by=by,
    )
    write(intake)
    record("intake.opened", intake, by=by, at=at, source=intake.source, has_reason=bool(reason))
    return intake


@transaction.atomic
def move_intake(*, intake: Intake, to: Stage, by: User, at: datetime, note: str = "") -> IntakeMove | None:
    """Forwards, or back to correct a slip. None where it is there already. Raises ValidationError if it cannot go."""
    may_keep(by)
    held = _held(intake)
    before = Stage(held.stage)
    if before == to:
        return None
    if before in CLOSED or to == Stage.WITHDREW or not is_possible(before, to):
        raise ValidationError(_("An intake cannot go there from where it is. Please look at it again."))
    return _move(held, to, by=by, at=at, note=note)


@transaction.atomic
def assign_intake(*, intake: Intake, to: User | None, by: User, at: datetime, next_step_on: date | None) -> Intake:
    """Who does the next step, and by when; nobody yet is an answer too."""
    may_keep(by)
    _may_be_asked(to)
    held = _held(intake)
    if held.stage in CLOSED:
        raise ValidationError(_("This intake is closed. Open it again first."))
    held.owner, held.next_step_on = to, next_step_on
    write(held)
    record("intake.assigned", held, by=by, at=at, owner_id=held.owner_id)
    return held


@transaction.atomic
def withdraw(*, intake: Intake, wish: str, by: User, at: datetime) -> IntakeMove:
    """It ends before they arrived, and whose wish that was. Raises ValidationError without the latter."""
    may_keep(by)
    held = _held(intake)
    if not is_possible(Stage(held.stage), Stage.WITHDREW):
        raise ValidationError(_("This intake is closed already."))
    return _move(held, Stage.WITHDREW, by=by, at=at, wish=wish)


@transaction.atomic
def reopen(*, intake: Intake, by: User, at: datetime, note: str = MoveNote.CAME_BACK) -> IntakeMove:
    """They came back, or it was a slip: on from where it ended. Raises ValidationError if another is open by now."""
    may_keep(by)
    lock_chart(intake.patient_id)
    held = _held(intake)
    _is_in_use(held.patient)
    if held.stage not in CLOSED:
        raise ValidationError(_("This intake is open already."))
    if Intake.objects.filter(patient=held.patient_id).open().exists():
        raise ValidationError(_("They are on the way in already; go on with that intake."))
    ended = held.moves.latest("pk")
    return _move(held, Stage(ended.stage_before), by=by, at=at, note=note)


def note_booked(*, patient: Patient, by: User, at: datetime) -> IntakeMove | None:
    """A visit is booked: their open intake goes there if that is forwards."""
    return _note(patient, Stage.BOOKED, by=by, at=at, note=MoveNote.WITH_THE_VISIT)


def note_arrived(*, patient: Patient, by: User, at: datetime) -> IntakeMove | None:
    """They came to a visit: their open intake goes there if that is forwards."""
    return _note(patient, Stage.ARRIVED, by=by, at=at, note=MoveNote.WITH_THE_VISIT)


def note_forms_sent(*, patient: Patient, by: User, at: datetime) -> IntakeMove | None:
    """Forms went out: their open intake goes there if that is forwards."""
    return _note(patient, Stage.FORMS_SENT, by=by, at=at, note=MoveNote.WITH_THE_FORMS)


def reason_in_their_words(intake: Intake) -> str:
    """Why they came, as they said it; for clinicians, on the chart. Raises UnreadableSecretError."""
    return decrypt(intake.reason_sealed, purpose=REASON) if intake.reason_sealed else ""


@transaction.atomic
def _note(patient: Patient, to: Stage, *, by: User, at: datetime, note: str) -> IntakeMove | None:
    """Whoever books or welcomes somebody need not keep intakes, so nobody's permission is asked here."""
    intake = Intake.objects.filter(patient=patient).open().select_for_update(no_key=True).first()
    if intake is None or not is_forward(Stage(intake.stage), to):
        return None
    return _move(intake, to, by=by, at=at, note=note)


def _move(intake: Intake, to: Stage, *, by: User, at: datetime, note: str = "", wish: str = "") -> IntakeMove:
    move = IntakeMove(
        intake=intake, stage_before=intake.stage, stage=to, note=note, wish=wish, moved_at=at, moved_by=by
    )
    write(move)
    Intake.objects.filter(pk=intake.pk).update(next_step_on=_next_step_on(to, at))
    record("intake.moved", intake, by=by, at=at, stage_before=move.stage_before, stage=move.stage)
    return move


def _held(intake: Intake) -> Intake:
    """The row as it is now, held until the transaction ends."""
    return Intake.objects.select_for_update(no_key=True).get(pk=intake.pk)


def _next_step_on(stage: Stage, at: datetime) -> date | None:
    """By when the practice owes the next step, in days on which it is open."""
    if stage not in OURS_BY_A_DAY:
        return None
    today = timezone.localdate(at)
    open_days = [day for day in (today + DAY * ahead for ahead in range(1, LOOK_AHEAD_DAYS)) if not is_closed(day)]
    within = settings.INTAKE_CALL_BACK_WORKING_DAYS
    return [today, *open_days][min(within, len(open_days))]


def may_keep(by: User) -> None:
    """Whoever keeps intakes. Raises PermissionDenied."""
    if not by.may(Permission.KEEP_INTAKES):
        raise PermissionDenied


def _may_be_asked(owner: User | None) -> None:
    if owner is not None and not owner.may(Permission.KEEP_INTAKES):
        raise ValidationError(_("Choose somebody who keeps intakes."))


def _is_in_use(patient: Patient) -> None:
    """Asked anew under the lock, as somebody may just have merged it."""
    if Patient.objects.filter(pk=patient.pk, merged_into=None).first() is None:
        raise ValidationError(_("This record was merged into another one and can only be read."))
