"""The database does not trust us: no route leads to a step up without its review, nor changes what was recorded.

Each attack is tried as the application's role and as the owner of the tables.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import DatabaseError, connections, models, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from medications.models import CoSign, DoseChange, LogEntry, Review, TitrationPlan, TitrationStep
from patients.models import ChartEvent
from tests.medications.builders import DAY, HOUR, NOW, TODAY, ago, effect, medication
from tests.medications.committed import ALIASES, Ground, ground_of, undone

Values = dict[str, Any]


@pytest.fixture(scope="module")
def ground(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Ground]:
    with django_db_blocker.unblock(), ground_of(database_template) as found:
        yield found


# --- three ways to write a row ----------------------------------------------------------------------------------


def create(alias: str, model: type[models.Model], values: Values) -> None:
    model._default_manager.using(alias).create(**values)


def bulk_create(alias: str, model: type[models.Model], values: Values) -> None:
    model._default_manager.using(alias).bulk_create([model(**values)])


def raw_sql(alias: str, model: type[models.Model], values: Values) -> None:
    columns, places = ", ".join(f'"{name}"' for name in values), ", ".join(["%s"] * len(values))
    run(alias, f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places})", list(values.values()))


def run(alias: str, statement: str, params: list[Any] | None = None) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, params)


ROUTES = [create, bulk_create, raw_sql]
every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
either_role = pytest.mark.parametrize("alias", ALIASES)


# --- rows that the database takes -------------------------------------------------------------------------------


def step_up(ground: Ground, **changes: Any) -> Values:
    """A step up that every rule allows, but for the changes."""
    return {
        "plan_id": ground.plan.pk,
        "patient_id": ground.patient.pk,
        "medication_id": ground.plan.medication_id,
        "kind": "dose",
        "step_id": ground.second_step.pk,
        "regimen_id": ground.second_step.regimen_id,
        "direction": "up",
        "review_id": ground.review.pk,
        "reason": "",
        "first_dose_on": TODAY,
        "made_at": NOW,
        "made_by_id": ground.prescriber.pk,
    } | changes


def review(ground: Ground, alias: str = "default", **changes: Any) -> Values:
    """A review of all that is known, for the next step, but for the changes."""
    plan = TitrationPlan.objects.using(alias).with_version().get(pk=changes.get("plan_id", ground.plan.pk))
    return {
        "plan_id": plan.pk,
        "to_step_id": ground.second_step.pk,
        "decision": "proceed",
        "reasons": "",
        "patient_view": "agrees",
        "in_their_words": "",
        "read_version": plan.version,
        "evidence": "{}",
        "signed_at": ago(hours=0.5),
        "signed_by_id": ground.prescriber.pk,
        "valid_until": NOW + 2 * DAY,
    } | changes


def entry(ground: Ground, **changes: Any) -> Values:
    """A mild report, but for the changes."""
    return {
        "patient_id": ground.patient.pk,
        "kind": "report",
        "medication_id": ground.plan.medication_id,
        "effect_id": effect("Nausea").pk,
        "severity": "mild",
        "course": "new",
        "frequency": "",
        "bother": "",
        "in_their_words": "",
        "note": "",
        "source": "patient",
        "asked_about": [],
        "resolution": "",
        "is_retraction": False,
        "happened_at": ago(hours=0.75),
        "recorded_by_id": ground.nurse.pk,
    } | changes


def about(ground: Ground, kind: str, original: LogEntry, **changes: Any) -> Values:
    """A correction or a resolution of an entry."""
    own = {"kind": kind, "about_id": original.pk, "effect_id": None, "severity": "", "course": "", "note": "Because."}
    ended = {"resolution": "ended"} if kind == "resolution" else {}
    return entry(ground, **own, **ended, **changes)


def signed_anew(ground: Ground, alias: str, **changes: Any) -> int:
    return Review.objects.using(alias).create(**review(ground, alias, **changes)).pk


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


# --- switching the rules off ------------------------------------------------------------------------------------

SWITCHES = {
    "disable the trigger": "ALTER TABLE medications_dosechange DISABLE TRIGGER USER",
    "disable all triggers": "ALTER TABLE medications_dosechange DISABLE TRIGGER ALL",
    "disable the log's triggers": "ALTER TABLE medications_logentry DISABLE TRIGGER USER",
    "disable the review's trigger": "ALTER TABLE medications_review DISABLE TRIGGER ALL",
    "only on a replica": "ALTER TABLE medications_titrationplan ENABLE REPLICA TRIGGER ALL",
    "be a replica": "SET session_replication_role = replica",
}
IGNORING = {
    "one trigger": "'{medications_dosechange:dose_change_needs_its_review}'",
    "by its full name": "(SELECT array_agg(tgname)::text FROM pg_trigger)",
}


@either_role
@pytest.mark.parametrize("switch", SWITCHES)
def test_the_rules_are_not_switched_off(ground, switch, alias):
    refusal = "permission denied|must be owner|may not be disabled|syntax error"

    with undone(alias), pytest.raises(DatabaseError, match=refusal), transaction.atomic(using=alias):
        run(alias, SWITCHES[switch])


@either_role
@every_route
@pytest.mark.parametrize("ignoring", IGNORING)
def test_a_session_setting_switches_nothing_off(ground, ignoring, route, alias):
    with undone(alias):
        run(alias, f"SELECT set_config('pgtrigger.ignore', {IGNORING[ignoring]}, true)")

        with pytest.raises(DatabaseError, match="review-missing"), transaction.atomic(using=alias):
            route(alias, DoseChange, step_up(ground, review_id=None))


@either_role
def test_the_librarys_own_switch_does_nothing(ground, alias):
    with (
        undone(alias),
        pgtrigger.ignore("medications.DoseChange:dose_change_needs_its_review", databases=[alias]),
        pytest.raises(DatabaseError, match="review-missing"),
        transaction.atomic(using=alias),
    ):
        create(alias, DoseChange, step_up(ground, review_id=None))


# --- changing what was recorded ---------------------------------------------------------------------------------

APPEND_ONLY = {
    "medications_dosechange": "reason",
    "medications_logentry": "note",
    "medications_review": "reasons",
    "medications_cosign": "reason",
    "medications_cosignrequest": "reason",
    "medications_acknowledgement": "reason",
    "medications_regimen": "form",
    "medications_regimendose": "at",
    "medications_observeddose": "source",
    "medications_misseddoses": "source",
    "medications_titrationplanevent": "purpose",
    "medications_titrationstepevent": "pgh_label",
    "medications_holdevent": "reason",
    "audit_act": "verb",
}
KEPT = [
    "medications_titrationplan",
    "medications_titrationstep",
    "medications_hold",
    "medications_treatmentconsent",
    "medications_medication",
    "medications_redflag",
    "patients_chartversion",
]
UNTOUCHED = "append-only|kept for good|permission denied|Cannot (update or )?delete|violates foreign key"


@either_role
@pytest.mark.parametrize("ignoring", [False, True], ids=["", "ignoring triggers"])
@pytest.mark.parametrize("way", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_was_recorded_is_not_changed(ground, table, way, ignoring, alias):
    with undone(alias):
        if ignoring:
            run(alias, f"SELECT set_config('pgtrigger.ignore', {IGNORING['by its full name']}, true)")

        with pytest.raises(DatabaseError, match=UNTOUCHED), transaction.atomic(using=alias):
            run(alias, way.format(table, APPEND_ONLY[table]))


@either_role
@pytest.mark.parametrize("way", ["DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
@pytest.mark.parametrize("table", KEPT)
def test_what_was_agreed_is_kept(ground, table, way, alias):
    with undone(alias), pytest.raises(DatabaseError, match=UNTOUCHED), transaction.atomic(using=alias):
        run(alias, way.format(table))


PLAN_CHANGES = {
    "a falling log version": ("log_version = 0", "version-never-falls"),
    "back to draft": ("status = 'draft'", "plan-goes-forward"),
    "another patient": ("patient_id = (SELECT max(id) FROM patients_patient)", "plan-keeps-its-patient"),
    "another medication": ("medication_id = medication_id + 1", "plan-keeps-its-patient"),
}


@either_role
@pytest.mark.parametrize("change", PLAN_CHANGES)
def test_a_plan_keeps_what_was_agreed(ground, change, alias):
    assignment, rule = PLAN_CHANGES[change]

    with undone(alias), pytest.raises(DatabaseError, match=rule), transaction.atomic(using=alias):
        run(alias, f"UPDATE medications_titrationplan SET {assignment} WHERE id = %s", [ground.plan.pk])


@either_role
def test_a_closed_plan_stays_closed_and_a_purpose_may_change(ground, alias):
    plans = TitrationPlan.objects.using(alias).filter(pk=ground.plan.pk)
    with undone(alias):
        plans.update(purpose="Sleep", status="closed", closed_at=NOW, closed_by_id=ground.prescriber.pk)

        with pytest.raises(DatabaseError, match="plan-goes-forward"), transaction.atomic(using=alias):
            plans.update(status="active", closed_at=None, closed_by=None)


@either_role
def test_a_chart_version_never_falls_and_may_rise(ground, alias):
    statement = "UPDATE patients_chartversion SET version = version + %s WHERE patient_id = %s"
    with undone(alias):
        run(alias, statement, [1, ground.patient.pk])

        with pytest.raises(DatabaseError, match="never falls"), transaction.atomic(using=alias):
            run(alias, statement, [-1, ground.patient.pk])


STEP_CHANGES = {
    "a longer hold": "UPDATE medications_titrationstep SET hold_days = 1 WHERE plan_id = {active}",
    "another regimen": "UPDATE medications_titrationstep SET regimen_id = {draft_regimen} WHERE plan_id = {active}",
    "a step brought in": "UPDATE medications_titrationstep SET plan_id = {active}, position = 9"
    " WHERE plan_id = {draft}",
    "a step taken out": "UPDATE medications_titrationstep SET plan_id = {draft}, position = 9 WHERE plan_id = {active}",
    "another step": "INSERT INTO medications_titrationstep (plan_id, position, regimen_id, hold_days, is_up)"
    " VALUES ({active}, 9, {free_regimen}, 1, false)",
}


def statement_about(ground: Ground, alias: str, statement: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("INSERT INTO medications_regimen (form) VALUES ('tablet') RETURNING id")
        free = cursor.fetchone()[0]
    return statement.format(
        active=ground.plan.pk, draft=ground.draft.pk, draft_regimen=ground.draft_step.regimen_id, free_regimen=free
    )


@either_role
@pytest.mark.parametrize("change", STEP_CHANGES)
def test_steps_are_fixed_once_the_plan_left_draft(ground, change, alias):
    with undone(alias):
        statement = statement_about(ground, alias, STEP_CHANGES[change])
        with pytest.raises(DatabaseError, match="steps-are-fixed"), transaction.atomic(using=alias):
            run(alias, statement)


@either_role
@pytest.mark.parametrize("change", ["a longer hold", "another step"])
def test_steps_of_a_draft_may_change(ground, change, alias):
    with undone(alias):
        statement = STEP_CHANGES[change].replace("{active}", "{draft}")
        run(alias, statement_about(ground, alias, statement))


DOSE = 'INSERT INTO medications_regimendose (regimen_id, amount_mg, at, every_days, "offset", as_needed, at_most)'


@either_role
@pytest.mark.parametrize("regimen", ["{active_regimen}", "(SELECT regimen_id FROM medications_observeddose LIMIT 1)"])
def test_a_regimen_in_use_takes_no_further_dose(ground, regimen, alias):
    values = f"VALUES ({regimen}, 5, 'any', 1, 0, false, 1)".format(active_regimen=ground.first.regimen_id)

    with undone(alias), pytest.raises(DatabaseError, match="takes no further dose"), transaction.atomic(using=alias):
        run(alias, f"{DOSE} {values}")


@either_role
def test_a_regimen_that_is_not_in_use_takes_doses(ground, alias):
    with undone(alias):
        run(alias, statement_about(ground, alias, f"{DOSE} VALUES ({{free_regimen}}, 5, 'any', 1, 0, false, 1)"))


# --- signatures -------------------------------------------------------------------------------------------------

REVIEWS: dict[str, tuple[Callable[[Ground], Values], str]] = {
    "by a therapist": (lambda g: {"signed_by_id": g.therapist.pk}, "reviewer-not-prescriber"),
    "by a nurse": (lambda g: {"signed_by_id": g.nurse.pk}, "reviewer-not-prescriber"),
    "by a prescriber off the team": (lambda g: {"signed_by_id": g.off_team.pk}, "reviewer-not-prescriber"),
    "by a cover before it began": (
        lambda g: {"signed_by_id": g.cover.pk, "signed_at": ago(days=4), "valid_until": ago(days=1)},
        "reviewer-not-prescriber",
    ),
    "in the future": (
        lambda g: {"signed_at": timezone.now() + HOUR, "valid_until": timezone.now() + DAY},
        "signed-in-the-future",
    ),
    "of a later version": (lambda g: {"read_version": 10**6}, "review-outdated"),
    "of an earlier version": (lambda g: {"read_version": 0}, "review-outdated"),
    "for a step of another plan": (lambda g: {"to_step_id": g.draft_step.pk}, "review-of-another-plan"),
    "valid for more than a week": (
        lambda g: {"valid_until": NOW + 8 * DAY},
        "review_is_valid_for_a_week_at_most",
    ),
    "over before it is signed": (lambda g: {"valid_until": ago(days=1)}, "review_is_valid_for_a_week_at_most"),
    "proceeding to no step": (lambda g: {"to_step_id": None}, "review_that_proceeds_names_its_step"),
    "enough, but until when": (lambda g: {"decision": "enough"}, "enough_says_when_to_look_again"),
    "look again, but not enough": (lambda g: {"look_again_on": TODAY}, "enough_says_when_to_look_again"),
}


@either_role
@every_route
@pytest.mark.parametrize("attack", REVIEWS)
def test_a_review_is_refused(ground, attack, route, alias):
    changes, rule = REVIEWS[attack]

    with undone(alias), pytest.raises(DatabaseError, match=rule), transaction.atomic(using=alias):
        route(alias, Review, review(ground, alias, **changes(ground)))


@either_role
@pytest.mark.parametrize("who", ["prescriber", "second", "cover"])
def test_a_prescriber_of_the_team_or_their_cover_signs(ground, who, alias):
    with undone(alias):
        create(alias, Review, review(ground, alias, signed_by_id=getattr(ground, who).pk))


@either_role
def test_a_review_may_be_valid_for_a_whole_week(ground, alias):
    with undone(alias):
        create(alias, Review, review(ground, alias, signed_at=NOW, valid_until=NOW + 7 * DAY))


@either_role
def test_enough_and_hold_need_no_step(ground, alias):
    with undone(alias):
        create(alias, Review, review(ground, alias, decision="enough", look_again_on=TODAY, to_step_id=None))
        create(alias, Review, review(ground, alias, decision="hold", to_step_id=None))


@either_role
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"signed_by": "prescriber"}, "co-sign-needs-a-second-prescriber"),
        ({"signed_by": "nurse"}, "co-sign-needs-a-second-prescriber"),
        ({"signed_at": "future"}, "signed-in-the-future"),
        ({"reason": ""}, "cosign_gives_a_reason"),
        ({}, None),
    ],
    ids=["by the reviewer", "by a nurse", "in the future", "without a reason", "by a second prescriber"],
)
def test_a_co_sign_is_a_second_prescribers(ground, changes, rule, alias):
    values = {"review_id": ground.review.pk, "codes": ["hold-time-left"], "reason": "Going away.", "signed_at": NOW}
    values |= {"signed_by_id": getattr(ground, changes.get("signed_by", "second")).pk}
    values |= {"reason": changes.get("reason", values["reason"])}
    values |= {"signed_at": timezone.now() + HOUR} if "signed_at" in changes else {}

    with undone(alias):
        if rule is None:
            create(alias, CoSign, values)
            return
        with pytest.raises(DatabaseError, match=rule), transaction.atomic(using=alias):
            create(alias, CoSign, values)


# --- the log ----------------------------------------------------------------------------------------------------

ENTRIES: dict[str, tuple[Callable[[Ground], Values], str]] = {
    "resolved by a nurse": (lambda g: about(g, "resolution", g.severe), "prescriber-needed"),
    "a severe report corrected by a nurse": (lambda g: about(g, "correction", g.severe), "prescriber-needed"),
    "about another patient's entry": (lambda g: about(g, "correction", g.elsewhere), "entry-of-another-patient"),
    "in the future": (lambda g: entry(g, happened_at=timezone.now() + HOUR), "happened-in-the-future"),
    "a report of nothing": (lambda g: entry(g, effect_id=None), "report_says_what_how_bad_and_since_when"),
    "a report without a course": (lambda g: entry(g, course=""), "report_says_what_how_bad_and_since_when"),
    "a correction of nothing": (
        lambda g: entry(g, kind="correction"),
        "corrections_and_resolutions_are_about_an_entry",
    ),
    "a report about a report": (
        lambda g: entry(g, about_id=g.check_in.pk),
        "corrections_and_resolutions_are_about_an_entry",
    ),
    "a report that resolves": (lambda g: entry(g, resolution="ended"), "only_resolutions_resolve"),
    "a resolution without a reason": (
        lambda g: about(g, "resolution", g.severe, recorded_by_id=g.prescriber.pk) | {"note": ""},
        "resolution_gives_a_reason",
    ),
    "a wait withdrawn without words": (
        lambda g: entry(g, kind="wait-withdrawn"),
        "wait_is_withdrawn_in_the_patients_words",
    ),
}
TAKEN: dict[str, Callable[[Ground], Values]] = {
    "a mild report by a nurse": entry,
    "a check-in corrected by a nurse": lambda g: about(g, "correction", g.check_in),
    "resolved by a prescriber": lambda g: about(g, "resolution", g.severe, recorded_by_id=g.second.pk),
    "a severe report corrected by a prescriber": lambda g: about(g, "correction", g.severe, recorded_by_id=g.second.pk),
    "a wait withdrawn in their words": lambda g: entry(g, kind="wait-withdrawn", in_their_words="Go on."),
}


@either_role
@every_route
@pytest.mark.parametrize("attack", ENTRIES)
def test_an_entry_is_refused(ground, attack, route, alias):
    changes, rule = ENTRIES[attack]

    with undone(alias), pytest.raises(DatabaseError, match=rule), transaction.atomic(using=alias):
        route(alias, LogEntry, changes(ground))


@either_role
@every_route
@pytest.mark.parametrize("taken", TAKEN)
def test_an_entry_is_taken(ground, taken, route, alias):
    with undone(alias):
        route(alias, LogEntry, TAKEN[taken](ground))


@either_role
def test_rash_is_never_long_standing(ground, alias):
    with undone(alias):
        rash = LogEntry.objects.using(alias).create(**entry(ground, effect_id=effect("Rash").pk))
        long_standing = about(ground, "resolution", rash, recorded_by_id=ground.prescriber.pk)
        with pytest.raises(DatabaseError, match="needs-end-or-cause"), transaction.atomic(using=alias):
            create(alias, LogEntry, long_standing | {"resolution": "long-standing"})

        create(alias, LogEntry, long_standing | {"resolution": "other-cause"})


@either_role
def test_an_entry_is_corrected_once_and_then_spoken_of_by_its_correction(ground, alias):
    with undone(alias):
        create(alias, LogEntry, about(ground, "correction", ground.check_in))
        correction = LogEntry.objects.using(alias).get(about=ground.check_in)
        with pytest.raises(DatabaseError, match="entry-is-corrected-once"), transaction.atomic(using=alias):
            create(alias, LogEntry, about(ground, "correction", ground.check_in))

        create(alias, LogEntry, about(ground, "correction", correction))


@either_role
def test_a_wait_is_neither_corrected_nor_resolved(ground, alias):
    with undone(alias):
        wait = LogEntry.objects.using(alias).create(**entry(ground, kind="wait-request"))
        for kind in ["correction", "resolution"]:
            with pytest.raises(DatabaseError, match="entry-cannot-be-changed"), transaction.atomic(using=alias):
                create(alias, LogEntry, about(ground, kind, wait, recorded_by_id=ground.prescriber.pk))


@either_role
def test_the_moment_of_recording_is_the_databases_own(ground, alias):
    with undone(alias):
        create(alias, LogEntry, entry(ground, recorded_at=ago(days=900)))

        written = LogEntry.objects.using(alias).latest("id")
        assert abs(written.recorded_at - timezone.now()) < timedelta(minutes=5)
