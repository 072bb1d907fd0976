"""Gathers from the database everything that the gate weighs about one proposed change of dose."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from medications.models import (
    Acknowledgement,
    DoseChange,
    LogEntry,
    MissedDoses,
    ObservedDose,
    OtherMedication,
    Review,
    TitrationPlan,
    TitrationStep,
    TreatmentConsent,
)
from medications.queries import REPORTING_KINDS
from medications.rules import regimen as rules
from medications.rules.blockers import BlockerCode
from medications.rules.gate import OTHER_CHANGE_DAYS
from medications.rules.proposed import (
    RETURN_DAYS,
    CoSignFacts,
    DoseInUse,
    OpenEffect,
    OtherChange,
    Person,
    ProposedStep,
    ReviewFacts,
)
from medications.services.permitting import is_on_team, person
from medications.terms import Course, Decision, Direction, EntryKind, FlagClass, PatientView, PlanStatus, Severity
from practice.staff.models import User
from practice.staff.roles import Permission


def proposed_step(
    *,
    plan: TitrationPlan,
    to: TitrationStep | None,
    by: User,
    at: datetime,
    review: ReviewFacts | None = None,
) -> ProposedStep:
    """The gate's facts for moving a plan (read with `for_gate`) to one of its steps, or to nothing (`to=None`).

    `review` stands in for the stored one where a signature was refused and the answer should say so.
    """
    changes = orders_of(plan)
    in_use, on = dose_in_use(plan, changes), timezone.localdate(at)
    stored = None if to is None else latest_review(plan, to)
    return ProposedStep(
        at=at,
        today=on,
        actor=person(by, plan.patient_id, at),
        to=rules.NOTHING if to is None else to.regimen.as_rule(),
        in_use=in_use,
        recent=recent_regimens(changes, on),
        is_sedating=plan.medication.is_sedating,
        plan_status=PlanStatus(plan.status),
        to_position=0 if to is None else to.position,
        highest_allowed=highest_allowed(plan, changes, in_use),
        version=plan.version,
        review=review or (review_facts(stored, plan.patient_id) if stored else None),
        cosigns=cosigns_of(stored, plan.patient_id),
        wants_to_wait=wants_to_wait(plan),
        newest_answer_on=newest_answer_on(plan, in_use),
        open_flags=open_flags(plan),
        open_severe=open_severe(plan),
        missed_days=missed_days(plan, in_use),
        adherence_floor=plan.adherence_floor,
        other_changes=other_changes(plan, on),
        has_consent=TreatmentConsent.objects.filter(
            patient=plan.patient_id, medication=plan.medication_id, withdrawn_at=None
        ).exists(),
    )


def orders_of(plan: TitrationPlan) -> list[DoseChange]:
    """Our orders of this medication for this person, across all plans, newest first."""
    return list(DoseChange.objects.of(plan.patient_id, plan.medication_id).with_doses())


def order_regimen(change: DoseChange) -> rules.Regimen:
    return change.regimen.as_rule() if change.regimen else rules.NOTHING


def dose_in_use(plan: TitrationPlan, changes: list[DoseChange]) -> DoseInUse:
    """By our last order; before any order, by what was first found in use. Lateral changes keep the clock."""
    if not changes:
        return first_observed(plan)
    latest = changes[0]
    if latest.regimen is None or latest.step is None:
        return DoseInUse()
    since = latest.first_dose_on
    for change in changes:
        since = change.first_dose_on
        if change.direction != Direction.LATERAL:
            break
    else:
        since = first_observed(plan).since or since
    return DoseInUse(regimen=order_regimen(latest), since=since, hold_days=latest.step.hold_days)


def first_observed(plan: TitrationPlan) -> DoseInUse:
    """The first dose ever found in use, if there was one: where a plan may begin without a first dose.

    It was taken before we knew of it, so its clock starts when the patient says, or not at all.
    """
    seen = (
        ObservedDose.objects.filter(patient=plan.patient_id, medication=plan.medication_id)
        .select_related("regimen")
        .prefetch_related("regimen__doses")
        .order_by("id")
        .first()
    )
    if seen is None:
        return DoseInUse()
    return DoseInUse(regimen=seen.regimen.as_rule(), since=seen.taken_since)


def recent_regimens(changes: list[DoseChange], today: date) -> tuple[rules.Regimen, ...]:
    """What was taken at some time within the last `RETURN_DAYS` days by our orders, newest first."""
    recent, until = [], today
    for change in changes:
        if (today - until).days > RETURN_DAYS:
            break
        recent.append(order_regimen(change))
        until = change.first_dose_on
    return tuple(recent)


def highest_allowed(plan: TitrationPlan, changes: list[DoseChange], in_use: DoseInUse) -> int:
    """The highest position that a step up may lead to: the next one, or after a pause the one before it."""
    reached = next((c.step.position for c in changes if c.plan_id == plan.pk and c.step is not None), 0)
    return reached if reached and in_use.regimen.is_nothing else reached + 1


def latest_review(plan: TitrationPlan, to: TitrationStep) -> Review | None:
    """The review that speaks about this step: the newest of all if it does not proceed, else the step's newest.

    A review that a step was made on is spent.
    """
    unspent = Review.objects.for_gate().filter(plan=plan, dose_change=None).order_by("-id")
    newest = unspent.first()
    if newest is None or newest.decision != Decision.PROCEED or newest.to_step_id == to.pk:
        return newest
    return unspent.filter(to_step=to).first()


def review_facts(review: Review, patient_id: int) -> ReviewFacts:
    return ReviewFacts(
        decision=Decision(review.decision),
        patient_view=PatientView(review.patient_view),
        signed_at=review.signed_at,
        valid_until=review.valid_until,
        read_version=review.read_version,
        signer=Person(
            id=review.signed_by_id,
            may_prescribe=review.signed_by.may(Permission.PRESCRIBE),
            on_team=is_on_team(review.signed_by, patient_id, review.signed_at),
        ),
    )


def cosigns_of(review: Review | None, patient_id: int) -> tuple[CoSignFacts, ...]:
    if review is None:
        return ()
    return tuple(
        CoSignFacts(
            codes=frozenset(cosign.codes),
            signer=Person(
                id=cosign.signed_by_id, may_prescribe=cosign.signed_by.may(Permission.PRESCRIBE), on_team=True
            ),
        )
        for cosign in review.cosigns.select_related("signed_by")
    )


def wants_to_wait(plan: TitrationPlan) -> bool:
    """The patient's last word about waiting."""
    last = LogEntry.objects.filter(patient=plan.patient_id).waits_about(plan.medication_id).values_list("kind").first()
    return last is not None and last[0] == EntryKind.WAIT_REQUEST


