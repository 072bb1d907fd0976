"""What speaks against going near the trauma, and what a note needs before it can be signed."""

from dataclasses import replace
from itertools import product

import pytest
from django.utils import timezone

from patients.models import Patient
from sessions.models import Readiness
from sessions.presentation.readiness import looked as as_the_rule_reads
from sessions.rules.naming import named_in
from sessions.rules.near_trauma import NearTrauma, Work, lacks
from sessions.rules.readiness import IN_WORDS, Against, Agrees, Enough, Looked, may_go_near, speaks_against
from tests.builders import make_patient, make_user

READY = Looked(
    safety="enough",
    sleep="enough",
    support="enough",
    medication="enough",
    person_agrees="yes",
    therapist_agrees="yes",
    way_to_stop="A raised hand.",
    reason="",
)


def test_nothing_speaks_against_it_when_all_is_there():
    assert speaks_against(READY) == []
    assert may_go_near(READY)


def test_what_was_not_looked_at_in_this_session_allows_nothing():
    assert speaks_against(None) == [Against.NOT_LOOKED_AT]
    assert not may_go_near(None)


@pytest.mark.parametrize("short", ["not-yet", "not-asked"])
def test_safety_is_never_set_aside_by_a_reason(short):
    assert speaks_against(replace(READY, safety=short, reason="They insist.")) == [Against.SAFETY]


@pytest.mark.parametrize("condition", ["sleep", "support", "medication"])
@pytest.mark.parametrize("short", ["not-yet", "not-asked"])
def test_other_conditions_may_be_short_for_a_reason(condition, short):
    looked = replace(READY, **{condition: short})

    assert speaks_against(looked) == [Against.SHORT_WITHOUT_REASON]
    assert speaks_against(replace(looked, reason="  ")) == [Against.SHORT_WITHOUT_REASON]
    assert may_go_near(replace(looked, reason="Two short nights; they feel steady."))


def test_both_agree_and_a_way_to_stop_is_there():
    assert speaks_against(replace(READY, person_agrees="not-now")) == [Against.PERSON]
    assert speaks_against(replace(READY, therapist_agrees="not-asked")) == [Against.THERAPIST]
    assert speaks_against(replace(READY, way_to_stop=" ")) == [Against.WAY_TO_STOP]
    assert set(IN_WORDS) == set(Against)


@pytest.mark.django_db
def test_the_database_judges_as_the_rule_does():
    patient, by = make_patient(), make_user()
    answers = product(
        Enough.values, Enough.values, Enough.values, Agrees.values, Agrees.values, ["", "Hand."], ["", "So."]
    )
    rows = [
        Readiness(
            patient=Patient(pk=patient.pk),
            looked_at=timezone.now(),
            looked_by=by,
            steps="Slowly.",
            **dict(zip(("safety", "sleep", "medication", "person_agrees", "therapist_agrees"), each, strict=False)),
            support="enough",
            way_to_stop=each[5],
            reason=each[6],
        )
        for each in answers
    ]

    Readiness.objects.bulk_create(rows)

    kept = list(Readiness.objects.filter(patient=patient))
    assert {row.allows for row in kept} == {True, False}
    assert [row.pk for row in kept if row.allows != may_go_near(as_the_rule_reads(row))] == []


def work(near: str, *, exposure: bool = True, allows: bool | None = None, why: bool = False) -> Work:
    return Work(near_trauma=near, has_exposure=exposure, looked_allows=allows, says_why=why)


@pytest.mark.parametrize("near", ["", *(each for each in NearTrauma if each != NearTrauma.BY_ITSELF)])
def test_planned_work_lacks_a_word_until_readiness_allowed_it_or_the_truth_is_written(near):
    assert lacks(work(near))
    assert lacks(work(near, allows=False))
    assert not lacks(work(near, allows=True))
    assert not lacks(work(near, allows=False, why=True))
    assert not lacks(work(near, exposure=False))


def test_what_came_up_by_itself_lacks_nothing():
    assert not lacks(work(NearTrauma.BY_ITSELF))


def test_a_name_in_the_groups_text_is_seen_and_an_everyday_word_is_not():
    names = ["Will Baker", "Grace", "Jo-Ann Ødegård", "Lu"]

    assert named_in("Will spoke of his week, and grace came up. Lunch.", names) == ["Will Baker"]
    assert named_in("Jo-Ann Ødegård, Grace's sister, Lu.", names) == ["Grace", "Jo-Ann Ødegård", "Lu"]
