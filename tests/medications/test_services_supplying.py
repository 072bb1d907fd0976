"""Writing down what somebody has at home: who may, what fits, and that it outdates no review."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from medications.models import DoseChange, Presentation, Supply
from medications.rules.supply import Left
from medications.services.errors import NotPermitted
from medications.services.holding import stop_plan
from medications.services.plan_facts import PlanFacts
from medications.services.recording_elsewhere import record_observed_dose
from medications.services.supply_facts import asks_about_old_tablets, left_of, offers_smaller_supply, supplies_of
from medications.services.supplying import Amount, count_supply, give_supply, record_old_tablets
from practice.staff.roles import Role
from tests.medications.builders import (
    NOW,
    TODAY,
    active_plan,
    colleague,
    daily,
    day,
    drafted,
    fresh,
    last_act,
    log_mild,
    log_red,
    nothing_is_written,
    plan_on_step,
    ready_plan,
    step_up,
    version_of,
)

pytestmark = pytest.mark.django_db


def tablets(plan, mg: int = 25) -> Presentation:
    return Presentation.objects.get(medication=plan.medication, strength_mg=mg, form="tablet")


def of(plan, quantity: float, mg: int = 25) -> Amount:
    return Amount(quantity=Decimal(str(quantity)), presentation=tablets(plan, mg))


def in_words(quantity: int, days: int | None = 14) -> Amount:
    return Amount(quantity=Decimal(quantity), of_what="green capsules", lasts_days=days)


def give(plan, amount: Amount, days_ago: int = 0, by=None, **fields) -> Supply:
    by = by or plan.prescriber
    return give_supply(plan=plan, amount=amount, given_on=day(days_ago), by=by, at=NOW, **fields)


def count(plan, amount: Amount, days_ago: int = 0, by=None) -> Supply:
    return count_supply(plan=plan, amount=amount, counted_on=day(days_ago), by=by or plan.prescriber, at=NOW)


def old(plan, became: str = "returned", amount: Amount | None = None, by=None) -> Supply:
    by = by or plan.prescriber
    return record_old_tablets(plan=plan, what_became=became, amount=amount, on=TODAY, by=by, at=NOW)


def facts_of(plan) -> PlanFacts:
    return PlanFacts(plan=fresh(plan), at=NOW)


def left(plan) -> Left | None:
    return left_of(facts_of(plan), supplies_of(plan))


def test_a_prescriber_gives_and_it_belongs_to_the_order_in_force_and_outdates_nothing():
    plan = plan_on_step(2)
    version = version_of(plan)

    row = give(plan, of(plan, 14, 50), note=" Two weeks. ")

    act = last_act()
    assert (act.verb, act.by, act.subject_id, act.details) == ("supply.given", plan.prescriber, row.pk, {})
    assert row.dose_change == DoseChange.objects.filter(plan=plan).latest("pk")
    assert (row.note, row.amount_mg, version_of(plan)) == ("Two weeks.", 700, version)


def test_every_clinical_role_counts_and_only_a_prescriber_gives():
    plan = active_plan()

    for role in (Role.NURSE, Role.THERAPIST, Role.CLINICAL_LEAD):
        by = colleague(plan.patient, role)
        count(plan, of(plan, 9), by=by)
        assert last_act().verb == "supply.counted"
        old(plan, by=by)
        assert (last_act().verb, last_act().by) == ("supply.old-tablets", by)
        with pytest.raises(NotPermitted), nothing_is_written():
            give(plan, of(plan, 9), by=by)


def test_nobody_else_writes_anything():
    plan = active_plan()

    for role in (Role.FRONT_DESK, Role.ADMINISTRATOR):
        by = colleague(plan.patient, role)
        for write in (lambda by=by: give(plan, of(plan, 9), by=by), lambda by=by: count(plan, of(plan, 9), by=by)):
            with pytest.raises(NotPermitted), nothing_is_written():
                write()
        with pytest.raises(NotPermitted), nothing_is_written():
            old(plan, by=by)


def test_what_is_left_is_reckoned_from_gifts_counts_and_our_orders():
    plan = plan_on_step(2)  # 25 mg for a week, then 50 mg since a fortnight
    assert left(plan) is None
    give(plan, of(plan, 14), days_ago=21)
    give(plan, of(plan, 20, 50), days_ago=14)

    found = left(plan)
    assert found
    assert (found.mg, found.days) == (14 * 25 + 20 * 50 - 7 * 25 - 14 * 50, 9)

    count(plan, of(plan, 7, 50))
    assert left(plan) == Left(mg=Decimal(350), days=7, until=TODAY + timedelta(days=6))


def test_a_dose_found_in_use_counts_before_our_first_order():
    plan = active_plan()
    record_observed_dose(
        patient=plan.patient,
        medication=plan.medication,
        regimen=daily(50),
        source="family doctor",
        observed_at=NOW,
        by=plan.prescriber,
        at=NOW,
    )
    count(plan, of(plan, 10, 100))

    found = left(plan)

    assert found
    assert found.days == 20


def test_a_dose_that_another_order_replaced_before_its_first_day_was_never_taken():
    plan = ready_plan(1)
    give(plan, of(plan, 14))
    step_up(plan, first_dose_on=TODAY + timedelta(days=2))
    assert left(plan) == Left(mg=Decimal(350), days=8, until=TODAY + timedelta(days=7))

    stop_plan(plan=fresh(plan), reason="Not for her.", by=plan.prescriber, at=NOW)

    assert left(plan) == Left(mg=Decimal(350))


def test_what_is_known_in_words_lasts_its_days_and_old_tablets_that_went_are_gone():
    plan = plan_on_step(1)
    give(plan, in_words(14), days_ago=4)
    found = left(plan)
    assert found
    assert found.days == 10

    for became, days in (("kept", 10), ("unknown", 10), ("returned", 0)):
        old(plan, became)
        found = left(plan)
        assert found
        assert found.days == days


def test_a_count_of_nothing_needs_no_strength():
    plan = plan_on_step(1)

    count(plan, Amount(quantity=Decimal(0)))

    assert left(plan) == Left(mg=Decimal(0), days=0)


def test_nobody_is_asked_about_old_tablets_before_the_dose_changes_nor_twice():
    plan = ready_plan(1)

    def asked() -> bool:
        return asks_about_old_tablets(facts_of(plan), supplies_of(plan))

    give(plan, of(plan, 14))
    assert not asked()
    step_up(plan)
    assert asked()
    old(plan, "kept")
    assert not asked()


def test_nobody_is_asked_about_old_tablets_where_no_supply_was_recorded():
    plan = plan_on_step(2)

    assert not asks_about_old_tablets(facts_of(plan), supplies_of(plan))


def test_a_smaller_supply_is_offered_only_where_the_medicine_and_an_open_flag_say_so():
    dangerous, other = active_plan(code="amitriptyline", amounts=(10, 25)), active_plan()
    log_mild(dangerous)
    assert not offers_smaller_supply(facts_of(dangerous))

    log_red(dangerous)
    log_red(other)

    assert offers_smaller_supply(facts_of(dangerous))
    assert not offers_smaller_supply(facts_of(other))


DOES_NOT_FIT = {
    "nothing given": lambda plan: give(plan, of(plan, 0)),
    "less than nothing": lambda plan: count(plan, of(plan, -1)),
    "more than anybody has": lambda plan: count(plan, of(plan, 100_000)),
    "no strength": lambda plan: give(plan, Amount(quantity=Decimal(14))),
    "words without days": lambda plan: give(plan, in_words(14, days=None)),
    "counted in words without days": lambda plan: count(plan, in_words(14, days=None)),
    "tomorrow": lambda plan: count(plan, of(plan, 14), days_ago=-1),
    "became something else": lambda plan: old(plan, "sold"),
    "became nothing": lambda plan: old(plan, ""),
    "old ones of no strength": lambda plan: old(plan, amount=Amount(quantity=Decimal(3))),
}


def test_what_does_not_fit_is_refused_and_nothing_is_written():
    plan = active_plan()

    for name, act in DOES_NOT_FIT.items():
        with pytest.raises(ValidationError), nothing_is_written():
            pytest.fail(f"{name}: {act(plan)}")


def test_a_strength_of_another_medicine_is_refused():
    plan, other = active_plan(), Presentation.objects.exclude(medication__code="sertraline").earliest("pk")

    with pytest.raises(ValidationError), nothing_is_written():
        give(plan, Amount(quantity=Decimal(14), presentation=other))


# Rows past the service for each constraint: the database itself says no.
PAST_THE_SERVICE: list[tuple[str, dict[str, Any]]] = [
    ("supply_given_says_how_much_of_what", {"kind": "given", "quantity": 14, "of_what": "capsules"}),
    ("supply_given_says_how_much_of_what", {"kind": "given"}),
    ("supply_counted_says_how_much_of_what", {"kind": "counted"}),
    ("supply_counted_says_how_much_of_what", {"kind": "counted", "quantity": 14, "of_what": "capsules"}),
    ("supply_only_old_tablets_became_something", {"kind": "old-tablets"}),
    ("supply_number_is_of_something", {"kind": "old-tablets", "what_became": "kept", "quantity": 3}),
]


def test_the_database_refuses_what_the_service_would():
    plan = drafted()
    whose = {"patient": plan.patient, "medication": plan.medication, "recorded_by": plan.prescriber}

    for constraint, told in PAST_THE_SERVICE:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Supply.objects.create(**whose, happened_on=TODAY, **told)
