"""What people do together in a session: the practice's own list, which begins with what ships."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sessions.sql import sql


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Technique(models.Model):
    """Something that is done in a session. `is_exposure` says that it goes near the trauma by plan, so that readiness
    is looked at first. Its code and what it counts as never change: notes that were signed rest on them.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    is_exposure = models.BooleanField(_("goes near the trauma by plan"), default=False)
    is_offered = models.BooleanField(_("offered in new notes"), default=True)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=500)

    class Meta:
        verbose_name = _("technique")
        verbose_name_plural = _("techniques")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="technique_has_a_name", violation_error_message=_("Give it a name.")
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="technique_keeps_its_meaning",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("code", "is_exposure"),
                condition=pgtrigger.Q(old__code__df=pgtrigger.F("new__code"))
                | pgtrigger.Q(old__is_exposure__df=pgtrigger.F("new__is_exposure")),
                func=sql("technique_keeps_its_meaning"),
            )
        ]

    def __str__(self) -> str:
        return f"technique {self.pk}"
