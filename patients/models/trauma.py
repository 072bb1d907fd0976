"""What somebody has been through, in broad categories, and whether they are safe now. Nobody asked is no row."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patients.models.told import Source
from patients.models.trauma_limits import TOLD_FIRST
from patients.models.trauma_sharing import InTrust
from patients.queries.trauma import ExperienceQuerySet, SafetyCheckQuerySet
from patients.rules.reading_rights import Part


class Experience(InTrust):
    """An answer about one broad kind of experience; nothing more is asked here, and each may be skipped.

    "Not now" takes nothing back. One that was a mistake is followed by a further row that says why.
    """

    class Kind(models.TextChoices):
        ACCIDENT = "accident", _("accident or disaster")
        HOME = "home", _("violence at home")
        ELSEWHERE = "elsewhere", _("violence elsewhere")
        SEXUAL = "sexual", _("sexual harm")
        CHILDHOOD = "childhood", _("neglect or loss in childhood")
        WAR = "war", _("war, flight or captivity")
        MEDICAL = "medical", _("a medical experience")
        LOSS = "loss", _("a sudden loss")
        HATE = "hate", _("discrimination or hate")
        OTHER = "other", _("something else")

    class Answer(models.TextChoices):
        PRESENT = "present", _("yes, this happened")
        ABSENT = "absent", _("no, this did not happen")
        NOT_NOW = "not-now", _("not now")
        NOT_SAID = "not-said", _("prefer not to say")

    class When(models.TextChoices):
        CHILDHOOD = "childhood", _("as a child")
        YOUTH = "youth", _("as a young person")
        ADULT = "adult", _("as an adult")
        SEVERAL = "several", _("at several times")
        NOT_SAID = "not-said", _("rather not say when")

    class Ongoing(models.TextChoices):
        YES = "yes", _("it goes on")
        NO = "no", _("it is over")
        NOT_ASKED = "not-asked", _("not asked")

    kind = models.CharField(_("kind of experience"), max_length=20, choices=Kind)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer)
    when = models.CharField(_("when in life"), max_length=20, choices=When, blank=True)
    ongoing = models.CharField(_("does it go on"), max_length=20, choices=Ongoing, default=Ongoing.NOT_ASKED)
    ask_from_on = models.DateField(_("ask again from"), null=True, blank=True)
    withdrawn_because = models.CharField(_("why it holds no longer"), max_length=200, blank=True)

    objects = ExperienceQuerySet.as_manager()  # type: ignore[misc]  # it asks the patient's choice of readers too

    told_apart_by: ClassVar[tuple[str, ...]] = ("kind",)
    part: ClassVar[Part] = Part.EXPERIENCES

    class Meta(InTrust.Meta):
        verbose_name = _("answer about an experience")
        verbose_name_plural = _("answers about experiences")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="present") | Q(when="", ongoing="not-asked"),
                name="experience_has_a_time_if_it_happened",
                violation_error_message=_("When, and whether it goes on, belong to something that happened."),
            ),
            models.CheckConstraint(
                condition=Q(answer="not-now") | Q(ask_from_on__isnull=True),
                name="experience_is_asked_again_after_not_now",
                violation_error_message=_("A day to ask again belongs to “not now”."),
            ),
            models.CheckConstraint(
                condition=Q(
                    answer__in=["present", "absent", "not-now", "not-said"], ongoing__in=["yes", "no", "not-asked"]
                ),
                name="experience_is_answered_in_our_words",
                violation_error_message=_("Choose one of the answers."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "kind", "-id"], name="experience_by_patient")]
        triggers = [
            pgtrigger.Trigger(
                name="experience_is_told_after_the_limits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=TOLD_FIRST,
            )
        ]

    def __str__(self) -> str:
        return f"answer about an experience {self.pk}"


class SafetyCheck(InTrust):
    """A person asked how safe somebody is now; `recorded_by` asked.

    It is asked in a session or by phone, never by a form or a link, and only when they are alone: whoever harms them
    may be in the room or on the line. That it could not be asked is a row too, and the check stays due.
    """

    class Found(models.TextChoices):
        SAFE = "safe", _("safe enough for now")
        UNSAFE_NOW = "unsafe-now", _("not safe now")
        NOT_SAID = "not-said", _("would rather not say")
        NOT_ASKED = "not-asked", _("not asked, as they were not alone")

    was_alone = models.BooleanField(_("they were alone, and could speak freely"))
    found = models.CharField(_("what they said"), max_length=20, choices=Found)
    agreed_sealed = models.TextField(blank=True, editable=False)

    objects = SafetyCheckQuerySet.as_manager()  # type: ignore[misc]

    part: ClassVar[Part] = Part.EXPERIENCES

    class Meta(InTrust.Meta):
        verbose_name = _("safety check")
        verbose_name_plural = _("safety checks")
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=[Source.SESSION, Source.PHONE]),
                name="safety_is_asked_by_a_person",
                violation_error_message=_("A person asks this, in a session or by phone."),
            ),
            models.CheckConstraint(
                condition=Q(was_alone=True, found__in=["safe", "unsafe-now", "not-said"])
                | Q(was_alone=False, found="not-asked"),
                name="safety_is_asked_when_alone",
                violation_error_message=_("Ask this only when they are alone. If they were not, record “not asked”."),
            ),
            models.CheckConstraint(
                condition=~Q(found="unsafe-now") | ~Q(agreed_sealed=""),
                name="unsafe_now_is_followed_by_what_was_agreed",
                violation_error_message=_("Write what you agreed on for now."),
            ),
            models.CheckConstraint(
                condition=Q(agreed_sealed="") | Q(agreed_sealed__startswith="v1."),
                name="what_was_agreed_is_encrypted",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="safety_check_by_patient")]

    def __str__(self) -> str:
        return f"safety check {self.pk}"
