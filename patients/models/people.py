"""The people around somebody: who stands by them, who treats them elsewhere, whom to ring in an emergency."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.queries.contact import AroundQuerySet, EmergencyContactQuerySet
from practice.staff.models import User


def agreement_says_when_and_how() -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=(Q(agreed="yes", agreed_on__isnull=False) & ~Q(agreed_how=""))
        | (~Q(agreed="yes") & Q(agreed_on__isnull=True, agreed_how="")),
        name="%(class)s_agreement_says_when_and_how",
        violation_error_message=_("If they agreed, say on which day and how; else leave both empty."),
    )


def end_has_its_person() -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ended_on__isnull=True, ended_by__isnull=True)
        | Q(ended_on__isnull=False, ended_on__gte=F("since_on"), ended_by__isnull=False),
        name="%(class)s_ends_after_it_began",
        violation_error_message=_("It ends on the day it began, or later."),
    )


def name_is_given() -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(name=""), name="%(class)s_has_a_name", violation_error_message=_("Give a name.")
    )


class Around(models.Model):
    """What all of them have in common. Nobody is deleted: what holds no longer ends on a day.

    What is shared with any of them also needs a consent that holds; this says who they are, not what they get.
    """

    class ToldBy(models.TextChoices):
        PATIENT = "patient", _("the patient")
        THEMSELVES = "themselves", _("this person themselves")
        SOMEBODY_ELSE = "somebody-else", _("somebody else close to them")
        RECORDS = "records", _("a letter or a referral")

    class Agreed(models.TextChoices):
        YES = "yes", _("agreed")
        NO = "no", _("did not agree")
        NOT_ASKED = "not-asked", _("nobody has asked")

    class How(models.TextChoices):
        IN_PERSON = "in-person", _("in person")
        BY_PHONE = "by-phone", _("by telephone")
        IN_WRITING = "in-writing", _("in writing")

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    told_by = models.CharField(_("told by"), max_length=15, choices=ToldBy)
    agreed = models.CharField(_("did the patient agree"), max_length=10, choices=Agreed)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    agreed_how = models.CharField(_("agreed how"), max_length=10, choices=How, blank=True)
    since_on = models.DateField(_("since"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = AroundQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["patient", "id"]
        constraints = [agreement_says_when_and_how(), end_has_its_person(), name_is_given()]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Supporter(Around):
    """Family, a friend or a peer who stands by somebody, and how much of the care they may know."""

    class Bond(models.TextChoices):
        FAMILY = "family", _("family")
        PEER = "peer", _("peer supporter")
        FRIEND = "friend", _("friend")
        OTHER = "other", _("somebody else")

    class MayKnow(models.TextChoices):
        NOTHING = "nothing", _("nothing")
        CARE_TAKES_PLACE = "care", _("that care takes place")
        APPOINTMENTS = "appointments", _("that care takes place, and when the appointments are")
        AGREED_PARTS = "agreed-parts", _("agreed parts")

    bond = models.CharField(_("who they are"), max_length=10, choices=Bond)
    relation = models.CharField(_("in the patient's own words"), max_length=80, blank=True)
    may_know = models.CharField(_("may know"), max_length=15, choices=MayKnow, default=MayKnow.NOTHING)
    agreed_parts = models.CharField(_("which parts"), max_length=300, blank=True)
    may_be_rung_in_crisis = models.BooleanField(_("may be rung in a crisis"), default=False)

    class Meta(Around.Meta):
        verbose_name = _("supporter")
        verbose_name_plural = _("supporters")
        constraints = [
            *Around.Meta.constraints,
            models.CheckConstraint(
                condition=Q(agreed="yes") | Q(may_know="nothing", may_be_rung_in_crisis=False),
                name="supporter_knows_only_what_was_agreed",
                violation_error_message=_("Nobody may know anything, or be rung, before the patient agreed."),
            ),
            models.CheckConstraint(
                condition=(Q(may_know="agreed-parts") & ~Q(agreed_parts=""))
                | (~Q(may_know="agreed-parts") & Q(agreed_parts="")),
                name="supporter_agreed_parts_are_named",
                violation_error_message=_("Say which parts if, and only if, they may know agreed parts."),
            ),
            models.CheckConstraint(
                condition=Q(may_be_rung_in_crisis=False) | ~Q(phone=""),
                name="supporter_rung_in_a_crisis_has_a_number",
                violation_error_message=_("Give a telephone number to ring."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "id"], name="supporter_by_patient")]

    def __str__(self) -> str:
        return f"supporter {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class PrimaryCare(Around):
    """Who looks after somebody's general health elsewhere; one at a time."""

    practice = models.CharField(_("practice"), max_length=120, blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    may_be_written_to = models.BooleanField(_("may be written to"), default=False)

    class Meta(Around.Meta):
        verbose_name = _("primary care provider")
        verbose_name_plural = _("primary care providers")
        constraints = [
            *Around.Meta.constraints,
            models.CheckConstraint(
                condition=Q(agreed="yes") | Q(may_be_written_to=False),
                name="primary_care_is_written_to_once_agreed",
                violation_error_message=_("Nobody is written to before the patient agreed."),
            ),
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(ended_on__isnull=True),
                name="primary_care_one_at_a_time",
                violation_error_message=_("There is a primary care provider already. End that one first."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "id"], name="primary_care_by_patient")]

    def __str__(self) -> str:
        return f"primary care provider {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class EmergencyContact(Around):
    """Whom to ring in an emergency, the first and the second. The front desk sees them if the patient allowed it."""

    class Position(models.IntegerChoices):
        FIRST = 1, _("first")
        SECOND = 2, _("second")

    relation = models.CharField(_("in the patient's own words"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("to be rung"), choices=Position)
    desk_may_see = models.BooleanField(_("the front desk may see name and number"), default=False)

    objects: ClassVar[Any] = EmergencyContactQuerySet.as_manager()

    class Meta(Around.Meta):
        verbose_name = _("emergency contact")
        verbose_name_plural = _("emergency contacts")
        constraints = [
            *Around.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(phone=""),
                name="emergency_contact_has_a_number",
                violation_error_message=_("Give a telephone number to ring."),
            ),
            models.CheckConstraint(
                condition=Q(position__in=[1, 2]),
                name="emergency_contact_is_the_first_or_the_second",
                violation_error_message=_("Choose whether to ring them first or second."),
            ),
            models.CheckConstraint(
                condition=Q(agreed="yes") | Q(desk_may_see=False),
                name="emergency_contact_is_shown_once_agreed",
                violation_error_message=_("The front desk sees them only if the patient agreed."),
            ),
            models.UniqueConstraint(
                fields=["patient", "position"],
                condition=Q(ended_on__isnull=True),
                name="emergency_contact_one_in_each_place",
                violation_error_message=_("Somebody else has this place. End that one first, or choose another place."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "id"], name="emergency_contact_by_patient")]

    def __str__(self) -> str:
        return f"emergency contact {self.pk}"
