"""Allergies, conditions and substances, as a dose decision weighs them. Nobody asked is the absence of a row."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from patients.known import ConditionName, Substance
from patients.models.told import CLOCKS_DIFFER, Told


class Allergy(Told):
    """What somebody may not, or would rather not, be given again; or that they know of nothing.

    `to` is the code of a medicine or a class where we have one, else the name in small letters; `name` is what was
    told. One that proved wrong is taken back by a further row that says why.
    """

    class Kind(models.TextChoices):
        HYPERSENSITIVITY = "hypersensitivity", _("allergy")
        INTOLERANCE = "intolerance", _("intolerance")
        NONE_KNOWN = "none-known", _("no known allergies")

    class Certainty(models.TextChoices):
        CERTAIN = "certain", _("seen or tested")
        LIKELY = "likely", _("likely")
        UNSURE = "unsure", _("not sure")

    kind = models.CharField(_("what kind"), max_length=20, choices=Kind)
    to = models.CharField(_("code"), max_length=80, blank=True)
    name = models.CharField(_("to what"), max_length=80, blank=True)
    reaction = models.CharField(_("what happened"), max_length=200, blank=True)
    certainty = models.CharField(_("how sure"), max_length=10, choices=Certainty, default=Certainty.LIKELY)
    withdrawn_because = models.CharField(_("why it holds no longer"), max_length=200, blank=True)

    told_apart_by: ClassVar[tuple[str, ...]] = ("to",)

    class Meta(Told.Meta):
        verbose_name = _("allergy")
        verbose_name_plural = _("allergies")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="none-known", to="", name="") | (~Q(kind="none-known") & ~Q(to="") & ~Q(name="")),
                name="allergy_says_to_what",
                violation_error_message=_("Say to what."),
            ),
            models.CheckConstraint(
                condition=Q(to=Lower(F("to"))),
                name="allergy_code_is_in_small_letters",
                violation_error_message=_("A code is written in small letters."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "to", "-id"], name="allergy_by_patient")]

    def __str__(self) -> str:
        return f"allergy {self.pk}"

    @property
    def is_known_of(self) -> bool:
        """It is about something, and was not taken back."""
        return self.kind != self.Kind.NONE_KNOWN and not self.withdrawn_because

    @property
    def says_there_are_none(self) -> bool:
        return self.kind == self.Kind.NONE_KNOWN and not self.withdrawn_because


class HealthCondition(Told):
    """A condition that a medicine's label speaks of, or another one by its name."""

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        RESOLVED = "resolved", _("in the past")
        RULED_OUT = "ruled-out", _("ruled out")

    condition = models.CharField(_("condition"), max_length=40, choices=ConditionName)
    other = models.CharField(_("which other one"), max_length=80, blank=True)
    state = models.CharField(_("now"), max_length=10, choices=State)
    words = models.CharField(_("in a few words"), max_length=200, blank=True)

    told_apart_by: ClassVar[tuple[str, ...]] = ("condition", "other")

    class Meta(Told.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        constraints = [
            models.CheckConstraint(
                condition=(Q(condition="other") & ~Q(other="")) | (~Q(condition="other") & Q(other="")),
                name="condition_outside_the_list_has_a_name",
                violation_error_message=_("Name the condition if, and only if, it is not in the list."),
            )
        ]
        indexes = [models.Index(fields=["patient", "condition", "-id"], name="condition_by_patient")]

    def __str__(self) -> str:
        return f"condition {self.pk}"

    @property
    def name(self) -> str:
        return self.other or self.get_condition_display()


class SubstanceUse(Told):
    """What somebody said about using a substance; it may interact, and it is never a reason to withhold treatment."""

    class Answer(models.TextChoices):
        USES = "uses", _("uses it")
        STOPPED = "stopped", _("stopped")
        NEVER = "never", _("does not use it")
        DECLINED = "declined", _("declined to say")

    class Route(models.TextChoices):
        """How it is taken; empty is not asked."""

        MOUTH = "mouth", _("by mouth")
        SMOKED = "smoked", _("smoked or vaped")
        NOSE = "nose", _("through the nose")
        INJECTED = "injected", _("injected")
        SKIN = "skin", _("through the skin")
        SEVERAL = "several", _("in several ways")

    class Pattern(models.TextChoices):
        """How often these weeks; empty is not asked."""

        NOT_NOW = "not-now", _("not at the moment")
        SOME_DAYS = "some-days", _("some days")
        MOST_DAYS = "most-days", _("most days")
        DAILY = "daily", _("every day")

    class Withdrawal(models.TextChoices):
        """What happened when they stopped or took less before; empty is not asked."""

        NEVER = "never", _("never had withdrawal")
        SOME = "some", _("had withdrawal")
        SEVERE = "severe", _("had severe withdrawal, such as seizures or delirium")
        UNKNOWN = "unknown", _("withdrawal not known")
        DECLINED = "declined", _("declined to say about withdrawal")

    substance = models.CharField(_("substance"), max_length=40, choices=Substance)
    answer = models.CharField(_("use"), max_length=10, choices=Answer)
    amount = models.CharField(_("how much and how often, in their words"), max_length=200, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    stopped_abruptly = models.BooleanField(_("stopped from one day to the next"), default=False)
    route = models.CharField(_("how it is taken"), max_length=10, choices=Route, blank=True)
    pattern = models.CharField(_("how often these weeks"), max_length=10, choices=Pattern, blank=True)
    withdrawal = models.CharField(_("withdrawal before"), max_length=10, choices=Withdrawal, blank=True)
    withdrawal_words = models.CharField(_("about that, in their words"), max_length=200, blank=True)

    told_apart_by: ClassVar[tuple[str, ...]] = ("substance",)

    class Meta(Told.Meta):
        verbose_name = _("substance use")
        verbose_name_plural = _("substance use")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="stopped", stopped_on__isnull=False)
                | (~Q(answer="stopped") & Q(stopped_on__isnull=True, stopped_abruptly=False)),
                name="substance_stopped_on_a_day",
                violation_error_message=_(
                    "If they stopped, say on which day, as near as is known; else leave it empty."
                ),
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["uses", "stopped"]) | Q(last_used_at__isnull=True, amount=""),
                name="substance_amount_needs_use",
                violation_error_message=_("An amount or a last time belongs to something that is or was used."),
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["uses", "stopped"]) | Q(route="", pattern="", withdrawal=""),
                name="substance_details_need_use",
                violation_error_message=_("How and how often belong to something that is or was used."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawal__in=["some", "severe"]) | Q(withdrawal_words=""),
                name="substance_withdrawal_words_are_about_one",
                violation_error_message=_("Words about withdrawal belong to one that happened."),
            ),
            models.CheckConstraint(
                condition=Q(last_used_at__isnull=True) | Q(last_used_at__lte=F("recorded_at") + CLOCKS_DIFFER),
                name="substance_last_used_in_the_past",
                violation_error_message=_("This lies in the future."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "substance", "-id"], name="substance_use_by_patient")]

    def __str__(self) -> str:
        return f"substance use {self.pk}"

    @property
    def is_or_was_used(self) -> bool:
        return self.answer in {self.Answer.USES, self.Answer.STOPPED}
