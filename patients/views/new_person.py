"""The first call, and a further intake for somebody who has a record already."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from patients.access import reader
from patients.forms.intake import IntakeForm, NewPersonForm
from patients.models import Intake
from patients.once import AlreadyDone, new_token, once
from patients.services.finding_duplicates import Match, look_for_duplicates
from patients.services.intake import open_intake
from patients.services.welcoming import LooksLikeSomebody, described, go_on_with, welcome
from patients.views.intake_board import keeper
from patients.views.person import person_for

UNREADABLE = 422


@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """One page; before a record is made, those that are much like it are shown."""
    keeper(request)
    if request.method != "POST":
        return _page(request, NewPersonForm())
    form = NewPersonForm(request.POST)
    if not form.is_valid():
        return _page(request, form.to_show_again(), status=UNREADABLE)
    matches = look_for_duplicates(of=described(form.first_call().person), by=reader(request), at=timezone.now())
    try:
        with once(request):
            intake = _opened(request, form)
    except AlreadyDone:
        return redirect("intake_board")
    except LooksLikeSomebody as found:
        return _page(request, form.to_show_again(), found.matches, UNREADABLE)
    except ValidationError as error:
        _tell(form, error)
        return _page(request, form.to_show_again(), matches, UNREADABLE)
    messages.success(request, _("They are on the intake board now."))
    return redirect("person", intake.patient_id)


@require_http_methods(["GET", "POST"])
def new_intake(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Somebody who has a record asks for help again."""
    patient = person_for(request, patient_id)
    keeper(request)
    form = IntakeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with once(request):
                open_intake(patient=patient, details=form.new_intake(), by=reader(request), at=timezone.now())
        except ValidationError as error:
            _tell(form, error)
        except AlreadyDone:
            return redirect("person", patient.pk)
        else:
            messages.success(request, _("They are on the intake board now."))
            return redirect("person", patient.pk)
    context = {
        "patient": patient,
        "form": form.to_show_again() if form.is_bound else form,
        "once": new_token(),
    }
    return render(request, "patients/intake_again.html", context, status=UNREADABLE if form.is_bound else 200)


def _opened(request: HttpRequest, form: NewPersonForm) -> Intake:
    """For the record that was chosen among those shown, or for a new one."""
    call, by, now = form.first_call(), reader(request), timezone.now()
    if (chosen := request.POST.get("existing", "")).isdecimal():
        return go_on_with(call=call, patient_id=int(chosen), by=by, at=now)
    shown = request.POST.getlist("looked_at") if "anew" in request.POST else []
    return welcome(call=call, looked_at=frozenset(int(each) for each in shown if each.isdecimal()), by=by, at=now)


def _tell(form: IntakeForm, error: ValidationError) -> None:
    for name, found in getattr(error, "error_dict", {None: error}).items():
        form.add_error(name if name in form.fields else None, found)


def _page(request: HttpRequest, form: IntakeForm, matches: Sequence[Match] = (), status: int = 200) -> HttpResponse:
    context = {"form": form, "matches": matches, "once": new_token()}
    return render(request, "patients/new_person.html", context, status=status)
