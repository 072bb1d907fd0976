"""Writing a plan and putting it into effect."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medications.forms.doses import regimen_from
from medications.forms.plan import MOST_ROWS, ROWS, PlanForm, StepRows, step_rows
from medications.models import Medication, TitrationPlan
from medications.services.planning import PlanGoal, PlannedStep, activate_plan, draft_plan
from medications.views.access import plan_for
from medications.views.answering import UNREADABLE, attempt, chart_page, posted, require_may
from medications.views.known import plannable_medications
from medications.views.plans import plan_page
from patients.access import chart_for, reader
from patients.models import Patient
from practice.staff.roles import Permission

FORM_METHODS = ["GET", "HEAD", "POST"]
MORE = "more"


@require_http_methods(FORM_METHODS)
def new_plan(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Choose a medication and write its steps as rows; nothing is ordered by it."""
    patient = chart_for(request, patient_id)
    require_may(request, Permission.PRESCRIBE)
    data = posted(request)
    asks_for_rows = data is not None and MORE in data
    form = PlanForm(data, medications=plannable_medications())
    rows = step_rows(_with_more(data) if data is not None and asks_for_rows else data)
    refusal = None
    if data is not None and not asks_for_rows and form.is_valid() & rows.is_valid():
        made: list[TitrationPlan] = []
        refusal = attempt(request, lambda: made.append(_draft(request, patient, form, rows)), form)
        if refusal is None:
            return redirect("plan", made[0].pk) if made else redirect("chart", patient_id)
    status = refusal.status if refusal else (UNREADABLE if data is not None and not asks_for_rows else 200)
    context = {"form": form, "rows": rows, "refusal": refusal}
    return chart_page(request, "medications/new_plan.html", patient, context, status)


def _with_more(data: QueryDict) -> QueryDict:
    """The same, with room for more rows: a button of the form, so that it needs no script."""
    typed = data.copy()
    total = typed.get("doses-TOTAL_FORMS", "")
    typed["doses-TOTAL_FORMS"] = str(min(int(total) + ROWS if total.isdecimal() else ROWS, MOST_ROWS))
    return typed


def _draft(request: HttpRequest, patient: Patient, form: PlanForm, rows: StepRows) -> TitrationPlan:
    answers, user = form.cleaned_data, reader(request)
    return draft_plan(
        patient=patient,
        medication=Medication.objects.get(pk=answers["medication"]),
        prescriber=user,
        goal=PlanGoal(purpose=answers["purpose"]),
        steps=steps_from(rows, answers["form"]),
        by=user,
        at=timezone.now(),
    )


def steps_from(rows: StepRows, form: str) -> list[PlannedStep]:
    """Rows with the same number are one step; its first row with days says how long it is held."""
    filled = rows.filled()
    steps = []
    for position in sorted({row["step"] for row in filled}):
        doses = [row for row in filled if row["step"] == position]
        held = next(row["hold_days"] for row in doses if row["hold_days"])
        steps.append(PlannedStep(regimen=regimen_from(doses, form), hold_days=held))
    return steps


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
