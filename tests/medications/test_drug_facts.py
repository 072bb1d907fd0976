"""What the rules get of the formulary: by medicine, without what is retired, in a constant number of queries."""

from decimal import Decimal

import pytest
from django.db import transaction

from medications.models import ClassMember, Interaction, Medication, MedicationFact, Schedule
from medications.services import drug_facts
from medications.services.drug_facts import drug_facts_of
from medications.terms import FactKind, InteractionSeverity
from tests.medications.builders import medication

QUERIES = 7  # the version; thresholds; medications, classes, facts, schedules with their levels, interactions
pytestmark = pytest.mark.django_db


def facts_of(code):
    pk = medication(code).pk
    return drug_facts_of([pk])[pk]


@pytest.fixture(autouse=True)
def _nothing_read_before():
    drug_facts._read_before.clear()


def test_the_queries_do_not_grow_with_the_medicines(django_assert_num_queries):
    all_of_them = list(Medication.objects.values_list("pk", flat=True))

    with django_assert_num_queries(QUERIES):
        assert len(drug_facts_of(all_of_them)) == len(all_of_them)


def test_what_was_read_before_costs_one_question(django_assert_num_queries):
    sertraline = medication("sertraline").pk
    first = drug_facts_of([sertraline])

    with django_assert_num_queries(1):
        assert drug_facts_of([sertraline]) == first


def test_a_change_of_the_formulary_is_seen_at_once():
    before = facts_of("sertraline")
    maximum = MedicationFact.objects.filter(medication__code="sertraline", kind=FactKind.MAX_DAY, applies_when={}).get()
    maximum.high = Decimal(150)
    maximum.save()

    after = facts_of("sertraline")

    assert [fact.high for fact in before.of(FactKind.MAX_DAY) if fact.applies.is_always] == [Decimal(200)]
    assert [fact.high for fact in after.of(FactKind.MAX_DAY) if fact.applies.is_always] == [Decimal(150)]


def test_a_change_that_is_taken_back_is_seen_too():
    with transaction.atomic():
        ClassMember.objects.filter(class_code="ssri").update(is_retired=True)
        assert facts_of("sertraline").classes == frozenset()
        transaction.set_rollback(True)

    assert facts_of("sertraline").classes == {"ssri"}


def test_a_medicine_comes_with_its_classes_and_the_pairs_of_both():
    sertraline = facts_of("sertraline")
    codes = {pair.code for pair in sertraline.interactions}

    assert sertraline.classes == {"ssri"}
    assert {"ix001", "ix142"} <= codes
    assert "ix129" not in codes
    assert all({pair.one, pair.other} & {"sertraline", "ssri"} for pair in sertraline.interactions)


def test_wash_outs_are_told_in_both_directions():
    fluoxetine = next(pair for pair in facts_of("fluoxetine").interactions if pair.code == "ix002")

    assert fluoxetine.severity == InteractionSeverity.CONTRAINDICATED
    assert set(fluoxetine.wash_out_days) == {("maoi", "fluoxetine", 14), ("fluoxetine", "maoi", 35)}


def test_a_schedule_has_its_average_amounts_and_fewest_days():
    venlafaxine = {schedule.code: schedule for schedule in facts_of("venlafaxine_xr").schedules}
    up = venlafaxine["venlafaxine_xr_up"]

    assert [(level.mg_a_day, level.days) for level in up.levels] == [
        (Decimal("37.5"), 4),
        (Decimal("75"), 4),
        (Decimal("150"), 4),
        (Decimal("225"), None),
    ]
    assert venlafaxine["venlafaxine_xr_taper_trials"].is_taper


def test_every_other_day_counts_half():
    lamotrigine = {schedule.code: schedule for schedule in facts_of("lamotrigine").schedules}

    assert lamotrigine["lamotrigine_with_valproate"].levels[0].mg_a_day == Decimal("12.5")
    assert all(schedule.is_the_rule for schedule in lamotrigine.values())


def test_what_is_retired_is_left_out():
    MedicationFact.objects.filter(medication__code="sertraline", kind=FactKind.MAX_DAY).update(is_retired=True)
    Schedule.objects.filter(medication__code="sertraline").update(is_retired=True)
    Interaction.objects.filter(code="ix142").update(is_retired=True)
    ClassMember.objects.filter(member_code="sertraline").update(is_retired=True)

    sertraline = facts_of("sertraline")

    assert not list(sertraline.of(FactKind.MAX_DAY))
    assert not sertraline.schedules
    assert not sertraline.classes
    assert "ix142" not in {pair.code for pair in sertraline.interactions}


def test_what_a_practice_added_without_a_code_is_there_too():
    own = Interaction.objects.create(one="sertraline", other="caffeine", severity=InteractionSeverity.MINOR)

    assert f"own-{own.pk}" in {pair.code for pair in facts_of("sertraline").interactions}


def test_an_id_that_does_not_exist_is_left_out():
    assert drug_facts_of([0]) == {}
