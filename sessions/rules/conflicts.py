"""What may stand in the way of a visit, and what of it can be answered. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ConflictKind(StrEnum):
    """Something in the way of a visit."""

    CLINICIAN_TAKEN = "clinician-taken"
    PATIENT_TAKEN = "patient-taken"
    ROOM_TAKEN = "room-taken"
    CLINICIAN_AWAY = "clinician-away"
    OUTSIDE_HOURS = "outside-hours"
    CLOSED_DAY = "closed-day"
    TIME_PASSED = "time-passed"
    NOT_OFFERED = "not-offered"
    ROOM_MISSING = "room-missing"
    NOT_STEP_FREE = "not-step-free"
    GROUP_FULL = "group-full"
    IN_GROUP_ALREADY = "in-group-already"
    NO_TELEHEALTH = "no-telehealth"
    INACTIVE = "inactive"


# Two at once: for those permitted, with a reason.
OVERLAPS = frozenset({ConflictKind.CLINICIAN_TAKEN, ConflictKind.PATIENT_TAKEN, ConflictKind.ROOM_TAKEN})
# Unusual: whoever books says that it is meant.
WARNINGS = frozenset(
    {
        ConflictKind.CLINICIAN_AWAY,
        ConflictKind.OUTSIDE_HOURS,
        ConflictKind.CLOSED_DAY,
        ConflictKind.TIME_PASSED,
        ConflictKind.NOT_OFFERED,
        ConflictKind.ROOM_MISSING,
        ConflictKind.NOT_STEP_FREE,
    }
)

WORDS: dict[ConflictKind, str | Promise] = {
    ConflictKind.CLINICIAN_TAKEN: _("%(who)s has another visit at that time."),
    ConflictKind.PATIENT_TAKEN: _("%(who)s has another visit at that time."),
    ConflictKind.ROOM_TAKEN: _("%(who)s is taken at that time."),
    ConflictKind.CLINICIAN_AWAY: _("%(who)s is away at that time."),
    ConflictKind.OUTSIDE_HOURS: _("%(who)s is not here at that time, or not in this way."),
    ConflictKind.CLOSED_DAY: _("The practice is closed on that day."),
    ConflictKind.TIME_PASSED: _("That time has passed."),
    ConflictKind.NOT_OFFERED: _("%(who)s does not usually take this kind of visit."),
    ConflictKind.ROOM_MISSING: _("This kind of visit needs a room, and none is chosen."),
    ConflictKind.NOT_STEP_FREE: _("%(who)s needs a step-free way, and this room has none."),
    ConflictKind.GROUP_FULL: _("The group has no free place."),
    ConflictKind.IN_GROUP_ALREADY: _("%(who)s is in this group already."),
    ConflictKind.NO_TELEHEALTH: _("This kind of visit is not held by video or telephone."),
    ConflictKind.INACTIVE: _("%(who)s cannot be booked any more."),
}


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One thing in the way: what, who or which, and when.

    `visit_id` is the visit in the way, None where this reader may not see it: then they learn that the time is taken
    and nothing else. `who` is a clinician's, a room's or the patient's name; the ids say which of them.
    """

    kind: ConflictKind
    who: str = ""
    clinician_id: int | None = None
    patient_id: int | None = None
    room_id: int | None = None
    visit_id: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def words(self) -> str:
        """What is in the way, in a sentence."""
        return str(WORDS[self.kind]) % {"who": self.who}

    @property
    def is_overlap(self) -> bool:
        """Can be meant, with a reason, by those who may book two visits at once."""
        return self.kind in OVERLAPS

    @property
    def is_warning(self) -> bool:
        """Can be confirmed by whoever books."""
        return self.kind in WARNINGS

    @property
    def is_final(self) -> bool:
        """Nothing but another choice helps."""
        return not (self.is_overlap or self.is_warning)


def unanswered(found: Iterable[Conflict], *, overlap_reason: str, confirmed: Collection[str]) -> list[Conflict]:
    """What is still in the way once a reason was given and warnings (their kinds) were confirmed."""
    return [
        each
        for each in found
        if not (each.is_overlap and overlap_reason) and not (each.is_warning and each.kind in confirmed)
    ]
