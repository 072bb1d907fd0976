"""What a team speaks about, from how things stand. Pure: facts in, an agenda out, the most pressing first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

MISSED_WITHIN = timedelta(days=60)
MISSED_AT_LEAST = 2
CONSENT_WITHIN = timedelta(days=30)


class Reason(models.TextChoices):
    """Why somebody is on the agenda, in the order in which it presses."""

    RISK_ANSWER = "risk-answer", _("an answer that nobody has looked at yet")
    PUT_OFF = "put-off", _("put off from an earlier meeting")
    DECISION_DUE = "decision-due", _("something decided before has come due")
    RISING_SCORE = "rising-score", _("a measure got worse by more than chance")
    PLAN_HELD = "plan-held", _("a plan is on hold or paused")
    REVIEW_DUE = "review-due", _("a step waits for its review")
    GATE_OPEN = "gate-open", _("a step is reviewed and not made yet")
    MISSED_VISITS = "missed-visits", _("did not attend twice or more in two months")
    CONSENT_EXPIRING = "consent-expiring", _("a consent runs out")


PRESSING = {reason: place for place, reason in enumerate(Reason)}


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """One patient, and every reason to speak about them."""

    patient_id: int
    reasons: tuple[Reason, ...]


def agenda_from(found: Iterable[tuple[int, Reason]]) -> list[Suggested]:
    """Each patient once, with all reasons; the one with the most pressing reason first, then the one with more."""
    reasons: dict[int, set[Reason]] = defaultdict(set)
    for patient_id, reason in found:
        reasons[patient_id].add(reason)
    suggested = [
        Suggested(patient_id=patient_id, reasons=tuple(sorted(known, key=PRESSING.__getitem__)))
        for patient_id, known in reasons.items()
    ]
    return sorted(suggested, key=lambda one: (PRESSING[one.reasons[0]], -len(one.reasons), one.patient_id))
