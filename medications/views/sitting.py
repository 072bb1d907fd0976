"""Ask, log, review, step: one page for one sitting, built from the same services as the separate pages."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from medications.models import Review, TitrationPlan, TitrationStep
from medications.services.answering_and_reviewing import answer_and_review
from medications.services.errors import Refused
from medications.services.plan_facts import PlanFacts
from medications.services.proposing import proposed_from
from medications.services.stepping import move_to_step
from medications.terms import Decision
from medications.views.access import plan_for
from medications.views.answering import UNREADABLE, attempt, chart_part, posted, require_may
from medications.views.evidence import evidence_context
from medications.views.in_place import done, way_back
from medications.views.known import effects_for, medications_of
from medications.views.plan_page import days_for_a_first_dose, target_of
from medications.views.reviewing import verdict_from, version_of
from medications.views.sitting_forms import SittingForms, answer_from, forms_of_sitting
from patients.access import reader
from patients.services.viewing import record_view_of_part
from practice.staff.models import User
from practice.staff.roles import Permission

WRITTEN = gettext_lazy("The answer and the review are written.")


@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The answer and the review are written together; then the step is tried, and the gate has the last word."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    user, now = reader(request), timezone.now()
    facts = PlanFacts(plan=plan, at=now)
    to = target_of(facts)
    if to is None:
        return redirect("plan", plan_id)
    proposed = proposed_from(facts, to=to, by=user)
    days = days_for_a_first_dose(proposed, valid_until=now + settings.REVIEW_VALID_FOR)
    forms = forms_of_sitting(posted(request), plan=plan, days=days)
    refusal, plan_page = None, reverse("plan", args=[plan_id])
    if request.method == "POST" and forms.are_valid():
        written: list[Review] = []
        refusal = attempt(request, lambda: written.append(_write(plan, to, forms, by=user, at=now)), forms.review)
        if refusal is None:
            words, is_all = _step(request, plan, to, forms) if written else (str(WRITTEN), True)
            return done(request, words, shown_at=plan_page, is_all=is_all)
        plan = plan_for(request, plan_id)
    record_view_of_part(patient=plan.patient, by=user, at=now)
    context = {
        "forms": forms,
        "version": version_of(plan),
        "to": to,
        "effects": effects_for(medications_of(plan.patient_id)),
        "refusal": refusal,
        "back": way_back(request, plan_page),
        **evidence_context(plan, to),
    }
    status = refusal.status if refusal else (UNREADABLE if request.method == "POST" else 200)
    part = "medications/_sitting_in_place.html"
    return chart_part(request, "medications/sitting.html", part, plan.patient, context, status)


def _write(plan: TitrationPlan, to: TitrationStep, forms: SittingForms, *, by: User, at: datetime) -> Review:
    return answer_and_review(
        plan=plan,
        to=to,
        answer=answer_from(forms, medications_of(plan.patient_id), at=at),
        verdict=verdict_from(forms.review.cleaned_data),
        read_version=forms.start.cleaned_data["version"],
        by=by,
        at=at,
    )


def _step(request: HttpRequest, plan: TitrationPlan, to: TitrationStep, forms: SittingForms) -> tuple[str, bool]:
    """The step, where it was asked for. Whatever stands against it, the answer and the review stay written.

    Returns what was done, in words, and whether that is all that was asked for.
    """
    answers: dict[str, Any] = forms.step.cleaned_data
    wanted = answers["step_now"] and forms.review.cleaned_data["decision"] == Decision.PROCEED
    if not wanted:
        return str(WRITTEN), True
    try:
        move_to_step(plan=plan, to=to, by=reader(request), at=timezone.now(), first_dose_on=answers["first_dose_on"])
    except Refused as refused:
        return _("The answer and the review are written. The step waits: %(why)s") % {"why": refused}, False
    return _("The answer and the review are written, and the new dose is ordered."), True
