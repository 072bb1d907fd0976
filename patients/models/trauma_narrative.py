"""Somebody's own story, if they wish to leave one, and who opened it."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models.trauma_limits import TOLD_FIRST
from patients.models.trauma_sharing import InTrust, Whose
from patients.queries.told import ToldQuerySet
from patients.queries.trauma import NarrativeQuerySet
from patients.rules.reading_rights import Part
from practice.database.rights import Rights
from practice.staff.models import User


class Narrative(InTrust):
    """One version of somebody's story; it is optional, and a further version does not replace the one before.

    The words are encrypted and bound to the patient: no search, export or copy of the table reads them.
    `content_note` says in plain words what somebody is about to read. A row without words takes all versions before
    it back: they stay, and are not opened again.
    """

    words_sealed = models.TextField(blank=True, editable=False)
    whose = models.CharField(_("whose words"), max_length=20, choices=Whose, blank=True)
    content_note = models.CharField(_("content note"), max_length=200, blank=True)
    withdrawn_because = models.CharField(_("why it holds no longer"), max_length=200, blank=True)

    objects = NarrativeQuerySet.as_manager()  # type: ignore[misc]  # it asks the patient's choice of readers too

    part: ClassVar[Part] = Part.NARRATIVE

    class Meta(InTrust.Meta):
        verbose_name = _("narrative")
        verbose_name_plural = _("narratives")
        constraints = [
            models.CheckConstraint(
                condition=(~Q(words_sealed="") & ~Q(content_note="") & ~Q(whose="") & Q(withdrawn_because=""))
                | (Q(words_sealed="", content_note="", whose="") & ~Q(withdrawn_because="")),
                name="narrative_is_somebodys_and_has_a_content_note",
                violation_error_message=_("Say whose words these are, and write a content note."),
            ),
            models.CheckConstraint(
                condition=Q(words_sealed="") | Q(words_sealed__startswith="v1."),
                name="narrative_is_encrypted",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="narrative_by_patient")]
        triggers = [
            pgtrigger.Trigger(
                name="narrative_is_told_after_the_limits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=TOLD_FIRST,
            )
        ]

    def __str__(self) -> str:
        return f"narrative {self.pk}"


class NarrativeOpening(models.Model):
    """Somebody opened a narrative and read it; the patient's point of contact sees who did, and when."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    narrative = models.ForeignKey(Narrative, on_delete=models.PROTECT, related_name="openings")
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ToldQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("opening of a narrative")
        verbose_name_plural = _("openings of narratives")
        ordering = ["patient", "-id"]
        indexes = [models.Index(fields=["patient", "-id"], name="narrative_opening_by_patient")]
        triggers = [
            pgtrigger.Trigger(
                name="narrative_is_opened_for_its_patient",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.patient_id <> (SELECT patient_id FROM patients_narrative WHERE id = NEW.narrative_id) THEN
                        RAISE EXCEPTION 'This narrative is somebody else''s.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"opening of a narrative {self.pk}"
