"""Other medications that changed lately: what a change of dose would be confused with."""

from datetime import date, timedelta

from django.db.models import F, Q, Subquery
from django.db.models.functions import Greatest

from medications.models import Acknowledgement, DoseChange, OtherMedication, TitrationPlan
from medications.rules.blockers import BlockerCode
from medications.rules.gate import OTHER_CHANGE_DAYS
from medications.rules.proposed import OtherChange
from medications.terms import Direction


def other_changes(plan: TitrationPlan, today: date) -> tuple[OtherChange, ...]:
    """Other medications started or raised in the last days, here or elsewhere; short courses do not count.

    One that is to be stopped on a later day is still taken.
    """
    earliest = today - timedelta(days=OTHER_CHANGE_DAYS)
    acknowledged = Acknowledgement.objects.filter(plan=plan, code=BlockerCode.ANOTHER_CHANGE_RECENT).order_by("-id")
    columns = ("name", "on", "recorded_at", "acknowledged_at")
    ours = (
        DoseChange.objects.filter(patient=plan.patient_id, direction=Direction.UP)
        .exclude(medication=plan.medication_id)
        .annotate(name=F("medication__name"), on=F("first_dose_on"))
    )
    elsewhere = (
        OtherMedication.objects.filter(
            Q(stopped_on=None) | Q(stopped_on__gt=today), patient=plan.patient_id, is_brief=False
        )
        .exclude(medication=plan.medication_id)
        .annotate(on=Greatest("started_on", "changed_on"))
    )
    rows = [
        changes.filter(on__gt=earliest)
        .annotate(acknowledged_at=Subquery(acknowledged.values("recorded_at")[:1]))
        .order_by()
        .values_list(*columns)
        for changes in (ours, elsewhere)
    ]
    return tuple(
        OtherChange(name=name, on=on, is_acknowledged=acknowledged_at is not None and acknowledged_at >= recorded_at)
        for name, on, recorded_at, acknowledged_at in rows[0].union(rows[1], all=True).order_by("-on", "name")
    )
