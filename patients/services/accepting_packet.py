"""Reading what somebody sent: each answer is accepted as their words, or set aside; nothing lands before."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.landing import kinds
from patients.models import AnswerReading, PacketAnswer, Patient, Source
from patients.models.proposal import ProposedEntry
from patients.reading_facts import sharing_of
from patients.rules.packet import fills_in, lines_to_propose
from patients.services.answering_packet import said_in
from patients.services.locking import lock_chart
from patients.services.proposing import propose
from patients.services.recording_health import may_record
from practice.audit.recording import record
from practice.prompts.services.sweeping import refresh
from practice.staff.models import User

Outcome = AnswerReading.Outcome
LONGEST_WORDS = 2000


@transaction.atomic
def read_answers(*, patient: Patient, outcomes: Mapping[int, str], by: User, at: datetime) -> list[AnswerReading]:
    """Accept answers or set them aside, by their ids. What feeds the checks of a dose is proposed, line by line.

    An answer that somebody else has read meanwhile stays as they left it, and so does one that they share with others
    of the team. Raises PermissionDenied without a clinical
    role, ValidationError where nothing was chosen.
    """
    may_record(by)
    if not outcomes or not set(outcomes.values()) <= set(Outcome.values):
        raise ValidationError(_("Choose for at least one answer what becomes of it."))
    lock_chart(patient.pk)
    found = PacketAnswer.objects.visible_to(by).filter(submission__packet__patient=patient, pk__in=outcomes)
    shared = found.shared_with(sharing_of(patient.pk, by, at))
    answers = list(shared.unread().select_related("question", "submission"))
    readings = [
        AnswerReading.objects.create(answer=answer, outcome=outcomes[answer.pk], read_at=at, read_by=by)
        for answer in answers
    ]
    for answer in answers:
        if outcomes[answer.pk] == Outcome.ACCEPTED:
            _propose(patient, answer, at)
    ids = [answer.pk for answer in answers]
    record("packet.read", patient, by=by, at=at, patient_id=patient.pk, ids=ids)
    refresh(patient_id=patient.pk, at=at)
    return readings


def _propose(patient: Patient, answer: PacketAnswer, at: datetime) -> None:
    """Each line for itself, where something offers to take it over; else it stays in their words alone."""
    kind = answer.question.lands_as
    if kind not in {landing.kind for landing in kinds()}:
        return
    sent = answer.submission
    for name, detail in lines_to_propose(said_in(answer.sealed)):
        propose(
            patient=patient,
            kind=kind,
            words=": ".join(part for part in (name, detail) if part)[:LONGEST_WORDS],
            details=fills_in(kind, name, detail),
            origin=ProposedEntry.Origin.FORM,
            source=Source.PATIENT,
            by=sent.submitted_by,
            at=at,
        )
