"""What is in the chart already, in a word each: to read beside what somebody wrote about the same."""

from collections.abc import Mapping, Sequence

from patients.models import Allergy, HealthCondition, Patient, SubstanceUse


def on_file(patient: Patient) -> Mapping[str, Sequence[str]]:
    """By kind of landing, in three questions; what other floors know is on their own pages."""
    allergies = Allergy.objects.newest().filter(patient=patient)
    conditions = HealthCondition.objects.newest().filter(patient=patient)
    substances = SubstanceUse.objects.newest().filter(patient=patient)
    return {
        "allergy": [row.name for row in allergies if row.is_known_of],
        "condition": [f"{row.name} ({row.get_state_display()})" for row in conditions],
        "substance": [f"{row.get_substance_display()} ({row.get_answer_display()})" for row in substances],
    }
