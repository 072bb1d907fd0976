"""What visits say to merging two records: what is still to come stays with the record that stays."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from patients.models import Patient
from sessions.models import Booking, MeasureSchedule, SessionNote, WaitingEntry


def waiting_in_the_way(older: Patient, into: Patient) -> Iterator[str]:
    """Nobody could offer a time to a record that can only be read, nor take it off the list."""
    if WaitingEntry.objects.open().filter(patient=older).exists():
        yield _(
            "The older record is on the waiting list. Take it off first; the one that stays can be put on the list."
        )


def visits_in_the_way(older: Patient, into: Patient) -> Iterator[str]:
    """Nobody could move or cancel a visit of a record that can only be read."""
    if Booking.objects.live().filter(patient=older, visit__ends_at__gt=timezone.now()).exists():
        yield _("The older record has visits to come. Book them for the one that stays first, and cancel them here.")


def drafts_in_the_way(older: Patient, into: Patient) -> Iterator[str]:
    """Nobody could sign what was begun about a record that can only be read."""
    if SessionNote.objects.filter(patient=older, signed_at=None, set_aside_at=None).exists():
        yield _(
            "Somebody has begun to write in the older record and is not done. "
            "They finish it, or set it aside, before the records are merged."
        )


def schedules_in_the_way(older: Patient, into: Patient) -> Iterator[str]:
    """Nobody is asked anything because of a record that can only be read."""
    if MeasureSchedule.objects.of_patient(older.pk).running().exclude(way=MeasureSchedule.Way.ONCE).exists():
        yield _(
            "In the older record something is planned that comes back by itself. A clinician ends it there first, and "
            "plans it for the one that stays."
        )
