"""Somebody's story: written down encrypted, opened only by those they chose, and never unseen."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from patients.models import Narrative, NarrativeOpening, Patient
from patients.reading_facts import sharing_of
from patients.rules.reading_rights import Part
from patients.services.confiding import confide_to, told_first, with_reason
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.encryption import decrypt, encrypt
from practice.staff.models import User


def write_narrative(
    *, patient: Patient, words: str, whose: str, content_note: str, source: str, by: User, at: datetime
) -> Narrative:
    """A version of their story, with a content note. Raises ValidationError before the limits were explained."""
    told_first(patient.pk)
    if not words.strip():
        raise ValidationError({"words": _("Write what they told, or leave the whole form.")})
    row = Narrative(
        patient=patient,
        words_sealed=encrypt(words.strip(), purpose=_purpose(patient.pk)),
        whose=whose,
        content_note=content_note.strip(),
        source=source,
    )
    return confide_to(Part.NARRATIVE, row, "narrative.written", by=by, at=at)


def take_back_narrative(*, patient: Patient, because: str, source: str, by: User, at: datetime) -> Narrative:
    """They take their story back: every version stays where it is, and none is opened again."""
    if not Narrative.objects.filter(patient=patient).that_stand().exists():
        raise ValidationError(_("There is nothing to take back."))
    row = Narrative(patient=patient, source=source, withdrawn_because=with_reason(because))
    return confide_to(Part.NARRATIVE, row, "narrative.taken_back", by=by, at=at)


@transaction.atomic
def open_narrative(*, narrative: Narrative, by: User, at: datetime) -> str:
    """The words, for one reading: an act and an opening that the patient's point of contact sees.

    Raises PermissionDenied for whoever was not chosen as a reader, a chart opened in need and the clinical lead
    included, and ValidationError for a version that was taken back.
    """
    lock_chart(narrative.patient_id)
    if not sharing_of(narrative.patient_id, by, at).may_read(Part.NARRATIVE):
        raise PermissionDenied
    if not Narrative.objects.filter(pk=narrative.pk).that_stand().exists():
        raise ValidationError(_("They have taken this back; it is not opened again."))
    words = decrypt(narrative.words_sealed, purpose=_purpose(narrative.patient_id))
    write(NarrativeOpening(patient_id=narrative.patient_id, narrative=narrative, opened_at=at, opened_by=by))
    record("narrative.opened", narrative, by=by, at=at)
    return words


def _purpose(patient_id: int) -> str:
    """What is sealed for one patient cannot be moved to another and read there."""
    return f"narrative of patient {patient_id}"
