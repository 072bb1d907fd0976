"""Loading the shipped formulary: adds what is missing, leaves what a practice changed, and is whole."""

from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from medications.models import (
    ClassMember,
    Interaction,
    Medication,
    MedicationFact,
    Presentation,
    Schedule,
    ScheduleLevel,
)
from medications.services.loading_files import read, read_facts
from medications.services.loading_formulary import Loaded, load_formulary
from medications.terms import FactKind, Form, InteractionSeverity, Standing
from tests.builders import make_administrator
from tests.medications.builders import NOW, active_plan, medication

PLANNABLE = [entry["code"] for entry in read("medications.yaml")]
# The sources give no maximum in mg a day: by weight, or by what is seen.
WITHOUT_A_MAXIMUM = {"valproate"}
pytestmark = pytest.mark.django_db


def test_loading_again_adds_nothing():
    assert load_formulary() == Loaded(medications=0, effects=0, red_flags=0)


def test_what_a_practice_corrected_or_retired_stays():
    MedicationFact.objects.filter(code="sertraline-max-day").update(high=150)
    MedicationFact.objects.filter(code="sertraline-start").update(is_retired=True)
    Interaction.objects.filter(code="ix015").update(action="Ask us first.")
    ScheduleLevel.objects.filter(schedule__code="escitalopram_label", position=1).update(days=14)

    load_formulary()

    assert MedicationFact.objects.get(code="sertraline-max-day").high == 150
    assert MedicationFact.objects.get(code="sertraline-start").is_retired
    assert Interaction.objects.get(code="ix015").action == "Ask us first."
    assert ScheduleLevel.objects.get(schedule__code="escitalopram_label", position=1).days == 14


def test_everything_shipped_is_what_the_models_allow():
    for model in (Medication, MedicationFact, Presentation, Schedule, ScheduleLevel, Interaction, ClassMember):
        for row in model._default_manager.all():
            row.clean_fields()
            row.clean()


def test_every_medication_has_facts_of_its_own():
    assert sorted(medicine["medication"] for medicine in read_facts()) == sorted(PLANNABLE)
    assert len(PLANNABLE) == 41


@pytest.mark.parametrize("code", PLANNABLE)
def test_a_medication_has_presentations_a_start_and_its_maximum(code):
    facts = MedicationFact.objects.filter(medication__code=code)

    assert Presentation.objects.filter(medication__code=code).exists()
    assert facts.filter(kind=FactKind.START, high__gt=0).exists()
    assert facts.filter(kind=FactKind.TAPER).exists()
    assert facts.filter(kind=FactKind.MAX_DAY, high__gt=0).exists() or code in WITHOUT_A_MAXIMUM


def test_every_code_that_is_named_is_known():
    known = set(Medication.objects.values_list("code", flat=True)) | set(read("classes.yaml")["substances"])
    classes = set(ClassMember.objects.values_list("class_code", flat=True))
    known_or_class = known | classes

    assert set(ClassMember.objects.values_list("member_code", flat=True)) <= known
    assert not known & classes
    for pair in Interaction.objects.all():
        assert {pair.one, pair.other} <= known_or_class
        assert {code for stopped, started, _days in pair.wash_out_days for code in (stopped, started)} <= known_or_class
    conditions = [fact.applies_when for fact in MedicationFact.objects.all()]
    conditions += [schedule.applies_when for schedule in Schedule.objects.all()]
    for condition in conditions:
        for part in ("partners", "without", "stopped_abruptly"):
            assert set(condition.get(part, [])) <= known_or_class


def test_all_pairs_and_schedules_are_there():
    assert Interaction.objects.filter(code__startswith="ix").count() == 147
    assert Schedule.objects.count() == 14


def test_substances_are_no_medications():
    assert not Medication.objects.filter(code__in=["alcohol", "heroin", "fentanyl", "kratom"]).exists()


def test_what_is_only_a_partner_cannot_be_planned():
    assert set(Medication.objects.filter(can_be_planned=True).values_list("code", flat=True)) == set(PLANNABLE)
    assert not medication("warfarin").can_be_planned


@time_machine.travel(NOW, tick=False)
def test_a_plan_is_offered_only_for_what_can_be_planned(client):
    plan = active_plan()
    client.force_login(plan.prescriber)

    page = client.get(reverse("new_plan", args=[plan.patient_id])).content.decode()

    assert ">sertraline</option>" in page
    assert ">warfarin</option>" not in page


