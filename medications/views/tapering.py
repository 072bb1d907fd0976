"""Writing a way down from the dose in use.

One form does it all, with the acts of the plan composer's table. Without script each act is a page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms import row_acts
from medications.forms.plan import MOST_ROWS, step_rows
from medications.forms.row_acts import Row
from medications.forms.taper import TaperForm, first_answers
from medications.models import TitrationPlan
from medications.presentation.preview import PlanPreview, preview
from medications.presentation.tapering import ProposedTaper, proposed_taper, published_in_words, steps_of
from medications.presentation.words import regimen_in_words
from medications.rules.cuts import ByAmount
from medications.rules.facts import Schedule
from medications.rules.presentations import deliverable_amounts
from medications.rules.published_taper import published_taper, published_tapers
from medications.rules.regimen import average_daily_mg
from medications.rules.tapering import CannotTaper, taper
from medications.rules.ways import Way
from medications.services.plan_facts import PlanFacts
from medications.services.planning import PlannedStep
from medications.services.tapering import draft_taper, taper_wish
from medications.views.access import plan_for
from medications.views.answering import UNREADABLE, Refusal, attempt, chart_page, posted, require_may
from medications.views.plans import number
from patients.access import reader
from practice.staff.roles import Permission

SAVE, PROPOSE = "save", "propose"
ANY_CUT = ByAmount(cut_mg=Decimal(1))
Changed = Callable[[Sequence[Row], int, Callable[[Decimal], Sequence[Decimal]]], list[Row]]
ROW_ACTS: dict[str, Changed] = {
    "add": lambda rows, _place, _makeable: row_acts.added(rows),
    "insert": lambda rows, place, _makeable: row_acts.inserted_after(rows, place),
    "remove": lambda rows, place, _makeable: row_acts.removed(rows, place),
    "split": row_acts.split,
}


@dataclass(kw_only=True)
class Sheet:
    """The page while it is filled in: the wish, the rows as they were typed, and what came of them."""

    form: TaperForm
    rows: list[Row] = field(default_factory=list)
    proposal: ProposedTaper | None = None
    cannot: str = ""
    refusal: Refusal | None = None
    status: int = 200
    published: Mapping[int, Schedule] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return self.status != 200


@require_http_methods(["GET", "HEAD", "POST"])
def write_taper(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Wish for a way down, change the rows that it gives, and save them as a draft; nothing is ordered by it."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    facts = PlanFacts(plan=plan, at=timezone.now())
    name, _colon, place = request.POST.get("act", SAVE).partition(":")
    sheet = _sheet(request, facts, is_read=name in {SAVE, PROPOSE})
    if request.headers.get("HX-Target") == "preview":
        return _varied(render(request, "medications/_compose_preview.html", _looked_ahead(request, sheet, facts)))
    if request.method == "POST" and name == PROPOSE:
        _propose(sheet, facts)
    elif request.method == "POST" and name == SAVE:
        if made := _save(request, sheet, facts):
            return redirect("plan", made.pk)
    elif name in ROW_ACTS:
        sheet.rows = ROW_ACTS[name](sheet.rows, number(place) or 0, _makeable(facts))
    return _page(request, sheet, facts)


def _page(request: HttpRequest, sheet: Sheet, facts: PlanFacts) -> HttpResponse:
    rows = step_rows(row_acts.as_sent(sheet.rows)) if sheet.has_errors else step_rows(typed=sheet.rows)
    context = {
        "plan": facts.plan,
        "sheet": sheet,
        "rows": rows,
        "in_use": regimen_in_words(facts.in_use.regimen),
        "is_taken": not facts.in_use.regimen.is_nothing,
        **_looked_ahead(request, sheet, facts),
    }
    return _varied(chart_page(request, "medications/taper.html", facts.plan.patient, context, sheet.status))


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _sheet(request: HttpRequest, facts: PlanFacts, *, is_read: bool) -> Sheet:
    """As it was sent. The wish is held against its rules where somebody asks for steps, or for the draft."""
    wish = taper_wish(facts, cut=ANY_CUT, hold_days=1)
    published = {schedule.id: schedule for schedule in published_tapers(wish) if schedule.id is not None}
    sent = posted(request)
    form = TaperForm(
        sent if is_read else None,
        taking_mg=average_daily_mg(wish.taking),
        published=[(pk, published_in_words(schedule)) for pk, schedule in published.items()],
        initial=first_answers(wish.facts, facts.plan.purpose) if sent is None else sent.dict(),
    )
    return Sheet(form=form, published=published, rows=row_acts.typed_rows(request.POST))


def _makeable(facts: PlanFacts) -> Callable[[Decimal], Sequence[Decimal]]:
    wish = taper_wish(facts, cut=ANY_CUT, hold_days=1)
    return lambda upto: deliverable_amounts(wish.presentations, form=wish.taking.form, upto_mg=upto)


def _propose(sheet: Sheet, facts: PlanFacts) -> None:
    """The steps of the wish as rows, or the reason why there are none."""
    if not sheet.form.is_valid():
        sheet.status = UNREADABLE
        return
    try:
        way = _way(sheet, facts)
    except CannotTaper as cannot:
        sheet.cannot, sheet.rows = cannot.words, sheet.rows or row_acts.empty_rows()
    else:
        sheet.proposal, sheet.rows = proposed_taper(way), row_acts.rows_of(steps_of(way))


def _way(sheet: Sheet, facts: PlanFacts) -> Way:
    form, answers = sheet.form, sheet.form.cleaned_data
    wish = taper_wish(
        facts, cut=form.cut, hold_days=answers["hold_days"], stop_from_mg=answers["stop_from_mg"] or Decimal(0)
    )
    way = published_taper(sheet.published[form.schedule_id], wish) if form.schedule_id else taper(wish)
    if len(row_acts.rows_of(steps_of(way))) > MOST_ROWS:
        raise CannotTaper(_("That would be more than %(most)d rows. Take larger cuts at first.") % {"most": MOST_ROWS})
    return way


def _looked_ahead(request: HttpRequest, sheet: Sheet, facts: PlanFacts) -> Mapping[str, Any]:
    """The steps as they stand, drawn, with their earliest days; or what is missing for that."""
    rows, plan = step_rows(row_acts.as_sent(sheet.rows)), facts.plan
    if not any(row.get("amount_mg") for row in sheet.rows):
        return {"preview": None, "missing": []}
    if not rows.is_valid():
        return {"preview": None, "missing": [*rows.non_form_errors(), _("every row with its amount and its days")]}
    steps = rows.steps(facts.in_use.regimen.form)
    shown: PlanPreview = preview(
        patient=plan.patient, medication=plan.medication, steps=steps, by=reader(request), at=facts.at
    )
    return {"preview": shown, "missing": []}


def _save(request: HttpRequest, sheet: Sheet, facts: PlanFacts) -> TitrationPlan | None:
    """The draft that was written; None where the page is shown again."""
    rows, form = step_rows(row_acts.as_sent(sheet.rows)), sheet.form
    if not (form.is_valid() & rows.is_valid()):
        sheet.status = UNREADABLE
        return None
    made: list[TitrationPlan] = []
    steps: list[PlannedStep] = rows.steps(facts.in_use.regimen.form)
    sheet.refusal = attempt(request, lambda: made.append(_draft(request, form, facts.plan, steps)), form)
    if sheet.refusal is not None:
        sheet.status = sheet.refusal.status
        return None
    return made[0] if made else facts.plan


def _draft(request: HttpRequest, form: TaperForm, plan: TitrationPlan, steps: Sequence[PlannedStep]) -> TitrationPlan:
    return draft_taper(
        plan=plan,
        steps=steps,
        purpose=form.purpose_in_words,
        schedule_id=form.schedule_id,
        by=reader(request),
        at=timezone.now(),
    )
