"""A cross-taper: one medicine down, another up, drawn on one axis and weighed day by day, saved as two plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.crossing import CrossForm, ProposeForm, table
from medications.forms.plan import StepRows
from medications.forms.row_acts import rows_of, typed_rows
from medications.models import DoseChange, Medication, TitrationPlan
from medications.presentation.cross_findings import CrossFindings, findings
from medications.presentation.cross_values import CrossDrawing
from medications.presentation.crossing import draw_crossing, lane_down, lane_up
from medications.presentation.tapering import steps_of
from medications.rules.composing import Aim, propose
from medications.rules.cuts import ByAmount
from medications.rules.paces import CannotPropose
from medications.rules.presentations import Presentation
from medications.rules.tapering import CannotTaper, taper
from medications.rules.wording import in_a_row
from medications.services.crossing import CrossTaper, draft_cross_taper, overlap_of
from medications.services.foreseeing import facts_before, presentations_of
from medications.services.plan_facts import PlanFacts
from medications.services.planning import PlannedStep
from medications.services.tapering import taper_wish
from medications.terms import RELEASE_OF, Form, PlanStatus
from medications.views.answering import UNREADABLE, Refusal, attempt, chart_page, posted, require_may
from medications.views.known import plannable_medications
from patients.access import chart_for, reader
from patients.models import Patient
from practice.staff.roles import Permission

SAVE, PROPOSE, SHOW = "save", "propose", "show"


@dataclass(kw_only=True)
class Sheet:
    """The page while it is filled in, and what came of it."""

    request: HttpRequest
    patient: Patient
    at: datetime
    plans: dict[int, TitrationPlan]
    form: CrossForm
    proposing: ProposeForm
    down: StepRows
    up: StepRows
    cannot: str = ""
    drawing: CrossDrawing | None = None
    findings: CrossFindings | None = None
    refusal: Refusal | None = None
    status: int = 200

    @property
    def plan(self) -> TitrationPlan:
        return self.plans[self.form.cleaned_data["down"]]

    @property
    def facts(self) -> PlanFacts:
        return PlanFacts(plan=self.plan, at=self.at)


@require_http_methods(["GET", "HEAD", "POST"])
def cross_taper(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Write both ways, see them together, and save them as two drafts; nothing is ordered by it."""
    patient = chart_for(request, patient_id)
    require_may(request, Permission.PRESCRIBE)
    sheet = _sheet(request, patient)
    if request.method == "POST":
        act = request.POST.get("act", SAVE)
        if act == PROPOSE:
            _propose(sheet)
        elif made := _look_and_save(sheet, is_saved=act == SAVE):
            messages.success(request, _("Both drafts are saved. Put the way down into effect first."))
            return redirect("plan", made.pk)
    return chart_page(request, "medications/cross_taper.html", patient, {"sheet": sheet}, sheet.status)


def _sheet(request: HttpRequest, patient: Patient) -> Sheet:
    at, sent = timezone.now(), posted(request)
    today = timezone.localdate(at)
    plans = {plan.pk: plan for plan in _plans_in_use(request, patient)}
    form = CrossForm(
        sent,
        plans=list(plans.values()),
        medications=plannable_medications(),
        today=today,
        initial={"down_on": today, "up_on": today, "down": request.GET.get("down")},
    )
    asks = sent is not None and request.POST.get("act") == PROPOSE
    typed = None if asks or sent is None else sent.dict()
    return Sheet(
        request=request,
        patient=patient,
        at=at,
        plans=plans,
        form=form,
        proposing=ProposeForm(sent if asks else None, initial=typed),
        down=_to_go_on(sent, "down") if asks else table("down", sent=sent),
        up=_to_go_on(sent, "up") if asks else table("up", sent=sent),
    )


def _to_go_on(sent: Mapping[str, str] | None, prefix: str) -> StepRows:
    """What was typed, before anybody asks whether it is right."""
    return table(prefix, typed=[row for row in typed_rows(sent or {}, prefix) if row.get("amount_mg")])


def _plans_in_use(request: HttpRequest, patient: Patient) -> list[TitrationPlan]:
    """Open plans of medicines of which a dose is taken, by our last order."""
    newest = DoseChange.objects.filter(patient=patient).order_by("medication_id", "-id").distinct("medication_id")
    taken = [order.medication_id for order in newest if order.regimen_id is not None]
    plans = TitrationPlan.objects.visible_to(reader(request)).for_gate()
    return list(plans.filter(patient=patient, medication__in=taken, status__in=[PlanStatus.ACTIVE, PlanStatus.ON_HOLD]))


