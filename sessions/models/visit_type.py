"""Kinds of visit: how long, for how many, and what the front desk calls them."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class VisitType(models.Model):
    """A kind of visit. `name` is for clinicians; `desk_name` is what the front desk and calendars see.

    The desk's name says nothing of why somebody comes: "Long visit", not what happens there.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    desk_name = models.CharField(
        _("name at the front desk"),
        max_length=40,
        help_text=_("Also in calendars. No word that says why somebody comes: “Long visit”, not “Therapy”."),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    is_group = models.BooleanField(_("for several patients"), default=False)
    is_team_meeting = models.BooleanField(_("without patients"), default=False)
    is_intake = models.BooleanField(_("first visit of an intake"), default=False)
    can_be_telehealth = models.BooleanField(_("can be by video or telephone"), default=False)
    needs_room = models.BooleanField(_("needs a room"), default=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("kind of visit")
        verbose_name_plural = _("kinds of visit")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(desk_name=""),
                name="visit_type_has_both_its_names",
                violation_error_message=_("Give it a name, and one for the front desk."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 480)),
                name="visit_type_lasts_minutes_to_hours",
                violation_error_message=_("A visit lasts between five minutes and eight hours."),
            ),
            models.CheckConstraint(
                condition=Q(is_group=True, is_team_meeting=False, capacity__isnull=False, capacity__gte=2)
                | Q(is_group=False, capacity__isnull=True),
                name="visit_type_of_a_group_has_places",
                violation_error_message=_("A group has two places or more; nothing else has a number of places."),
            ),
            models.CheckConstraint(
                condition=~Q(is_intake=True) | Q(is_group=False, is_team_meeting=False),
                name="visit_type_of_an_intake_is_for_one",
                violation_error_message=_("The first visit of an intake is for one person."),
            ),
        ]

    def __str__(self) -> str:
        return f"kind of visit {self.pk}"
