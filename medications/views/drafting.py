"""Putting a plan into effect."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medications.services.planning import activate_plan
from medications.views.access import plan_for
from medications.views.answering import attempt, require_may
from medications.views.plans import plan_page
from patients.access import reader
from practice.staff.roles import Permission


@require_POST
def activate(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Put a draft into effect; its steps are fixed from now on."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    refusal = attempt(request, lambda: activate_plan(plan=plan, by=reader(request), at=timezone.now()))
    if refusal is not None:
        return plan_page(request, plan_for(request, plan_id), refusal=refusal)
    messages.success(request, _("The plan is active. Nothing is taken until its first step is made."))
    return redirect("plan", plan_id)
