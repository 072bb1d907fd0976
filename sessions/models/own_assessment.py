"""What somebody who works here filled in about themselves."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from practice.database.rights import Rights
from practice.staff.models import User
from sessions.queries.own_assessments import OwnAssessmentQuerySet


class OwnAssessment(models.Model):
    """One filling-in of a measure about oneself and one's work. It is that person's alone.

    Everything they said stands in `sealed`, encrypted for that person: moved to somebody else's row it does not open.
    There is no history, no act in the audit and no page for anybody else, and they delete it when they like: nothing
    here is part of anybody's care.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("whose"))
    sealed = models.TextField(_("what they said, encrypted"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OwnAssessmentQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.FREE

    class Meta:
        verbose_name = _("assessment of oneself")
        verbose_name_plural = _("assessments of oneself")
        ordering = ["user", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(sealed=""), name="own_assessment_says_something"),
        ]

    def __str__(self) -> str:
        return f"assessment of oneself {self.pk}"
