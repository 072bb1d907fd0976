"""The one lock of a chart. Whatever reads the chart in order to write takes it first, so two acts never interleave."""

from patients.models import ChartVersion


def lock_chart(patient_id: int) -> ChartVersion:
    """Hold the patient's chart until the transaction ends; must be called inside one."""
    return ChartVersion.objects.select_for_update(no_key=True).get(pk=patient_id)
