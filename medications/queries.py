"""What can be asked about plans, the log, reviews and dose changes; scoped by `visible_to(user)`."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery

from medications.terms import EntryKind, FlagClass, PlanStatus, Resolution
from patients.models import Patient
from practice.staff.models import User

if TYPE_CHECKING:
    from medications.models import DoseChange, LogEntry, RedFlag, Review, TitrationPlan  # noqa: F401

REPORTING_KINDS = [EntryKind.REPORT, EntryKind.CORRECTION]
ANSWERING_KINDS = [EntryKind.REPORT, EntryKind.CHECK_IN, EntryKind.CORRECTION]
WAIT_KINDS = [EntryKind.WAIT_REQUEST, EntryKind.WAIT_WITHDRAWN]


class PlanQuerySet(models.QuerySet["TitrationPlan"]):
    """Titration plans."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        return self.filter(patient__in=Patient.objects.visible_to(user, at))

    def open(self) -> Self:
        return self.filter(status__in=[PlanStatus.ACTIVE, PlanStatus.ON_HOLD, PlanStatus.PAUSED])

    def not_closed(self) -> Self:
        return self.exclude(status=PlanStatus.CLOSED)

    def with_version(self) -> Self:
        """Adds `version`, the sum of the log's and the chart's versions that a review stores."""
        return self.annotate(version=F("log_version") + F("patient__chartversion__version"))

    def with_steps(self) -> Self:
        """Steps with their regimens and doses, in three queries."""
        from medications.models import TitrationStep

        steps = TitrationStep.objects.select_related("regimen").prefetch_related("regimen__doses")
        return self.prefetch_related(Prefetch("steps", steps))

    def with_open_hold(self) -> Self:
        """Adds `open_hold`: the hold that keeps the plan at its dose, with who held it; None where there is none."""
        open_hold = FilteredRelation("holds", condition=Q(holds__lifted_at=None))
        return self.annotate(open_hold=open_hold).select_related("open_hold__held_by")

    def for_gate(self) -> Self:
        """What the gate reads of a plan: medication, patient, steps, version."""
        plans = self.select_related("medication", "patient", "prescriber", "current_step")
        return plans.with_version().with_steps()


class DoseChangeQuerySet(models.QuerySet["DoseChange"]):
    """Our orders."""

    def of(self, patient_id: int, medication_id: int) -> Self:
        """All orders of one medication for one person, whatever the plan; newest first."""
        return self.filter(patient_id=patient_id, medication_id=medication_id).order_by("-id")

    def with_doses(self) -> Self:
        return self.select_related("regimen", "step").prefetch_related("regimen__doses")

    def for_history(self) -> Self:
        """Who, when, why, and which regimen: what the history of a plan shows, apart from the doses."""
        return self.select_related("made_by", "review__signed_by", "step", "regimen")


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """The side-effect log."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        return self.filter(patient__in=Patient.objects.visible_to(user, at))

    def standing(self) -> Self:
        """Entries as they read today: not corrected by a later one, not taken back."""
        from medications.models import LogEntry

        corrections = LogEntry.objects.filter(about=OuterRef("pk"), kind=EntryKind.CORRECTION)
        return self.filter(~Exists(corrections), is_retraction=False)

    def unresolved(self) -> Self:
        """Ended or explained by one prescriber, or long-standing by two, is resolved; all else is not."""
        from medications.models import LogEntry

        resolutions = LogEntry.objects.filter(about=OuterRef("pk"), kind=EntryKind.RESOLUTION)
        closing = resolutions.filter(resolution__in=[Resolution.ENDED, Resolution.OTHER_CAUSE])
        long_standing = (
            resolutions.filter(resolution=Resolution.LONG_STANDING)
            .order_by()
            .values("about")
            .annotate(people=Count("recorded_by", distinct=True))
            .filter(people__gte=2)
        )
        return self.filter(~Exists(closing), ~Exists(long_standing))

    def with_flag_for(self, medication_id: int) -> Self:
        """Adds `flag_class`: the class in which the effect is red for a medication (stop wins), else None."""
        from medications.models import RedFlag

        flags = RedFlag.objects.of([medication_id]).filter(effect=OuterRef("effect"))
        return self.annotate(flag_class=Subquery(flags.order_by("flag_class").values("flag_class")[:1]))

    def counting_for(self, medication_id: int) -> Self:
        """Entries that count for the plans of a medication: they name it or none, or are severe or red for it."""
        return self.with_flag_for(medication_id).filter(
            Q(medication_id=medication_id)
            | Q(medication=None)
            | Q(severity="severe")
            | Q(flag_class__in=list(FlagClass))
        )

    def for_log(self) -> Self:
        """What a list of entries shows, newest first; `is_red` tells effects that are red for any medication."""
        from medications.models import RedFlag

        red = RedFlag.objects.filter(effect=OuterRef("effect"), is_retired=False)
        entries = self.select_related("effect", "medication", "recorded_by", "about").annotate(is_red=Exists(red))
        return entries.order_by("-happened_at", "-id")


class RedFlagQuerySet(models.QuerySet["RedFlag"]):
    """Effects that must never be read past."""

    def of(self, medications: Iterable[int] | models.QuerySet[Any, Any]) -> Self:
        """In use: of these medications, of a class of theirs, or of every medication."""
        from medications.models import ClassMember, Medication

        codes = Medication.objects.filter(pk__in=medications).values("code")
        classes = ClassMember.objects.filter(member_code__in=codes, is_retired=False).values("class_code")
        theirs = Q(medication__in=medications) | Q(medication=None, class_code__in=classes)
        return self.filter(theirs | Q(medication=None, class_code=""), is_retired=False)


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews of the log."""

    def for_gate(self) -> Self:
        """With their signers, their co-signs, and whether a step was made on them."""
        from medications.models import CoSign

        cosigns = CoSign.objects.select_related("signed_by").prefetch_related("signed_by__groups")
        reviews = self.select_related("signed_by", "to_step", "dose_change")
        return reviews.prefetch_related(Prefetch("cosigns", cosigns))

    def newest_of(self, plans: Iterable["TitrationPlan"]) -> Self:
        """The newest review of each plan, in one query."""
        return self.filter(plan__in=plans).order_by("plan_id", "-id").distinct("plan_id")