def newest_answer_on(plan: TitrationPlan, in_use: DoseInUse) -> date | None:
    """The day of the newest answer about the dose in use; for a first dose, of the newest answer at all."""
    newest = (
        LogEntry.objects.filter(patient=plan.patient_id)
        .answers_about(plan.medication_id)
        .order_by("-happened_at")
        .values_list("happened_at", flat=True)
        .first()
    )
    on = newest and timezone.localdate(newest)
    return None if on is None or (in_use.since is not None and on < in_use.since) else on


def open_flags(plan: TitrationPlan) -> tuple[OpenEffect, ...]:
    """Unresolved red flags of this medication, whatever the entry blames."""
    entries = (
        LogEntry.objects.filter(patient=plan.patient_id, kind__in=REPORTING_KINDS)
        .standing()
        .unresolved()
        .red_for(plan.medication_id)
        .select_related("effect")
    )
    return tuple(_open_effect(entry, FlagClass(entry.flag_class)) for entry in entries if entry.flag_class)


def open_severe(plan: TitrationPlan) -> tuple[OpenEffect, ...]:
    """Unresolved severe effects, new or worse since before the first dose."""
    entries = (
        LogEntry.objects.filter(
            patient=plan.patient_id,
            kind__in=REPORTING_KINDS,
            severity=Severity.SEVERE,
            course__in=[Course.NEW, Course.WORSE],
        )
        .standing()
        .unresolved()
        .select_related("effect")
    )
    return tuple(_open_effect(entry) for entry in entries)


def _open_effect(entry: LogEntry, flag_class: FlagClass | None = None) -> OpenEffect:
    return OpenEffect(
        entry_id=entry.pk,
        term=entry.effect.term if entry.effect else "",
        on=timezone.localdate(entry.happened_at),
        flag_class=flag_class,
    )


def missed_days(plan: TitrationPlan, in_use: DoseInUse) -> int | None:
    """Days missed on the dose in use by the newest answer; None where nobody asked."""
    newest = MissedDoses.objects.filter(patient=plan.patient_id, medication=plan.medication_id).first()
    if newest is None or (in_use.since is not None and timezone.localdate(newest.asked_at) < in_use.since):
        return None
    return newest.missed_days


def other_changes(plan: TitrationPlan, today: date) -> tuple[OtherChange, ...]:
    """Other medications started or raised in the last days, here or elsewhere; short courses do not count."""
    earliest = today - timedelta(days=OTHER_CHANGE_DAYS)
    acknowledged_at = (
        Acknowledgement.objects.filter(plan=plan, code=BlockerCode.ANOTHER_CHANGE_RECENT)
        .order_by("-id")
        .values_list("recorded_at", flat=True)
        .first()
    )

    def is_acknowledged(recorded_at: datetime) -> bool:
        return acknowledged_at is not None and acknowledged_at >= recorded_at

    ours = (
        DoseChange.objects.filter(patient=plan.patient_id, direction=Direction.UP, first_dose_on__gt=earliest)
        .exclude(medication=plan.medication_id)
        .select_related("medication")
    )
    elsewhere = OtherMedication.objects.filter(patient=plan.patient_id, stopped_on=None, is_brief=False).exclude(
        medication=plan.medication_id
    )
    found = [
        OtherChange(name=c.medication.name, on=c.first_dose_on, is_acknowledged=is_acknowledged(c.recorded_at))
        for c in ours
    ]
    for other in elsewhere:
        on = max((day for day in (other.started_on, other.changed_on) if day), default=None)
        if on is not None and on > earliest:
            found.append(OtherChange(name=other.name, on=on, is_acknowledged=is_acknowledged(other.recorded_at)))
    return tuple(found)
