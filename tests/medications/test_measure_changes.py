"""What changed on the measures since the dose began: beside the review, and in what a signed review keeps."""

from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medications.models import PlanMeasures, TargetMeasure
from medications.presentation.measure_changes import change_in_words, meaning_in_words
from medications.rules.plan_measures import Agreed, Target, measures_of, words_of
from medications.services.errors import NotPermitted, Refused
from medications.services.loading_target_measures import load_target_measures
from medications.services.measure_evidence import measures_since
from medications.services.plan_measures import agree_measures, measures_of_plan, targets
from patients.measures.definitions import all_measures
from patients.measures.scoring import Change
from practice.staff.roles import Role
from tests.builders import make_administrator, make_user
from tests.medications.builders import NOW, acts, ago, check_in, colleague, day, fresh, log_mild, plan_on_step, sign
from tests.medications.reading import text_of
from tests.sessions.measure_builders import asked_for, filled_in, is_for, taken_back

with_database = pytest.mark.django_db
DOSE_BEGAN = 14


# --- which measures a plan asks for ----------------------------------------------------------------------------------

TABLE = [
    Target(measure="pcl5", symptoms="trauma", words=frozenset({"trauma", "ptsd_sleep"})),
    Target(measure="phq9", symptoms="mood", words=frozenset({"mood"})),
]


def test_a_plan_asks_what_the_practice_asks_or_what_was_agreed():
    words = words_of(purpose="Mood; after trauma", indication="")

    assert measures_of(words, TABLE, None) == ["pcl5", "phq9"]
    assert measures_of(words_of(purpose="", indication="ptsd_sleep"), TABLE, None) == ["pcl5"]
    assert measures_of(words_of(purpose="moody", indication=""), TABLE, None) == []
    assert measures_of(words, TABLE, Agreed(follows_practice=True)) == ["pcl5", "phq9"]
    assert measures_of(words, TABLE, Agreed(follows_practice=False, measures=("gad7",))) == ("gad7",)
    assert measures_of(words, TABLE, Agreed(follows_practice=False)) == ()


@with_database
def test_what_ships_is_loaded_once_changes_nothing_and_names_measures_that_there_are():
    mine = asked_for("hope", "pcl5", is_active=False)

    assert load_target_measures() == 4
    assert load_target_measures() == 0

    mine.refresh_from_db()
    assert (mine.words, mine.is_active) == (["hope"], False)
    assert set(TargetMeasure.objects.values_list("measure", flat=True)) <= all_measures().keys()
    assert "pcl5" not in {target.measure for target in targets()}


