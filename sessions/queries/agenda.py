"""What the agenda of a meeting is made from: how things stand with the patients of those who are there."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from medications.models import Review, TitrationPlan
from medications.terms import Decision, PlanStatus
from patients.measures.definitions import measure_named
from patients.measures.scoring import change
from patients.models import Assessment, CareTeamMember, Consent, Patient
from practice.prompts.models import Prompt
from practice.staff.models import User
from sessions.models import Attendance, Booking, MeetingItem, TeamDecision
from sessions.rules.agenda import MISSED_AT_LEAST, MISSED_WITHIN, Reason

Found = Iterator[tuple[int, Reason]]


def patients_of(people: Collection[int], *, reader: User, at: datetime) -> dict[int, Patient]:
    """Whom these people treat now, as far as the reader may open their charts."""
    treated = CareTeamMember.objects.filter(user__in=people).current(at)
    theirs = Patient.objects.visible_to(reader).filter(merged_into=None, pk__in=treated.values("patient"))
    return theirs.in_bulk()


def reasons_to_speak(ids: Collection[int], *, at: datetime) -> Found:
    """Every reason that stands for these patients, in a constant number of questions."""
    today = timezone.localdate(at)
    yield from _of_prompts(ids)
    yield from _put_off(ids)
    yield from ((pk, Reason.DECISION_DUE) for pk in _ids(TeamDecision.objects.filter(patient__in=ids).due(today)))
    yield from _rising(ids)
    held = TitrationPlan.objects.filter(patient__in=ids, status__in=[PlanStatus.ON_HOLD, PlanStatus.PAUSED])
    yield from ((pk, Reason.PLAN_HELD) for pk in _ids(held))
    yield from ((pk, Reason.GATE_OPEN) for pk in _reviewed_and_not_made(ids, at))
    yield from _missed(ids, at)


def _of_prompts(ids: Collection[int]) -> Found:
    """What a sweep found to be due: the keys of its prompts are ids of these rows."""
    keys: dict[str, list[int]] = {"review-due": [], "consent-expiring": [], "risk-answer": []}
    for kind, key in Prompt.objects.filter(kind__in=keys, closed_at=None).values_list("kind", "key"):
        keys[kind].append(key)
    plans = TitrationPlan.objects.filter(patient__in=ids, pk__in=keys["review-due"])
    consents = Consent.objects.filter(patient__in=ids, pk__in=keys["consent-expiring"])
    answers = Assessment.objects.filter(patient__in=ids, pk__in=keys["risk-answer"])
    for rows, reason in (
        (plans, Reason.REVIEW_DUE),
        (consents, Reason.CONSENT_EXPIRING),
        (answers, Reason.RISK_ANSWER),
    ):
        yield from ((pk, reason) for pk in _ids(rows))


def _put_off(ids: Collection[int]) -> Found:
    """Put off in the meeting that spoke of them last."""
    newest = MeetingItem.objects.filter(patient__in=ids, meeting__closed_at__isnull=False)
    rows = newest.order_by("patient", "-meeting__held_at", "-pk").distinct("patient").values_list("patient", "state")
    yield from ((pk, Reason.PUT_OFF) for pk, state in rows if state == MeetingItem.State.PUT_OFF)


def _rising(ids: Collection[int]) -> Found:
    """The newest total of a measure is worse than the one before by more than chance, where that was published."""
    place = Window(
        RowNumber(),
        partition_by=[F("patient"), F("measure")],
        order_by=[F("filled_in_at").desc(), F("pk").desc()],
    )
    complete = Assessment.objects.filter(patient__in=ids).standing().complete().annotate(place=place)
    rows = complete.filter(place__lte=2).order_by("patient", "measure", "-place")
    totals: dict[tuple[int, str], list[Decimal]] = defaultdict(list)
    for pk, code, total in rows.values_list("patient", "measure", "total"):
        if total is not None:
            totals[pk, code].append(total)
    for (pk, code), known in totals.items():
        if len(known) == 2 and _is_worse(code, *known):
            yield pk, Reason.RISING_SCORE


def _is_worse(code: str, before: Decimal, after: Decimal) -> bool:
    found = change(measure_named(code), before, after)
    return found.direction == "worse" and bool(found.is_reliable)


def _reviewed_and_not_made(ids: Collection[int], at: datetime) -> list[int]:
    """A review that says proceed counts still, and no dose change has used it."""
    reviews = Review.objects.filter(plan__patient__in=ids, plan__status=PlanStatus.ACTIVE)
    current = reviews.filter(
        decision=Decision.PROCEED,
        valid_until__gt=at,
        read_version=F("plan__log_version") + F("plan__patient__chartversion__version"),
        dose_change=None,
    )
    return list(current.values_list("plan__patient", flat=True).distinct())


def _missed(ids: Collection[int], at: datetime) -> Found:
    missed = Booking.objects.filter(
        patient__in=ids, status=Attendance.DID_NOT_ATTEND, visit__starts_at__gt=at - MISSED_WITHIN
    )
    seen: dict[int, int] = {}
    for pk in missed.values_list("patient", flat=True):
        seen[pk] = seen.get(pk, 0) + 1
    yield from ((pk, Reason.MISSED_VISITS) for pk, times in seen.items() if times >= MISSED_AT_LEAST)


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by().values_list("patient", flat=True).distinct())
