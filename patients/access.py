"""The one door to a chart: every clinical view comes through `chart_for`."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from patients.models import Patient
from practice.staff.models import User

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def reader(request: HttpRequest) -> User:
    """The person signed in; behind the sign-in middleware it is always a `User`."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def chart_for(request: HttpRequest, patient_id: int) -> Patient:
    """The patient, if this person may open the chart; else 404, which does not tell whether there is one.

    A merged chart can be read and not written: anything but a reading request is refused.
    """
    patient = Patient.objects.visible_to(reader(request)).filter(pk=patient_id).first()
    if patient is None:
        raise Http404
    only_read_if_merged(request, patient)
    return patient


def only_read_if_merged(request: HttpRequest, patient: Patient) -> None:
    """Refuse to write to a merged chart; for doors that have found the patient with `visible_to` themselves."""
    if patient.merged_into_id is not None and request.method not in SAFE_METHODS:
        raise PermissionDenied(_("This record was merged into another one and can only be read."))
