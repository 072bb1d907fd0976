"""Where visits are: locations, each in its own time zone, and their rooms."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def is_time_zone(name: str) -> None:
    """Refuse what is not the name of a time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValidationError(_("This is not the name of a time zone, such as America/New_York.")) from error


def practice_zone_name() -> str:
    """The practice's own time zone, where nothing else is said."""
    return settings.TIME_ZONE


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Location(models.Model):
    """A place where people are seen. Opening hours there are told in its own time zone."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    address = models.TextField(_("address"), max_length=400, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default=practice_zone_name, validators=[is_time_zone])
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(time_zone=""),
                name="location_has_a_name_and_a_zone",
                violation_error_message=_("Give the location a name and a time zone."),
            )
        ]

    def __str__(self) -> str:
        return f"location {self.pk}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Room(models.Model):
    """A room of a location; one visit at a time, unless somebody says why two."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="rooms", verbose_name=_("location"))
    name = models.CharField(_("name"), max_length=60)
    is_step_free = models.BooleanField(_("step-free"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["location", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "name"],
                name="room_name_unique_in_its_location",
                violation_error_message=_("This location has a room of that name."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="room_has_a_name", violation_error_message=_("Give the room a name.")
            ),
        ]

    def __str__(self) -> str:
        return f"room {self.pk}"
