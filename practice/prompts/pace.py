"""How long a prompt waits for one person before it reaches the next: the one place that says so."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Counted from when the work is due; for urgent work, from when it was raised."""

    cover_after: timedelta
    lead_after: timedelta


NORMAL = Pace(cover_after=timedelta(hours=24), lead_after=timedelta(hours=48))
URGENT = Pace(cover_after=timedelta(hours=1), lead_after=timedelta(hours=2))

# A prompt that keeps coming back mails once in this time, unless it is urgent.
QUIET_AFTER_MAIL = timedelta(hours=24)
