"""What a plan was made with, and what has changed since: plain values."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from medications.models import MedicationFact
from medications.rules.conditions import Condition
from medications.rules.facts import DrugFacts, Fact, Level, Schedule
from medications.rules.person import PersonFacts
from medications.rules.regimen import Dose, Regimen
from medications.rules.remembering import changed_since, fact_in_words, remembered, that_held
from medications.terms import FactKind, Standing
from tests.medications.builders import drafted, fresh

TODAY = date(2026, 3, 20)
START = Fact(id=1, kind=FactKind.START, high=Decimal("50.00"), source="the label", standing=Standing.LABEL)
MOST = Fact(id=2, kind=FactKind.MAX_DAY, high=Decimal(100), applies=Condition(age_over=60))
PACE = Fact(id=3, kind=FactKind.INTERVAL, days=7)
LATER = Fact(id=4, kind=FactKind.RESTART, days=5, applies=Condition(taking_at_least_mg=Decimal(25)))
PUBLISHED = Schedule(id=9, code="way", name="slowly", levels=(Level(mg_a_day=Decimal(25), days=7),), source="the label")


@dataclass(frozen=True)
class Step:
    regimen: Regimen
    hold_days: int = 7


WAY = [Step(Regimen(doses=(Dose(amount_mg=Decimal(mg)),))) for mg in (25, 50)]


def held(person, facts=(START, MOST, PACE, LATER), way=WAY):
    return that_held(DrugFacts(code="some", facts=facts), person, way, TODAY)


def test_facts_that_hold_for_the_person_on_any_step_are_kept():
    assert held(PersonFacts(age=40)) == [START, PACE, LATER]
    assert held(PersonFacts(age=70)) == [START, MOST, PACE, LATER]
    assert held(PersonFacts(age=70), way=WAY[:1]) == [START, MOST, PACE]


def test_a_plan_keeps_words_values_source_and_standing():
    schedule, start = remembered([START], PUBLISHED)

    assert start == {
        "id": 1,
        "kind": "start",
        "words": "usual first dose: 50 mg",
        "source": "the label",
        "standing": "label-checked",
        "says": [None, "50", None, None, []],
    }
    assert (schedule["kind"], schedule["words"], schedule["says"]) == (
        "schedule",
        "published schedule: slowly",
        [["25", 7]],
    )


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (MOST, "maximum a day: 100 mg (age over 60)"),
        (PACE, "days between increases: 7 days"),
        (replace(START, low=Decimal(25)), "usual first dose: 25 mg to 50 mg"),
        (Fact(kind=FactKind.DOSE_FACTOR, high=Decimal("0.5")), "share of the usual dose: 0.5"),
        (Fact(kind=FactKind.START_CONDITION, names=frozenset({"full_agonist"}), hours=1), "1 hour, full agonist"),
        (Fact(kind=FactKind.CAUTION, words="with care"), "caution: with care"),
        (Fact(kind=FactKind.CAUTION, applies=Condition(pregnant=True)), "caution (pregnancy)"),
    ],
)
def test_a_fact_in_words(fact, words):
    assert fact_in_words(fact).endswith(words)


def test_nothing_has_changed_where_the_facts_say_the_same():
    better_known = replace(START, standing=Standing.CONFIRMED, source="the label, 2026", high=Decimal(50))

    assert changed_since(remembered([START, PACE]), remembered([better_known, PACE])) == []
    assert changed_since([], remembered([START])) == []


def test_what_is_otherwise_is_told_with_what_it_was():
    before = remembered([START, PACE], PUBLISHED)
    now = remembered([replace(START, high=Decimal(25)), MOST])

    assert changed_since(before, now) == [
        "no longer holds: published schedule: slowly",
        "usual first dose: 25 mg (before: usual first dose: 50 mg)",
        "no longer holds: days between increases: 7 days",
        "holds now: maximum a day: 100 mg (age over 60)",
    ]


@pytest.mark.django_db
def test_a_draft_keeps_the_facts_of_its_day():
    plan = drafted(amounts=(25, 50))
    kept = {each["kind"]: each for each in fresh(plan).made_with}

    assert kept["max-day"]["words"] == "maximum a day: 200 mg"
    assert kept["max-day"]["standing"] == "label-checked"
    assert MedicationFact.objects.get(pk=kept["max-day"]["id"]).high == 200
    assert "hepatic" not in str(kept)
