"""What was told to others, on which consent, and with which notice."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models.consent import Consent
from patients.models.consent_wording import ConsentWording
from patients.queries.consents import OfPatientsQuerySet
from patients.rules.consent import DisclosedHow, Scope
from practice.database.rights import Rights
from practice.staff.models import User

# The last day counts until it has ended everywhere; the service counts in the practice's own zone. A consent that is
# being taken back at this moment is waited for.
NEEDS_A_VALID_CONSENT = """
    SELECT * INTO given FROM patients_consent WHERE id = NEW.consent_id FOR SHARE;
    IF given.kind IS DISTINCT FROM 'release' OR given.patient_id <> NEW.patient_id
        OR given.revoked_at IS NOT NULL
        OR NEW.disclosed_at < given.given_at
        OR NEW.disclosed_at >= (given.expires_on + 1)::timestamp AT TIME ZONE 'UTC' + interval '12 hours'
        OR NEW.recipient <> given.recipient
        OR NOT (NEW.what <@ given.scope OR 'whole-record' = ANY (given.scope)
            AND NOT NEW.what && '{psychotherapy-notes,counselling-notes}')
        OR (NEW.what && '{substance-use-treatment,counselling-notes}' AND NOT given.covers_substance_use)
        OR (given.covers_substance_use AND NEW.notice_id IS NULL)
    THEN
        RAISE EXCEPTION 'disclosure-needs-a-valid-consent: nothing is told without a valid consent to it'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'disclosure-needs-a-valid-consent';
    END IF;
    IF NEW.notice_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM patients_consentwording wording
        WHERE wording.id = NEW.notice_id AND wording.kind = 'redisclosure' AND wording.published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'disclosure-notice-is-published: the notice on telling it further is a published one'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'disclosure-notice-is-published';
    END IF;
    RETURN NEW;
"""


class Disclosure(models.Model):
    """Something of the record was told to somebody outside. Append-only; together they are the accounting.

    `what` are parts of the record, never what they say. `notice` is the version of the notice on telling it further
    that went with it.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="disclosures")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="disclosures")
    what = ArrayField(models.CharField(max_length=30, choices=Scope), verbose_name=_("what"))
    recipient = models.CharField(_("to whom"), max_length=160)
    how = models.CharField(_("how"), max_length=10, choices=DisclosedHow)
    notice = models.ForeignKey(ConsentWording, on_delete=models.PROTECT, null=True, related_name="+")
    disclosed_at = models.DateTimeField(_("told"))
    disclosed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfPatientsQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        ordering = ["patient", "-disclosed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__len__gte=1, what__contained_by=Scope.values, how__in=DisclosedHow.values)
                & ~Q(recipient=""),
                name="disclosure_says_what_to_whom_and_how",
                violation_error_message=_("Say what was told, to whom, and how."),
            )
        ]
        indexes = [models.Index(fields=["patient", "-disclosed_at"], name="disclosure_by_patient")]
        triggers = [
            pgtrigger.Trigger(
                name="disclosure_needs_a_valid_consent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("given", "record")],
                func=NEEDS_A_VALID_CONSENT,
            )
        ]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"
