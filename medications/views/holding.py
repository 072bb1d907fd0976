"""Down, hold, pause, stop: always there, each with its reason. Lifting and closing are a prescriber's."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.acts import PauseForm, ReasonForm
from medications.models import TitrationPlan
from medications.presentation.warnings import GoingDown, going_down
from medications.services.holding import hold_plan, lift_hold, pause_plan, stop_plan
from medications.services.plan_facts import PlanFacts
from medications.services.planning import close_plan
from medications.services.proposing import proposed_from
from medications.views.access import plan_for
from medications.views.answering import ActPage, act, posted, require_may
from patients.access import reader
from practice.staff.roles import Permission

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def hold(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = plan_for(request, plan_id)
    require_may(request, Permission.HOLD_DOSES)
    page = _page(
        plan,
        heading=_("Hold: keep this dose for now"),
        lead=_("The person goes on taking this dose. It does not go up until a prescriber lifts the hold."),
        button=_("Hold"),
        done=_("The plan is on hold."),
    )
    return _with_reason(request, page, partial(hold_plan, plan=plan))


@require_http_methods(FORM_METHODS)
def lift(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    page = _page(
        plan,
        heading=_("Lift the hold"),
        lead=_("The plan may go on. The gate still stands before its next step."),
        button=_("Lift the hold"),
        done=_("The hold is lifted."),
    )
    return _with_reason(request, page, partial(lift_hold, plan=plan))


@require_http_methods(FORM_METHODS)
def pause(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = plan_for(request, plan_id)
    require_may(request, Permission.HOLD_DOSES)
    page = _page(
        plan,
        heading=_("Pause: not taking it for now"),
        lead=_("Taking it again later is a step up from nothing, and needs a review."),
        button=_("Pause"),
        done=_("The plan is paused."),
    )
    down = _to_nothing(request, plan)
    form = PauseForm(posted(request), warned_of=down.codes if down else ())
    return _with_reason(request, page, partial(pause_plan, plan=plan), form, down)


@require_http_methods(FORM_METHODS)
def stop(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What there is to think of is shown, and nothing but the reason is asked for: it may be an emergency."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.HOLD_DOSES)
    page = _page(
        plan,
        heading=_("Stop this medication"),
        lead=_("It records that the person stopped or was told to stop, and closes the plan."),
        button=_("Stop"),
        done=_("It is recorded as stopped, and the plan is closed."),
    )
    form = ReasonForm(posted(request))
    return _with_reason(request, page, partial(stop_plan, plan=plan), form, _to_nothing(request, plan))


@require_http_methods(FORM_METHODS)
def close(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    page = _page(
        plan,
        heading=_("Close the plan, keep the dose"),
        lead=_("What is taken goes on. Open effects and a wish to wait stay open: they belong to the person."),
        button=_("Close the plan"),
        done=_("The plan is closed; the dose goes on."),
    )
    return _with_reason(request, page, partial(close_plan, plan=plan))


def _page(plan: TitrationPlan, **words: str) -> ActPage:
    return ActPage(patient=plan.patient, back=reverse("plan", args=[plan.pk]), **words)


def _to_nothing(request: HttpRequest, plan: TitrationPlan) -> GoingDown | None:
    """What there is to think of before nothing is taken."""
    facts = PlanFacts(plan=plan, at=timezone.now())
    return going_down(facts, proposed_from(facts, to=None, by=reader(request)))


def _with_reason(
    request: HttpRequest,
    page: ActPage,
    service: Callable[..., object],
    form: ReasonForm | None = None,
    down: GoingDown | None = None,
) -> HttpResponse:
    def do(answers: dict[str, Any]) -> object:
        return service(reason=answers["reason"], by=reader(request), at=timezone.now())

    return act(request, page, form or ReasonForm(posted(request)), do, going_down=down)
