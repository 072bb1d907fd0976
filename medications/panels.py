"""What medications show on other apps' pages: the chart, its banner, and Today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery, prefetch_related_objects
from django.utils import timezone

from medications.models import DoseChange, Hold, LogEntry, OtherMedication, RedFlag, Review, TitrationPlan
from medications.presentation.elsewhere import other_lines
from medications.presentation.entries import entry_lines, for_lines
from medications.presentation.staircase import Stair, Staircase, outline
from medications.presentation.stairs import awaiting_review, stairs_of
from medications.presentation.standing import Standing, plan_line, standing
from medications.queries import REPORTING_KINDS
from medications.terms import PlanStatus
from patients.models import Patient
from practice.panels import Panel
from practice.panels import register as offer
from practice.staff.models import User
from practice.staff.roles import Permission

RECENT_ENTRIES = 5
THIS_WEEK = timedelta(days=7)

Orders = Mapping[tuple[int, int], Sequence[DoseChange]]


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One plan as a line that opens to its steps; `orders` are ours of its medication, across plans, newest first."""

    plan: TitrationPlan
    line: str
    standing: Standing
    stairs: Sequence[Stair]
    staircase: Staircase
    orders: Sequence[DoseChange]


def rows_of(plans: Sequence[TitrationPlan], at: datetime) -> list[PlanRow]:
    """Each plan (with its version) and where it stands; the orders and reviews of all of them are read at once."""
    today, orders = timezone.localdate(at), _orders(plans)
    reviews = {review.plan_id: review for review in Review.objects.newest_of(plans)}
    rows = []
    for plan in plans:
        of_plan = orders.get((plan.patient_id, plan.medication_id), [])
        now = standing(plan, of_plan, reviews.get(plan.pk), at)
        stairs = stairs_of(plan, of_plan, awaiting_review(now, today))
        line = plan_line(plan, now, today)
        rows.append(
            PlanRow(plan=plan, line=line, standing=now, stairs=stairs, staircase=outline(stairs), orders=tuple(of_plan))
        )
    return rows


def _orders(plans: Sequence[TitrationPlan]) -> Orders:
    """All orders of the plans' medications; most are of these plans' steps, whose doses are read already."""
    found: dict[tuple[int, int], list[DoseChange]] = defaultdict(list)
    read_already = {step.regimen_id: step.regimen for plan in plans for step in plan.steps.all()}
    changes = DoseChange.objects.filter(
        patient__in={plan.patient_id for plan in plans}, medication__in={plan.medication_id for plan in plans}
    )
    for change in changes.select_related("medication", "regimen", "step", "made_by").order_by("-id"):
        change.regimen = read_already.get(change.regimen_id or 0, change.regimen)
        found[change.patient_id, change.medication_id].append(change)
    prefetch_related_objects([change for each in found.values() for change in each], "regimen__doses")
    return found


def medications(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """The chart's plans: open ones first, then drafts, then what is past; and what is taken from elsewhere."""
    plans = TitrationPlan.objects.visible_to(user).filter(patient=patient_id)
    plans = plans.select_related("medication").with_version().with_steps().order_by("medication__name", "-id")
    rows = rows_of(list(plans), timezone.now())
    others = OtherMedication.objects.filter(patient__in=Patient.objects.visible_to(user), patient=patient_id)
    lines = other_lines(others.select_related("medication").order_by("name", "id"))
    return {
        "patient_id": patient_id,
        "may_prescribe": user.may(Permission.PRESCRIBE),
        "open_rows": [row for row in rows if row.plan.status != PlanStatus.CLOSED],
        "past_rows": [row for row in rows if row.plan.status == PlanStatus.CLOSED],
        "elsewhere": [line for line in lines if not line.is_stopped],
        "stopped_elsewhere": [line for line in lines if line.is_stopped],
    }


def chart_navigation(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Open plans by their medication's name, for the way around the chart."""
    plans = TitrationPlan.objects.visible_to(user).not_closed().filter(patient=patient_id)
    return {"patient_id": patient_id, "plans": plans.select_related("medication").order_by("medication__name", "id")}


def recent_log(user: User, patient_id: int | None) -> Mapping[str, Any]:
    entries = for_lines(LogEntry.objects.visible_to(user).filter(patient=patient_id))
    return {
        "patient_id": patient_id,
        "lines": entry_lines(entries[:RECENT_ENTRIES]),
        "may_resolve": user.may(Permission.PRESCRIBE),
    }


def open_flags(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Unresolved effects that are red for a medication of an open plan, or for every medication."""
    theirs = TitrationPlan.objects.open().filter(patient=patient_id).values("medication")
    red = RedFlag.objects.of(theirs).filter(effect=OuterRef("effect"))
    entries = LogEntry.objects.visible_to(user).filter(patient=patient_id, kind__in=REPORTING_KINDS)
    # What was agreed for one medication goes before what was agreed for its class, and that before what is for all.
    agreed = (
        red.exclude(agreed_action="")
        .order_by(F("medication").asc(nulls_last=True), "-class_code")
        .values("agreed_action")[:1]
    )
    flags = (
        entries.standing()
        .unresolved()
        .filter(Exists(red))
        .annotate(agreed_action=Subquery(agreed))
        .select_related("effect")
        .order_by("-happened_at", "-id")
    )
    return {"flags": flags, "may_resolve": user.may(Permission.PRESCRIBE), "patient_id": patient_id}


def steps_this_week(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Plans of patients this person treats whose next step comes due within the week."""
    now = timezone.now()
    last = timezone.localdate(now) + THIS_WEEK
    rows = rows_of(_treated(user, PlanStatus.ACTIVE), now)
    due = [row for row in rows if row.standing.due_on and row.standing.due_on <= last]
    return {"rows": sorted(due, key=lambda row: (row.standing.due_on, row.plan.pk))}


def held_plans(user: User, patient_id: int | None) -> Mapping[str, Any]:
    """Plans of patients this person treats that are on hold or paused, with why."""
    plans = _treated(user, PlanStatus.ON_HOLD, PlanStatus.PAUSED)
    holds = Hold.objects.filter(plan__in=plans, lifted_at=None).select_related("held_by")
    by_plan = {hold.plan_id: hold for hold in holds}
    return {"rows": [{"row": row, "hold": by_plan.get(row.plan.pk)} for row in rows_of(plans, timezone.now())]}


def _treated(user: User, *statuses: PlanStatus) -> list[TitrationPlan]:
    plans = TitrationPlan.objects.filter(patient__in=Patient.objects.on_team_of(user), status__in=statuses)
    plans = plans.select_related("medication", "patient").with_version().with_steps()
    return list(plans.order_by("patient__chosen_name", "id"))


def _panel(page: str, name: str, context: Any, order: int) -> Panel:
    template = f"medications/panels/{name.replace('-', '_')}.html"
    return Panel(
        page=page, name=name, permission=Permission.OPEN_CHARTS, template=template, context=context, order=order
    )


PANELS = (
    _panel("banner", "open-flags", open_flags, 10),
    _panel("chart-navigation", "chart-navigation", chart_navigation, 10),
    _panel("chart", "medications", medications, 10),
    _panel("chart", "recent-log", recent_log, 20),
    _panel("today", "steps-this-week", steps_this_week, 10),
    _panel("today", "held-plans", held_plans, 20),
)


def register() -> None:
    """Offer them all; called once, when the app is ready."""
    for panel in PANELS:
        offer(panel)