@with_database
def test_the_table_and_what_was_agreed_hold_together():
    plan, nurse = plan_on_step(1), make_user(Role.NURSE)
    agreed = {"plan": plan, "agreed_at": NOW, "agreed_by": nurse}
    for wrong in (
        lambda: asked_for("", "pcl5"),
        lambda: asked_for("mood", "phq9", after_days=0),
        lambda: asked_for("mood", "phq9", baseline_days=366),
        lambda: PlanMeasures.objects.create(**agreed, measures=["pcl5"]),
        lambda: PlanMeasures.objects.create(**agreed, because="x", follows_practice=True, measures=["pcl5"]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    PlanMeasures.objects.create(**agreed, because="x", measures=["pcl5"])


@with_database
def test_other_measures_are_agreed_by_anybody_who_treats_for_a_reason():
    asked_for("trauma", "pcl5")
    plan = is_for(plan_on_step(1), "trauma")
    nurse = colleague(plan.patient, Role.NURSE)

    agree_measures(plan=plan, measures=["phq9", "gad7"], because="Mood first.", by=nurse, at=NOW)
    assert measures_of_plan(plan) == ("gad7", "phq9")
    agree_measures(plan=plan, measures=None, because="As before.", by=nurse, at=NOW)
    assert measures_of_plan(plan) == ["pcl5"]

    assert acts(plan.patient)[-2:] == ["plan.measures_agreed"] * 2
    for wrong in ({"because": " "}, {"measures": ["proqol5"]}, {"measures": ["nothing"]}):
        given: dict[str, Any] = {"plan": plan, "measures": [], "because": "x", "by": nurse, "at": NOW, **wrong}
        with pytest.raises(Refused):
            agree_measures(**given)
    with pytest.raises(NotPermitted):
        agree_measures(plan=plan, measures=[], because="x", by=make_user(Role.FRONT_DESK), at=NOW)


@with_database
def test_an_administrator_changes_the_table(client):
    asked_for("trauma", "pcl5")
    client.force_login(make_administrator())
    row = {"symptoms": "mood", "after_days": 14, "baseline_days": 14, "is_active": "on"}

    answer = client.post(
        reverse("admin:medications_targetmeasure_add"), {**row, "measure": "phq9", "words": "Mood, low,mood"}
    )

    assert answer.status_code == 302
    assert TargetMeasure.objects.get(measure="phq9").words == ["low", "mood"]
    refused = client.post(reverse("admin:medications_targetmeasure_add"), {**row, "measure": "proqol5", "words": "x"})
    assert refused.status_code == 200


# --- the change ------------------------------------------------------------------------------------------------------


@pytest.fixture
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def change(points, direction="better", *, reliable=None, meaningful=None):
    return Change(points=Decimal(points), direction=direction, is_reliable=reliable, is_meaningful=meaningful)


@pytest.mark.parametrize(
    ("found", "said", "meant"),
    [
        (change(-12, reliable=True, meaningful=True), "12 points: better", "more than chance, enough to matter"),
        (change(1, "worse", reliable=False, meaningful=False), "1 point: worse", "may be chance, less than usually"),
        (change(-3, meaningful=False), "3 points: better", "By the published figures: less than usually matters."),
        (change(2, "worse"), "2 points: worse", "No figure is published"),
        (change(0, "same", reliable=False), "the same", ""),
    ],
)
def test_a_change_is_told_with_what_the_published_figures_say(found, said, meant):
    assert change_in_words(found) == said
    assert meant in meaning_in_words(found)


@pytest.fixture
def plan():
    """On its second dose for two weeks, for trauma; PCL-5 and PHQ-9 were filled in around the day it began."""
    asked_for("trauma", "pcl5")
    asked_for("anxiety", "gad7")
    plan = is_for(plan_on_step(2, since=ago(days=DOSE_BEGAN)), "anxiety after trauma")
    for days_ago, total in ((40, 60), (DOSE_BEGAN, 48), (3, 36)):
        filled_in(plan.patient, "pcl5", days_ago=days_ago, total=total)
    filled_in(plan.patient, "pcl5", days_ago=1, total=None)
    taken_back(filled_in(plan.patient, "pcl5", days_ago=2, total=9))
    filled_in(plan.patient, "phq9", days_ago=DOSE_BEGAN + 1, total=10)
    filled_in(plan.patient, "phq9", days_ago=2, total=12)
    filled_in(plan.patient, "craving", days_ago=2, total=4)
    return plan


@with_database
@pytest.mark.usefixtures("_clock")
def test_it_is_from_the_last_until_the_first_day_of_the_dose_to_the_newest_since(plan):
    found: dict[str, Any] = {each.measure.code: each for each in measures_since(plan, day(DOSE_BEGAN))}

    assert list(found) == ["pcl5", "phq9", "gad7"]
    assert (found["pcl5"].before.total, found["pcl5"].newest.total) == (48, 36)
    assert (found["pcl5"].change.points, found["pcl5"].change.direction) == (-12, "better")
    assert (found["phq9"].change.points, found["phq9"].change.direction) == (2, "worse")
    assert (found["gad7"].before, found["gad7"].newest, found["gad7"].change) == (None, None, None)
    before: dict[str, Any] = {each.measure.code: each.before for each in measures_since(plan, None)}
    assert before["pcl5"].total == 36


@with_database
@pytest.mark.usefixtures("_clock")
@pytest.mark.parametrize("page", ["review", "sitting", "still_stands"])
def test_it_stands_beside_the_review_and_a_missing_baseline_is_said(page, plan, client):
    check_in(plan, at=ago(days=1))
    sign(fresh(plan), at=ago(hours=2))
    log_mild(plan)
    client.force_login(plan.prescriber)

    shown = text_of(client.get(reverse(page, args=[plan.pk])))

    told = shown.split("Measures since this dose began")[1]
    assert "12 points: better" in told
    assert "Before: 48 on 6 March 2026." in told
    assert "Since: 36 on 17 March 2026." in told
    assert "more than chance, enough to matter" in told
    assert "none before this dose began, so there is nothing to compare with" in told
    assert "These figures are unconfirmed" in told


@with_database
@pytest.mark.usefixtures("_clock")
def test_a_signed_review_keeps_it_by_id(plan):
    check_in(plan, at=ago(days=1))

    kept = sign(fresh(plan)).evidence["measures"]

    by_code: dict[str, Any] = {each.measure.code: each for each in measures_since(plan, day(DOSE_BEGAN))}
    pcl5 = by_code["pcl5"]
    assert kept["pcl5"] == {"before": pcl5.before.pk, "since": pcl5.newest.pk, "points": "-12"}
    assert kept["gad7"] == {"before": None, "since": None, "points": None}


@with_database
@pytest.mark.usefixtures("_clock")
def test_it_takes_four_questions_however_much_was_filled_in(plan):
    counted = []
    for _twice in range(2):
        with CaptureQueriesContext(connection) as queries:
            measures_since(plan, day(DOSE_BEGAN))
        counted.append(len(queries))
        for number in range(8):
            filled_in(plan.patient, ["pcl5", "dast10", "audit-c", "cows"][number % 4], days_ago=5 + number * 5)

    assert counted == [4, 4]
