"""A visit as somebody wishes it, before it is looked at what is in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from patients.models import Patient
from sessions.models import Booking, ClinicianProfile, Location, Room, Visit, VisitType
from sessions.rules.days import Span

LONGEST = 12 * 60  # minutes


@dataclass(frozen=True, kw_only=True)
class VisitWish:
    """What a visit is to be. Without `minutes` and `capacity` it is as its kind says.

    Change one field with `dataclasses.replace`; `wish_of(visit)` says what a visit is now.
    """

    visit_type: VisitType
    starts_at: datetime
    clinicians: Sequence[ClinicianProfile]
    patients: Sequence[Patient] = ()
    location: Location | None = None
    room: Room | None = None
    is_telehealth: bool = False
    minutes: int | None = None
    capacity: int | None = None
    note: str = ""

    @property
    def ends_at(self) -> datetime:
        minutes = self.visit_type.minutes if self.minutes is None else self.minutes
        return self.starts_at + timedelta(minutes=minutes)

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def places(self) -> int | None:
        """How many patients a group takes; None for what is no group."""
        return (self.capacity or self.visit_type.capacity) if self.visit_type.is_group else None

    @property
    def clinician_ids(self) -> list[int]:
        return [each.pk for each in self.clinicians]

    @property
    def patient_ids(self) -> list[int]:
        return [each.pk for each in self.patients]

    @property
    def room_id(self) -> int | None:
        return self.room.pk if self.room else None


def wish_of(visit: Visit) -> VisitWish:
    """A visit as it is now, with the clinicians and patients that it still has."""
    bookings = Booking.objects.filter(visit=visit, is_live=True).select_related("patient")
    clinicians = ClinicianProfile.objects.filter(
        visit_clinicians__visit=visit, visit_clinicians__replaced_at=None
    ).select_related("user")
    return VisitWish(
        visit_type=visit.visit_type,
        starts_at=visit.starts_at,
        minutes=(visit.ends_at - visit.starts_at) // timedelta(minutes=1),
        clinicians=tuple(clinicians),
        patients=tuple(each.patient for each in bookings),
        location=visit.location,
        room=visit.room,
        is_telehealth=visit.is_telehealth,
        capacity=visit.capacity,
        note=visit.note,
    )


def check_complete(wish: VisitWish) -> None:
    """Raise ValidationError, by field, for what is missing or does not go together."""
    wrong: dict[str, list[str]] = {}
    for field, words in _what_is_wrong(wish):
        wrong.setdefault(field, []).append(str(words))
    if wrong:
        raise ValidationError(wrong)


def _what_is_wrong(wish: VisitWish) -> "list[tuple[str, object]]":
    kind, patients = wish.visit_type, len(set(wish.patient_ids))
    lasts = (wish.ends_at - wish.starts_at) // timedelta(minutes=1)
    checks = [
        ("clinicians", not wish.clinicians, _("Choose with whom.")),
        ("clinicians", len(set(wish.clinician_ids)) < len(wish.clinicians), _("Somebody is named twice.")),
        ("patients", patients < len(wish.patients), _("Somebody is named twice.")),
        ("patients", kind.is_team_meeting and patients > 0, _("A team meeting is without patients.")),
        ("patients", not (kind.is_group or kind.is_team_meeting) and patients == 0, _("Choose who comes.")),
        ("patients", kind.is_intake and patients > 1, _("A first visit is for one person.")),
        ("minutes", not 5 <= lasts <= LONGEST, _("A visit lasts between five minutes and twelve hours.")),
        ("location", not wish.is_telehealth and wish.location is None, _("Choose a location.")),
        ("room", wish.is_telehealth and wish.room is not None, _("A visit by video or telephone has no room.")),
        ("room", _is_elsewhere(wish.room, wish.location), _("This room is at another location.")),
        ("capacity", kind.is_group and (wish.places or 0) < 2, _("A group has two places or more.")),
        ("capacity", not kind.is_group and wish.capacity is not None, _("Only a group has a number of places.")),
    ]
    return [(field, words) for field, is_wrong, words in checks if is_wrong]


def _is_elsewhere(room: Room | None, location: Location | None) -> bool:
    return room is not None and location is not None and room.location_id != location.pk
