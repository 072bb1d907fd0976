"""What a note's side column asks of the database, apart from medications and citations."""

from collections.abc import Sequence
from datetime import datetime

from patients.measures_in_use import all_in_use
from patients.models import Assessment
from practice.staff.models import User
from sessions.models import Attendance, Booking, SessionNote

AT_HAND = 4


def last_visit_before(patient_id: int, at: datetime) -> datetime | None:
    """When somebody was last seen before that moment."""
    seen = Booking.objects.live().filter(patient=patient_id, status=Attendance.DONE, visit__starts_at__lt=at)
    return seen.order_by("-visit__starts_at").values_list("visit__starts_at", flat=True).first()


def last_note_before(note: SessionNote, reader: User) -> SessionNote | None:
    """The newest signed note about the same person that this reader may read."""
    signed = SessionNote.objects.visible_to(reader).signed().filter(patient=note.patient_id).exclude(pk=note.pk)
    earlier = signed.filter(took_place_from__lte=note.took_place_from)
    return earlier.select_related("author", "text", "template").order_by("-took_place_from", "-id").first()


def measures_to_offer(patient_id: int) -> tuple[Sequence[str], Sequence[str]]:
    """Those that may be filled in about a person: what was used for them last, and all others."""
    usable = [(code, each) for code, each in all_in_use().items() if each.may_be_filled_in]
    offered = [code for code, each in usable if each.measure.respondent != "staff"]
    used = Assessment.objects.standing().of_patient(patient_id).order_by("measure", "-id").distinct("measure")
    last = sorted(used.values_list("pk", "measure"), reverse=True)
    first = [code for _pk, code in last if code in offered][:AT_HAND]
    return first, [code for code in offered if code not in first]