def _propose(sheet: Sheet) -> None:
    """Fill both tables: the way down by equal amounts, the way up from what is on file."""
    if not (sheet.form.is_valid() & sheet.proposing.is_valid()):
        sheet.status = UNREADABLE
        return
    answers = sheet.proposing.cleaned_data
    try:
        down = steps_of(
            taper(taper_wish(sheet.facts, cut=ByAmount(cut_mg=answers["cut_mg"]), hold_days=answers["hold_days"]))
        )
        up = _way_up(sheet, answers["target_mg"])
    except (CannotTaper, CannotPropose) as cannot:
        sheet.cannot = cannot.words
        return
    if not down:
        sheet.cannot = _("One such cut already leads to nothing: choose a smaller one, or stop the medicine.")
        return
    sheet.down, sheet.up = table("down", typed=rows_of(down)), table("up", typed=rows_of(up))
    _look(sheet, down, up)


def _way_up(sheet: Sheet, target_mg: Decimal) -> list[PlannedStep]:
    medication = Medication.objects.get(pk=sheet.form.cleaned_data["medication"])
    facts = facts_before(patient=sheet.patient, medication=medication, at=sheet.at)
    presentations = presentations_of(medication)
    _must_come_as(Form(sheet.form.cleaned_data["form"]), presentations)
    aim = Aim(
        drug=facts.drug,
        person=facts.person,
        presentations=presentations,
        target_mg=target_mg,
        today=facts.today,
        form=Form(sheet.form.cleaned_data["form"]),
        taking=facts.in_use.regimen,
        thresholds=facts.thresholds,
        is_sedating=medication.is_sedating,
    )
    return [PlannedStep(regimen=step.regimen, hold_days=step.hold_days) for step in propose(aim).offered_first.steps]


def _must_come_as(form: Form, presentations: Sequence[Presentation]) -> None:
    """Raises CannotPropose where what is on file of a medicine does not come like that."""
    if presentations and RELEASE_OF[form] not in {RELEASE_OF[one.form] for one in presentations}:
        comes_as = in_a_row(dict.fromkeys(str(one.form.label) for one in presentations))
        raise CannotPropose(
            _("It is not on file as %(form)s; it comes as %(forms)s.") % {"form": form.label, "forms": comes_as}
        )


def _look_and_save(sheet: Sheet, *, is_saved: bool) -> TitrationPlan | None:
    """Draw what stands there; and write it, where that is asked for. The plan that goes down, once it is written."""
    if not (sheet.form.is_valid() & sheet.down.is_valid() & sheet.up.is_valid()):
        sheet.status = UNREADABLE
        return None
    down = sheet.down.steps(sheet.facts.in_use.regimen.form)
    up = sheet.up.steps(sheet.form.cleaned_data["form"])
    _look(sheet, down, up)
    return _save(sheet, down, up) if is_saved else None


def _look(sheet: Sheet, down: list[PlannedStep], up: list[PlannedStep]) -> None:
    cross, facts = _cross(sheet, down, up), sheet.facts
    today, course = facts.today, cross.down_course(facts)
    seen = overlap_of(cross, course, by=reader(sheet.request), at=sheet.at)
    sheet.findings = findings(seen, today)
    sheet.drawing = draw_crossing(
        lane_down(sheet.plan.medication.name, course, today), lane_up(cross.medication.name, cross.up_course), today
    )


def _cross(sheet: Sheet, down: list[PlannedStep], up: list[PlannedStep]) -> CrossTaper:
    answers: dict[str, Any] = sheet.form.cleaned_data
    return CrossTaper(
        down=sheet.plan,
        down_on=answers["down_on"],
        down_steps=down,
        medication=Medication.objects.get(pk=answers["medication"]),
        up_on=answers["up_on"],
        up_steps=up,
        purpose=answers["purpose"],
    )


def _save(sheet: Sheet, down: list[PlannedStep], up: list[PlannedStep]) -> TitrationPlan | None:
    made: list[TitrationPlan] = []
    cross = _cross(sheet, down, up)

    def write() -> None:
        made.append(draft_cross_taper(cross=cross, by=reader(sheet.request), at=timezone.now())[0])

    sheet.refusal = attempt(sheet.request, write, sheet.form)
    if sheet.refusal:
        sheet.status = sheet.refusal.status
        return None
    return made[0] if made else sheet.plan
