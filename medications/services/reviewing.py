"""Signing reviews: what a prescriber read, decided, and heard from the patient."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from medications.models import LogEntry, Review, TitrationPlan, TitrationStep
from medications.rules.gate import every_blocker
from medications.services.errors import Refused
from medications.services.locking import expect_version, locked_plan
from medications.services.logging_effects import ask_to_wait
from medications.services.measure_evidence import measure_evidence
from medications.services.permitting import require_prescriber_of_team
from medications.services.plan_facts import PlanFacts
from medications.services.prompting import refresh_prompts
from medications.services.proposing import proposed_from
from medications.terms import Decision, PatientView, PlanStatus, Source
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User

EVIDENCE_ENTRIES = 200
"""How many of the newest entries a review's evidence names at most."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the prescriber decided and what the patient thinks; both have room for words."""

    decision: Decision
    patient_view: PatientView
    reasons: str = ""
    in_their_words: str = ""
    look_again_on: date | None = None


@transaction.atomic
def sign_review(
    *,
    plan: TitrationPlan,
    to: TitrationStep | None,
    verdict: Verdict,
    read_version: int,
    by: User,
    at: datetime,
    confirms: Review | None = None,
) -> Review:
    """Sign a review of what was shown at `read_version`, for the step it would allow.

    A wait stated here also goes into the log. Raises NotPermitted unless `by` is a prescriber of the team (or its
    cover), StaleVersion where something new came in, Refused or ValidationError where the verdict is incomplete.
    """
    plan = locked_plan(plan.pk)
    require_prescriber_of_team(by, plan.patient_id, at)
    expect_version(plan, read_version)
    if plan.status == PlanStatus.CLOSED:
        raise Refused(_("This plan is closed."))
    if verdict.decision == Decision.ENOUGH and (
        verdict.look_again_on is None or verdict.look_again_on <= timezone.localdate(at)
    ):
        raise Refused(_("Say on which later day to look again."))
    if verdict.patient_view == PatientView.WANTS_TO_WAIT:
        _log_wait(plan, verdict, by=by, at=at)
        plan = TitrationPlan.objects.for_gate().get(pk=plan.pk)
    review = Review(
        plan=plan,
        to_step=to,
        decision=verdict.decision,
        reasons=verdict.reasons,
        patient_view=verdict.patient_view,
        in_their_words=verdict.in_their_words,
        look_again_on=verdict.look_again_on if verdict.decision == Decision.ENOUGH else None,
        read_version=plan.version,
        evidence=evidence(PlanFacts(plan=plan, at=at), to, by=by),
        confirms=confirms,
        signed_at=at,
        signed_by=by,
        valid_until=at + settings.REVIEW_VALID_FOR,
    )
    write(review)
    review.refresh_from_db()
    record("review.signed", review, by=by, at=at, patient_id=plan.patient_id, plan=plan.pk)
    refresh_prompts(plan.patient_id, at=at)
    return review


@transaction.atomic
def confirm_review(*, review: Review, read_version: int, by: User, at: datetime) -> Review:
    """After mild news: the review still stands. One signature writes a new review with the same verdict.

    Raises Refused where the news is not mild (`still_stands_is_enough`), and what `sign_review` raises.
    """
    plan = locked_plan(review.plan_id)
    if not still_stands_is_enough(review, plan, by=by, at=at):
        raise Refused(_("What is new needs a full review."))
    verdict = Verdict(
        decision=Decision(review.decision),
        patient_view=PatientView(review.patient_view),
        reasons=review.reasons,
        in_their_words=review.in_their_words,
        look_again_on=review.look_again_on,
    )
    return sign_review(
        plan=plan, to=review.to_step, verdict=verdict, read_version=read_version, by=by, at=at, confirms=review
    )


def news_since(review: Review, plan: TitrationPlan) -> list[LogEntry]:
    """Log entries that count for the plan and were recorded after the review, oldest first."""
    entries = LogEntry.objects.filter(patient=plan.patient_id, recorded_at__gt=review.recorded_at)
    return list(entries.counting_for(plan.medication_id).for_log().order_by("recorded_at", "id"))


def still_stands_is_enough(review: Review, plan: TitrationPlan, *, by: User, at: datetime) -> bool:
    """Whether only mild news came since a review to proceed: not severe, not red, no wait, no new blocker.

    News of the chart (a crisis contact, a pregnancy, another medicine) is not in the log and is read in full.
    """
    return is_mild(news_since(review, plan), review, PlanFacts(plan=plan, at=at), by=by)


def is_mild(news: Sequence[LogEntry], review: Review, facts: PlanFacts, *, by: User) -> bool:
    """The same, where the news (`news_since`) was read already."""
    if not may_still_stand(review, facts.plan) or any(_is_grave(entry) for entry in news):
        return False
    # The plan's own copy of the step, whose doses are read already.
    to = next(step for step in facts.plan.steps.all() if step.pk == review.to_step_id)
    return set(blocker_codes(facts, to, by=by)) <= set(review.evidence.get("blockers", []))


def may_still_stand(review: Review, plan: TitrationPlan) -> bool:
    """Whether it says proceed, no step was made on it yet, and nothing but the log brought news."""
    is_spent = hasattr(review, "dose_change")
    same_chart = review.evidence.get("chart_version") == chart_version(plan)
    return review.decision == Decision.PROCEED and review.to_step_id is not None and not is_spent and same_chart


def chart_version(plan: TitrationPlan) -> int:
    """The chart's part of a plan's version (read with `for_gate`)."""
    return plan.version - plan.log_version


def _is_grave(entry: LogEntry) -> bool:
    flag_class = getattr(entry, "flag_class", None)
    return entry.severity == "severe" or flag_class is not None or entry.kind.startswith("wait")


def blocker_codes(facts: PlanFacts, to: TitrationStep, *, by: User) -> list[str]:
    """What stands against a step apart from the review itself."""
    proposed = proposed_from(facts, to=to, by=by)
    return [b.code.value for b in every_blocker(proposed) if not b.code.startswith(("review-", "patient-not-asked"))]


def evidence(facts: PlanFacts, to: TitrationStep | None, *, by: User) -> dict[str, object]:
    """What was in view, as ids and codes: the entries on the dose in use, blockers and chart of that moment, and how
    measures changed since the dose began."""
    plan, in_use = facts.plan, facts.in_use
    entries = LogEntry.objects.filter(patient=plan.patient_id).counting_for(plan.medication_id)
    if in_use.since is not None:
        entries = entries.filter(happened_at__date__gte=in_use.since)
    ids = entries.order_by("-happened_at", "-id").values_list("pk", flat=True)[:EVIDENCE_ENTRIES]
    return {
        "entries": list(ids),
        "blockers": [] if to is None else blocker_codes(facts, to, by=by),
        "chart_version": chart_version(plan),
        "since": in_use.since.isoformat() if in_use.since else None,
        "measures": measure_evidence(plan, in_use.since),
    }


def _log_wait(plan: TitrationPlan, verdict: Verdict, *, by: User, at: datetime) -> None:
    ask_to_wait(
        patient=plan.patient,
        medication=plan.medication,
        source=Source.SESSION,
        in_their_words=verdict.in_their_words,
        happened_at=at,
        by=by,
        at=at,
    )
