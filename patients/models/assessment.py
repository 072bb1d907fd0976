"""Measures as they were filled in, and that one of them was a mistake."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Func, IntegerField, Q, Value
from django.db.models.functions import Cast, Coalesce, Now
from django.utils.translation import gettext_lazy as _

from patients.models.measure_wording import MeasureWording
from patients.models.told import ADVANCE, CLOCKS_DIFFER
from patients.queries.assessments import AssessmentQuerySet
from practice.database.rights import Rights
from practice.staff.models import User

# What outdated a review when it was answered outdates it again when it was never so.
ADVANCE_AGAIN = """
    UPDATE patients_chartversion chart SET version = chart.version + 1
    FROM patients_assessment assessment
    WHERE assessment.id = NEW.assessment_id AND (assessment.risk > 0 OR assessment.measure = 'cows')
        AND chart.patient_id = assessment.patient_id;
    RETURN NULL;
"""
LOOKED_AT_FIRST = """
    IF EXISTS (SELECT FROM patients_assessment WHERE id = NEW.assessment_id AND risk > 0)
        AND NOT EXISTS (SELECT FROM patients_risklook WHERE assessment_id = NEW.assessment_id) THEN
        RAISE EXCEPTION 'risk-answer-is-looked-at-first: somebody looks at it before it is taken back'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'risk-answer-is-looked-at-first';
    END IF;
    RETURN NEW;
"""


def answer_to(item: str) -> Any:
    """What was answered to an item, 0 where it was left out. (Django's own lookup takes "9" for a place in a list.)"""
    said = Func(F("answers"), Value(item), function="jsonb_extract_path_text", output_field=models.TextField())
    return Coalesce(Cast(said, IntegerField()), 0)


class Assessment(models.Model):
    """One filling-in of a measure: every answer as it was given, and what it came to by the edition of that day.

    What was left out stays left out: there is no total then, and `missing` says how many. `risk` is the highest answer
    to an item that is never just a number; any above 0 outdates earlier reviews. `scores` holds `subscales`, the
    `band`'s label, `findings` and `flags`, so that lists and pictures read this row alone.
    """

    class How(models.TextChoices):
        """Who held the pen."""

        ASKED = "asked", _("asked, and written down by staff")
        PAPER = "paper", _("on paper")
        TABLET = "tablet", _("on a tablet in the room")
        PRIVATE_LINK = "private-link", _("through the private link")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(_("measure"), max_length=40)
    edition = models.PositiveSmallIntegerField(_("edition of the scoring"))
    wording = models.ForeignKey(
        MeasureWording, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("wording")
    )
    answers = models.JSONField(_("answers"))
    missing = models.PositiveSmallIntegerField(_("items without an answer"), default=0)
    total = models.DecimalField(_("total"), max_digits=6, decimal_places=2, null=True, blank=True)
    scores = models.JSONField(_("scores"), default=dict, blank=True)
    risk = models.PositiveSmallIntegerField(_("highest answer that calls a person"), default=0)
    how = models.CharField(_("how it was filled in"), max_length=20, choices=How)
    filled_in_at = models.DateTimeField(_("filled in"))
    in_their_words = models.TextField(_("in the patient's words"), max_length=2000, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AssessmentQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-filled_in_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(missing=0) | Q(total=None),
                name="assessment_has_a_total_only_when_complete",
                violation_error_message=_("There is no total while an item is without an answer."),
            ),
            models.CheckConstraint(
                condition=~Q(measure="phq9") | Q(risk=answer_to("9")),
                name="risk_of_an_assessment_is_what_was_answered",
                violation_error_message=_("What was answered to the last question is told apart, as it was answered."),
            ),
            models.CheckConstraint(
                condition=Q(how__in=["asked", "paper", "tablet", "private-link"]) & ~Q(measure=""),
                name="assessment_says_how_it_was_filled_in",
                violation_error_message=_("Say how it was filled in."),
            ),
            models.CheckConstraint(
                condition=Q(filled_in_at__lte=F("recorded_at") + CLOCKS_DIFFER),
                name="assessment_lies_in_the_past",
                violation_error_message=_("This lies in the future."),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "measure", "-filled_in_at"], name="assessment_by_patient"),
            models.Index(fields=["patient"], name="assessment_with_risk", condition=Q(risk__gt=0)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="risk_answer_advances_the_chart",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__risk__gt=0),
                func=ADVANCE,
            )
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class AssessmentWithdrawal(models.Model):
    """It was a mistake. The assessment stays as it is, counts nowhere from now on, and this says why.

    One with a risk answer is looked at first, so that nothing urgent goes with a wrong click.
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="withdrawal")
    because = models.CharField(_("why it counts no longer"), max_length=300)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("withdrawal of an assessment")
        verbose_name_plural = _("withdrawals of assessments")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(because=""),
                name="withdrawn_assessment_says_why",
                violation_error_message=_("Say why it counts no longer."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="risk_is_looked_at_before_it_is_taken_back",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=LOOKED_AT_FIRST,
            ),
            pgtrigger.Trigger(
                name="assessment_taken_back_advances_the_chart",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=ADVANCE_AGAIN,
            ),
        ]

    def __str__(self) -> str:
        return f"withdrawal of an assessment {self.pk}"
