"""Looking at an answer that is never just a number: what was answered, what we agreed to do, what was found."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.forms.risk_answers import LookForm
from patients.models import Assessment
from patients.once import done_once, new_token
from patients.presentation.risk_answers import risk_page
from patients.services.risk_answers import look_at_risk_answer
from patients.services.viewing import record_view_of_part
from practice.staff.roles import Permission

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def risk_answer(request: HttpRequest, risk_id: int) -> HttpResponse:
    """The answer, and a form for whoever has talked with them."""
    assessment = _answer_for(request, risk_id)
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _looked(request, assessment, form):
        messages.success(request, _("It is recorded."))
        return redirect("risk_answer", assessment.pk)
    context = {
        "banner": banner_for(request, assessment.patient),
        "patient": assessment.patient,
        "page": risk_page(assessment),
        "form": form,
        "once": new_token(),
        "is_read_only": assessment.patient.merged_into_id is not None,
    }
    status = UNREADABLE if request.method == "POST" else 200
    return render(request, "patients/risk_answer.html", context, status=status)


def _answer_for(request: HttpRequest, key: int) -> Assessment:
    """The assessment, through the chart of its patient; 404 where there is no such answer in it."""
    user = reader(request)
    found = Assessment.objects.visible_to(user).with_risk().select_related("recorded_by").filter(pk=key).first()
    if found is None:
        raise Http404
    found.patient = chart_for(request, found.patient_id)
    if not user.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    record_view_of_part(patient=found.patient, by=user, at=timezone.now())
    return found


def _looked(request: HttpRequest, assessment: Assessment, form: LookForm) -> bool:
    """Whether it was written down; if not, the form says why."""
    said, by = form.cleaned_data, reader(request)
    act = partial(look_at_risk_answer, assessment=assessment, by=by, at=timezone.now(), **said)
    try:
        done_once(request, act)
    except ValidationError as error:
        form.add_error(None, error)
    return form.is_valid()
