"""The plan page, and its log as a fragment."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from medications.models import TitrationPlan
from medications.views.access import plan_for
from medications.views.answering import Refusal, chart_part
from medications.views.in_place import kept_way_back
from medications.views.log_pages import log_page
from medications.views.plan_page import plan_context
from patients.access import reader
from patients.services.viewing import record_view, record_view_of_part
from practice.staff.roles import Permission


@require_safe
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Where the plan stands, what stands before its next step, and everything that can be done."""
    shown = plan_for(request, plan_id)
    record_view(patient=shown.patient, by=reader(request), at=timezone.now())
    return plan_page(request, shown)


@require_safe
def plan_log(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One page of the log, the same that the plan page includes."""
    shown = plan_for(request, plan_id)
    record_view_of_part(patient=shown.patient, by=reader(request), at=timezone.now())
    return render(request, "medications/_plan_log.html", log_context(request, shown))


def plan_page(
    request: HttpRequest, shown: TitrationPlan, *, typed: QueryDict | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """The page, as it is or as the answer to an act that was refused."""
    user = reader(request)
    wanted = number((typed or request.GET).get("step"))
    context = {
        **plan_context(shown, user=user, at=timezone.now(), wanted=wanted, typed=typed),
        **log_context(request, shown),
        "refusal": refusal,
        "kept_way_back": kept_way_back(request),
    }
    status, part = refusal.status if refusal else 200, "medications/_gate_in_place.html"
    return chart_part(request, "medications/plan.html", part, shown.patient, context, status)


def log_context(request: HttpRequest, shown: TitrationPlan) -> dict[str, Any]:
    user = reader(request)
    page = log_page(user, shown.patient_id, number(request.GET.get("before")))
    return {"plan": shown, "log": page, "may_resolve": user.may(Permission.PRESCRIBE)}


def number(typed: str | None) -> int | None:
    """A whole number out of an address or a form; anything else is none."""
    return int(typed) if typed and typed.isdecimal() and len(typed) < 19 else None
