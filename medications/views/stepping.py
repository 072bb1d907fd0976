"""The next step, and the way down."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medications.forms.acts import StepDownForm
from medications.models import TitrationPlan, TitrationStep
from medications.presentation.warnings import GoingDown, going_down
from medications.presentation.words import change_in_words
from medications.rules.going_down import WarningCode
from medications.rules.proposed import ProposedStep
from medications.rules.regimen import average_daily_mg, direction
from medications.services.errors import StaleVersion
from medications.services.plan_facts import PlanFacts
from medications.services.proposing import proposed_from
from medications.services.stepping import move_to_step
from medications.terms import Direction
from medications.views.access import plan_for
from medications.views.answering import UNREADABLE, ActPage, Refusal, act, attempt, posted, require_may
from medications.views.in_place import done
from medications.views.plan_page import days_for_a_first_dose, plan_context
from medications.views.plans import number, plan_page
from patients.access import reader
from practice.staff.roles import Permission


@require_POST
def step_up(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Take the next step. A closed gate or an old page is answered by the page with what is new; nothing is written."""
    plan = plan_for(request, plan_id)
    wanted = number(request.POST.get("step"))
    context = plan_context(plan, user=reader(request), at=timezone.now(), wanted=wanted, typed=request.POST)
    gate = context["gate"]
    if gate is None or gate.form is None:
        require_may(request, Permission.PRESCRIBE)
        return plan_page(request, plan, refusal=Refusal(message=_("This plan has no next step now.")))
    if not gate.form.is_valid():
        return plan_page(request, plan, typed=request.POST, refusal=Refusal(message="", status=UNREADABLE))

    def take() -> None:
        if gate.to.position != wanted:
            raise StaleVersion
        _move(request, plan, gate.to, gate.form.cleaned_data, version=number(request.POST.get("version")))

    refusal = attempt(request, take, gate.form)
    if refusal is not None:
        return plan_page(request, plan_for(request, plan_id), typed=request.POST, refusal=refusal)
    words = _("It is ordered; the plan shows the new dose.")
    return done(request, words, shown_at=reverse("plan", args=[plan_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def step_down(request: HttpRequest, plan_id: int) -> HttpResponse:
    """To any step that is not higher than what is taken now: down, sideways, or where a plan begins."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    facts = PlanFacts(plan=plan, at=timezone.now())
    now = proposed_from(facts, to=None, by=reader(request))
    steps = {step.position: step for step in plan.steps.all() if _is_no_higher(step, plan, now)}
    nearest = max(steps, key=lambda n: average_daily_mg(steps[n].regimen.as_rule()), default=None)
    chosen = number(request.POST.get("step")) or nearest or 0
    down = _down_to(steps.get(chosen), facts, request)
    form = StepDownForm(
        posted(request),
        steps=[(n, change_in_words(now.in_use.regimen, step.regimen.as_rule())) for n, step in steps.items()],
        days=days_for_a_first_dose(now),
        initial={"step": nearest},
        warned_of=_of_this_step(chosen, down),
    )

    def do(answers: dict[str, Any]) -> object:
        return _move(request, plan, steps[answers["step"]], answers)

    page = ActPage(
        patient=plan.patient,
        heading=_("Step down"),
        lead=_("Going down never waits. The lower dose is ordered at once.") if steps else _no_lower_step(),
        button=_("Order this dose"),
        done=_("The dose is ordered."),
        back=reverse("plan", args=[plan_id]),
    )
    return act(request, page, form, do, going_down=down)


def _down_to(to: TitrationStep | None, facts: PlanFacts, request: HttpRequest) -> GoingDown | None:
    """What there is to think of before the step that is chosen, or that is offered first."""
    if to is None:
        return None
    proposed = proposed_from(facts, to=to, by=reader(request))
    typed = request.POST.get("first_dose_on")
    offered = {day for day, _words in days_for_a_first_dose(proposed)}
    return going_down(facts, proposed, begins_on=date.fromisoformat(typed) if typed in offered else None)


def _no_lower_step() -> str:
    return _("No step of this plan is lower than what is taken. A way down can be written, or the medication stopped.")


def _of_this_step(position: int, down: GoingDown | None) -> list[str]:
    """What the page has shown. How fast it goes is another thing for each step, and asked again for another one."""
    codes = down.codes if down else ()
    return [f"{code}:{position}" if code == WarningCode.TAPER_TOO_FAST else code for code in codes]


def _is_no_higher(step: TitrationStep, plan: TitrationPlan, proposed: ProposedStep) -> bool:
    if step.pk == plan.current_step_id:
        return False
    return direction(proposed.in_use.regimen, step.regimen.as_rule(), sedating=proposed.is_sedating) != Direction.UP


def _move(
    request: HttpRequest, plan: TitrationPlan, to: TitrationStep, answers: dict[str, Any], version: int | None = None
) -> object:
    first_dose_on: date = answers["first_dose_on"]
    return move_to_step(
        plan=plan,
        to=to,
        by=reader(request),
        at=timezone.now(),
        first_dose_on=first_dose_on,
        reason=answers["reason"],
        read_version=version,
    )
