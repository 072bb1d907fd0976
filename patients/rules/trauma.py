"""When somebody may be asked about what they have been through, and when not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Who wrote down that they brought it up themselves goes on writing in the same sitting.
ONE_SITTING = timedelta(hours=4)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is known of asking about one part.

    `brought_up_at` is when the person who asks now last wrote down that the patient came to speak of it.
    """

    do_not_ask: bool = False
    brought_up_at: datetime | None = None


def may_write(asking: Asking, at: datetime) -> bool:
    """Whether something may be written to the part now: always, unless they would rather not be asked again and have
    not begun to speak of it themselves."""
    if not asking.do_not_ask:
        return True
    return asking.brought_up_at is not None and asking.brought_up_at <= at < asking.brought_up_at + ONE_SITTING
