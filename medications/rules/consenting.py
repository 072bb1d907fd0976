"""Whether a consent to treatment still holds for a plan. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConsentLack(StrEnum):
    """What is amiss with the consent to a treatment."""

    NONE = "none"
    REVOKED = "revoked"
    EXPIRED = "expired"
    OTHER_PURPOSE = "other-purpose"


@dataclass(frozen=True, kw_only=True)
class ConsentKnown:
    """The newest consent to a medicine.

    `sharing_changed`: a release was given or taken back since the consent was given, or was last said to stand.
    """

    id: int
    given_on: date
    purpose: str = ""
    is_revoked: bool = False
    is_expired: bool = False
    sharing_changed: bool = False


def lack_of(known: ConsentKnown | None, *, purpose: str) -> ConsentLack | None:
    """Why there is no consent to this plan; None where there is one.

    A consent heard before a purpose was written down, or a plan without one, leaves nothing to compare.
    """
    if known is None:
        return ConsentLack.NONE
    if known.is_revoked:
        return ConsentLack.REVOKED
    if known.is_expired:
        return ConsentLack.EXPIRED
    agreed, now = _plain(known.purpose), _plain(purpose)
    return ConsentLack.OTHER_PURPOSE if agreed and now and agreed != now else None


def _plain(purpose: str) -> str:
    """The words alone: another capital or space is no other purpose."""
    return " ".join(purpose.casefold().split())
