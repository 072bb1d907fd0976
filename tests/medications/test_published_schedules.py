"""Every published schedule: written in the composer's form as published, shown, and lived through to its end.

The clock moves from day to day. Before each step up the patient was asked, what the label wants measured was measured,
and the log was reviewed; the day before, the gate is still closed.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from medications.models import DoseChange, Schedule, TitrationPlan
from medications.rules.blockers import BlockerCode
from medications.rules.regimen import Dose, Regimen, average_daily_mg
from medications.services.consenting import give_consent
from medications.services.cosigning import acknowledge
from medications.services.holding import stop_plan
from medications.services.recording_elsewhere import record_observed_dose, record_other_medication
from medications.terms import Direction, Form, PlanStatus, TimeOfDay
from patients.models import Patient
from patients.models.told import Source
from patients.services.measuring import Reading, record_measurements
from patients.services.recording_health import (
    record_organ_function,
    record_pregnancy_answer,
    record_substance_use,
)
from tests.builders import make_patient
from tests.medications.builders import all_codes, check_in, colleague, fresh, medication, sign, step_of, step_up

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2026, 3, 2)
STAYS_DAYS = 30
UPRIGHT = {
    "lying-systolic-bp": 124,
    "lying-diastolic-bp": 78,
    "standing-systolic-bp": 118,
    "standing-diastolic-bp": 76,
}
SEATED = {"systolic-bp": 122, "diastolic-bp": 78}


@dataclass(frozen=True, kw_only=True)
class Played:
    """One schedule: how its form is filled in besides, for whom, and what is measured before each step up."""

    code: str
    form: Form = Form.TABLET
    indication: str = ""
    sex: str = "female"
    measured: dict[str, int] = field(default_factory=dict)
    beside: str = ""


PLAYED = (
    Played(code="sertraline_ptsd_label", indication="ptsd"),
    Played(code="prazosin_men_bedtime", form=Form.CAPSULE, indication="ptsd_nightmares", sex="male", measured=UPRIGHT),
    Played(code="lamotrigine_no_interactor"),
    Played(code="lamotrigine_with_valproate", beside="valproate"),
    Played(code="lamotrigine_with_inducer", beside="carbamazepine"),
    Played(code="venlafaxine_xr_up", form=Form.EXTENDED_RELEASE, indication="mdd", measured=SEATED),
    Played(
        code="buprenorphine_standard_induction",
        form=Form.SUBLINGUAL,
        indication="oud",
        measured={"cows": 14},
        beside="heroin",
    ),
    Played(code="quetiapine_bipolar_depression", indication="bipolar_depression"),
    Played(code="escitalopram_label", indication="mdd"),
    Played(code="duloxetine_gentle", form=Form.DELAYED_RELEASE, indication="gad"),
    Played(code="buspirone_label", indication="gad"),
    Played(code="topiramate_er_migraine", form=Form.EXTENDED_RELEASE, indication="migraine"),
    Played(code="pregabalin_fibromyalgia", form=Form.CAPSULE, indication="fibromyalgia"),
)
TAPER = Played(code="venlafaxine_xr_taper_trials", form=Form.EXTENDED_RELEASE)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def test_every_published_schedule_is_played():
    shipped = Schedule.objects.exclude(code=None).values_list("code", flat=True)

    assert {played.code for played in (*PLAYED, TAPER)} == set(shipped)


@pytest.mark.parametrize("played", PLAYED, ids=lambda played: played.code)
def test_a_schedule_is_written_as_published_and_lived_through_to_its_end(played, client):
    with time_machine.travel(at(FIRST_DAY), tick=False):
        schedule = Schedule.objects.prefetch_related("levels").get(code=played.code)
        patient = somebody(played)
        plan = written(client, played, schedule, patient)
        shown = client.get(reverse("plan", args=[plan.pk])).content.decode()
        client.post(reverse("activate_plan", args=[plan.pk]), {"once": "activate"})
        give_consent(patient=patient, medication=plan.medication, by=plan.prescriber, at=at(FIRST_DAY))
        if played.beside:
            plan_for_both(plan, played.beside)

    levels = list(schedule.levels.all())
    assert [f"Step {place}," in shown for place in range(1, len(levels) + 1)] == [True] * len(levels)
    days = lived_through(fresh(plan), played)
    assert days == [level.min_days or level.days for level in levels[:-1]]
    assert fresh(plan).current_step == step_of(plan, len(levels))


def test_a_way_down_is_written_as_published_and_never_waits(client):
    with time_machine.travel(at(FIRST_DAY), tick=False):
        schedule = Schedule.objects.prefetch_related("levels").get(code=TAPER.code)
        patient = somebody(TAPER)
        prescriber = colleague(patient)
        record_observed_dose(
            patient=patient,
            medication=schedule.medication,
            regimen=Regimen(doses=(Dose(amount_mg=Decimal(225), at=TimeOfDay.ANY),), form=TAPER.form),
            source="another practice",
            taken_since=FIRST_DAY - timedelta(days=200),
            observed_at=at(FIRST_DAY),
            by=prescriber,
            at=at(FIRST_DAY),
        )
        plan = written(client, TAPER, schedule, patient, prescriber)
        client.post(reverse("activate_plan", args=[plan.pk]), {"once": "activate"})

    for week, position in enumerate((1, 2)):
        step_up(plan, to=step_of(plan, position), at=at(FIRST_DAY + timedelta(weeks=week)))
    stop_plan(plan=fresh(plan), reason="As agreed.", by=plan.prescriber, at=at(FIRST_DAY + timedelta(weeks=2)))

    assert set(DoseChange.objects.values_list("direction", flat=True)) == {Direction.DOWN, Direction.STOP}
    assert fresh(plan).status == PlanStatus.CLOSED


def somebody(played: Played) -> Patient:
    """A person for whom the schedule is meant, of whom is known what its facts ask."""
    patient = make_patient(sex_for_dosing=played.sex, birth_date=date(1988, 4, 4))
    told: dict[str, Any] = {"patient": patient, "by": colleague(patient), "at": at(FIRST_DAY - timedelta(days=30))}
    record_organ_function(
        organ="renal", impairment="none", creatinine_clearance_ml_min=Decimal(100), source=Source.RECORDS, **told
    )
    record_pregnancy_answer(pregnant="no", breast_feeding="no", source=Source.PATIENT, **told)
    if played.beside == "heroin":
        record_substance_use(
            substance="heroin",
            answer="uses",
            amount="",
            last_used_at=at(FIRST_DAY - timedelta(days=1)),
            stopped_on=None,
            stopped_abruptly=False,
            source=Source.PATIENT,
            **told | {"at": at(FIRST_DAY, 8)},
        )
    elif played.beside:
        partner = medication(played.beside)
        record_other_medication(
            name=partner.name, medication=partner, started_on=FIRST_DAY - timedelta(days=400), **told
        )
    return patient


def written(
    client: Client, played: Played, schedule: Schedule, patient: Patient, prescriber: Any = None
) -> TitrationPlan:
    """The plan as it comes out of the composer's form: a row for each taking, no more than is published."""
    prescriber = prescriber or colleague(patient)
    client.force_login(prescriber)
    form = {
        "act": "save",
        "once": "draft",
        "medication": schedule.medication_id,
        "form": played.form,
        "indication": played.indication,
        "schedule": "" if schedule.is_taper else schedule.pk,
        **rows_of(schedule),
    }
    answer = client.post(reverse("new_plan", args=[patient.pk]), form)
    assert answer.status_code == 302, answer.content.decode()
    plan = TitrationPlan.objects.get()
    assert [average_daily_mg(step.regimen.as_rule()) for step in plan.steps.all()] == [
        sum(Decimal(dose["amount_mg"]) * len(dose["times"]) / dose["every_days"] for dose in level.doses)
        for level in levels_with_doses(schedule)
    ]
    return plan


