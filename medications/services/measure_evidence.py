"""How measures changed since the dose in use began: what a review rests on beside the log, and keeps by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from medications.models import TitrationPlan
from medications.services.plan_measures import measures_of_plan
from patients.measures.definitions import Measure, all_measures
from patients.measures.scoring import Change, change
from patients.models import Assessment


@dataclass(frozen=True, kw_only=True)
class MeasureSince:
    """One measure around the day on which the dose in use began; both fillings-in are complete.

    `before` is the last until that day, the first day of the dose among it: a dose is changed in a visit, and what is
    filled in there is about the dose before. `newest` is the newest since.
    """

    measure: Measure
    before: Assessment | None
    newest: Assessment | None

    @property
    def change(self) -> Change | None:
        """From the one to the other, where there are two totals."""
        before, newest = _total(self.before), _total(self.newest)
        return None if before is None or newest is None else change(self.measure, before, newest)


def measures_since(plan: TitrationPlan, since: date | None) -> Sequence[MeasureSince]:
    """Each measure that the plan asks for, and any other with one before and one since; in four questions.

    Before the first dose (`since` is None) everything is before it.
    """
    complete = Assessment.objects.of_patient(plan.patient_id).standing().complete()
    before, newest = complete, complete.none()
    if since is not None:
        ends = timezone.make_aware(datetime.combine(since, time.max))
        before, newest = complete.filter(filled_in_at__lte=ends), complete.filter(filled_in_at__gt=ends)
    earlier, later = _newest_of_each(before), _newest_of_each(newest)
    both = {code for code in earlier.keys() & later.keys() if later[code].total is not None}
    asked = both | set(measures_of_plan(plan))
    return [
        MeasureSince(measure=measure, before=earlier.get(code), newest=later.get(code))
        for code, measure in all_measures().items()
        if code in asked
    ]


def measure_evidence(plan: TitrationPlan, since: date | None) -> dict[str, Any]:
    """The same as a review keeps it: by measure the two fillings-in, and the points between them."""
    return {
        each.measure.code: {
            "before": each.before and each.before.pk,
            "since": each.newest and each.newest.pk,
            "points": f"{each.change.points.normalize():f}" if each.change else None,
        }
        for each in measures_since(plan, since)
    }


def _newest_of_each(assessments: "QuerySet[Assessment]") -> Mapping[str, Assessment]:
    newest = assessments.order_by("measure", "-filled_in_at", "-pk").distinct("measure")
    return {assessment.measure: assessment for assessment in newest}


def _total(assessment: Assessment | None) -> Decimal | None:
    return None if assessment is None else assessment.total
