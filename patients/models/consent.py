"""What somebody agreed to, how they said so, and that they may take it back."""

from datetime import date, datetime

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients.models.consent_paper import ConsentPaper
from patients.models.consent_wording import FITS_ITS_WORDING, ConsentWording
from patients.queries.consents import ConsentQuerySet
from patients.rules.consent import KEPT_APART, ConsentKind, GivenHow, RevokedHow, Scope, State, state_on
from practice.staff.models import User

PAPER_IS_THEIRS = """
    IF NEW.paper_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM patients_consentpaper paper WHERE paper.id = NEW.paper_id AND paper.patient_id = NEW.patient_id)
    THEN
        RAISE EXCEPTION 'consent-paper-is-theirs: a paper belongs to the person who signed it'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'consent-paper-is-theirs';
    END IF;
"""
ONLY_REVOKED_AND_ONCE = """
    IF OLD.revoked_at IS NOT NULL OR
        to_jsonb(NEW) - '{revoked_at, revoked_by_id, revoked_how, revoked_words}'::text[]
        IS DISTINCT FROM to_jsonb(OLD) - '{revoked_at, revoked_by_id, revoked_how, revoked_words}'::text[] THEN
        RAISE EXCEPTION 'consent-is-fixed: a consent is only ever revoked, once; another one is another row'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'consent-is-fixed';
    END IF;
    RETURN NEW;
"""


class UtcDay(Func):
    """The day of a moment by UTC, which no setting changes, so that a constraint may count with it."""

    template = "((%(expressions)s AT TIME ZONE 'UTC')::date)"
    output_field = models.DateField()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Consent(models.Model):
    """The person agreed. Nothing about it changes afterwards, but that it can be taken back, once and for good.

    Taking it back counts from then on: what was told before stays in the accounting. Agreeing anew is another row.
    `given_by` wrote it down; `heard_by` heard it where it was spoken. `signed_by_relation` says whose name it is that
    is signed, where somebody signs for the person. `expires_on` is the last day that counts.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(_("to what"), max_length=20, choices=ConsentKind)
    wording = models.ForeignKey(
        ConsentWording, on_delete=models.PROTECT, null=True, blank=True, related_name="consents", verbose_name=_("text")
    )
    given_how = models.CharField(_("how"), max_length=10, choices=GivenHow)
    signed_name = models.CharField(_("name, typed or signed"), max_length=120, blank=True)
    signed_by_relation = models.CharField(_("signed for them by (such as parent, guardian)"), max_length=80, blank=True)
    signed_on = models.DateField(_("day on the paper"), null=True, blank=True)
    given_at = models.DateTimeField(_("given"))
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("written down by"))
    heard_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("heard by")
    )
    also_heard_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("also heard by")
    )
    paper = models.OneToOneField(
        ConsentPaper, on_delete=models.PROTECT, null=True, blank=True, related_name="consent", verbose_name=_("paper")
    )
    expires_on = models.DateField(_("counts until"), null=True, blank=True)
    recipient = models.CharField(_("who may be told, or take part"), max_length=160, blank=True)
    purpose = models.CharField(_("what for"), max_length=200, blank=True)
    scope = ArrayField(
        models.CharField(max_length=30, choices=Scope), verbose_name=_("what"), default=list, db_default=[], blank=True
    )
    covers_substance_use = models.BooleanField(_("treatment for the use of alcohol or drugs included"), default=False)
    revoked_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    revoked_how = models.CharField(_("taken back how"), max_length=10, choices=RevokedHow, blank=True, editable=False)
    revoked_words = models.CharField(_("in their words"), max_length=300, blank=True, editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["patient", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ConsentKind.values, given_how__in=GivenHow.values),
                name="consent_is_given_in_our_words",
                violation_error_message=_("Choose what it is to, and how it was given, from the lists."),
            ),
            models.CheckConstraint(
                condition=Q(given_how="on-screen", wording__isnull=False, paper=None, heard_by=None)
                & ~Q(signed_name="")
                | Q(given_how="on-paper", paper__isnull=False, heard_by=None, signed_on__isnull=False)
                | Q(given_how__in=["in-session", "by-phone"], heard_by__isnull=False, paper=None, signed_name=""),
                name="consent_is_vouched_for",
                violation_error_message=_(
                    "On screen: the text and a typed name. Spoken: who heard it. On paper: the scan and its day."
                ),
            ),
            models.CheckConstraint(
                condition=Q(also_heard_by=None) | Q(heard_by__isnull=False) & ~Q(also_heard_by=F("heard_by")),
                name="consent_is_heard_by_two_people",
                violation_error_message=_("A second person who heard it is somebody else."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="release")
                | ~Q(recipient="") & ~Q(purpose="") & Q(scope__len__gte=1, expires_on__isnull=False),
                name="release_says_who_what_why_and_until_when",
                violation_error_message=_("A release says who may be told, what, what for, and until when."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="family-participation") | ~Q(recipient=""),
                name="family_consent_says_who_takes_part",
                violation_error_message=_("Say who may take part."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="research") | ~Q(purpose=""),
                name="research_consent_names_the_study",
                violation_error_message=_("Say which study it is for."),
            ),
            models.CheckConstraint(
                condition=Q(scope__contained_by=Scope.values),
                name="consent_scope_is_in_our_words",
                violation_error_message=_("Choose what may be told from the list."),
            ),
            models.CheckConstraint(
                condition=Q(covers_substance_use=False)
                & ~Q(scope__overlap=["substance-use-treatment", "counselling-notes"])
                | Q(covers_substance_use=True, kind="release", given_how__in=["on-screen", "on-paper"])
                & Q(scope__overlap=["substance-use-treatment", "whole-record", "counselling-notes"]),
                name="substance_use_is_released_in_writing_and_by_name",
                violation_error_message=_(
                    "Treatment for the use of alcohol or drugs is released in writing, and only where it is ticked."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(scope__overlap=sorted(KEPT_APART))
                | Q(kind="release", scope__len=1, given_how__in=["on-screen", "on-paper"]),
                name="authorisation_of_notes_kept_apart_names_nothing_else",
                violation_error_message=_(
                    "Psychotherapy notes and counselling notes are each released in writing, on a sheet of their own."
                ),
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=UtcDay("given_at")),
                name="consent_expires_after_it_is_given",
                violation_error_message=_("A consent counts for a day at least."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_how="", revoked_words="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False, revoked_how__in=RevokedHow.values),
                name="consent_is_revoked_at_a_moment_by_somebody",
                violation_error_message=_("Say how they took it back."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("given_at")),
                name="consent_is_revoked_after_it_is_given",
                violation_error_message=_("A consent is taken back after it was given."),
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "kind", "-id"], name="consent_by_patient"),
            models.Index(fields=["expires_on"], name="consent_by_expiry", condition=Q(revoked_at=None)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="consent_fits_its_wording_and_paper",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"{FITS_ITS_WORDING}{PAPER_IS_THEIRS}RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="consent_is_only_revoked_and_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ONLY_REVOKED_AND_ONCE,
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"

    def state_on(self, day: date) -> State:
        return state_on(day, is_revoked=self.revoked_at is not None, expires_on=self.expires_on)

    def is_valid_at(self, moment: datetime) -> bool:
        return self.state_on(timezone.localdate(moment)) == State.ACTIVE
