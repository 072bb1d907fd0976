"""When a measure is due: the rule, that SQL agrees with it, its prompt, and agreeing on it."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from medications.models import TitrationPlan
from medications.rules.plan_measures import words_of
from medications.services.holding import hold_plan, pause_plan
from medications.services.plan_facts import PlanFacts
from medications.services.plan_measures import agree_measures, measures_of_plan
from medications.services.stepping import order
from medications.terms import Decision, Direction
from patients.merging_objections import objections
from patients.models import MeasurePermission, MeasureWording
from practice.prompts.kinds import only
from practice.prompts.models import Prompt
from practice.prompts.services.sweeping import sweep
from practice.staff.roles import Role
from sessions.models import Booking, MeasureAsked, MeasureSchedule
from sessions.prompt_kinds.measures import MEASURE_DUE
from sessions.queries.measures_due import MEASURES, PARAMETERS, due_across, due_of_patient, newest_filled_days
from sessions.rules.measures_due import (
    Course,
    Pace,
    Said,
    Scheduled,
    Taking,
    VisitAhead,
    Way,
    due,
    is_asked,
    next_on,
    wanted_by_plan,
    wanted_by_schedule,
)
from sessions.services.scheduling_measures import as_rule, end_schedule, record_asking
from tests.builders import covers, make_patient, make_user, on_team
from tests.medications.builders import (
    NOW,
    TODAY,
    active_plan,
    acts,
    ago,
    check_in,
    colleague,
    fresh,
    next_step,
    plan_on_step,
    sign,
)
from tests.sessions.measure_builders import asked_for, comes_in, filled_in, is_for, planned, taken_back

LEAD = PARAMETERS["measure_lead_days"]
with_database = pytest.mark.django_db


def days(count):
    return timedelta(days=count)


# --- the rule --------------------------------------------------------------------------------------------------------


def scheduled(way=Way.ONCE, *, begins=0, agreed=0, weeks=None, kind=None):
    """Begins and was agreed so many days ago."""
    return Scheduled(
        way=way, begins_on=TODAY - days(begins), scheduled_on=TODAY - days(agreed), every_weeks=weeks, visit_type=kind
    )


def waits(schedule, filled=None, visits=()):
    """Since how many days; None where nothing waits."""
    newest = None if filled is None else TODAY - days(filled)
    ahead = [VisitAhead(on=TODAY + days(each), visit_type=1) for each in visits]
    found = due(wanted_by_schedule(schedule, newest=newest, visits=ahead, today=TODAY), newest)
    return (TODAY - min(each.due_on for each in found)).days if found else None


EVERY_FOUR = scheduled(Way.EVERY_WEEKS, begins=100, weeks=4)
BEFORE_VISITS = scheduled(Way.BEFORE_VISITS, begins=100)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (waits(scheduled(begins=-1)), None),
        (waits(scheduled(begins=0)), 0),
        (waits(scheduled(begins=5, agreed=9), filled=8), None),
        (waits(scheduled(begins=5, agreed=9), filled=9), 5),
        (waits(scheduled(begins=5, agreed=6), filled=7), 5),
        (waits(EVERY_FOUR), 100),
        (waits(EVERY_FOUR, filled=104), 100),
        (waits(EVERY_FOUR, filled=103), 75),
        (waits(EVERY_FOUR, filled=28), 0),
        (waits(EVERY_FOUR, filled=27), None),
        (waits(BEFORE_VISITS), None),
        (waits(BEFORE_VISITS, visits=[3]), None),
        (waits(BEFORE_VISITS, visits=[2]), -2),
        (waits(BEFORE_VISITS, filled=0, visits=[2]), None),
        (waits(BEFORE_VISITS, filled=1, visits=[2]), -2),
        (waits(BEFORE_VISITS, visits=[0]), 0),
        (waits(BEFORE_VISITS, visits=[-1]), None),
        (waits(scheduled(Way.BEFORE_VISITS, begins=100, kind=2), visits=[1]), None),
        (waits(scheduled(Way.BEFORE_VISITS, begins=-2), visits=[1, 2]), -2),
    ],
)
def test_when_a_schedule_asks(found, expected):
    assert found == expected


def test_the_next_time_counts_from_the_last():
    assert next_on(EVERY_FOUR, TODAY - days(10)) == TODAY + days(18)
    assert next_on(EVERY_FOUR, None) == EVERY_FOUR.begins_on


def course(taking=Taking.BY_ORDER, *, since=14, active=True, up=True, hold=14, before=True, reached=True):
    return Course(
        is_active=active,
        activated_on=TODAY - days(60),
        taking=taking,
        since=None if since is None else TODAY - days(since),
        was_taken_before=before,
        has_reached_a_step=reached,
        hold_days=hold,
        goes_up=up,
    )


NOTHING_YET = course(Taking.NOTHING, since=None, before=False, reached=False)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (NOTHING_YET, ("baseline", 60, 74)),
        (course(since=0, before=False), ("baseline", 60, 74)),
        (course(since=-1, before=True), None),
        (course(Taking.NOTHING, active=False), None),
        (course(since=14, hold=14), ("before-step", 0, LEAD + 3)),
        (course(since=14 - LEAD, hold=14), ("before-step", -LEAD, 3)),
        (course(since=14 - LEAD - 1, hold=14), None),
        (course(since=40, hold=14), ("before-step", 26, 26 + LEAD + 3)),
        (course(since=1, hold=2), ("before-step", -1, 1)),
        (course(since=14, hold=30), ("after-step", 0, 3)),
        (course(since=13, hold=30), None),
        (course(since=20, up=False), ("after-step", 6, 9)),
        (course(since=20, active=False), ("after-step", 6, 9)),
        (course(Taking.AS_FOUND, since=None, reached=False), ("before-step", 60, 60 + LEAD + 3)),
        (course(Taking.AS_FOUND, since=20, reached=False, up=False), None),
    ],
)
def test_what_the_course_of_a_plan_asks_for(where, expected):
    found = wanted_by_plan(where, Pace(), lead=LEAD, today=TODAY)

    told = found and (found.reason, (TODAY - found.due_on).days, (TODAY - found.counts_from).days)
    assert told == expected


def test_every_answer_to_being_asked_is_one():
    assert is_asked(None, None, TODAY)
    assert is_asked(Said.WILL_SEE, None, TODAY)
    assert is_asked(Said.NOT_NOW, TODAY, TODAY)
    assert not is_asked(Said.NOT_NOW, TODAY + days(1), TODAY)
    assert not is_asked(Said.NOT_AGAIN, None, TODAY)
    assert is_asked(Said.MAY_BE_ASKED, None, TODAY)


def test_a_plan_is_for_its_indication_and_the_words_of_its_purpose():
    assert words_of(purpose="Post-traumatic stress, nightmares.", indication="ptsd") == {
        "post",
        "traumatic",
        "stress",
        "nightmares",
        "ptsd",
    }


# --- SQL and the rule say the same -----------------------------------------------------------------------------------


@pytest.fixture
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def by_sql():
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT patient_id, measure, reason, due_on, plan_id, schedule_id FROM ({MEASURES}) AS found",  # noqa: S608
            {**PARAMETERS, "at": NOW},
        )
        return set(cursor.fetchall())


def by_rule():
    return {found for plan in TitrationPlan.objects.for_gate() for found in of_plan(plan)} | {
        found for schedule in MeasureSchedule.objects.running() for found in of_schedule(schedule)
    }


def still_waits(patient, measure, wanted, **ids):
    newest = newest_filled_days(patient, NOW).get(measure)
    answer = MeasureAsked.objects.newest_of(patient).filter(measure=measure).first()
    if answer and not is_asked(answer.said, answer.ask_again_on, TODAY):
        return
    for each in due(wanted, newest):
        yield patient, measure, each.reason, each.due_on, ids.get("plan"), ids.get("schedule")


def of_plan(plan):
    """What our orders say is in use, by the services that the gate asks, held against the rule."""
    if plan.status not in {"active", "on-hold"}:
        return
    facts = PlanFacts(plan=plan, at=NOW)
    ordered = any(order.direction != Direction.LATERAL for order in facts.orders)
    reached = plan.current_step.position if plan.current_step else 0
    next_one = next((step for step in plan.steps.all() if step.position == reached + 1), None)
    last = facts.reviews[0] if facts.reviews else None
    put_off = last and last.decision == Decision.ENOUGH and last.look_again_on and last.look_again_on > TODAY
    where = Course(
        is_active=plan.status == "active",
        activated_on=timezone.localdate(plan.activated_at),
        taking=Taking.NOTHING if facts.in_use.regimen.is_nothing else Taking.BY_ORDER if ordered else Taking.AS_FOUND,
        since=facts.in_use.since,
        was_taken_before=any(order.first_dose_on < TODAY for order in facts.orders),
        has_reached_a_step=plan.current_step is not None,
        hold_days=plan.current_step.hold_days if plan.current_step else 0,
        goes_up=bool(next_one and next_one.is_up and not put_off),
    )
    for measure in measures_of_plan(plan):
        wanted = wanted_by_plan(where, Pace(after_days=9, baseline_days=5), lead=LEAD, today=TODAY)
        if wanted:
            yield from still_waits(plan.patient_id, measure, [wanted], plan=plan.pk)


def of_schedule(schedule):
    newest = newest_filled_days(schedule.patient_id, NOW).get(schedule.measure)
    bookings = Booking.objects.filter(patient=schedule.patient_id, is_live=True).select_related("visit")
    visits = [
        VisitAhead(on=timezone.localdate(each.during.lower), visit_type=each.visit.visit_type_id) for each in bookings
    ]
    wanted = wanted_by_schedule(as_rule(schedule), newest=newest, visits=visits, today=TODAY)
    yield from still_waits(schedule.patient_id, schedule.measure, wanted, schedule=schedule.pk)


PURPOSES = ["trauma", "sleep, after trauma", "mood", "blood pressure"]


def somebody(chance, nurse):
    """Somebody with a plan, perhaps schedules and visits, and measures filled in at one time or another."""
    since = chance.choice([0, 1, 4, 5, 6, 8, 9, 10, 12, 30])
    patient = make_patient()
    code = chance.choice(["sertraline", "prazosin"])
    given = {"code": code, "amounts": (1, 2, 3), "patient": patient}
    plan = plan_on_step(chance.choice([1, 2, 3]), since=ago(days=since), **given) if since else active_plan(**given)
    is_for(plan, chance.choice(PURPOSES))
    if since == 0 and chance.random() < 0.5:
        order_ahead(plan, chance.choice([0, 1]))
    if chance.random() < 0.25:
        stop = chance.choice([pause_plan, hold_plan] if since else [hold_plan])
        stop(plan=fresh(plan), reason="x", by=plan.prescriber, at=NOW)
    elif since > 8 and chance.random() < 0.4:
        again = TODAY + days(chance.choice([1, 20]))
        sign(fresh(plan), decision=Decision.ENOUGH, to=None, look_again_on=again, at=NOW)
    if chance.random() < 0.3:
        agree_measures(plan=plan, measures=chance.choice([None, [], ["gad7", "pcl5"]]), because="x", by=nurse, at=NOW)
    for way in chance.sample(list(Way), chance.choice([0, 1, 2])):
        weeks = chance.choice([1, 4]) if way == Way.EVERY_WEEKS else None
        planned(patient, nurse, way=way, days_ago=chance.choice([-1, 0, 2, 20]), every_weeks=weeks)
    if chance.random() < 0.5:
        comes_in(patient, chance.choice([0, 1, 2, 3]))
    for measure in ("pcl5", "phq9", "gad7"):
        for _time in range(chance.choice([0, 0, 1, 2])):
            assessment = filled_in(patient, measure, days_ago=chance.choice([0, 1, 3, 4, 7, 8, 12, 30]))
            if chance.random() < 0.2:
                taken_back(assessment)
    if chance.random() < 0.2:
        said = chance.choice([Said.NOT_AGAIN, Said.NOT_NOW, Said.WILL_SEE])
        again = TODAY + days(3) if said == Said.NOT_NOW else None
        record_asking(patient=patient, measure="pcl5", said=said, ask_again_on=again, by=nurse, at=NOW)


def order_ahead(plan, ahead):
    """The first dose is ordered, for today or tomorrow."""
    check_in(plan, at=NOW)
    review, step = sign(fresh(plan), at=NOW), next_step(plan)
    first_dose_on = TODAY + days(ahead)
    order(fresh(plan), to=step, review=review, by=plan.prescriber, at=NOW, first_dose_on=first_dose_on)
    TitrationPlan.objects.filter(pk=plan.pk).update(current_step=step)


@with_database
@pytest.mark.usefixtures("_clock")
def test_the_database_finds_what_the_rule_finds():
    pace = {"after_days": 9, "baseline_days": 5}
    asked_for("trauma traumatic", "pcl5", **pace)
    asked_for("mood", "phq9", **pace)
    asked_for("anxiety", "gad7", is_active=False, **pace)
    chance = random.Random(11)  # noqa: S311 — the same people each time
    nurse = make_user(Role.NURSE)

    with only(MEASURE_DUE):
        for _person in range(18):
            somebody(chance, nurse)

    expected = by_rule()
    assert by_sql() == expected
    found = {reason for _patient, _measure, reason, *_rest in expected}
    assert found == {"baseline", "before-step", "after-step", "once", "every-weeks", "before-visits"}


# --- the work queue --------------------------------------------------------------------------------------------------


def asks(patient):
    """The open prompt about somebody, or None."""
    return Prompt.objects.open().filter(kind="measure-due", key=patient.pk).first()


@with_database
@pytest.mark.usefixtures("_clock")
def test_one_prompt_for_all_of_it_that_is_their_contacts_and_goes_when_they_are_filled_in():
    asked_for("trauma", "pcl5")
    plan = is_for(active_plan(at=ago(days=3)), "trauma")
    patient, nurse = plan.patient, colleague(plan.patient, Role.NURSE)
    schedule = planned(patient, nurse, measure="phq9")
    prompt = asks(patient)
    assert (prompt.owner, prompt.urgent, prompt.level) == (plan.prescriber, False, 0)
    assert prompt.link == f"/patients/{patient.pk}/measures/"

    told = MEASURE_DUE.subjects([patient.pk], nurse)[patient.pk]
    assert (told.who, told.why) == (patient.chosen_name, "A measure is due, when it suits them.")
    assert MEASURE_DUE.subjects([patient.pk], make_user(Role.NURSE)) == {}

    patient.care_team.filter(user=nurse).update(is_point_of_contact=True)
    sweep(at=NOW + days(30))
    assert (asks(patient).owner, asks(patient).level) == (nurse, 0)
    assert not asks(patient).deliveries.exists()

    record_asking(patient=patient, measure="pcl5", said=Said.NOT_AGAIN, by=nurse, at=NOW)
    assert asks(patient)
    end_schedule(schedule=schedule, because="They moved away.", by=nurse, at=NOW)
    assert asks(patient) is None
    record_asking(patient=patient, measure="pcl5", said=Said.MAY_BE_ASKED, by=nurse, at=NOW)
    assert asks(patient)
    filled_in(patient, "pcl5")
    sweep(at=NOW)
    assert asks(patient) is None


@with_database
@pytest.mark.usefixtures("_clock")
def test_a_measure_that_needs_a_permission_is_asked_with_it_alone():
    asked_for("sleep", "isi")
    plan = is_for(active_plan(at=ago(days=3)), "sleep")
    assert by_sql() == set()
    with pytest.raises(ValidationError, match="wording"):
        planned(plan.patient, plan.prescriber, measure="isi")

    by = {"measure": "isi", "recorded_by": plan.prescriber}
    MeasureWording.objects.create(number=1, title="ISI", digest="0", **by)
    MeasurePermission.objects.create(where="In the safe.", **by)

    assert {reason for _patient, _measure, reason, *_rest in by_sql()} == {"baseline"}
    MeasurePermission.objects.create(where="It ran out.", is_on_file=False, **by)
    assert by_sql() == set()


@with_database
@pytest.mark.usefixtures("_clock")
def test_a_merged_record_and_somebody_without_a_team_are_asked_by_nobody():
    nurse = make_user(Role.NURSE)
    alone, merged = make_patient(), make_patient()
    planned(alone, nurse)
    planned(merged, nurse)
    merged.merged_into = alone
    merged.save()

    sweep(at=NOW)

    assert not Prompt.objects.filter(kind="measure-due").exists()
    assert [row.measure for row in due_of_patient(alone.pk, at=NOW)] == ["pcl5"]
    assert due_of_patient(merged.pk, at=NOW) == []


@with_database
@pytest.mark.usefixtures("_clock")
def test_what_comes_back_by_itself_is_ended_before_a_record_is_merged():
    older, into, nurse = make_patient(), make_patient(), make_user(Role.NURSE)
    planned(older, nurse)
    assert objections(older, into) == []

    planned(older, nurse, way=Way.BEFORE_VISITS)

    assert ["comes back by itself" in sentence for sentence in objections(older, into)] == [True]


# --- the list --------------------------------------------------------------------------------------------------------


@with_database
@pytest.mark.usefixtures("_clock")
def test_the_list_is_whose_charts_one_may_open_and_mine_is_what_i_ask():
    nurse, other, lead, away = (make_user(role) for role in (Role.NURSE, Role.NURSE, Role.CLINICAL_LEAD, Role.NURSE))
    mine, theirs, strangers, covered = (make_patient() for _each in range(4))
    on_team(mine, nurse, is_point_of_contact=True)
    on_team(theirs, other, is_point_of_contact=True)
    on_team(theirs, nurse)
    on_team(strangers, other)
    on_team(covered, away)
    covers(nurse, away, starts_at=ago(days=1))
    for patient, days_ago in ((mine, 0), (theirs, 3), (strangers, 2), (covered, 1)):
        planned(patient, nurse, days_ago=days_ago)
    record_asking(patient=theirs, measure="pcl5", said=Said.WILL_SEE, by=nurse, at=NOW)

    def listed(user, **narrowed):
        return [row.patient_id for row in due_across(user, at=NOW, size=9, **narrowed)]

    assert listed(nurse) == [theirs.pk, covered.pk, mine.pk]
    assert listed(nurse, only_mine=True) == [covered.pk, mine.pk]
    assert listed(nurse, only_before_today=True) == [theirs.pk, covered.pk]
    assert listed(lead) == [theirs.pk, strangers.pk, covered.pk, mine.pk]
    assert listed(lead, only_mine=True) == []
    assert listed(make_user(Role.FRONT_DESK)) == []
    assert due_across(nurse, at=NOW, size=1)[0].times_asked == 1


# --- agreeing on it --------------------------------------------------------------------------------------------------


@with_database
@pytest.mark.usefixtures("_clock")
def test_a_schedule_runs_once_in_each_way_and_is_ended_for_a_reason():
    patient, nurse = make_patient(), make_user(Role.NURSE)
    first = planned(patient, nurse, way=Way.EVERY_WEEKS, every_weeks=4)

    with pytest.raises(ValidationError, match="already"):
        planned(patient, nurse, way=Way.EVERY_WEEKS, every_weeks=2)
    with pytest.raises(ValidationError, match="Say why"):
        end_schedule(schedule=first, because=" ", by=nurse, at=NOW)
    planned(patient, nurse, way=Way.BEFORE_VISITS)
    ended = end_schedule(schedule=first, because="Enough for now.", by=nurse, at=NOW)
    again = planned(patient, nurse, way=Way.EVERY_WEEKS, every_weeks=2)

    assert (ended.ended_by, ended.ended_because) == (nurse, "Enough for now.")
    assert again.pk != first.pk
    assert acts(patient) == ["measure.scheduled"] * 2 + ["measure.schedule_ended", "measure.scheduled"]


@with_database
@pytest.mark.usefixtures("_clock")
def test_one_for_a_single_day_makes_room_once_it_was_filled_in():
    patient, nurse = make_patient(), make_user(Role.NURSE)
    first = planned(patient, nurse, days_ago=9)
    with pytest.raises(ValidationError, match="already"):
        planned(patient, nurse)

    filled_in(patient, days_ago=2)
    planned(patient, nurse)

    first.refresh_from_db()
    assert first.ended_because == "filled-in"
    assert MeasureSchedule.objects.of_patient(patient.pk).running().count() == 1


@with_database
@pytest.mark.usefixtures("_clock")
@pytest.mark.parametrize(
    "wrong",
    [
        {"way": Way.EVERY_WEEKS},
        {"way": Way.EVERY_WEEKS, "every_weeks": 53},
        {"measure": "proqol5"},
        {"measure": "nothing"},
    ],
)
def test_a_schedule_says_how_often_and_of_which_measure(wrong):
    with pytest.raises(ValidationError):
        planned(make_patient(), make_user(Role.NURSE), **wrong)
    assert not MeasureSchedule.objects.exists()


@with_database
@pytest.mark.usefixtures("_clock")
def test_not_now_brings_a_later_day_and_no_other_answer_does():
    patient, nurse = make_patient(), make_user(Role.NURSE)
    with pytest.raises(ValidationError, match="later day"):
        record_asking(patient=patient, measure="pcl5", said=Said.NOT_NOW, ask_again_on=TODAY, by=nurse, at=NOW)
    with pytest.raises(ValidationError, match="day to ask again"):
        record_asking(patient=patient, measure="pcl5", said=Said.NOT_NOW, by=nurse, at=NOW)

    tomorrow = TODAY + days(1)
    record_asking(
        patient=patient,
        measure="pcl5",
        said=Said.NOT_NOW,
        ask_again_on=tomorrow,
        in_their_words="Later.",
        by=nurse,
        at=NOW,
    )

    kept = MeasureAsked.objects.newest_of(patient.pk).get()
    assert (kept.ask_again_on, kept.in_their_words, acts(patient)) == (tomorrow, "Later.", ["measure.asked"])


@with_database
@pytest.mark.usefixtures("_clock")
def test_the_front_desk_plans_no_measure_and_writes_down_no_answer():
    patient, desk = make_patient(), make_user(Role.FRONT_DESK)

    with pytest.raises(PermissionDenied):
        planned(patient, desk)
    with pytest.raises(PermissionDenied):
        record_asking(patient=patient, measure="pcl5", said=Said.WILL_SEE, by=desk, at=NOW)


@with_database
def test_the_database_keeps_schedules_and_answers_whole():
    patient, nurse = make_patient(), make_user(Role.NURSE)
    schedule = {"patient": patient, "measure": "pcl5", "begins_on": TODAY, "scheduled_at": NOW, "scheduled_by": nurse}
    answer = {"patient": patient, "measure": "pcl5", "asked_at": NOW, "asked_by": nurse}
    wrong = (
        lambda: MeasureSchedule.objects.create(**schedule, way="once", every_weeks=1),
        lambda: MeasureSchedule.objects.create(**schedule, way="every-weeks"),
        lambda: MeasureSchedule.objects.create(**schedule, way="now-and-then"),
        lambda: MeasureSchedule.objects.create(**schedule, way="once", ended_at=NOW, ended_by=nurse),
        lambda: MeasureSchedule.objects.create(**schedule, way="once", ended_because="x"),
        lambda: MeasureAsked.objects.create(**answer, said="perhaps"),
        lambda: MeasureAsked.objects.create(**answer, said="not-now"),
        lambda: MeasureAsked.objects.create(**answer, said="not-again", ask_again_on=TODAY),
    )
    for write_it in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            write_it()

    MeasureSchedule.objects.create(**schedule, way="once", ended_at=NOW, ended_by=nurse, ended_because="x")
    MeasureSchedule.objects.create(**schedule, way="once")
    MeasureAsked.objects.create(**answer, said="not-now", ask_again_on=TODAY)
