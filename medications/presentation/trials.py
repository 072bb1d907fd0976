"""Medications that somebody tried before, and what they do not tolerate: in view while a plan is made."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.models import DoseChange, OtherMedication, TitrationPlan
from medications.presentation.amounts import amount
from medications.rules.regimen import average_daily_mg, measures
from medications.terms import PlanStatus
from patients.models import Allergy, Patient


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One medication of earlier: how far it went, for how long, and why it ended."""

    name: str
    words: str
    why_closed: str = ""


@dataclass(frozen=True, kw_only=True)
class Intolerance:
    """An allergy or intolerance with its reaction; `is_about_this` where it is this medicine or one of its classes."""

    name: str
    kind: str
    reaction: str
    is_about_this: bool


def trials_of(patient: Patient) -> list[Trial]:
    """Closed plans of this person, and what was stopped elsewhere, in five questions however many there are."""
    plans = TitrationPlan.objects.filter(patient=patient, status=PlanStatus.CLOSED).select_related("medication")
    orders: defaultdict[int, list[DoseChange]] = defaultdict(list)
    for order in DoseChange.objects.filter(plan__in=plans).with_doses().order_by("id"):
        orders[order.plan_id].append(order)
    elsewhere = OtherMedication.objects.filter(patient=patient).exclude(stopped_on=None)
    return [*(_trial(plan, orders[plan.pk]) for plan in plans), *(_of_elsewhere(other) for other in elsewhere)]


def intolerances_of(patient: Patient, codes: Collection[str]) -> list[Intolerance]:
    """What is known of, allergies first; `codes` are those of the medicine that is thought of, and its classes."""
    known = [row for row in Allergy.objects.newest().filter(patient=patient) if row.is_known_of]
    return [
        Intolerance(
            name=row.name,
            kind=row.get_kind_display(),
            reaction=row.reaction,
            is_about_this=row.to in codes,
        )
        for row in sorted(known, key=lambda row: (row.to not in codes, row.kind != Allergy.Kind.HYPERSENSITIVITY))
    ]


def _trial(plan: TitrationPlan, orders: Sequence[DoseChange]) -> Trial:
    taken = [order for order in orders if order.regimen is not None]
    if not taken:
        return Trial(name=plan.medication.name, words=_("never begun"), why_closed=plan.close_reason)
    ended = orders[-1].first_dose_on if orders[-1].regimen is None else _closed_on(plan)
    return Trial(
        name=plan.medication.name,
        words=", ".join([_highest(taken), _lasted(taken[0].first_dose_on, ended)]),
        why_closed=plan.close_reason,
    )


def _highest(taken: Sequence[DoseChange]) -> str:
    """The highest average daily amount, or the most in a day where it was taken as needed."""
    regimens = [order.regimen.as_rule() for order in taken if order.regimen]
    average = max(average_daily_mg(regimen) for regimen in regimens)
    if average:
        return _("up to %(amount)s a day") % {"amount": amount(round(average, 2))}
    most = max(measures(regimen).largest_in_a_day for regimen in regimens)
    return _("as needed, up to %(amount)s a day") % {"amount": amount(most)}


def _lasted(begun: date, ended: date | None) -> str:
    if ended is None or ended <= begun:
        return _("from %(day)s") % {"day": date_format(begun, "F Y")}
    days = (ended - begun).days
    return _("%(long)s, from %(day)s") % {
        "long": ngettext("%(days)d day", "%(days)d days", days) % {"days": days},
        "day": date_format(begun, "F Y"),
    }


def _closed_on(plan: TitrationPlan) -> date | None:
    return timezone.localdate(plan.closed_at) if plan.closed_at else None


def _of_elsewhere(other: OtherMedication) -> Trial:
    stopped = _("stopped in %(month)s") % {"month": date_format(other.stopped_on, "F Y")} if other.stopped_on else ""
    return Trial(name=other.name, words=", ".join(filter(None, [_("elsewhere"), other.dose, stopped])))
