"""Pairs of medicines, classes and substances that matter together, and what belongs to which class."""

from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from medications.models.statement import Statement, named
from medications.terms import InteractionSeverity


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class ClassMember(models.Model):
    """A medicine or substance belongs to a class, each by its code: sertraline to ssri."""

    class_code = models.SlugField(_("class"), max_length=60)
    member_code = models.SlugField(_("medicine or substance"), max_length=60)
    is_retired = models.BooleanField(_("no longer belongs"), default=False)

    class Meta:
        verbose_name = _("member of a class")
        verbose_name_plural = _("members of classes")
        ordering = ["class_code", "member_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["class_code", "member_code"],
                name="class_member_once_in_its_class",
                violation_error_message=_("It already belongs to that class."),
            ),
        ]

    def __str__(self) -> str:
        return f"member of a class {self.pk}"


def must_be_wash_outs(told: Any) -> None:
    """Refuses what is not a list of [what was stopped, what is started, whole days]."""
    if not (isinstance(told, list) and all(_is_a_wash_out(part) for part in told)):
        raise ValidationError(_("Write each as [“what was stopped”, “what is started”, days]."))


def _is_a_wash_out(part: Any) -> bool:
    match part:
        case [str(), str(), int(days)]:
            return days >= 0
    return False


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Interaction(Statement):
    """An unordered pair of codes, how serious it is and what to do about it."""

    one = models.SlugField(_("one"), max_length=60)
    other = models.SlugField(_("other"), max_length=60)
    severity = models.CharField(_("severity"), max_length=20, choices=InteractionSeverity)
    mechanism = models.CharField(_("how it comes about"), max_length=300, blank=True)
    effect = models.CharField(_("what can happen"), max_length=300, blank=True)
    action = models.CharField(_("what to do"), max_length=300, blank=True)
    wash_out_days = models.JSONField(
        _("days between"),
        default=list,
        blank=True,
        help_text=_("[“what was stopped”, “what is started”, days], one for each direction that is known."),
    )

    class Meta(Statement.Meta):
        verbose_name = _("interaction")
        verbose_name_plural = _("interactions")
        ordering = ["id"]
        constraints = [
            *Statement.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(one=F("other")),
                name="interaction_is_between_two",
                violation_error_message=_("Name two different medicines, classes or substances."),
            ),
        ]

    def __str__(self) -> str:
        return f"interaction {self.pk}"

    def clean(self) -> None:
        named("wash_out_days", must_be_wash_outs, self.wash_out_days)
