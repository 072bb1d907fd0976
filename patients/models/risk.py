"""Answers that are never just a number: what the practice has agreed to do, and that somebody has looked."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.measures.risk_topics import RiskTopic
from patients.models.assessment import Assessment
from patients.models.told import CLOCKS_DIFFER
from practice.database.rights import Rights
from practice.staff.models import User

ABOUT_A_RISK = """
    IF NOT EXISTS (SELECT FROM patients_assessment WHERE id = NEW.assessment_id AND risk > 0) THEN
        RAISE EXCEPTION 'risk-look-is-about-a-risk-answer: nothing in this assessment calls a person'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'risk-look-is-about-a-risk-answer';
    END IF;
    RETURN NEW;
"""


class RiskLook(models.Model):
    """Somebody looked at a risk answer: what they found when they asked, and what they did. Again is another row."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="looks")
    found = models.TextField(_("what you found"), max_length=2000)
    done = models.TextField(_("what you did, and what you agreed on"), max_length=2000)
    looked_at = models.DateTimeField(_("looked at"))
    looked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("look at a risk answer")
        verbose_name_plural = _("looks at risk answers")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(found="") & ~Q(done=""),
                name="risk_look_says_what_was_found_and_done",
                violation_error_message=_("Write what you found and what you did."),
            ),
            models.CheckConstraint(
                condition=Q(looked_at__lte=F("recorded_at") + CLOCKS_DIFFER),
                name="risk_look_lies_in_the_past",
                violation_error_message=_("This lies in the future."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="risk_look_is_about_a_risk_answer",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ABOUT_A_RISK,
            )
        ]

    def __str__(self) -> str:
        return f"look at a risk answer {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class RiskAgreement(models.Model):
    """What the practice has agreed to do when somebody answers so, in its own words, shown beside the answer."""

    topic = models.CharField(_("about"), max_length=40, choices=RiskTopic, unique=True)
    words = models.TextField(
        _("what we do"), max_length=2000, help_text=_("Plain paragraphs: who asks, when, and whom to call.")
    )

    class Meta:
        verbose_name = _("what we agreed to do about a risk answer")
        verbose_name_plural = _("what we agreed to do about risk answers")
        ordering = ["topic"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="risk_agreement_says_what_to_do",
                violation_error_message=_("Write what we do."),
            )
        ]

    def __str__(self) -> str:
        return f"agreement about a risk answer {self.pk}"

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.words.split("\n\n") if part.strip()]
