"""One plan in the place of another: a draft put into effect, or one that begins with the dose before the last cut."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medications.models import TitrationPlan
from medications.services.returning import plan_return
from medications.services.tapering import take_over
from medications.views.access import plan_for
from medications.views.answering import attempt, require_may
from medications.views.plans import plan_page
from patients.access import reader
from practice.staff.roles import Permission


@require_POST
def put_into_effect(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Close the present plan of this medication and activate this draft, in one act with its reason."""
    draft = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    reason = request.POST.get("reason", "")
    refusal = attempt(request, lambda: take_over(draft=draft, reason=reason, by=reader(request), at=timezone.now()))
    if refusal is not None:
        return plan_page(request, plan_for(request, plan_id), refusal=refusal)
    messages.success(request, _("The present plan is closed, and this one is in effect. The dose goes on as it is."))
    return redirect("plan", plan_id)


@require_POST
def return_to_dose(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Begin a plan with the dose before the last cut, in the place of this one, and go to its review."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    made: list[TitrationPlan] = []
    refusal = attempt(request, lambda: made.append(plan_return(plan=plan, by=reader(request), at=timezone.now())))
    if refusal is not None:
        return plan_page(request, plan_for(request, plan_id), refusal=refusal)
    if not made:
        return redirect("plan", plan_id)
    return redirect(reverse("review", args=[made[0].pk]) + "?step=1")
