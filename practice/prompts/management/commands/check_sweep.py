"""`check_sweep`: whether the recurring work still gets done; for the worker's health check.

By the row that the last sweep left, since a worker can answer pings and do nothing.
"""

from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from practice.prompts.models.heartbeat import last_sweep

MISSED_SWEEPS = 3


class Command(BaseCommand):
    help = "Fail if the last sweep of what is due is too long ago: the worker or beat has stalled."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            swept_at = last_sweep()
        except DatabaseError:
            raise CommandError("The database is away.") from None
        if swept_at is None:
            raise CommandError("No sweep yet.")
        ago = timezone.now() - swept_at
        said = f"The last sweep was {ago.total_seconds():.0f} seconds ago."
        if ago > allowed():
            raise CommandError(said)
        self.stdout.write(said)


def allowed() -> timedelta:
    every = settings.CELERY_BEAT_SCHEDULE["sweep-prompts"]["schedule"]
    return MISSED_SWEEPS * cast("timedelta", every)
