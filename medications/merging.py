"""What plans say to merging two records."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from medications.models import TitrationPlan
from patients.models import Patient


def open_plans_in_the_way(older: Patient, into: Patient) -> Iterator[str]:
    """A plan of a record that can only be read could be neither held nor stopped. Tells whom to ask, not the plan."""
    plans = TitrationPlan.objects.filter(patient=older).open().select_related("prescriber").order_by("pk")
    for name in sorted({plan.prescriber.display_name for plan in plans}):
        yield _("The record that goes out of use has an open plan. %(name)s closes it first.") % {"name": name}
