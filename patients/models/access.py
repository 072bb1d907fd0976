"""Who may open a chart, and since when. Everything else is a no."""

from datetime import datetime
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from practice.staff.models import User
from practice.staff.roles import Role


class CareTeamQuerySet(models.QuerySet["CareTeamMember"]):
    """Places on care teams."""

    def current(self, at: datetime) -> Self:
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class CareTeamMember(models.Model):
    """Somebody's place on a patient's care team, from when until when (UTC, half-open; empty = still)."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="care_team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="care_teams", verbose_name=_("who"))
    role = models.CharField(
        _("role on the team"),
        max_length=20,
        choices=[(role.value, role.label) for role in Role if role not in {Role.FRONT_DESK, Role.ADMINISTRATOR}],
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    is_point_of_contact = models.BooleanField(_("point of contact"), default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    objects = CareTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("care team member")
        verbose_name_plural = _("care team members")
        ordering = ["patient", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="team_membership_ends_after_it_starts",
                violation_error_message=_("A place on the team ends after it starts."),
            ),
            models.UniqueConstraint(
                fields=["patient", "user"],
                condition=Q(ends_at__isnull=True),
                name="team_member_once_at_a_time",
                violation_error_message=_("This person is already on the team."),
            ),
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(ends_at__isnull=True, is_point_of_contact=True),
                name="team_has_one_point_of_contact",
                violation_error_message=_("The team already has a point of contact."),
            ),
        ]
        indexes = [models.Index(fields=["user", "patient"], name="team_by_user")]

    def __str__(self) -> str:
        return f"care team member {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class AccessGrant(models.Model):
    """A chart opened to one person for a while: by breaking the glass, or to be read before a co-sign."""

    class Kind(models.TextChoices):
        BREAK_THE_GLASS = "break-the-glass", _("Break the glass")
        CO_SIGN = "co-sign", _("Asked to co-sign")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="access_grants")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="access_grants", verbose_name=_("who"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    reason = models.TextField(_("reason"))
    granted_at = models.DateTimeField(_("from"))
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("access grant")
        verbose_name_plural = _("access grants")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="access_grant_gives_a_reason"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("granted_at")), name="access_grant_ends"),
        ]
        indexes = [models.Index(fields=["user", "expires_at"], name="access_grant_by_user")]

    def __str__(self) -> str:
        return f"access grant {self.pk}"
