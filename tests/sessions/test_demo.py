"""The demo practice: it loads, it loads once, and every patient is the situation that the guide promises.

It is loaded once for the whole module, into a database of the module's own.
"""

import json
import re
from datetime import datetime, time, timedelta
from io import StringIO

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.utils import timezone

from medications.models import DoseChange, LogEntry, TitrationPlan
from medications.rules.gate import blockers
from medications.services.proposing import proposed_step
from medications.services.reviewing import news_since, still_stands_is_enough
from medications.terms import Direction, EntryKind, PlanStatus
from patients.models import CareTeamMember, Patient
from practice.audit.models import Act
from practice.prompts.models import Delivery, Level, Prompt
from practice.staff.models import User
from practice.staff.roles import Role
from sessions.demo.load import DemoRefused, load_demo
from sessions.demo.people import accounts
from sessions.demo.reading import read
from tests import databases

pytestmark = pytest.mark.usefixtures("demo_practice")


@pytest.fixture(scope="module")
def demo_practice(database_template, django_db_blocker):
    """A copy of the empty database, with the demo practice in it as of now."""
    with (
        django_db_blocker.unblock(),
        databases.copy_of(database_template) as name,
        databases.repointed(name),
    ):
        load_demo(at=timezone.now())
        yield


@pytest.fixture
def now():
    return timezone.now()


def somebody(key):
    return User.objects.get(email=read("staff")[key]["email"])


def patient(key):
    return Patient.objects.get(record_number=read("patients")[key]["record_number"])


def plan_of(key):
    return TitrationPlan.objects.for_gate().get(patient=patient(key))


def next_step(plan):
    reached = plan.current_step.position if plan.current_step else 0
    return next(step for step in plan.steps.all() if step.position == reached + 1)


def gate_codes(key, *, at, by="prescriber"):
    plan = plan_of(key)
    proposed = proposed_step(plan=plan, to=next_step(plan), by=somebody(by), at=at)
    return [blocker.code for blocker in blockers(proposed)]


def open_prompts(key):
    """The kinds of the open prompts whose link leads to this patient's plan."""
    link = f"/medications/plans/{plan_of(key).pk}/"
    return {prompt.kind: prompt for prompt in Prompt.objects.open().filter(link__startswith=link)}


GATES = {
    "maya": ["review-missing"],
    "tomas": ["review-missing"],
    "ruth": ["review-outdated"],
    "kit": ["review-missing", "red-flag-open"],
    "samuel": ["review-missing", "patient-wants-to-wait"],
    "noor": ["review-missing", "log-empty", "hold-time-left"],
    "esther": ["review-missing", "plan-not-active"],
    "dell": ["severe-effect-open"],
    "priya": ["review-missing"],
    "gus": ["another-change-recent"],
    "wren": ["review-outdated", "review-not-proceed"],
    "ines": [],
}


@pytest.mark.parametrize(("key", "codes"), GATES.items())
def test_the_gate_stands_as_the_situation_says(key, codes, now):
    assert gate_codes(key, at=now) == codes


def test_the_next_step_is_up_for_all_but_the_one_who_tapers(now):
    prescriber = somebody("prescriber")
    directions = {
        key: proposed_step(plan=plan_of(key), to=next_step(plan_of(key)), by=prescriber, at=now).direction
        for key in ("maya", "ines")
    }

    assert directions == {"maya": Direction.UP, "ines": Direction.DOWN}


def test_the_prescriber_finds_the_due_review_in_the_queue(now):
    prompt = open_prompts("maya")["review-due"]

    assert prompt in Prompt.objects.for_queue(somebody("prescriber"), at=now)
    assert not prompt.urgent
    assert prompt.level == Level.OWNER


def test_the_overdue_review_has_reached_cover_and_lead(now):
    prompt = open_prompts("tomas")["review-due"]
    told = Delivery.objects.filter(prompt=prompt).values_list("to__email", flat=True)

    assert prompt.level == Level.LEAD
    assert prompt.due_at < now - timedelta(days=2)
    assert prompt in Prompt.objects.for_queue(somebody("lead"), at=now)
    assert prompt in Prompt.objects.for_queue(somebody("second_prescriber"), at=now)
    assert {somebody("lead").email, somebody("second_prescriber").email} <= set(told)


def test_after_the_mild_report_one_signature_is_enough(now):
    plan = plan_of("ruth")
    review = plan.reviews.get(dose_change=None)

    assert [entry.severity for entry in news_since(review, plan)] == ["mild"]
    assert still_stands_is_enough(review, plan, by=somebody("prescriber"), at=now)
    assert "review-due" in open_prompts("ruth")


def test_the_rash_and_the_wait_are_urgent_at_once():
    assert open_prompts("kit")["red-flag"].urgent
    assert open_prompts("samuel")["wants-to-wait"].urgent


def test_the_cosign_is_asked_of_the_second_prescriber():
    assert open_prompts("dell")["cosign-asked"].owner == somebody("second_prescriber")


def test_the_stopped_plan_is_closed_and_leads_to_nothing():
    plan = plan_of("bram")

    assert plan.status == PlanStatus.CLOSED
    assert [change.regimen for change in plan.dose_changes.order_by("-id")[:1]] == [None]


