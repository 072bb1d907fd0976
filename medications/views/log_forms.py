"""The forms of the log page, and what each does once it is filled in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import QueryDict

from medications.forms.log import CheckInForm, NotReachedForm, ReportForm, WaitForm, WaitWithdrawnForm
from medications.models import Medication
from medications.services.logging_effects import (
    Report,
    ask_to_wait,
    log_check_in,
    log_not_reached,
    log_report,
    withdraw_wait,
)
from medications.terms import Bother, Course, Frequency, Severity, Source
from patients.models import Patient
from practice.staff.models import User

Answers = dict[str, Any]


def forms_of(
    medications: list[Medication], flags: list[str], *, sent: str = "", data: QueryDict | None = None
) -> Mapping[str, Form]:
    """Every form of the page by its name; the one that was sent is bound, so that nothing typed is lost."""
    named = [(medication.pk, medication.name) for medication in medications]

    def typed(name: str) -> dict[str, Any]:
        return {"data": data if name == sent else None, "prefix": name}

    return {
        "report": ReportForm(medications=named, **typed("report")),
        "check_in": CheckInForm(medications=named, flags=flags, **typed("check_in")),
        "not_reached": NotReachedForm(**typed("not_reached")),
        "wait": WaitForm(medications=named, **typed("wait")),
        "wait_withdrawn": WaitWithdrawnForm(medications=named, **typed("wait_withdrawn")),
    }


def report_from(answers: Answers, medications: list[Medication]) -> Report:
    """What a report form says, as the services take it."""
    return Report(
        effect=answers["effect"],
        severity=Severity(answers["severity"]),
        course=Course(answers["course"]),
        frequency=Frequency(answers["frequency"]) if answers["frequency"] else None,
        bother=Bother(answers["bother"]) if answers["bother"] else None,
        onset_on=answers["onset_on"],
        in_their_words=answers["in_their_words"],
        medication=named(answers, medications),
    )


def named(answers: Answers, medications: list[Medication]) -> Medication | None:
    return next((one for one in medications if one.pk == answers.get("medication")), None)


def write(
    sent: str, answers: Answers, medications: list[Medication], *, patient: Patient, by: User, at: datetime
) -> object:
    """Put what was sent into the log."""
    when: dict[str, Any] = {"patient": patient, "happened_at": answers.get("happened_at") or at, "by": by, "at": at}
    if sent == "not_reached":
        return log_not_reached(note=answers["note"], **when)
    when["source"] = Source(answers["source"])
    if sent == "report":
        return log_report(report=report_from(answers, medications), **when)
    about = {"medication": named(answers, medications), "in_their_words": answers["in_their_words"], **when}
    if sent == "check_in":
        return log_check_in(asked_about=answers["asked_about"], **about)
    return ask_to_wait(**about) if sent == "wait" else withdraw_wait(**about)
