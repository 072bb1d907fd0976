"""Which measures a plan asks for, and agreeing on others. Any clinical role may: asking holds no dose up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from medications.models import PlanMeasures, TargetMeasure, TitrationPlan
from medications.rules.plan_measures import Agreed, Target, measures_of, words_of
from medications.services.errors import Refused
from medications.services.locking import locked_plan
from medications.services.permitting import require
from medications.services.prompting import refresh_prompts
from medications.terms import PlanStatus
from patients.measures.definitions import all_measures
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission

OF_STAFF = "staff"
"""The respondent of measures about oneself as a member of staff: nobody else is ever asked them."""


def measures_of_plan(plan: TitrationPlan) -> Sequence[str]:
    """The codes of the measures asked because of one plan."""
    return measures_of_plans([plan])[plan.pk]


def measures_of_plans(plans: Iterable[TitrationPlan]) -> Mapping[int, Sequence[str]]:
    """The same for several, in two questions."""
    plans, table = list(plans), targets()
    agreed = newest_agreed(plans)
    return {
        plan.pk: measures_of(words_of(purpose=plan.purpose, indication=plan.indication), table, _rule(agreed, plan))
        for plan in plans
    }


def targets() -> list[Target]:
    """The practice's table, as far as it is in use."""
    rows = TargetMeasure.objects.filter(is_active=True)
    return [Target(measure=row.measure, symptoms=row.symptoms, words=frozenset(row.words)) for row in rows]


def newest_agreed(plans: Iterable[TitrationPlan]) -> Mapping[int, PlanMeasures]:
    """What was last agreed about each plan that anybody agreed about."""
    newest = PlanMeasures.objects.filter(plan__in=plans).order_by("plan_id", "-id").distinct("plan_id")
    return {row.plan_id: row for row in newest.select_related("agreed_by")}


def _rule(agreed: Mapping[int, PlanMeasures], plan: TitrationPlan) -> Agreed | None:
    row = agreed.get(plan.pk)
    return None if row is None else Agreed(follows_practice=row.follows_practice, measures=tuple(row.measures))


@transaction.atomic
def agree_measures(
    *, plan: TitrationPlan, measures: Sequence[str] | None, because: str, by: User, at: datetime
) -> PlanMeasures:
    """Ask with this plan these measures, or none; or again those that the practice asks (None).

    Raises NotPermitted, Refused for a closed plan, without a reason or for a measure that there is not.
    """
    require(by, Permission.LOG_EFFECTS)
    if not because.strip():
        raise Refused(_("Say why, so that the next person understands."))
    _refuse_unknown(measures or ())
    plan = locked_plan(plan.pk)
    if plan.status == PlanStatus.CLOSED:
        raise Refused(_("This plan is closed."))
    row = PlanMeasures(
        plan=plan,
        follows_practice=measures is None,
        measures=sorted(set(measures or ())),
        because=because.strip(),
        agreed_at=at,
        agreed_by=by,
    )
    write(row)
    record("plan.measures_agreed", row, by=by, at=at, patient_id=plan.patient_id, plan=plan.pk, measures=row.measures)
    refresh_prompts(plan.patient_id, at=at)
    return row


def _refuse_unknown(measures: Iterable[str]) -> None:
    offered = {code for code, measure in all_measures().items() if measure.respondent != OF_STAFF}
    if set(measures) - offered:
        raise Refused(_("There is no such measure."))
