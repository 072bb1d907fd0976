"""What the rules about reading and asking rest on, read for one patient and one person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from patients.models import AskingWish, CareTeamMember, PartReaders
from patients.rules import trauma as rules
from patients.rules.reading_rights import UNTIL_ASKED, Choice, Part, Reader, Readers, may_choose, may_read
from practice.staff.models import User
from practice.staff.roles import Role


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """Who asks, and with whom each part is shared. `chosen` are the rows of those that somebody was asked about."""

    reader: Reader
    chosen: Mapping[Part, PartReaders]

    def choice(self, part: Part) -> Choice:
        row = self.chosen.get(part)
        return Choice(readers=Readers(row.readers), person_id=row.person_id) if row else UNTIL_ASKED[part]

    def may_read(self, part: Part) -> bool:
        return may_read(part, self.reader, self.choice(part))

    def may_choose(self, part: Part) -> bool:
        return may_choose(part, self.reader, self.choice(part))


def sharing_of(patient_id: int, user: User, at: datetime) -> Sharing:
    """In three questions. Whether the chart may be opened at all was asked before."""
    chosen = PartReaders.objects.filter(patient=patient_id).newest().select_related("person", "recorded_by")
    return Sharing(reader=reader_of(patient_id, user, at), chosen={Part(row.part): row for row in chosen})


def reader_of(patient_id: int, user: User, at: datetime) -> Reader:
    """On which ground this person reads the chart."""
    places = list(CareTeamMember.objects.filter(patient=patient_id).current(at))
    absent = set(user.covers_i_give.in_force(at).values_list("absent_id", flat=True))
    return Reader(
        user_id=user.pk,
        roles=user.roles(),
        own=_roles(places, {user.pk}),
        covered=_roles(places, absent),
        is_point_of_contact=any(place.is_point_of_contact and place.user_id in {user.pk, *absent} for place in places),
        has_point_of_contact=any(place.is_point_of_contact for place in places),
    )


def _roles(places: Collection[CareTeamMember], people: Collection[int]) -> frozenset[Role]:
    return frozenset(Role(place.role) for place in places if place.user_id in people)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What somebody wished about asking for one part; `standing` is "not now" or "do not ask again"."""

    asking: rules.Asking
    standing: AskingWish | None = None

    def may_write(self, at: datetime) -> bool:
        return rules.may_write(self.asking, at)


def wishes_of(patient_id: int, user: User) -> dict[Part, Wishes]:
    """For each part, as it concerns whoever asks now; in one question."""
    rows = list(AskingWish.objects.filter(patient=patient_id).select_related("recorded_by").order_by("-id"))
    return {part: _wishes([row for row in rows if row.part == part], user) for part in Part}


def _wishes(newest_first: Collection[AskingWish], user: User) -> Wishes:
    brought_up = [row for row in newest_first if row.wish == AskingWish.Wish.BROUGHT_UP]
    to_this_person = [row.recorded_at for row in brought_up if row.recorded_by_id == user.pk]
    wished = next((row for row in newest_first if row.wish != AskingWish.Wish.BROUGHT_UP), None)
    standing = wished if wished and wished.wish != AskingWish.Wish.MAY_ASK else None
    asking = rules.Asking(
        do_not_ask=standing is not None and standing.wish == AskingWish.Wish.DO_NOT_ASK,
        brought_up_at=to_this_person[0] if to_this_person else None,
    )
    return Wishes(asking=asking, standing=standing)
