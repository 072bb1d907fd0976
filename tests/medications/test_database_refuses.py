"""The database does not trust us: no route leads to a step up without its review, and nothing stops less.

Each attack is tried as the application's role and as the owner of the tables.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from medications.models import DoseChange, LogEntry, TitrationPlan, TitrationStep
from patients.models import ChartEvent
from tests.medications.attacks import (
    Values,
    about,
    create,
    either_role,
    entry,
    every_route,
    signed_anew,
    step_up,
)
from tests.medications.builders import DAY, HOUR, NOW, TODAY, ago, effect, medication
from tests.medications.committed import Ground, undone

# --- a step up without its review -------------------------------------------------------------------------------


def after_news(ground: Ground, alias: str) -> Values:
    LogEntry.objects.using(alias).create(**entry(ground))
    return step_up(ground)


def after_a_chart_event(ground: Ground, alias: str) -> Values:
    ChartEvent.objects.using(alias).create(
        patient=ground.patient, kind="crisis", happened_at=NOW, recorded_by_id=ground.nurse.pk
    )
    return step_up(ground)


def after_another_change(ground: Ground, alias: str) -> Values:
    stop = {"kind": "stop", "step_id": None, "review_id": None, "plan_id": ground.other_plan.pk}
    DoseChange.objects.using(alias).create(**step_up(ground, **stop))
    return step_up(ground)


def on_hold(ground: Ground, alias: str) -> Values:
    TitrationPlan.objects.using(alias).filter(pk=ground.plan.pk).update(status="on-hold")
    return step_up(ground)


def skipping(ground: Ground, alias: str) -> Values:
    return step_up(ground, step_id=ground.third.pk, review_id=signed_anew(ground, alias, to_step_id=ground.third.pk))


def with_a_stop_flag(ground: Ground, alias: str) -> Values:
    LogEntry.objects.using(alias).create(**entry(ground, effect_id=effect("Suicidal ideation").pk))
    return step_up(ground, review_id=signed_anew(ground, alias))


def with_a_flag_blamed_on_another(ground: Ground, alias: str) -> Values:
    seizure = entry(ground, effect_id=effect("Seizure").pk, medication_id=ground.other_plan.medication_id)
    LogEntry.objects.using(alias).create(**seizure)
    return step_up(ground, review_id=signed_anew(ground, alias))


def with_a_wait(ground: Ground, alias: str) -> Values:
    LogEntry.objects.using(alias).create(
        **entry(ground, kind="wait-request", effect_id=None, severity="", course="", medication_id=None)
    )
    return step_up(ground, review_id=signed_anew(ground, alias))


def with_the_same_review_again(ground: Ground, alias: str) -> Values:
    DoseChange.objects.using(alias).create(**step_up(ground))
    DoseChange.objects.using(alias).create(**step_up(ground, step_id=ground.first.pk, review_id=None))
    return step_up(ground)


def spent_on_a_step_sideways(ground: Ground, alias: str) -> Values:
    """The review of a step up, named again by a change that needs none."""
    DoseChange.objects.using(alias).create(**step_up(ground))
    return step_up(ground)


def changed(**changes: Any) -> Callable[[Ground, str], Values]:
    return lambda ground, alias: step_up(ground, **changes)


def reviewed(**changes: Any) -> Callable[[Ground, str], Values]:
    return lambda ground, alias: step_up(ground, review_id=signed_anew(ground, alias, **changes))


UNREVIEWED: dict[str, tuple[Callable[[Ground, str], Values], str]] = {
    "no review": (changed(review_id=None), "review-missing"),
    "a review that is not there": (changed(review_id=0), "review-missing"),
    "a forged direction": (changed(review_id=None, direction="down"), "review-missing"),
    "a forged patient": (lambda g, _: step_up(g, review_id=None, patient_id=g.stranger.pk), "review-missing"),
    "a forged medication": (
        lambda g, _: step_up(g, review_id=None, medication_id=medication("lithium").pk),
        "review-missing",
    ),
    "a forged regimen": (lambda g, _: step_up(g, review_id=None, regimen_id=g.first.regimen_id), "review-missing"),
    "a review of another step": (
        lambda g, alias: step_up(g, review_id=signed_anew(g, alias, to_step_id=g.third.pk)),
        "review-missing",
    ),
    "a review of another plan": (lambda g, _: step_up(g, review_id=g.review_of_other.pk), "review-missing"),
    "a step of another plan": (
        lambda g, _: step_up(g, step_id=TitrationStep.objects.get(plan=g.other_plan, position=2).pk),
        "not-next-step",
    ),
    "a review that says hold": (reviewed(decision="hold"), "review-not-proceed"),
    "a patient who was not asked": (reviewed(patient_view="not-asked"), "patient-not-asked"),
    "a patient who wants to wait": (reviewed(patient_view="wants-to-wait"), "patient-not-asked"),
    "news since the review": (after_news, "review-outdated"),
    "a chart event since the review": (after_a_chart_event, "review-outdated"),
    "another medication changed since": (after_another_change, "review-outdated"),
    "an expired review": (lambda g, _: step_up(g, made_at=g.review.valid_until), "review-outdated"),
    "made before the review": (lambda g, _: step_up(g, made_at=g.review.signed_at - HOUR), "review-outdated"),
    "a first dose after the review runs out": (changed(first_dose_on=TODAY + 4 * DAY), "review-outdated"),
    "the same review again": (with_the_same_review_again, "review-outdated"),
    "the same review, for a change sideways": (spent_on_a_step_sideways, "unique constraint"),
    "made before the last change": (changed(made_at=ago(days=15)), "made-out-of-order"),
    "made in the future": (lambda g, _: step_up(g, made_at=timezone.now() + HOUR), "made-in-the-future"),
    "a step skipped": (skipping, "not-next-step"),
    "a plan on hold": (on_hold, "plan-not-active"),
    "made by a nurse": (lambda g, _: step_up(g, made_by_id=g.nurse.pk), "reviewer-not-prescriber"),
    "an open stop flag": (with_a_stop_flag, "red-flag-open"),
    "a stop flag blamed on another medicine": (with_a_flag_blamed_on_another, "red-flag-open"),
    "an unwithdrawn wait": (with_a_wait, "patient-wants-to-wait"),
    "a pause that names a step": (changed(kind="pause"), "dose_change_leads_to_a_step_or_to_nothing"),
    "a dose without a step": (
        changed(step_id=None, review_id=None),
        "dose_change_leads_to_a_step_or_to_nothing",
    ),
}


@either_role
@every_route
@pytest.mark.parametrize("attack", UNREVIEWED)
def test_no_step_up_without_its_review(ground, attack, route, alias):
    prepare, rule = UNREVIEWED[attack]

    with undone(alias):
        values = prepare(ground, alias)
        before = DoseChange.objects.using(alias).count()
        with pytest.raises(DatabaseError, match=rule), transaction.atomic(using=alias):
            route(alias, DoseChange, values)
        assert DoseChange.objects.using(alias).count() == before


@either_role
@every_route
def test_a_reviewed_step_up_passes(ground, route, alias):
    with undone(alias):
        route(alias, DoseChange, step_up(ground))

        assert DoseChange.objects.using(alias).latest("id").direction == "up"


@either_role
@every_route
def test_what_the_caller_says_about_the_change_is_not_believed(ground, route, alias):
    lithium, past = medication("lithium").pk, ago(days=5000)
    forged = {"patient_id": ground.stranger.pk, "medication_id": lithium, "regimen_id": ground.first.regimen_id}

    with undone(alias):
        route(alias, DoseChange, step_up(ground, direction="down", recorded_at=past, **forged))

        written = DoseChange.objects.using(alias).latest("id")
        assert (written.patient_id, written.medication_id) == (ground.patient.pk, ground.plan.medication_id)
        assert (written.regimen_id, written.direction) == (ground.second_step.regimen_id, "up")
        assert abs(written.recorded_at - timezone.now()) < timedelta(minutes=5)


@either_role
def test_a_review_lasts_until_just_before_its_end(ground, alias):
    with undone(alias):
        just_before = ground.review.valid_until - timedelta(seconds=1)
        create(alias, DoseChange, step_up(ground, made_at=just_before, first_dose_on=ground.review.valid_until.date()))


@either_role
def test_a_severe_effect_alone_does_not_stop_the_database(ground, alias):
    """It may be co-signed, so the gate weighs it, not the trigger."""
    with undone(alias):
        LogEntry.objects.using(alias).create(**entry(ground, severity="severe"))

        create(alias, DoseChange, step_up(ground, review_id=signed_anew(ground, alias)))


PASSING: dict[str, Values] = {
    "a pause": {"kind": "pause", "step_id": None},
    "a stop": {"kind": "stop", "step_id": None},
    "the same dose": {"step": "first"},
}


@either_role
@every_route
@pytest.mark.parametrize("passing", PASSING)
@pytest.mark.parametrize("who", ["prescriber", "nurse"])
def test_what_is_not_up_always_passes(ground, passing, who, route, alias):
    own = dict(PASSING[passing])
    if own.pop("step", None):
        own["step_id"] = ground.first.pk

    with undone(alias):
        with_a_wait(ground, alias)
        with_a_stop_flag(ground, alias)
        on_hold(ground, alias)
        route(alias, DoseChange, step_up(ground, review_id=None, made_by_id=getattr(ground, who).pk, **own))

        assert DoseChange.objects.using(alias).latest("id").direction in {"stop", "lateral"}


@either_role
@every_route
def test_going_down_passes_whatever_stands_open(ground, route, alias):
    with undone(alias):
        DoseChange.objects.using(alias).create(**step_up(ground))
        with_a_wait(ground, alias)
        on_hold(ground, alias)

        route(alias, DoseChange, step_up(ground, step_id=ground.first.pk, review_id=None, direction="up"))

        assert DoseChange.objects.using(alias).latest("id").direction == "down"


@either_role
def test_after_a_pause_the_same_dose_is_a_step_up(ground, alias):
    with undone(alias):
        create(alias, DoseChange, step_up(ground, kind="pause", step_id=None, review_id=None))

        with pytest.raises(DatabaseError, match="review-missing"), transaction.atomic(using=alias):
            create(alias, DoseChange, step_up(ground, step_id=ground.first.pk, review_id=None))
        with pytest.raises(DatabaseError, match="not-next-step"), transaction.atomic(using=alias):
            create(alias, DoseChange, step_up(ground, review_id=signed_anew(ground, alias)))


@either_role
def test_two_prescribers_close_a_long_standing_flag_one_does_not(ground, alias):
    with undone(alias):
        seizure = LogEntry.objects.using(alias).create(**entry(ground, effect_id=effect("Seizure").pk))
        for who, opens in [(ground.prescriber, False), (ground.prescriber, False), (ground.second, True)]:
            long_standing = about(ground, "resolution", seizure, recorded_by_id=who.pk) | {
                "resolution": "long-standing"
            }
            LogEntry.objects.using(alias).create(**long_standing)
            values = step_up(ground, review_id=signed_anew(ground, alias))
            if opens:
                create(alias, DoseChange, values)
            else:
                with pytest.raises(DatabaseError, match="red-flag-open"), transaction.atomic(using=alias):
                    create(alias, DoseChange, values)
