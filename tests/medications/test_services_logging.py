"""The log: reports, check-ins, waits, corrections and resolutions; nothing is changed or deleted."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from medications.models import LogEntry
from medications.services.errors import NotPermitted, Refused
from medications.services.logging_effects import (
    Report,
    ask_to_wait,
    correct_entry,
    log_check_in,
    log_not_reached,
    log_report,
    resolve_entry,
    withdraw_wait,
)
from medications.terms import Bother, Course, Frequency, Resolution, Severity, Source
from practice.staff.roles import Role
from tests.builders import make_user
from tests.medications.builders import (
    DAY,
    HOUR,
    NOW,
    TODAY,
    active_plan,
    ago,
    all_codes,
    check_in,
    codes,
    colleague,
    effect,
    fresh,
    last_act,
    log,
    log_mild,
    log_red,
    log_severe,
    medication,
    no_longer_wait,
    nothing_is_written,
    plan_on_step,
    ready_plan,
    sign,
    wait,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return active_plan()


def mildly(term="Nausea") -> Report:
    return Report(effect=effect(term), severity=Severity.MILD)


# --- what is written --------------------------------------------------------------------------------------------


def test_a_report_keeps_all_that_was_said(plan):
    nurse = colleague(plan.patient, Role.NURSE)

    entry = log(
        plan,
        "Dizziness",
        severity=Severity.MODERATE,
        course=Course.WORSE,
        by=nurse,
        at=NOW,
        frequency=Frequency.MOST_DAYS,
        bother=Bother.A_LOT,
        onset_on=date(2026, 3, 1),
        in_their_words="Like a boat.",
        note="On standing up.",
    )

    entry.refresh_from_db()
    assert (entry.kind, entry.effect, entry.severity, entry.course) == (
        "report",
        effect("Dizziness"),
        "moderate",
        "worse",
    )
    assert (entry.frequency, entry.bother, entry.onset_on) == ("most-days", "a-lot", date(2026, 3, 1))
    assert (entry.in_their_words, entry.note, entry.medication) == ("Like a boat.", "On standing up.", plan.medication)
    assert (entry.happened_at, entry.recorded_by, entry.source) == (NOW, nurse, "patient")


def test_its_act_holds_no_word_of_it(plan):
    entry = log_mild(plan, in_their_words="Like a boat.")

    act = last_act()
    assert (act.verb, act.subject_id, act.patient_id, act.details) == ("log.report", entry.pk, plan.patient_id, {})


@pytest.mark.parametrize("role", [Role.PRESCRIBER, Role.NURSE, Role.THERAPIST, Role.CLINICAL_LEAD])
def test_any_clinical_role_logs(plan, role):
    assert log_mild(plan, by=make_user(role)).pk


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_nobody_else_does(plan, role):
    with nothing_is_written(), pytest.raises(NotPermitted):
        log_mild(plan, by=make_user(role))


def test_a_report_names_effect_severity_and_course(plan):
    with nothing_is_written(), pytest.raises(ValidationError):
        log(plan, "Nausea", course="")  # type: ignore[arg-type]


def test_nothing_is_logged_ahead_of_time(plan):
    with nothing_is_written(), pytest.raises(Refused, match="future"):
        log_check_in(
            patient=plan.patient,
            asked_about=[],
            source=Source.PHONE,
            happened_at=NOW + HOUR,
            by=plan.prescriber,
            at=NOW,
        )


def test_a_check_in_names_what_was_asked_about(plan):
    entry = check_in(plan)

    assert (entry.kind, entry.asked_about, last_act().verb) == ("check-in", ["Suicidal ideation"], "log.check-in")


def test_not_reached_is_recorded_and_answers_nothing():
    plan = plan_on_step(1)
    version = plan.version

    entry = log_not_reached(patient=plan.patient, happened_at=NOW, by=plan.prescriber, at=NOW, note="Voicemail.")

    assert (entry.kind, entry.note, last_act().verb) == ("not-reached", "Voicemail.", "log.not-reached")
    assert fresh(plan).version == version
    assert "log-empty" in codes(plan)


# --- what counts for which plan ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "severity", "blames", "counts"),
    [
        ("Nausea", "mild", None, True),
        ("Nausea", "mild", "lamotrigine", True),
        ("Nausea", "mild", "sertraline", False),
        ("Nausea", "severe", "sertraline", True),
        ("Rash", "mild", "sertraline", True),
        ("Suicidal ideation", "mild", "sertraline", True),
    ],
)
def test_what_counts_for_lamotrigine(term, severity, blames, counts):
    plan = active_plan(code="lamotrigine")
    before = plan.log_version

    log_report(
        patient=plan.patient,
        report=Report(
            effect=effect(term),
            severity=Severity(severity),
            medication=medication(blames) if blames else None,
        ),
        source=Source.PATIENT,
        happened_at=NOW,
        by=plan.prescriber,
        at=NOW,
    )

    assert fresh(plan).log_version == before + counts


def test_an_answer_about_another_medicine_is_none_about_this_one():
    plan = plan_on_step(1, code="lamotrigine")
    sertraline = active_plan(patient=plan.patient, prescriber=plan.prescriber)

    check_in(sertraline, at=ago(days=1))
    assert "log-empty" in codes(plan)

    check_in(sertraline, at=ago(hours=1), names_medication=False)
    assert "log-empty" not in codes(plan)


def test_an_answer_from_before_this_dose_is_none_about_it():
    plan = plan_on_step(1, since=ago(days=9))
    check_in(plan, at=ago(days=9, hours=1) - HOUR)
    assert "log-empty" in codes(plan)


# --- waits ------------------------------------------------------------------------------------------------------


def test_a_wait_holds_until_the_patient_takes_it_back():
    plan = ready_plan()

    wait(plan)
    assert last_act().verb == "log.wait-request"
    sign(plan, at=NOW + HOUR)
    assert codes(plan, at=NOW + HOUR) == ["patient-wants-to-wait"]

    no_longer_wait(plan, at=NOW + 2 * HOUR)
    assert last_act().verb == "log.wait-withdrawn"
    sign(plan, at=NOW + 3 * HOUR)
    assert codes(plan, at=NOW + 3 * HOUR) == []


def test_a_wait_is_not_taken_back_by_ticking_a_box(plan):
    wait(plan)

    with nothing_is_written(), pytest.raises(Refused, match="what the patient said"):
        withdraw_wait(
            patient=plan.patient,
            in_their_words=" ",
            source=Source.PHONE,
            happened_at=NOW,
            by=plan.prescriber,
            at=NOW,
        )


def test_a_wait_about_no_medicine_holds_all_and_words_about_one_open_that_one():
    plan = active_plan(code="lamotrigine")
    sertraline = active_plan(patient=plan.patient, prescriber=plan.prescriber)
    ask_to_wait(patient=plan.patient, source=Source.PHONE, happened_at=NOW, by=plan.prescriber, at=NOW)
    assert "patient-wants-to-wait" in codes(plan)
    assert "patient-wants-to-wait" in codes(sertraline)

    no_longer_wait(sertraline)

    assert "patient-wants-to-wait" in codes(plan)
    assert "patient-wants-to-wait" not in codes(sertraline)


def test_what_was_heard_later_counts_not_what_was_written_later():
    plan = active_plan()
    no_longer_wait(plan, at=NOW)

    ask_to_wait(
        patient=plan.patient,
        source=Source.PHONE,
        happened_at=ago(days=1),
        by=plan.prescriber,
        at=NOW,
    )

    assert "patient-wants-to-wait" not in codes(plan)


# --- corrections ------------------------------------------------------------------------------------------------


def test_a_correction_stands_in_for_the_entry_and_both_remain():
    plan = ready_plan()
    wrong = log_severe(plan)

    correction = correct_entry(entry=wrong, report=mildly(), note="Was mild.", by=plan.prescriber, at=NOW + HOUR)

    assert (correction.kind, correction.about, correction.happened_at) == ("correction", wrong, wrong.happened_at)
    assert (correction.severity, correction.note, last_act().verb) == ("mild", "Was mild.", "log.correction")
    assert LogEntry.objects.get(pk=wrong.pk).severity == "severe"
    assert "severe-effect-open" not in all_codes(plan)


def test_a_correction_may_make_it_worse():
    plan = ready_plan()
    mild = log_mild(plan)
    severe = Report(effect=effect("Nausea"), severity=Severity.SEVERE)

    correct_entry(entry=mild, report=severe, note="Could not work.", by=plan.prescriber, at=NOW)

    assert "severe-effect-open" in all_codes(plan)


def test_what_was_entered_by_mistake_is_taken_back_and_answers_nothing():
    plan = plan_on_step(1)
    wrong = check_in(plan, at=ago(days=1))
    assert "log-empty" not in codes(plan)

    correction = correct_entry(entry=wrong, report=None, note="Another patient.", by=plan.prescriber, at=NOW)

    assert correction.is_retraction
    assert "log-empty" in codes(plan)
    assert LogEntry.objects.filter(pk=wrong.pk).exists()


def test_a_correction_outdates_the_review():
    plan = plan_on_step(1)
    entry = log_mild(plan, at=ago(days=1))
    sign(plan)

    correct_entry(entry=entry, report=mildly("Headache"), note="Headache.", by=plan.prescriber, at=NOW)

    assert codes(plan) == ["review-outdated"]


def test_an_entry_is_corrected_once_its_correction_again(plan):
    entry = log_mild(plan)
    first = correct_entry(entry=entry, report=mildly(), note="x", by=plan.prescriber, at=NOW)
    with nothing_is_written(), pytest.raises(Refused, match="corrected already"):
        correct_entry(entry=entry, report=None, note="x", by=plan.prescriber, at=NOW)

    assert correct_entry(entry=first, report=None, note="x", by=plan.prescriber, at=NOW).about == first


def test_a_correction_says_what_was_wrong(plan):
    entry = log_mild(plan)

    with nothing_is_written(), pytest.raises(Refused, match="what was wrong"):
        correct_entry(entry=entry, report=mildly(), note=" ", by=plan.prescriber, at=NOW)


def test_only_reports_and_check_ins_are_corrected(plan):
    for entry in [wait(plan), no_longer_wait(plan)]:
        with nothing_is_written(), pytest.raises(Refused, match="Only reports and check-ins"):
            correct_entry(entry=entry, report=None, note="x", by=plan.prescriber, at=NOW)


@pytest.mark.parametrize(("report", "may"), [(log_mild, True), (log_severe, False), (log_red, False)])
def test_what_is_grave_is_corrected_by_a_prescriber(plan, report, may):
    entry, nurse = report(plan), colleague(plan.patient, Role.NURSE)

    if may:
        assert correct_entry(entry=entry, report=None, note="x", by=nurse, at=NOW).is_retraction
        return
    with nothing_is_written(), pytest.raises(NotPermitted):
        correct_entry(entry=entry, report=None, note="x", by=nurse, at=NOW)


# --- resolutions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("resolution", [Resolution.ENDED, Resolution.OTHER_CAUSE])
@pytest.mark.parametrize(("report", "code"), [(log_severe, "severe-effect-open"), (log_red, "red-flag-open")])
def test_a_prescriber_resolves_with_a_reason(report, code, resolution):
    plan = ready_plan()
    entry = report(plan)
    assert code in all_codes(plan)

    written = resolve_entry(entry=entry, resolution=resolution, reason="Seen.", by=plan.prescriber, at=NOW + HOUR)

    assert (written.kind, written.about, written.note) == ("resolution", entry, "Seen.")
    assert (written.happened_at, written.source, last_act().verb) == (NOW + HOUR, "staff", "log.resolution")
    assert code not in all_codes(plan)
    assert "review-outdated" in codes(plan)


def test_long_standing_needs_two_different_prescribers():
    plan = ready_plan()
    entry, second = log_severe(plan), colleague(plan.patient)

    for by, is_open in [(plan.prescriber, True), (plan.prescriber, True), (second, False)]:
        resolve_entry(entry=entry, resolution=Resolution.LONG_STANDING, reason="For years.", by=by, at=NOW)
        assert ("severe-effect-open" in all_codes(plan)) is is_open


@pytest.mark.parametrize(
    ("term", "refused"), [("Rash", True), ("Serotonin syndrome", True), ("Angioedema", True), ("Seizure", False)]
)
def test_what_must_have_ended_is_never_long_standing(plan, term, refused):
    entry = log_red(plan, term=term)

    if refused:
        with nothing_is_written(), pytest.raises(Refused, match="ended or another cause"):
            resolve_entry(entry=entry, resolution=Resolution.LONG_STANDING, reason="x", by=plan.prescriber, at=NOW)
    resolve_entry(
        entry=entry,
        resolution=Resolution.OTHER_CAUSE if refused else Resolution.LONG_STANDING,
        reason="x",
        by=plan.prescriber,
        at=NOW,
    )


def test_a_nurse_resolves_nothing(plan):
    entry = log_mild(plan)

    with nothing_is_written(), pytest.raises(NotPermitted):
        resolve_entry(
            entry=entry, resolution=Resolution.ENDED, reason="x", by=colleague(plan.patient, Role.NURSE), at=NOW
        )


def test_a_resolution_has_a_reason_and_is_about_a_report(plan):
    report, asked = log_severe(plan), check_in(plan)
    with nothing_is_written(), pytest.raises(Refused, match="why"):
        resolve_entry(entry=report, resolution=Resolution.ENDED, reason=" ", by=plan.prescriber, at=NOW)
    with nothing_is_written(), pytest.raises(Refused, match="Only reports"):
        resolve_entry(entry=asked, resolution=Resolution.ENDED, reason="x", by=plan.prescriber, at=NOW)


def test_a_corrected_entry_is_resolved_by_its_correction(plan):
    entry = log_severe(plan)
    worse = Report(effect=effect("Vomiting"), severity=Severity.SEVERE)
    correction = correct_entry(entry=entry, report=worse, note="x", by=plan.prescriber, at=NOW)
    with nothing_is_written(), pytest.raises(Refused, match="open the correction"):
        resolve_entry(entry=entry, resolution=Resolution.ENDED, reason="x", by=plan.prescriber, at=NOW)

    resolve_entry(entry=correction, resolution=Resolution.ENDED, reason="x", by=plan.prescriber, at=NOW)

    assert "severe-effect-open" not in all_codes(plan)


def test_a_later_nothing_to_report_resolves_nothing():
    plan = ready_plan()
    log_red(plan)
    log_severe(plan)

    check_in(plan, at=NOW + DAY)

    assert {"red-flag-open", "severe-effect-open"} <= set(all_codes(plan, at=NOW + DAY))


@pytest.mark.parametrize(("course", "is_open"), [(Course.NEW, True), (Course.WORSE, True), (Course.AS_BEFORE, False)])
def test_severe_as_before_the_first_dose_is_no_effect_of_it(course, is_open):
    plan = ready_plan()

    log_severe(plan, course=course)

    assert ("severe-effect-open" in all_codes(plan)) is is_open


def test_a_rash_blamed_on_sertraline_closes_lamotrigine():
    plan = ready_plan(code="lamotrigine")

    log(plan, "Rash", blames=medication("sertraline"))
    sign(plan)

    assert codes(plan) == ["red-flag-open"]


def test_dates_are_the_practices():
    plan = plan_on_step(1)
    entry = log_mild(plan, at=NOW, onset_on=TODAY)

    assert (entry.onset_on, entry.happened_at) == (TODAY, NOW)
