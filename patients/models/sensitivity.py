"""How somebody does with medicines: what they went through before, what they say themselves, what a prescriber set."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from patients.models.told import Told
from patients.queries.told import SensitivityAnswerQuerySet
from patients.sensitivity import RATINGS, Answer, DoseThen, HowBad, Question, Setting


class EarlierReaction(Told):
    """What somebody went through on a medicine before: one effect of one medicine.

    `to` is the medicine's code where we have one, else its name in small letters; `name` is what was told. One that
    was a mistake is taken back by a further row that says why.
    """

    to = models.CharField(_("code"), max_length=80)
    name = models.CharField(_("medicine"), max_length=80)
    effect = models.CharField(_("what happened"), max_length=200)
    how_bad = models.CharField(_("how bad"), max_length=10, choices=HowBad)
    dose = models.CharField(_("dose, in mg or in words"), max_length=80, blank=True)
    dose_then = models.CharField(
        _("how large that dose was"), max_length=10, choices=DoseThen, default=DoseThen.UNKNOWN
    )
    when = models.CharField(_("when, roughly"), max_length=80, blank=True)
    helped = models.CharField(_("what helped"), max_length=200, blank=True)
    withdrawn_because = models.CharField(_("why it holds no longer"), max_length=200, blank=True)

    told_apart_by: ClassVar[tuple[str, ...]] = ("to", "effect")

    class Meta(Told.Meta):
        verbose_name = _("earlier reaction")
        verbose_name_plural = _("earlier reactions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(to="") & ~Q(name="") & ~Q(effect=""),
                name="reaction_says_what_happened_on_what",
                violation_error_message=_("Say what happened, and on which medicine."),
            ),
            models.CheckConstraint(
                condition=Q(to=Lower(F("to"))),
                name="reaction_code_is_in_small_letters",
                violation_error_message=_("A code is written in small letters."),
            ),
            models.CheckConstraint(
                condition=Q(how_bad__in=HowBad.values, dose_then__in=DoseThen.values),
                name="reaction_is_weighed_in_our_words",
                violation_error_message=_("Choose how bad it was, and how large the dose, from the lists."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "to", "effect", "-id"], name="reaction_by_patient")]

    def __str__(self) -> str:
        return f"earlier reaction {self.pk}"


class SensitivityAnswer(Told):
    """One answer about oneself and medicines; every question may be skipped, and what is skipped is no row.

    "Not now" is an answer that takes nothing back: what was said before goes on counting. One that somebody takes back
    is followed by a further row that says why.
    """

    class Whose(models.TextChoices):
        """In whose words it stands."""

        THEIRS = "theirs", _("in their own words")
        SUMMED_UP = "summed-up", _("summed up by staff")
        CLOSE_TO_THEM = "close-to-them", _("in the words of somebody close to them")

    question = models.CharField(_("about"), max_length=20, choices=Question)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer)
    words = models.TextField(_("in words"), max_length=2000, blank=True)
    whose = models.CharField(_("whose words"), max_length=20, choices=Whose, blank=True)
    withdrawn_because = models.CharField(_("why it holds no longer"), max_length=200, blank=True)

    objects = SensitivityAnswerQuerySet.as_manager()  # type: ignore[misc]  # more can be asked of it than of the others

    told_apart_by: ClassVar[tuple[str, ...]] = ("question",)

    class Meta(Told.Meta):
        verbose_name = _("answer about sensitivity")
        verbose_name_plural = _("answers about sensitivity")
        constraints = [
            models.CheckConstraint(
                condition=Q(question=Question.SELF_RATED, answer__in=RATINGS)
                | Q(
                    question__in=[Question.HOPES, Question.FEARS, Question.AVOID],
                    answer__in=[Answer.SAID, Answer.NOT_NOW],
                ),
                name="sensitivity_answer_fits_its_question",
                violation_error_message=_("Choose one of the answers to this question."),
            ),
            models.CheckConstraint(
                condition=(Q(answer=Answer.SAID) & ~Q(words="") & ~Q(whose=""))
                | (~Q(answer=Answer.SAID) & Q(words="", whose="")),
                name="sensitivity_words_are_somebodys",
                violation_error_message=_("Write what was said, and in whose words it is."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "question", "-id"], name="sensitivity_answer_by_patient")]

    def __str__(self) -> str:
        return f"answer about sensitivity {self.pk}"


class SensitivitySetting(Told):
    """A prescriber's own judgement, which goes before what follows from the rest."""

    level = models.CharField(_("sensitivity to medicines"), max_length=10, choices=Setting)
    because = models.CharField(_("why"), max_length=200)

    class Meta(Told.Meta):
        verbose_name = _("setting of sensitivity")
        verbose_name_plural = _("settings of sensitivity")
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=Setting.values) & ~Q(because=""),
                name="sensitivity_is_set_with_a_reason",
                violation_error_message=_("Choose a level, and say why."),
            )
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="sensitivity_setting_by_patient")]

    def __str__(self) -> str:
        return f"setting of sensitivity {self.pk}"
