"""Ask, log, review, step: one page for one sitting, built from the same services as the separate pages."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.sitting import Heard
from medications.models import TitrationPlan, TitrationStep
from medications.services.errors import Refused
from medications.services.locking import expect_version, locked_plan
from medications.services.proposing import proposed_step
from medications.services.reviewing import sign_review
from medications.services.stepping import move_to_step
from medications.terms import Decision
from medications.views.access import plan_for
from medications.views.answering import UNREADABLE, Refusal, attempt, chart_page, posted, require_may
from medications.views.evidence import evidence_context
from medications.views.known import effects_for, medications_of
from medications.views.log_forms import write
from medications.views.plan_page import days_for_a_first_dose, target_of
from medications.views.reviewing import verdict_from, version_of
from medications.views.sitting_forms import SittingForms, forms_of_sitting
from patients.access import reader
from patients.services.viewing import record_view_of_part
from practice.staff.models import User
from practice.staff.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The answer and the review are written together; then the step is tried, and the gate has the last word."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    to = target_of(plan)
    if to is None:
        return redirect("plan", plan_id)
    user, now = reader(request), timezone.now()
    days = days_for_a_first_dose(proposed_step(plan=plan, to=to, by=user, at=now))
    forms = forms_of_sitting(posted(request), plan=plan, days=days)
    refusal: Refusal | None = None
    if request.method == "POST" and forms.are_valid():
        refusal = attempt(request, lambda: answer_and_review(plan, to, forms, by=user, at=now), forms.review)
        if refusal is None:
            _step(request, plan, to, forms)
            return redirect("plan", plan_id)
        plan = plan_for(request, plan_id)
    record_view_of_part(patient=plan.patient, by=user, at=now)
    context = {
        "forms": forms,
        "version": version_of(plan),
        "to": to,
        "effects": effects_for(medications_of(plan.patient_id)),
        "refusal": refusal,
        **evidence_context(plan, to),
    }
    status = refusal.status if refusal else (UNREADABLE if request.method == "POST" else 200)
    return chart_page(request, "medications/sitting.html", plan.patient, context, status)


@transaction.atomic
def answer_and_review(plan: TitrationPlan, to: TitrationStep, forms: SittingForms, *, by: User, at: datetime) -> None:
    """Log what was heard, then sign for what was shown and heard: both or neither."""
    expect_version(locked_plan(plan.pk), forms.start.cleaned_data["version"])
    medications = medications_of(plan.patient_id)
    heard = forms.start.cleaned_data["heard"]
    if heard == Heard.REPORT:
        write("report", forms.report.cleaned_data, medications, patient=plan.patient, by=by, at=at)
    elif heard == Heard.NOTHING:
        write("check_in", forms.check_in.cleaned_data, medications, patient=plan.patient, by=by, at=at)
    sign_review(
        plan=plan,
        to=to,
        verdict=verdict_from(forms.review.cleaned_data),
        read_version=version_of(TitrationPlan.objects.for_gate().get(pk=plan.pk)),
        by=by,
        at=at,
    )


def _step(request: HttpRequest, plan: TitrationPlan, to: TitrationStep, forms: SittingForms) -> None:
    """The step, where it was asked for. Whatever stands against it, the answer and the review stay written."""
    answers: dict[str, Any] = forms.step.cleaned_data
    wanted = answers["step_now"] and forms.review.cleaned_data["decision"] == Decision.PROCEED
    if not wanted:
        messages.success(request, _("The answer and the review are written."))
        return
    try:
        move_to_step(plan=plan, to=to, by=reader(request), at=timezone.now(), first_dose_on=answers["first_dose_on"])
    except Refused:
        messages.warning(request, _("The answer and the review are written. The step waits; the gate says for what."))
        return
    messages.success(request, _("The answer and the review are written, and the new dose is ordered."))
