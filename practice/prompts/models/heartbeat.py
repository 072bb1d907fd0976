"""When recurring work last finished, so that a stall shows even while the worker answers pings."""

from datetime import datetime

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

SWEEP = "prompt-sweep"


class Heartbeat(models.Model):
    """One row per recurring piece of work.

    The moment is the database's own, so a rehearsal of another date does not look like a sweep of the future.
    """

    name = models.CharField(_("work"), max_length=60, primary_key=True)
    beat_at = models.DateTimeField(_("last finished"), db_default=Now())

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"heartbeat {self.name}"


def beat(name: str) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": Now()})


def last_sweep() -> datetime | None:
    """When a full sweep last finished; None before the first."""
    return Heartbeat.objects.filter(name=SWEEP).values_list("beat_at", flat=True).first()
