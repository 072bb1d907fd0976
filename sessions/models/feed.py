"""A clinician's visits in their own calendar, by a private address."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practice.staff.models import User
from sessions.queries.feeding import CalendarFeedQuerySet


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["last_used_on"])
class CalendarFeed(models.Model):
    """A private address at which somebody's calendar reads their visits: initials and kind of visit, nothing else.

    Only a digest of the secret part is kept, so nobody can read the address here. One address at a time for each
    person; one that is taken back stays in the record. When it was last read is left out of the history, since a
    history row would keep the address it was asked at.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_feeds", verbose_name=_("whose"))
    token_digest = models.CharField(_("digest of the address"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    last_used_on = models.DateField(_("last read on"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="calendar_address_is_taken_back_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(("token_digest__regex", r"^[0-9a-f]{64}$")), name="calendar_address_is_kept_as_a_digest"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_one_address_at_a_time",
                violation_error_message=_("There is an address in use already."),
            ),
        ]

    def __str__(self) -> str:
        return f"calendar address {self.pk}"
