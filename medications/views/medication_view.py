"""Everything that one person takes or took, on one page, with the last ninety days drawn."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from medications.models import Hold, LogEntry, MissedDoses, ObservedDose, OtherMedication, TitrationPlan
from medications.panels import PlanRow, rows_of
from medications.presentation.elsewhere import other_lines
from medications.presentation.grid import draw
from medications.presentation.grid_values import A_DAY, DAYS, Window
from medications.presentation.medication_view import allergies_of, found_lines, groups_of
from medications.presentation.medicine_rows import Recorded, medicines_of
from medications.queries import REPORTING_KINDS
from medications.views.answering import chart_page
from patients.access import chart_for, reader
from patients.models import Allergy, Patient
from patients.services.viewing import record_view_of_part
from practice.staff.models import User
from practice.staff.roles import Permission

FIRST_YEAR = 1900


@require_safe
def medications(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Active, on hold, past and from elsewhere; `?until=` pages back through the grid."""
    patient, user, now = chart_for(request, patient_id), reader(request), timezone.now()
    record_view_of_part(patient=patient, by=user, at=now)
    window = window_until(request.GET.get("until", ""), timezone.localdate(now))
    context = medications_context(patient, user=user, at=now, window=window)
    return chart_page(request, "medications/medications.html", patient, context)


def window_until(typed: str, today: date) -> Window:
    """The days up to the one that was asked for; anything that is no day of the past is today."""
    try:
        last = date.fromisoformat(typed)
    except ValueError:
        last = today
    return Window(last=last if last.year > FIRST_YEAR and last < today else today)


def medications_context(patient: Patient, *, user: User, at: datetime, window: Window) -> Mapping[str, Any]:
    """The page's context; its number of questions does not depend on how much there is to show."""
    today = timezone.localdate(at)
    plans = TitrationPlan.objects.visible_to(user).filter(patient=patient).with_open_hold().select_related("medication")
    rows = rows_of(list(plans.with_version().with_steps().order_by("medication__name", "-id")), at)
    recorded = recorded_of(patient, rows, window, user=user)
    lines = other_lines(sorted(recorded.others, key=lambda other: (other.name.casefold(), other.pk)))
    allergies = Allergy.objects.visible_to(user).newest().filter(patient=patient)
    return {
        "groups": groups_of(rows, _holds(rows), today),
        "elsewhere": [line for line in lines if not line.is_stopped],
        "stopped_elsewhere": [line for line in lines if line.is_stopped],
        "found": found_lines(recorded.observed, rows),
        "allergies": allergies_of(list(allergies)),
        "grid": draw(medicines_of(recorded), window),
        "may_prescribe": user.may(Permission.PRESCRIBE),
        **_other_days(window, today),
    }


def recorded_of(patient: Patient, rows: Sequence[PlanRow], window: Window, *, user: User) -> Recorded:
    """What the grid is made from; of the log and the missed days only what lies in view."""
    in_view = (window.first, window.last)
    entries = LogEntry.objects.visible_to(user).filter(
        patient=patient, kind__in=REPORTING_KINDS, happened_at__date__range=in_view
    )
    missed = MissedDoses.objects.filter(patient=patient, asked_at__date__range=in_view)
    return Recorded(
        orders=list({order.pk: order for row in rows for order in row.orders}.values()),
        observed=_observed(patient),
        others=list(OtherMedication.objects.filter(patient=patient).select_related("medication")),
        reports=list(entries.standing().select_related("effect", "medication").order_by("happened_at", "id")),
        missed=list(missed.select_related("medication").order_by("asked_at", "id")),
    )


def _observed(patient: Patient) -> list[ObservedDose]:
    """Doses found in use, newest first, with what they consist of."""
    found = ObservedDose.objects.filter(patient=patient).select_related("medication", "regimen").order_by("-id")
    return list(found.prefetch_related("regimen__doses"))


def _holds(rows: Sequence[PlanRow]) -> dict[int, Hold]:
    """The open hold of each plan that has one, read with the plan."""
    holds = (getattr(row.plan, "open_hold", None) for row in rows)
    return {hold.plan_id: hold for hold in holds if isinstance(hold, Hold)}


def _other_days(window: Window, today: date) -> Mapping[str, date | None]:
    """Where the days before and after those in view end; None where there are none."""
    later = min(window.last + DAYS * A_DAY, today)
    return {
        "earlier": window.first - A_DAY,
        "later": later if window.last < today else None,
    }
