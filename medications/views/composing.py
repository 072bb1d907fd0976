"""The plan composer: a goal, a proposal, a table to change, and a look at what the plan would meet, before it is saved.

One form does it all. What a button asks for stands in `act`; a number after a colon says for which row or template.
Without script each act is a page; with it, the steps are shown again whenever one of them changes.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from medications.forms import row_acts
from medications.models import TitrationPlan
from medications.services.planning import draft_plan
from medications.views.answering import UNREADABLE, attempt, chart_page, require_may
from medications.views.composed import Composed
from medications.views.composer_acts import Act, add, on_row, propose_steps, show, split, take_over
from medications.views.composer_shown import Shown
from medications.views.composer_templates import begin_with_template, keep_as_template, no_longer_offer
from medications.views.plans import number
from patients.access import chart_for
from practice.staff.roles import Permission

SAVE = "save"


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Compose a plan; nothing is ordered by it."""
    patient = chart_for(request, patient_id)
    require_may(request, Permission.PRESCRIBE)
    composed = Composed.of(request, patient)
    if request.headers.get("HX-Target") == "preview":
        return _varied(render(request, "medications/_compose_preview.html", composed.looked_ahead()))
    if not composed.is_sent:
        return _page(request, Shown(composed=composed))
    name, _colon, place = request.POST.get("act", SAVE).partition(":")
    shown = ACTS.get(name, show)(composed, number(place) if place else None)
    return shown.answer or _page(request, shown)


def _page(request: HttpRequest, shown: Shown) -> HttpResponse:
    composed = shown.composed
    context: dict[str, Any] = {
        "form": composed.form if shown.has_errors else composed.form_to_go_on,
        "rows": composed.rows if shown.has_errors else composed.rows_to_go_on,
        "proposal": shown.proposal,
        "refusal": shown.refusal,
        "said": shown.said,
        **composed.beside(),
        **composed.looked_ahead(),
    }
    return _varied(chart_page(request, "medications/new_plan.html", composed.patient, context, shown.status))


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _save(composed: Composed, _place: int | None) -> Shown:
    if not (composed.form.is_valid() & composed.rows.is_valid()):
        return Shown(composed=composed, has_errors=True, status=UNREADABLE)
    made: list[TitrationPlan] = []
    refusal = attempt(composed.request, lambda: made.append(_draft(composed)), composed.form)
    if refusal:
        return Shown(composed=composed, refusal=refusal, has_errors=True, status=refusal.status)
    done = redirect("plan", made[0].pk) if made else redirect("chart", composed.patient.pk)
    return Shown(composed=composed, answer=done)


def _draft(composed: Composed) -> TitrationPlan:
    return draft_plan(
        patient=composed.patient,
        medication=composed.chosen.medication,
        prescriber=composed.user,
        goal=composed.goal,
        steps=composed.steps,
        by=composed.user,
        at=composed.at,
        taking=composed.chosen.facts.in_use.regimen,
    )


ACTS: dict[str, Act] = {
    SAVE: _save,
    "show": show,
    "choose": show,
    "add": add,
    "insert": on_row(row_acts.inserted_after),
    "remove": on_row(row_acts.removed),
    "split": split,
    "propose": propose_steps,
    "take-usual": take_over(lambda found: found.usual),
    "take-gentle": take_over(lambda found: found.gentle),
    "save-template": keep_as_template,
    "use-template": begin_with_template,
    "retire-template": no_longer_offer,
}
