"""The practice's clock, read once for each moment: a week shows a thousand times, and few that differ."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils.timezone import get_current_timezone


class Reading(NamedTuple):
    """What the clock shows: the day, the hour, and the time in words, 9:05."""

    day: date
    hour: int
    words: str


class Clock(dict[datetime, Reading]):
    """Moments as the clock of the practice shows them: `clock[moment]`. Made anew for each page."""

    def __init__(self) -> None:
        super().__init__()
        self._zone = get_current_timezone()

    def __missing__(self, moment: datetime) -> Reading:
        local = moment.astimezone(self._zone)
        reading = self[moment] = Reading(local.date(), local.hour, f"{local.hour}:{local.minute:02}")
        return reading
