"""What somebody has been through, and what helps: the page, and one act for each thing that is written down."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.forms import trauma as forms
from patients.forms.health import ToldForm
from patients.forms.signposts import SIGNPOST_FORMS
from patients.models import AskingWish, Experience, Patient, Signpost
from patients.once import done_once, new_token
from patients.presentation.narrative import story_of
from patients.presentation.signposts import room_of, signposts_of, triggers_of
from patients.presentation.trauma import experiences_of, limits_of, safety_of, talk_is_due
from patients.presentation.trauma_sharing import sitting_of, team_of
from patients.rules.reading_rights import Part
from patients.services import sharing, trauma_history, triggers
from patients.services.viewing import record_view_of_part
from patients.views.health import taken
from practice.staff.roles import Permission

Service = Callable[..., object]
UNREADABLE = 422


@require_safe
def trauma_history_page(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Every part as far as this person may read it; the story stays folded and is not on the page."""
    patient = chart_for(request, patient_id)
    user, now = reader(request), timezone.now()
    record_view_of_part(patient=patient, by=user, at=now)
    sitting = sitting_of(patient, user, now)
    signposts = signposts_of(sitting)
    context = {
        "limits": limits_of(sitting),
        "room": room_of(sitting, signposts),
        "triggers": triggers_of(sitting, signposts),
        "experiences": experiences_of(sitting),
        "checks": safety_of(sitting),
        "talk_is_due": talk_is_due(sitting),
        "story": story_of(sitting),
        "safety_url": reverse("safety_check", args=[patient.pk]) if sitting.may_write else "",
    }
    return page(request, "patients/trauma.html", patient, context)


@require_POST
def explain_limits(request: HttpRequest, patient_id: int) -> HttpResponse:
    """It was explained what cannot be kept private."""
    patient = chart_for(request, patient_id)
    form = forms.LimitsForm(request.POST)
    return confided(request, patient, form, partial(trauma_history.explain_limits, patient=patient))


@require_POST
def record_experience(request: HttpRequest, patient_id: int) -> HttpResponse:
    patient = chart_for(request, patient_id)
    only_readers(request, patient, Part.EXPERIENCES)
    form = forms.ExperienceForm(request.POST)
    return confided(request, patient, form, partial(trauma_history.record_experience, patient=patient))


@require_POST
def withdraw_experience(request: HttpRequest, experience_id: int) -> HttpResponse:
    row = Experience.objects.visible_to(reader(request)).select_related("patient").filter(pk=experience_id).first()
    if row is None:
        raise Http404
    chart_for(request, row.patient_id)
    form = forms.WithdrawForm(request.POST)
    return confided(request, row.patient, form, partial(trauma_history.withdraw_experience, experience=row))


@require_http_methods(["GET", "HEAD", "POST"])
def safety_check(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Asking how safe they are: how to go about it, and what to write down afterwards."""
    patient = chart_for(request, patient_id)
    user, now = reader(request), timezone.now()
    if request.method == "POST":
        form = forms.SafetyCheckForm(request.POST)
        act = partial(trauma_history.record_safety_check, patient=patient)
        return confided(request, patient, form, act)
    record_view_of_part(patient=patient, by=user, at=now)
    sitting = sitting_of(patient, user, now)
    form = forms.SafetyCheckForm()
    context = {"form": form, "checks": safety_of(sitting), "may_write": sitting.may_write}
    return page(request, "patients/trauma_safety.html", patient, context)


@require_POST
def add_signpost(request: HttpRequest, patient_id: int, signpost_kind: str) -> HttpResponse:
    """A trigger, a warning sign, something that helps or a wish for the room."""
    patient = chart_for(request, patient_id)
    form_class = SIGNPOST_FORMS.get(signpost_kind)
    if form_class is None:
        raise Http404
    only_readers(request, patient, Signpost(kind=signpost_kind).part)
    act = partial(triggers.add_signpost, patient=patient, kind=signpost_kind)
    return confided(request, patient, form_class(request.POST), act)


@require_POST
def withdraw_signpost(request: HttpRequest, signpost_id: int) -> HttpResponse:
    row = Signpost.objects.visible_to(reader(request)).select_related("patient").filter(pk=signpost_id).first()
    if row is None:
        raise Http404
    chart_for(request, row.patient_id)
    form = forms.WithdrawForm(request.POST)
    return confided(request, row.patient, form, partial(triggers.withdraw_signpost, signpost=row))


@require_POST
def set_readers(request: HttpRequest, patient_id: int, shared_part: str) -> HttpResponse:
    """With whom they share a part from now on."""
    patient = chart_for(request, patient_id)
    part, now = _part(shared_part), timezone.now()
    if not sitting_of(patient, reader(request), now).sharing.may_choose(part):
        raise PermissionDenied
    form = forms.ReadersForm(request.POST, team=team_of(patient, now))
    return confided(request, patient, form, partial(sharing.set_readers, patient=patient, part=part))


@require_POST
def record_asking_wish(request: HttpRequest, patient_id: int, shared_part: str) -> HttpResponse:
    """Not now, not again, or that it may be asked again."""
    patient = chart_for(request, patient_id)
    form = forms.AskingForm(request.POST)
    act = partial(sharing.record_asking_wish, patient=patient, part=_part(shared_part))
    return confided(request, patient, form, act)


@require_POST
def bring_up(request: HttpRequest, patient_id: int, shared_part: str) -> HttpResponse:
    """They would rather not be asked, and have begun to speak of it themselves."""
    patient = chart_for(request, patient_id)
    part = _part(shared_part)
    only_readers(request, patient, part)
    act = partial(sharing.record_asking_wish, patient=patient, part=part, wish=AskingWish.Wish.BROUGHT_UP)
    return confided(request, patient, forms.BroughtUpForm(request.POST), act)


def _part(name: str) -> Part:
    if name not in Part.values:
        raise Http404
    return Part(name)


def only_readers(request: HttpRequest, patient: Patient, part: Part) -> None:
    """Only those who read a part write to it."""
    if not sitting_of(patient, reader(request), timezone.now()).sharing.may_read(part):
        raise PermissionDenied


def confided(request: HttpRequest, patient: Patient, form: ToldForm, service: Service) -> HttpResponse:
    """Write it down once. What does not fit is shown again beside its field, with what was typed."""
    user = reader(request)
    if not user.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    if form.is_valid() and taken(
        form, partial(done_once, request, partial(service, by=user, at=timezone.now(), **form.cleaned_data))
    ):
        messages.success(request, _("It is written down."))
        return redirect("trauma_history", patient.pk)
    return page(request, "patients/told_form.html", patient, {"form": form, "back": "trauma_history"}, UNREADABLE)


def page(
    request: HttpRequest, template: str, patient: Patient, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    whole = {"banner": banner_for(request, patient), "patient": patient, "once": new_token(), **context}
    return render(request, template, whole, status=status)
