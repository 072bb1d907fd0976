"""Logging what a patient says: quickly, without losing what was typed, and without deleting anything."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from medications.models import LogEntry
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team
from tests.medications.builders import (
    NOW,
    ago,
    check_in,
    colleague,
    effect,
    log_mild,
    log_red,
    log_severe,
    plan_on_step,
    wait,
)
from tests.medications.reading import term, text_of

pytestmark = pytest.mark.django_db
REPORT = {"report-effect": "nausea", "report-severity": "mild", "report-course": "new", "report-source": "phone"}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan():
    return plan_on_step(1)


@pytest.fixture
def nurse(client, plan):
    user = colleague(plan.patient, Role.NURSE)
    client.force_login(user)
    return user


def send(client, plan, name, typed):
    return client.post(reverse(name, args=[plan.patient_id]), typed)


def newest() -> LogEntry:
    return LogEntry.objects.latest("pk")


def test_four_answers_make_a_report(client, plan, nurse):
    answer = send(client, plan, "log_report", {**REPORT, "report-medication": plan.medication_id})

    assert answer.status_code == 302
    entry = newest()
    assert (entry.kind, term(entry), entry.severity, entry.source) == ("report", "Nausea", "mild", "phone")
    assert (entry.medication, entry.recorded_by) == (plan.medication, nurse)


def test_a_report_may_blame_nothing(client, plan, nurse):
    send(client, plan, "log_report", REPORT)

    assert newest().medication is None


def test_a_word_that_is_not_in_the_list_is_answered_beside_it_and_nothing_is_lost(client, plan, nurse):
    entries = LogEntry.objects.count()
    typed = {**REPORT, "report-effect": "wobbly", "report-in_their_words": "Like on a boat."}

    answer = send(client, plan, "log_report", typed)

    assert answer.status_code == 422
    assert "This word is not in the list." in text_of(answer)
    assert 'value="wobbly"' in text_of(answer)
    assert "Like on a boat." in text_of(answer)
    assert LogEntry.objects.count() == entries


def test_what_is_common_on_the_medication_is_offered_first(client, plan, nurse):
    page = client.get(reverse("log", args=[plan.patient_id]))

    common = set(plan.medication.common_effects.values_list("effect__term", flat=True))
    assert common
    assert set(page.context["effects"][: len(common)]) == common


def test_nothing_to_report_is_one_click_and_names_what_was_asked_about(client, plan, nurse):
    form = client.get(reverse("log", args=[plan.patient_id])).context["forms"]["check_in"]
    one_click = {"check_in-asked_about": form["asked_about"].initial, "check_in-source": form["source"].initial}

    answer = send(client, plan, "log_check_in", one_click)

    assert answer.status_code == 302
    assert newest().kind == "check-in"
    assert "Suicidal ideation" in newest().asked_about


def test_a_flag_that_was_not_asked_about_is_unticked(client, plan, nurse):
    send(client, plan, "log_check_in", {"check_in-asked_about": ["Mania"], "check_in-source": "patient"})

    assert newest().asked_about == ["Mania"]


def test_what_was_said_earlier_is_logged_with_its_own_moment(client, plan, nurse):
    send(client, plan, "log_report", {**REPORT, "report-happened_at": "2026-03-19T15:30"})

    assert newest().happened_at == datetime(2026, 3, 19, 15, 30, tzinfo=UTC)


def test_nobody_says_something_tomorrow(client, plan, nurse):
    answer = send(client, plan, "log_report", {**REPORT, "report-happened_at": "2026-03-21T15:30"})

    assert answer.status_code == 409
    assert "This lies in the future." in text_of(answer)


def test_a_try_is_logged(client, plan, nurse):
    send(client, plan, "log_not_reached", {"not_reached-note": "No answer."})

    assert (newest().kind, newest().note) == ("not-reached", "No answer.")


def test_a_wish_to_wait_is_logged_and_taken_back_only_in_their_words(client, plan, nurse):
    send(client, plan, "ask_to_wait", {"wait-source": "phone", "wait-in_their_words": "Not before the move."})
    assert "would like to wait" in text_of(client.get(reverse("log", args=[plan.patient_id])))

    refused = send(client, plan, "withdraw_wait", {"wait_withdrawn-source": "phone"})
    assert refused.status_code == 422
    assert newest().kind == "wait-request"

    said = {"wait_withdrawn-source": "phone", "wait_withdrawn-in_their_words": "We have moved."}
    assert send(client, plan, "withdraw_wait", said).status_code == 302
    assert newest().kind == "wait-withdrawn"


def test_the_same_form_sent_twice_logs_once(client, plan, nurse):
    once = client.get(reverse("log", args=[plan.patient_id])).context["once"]
    entries = LogEntry.objects.count()

    for _ in range(2):
        assert send(client, plan, "log_report", {**REPORT, "once": once}).status_code == 302

    assert LogEntry.objects.count() == entries + 1


def test_a_form_that_was_refused_can_be_sent_again(client, plan, nurse):
    once = client.get(reverse("log", args=[plan.patient_id])).context["once"]
    send(client, plan, "log_report", {**REPORT, "report-effect": "wobbly", "once": once})

    assert send(client, plan, "log_report", {**REPORT, "once": once}).status_code == 302


def test_a_correction_starts_from_the_entry_and_leaves_it_standing(client, plan, nurse):
    entry = log_mild(plan, at=ago(hours=1), in_their_words="Queasy.")
    url = reverse("correct_entry", args=[entry.pk])
    assert 'value="Nausea"' in text_of(client.get(url))

    answer = client.post(
        url, {"effect": "Nausea", "severity": "moderate", "course": "new", "note": "It was worse than I wrote."}
    )

    assert answer.status_code == 302
    assert (newest().kind, newest().about, newest().severity) == ("correction", entry, "moderate")
    assert "corrected" in text_of(client.get(answer.url))


def test_an_entry_made_by_mistake_is_taken_back_with_a_reason(client, plan, nurse):
    entry = log_mild(plan, at=ago(hours=1))

    client.post(reverse("correct_entry", args=[entry.pk]), {"is_retraction": "on", "note": "Another patient."})

    assert newest().is_retraction


def test_an_entry_is_corrected_once(client, plan, nurse):
    entry = log_mild(plan, at=ago(hours=1))
    url = reverse("correct_entry", args=[entry.pk])
    client.post(url, {"is_retraction": "on", "note": "Another patient."})

    answer = client.post(url, {"is_retraction": "on", "note": "Once more."})

    assert answer.status_code == 409
    assert "Once more." in text_of(answer)


def test_a_prescriber_resolves_a_red_flag_with_a_reason(client, plan):
    entry = log_red(plan, at=ago(hours=1))
    client.force_login(plan.prescriber)
    url = reverse("resolve_entry", args=[entry.pk])

    assert client.post(url, {"resolution": "ended"}).status_code == 422
    assert client.post(url, {"resolution": "ended", "reason": "Asked twice, a week apart."}).status_code == 302
    assert newest().resolution == "ended"


def test_a_rash_is_never_long_standing(client, plan):
    entry = log_red(plan, term="Rash", at=ago(hours=1))
    client.force_login(plan.prescriber)
    url = reverse("resolve_entry", args=[entry.pk])

    answer = client.post(url, {"resolution": "long-standing", "reason": "Always had it."})

    assert 'value="long-standing"' not in text_of(client.get(url))
    assert answer.status_code == 422
    assert "only when it has ended or another cause was found" in text_of(answer)
    assert "Always had it." in text_of(answer)
    assert newest() == entry


def test_what_one_prescriber_called_long_standing_waits_for_a_second(client, plan):
    entry = log_red(plan, at=ago(hours=1))
    url, log_page = reverse("resolve_entry", args=[entry.pk]), reverse("log", args=[plan.patient_id])
    typed = {"resolution": "long-standing", "reason": "Since her teens."}
    client.force_login(plan.prescriber)
    assert "closed by two prescribers" in text_of(client.get(url))
    client.post(url, typed)

    client.force_login(colleague(plan.patient))
    log_text, page = text_of(client.get(log_page)), text_of(client.get(url))
    assert "long-standing, says one prescriber" in log_text
    assert f'href="{url}"' in log_text
    assert f"{plan.prescriber.display_name} said that it is long-standing." in page
    assert "a second prescriber has to agree" in page

    assert client.post(url, typed).status_code == 302
    assert f'href="{url}"' not in text_of(client.get(log_page))


def test_only_what_is_red_or_severe_needs_resolving(client, plan):
    mild, severe, red = (log_this(plan, at=ago(hours=1)) for log_this in (log_mild, log_severe, log_red))
    client.force_login(plan.prescriber)

    page = text_of(client.get(reverse("log", args=[plan.patient_id])))

    offered = [reverse("resolve_entry", args=[entry.pk]) in page for entry in (mild, severe, red)]
    assert offered == [False, True, True]


def test_only_a_prescriber_resolves(client, plan, nurse):
    entry = log_red(plan, at=ago(hours=1))

    assert client.get(reverse("resolve_entry", args=[entry.pk])).status_code == 403
    assert reverse("resolve_entry", args=[entry.pk]) not in text_of(client.get(reverse("log", args=[plan.patient_id])))


@pytest.mark.parametrize("name", ["log", "new_plan", "observed_dose"])
def test_for_an_outsider_there_is_no_such_person(client, plan, name):
    client.force_login(make_user(Role.PRESCRIBER))

    assert client.get(reverse(name, args=[plan.patient_id])).status_code == 404


@pytest.mark.parametrize("name", ["correct_entry", "resolve_entry"])
def test_for_an_outsider_there_is_no_such_entry(client, plan, name):
    entry = log_mild(plan, at=ago(hours=1))
    client.force_login(make_user(Role.PRESCRIBER))

    assert client.get(reverse(name, args=[entry.pk])).status_code == 404


def test_the_front_desk_never_sees_the_log(client, plan):
    client.force_login(make_user(Role.FRONT_DESK))

    assert client.get(reverse("log", args=[plan.patient_id])).status_code == 404


def test_somebody_without_a_plan_has_a_log_too(client):
    nurse = make_user(Role.NURSE)
    patient = make_patient()
    on_team(patient, nurse)
    effect("Nausea")
    client.force_login(nurse)

    answer = client.post(reverse("log_report", args=[patient.pk]), REPORT)

    assert answer.status_code == 302
    assert newest().patient == patient


def test_thirty_entries_cost_no_more_questions_than_three(client, plan, nurse, django_assert_max_num_queries):
    def some(how_many: int, since_days: int) -> None:
        for hours in range(how_many):
            entry = log_mild(plan, at=ago(days=since_days, hours=hours))
            client.post(reverse("correct_entry", args=[entry.pk]), {"is_retraction": "on", "note": "Mistake."})
            check_in(plan, at=ago(days=since_days, hours=hours))
        wait(plan, at=ago(days=since_days))

    url = reverse("log", args=[plan.patient_id])
    some(1, since_days=1)
    client.get(url)
    with django_assert_max_num_queries(60) as asked:
        client.get(url)
    few = len(asked)
    some(10, since_days=2)

    with django_assert_max_num_queries(few):
        client.get(url)
