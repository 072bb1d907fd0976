"""Measurements: several at once in one act, within what is possible; what gates an increase outdates reviews."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from patients.measurement_kinds import GATING, LIMITS, UNITS, Kind
from patients.models import ChartVersion, Measurement
from patients.services.measuring import Reading, record_measurements
from practice.audit.models import Act
from practice.staff.roles import Role
from tests.builders import make_patient, make_user

pytestmark = pytest.mark.django_db

LITHIUM = Reading(
    kind="serum-level", value=Decimal("0.72"), analyte="lithium", unit="mmol/L", hours_after_dose=Decimal(12)
)


def of(kind, value):
    return Reading(kind=kind, value=Decimal(value))


@pytest.fixture
def measured():
    now = timezone.now()
    return {"patient": make_patient(), "source": "staff", "by": make_user(Role.NURSE), "taken_at": now, "at": now}


def version_of(patient):
    return ChartVersion.objects.get(pk=patient.pk).version


def test_several_values_of_one_moment_are_one_act(measured):
    readings = [of("systolic-bp", 120), of("diastolic-bp", 80), of("weight", "71.5"), LITHIUM]

    rows = record_measurements(readings=readings, **measured)

    act = Act.objects.get(verb="measurements.recorded")
    assert (act.by, act.patient_id, act.details) == (
        measured["by"],
        measured["patient"].pk,
        {"ids": [row.pk for row in rows]},
    )
    assert [row.unit for row in rows] == ["mmHg", "mmHg", "kg", "mmol/L"]
    assert {row.taken_at for row in rows} == {measured["taken_at"]}


@pytest.mark.parametrize("kind", Kind)
def test_what_can_stand_against_an_increase_outdates_earlier_reviews_and_nothing_else_does(measured, kind):
    reading = LITHIUM if kind == Kind.SERUM_LEVEL else of(kind, LIMITS[kind][1])

    record_measurements(readings=[reading], **measured)

    assert version_of(measured["patient"]) == (1 if kind in GATING else 0)


def test_a_level_is_of_a_medicine_however_its_name_was_typed(measured):
    typed = Reading(kind="serum-level", value=Decimal(1), analyte=" Lithium ", unit="mmol/L")

    (row,) = record_measurements(readings=[typed], **measured)

    assert row.analyte == "lithium"


def test_weight_glucose_and_lipids_do_not_gate():
    assert not GATING & {Kind.WEIGHT, Kind.GLUCOSE, Kind.LIPIDS}


def test_every_kind_has_its_limits_and_its_unit():
    assert set(LIMITS) == set(Kind)
    assert set(UNITS) == set(Kind) - {Kind.SERUM_LEVEL}


@pytest.mark.parametrize("kind", Kind)
def test_a_slip_of_the_finger_is_refused_in_plain_words(measured, kind):
    reading = Reading(
        kind=kind,
        value=LIMITS[kind][1] + 1,
        analyte="lithium" if kind == Kind.SERUM_LEVEL else "",
        unit=UNITS.get(kind, "mmol/L"),
    )

    with pytest.raises(ValidationError) as refused:
        record_measurements(readings=[reading], **measured)

    assert f"between {LIMITS[kind][0]} and {LIMITS[kind][1]}" in str(refused.value.message_dict[kind])


WRONG = [
    [],
    [of("systolic-bp", 120), of("pulse", 7)],
    [Reading(kind="pulse", value=Decimal(70), unit="mmHg")],
    [Reading(kind="pulse", value=Decimal(70), analyte="lithium")],
    [Reading(kind="pulse", value=Decimal(70), hours_after_dose=Decimal(12))],
    [Reading(kind="serum-level", value=Decimal(1), unit="mmol/L")],
    [Reading(kind="serum-level", value=Decimal(1), analyte="lithium")],
    [Reading(kind="serum-level", value=Decimal(1), analyte="lithium", unit="mmol/L", hours_after_dose=Decimal(900))],
]


@pytest.mark.parametrize("readings", WRONG)
def test_all_of_it_is_written_or_nothing(measured, readings):
    with pytest.raises(ValidationError):
        record_measurements(readings=readings, **measured)

    assert not Measurement.objects.exists()
    assert not Act.objects.exists()


def test_a_moment_that_has_not_come_is_refused(measured):
    ahead = {**measured, "taken_at": measured["at"] + timedelta(minutes=1)}

    with pytest.raises(ValidationError) as refused:
        record_measurements(readings=[of("pulse", 70)], **ahead)

    assert "taken_at" in refused.value.message_dict


def test_the_front_desk_writes_nothing(measured):
    with pytest.raises(PermissionDenied):
        record_measurements(readings=[of("pulse", 70)], **{**measured, "by": make_user(Role.FRONT_DESK)})


PAST_THE_SERVICE = {
    "measurement_is_plausible": {"kind": "pulse", "value": 7, "unit": "/min"},
    "measurement_has_the_unit_of_its_kind": {"kind": "pulse", "value": 70, "unit": "mmHg"},
    "level_says_of_what": {"kind": "serum-level", "value": 1, "unit": "mmol/L"},
    "hours_after_dose_are_plausible": {
        "kind": "serum-level",
        "value": 1,
        "unit": "mmol/L",
        "analyte": "lithium",
        "hours_after_dose": 900,
    },
    "measurement_lies_in_the_past": {"kind": "pulse", "value": 70, "unit": "/min", "in": timedelta(days=1)},
}


@pytest.mark.parametrize("constraint", PAST_THE_SERVICE)
def test_the_database_refuses_what_the_service_would(measured, constraint):
    fields = dict(PAST_THE_SERVICE[constraint])
    taken_at = measured["taken_at"] + fields.pop("in", timedelta())
    about = {name: measured[name] for name in ("patient", "source")}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Measurement.objects.create(**about, recorded_by=measured["by"], taken_at=taken_at, **fields)
