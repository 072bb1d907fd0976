"""Plans under the chart's lock: the chart first, then the plan."""

from medications.models import TitrationPlan
from medications.services.errors import StaleVersion
from patients.services.locking import lock_chart


def locked_plan(plan_id: int) -> TitrationPlan:
    """The plan as it stands under the lock, with steps and version; call inside a transaction."""
    patient_id = TitrationPlan.objects.values_list("patient_id", flat=True).get(pk=plan_id)
    lock_chart(patient_id)
    TitrationPlan.objects.select_for_update(no_key=True).get(pk=plan_id)
    return TitrationPlan.objects.for_gate().get(pk=plan_id)


def expect_version(plan: TitrationPlan, read_version: int) -> None:
    """Raise StaleVersion unless the plan (from `for_gate`) still has the version that was read."""
    if plan.version != read_version:
        raise StaleVersion
