"""The shipped beginning of the table of measures for target symptoms."""

from django.db import transaction

from medications.models import TargetMeasure
from medications.services.loading_files import read
from practice.database.writing import write


@transaction.atomic
def load_target_measures() -> int:
    """Add the measures that the table does not know yet; how many were added."""
    known = set(TargetMeasure.objects.values_list("measure", flat=True))
    missing = [TargetMeasure(**row) for row in read("measures_for_targets.yaml") if row["measure"] not in known]
    for each in missing:
        write(each)
    return len(missing)
