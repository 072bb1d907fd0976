"""What visits say to merging two records: what is still to come stays with the record that stays."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from patients.models import Patient
from sessions.models import Booking, WaitingEntry


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