def test_what_is_dangerous_in_overdose_is_marked():
    assert medication("lithium").is_dangerous_in_overdose
    assert medication("amitriptyline").is_dangerous_in_overdose
    assert not medication("sertraline").is_dangerous_in_overdose


# --- what the database refuses ----------------------------------------------------------------------------------


def a_fact(**values):
    return MedicationFact(medication=medication("sertraline"), kind=FactKind.RANGE, **values)


def test_confirmed_has_somebody_and_a_moment():
    with pytest.raises(IntegrityError), transaction.atomic():
        a_fact(standing=Standing.CONFIRMED).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_fact(confirmed_at=NOW, confirmed_by=make_administrator()).save()
    a_fact(standing=Standing.CONFIRMED, confirmed_at=NOW, confirmed_by=make_administrator(email="b@x.example")).save()


@pytest.mark.parametrize(("low", "high"), [(2, 1), (-1, 1), (None, -1)])
def test_a_range_runs_upwards_from_nothing(low, high):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_fact(low=low, high=high).save()
    a_fact(low=1, high=1).save()


@pytest.mark.parametrize("told", [{"age": 60}, {"partners": "valproate"}, {"age_over": "old"}, ["pregnant"]])
def test_a_condition_that_cannot_be_read_is_refused_in_words(told):
    with pytest.raises(ValidationError) as refused:
        a_fact(applies_when=told).full_clean()
    assert set(refused.value.message_dict) == {"applies_when"}


def test_a_condition_that_can_be_read_is_allowed():
    a_fact(applies_when={"age_over": 60, "partners": ["valproate"]}).full_clean()


def test_a_strength_is_more_than_nothing_and_per_ml_only_in_a_liquid():
    sertraline = medication("sertraline")
    with pytest.raises(IntegrityError), transaction.atomic():
        Presentation(medication=sertraline, form=Form.TABLET, strength_mg=0).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Presentation(medication=sertraline, form=Form.TABLET, strength_mg=5, is_per_ml=True).save()
    Presentation(medication=sertraline, form=Form.LIQUID, strength_mg=5, is_per_ml=True).save()


def test_a_pair_is_two_different_things():
    with pytest.raises(IntegrityError), transaction.atomic():
        Interaction(one="alcohol", other="alcohol", severity=InteractionSeverity.MINOR).save()
    Interaction(one="alcohol", other="caffeine", severity=InteractionSeverity.MINOR).save()


@pytest.mark.parametrize("told", [{"maoi": 14}, [["maoi", "ssri"]], [["maoi", "ssri", -1]]])
def test_days_between_that_cannot_be_read_are_refused(told):
    pair = Interaction(one="alcohol", other="caffeine", severity=InteractionSeverity.MINOR, wash_out_days=told)
    with pytest.raises(ValidationError):
        pair.full_clean()


def test_something_belongs_to_a_class_once():
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassMember(class_code="ssri", member_code="sertraline").save()
    ClassMember(class_code="ssri", member_code="dapoxetine").save()


@pytest.mark.parametrize("values", [{"position": 1}, {"days": 0}, {"days": 3, "min_days": 4}, {"min_days": 2}])
def test_a_level_has_its_own_place_and_days_that_make_sense(values):
    schedule = Schedule.objects.get(code="escitalopram_label")
    doses = [{"amount_mg": "10", "times": ["any"], "every_days": 1}]
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduleLevel(**{"schedule": schedule, "position": 9, "doses": doses, **values}).save()
    ScheduleLevel(schedule=schedule, position=9, doses=doses, days=4, min_days=4).save()


@pytest.mark.parametrize(
    "told",
    [
        [],
        [{"amount_mg": "10"}],
        [{"amount_mg": "much", "times": ["any"], "every_days": 1}],
        [{"amount_mg": "10", "times": ["noon"], "every_days": 1}],
        [{"amount_mg": "10", "times": ["any"], "every_days": 0}],
    ],
)
def test_doses_of_a_level_that_cannot_be_read_are_refused(told):
    with pytest.raises(ValidationError):
        ScheduleLevel(doses=told, position=1).clean()


def test_strengths_are_kept_exactly():
    liquid = Presentation.objects.get(code="lamotrigine-tablet-2")
    half = Presentation.objects.get(code="risperidone-tablet-0_25")

    assert liquid.strength_mg == Decimal("2")
    assert half.strength_mg == Decimal("0.25")
