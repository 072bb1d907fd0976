"""When and how somebody may be reached. Pure: what was agreed and a moment in, reasons and moments out."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

EVERY_DAY = frozenset(range(1, 8))
MIDNIGHT = time(0)
# While nobody has asked, the telephone rings during these hours alone, on days when the practice is open.
OFFICE_OPENS = time(9)
OFFICE_CLOSES = time(17)
LOOK_AHEAD_DAYS = 14
SAME_NUMBER = 9  # digits from the end; what stands before them is the country, written in many ways


class Channel(models.TextChoices):
    """A way to reach somebody."""

    CALL = "call", _("telephone call")
    TEXT = "text", _("text message")
    EMAIL = "e-mail", _("e-mail")
    POST = "post", _("post")


class Reason(models.TextChoices):
    """Why something may not go out. The labels are what a person at the practice reads."""

    NOBODY_ASKED = "nobody-asked", _("Nobody has asked yet how they may be reached. Until then we only ring.")
    MERGED = "merged", _("This record was merged into another one. Use that one.")
    NOT_AGREED = "not-agreed", _("They do not want to be reached this way.")
    NO_ADDRESS = "no-address", _("We have no number or address for this.")
    NEVER_ADDRESS = "never-address", _("They asked us never to use this number or address again.")
    OUTSIDE_HOURS = "outside-hours", _("This is not one of the hours that are safe for them.")
    NO_LINK_BY_VOICE = "no-link", _("A link cannot be told by telephone.")


@dataclass(frozen=True, kw_only=True)
class Way:
    """One channel as it was agreed. No days means every day, no hours the whole day; hours are half-open."""

    may_use: bool
    address: str
    days: frozenset[int] = EVERY_DAY
    opens: time | None = None
    closes: time | None = None

    def is_safe_at(self, local: datetime) -> bool:
        return local.isoweekday() in self.days and (
            (self.opens or MIDNIGHT) <= local.time() and (self.closes is None or local.time() < self.closes)
        )


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What counts today. `was_asked` is False for the careful default."""

    was_asked: bool
    ways: Mapping[str, Way] = field(default_factory=dict)
    voicemail: bool = False
    never: frozenset[str] = frozenset()
    is_merged: bool = False


def nobody_asked(phone: str, *, open_weekdays: Collection[int], never: frozenset[str] = frozenset()) -> Agreed:
    """The safest default: the telephone, in opening hours; no voicemail, nothing written."""
    days = frozenset(open_weekdays)
    call = Way(may_use=True, address=phone, days=days, opens=OFFICE_OPENS, closes=OFFICE_CLOSES)
    return Agreed(was_asked=False, ways={Channel.CALL: call}, never=never)


def key_of(address: str) -> str:
    """What makes two spellings the same address. Wider rather than narrower: it is used to keep silent.

    The database derives the same (patients.models.contact.ADDRESS_KEY).
    """
    text = address.strip().lower()
    if "@" in text:
        return re.sub(r"\s", "", text)
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) >= 5 and not re.search(r"[^\d\s()+./-]", text):
        return digits[-SAME_NUMBER:]
    return re.sub(r"[^\w]|_", "", text)


def refusals(agreed: Agreed, channel: str, local: datetime, *, has_link: bool = False) -> list[Reason]:
    """Everything that speaks against reaching them this way at this moment (in the practice's zone); none: it may."""
    way = agreed.ways.get(channel)
    if agreed.is_merged:
        return [Reason.MERGED]
    if way is None or not way.may_use:
        return [Reason.NOT_AGREED if agreed.was_asked else Reason.NOBODY_ASKED]
    found = {
        Reason.NO_ADDRESS: not way.address.strip(),
        Reason.NEVER_ADDRESS: bool(way.address.strip()) and key_of(way.address) in agreed.never,
        Reason.NO_LINK_BY_VOICE: has_link and channel == Channel.CALL,
        Reason.OUTSIDE_HOURS: not way.is_safe_at(local),
    }
    return [reason for reason, holds in found.items() if holds]


def next_safe(way: Way, local: datetime) -> datetime | None:
    """The first safe moment from now on, by the practice's clock; None where none comes within two weeks."""
    if way.is_safe_at(local):
        return local
    for ahead in range(LOOK_AHEAD_DAYS):
        day = local.date() + timedelta(days=ahead)
        opens = datetime.combine(day, way.opens or MIDNIGHT, tzinfo=local.tzinfo)
        if opens > local and way.is_safe_at(opens):
            return opens
    return None