def plan_for_both(plan: TitrationPlan, partner: str) -> None:
    """A major pair asks for a plan in words, once."""
    acknowledge(
        plan=plan,
        code=BlockerCode.INTERACTION_UNACKNOWLEDGED,
        partner=partner,
        reason="The lower steps of the label, and a call each week.",
        by=plan.prescriber,
        at=at(FIRST_DAY),
    )


def levels_with_doses(schedule: Schedule) -> list[Any]:
    return [level for level in schedule.levels.all() if any(Decimal(dose["amount_mg"]) for dose in level.doses)]


def rows_of(schedule: Schedule) -> dict[str, Any]:
    takings = [
        {
            "step": level.position,
            "amount_mg": dose["amount_mg"],
            "at": at_time,
            "hold_days": level.min_days or level.days or STAYS_DAYS,
            "every_days": dose["every_days"],
            "offset": 0,
            "at_most": 1,
        }
        for level in levels_with_doses(schedule)
        for dose in level.doses
        for at_time in dose["times"]
    ]
    cells = {f"doses-{place}-{name}": cell for place, row in enumerate(takings) for name, cell in row.items()}
    return cells | {"doses-TOTAL_FORMS": len(takings), "doses-INITIAL_FORMS": 0}


def lived_through(plan: TitrationPlan, played: Played) -> list[int]:
    """Each step on the first day that the gate allows; the days that each was held."""
    today, days = FIRST_DAY, []
    take(plan, 1, today, played)
    for step in list(plan.steps.all())[:-1]:
        until = today + timedelta(days=step.hold_days)
        if step.hold_days > 1:
            asked(plan, until - timedelta(days=1), played)
            assert "hold-time-left" in all_codes(plan, at=at(until - timedelta(days=1), 10))
        take(plan, step.position + 1, until, played)
        days.append((until - today).days)
        today = until
    return days


def asked(plan: TitrationPlan, day: date, played: Played) -> None:
    """What a nurse does on the day: asks, and measures."""
    check_in(plan, at=at(day))
    readings = [Reading(kind=kind, value=Decimal(value)) for kind, value in played.measured.items()]
    if readings:
        record_measurements(
            patient=plan.patient,
            readings=readings,
            taken_at=at(day),
            source=Source.STAFF,
            by=plan.prescriber,
            at=at(day),
        )


def take(plan: TitrationPlan, position: int, day: date, played: Played) -> None:
    """One step, reviewed on its day, with nothing in its way and nothing overridden."""
    asked(plan, day, played)
    step = step_of(plan, position)
    sign(plan, to=step, at=at(day, 10))
    assert all_codes(plan, step, at=at(day, 11)) == []
    step_up(plan, to=step, at=at(day, 11))
