"""Stored regimens: written once, whole, and never changed."""

from decimal import Decimal
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from medications.rules import regimen as rules
from medications.terms import RELEASE_OF, Form, TimeOfDay
from practice.database.rights import Rights

NOT_AFTER_USE = """
    IF EXISTS (SELECT FROM medications_titrationstep WHERE regimen_id = NEW.regimen_id)
        OR EXISTS (SELECT FROM medications_observeddose WHERE regimen_id = NEW.regimen_id)
        OR EXISTS (SELECT FROM medications_templatestep WHERE regimen_id = NEW.regimen_id) THEN
        RAISE EXCEPTION 'a regimen in use takes no further dose' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""


class RegimenQuerySet(models.QuerySet["Regimen"]):
    def with_doses(self) -> "RegimenQuerySet":
        return self.prefetch_related("doses")


class Regimen(models.Model):
    """What somebody takes, in one form: its doses lie in `RegimenDose`.

    Doses are added only before a step or an observation refers to the regimen; a draft step that changes gets
    another regimen. So what was agreed can always be read back.
    """

    form = models.CharField(_("form"), max_length=30, choices=Form, default=Form.TABLET)
    release = models.GeneratedField(
        expression=Case(
            *[When(form=form.value, then=Value(release)) for form, release in RELEASE_OF.items()],
            output_field=models.CharField(max_length=30),
        ),
        output_field=models.CharField(max_length=30),
        db_persist=True,
    )

    objects = RegimenQuerySet.as_manager()
    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("regimen")
        verbose_name_plural = _("regimens")

    def __str__(self) -> str:
        return f"regimen {self.pk}"

    def as_rule(self) -> rules.Regimen:
        """The same as a value that the rules compute with; reads the (prefetched) doses."""
        return rules.Regimen(doses=tuple(dose.as_rule() for dose in self.doses.all()), form=Form(self.form))


class RegimenDose(models.Model):
    """One taking of a regimen: an amount in mg at a time of day, on every `every_days`-th day, or as needed."""

    regimen = models.ForeignKey(Regimen, on_delete=models.PROTECT, related_name="doses")
    amount_mg = models.DecimalField(_("amount (mg)"), max_digits=12, decimal_places=6)
    at = models.CharField(_("when"), max_length=10, choices=TimeOfDay, default=TimeOfDay.ANY)
    every_days = models.PositiveSmallIntegerField(_("every … days"), default=1)
    offset = models.PositiveSmallIntegerField(_("days after the first"), default=0)
    as_needed = models.BooleanField(_("as needed"), default=False)
    at_most = models.PositiveSmallIntegerField(_("at most … a day"), default=1)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("dose")
        verbose_name_plural = _("doses")
        ordering = ["regimen", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_mg__gt=Decimal(0)),
                name="dose_is_more_than_nothing",
                violation_error_message=_("A dose is more than 0 mg."),
            ),
            models.CheckConstraint(
                condition=Q(every_days__in=[n for n in range(1, 421) if rules.CYCLE_DAYS % n == 0]),
                name="dose_interval_divides_the_cycle",
                violation_error_message=_("Doses repeat every 1 to 7, 10, 12, 14, 15, 20, 21, 28 or 30 days."),
            ),
            models.CheckConstraint(
                condition=Q(offset__lt=F("every_days")),
                name="dose_offset_is_within_its_interval",
                violation_error_message=_("The offset is smaller than the interval."),
            ),
            models.CheckConstraint(
                condition=Q(at_most__gte=1) & (Q(as_needed=True) | Q(at_most=1)),
                name="dose_ceiling_belongs_to_as_needed",
                violation_error_message=_("Only a dose taken as needed has a ceiling above one a day."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="regimen_in_use_takes_no_dose",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NOT_AFTER_USE,
            )
        ]

    def __str__(self) -> str:
        return f"dose {self.pk}"

    def as_rule(self) -> rules.Dose:
        return rules.Dose(
            amount_mg=self.amount_mg,
            at=TimeOfDay(self.at),
            every_days=self.every_days,
            offset=self.offset,
            as_needed=self.as_needed,
            at_most=self.at_most,
        )
