"""The one medication view of a patient: each medicine in its group, allergies on top, ninety days; at one cost."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from medications.models import LogEntry, Medication
from medications.rules.regimen import Dose, Regimen
from medications.services.holding import hold_plan, pause_plan, stop_plan
from medications.services.logging_effects import Report, correct_entry, log_report
from medications.services.planning import close_plan
from medications.services.recording_elsewhere import (
    change_other_medication,
    record_missed_doses,
    record_observed_dose,
    record_other_medication,
)
from medications.terms import Severity, Source
from medications.views.medication_view import medications_context, window_until
from patients.services.recording_health import record_allergy, record_no_known_allergies, withdraw_allergy
from practice.staff.roles import Role
from tests.builders import make_patient, make_user, on_team
from tests.medications.builders import (
    NOW,
    TODAY,
    acts,
    ago,
    check_in,
    colleague,
    day,
    drafted,
    effect,
    log,
    log_mild,
    log_severe,
    medication,
    plan_on_step,
    sign,
)
from tests.medications.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def patient():
    return make_patient()


@pytest.fixture
def prescriber(client, patient):
    user = colleague(patient)
    client.force_login(user)
    return user


def address(patient, query: str = "") -> str:
    return reverse("medications", args=[patient.pk]) + query


def opened(client, patient, query: str = "") -> str:
    answer = client.get(address(patient, query))
    assert answer.status_code == 200
    return text_of(answer)


def group(page: str, title: str) -> str:
    """One section of the page, by the id of its heading."""
    start = page.index(f'<h2 id="{title}-title">')
    return page[start : page.index("</section>", start)]


def told(client, patient, query: str = "") -> list[tuple[date, str, str]]:
    """The lines of the table in words."""
    grid = client.get(address(patient, query)).context["grid"]
    return [(line.on, line.name, line.words) for line in grid.told]


def found_in_use(patient, code: str, by, *, days_ago: int, since: date | None = None):
    return record_observed_dose(
        patient=patient,
        medication=medication(code),
        regimen=Regimen(doses=(Dose(amount_mg=Decimal(100)),)),
        source="a hospital",
        observed_at=ago(days=days_ago),
        taken_since=since,
        by=by,
        at=ago(days=days_ago),
    )


# --- In groups ----------------------------------------------------------------------------------------------


def test_an_active_plan_is_a_line_that_opens_to_its_steps_and_leads_to_its_page(client, patient, prescriber):
    plan = plan_on_step(2, since=ago(days=3), patient=patient, prescriber=prescriber)

    active = group(opened(client, patient), "active")

    assert "<strong>Sertraline</strong>, 50 mg each morning, step 2 of 4, day 4 of 7, review due Tuesday" in active
    assert "10 March 2026 to 17 March 2026" in active
    assert "since 17 March 2026" in active
    assert [f'<span class="tag">{state}</span>' in active for state in ("done", "now", "planned")] == [True] * 3
    assert reverse("plan", args=[plan.pk]) in active
    assert "<details" in active
    assert " open" not in active.partition("<details")[2].partition(">")[0]


def test_the_next_step_that_has_come_due_awaits_its_review_until_somebody_has_read_the_log(client, patient, prescriber):
    plan = plan_on_step(1, since=ago(days=7), patient=patient, prescriber=prescriber)
    assert '<span class="tag">awaiting review</span>' in group(opened(client, patient), "active")

    check_in(plan, at=ago(hours=2))
    sign(plan, at=ago(hours=1))

    assert "awaiting review" not in group(opened(client, patient), "active")


def test_a_step_that_only_goes_down_awaits_no_review(client, patient, prescriber):
    plan_on_step(2, since=ago(days=8), amounts=(25, 50, 25), patient=patient, prescriber=prescriber)

    assert "awaiting review" not in opened(client, patient)


def test_what_is_held_or_paused_says_why_without_being_opened(client, patient, prescriber):
    held = plan_on_step(1, patient=patient, prescriber=prescriber)
    paused = plan_on_step(1, code="prazosin", since=ago(days=40), patient=patient, prescriber=prescriber)
    hold_plan(plan=held, reason="She is moving house.", by=prescriber, at=ago(days=2))
    pause_plan(plan=paused, reason="An operation.", by=prescriber, at=ago(days=1))

    on_hold = group(opened(client, patient), "held")

    assert f"On hold since 18 March, by {prescriber.display_name}: She is moving house." in on_hold
    assert f"Paused since 19 March, by {prescriber.display_name}: An operation." in on_hold
    assert '<span class="tag">held</span>' in on_hold


def test_a_plan_that_is_over_says_how_high_it_went_from_when_until_when_and_why_it_was_closed(
    client, patient, prescriber
):
    plan = plan_on_step(2, since=ago(days=40), patient=patient, prescriber=prescriber)
    stop_plan(plan=plan, reason="It did not suit them.", by=prescriber, at=ago(days=20))
    never = drafted(code="prazosin", patient=patient, prescriber=prescriber)
    close_plan(plan=never, reason="They would rather not.", by=prescriber, at=ago(days=20))

    past = group(opened(client, patient), "past")

    assert "<strong>Sertraline</strong>, up to 50 mg each morning, 1 February to 28 February 2026" in past
    assert "<strong>Prazosin</strong>, nothing was taken" in past
    assert past.index("</summary>") < past.index("Closed: It did not suit them.")


def test_a_closed_plan_whose_dose_goes_on_is_not_past(client, patient, prescriber):
    plan = plan_on_step(2, since=ago(days=40), patient=patient, prescriber=prescriber)
    close_plan(plan=plan, reason="This dose is enough.", by=prescriber, at=ago(days=1))

    page = opened(client, patient)

    assert "50 mg each morning goes on; the plan was closed yesterday" in group(page, "active")
    assert "past-title" not in page


def test_drafts_stand_apart_and_are_offered_to_no_one_as_taken(client, patient, prescriber):
    drafted(patient=patient, prescriber=prescriber)

    page = opened(client, patient)

    assert "draft, 4 steps" in group(page, "drafts")
    assert "No plan is active." in group(page, "active")


def test_from_elsewhere_are_what_others_prescribe_and_doses_found_that_we_never_ordered(client, patient, prescriber):
    record_other_medication(patient=patient, name="Ibuprofen", dose="400 mg at night", by=prescriber, at=NOW)
    record_other_medication(patient=patient, name="Codeine", stopped_on=day(9), by=prescriber, at=NOW)
    found_in_use(patient, "quetiapine", prescriber, days_ago=5, since=day(30))
    found_in_use(patient, "sertraline", prescriber, days_ago=50, since=day(80))
    plan_on_step(1, patient=patient, prescriber=prescriber)

    elsewhere = group(opened(client, patient), "elsewhere")

    assert "<strong>Ibuprofen</strong>, 400 mg at night" in elsewhere
    assert "<strong>Quetiapine</strong>, 100 mg a day, since 18 February 2026" in elsewhere
    assert "found in use on 15 March 2026, a hospital" in elsewhere
    assert elsewhere.index("Stopped</summary>") < elsewhere.index("Codeine")
    assert "Sertraline" not in elsewhere


def test_what_we_stopped_and_somebody_takes_again_is_from_elsewhere(client, patient, prescriber):
    plan = plan_on_step(1, since=ago(days=40), patient=patient, prescriber=prescriber)
    stop_plan(plan=plan, reason="Enough.", by=prescriber, at=ago(days=20))
    found_in_use(patient, "sertraline", prescriber, days_ago=2)

    assert "Sertraline" in group(opened(client, patient), "elsewhere")


# --- Allergies ----------------------------------------------------------------------------------------------


def test_allergies_come_first_with_what_happened(client, patient, prescriber):
    told = {"patient": patient, "source": "patient", "by": prescriber, "at": NOW}
    record_allergy(name="Amoxicillin", kind="intolerance", reaction="sick", **told)
    record_allergy(name="Penicillin", kind="hypersensitivity", reaction="hives as a child", **told)
    record_allergy(name="Latex", kind="hypersensitivity", **told)

    page = opened(client, patient)
    allergies = group(page, "allergies")

    assert "<strong>Penicillin</strong>: hives as a child" in allergies
    assert "<strong>Latex</strong>: what happened was not told" in allergies
    assert allergies.index("Latex") < allergies.index("Penicillin") < allergies.index("Amoxicillin")
    assert page.index("allergies-title") < page.index("active-title")
    assert reverse("chart_health", args=[patient.pk]) + "#allergies" in allergies


def test_that_nobody_asked_is_not_that_there_are_none(client, patient, prescriber):
    assert "Nobody has asked about allergies yet." in group(opened(client, patient), "allergies")

    record_no_known_allergies(patient=patient, source="patient", by=prescriber, at=NOW)

    assert "No known allergies, asked on" in group(opened(client, patient), "allergies")


def test_an_allergy_taken_back_is_neither(client, patient, prescriber):
    told = {"source": "patient", "by": prescriber, "at": NOW}
    allergy = record_allergy(patient=patient, name="Penicillin", kind="hypersensitivity", **told)
    withdraw_allergy(allergy=allergy, because="Tested.", **told)

    assert "What was recorded was taken back." in group(opened(client, patient), "allergies")


# --- Day by day ----------------------------------------------------------------------------------------------


def test_the_table_tells_changes_reports_and_missed_days_by_date(client, patient, prescriber):
    plan = plan_on_step(2, since=ago(days=6), patient=patient, prescriber=prescriber)
    log_severe(plan, at=ago(days=4))
    record_missed_doses(
        plan=plan, missed_days=3, missed_in_a_row=2, source=Source.PHONE, asked_at=ago(days=1), by=prescriber, at=NOW
    )

    assert told(client, patient) == [
        (day(13), "Sertraline", "start with 25 mg each morning"),
        (day(6), "Sertraline", "from 25 mg to 50 mg each morning"),
        (day(4), "Sertraline", "Headache, severe, new"),
        (day(1), "Sertraline", "asked on this dose: 3 days missed, 2 of them in a row"),
    ]


def test_a_report_reads_as_it_was_corrected_and_what_was_taken_back_is_gone(client, patient, prescriber):
    plan = plan_on_step(1, since=ago(days=100), patient=patient, prescriber=prescriber)
    wrong = log_mild(plan, at=ago(days=4))
    mistake = log_mild(plan, at=ago(days=3))
    right = Report(effect=effect("Fatigue"), severity=Severity.MODERATE, medication=plan.medication)
    correct_entry(entry=wrong, report=right, note="Misheard.", by=prescriber, at=NOW)
    correct_entry(entry=mistake, report=None, note="Somebody else.", by=prescriber, at=NOW)

    lines = told(client, patient)

    assert [words for _on, _name, words in lines] == ["taken from before: 25 mg each morning", "Fatigue, moderate, new"]
    assert LogEntry.objects.count() > len(lines)


def test_each_report_stands_with_the_medicine_it_blames(client, patient, prescriber):
    plan = plan_on_step(1, since=ago(days=100), patient=patient, prescriber=prescriber)
    tramadol = record_other_medication(
        patient=patient, name="Tramadol", medication=medication("tramadol"), started_on=day(30), by=prescriber, at=NOW
    )
    change_other_medication(other=tramadol, changed_on=day(9), by=prescriber, at=NOW)
    for days, blames in [(5, "sertraline"), (4, "tramadol"), (3, "prazosin")]:
        log(plan, "Nausea", at=ago(days=days), blames=medication(blames))
    report = Report(effect=effect("Nausea"), severity=Severity.MILD)
    log_report(patient=patient, report=report, source=Source.PHONE, happened_at=ago(days=2), by=prescriber, at=NOW)

    assert [(on, name) for on, name, words in told(client, patient) if "Nausea" in words] == [
        (day(5), "Sertraline"),
        (day(4), "Tramadol (from elsewhere)"),
        (day(3), "Prazosin"),
        (day(2), "Not blamed on any medicine"),
    ]
    assert [words for _on, name, words in told(client, patient) if "Tramadol" in name] == [
        "started",
        "raised",
        "Nausea, mild, new",
    ]


def test_what_else_was_found_or_stopped_is_drawn_too(client, patient, prescriber):
    found_in_use(patient, "quetiapine", prescriber, days_ago=10, since=day(20))
    record_other_medication(patient=patient, name="Ibuprofen", stopped_on=day(9), by=prescriber, at=NOW)

    assert told(client, patient) == [
        (day(89), "Ibuprofen (from elsewhere)", "taken, since when is not known: dose not told"),
        (day(20), "Quetiapine", "found in use: 100 mg a day (a hospital)"),
        (day(9), "Ibuprofen (from elsewhere)", "stopped"),
    ]


def test_earlier_pages_back_by_ninety_days_and_later_comes_back(client, patient, prescriber):
    plan = plan_on_step(1, since=ago(days=120), patient=patient, prescriber=prescriber)
    log_mild(plan, at=ago(days=91))
    now = opened(client, patient)
    assert f"?until={day(90)}#days" in now
    assert "Later</a>" not in now

    before = opened(client, patient, f"?until={day(90)}")

    assert f"?until={TODAY}#days" in before
    assert f"?until={day(180)}#days" in before
    assert "22 September 2025 to 20 December 2025" in before
    assert [on for on, _name, _words in told(client, patient, f"?until={day(90)}")] == [day(120), day(91)]


@pytest.mark.parametrize("typed", ["", "soon", "2026-02-30", "2027-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_of_the_past_is_today(typed):
    assert window_until(typed, TODAY).last == TODAY


def test_nothing_at_all_is_said_in_one_sentence(client, patient, prescriber):
    assert "Nothing was taken, reported or asked in these days" in group(opened(client, patient), "days")


# --- Who may, and at what cost ------------------------------------------------------------------------------


def test_for_an_outsider_there_is_no_such_person(client, patient):
    client.force_login(make_user(Role.PRESCRIBER))

    assert client.get(address(patient)).status_code == 404


def test_nothing_of_another_patient_is_shown(client, patient, prescriber):
    plan = plan_on_step(1)
    log_mild(plan, at=ago(days=1))

    assert told(client, patient) == []


def test_a_nurse_reads_it_and_is_not_offered_a_plan(client, patient):
    nurse = make_user(Role.NURSE)
    on_team(patient, nurse)
    client.force_login(nurse)

    assert reverse("new_plan", args=[patient.pk]) not in opened(client, patient)


def test_opening_it_alone_is_an_opening_of_the_chart(client, patient, prescriber):
    opened(client, patient)
    opened(client, patient)

    assert acts(patient) == ["chart.viewed"]


def test_the_chart_leads_there_twice(client, patient, prescriber):
    page = text_of(client.get(reverse("chart", args=[patient.pk])))

    assert page.count(f'href="{address(patient)}"') == 2
    assert "All medications</a>" in page
    assert 'aria-current="page">Medications</a>' in opened(client, patient)


def some_of_everything(patient, prescriber, codes: list[str], *, weeks_ago: int) -> None:
    for number, code in enumerate(codes):
        plan = plan_on_step(
            2, code=code, patient=patient, prescriber=prescriber, since=ago(days=7 * weeks_ago - 14 * number)
        )
        for days in range(4):
            log(plan, "Nausea", at=ago(days=days, hours=number))
        record_missed_doses(
            plan=plan, missed_days=1, missed_in_a_row=1, source=Source.PHONE, asked_at=NOW, by=prescriber, at=NOW
        )
        other = Medication.objects.exclude(code__in=codes).order_by("-pk")[number]
        record_other_medication(patient=patient, name=code, medication=other, by=prescriber, at=NOW)
        found_in_use(patient, other.code, prescriber, days_ago=1)
        hold_plan(plan=plan, reason="Moving house.", by=prescriber, at=NOW)
        record_allergy(patient=patient, name=f"To {code}", kind="intolerance", source="patient", by=prescriber, at=NOW)


def test_six_plans_with_many_entries_cost_no_more_questions_than_three(
    client, patient, prescriber, django_assert_max_num_queries
):
    url = address(patient)
    some_of_everything(patient, prescriber, ["sertraline", "prazosin", "lamotrigine"], weeks_ago=20)
    client.get(url)
    with django_assert_max_num_queries(60) as asked:
        client.get(url)
    few = len(asked)
    some_of_everything(patient, prescriber, ["venlafaxine_xr", "quetiapine", "propranolol"], weeks_ago=10)

    with django_assert_max_num_queries(few):
        client.get(url)


def test_it_asks_eleven_questions_of_its_own(client, patient, prescriber, django_assert_num_queries):
    some_of_everything(patient, prescriber, ["sertraline", "prazosin", "lamotrigine"], weeks_ago=20)

    with django_assert_num_queries(11):
        medications_context(patient, user=prescriber, at=NOW, window=window_until("", TODAY))
