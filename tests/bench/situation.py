"""One person with ten medicines going up and two thousand entries in the log: more than the gate is likely to meet."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice
from typing import Any

from medications.models import Effect, LogEntry, TitrationPlan
from medications.services.recording_elsewhere import record_missed_doses, record_other_medication
from medications.terms import Course, EntryKind, Resolution, Severity, Source
from patients.measurement_kinds import Kind
from patients.models import Patient
from patients.services.measuring import Reading, record_measurements
from patients.services.recording_health import (
    record_allergy,
    record_condition,
    record_genotype,
    record_organ_function,
    record_pregnancy_answer,
    record_substance_use,
)
from practice.staff.models import User
from tests.builders import make_patient
from tests.medications.builders import DAY, HOUR, NOW, ago, check_in, colleague, effect, fresh, plan_on_step, sign

PLANS: dict[str, tuple[float, ...]] = {
    "sertraline": (25, 50, 75, 100),
    "lamotrigine": (25, 50, 100, 200),
    "quetiapine": (50, 100, 200, 300),
    "prazosin": (1, 2, 4, 6),
    "propranolol": (20, 40, 80),
    "gabapentin": (300, 600, 900),
    "buspirone": (10, 15, 20),
    "trazodone": (50, 100, 150),
    "lithium": (300, 600, 900),
    "topiramate": (25, 50, 100),
}
ENTRIES = 2000
READINGS = 60


def ten_plans() -> list[TitrationPlan]:
    """Ten active plans of one person, each on its second step with a current review of the third."""
    patient = make_patient()
    prescriber = colleague(patient)
    plans = [
        plan_on_step(2, code=code, amounts=amounts, patient=patient, prescriber=prescriber, since=ago(days=20 + at))
        for at, (code, amounts) in enumerate(PLANS.items())
    ]
    _what_is_known(patient, prescriber)
    for plan in plans:
        _missed(plan)
    _fill_the_log(plans)
    for plan in plans:
        check_in(plan, at=ago(hours=5))
    for plan in plans:
        sign(plan, at=ago(hours=1))
    return [fresh(plan) for plan in plans]


def _what_is_known(patient: Patient, by: User) -> None:
    """Something of every kind, so that nothing is answered by there being no rows."""
    told: dict[str, Any] = {"patient": patient, "source": "patient", "by": by, "at": ago(days=40)}
    for name in ("penicillin", "latex", "codeine"):
        record_allergy(name=name, kind="hypersensitivity", **told)
    for condition in ("glaucoma", "migraine"):
        record_condition(condition="other", other=condition, state="present", **told)
    for organ in ("hepatic", "renal"):
        record_organ_function(organ=organ, impairment="none", **told)
    for gene in ("CYP2D6", "CYP2C19"):
        record_genotype(gene=gene, phenotype="normal", **told)
    record_pregnancy_answer(pregnant="no", breast_feeding="no", **told)
    for substance in ("alcohol", "cannabis", "caffeine"):
        record_substance_use(substance=substance, answer="uses", **told)
    for name in ("ibuprofen", "vitamin D", "cetirizine"):
        record_other_medication(patient=patient, name=name, started_on=ago(days=90).date(), by=by, at=ago(days=40))
    readings = [Reading(kind=Kind.SYSTOLIC, value=Decimal(125)), Reading(kind=Kind.DIASTOLIC, value=Decimal(80))]
    for number in range(READINGS):
        at = ago(days=READINGS - number)
        record_measurements(patient=patient, readings=readings, taken_at=at, source="staff", by=by, at=at)


def _missed(plan: TitrationPlan) -> None:
    at = ago(hours=6)
    record_missed_doses(
        plan=plan,
        missed_days=1,
        missed_in_a_row=0,
        source=Source.PATIENT,
        asked_at=at,
        by=plan.prescriber,
        at=at,
    )


def _fill_the_log(plans: list[TitrationPlan]) -> None:
    """Written straight into the table, the oldest first: mild reports and answers, and severe effects that ended."""
    there = LogEntry.objects.filter(patient=plans[0].patient_id).count() + len(plans)
    effects = [effect(term) for term in ("Nausea", "Headache", "Somnolence", "Dry mouth")]
    severe = LogEntry.objects.bulk_create(
        [_report(plan, effects[1], Severity.SEVERE, number) for number, plan in enumerate(islice(cycle(plans), 50))]
    )
    LogEntry.objects.bulk_create([_ended(entry) for entry in severe])
    left = ENTRIES - there - 2 * len(severe)
    LogEntry.objects.bulk_create(
        _answer(plan, number) if number % 3 == 0 else _report(plan, effects[number % 4], Severity.MILD, number)
        for number, plan in enumerate(islice(cycle(plans), left))
    )
    assert LogEntry.objects.filter(patient=plans[0].patient_id).count() == ENTRIES - len(plans)


def _report(plan: TitrationPlan, what: Effect, severity: Severity, number: int) -> LogEntry:
    return LogEntry(
        patient_id=plan.patient_id,
        kind=EntryKind.REPORT,
        medication_id=plan.medication_id if number % 5 else None,
        effect=what,
        severity=severity,
        course=Course.NEW,
        source=Source.PATIENT,
        happened_at=_moment(number),
        recorded_by=plan.prescriber,
    )


def _answer(plan: TitrationPlan, number: int) -> LogEntry:
    return LogEntry(
        patient_id=plan.patient_id,
        kind=EntryKind.CHECK_IN,
        medication_id=plan.medication_id,
        asked_about=["Suicidal ideation"],
        source=Source.PATIENT,
        happened_at=_moment(number),
        recorded_by=plan.prescriber,
    )


def _ended(entry: LogEntry) -> LogEntry:
    return LogEntry(
        patient_id=entry.patient_id,
        kind=EntryKind.RESOLUTION,
        about=entry,
        resolution=Resolution.ENDED,
        note="It ended.",
        source=Source.STAFF,
        happened_at=entry.happened_at + HOUR,
        recorded_by=entry.recorded_by,
    )


def _moment(number: int) -> datetime:
    """Spread over the last hundred days, none of them today."""
    return NOW - DAY - timedelta(minutes=70 * (number % ENTRIES))
