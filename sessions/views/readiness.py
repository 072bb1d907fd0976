"""Readiness before going near the trauma: the page, and recording one look."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.models import Patient
from patients.once import done_once, new_token
from patients.services.viewing import record_view_of_part
from sessions.forms.readiness import ReadinessForm
from sessions.models import Readiness, SessionNote
from sessions.presentation.readiness import look_shown, steadiness
from sessions.services.readiness import does_the_work, may_look, record_readiness

SHOWN = 50
UNREADABLE = 422


@require_safe
def readiness(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Every look, the newest first, and a form for another one; `?note=` says for which draft."""
    patient = chart_for(request, patient_id)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    return _page(request, patient, _form(request, patient))


@require_POST
def look(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Record it once, and go back to the note it was looked at for, if there is one."""
    patient = chart_for(request, patient_id)
    if not may_look(reader(request)):
        raise PermissionDenied
    form = _form(request, patient)
    if form.is_valid() and _is_taken(form, partial(done_once, request, partial(_record, request, patient, form))):
        messages.success(request, _("It is recorded."))
        note = form.cleaned_data["note"]
        return redirect("note", note.pk) if note else redirect("readiness", patient.pk)
    return _page(request, patient, form, UNREADABLE)


def _is_taken(form: ReadinessForm, do: Callable[[], object]) -> bool:
    """Whether the service took it; if not, the form says why."""
    try:
        do()
    except ValidationError as error:
        form.add_error(None, error)
    return form.is_valid()


def _record(request: HttpRequest, patient: Patient, form: ReadinessForm) -> Readiness:
    return record_readiness(
        patient=patient, look=form.look(), note=form.cleaned_data["note"], by=reader(request), at=timezone.now()
    )


def _form(request: HttpRequest, patient: Patient) -> ReadinessForm:
    """A new one begins with the way to stop and the steps of the last look: they are looked at again, not retyped."""
    user = reader(request)
    drafts = SessionNote.objects.drafts_of(user).filter(patient=patient).order_by("-pk")
    if request.method == "POST":
        return ReadinessForm(request.POST, drafts=drafts, does_the_work=does_the_work(user))
    last = Readiness.objects.visible_to(user).of_patient(patient.pk).newest_first().first()
    before = {"way_to_stop": last.way_to_stop, "steps": last.steps} if last else {}
    initial = {**before, "note": _note_asked_for(request, drafts)}
    return ReadinessForm(initial=initial, drafts=drafts, does_the_work=does_the_work(user))


def _note_asked_for(request: HttpRequest, drafts: QuerySet[SessionNote]) -> object:
    """The draft from which somebody came here; else the one they began today, if there is one."""
    asked = request.GET.get("note", "")
    if asked.isascii() and asked.isdigit():
        return asked
    newest = drafts.first()
    return newest.pk if newest and localdate(newest.began_at) == localdate() else None


def _page(request: HttpRequest, patient: Patient, form: ReadinessForm, status: int = 200) -> HttpResponse:
    user = reader(request)
    rows = Readiness.objects.visible_to(user).of_patient(patient.pk).newest_first().select_related("looked_by")
    looks = [look_shown(row) for row in rows[:SHOWN]]
    may_record = may_look(user) and patient.merged_into_id is None
    context = {
        "patient": patient,
        "banner": banner_for(request, patient),
        "form": form if may_record else None,
        "looks": looks,
        "steadiness": steadiness(patient, user, timezone.now()) if may_record else None,
        "once": new_token(),
    }
    return render(request, "sessions/readiness.html", context, status=status)
