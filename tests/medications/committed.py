"""A committed situation for tests that attack the database: seen by the application and by the owner alike.

It is built once and copied for each module; each attack runs in a transaction that is rolled back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from medications.models import (
    Acknowledgement,
    CoSign,
    CoSignRequest,
    LogEntry,
    MissedDoses,
    Review,
    TitrationPlan,
    TitrationStep,
)
from medications.services.holding import hold_plan, lift_hold
from medications.services.recording_elsewhere import record_missed_doses, record_observed_dose
from medications.terms import Source
from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Role
from tests import databases
from tests.builders import covers, make_patient, make_user
from tests.medications.builders import (
    DAY,
    ago,
    check_in,
    colleague,
    daily,
    drafted,
    fresh,
    log_mild,
    log_severe,
    medication,
    plan_on_step,
    sign,
    step_of,
)

ALIASES = ["default", "owner"]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One person on 25 mg of sertraline, reviewed for 50 mg, with a second plan, a draft, and people around them."""

    patient: Patient
    stranger: Patient
    prescriber: User
    second: User
    off_team: User
    cover: User
    nurse: User
    therapist: User
    plan: TitrationPlan
    first: TitrationStep
    second_step: TitrationStep
    third: TitrationStep
    review: Review
    other_plan: TitrationPlan
    review_of_other: Review
    draft: TitrationPlan
    draft_step: TitrationStep
    severe: LogEntry
    check_in: LogEntry
    elsewhere: LogEntry


def build() -> Ground:
    patient, stranger = make_patient(), make_patient()
    prescriber = colleague(patient)
    other_plan = plan_on_step(1, code="lamotrigine", patient=patient, prescriber=prescriber, since=ago(days=30))
    plan = plan_on_step(1, patient=patient, prescriber=prescriber)
    second, nurse, therapist = (colleague(patient, role) for role in (Role.PRESCRIBER, Role.NURSE, Role.THERAPIST))
    cover = make_user(Role.PRESCRIBER)
    covers(cover, prescriber, starts_at=ago(days=3))
    asked, severe = check_in(plan, at=ago(days=1)), log_severe(plan, at=ago(days=2))
    draft = drafted(code="prazosin", amounts=(1, 2), patient=patient, prescriber=prescriber)
    elsewhere = log_mild(plan_on_step(1, patient=stranger, prescriber=colleague(stranger)), at=ago(days=1))
    _one_row_of_everything(plan, second)
    return Ground(
        patient=patient,
        stranger=stranger,
        prescriber=prescriber,
        second=second,
        off_team=make_user(Role.PRESCRIBER),
        cover=cover,
        nurse=nurse,
        therapist=therapist,
        plan=plan,
        first=step_of(plan, 1),
        second_step=step_of(plan, 2),
        third=step_of(plan, 3),
        review_of_other=sign(other_plan, at=ago(hours=2)),
        review=sign(plan, at=ago(hours=1)),
        other_plan=fresh(other_plan),
        draft=draft,
        draft_step=step_of(draft, 1),
        severe=severe,
        check_in=asked,
        elsewhere=elsewhere,
    )


def _one_row_of_everything(plan: TitrationPlan, second: User) -> None:
    """An UPDATE of an empty table is refused by nobody, so each append-only table gets a row."""
    by, at = plan.prescriber, ago(days=1)
    seen = sign(plan, at=ago(days=1))
    CoSignRequest.objects.create(review=seen, codes=["x"], reason="x", asked_of=second, asked_at=at, asked_by=by)
    CoSign.objects.create(review=seen, codes=["x"], reason="x", signed_at=at, signed_by=second)
    Acknowledgement.objects.create(plan=plan, code="x", reason="x", acknowledged_at=at, acknowledged_by=by)
    hold_plan(plan=plan, reason="x", by=by, at=at)
    lift_hold(plan=plan, reason="x", by=by, at=at)
    record_observed_dose(
        patient=plan.patient,
        medication=medication("lithium"),
        regimen=daily(300),
        source="hospital",
        observed_at=at,
        by=by,
        at=at,
    )
    record_missed_doses(
        plan=plan, missed_days=0, missed_in_a_row=0, source=Source.PATIENT, asked_at=at - DAY, by=by, at=at
    )
    assert MissedDoses.objects.exists()


@contextmanager
def ground_of(template: str) -> Iterator[tuple[str, Ground]]:
    """The situation, and the name of the database of its own that it lies in."""
    with databases.copy_of(template) as name:
        with databases.repointed(name):
            found = build()
        yield name, found


@contextmanager
def undone(alias: str) -> Iterator[None]:
    """Whatever happens in here is rolled back."""
    with transaction.atomic(using=alias):
        yield
        transaction.set_rollback(True, using=alias)
