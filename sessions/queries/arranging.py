"""What to arrange for the people of some visits: one question, however many they are."""

from collections.abc import Iterable

from patients.models import LogisticNeeds
from sessions.queries.lines import VisitLine


def needs_of_all(lines: Iterable[VisitLine]) -> dict[int, LogisticNeeds]:
    """By patient. Lines name only those whom their reader may know, so nobody else is asked about."""
    ids = {each.patient_id for line in lines for each in line.bookings if each.patient_id is not None}
    return LogisticNeeds.objects.of_many(ids)
