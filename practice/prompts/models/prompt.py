"""A piece of work that is due: kind, who, when, and where to do it."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from practice.prompts.kinds import PromptKind, kind_named
from practice.prompts.queries import PromptQuerySet


class Level(models.IntegerChoices):
    """Whom a prompt has reached; it only rises while the prompt is open."""

    OWNER = 0, _("whose work it is")
    COVER = 1, _("their cover too")
    LEAD = 2, _("clinical leads too")


# Of updates each row by itself: joining old and new rows as sets has no estimates and grew with the square.
@pghistory.track(pghistory.InsertEvent(level=pgtrigger.Statement), pghistory.UpdateEvent())
class Prompt(models.Model):
    """Something waits on a person. It holds no patient and no clinical word: the app that raised it knows both.

    Rows are written by the sweep's statement, from state, and by the person who closes one; nothing else. There is
    one row per kind and key, for ever: work that comes back reopens it, and the history tells the rest.
    """

    DONE = "done"
    """`closed_because` of what the sweep closed: state no longer asks for it. People close with an outcome's code."""

    kind = models.CharField(_("kind"), max_length=60)
    key = models.BigIntegerField(_("key"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("for"),
        help_text=_("Nobody: for the clinical leads from the start."),
    )
    due_at = models.DateTimeField(_("due"))
    urgent = models.BooleanField(_("urgent"))
    link = models.CharField(_("link"), max_length=200)
    opened_at = models.DateTimeField(_("opened"))
    openings = models.PositiveIntegerField(_("times opened"))
    counts_from = models.DateTimeField(_("escalation counts from"))
    reminded_at = models.DateTimeField(_("reminded"), null=True)
    level = models.PositiveSmallIntegerField(_("reached"), choices=Level.choices)
    escalated_at = models.DateTimeField(_("escalated"), null=True)
    mailed_at = models.DateTimeField(_("last notice"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("closed by"),
        help_text=_("Nobody: what it asked for is done."),
    )
    closed_because = models.CharField(_("outcome"), max_length=60, blank=True)
    revision = models.PositiveIntegerField(_("revision"), help_text=_("Counts changes: who read an older one yields."))

    objects = PromptQuerySet.as_manager()

    class Meta:
        verbose_name = _("prompt")
        verbose_name_plural = _("prompts")
        ordering = ["-urgent", "due_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="prompt_one_per_kind_and_key"),
            models.CheckConstraint(condition=Q(level__lte=2), name="prompt_level_is_known"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_because="")
                | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
                name="prompt_closes_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(link__regex=r"^/[A-Za-z0-9_?=#-]") & Q(link__regex=r"^[A-Za-z0-9/_?=&#-]*$"),
                name="prompt_link_is_a_path_of_ours_with_ids_only",
            ),
        ]
        indexes = [
            models.Index(
                F("owner"),
                F("urgent").desc(),
                F("due_at"),
                F("id"),
                name="prompt_open_by_owner",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                F("urgent").desc(),
                F("due_at"),
                F("id"),
                name="prompt_open_with_the_leads",
                condition=Q(closed_at__isnull=True, level=2),
            ),
        ]

    def __str__(self) -> str:
        return f"prompt {self.pk}"

    @property
    def what(self) -> PromptKind | None:
        """The kind as its app registered it; None once no app does."""
        return kind_named(self.kind)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