def test_the_taper_went_down_without_a_review():
    falls = plan_of("ines").dose_changes.filter(direction=Direction.DOWN)

    assert falls.count() == 2
    assert set(falls.values_list("review", flat=True)) == {None}


def test_a_hold_says_who_and_why():
    hold = plan_of("esther").holds.get(lifted_at=None)

    assert hold.held_by == somebody("nurse")
    assert hold.reason


def test_what_was_taken_on_arrival_was_carried_over():
    change = plan_of("priya").dose_changes.get()

    assert change.direction == Direction.LATERAL
    assert patient("priya").observed_doses.get().taken_since < change.first_dose_on


@pytest.mark.parametrize("key", ["wren", "noor", "esther"])
def test_nobody_is_asked_for_a_review_before_it_is_time(key):
    assert "review-due" not in open_prompts(key)


def test_another_prescribers_patient_is_seen_by_that_one_alone():
    anouk = patient("anouk")

    assert anouk not in Patient.objects.visible_to(somebody("prescriber"))
    assert anouk in Patient.objects.visible_to(somebody("second_prescriber"))


def test_the_second_prescriber_is_cleared_for_their_own_review(now):
    assert gate_codes("anouk", at=now, by="second_prescriber") == ["review-missing"]


def test_the_log_holds_every_kind_of_entry_and_the_patients_own_words():
    assert set(LogEntry.objects.values_list("kind", flat=True)) == set(EntryKind)
    spoken = LogEntry.objects.exclude(effect__term="Suicidal ideation")  # that one came from a measure
    assert not spoken.filter(kind__in=["report", "check-in", "wait-request"], in_their_words="").exists()


def in_care():
    """Everybody but those who ask for help these days."""
    return Patient.objects.filter(intakes=None)


def test_every_patient_has_a_team_and_one_point_of_contact():
    for person in in_care():
        assert person.care_team.filter(is_point_of_contact=True).count() == 1
        assert person.care_team.filter(role=Role.PRESCRIBER).exists()


def test_the_patients_differ():
    people = in_care()

    assert 12 <= people.count() <= 16
    assert len({person.pronouns for person in people}) >= 4
    assert len({person.language for person in people}) >= 4
    assert {person.sensitivity for person in people} == set(Patient.Sensitivity)


def test_no_identifier_looks_real():
    assert all(re.fullmatch(r"DEMO-\d\d", person.record_number) for person in in_care())
    for person in Patient.objects.all():
        assert re.fullmatch(r"555-01\d\d", person.phone)
    for email in User.objects.values_list("email", flat=True):
        assert email.endswith("@demo.example")


def test_nothing_that_was_told_lies_in_the_future(now):
    assert not LogEntry.objects.filter(happened_at__gt=now).exists()
    assert not DoseChange.objects.filter(made_at__gt=now).exists()


def test_there_is_one_sign_in_per_role_and_the_second_prescriber_comes_last():
    roles = [account["role"] for account in accounts()]

    assert set(roles) == set(Role.values)
    assert roles[-1] == Role.PRESCRIBER
    assert len(roles) == len(Role) + 1


@pytest.mark.parametrize("account", accounts(), ids=lambda account: account["email"])
def test_every_sign_in_works_and_its_password_is_one_that_a_person_could_choose(account):
    user = User.objects.get(email=account["email"])

    validate_password(account["password"], user)
    assert user.check_password(account["password"])
    assert user.roles() == {Role(account["role"])}
    assert user.is_staff == (account["role"] == Role.ADMINISTRATOR)


def test_a_second_load_changes_nothing_and_prints_the_same():
    counted = [Patient, User, LogEntry, DoseChange, Prompt, Delivery, Act, CareTeamMember]
    before = [model._default_manager.count() for model in counted]

    printed = StringIO()
    call_command("load_demo", "--json", stdout=printed)

    assert [model._default_manager.count() for model in counted] == before
    assert json.loads(printed.getvalue()) == accounts()


def test_data_of_an_earlier_day_is_left_alone():
    tomorrow = timezone.now() + timedelta(days=1)

    assert load_demo(at=tomorrow) is False


def test_without_json_it_speaks_to_a_person():
    printed = StringIO()
    call_command("load_demo", stdout=printed)

    assert "was here already" in printed.getvalue()
    assert "prescriber@demo.example" in printed.getvalue()


def test_it_refuses_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="not loaded in production"):
        call_command("load_demo", stdout=StringIO())


def test_it_refuses_where_other_people_are_in_care(monkeypatch):
    monkeypatch.setattr("sessions.demo.load.accounts", lambda: [])

    with pytest.raises(DemoRefused, match="one of its own"):
        load_demo(at=timezone.now())


@pytest.mark.slow
@pytest.mark.parametrize("time_of_day", [time(0, 5), time(23, 55)], ids=str)
def test_it_may_be_loaded_at_any_time_of_day(time_of_day, database_template):
    yesterday = timezone.localdate() - timedelta(days=1)
    at = timezone.make_aware(datetime.combine(yesterday, time_of_day))

    with databases.copy_of(database_template) as name, databases.repointed(name):
        load_demo(at=at)
        found = {key: gate_codes(key, at=at) for key in GATES}

    assert found == GATES
