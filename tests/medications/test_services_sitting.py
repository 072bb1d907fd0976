"""An answer and the review of it in one act: both are written, or neither."""

import pytest

from medications.models import LogEntry, Review
from medications.services.answering_and_reviewing import Answer, answer_and_review
from medications.services.errors import NotPermitted, Refused, StaleVersion
from medications.services.logging_effects import Report
from medications.services.reviewing import Verdict
from medications.terms import Decision, PatientView, Severity, Source
from practice.staff.roles import Role
from tests.medications.builders import (
    NOW,
    acts,
    ago,
    codes,
    colleague,
    effect,
    fresh,
    log_mild,
    next_step,
    nothing_is_written,
    plan_on_step,
)
from tests.medications.reading import term

pytestmark = pytest.mark.django_db

AGREED = {"decision": Decision.PROCEED, "patient_view": PatientView.AGREES}
NOTHING = Answer(source=Source.PATIENT, happened_at=NOW, asked_about=["Mania"], in_their_words="All is well.")


@pytest.fixture
def plan():
    return plan_on_step(1)


def headache(severity=Severity.MILD) -> Answer:
    return Answer(
        source=Source.PHONE, happened_at=ago(hours=2), report=Report(effect=effect("Headache"), severity=severity)
    )


def sit(plan, answer, *, by=None, read_version=None, verdict=None) -> Review:
    return answer_and_review(
        plan=plan,
        to=next_step(plan),
        answer=answer,
        verdict=Verdict(**(verdict or AGREED)),
        read_version=plan.version if read_version is None else read_version,
        by=by or plan.prescriber,
        at=NOW,
    )


def newest() -> LogEntry:
    return LogEntry.objects.latest("pk")


def test_nothing_to_report_is_logged_and_the_gate_opens(plan):
    review = sit(plan, NOTHING)

    assert (newest().kind, newest().asked_about, newest().in_their_words) == ("check-in", ["Mania"], "All is well.")
    assert review.read_version == fresh(plan).version
    assert codes(plan) == []
    assert acts(plan.patient)[-2:] == ["log.check-in", "review.signed"]


def test_a_report_is_logged_and_the_review_has_read_it(plan):
    review = sit(plan, headache(Severity.SEVERE))

    assert (term(newest()), newest().source, newest().happened_at) == ("Headache", "phone", ago(hours=2))
    assert newest().pk in review.evidence["entries"]
    assert codes(plan) == ["severe-effect-open"]


def test_what_is_in_the_log_already_is_not_logged_again(plan):
    log_mild(plan, at=ago(hours=1))
    entries = LogEntry.objects.count()

    sit(fresh(plan), None)

    assert LogEntry.objects.count() == entries
    assert codes(plan) == []


def test_news_after_the_page_was_shown_leaves_both_unwritten(plan):
    log_mild(plan, at=ago(hours=1))

    with nothing_is_written(), pytest.raises(StaleVersion):
        sit(plan, NOTHING, read_version=plan.version)


def test_a_verdict_that_cannot_be_signed_takes_the_answer_with_it(plan):
    with nothing_is_written(), pytest.raises(Refused):
        sit(plan, headache(), verdict={**AGREED, "decision": Decision.ENOUGH})


def test_who_may_log_and_not_review_writes_neither(plan):
    with nothing_is_written(), pytest.raises(NotPermitted):
        sit(plan, NOTHING, by=colleague(plan.patient, Role.NURSE))
