"""Where and when the demo plays: the practice's people, and moments counted back from now."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from medications.models import Effect, Medication
from patients.models import Patient
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything a situation is told with. Days are the practice's; today's moments are counted back from `now`."""

    now: datetime
    staff: dict[str, User]
    patients: dict[str, Patient]
    medications: dict[str, Medication]
    effects: dict[str, Effect]

    def day(self, days_ago: int) -> date:
        return timezone.localdate(self.now) - timedelta(days=days_ago)

    def on(self, days_ago: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment of an earlier day."""
        return timezone.make_aware(datetime.combine(self.day(days_ago), time(hour, minute)))

    def ago(self, *, hours: int = 0, minutes: int = 0) -> datetime:
        """A moment just now; keep it within five hours, so that it comes after yesterday's work."""
        return self.now - timedelta(hours=hours, minutes=minutes)
