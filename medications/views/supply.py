"""What somebody has at home of a plan's medicine: the page, and one act for each thing that happened to it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medications.forms.supply import CountForm, GiveForm, OldTabletsForm, SupplyForm
from medications.models import Presentation, Supply, TitrationPlan
from medications.presentation.supply import left_in_words, strengths, supply_lines
from medications.rules.supply import SMALLER_SUPPLY_DAYS
from medications.services.plan_facts import PlanFacts
from medications.services.supply_facts import asks_about_old_tablets, left_of, offers_smaller_supply, supplies_of
from medications.services.supplying import Amount, count_supply, give_supply, record_old_tablets
from medications.views.access import plan_for
from medications.views.answering import UNREADABLE, Refusal, attempt, chart_page, posted, require_may
from patients.access import reader
from patients.services.viewing import record_view_of_part
from practice.staff.roles import Permission

FROM_PLAN = "plan"


@require_safe
def supply(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What is left, what happened to it, and forms for more."""
    plan = plan_for(request, plan_id)
    record_view_of_part(patient=plan.patient, by=reader(request), at=timezone.now())
    return supply_page(request, plan)


@require_POST
def give(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the prescriber gives to take home."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)

    def do(answers: Mapping[str, Any]) -> object:
        return give_supply(plan=plan, amount=_amount(answers), given_on=_day(answers), **_common(request, answers))

    return _told(request, plan, GiveForm(posted(request), strengths=_strengths(plan)), do)


@require_POST
def count(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What somebody counted as left."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.LOG_EFFECTS)

    def do(answers: Mapping[str, Any]) -> object:
        return count_supply(plan=plan, amount=_amount(answers), counted_on=_day(answers), **_common(request, answers))

    return _told(request, plan, CountForm(posted(request), strengths=_strengths(plan)), do)


@require_POST
def old_tablets(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What became of what was left over when the dose changed."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.LOG_EFFECTS)

    def do(answers: Mapping[str, Any]) -> object:
        return record_old_tablets(
            plan=plan,
            what_became=answers["what_became"],
            amount=None if answers["quantity"] is None else _amount(answers),
            on=_day(answers),
            **_common(request, answers),
        )

    return _told(request, plan, OldTabletsForm(posted(request), strengths=_strengths(plan)), do)


def supply_page(
    request: HttpRequest, plan: TitrationPlan, typed: SupplyForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """The page, as it is or as the answer to what could not be taken, with what was typed."""
    facts, rows = PlanFacts(plan=plan, at=timezone.now()), supplies_of(plan)
    offers_smaller = offers_smaller_supply(facts)
    context = {
        "plan": plan,
        "left": left_in_words(left_of(facts, rows)),
        "lines": supply_lines(rows),
        "offers_smaller": offers_smaller,
        "smaller_days": SMALLER_SUPPLY_DAYS,
        "forms": _forms(request, plan, typed, _usual(rows, SMALLER_SUPPLY_DAYS if offers_smaller else None)),
        "open_form": typed.ident if typed else ("old" if asks_about_old_tablets(facts, rows) else ""),
        "refusal": refusal,
    }
    return chart_page(request, "medications/supply.html", plan.patient, context, refusal.status if refusal else 200)


def _forms(
    request: HttpRequest, plan: TitrationPlan, typed: SupplyForm | None, usual: Mapping[str, Any]
) -> list[tuple[SupplyForm, str]]:
    """Each form and the name of its address; only whoever prescribes gives."""
    offered = strengths(_presentations(plan))
    empty: list[tuple[SupplyForm, str]] = [
        (CountForm(strengths=offered, initial={**usual, "lasts_days": None}), "count_supply"),
        (OldTabletsForm(strengths=offered, initial=usual), "old_tablets"),
    ]
    if reader(request).may(Permission.PRESCRIBE):
        empty.insert(0, (GiveForm(strengths=offered, initial=usual), "give_supply"))
    return [(typed if typed and typed.ident == form.ident else form, name) for form, name in empty]


def _usual(rows: Sequence[Supply], days: int | None) -> Mapping[str, Any]:
    """What a form begins with: the strength of last time, and the days of a smaller supply where one is offered."""
    last = next((row.presentation_id for row in reversed(rows) if row.presentation_id), None)
    return {"lasts_days": days, **({"presentation": last} if last else {})}


def _told(
    request: HttpRequest, plan: TitrationPlan, form: SupplyForm, do: Callable[[Mapping[str, Any]], object]
) -> HttpResponse:
    """Write it down once, and go back to where it was asked."""
    refusal = Refusal(message="", status=UNREADABLE)
    if form.is_valid():
        answers = _with_presentation(plan, form.cleaned_data)
        found = attempt(request, lambda: do(answers), form)
        if found is None:
            messages.success(request, _("It is recorded."))
            return redirect("plan" if request.POST.get("back") == FROM_PLAN else "supply", plan.pk)
        refusal = found
    return supply_page(request, plan, form, refusal)


def _with_presentation(plan: TitrationPlan, typed: Mapping[str, Any]) -> Mapping[str, Any]:
    chosen = next((one for one in _presentations(plan) if one.pk == typed["presentation"]), None)
    return {**typed, "presentation": chosen}


def _presentations(plan: TitrationPlan) -> list[Presentation]:
    return list(plan.medication.presentations.filter(is_retired=False))


def _strengths(plan: TitrationPlan) -> list[tuple[int, str]]:
    return strengths(_presentations(plan))


def _amount(answers: Mapping[str, Any]) -> Amount:
    return Amount(
        quantity=answers["quantity"],
        presentation=answers["presentation"],
        of_what="" if answers["presentation"] else answers.get("of_what", ""),
        lasts_days=answers.get("lasts_days"),
    )


def _day(answers: Mapping[str, Any]) -> Any:
    return answers["happened_on"] or timezone.localdate()


def _common(request: HttpRequest, answers: Mapping[str, Any]) -> dict[str, Any]:
    return {"note": answers["note"], "by": reader(request), "at": timezone.now()}
