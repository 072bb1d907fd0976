"""What a patient answers in one sitting, and the review that is signed on hearing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from medications.models import Medication, Review, TitrationPlan, TitrationStep
from medications.services.locking import expect_version, locked_plan
from medications.services.logging_effects import Report, log_check_in, log_report
from medications.services.reviewing import Verdict, sign_review
from medications.terms import Source
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the patient said when asked: a report, or, without one, that there is nothing to report."""

    source: Source
    happened_at: datetime
    report: Report | None = None
    asked_about: Sequence[str] = ()
    medication: Medication | None = None
    in_their_words: str = ""


@transaction.atomic
def answer_and_review(
    *,
    plan: TitrationPlan,
    to: TitrationStep | None,
    answer: Answer | None,
    verdict: Verdict,
    read_version: int,
    by: User,
    at: datetime,
) -> Review:
    """Log what was heard (None: it is in the log already), then sign for what was shown and heard: both or neither.

    Raises StaleVersion where something came in after `read_version`, and what logging and `sign_review` raise.
    """
    expect_version(locked_plan(plan.pk), read_version)
    if answer is not None:
        _log(answer, plan, by=by, at=at)
    heard = locked_plan(plan.pk)
    return sign_review(plan=heard, to=to, verdict=verdict, read_version=heard.version, by=by, at=at)


def _log(answer: Answer, plan: TitrationPlan, *, by: User, at: datetime) -> None:
    if answer.report is not None:
        log_report(
            patient=plan.patient,
            report=answer.report,
            source=answer.source,
            happened_at=answer.happened_at,
            by=by,
            at=at,
        )
        return
    log_check_in(
        patient=plan.patient,
        medication=answer.medication,
        asked_about=answer.asked_about,
        in_their_words=answer.in_their_words,
        source=answer.source,
        happened_at=answer.happened_at,
        by=by,
        at=at,
    )
