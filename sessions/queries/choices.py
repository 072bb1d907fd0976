"""What a booking page offers to choose from: clinicians, locations, rooms and kinds of visit. Nothing of a patient."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from sessions.models import ClinicianProfile, Location, Room, VisitType


@dataclass(frozen=True, kw_only=True)
class Offered:
    """Everything to choose from, read once for a page."""

    clinicians: Sequence[ClinicianProfile]
    locations: Sequence[Location]
    rooms: Sequence[Room] = ()
    visit_types: Sequence[VisitType] = ()

    def languages(self) -> list[str]:
        """Every language that one of the clinicians speaks."""
        return sorted({language for each in self.clinicians for language in each.languages})

    def genders(self) -> list[str]:
        return sorted({each.gender for each in self.clinicians if each.gender})


class NamedClinician(NamedTuple):
    """A clinician who can be booked, and nothing more of them."""

    pk: int
    name: str


def named_clinicians() -> list[NamedClinician]:
    """What the week is chosen by, in the order in which the practice lists them."""
    return [NamedClinician(*row) for row in _bookable().values_list("pk", "user__display_name")]


def clinicians_and_locations() -> Offered:
    """What the day is chosen by."""
    return Offered(clinicians=bookable_clinicians(), locations=list(Location.objects.filter(is_active=True)))


def everything_offered() -> Offered:
    """What a booking is made of."""
    return Offered(
        clinicians=bookable_clinicians(),
        locations=list(Location.objects.filter(is_active=True)),
        rooms=list(
            Room.objects.filter(is_active=True, location__is_active=True)
            .select_related("location")
            .order_by("location__name", "name", "pk")
        ),
        visit_types=list(VisitType.objects.filter(is_active=True)),
    )


def bookable_clinicians() -> list[ClinicianProfile]:
    """Those who can be booked, in the order in which the practice lists them."""
    return list(_bookable().select_related("user"))


def _bookable() -> QuerySet[ClinicianProfile]:
    profiles = ClinicianProfile.objects.filter(is_bookable=True, user__is_active=True)
    return profiles.order_by("shows_order", "user__display_name", "pk")
