"""Gathers from the database everything that the gate weighs about one proposed change of dose."""

from datetime import datetime

from medications.models import Review, TitrationPlan, TitrationStep
from medications.rules import regimen as rules
from medications.rules.proposed import CoSignFacts, Person, ProposedStep, ReviewFacts
from medications.services.orders import recent_regimens
from medications.services.plan_facts import PlanFacts
from medications.terms import Decision, PatientView, PlanStatus
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
    return proposed_from(PlanFacts(plan=plan, at=at), to=to, by=by, review=review)


def proposed_from(
    facts: PlanFacts, *, to: TitrationStep | None, by: User, review: ReviewFacts | None = None
) -> ProposedStep:
    """The same, where a page or an act asks more than one question of a plan."""
    plan = facts.plan
    stored = None if to is None else facts.latest_review(to)
    signature = [(stored.signed_by, stored.signed_at)] if stored else []
    actor, *signers = facts.people((by, facts.at), *signature)
    missed = facts.missed_on_this_dose
    return ProposedStep(
        at=facts.at,
        today=facts.today,
        actor=actor,
        to=rules.NOTHING if to is None else to.regimen.as_rule(),
        in_use=facts.in_use,
        recent=recent_regimens(facts.orders, facts.today),
        is_sedating=plan.medication.is_sedating,
        plan_status=PlanStatus(plan.status),
        to_position=0 if to is None else to.position,
        highest_allowed=facts.highest_allowed,
        version=plan.version,
        review=review or (review_facts(stored, signers[0]) if stored else None),
        cosigns=cosigns_of(stored) if stored else (),
        wants_to_wait=facts.log.wants_to_wait,
        newest_answer_on=facts.newest_answer_on(),
        open_flags=facts.log.open_flags,
        open_severe=facts.log.open_severe,
        missed_days=missed.missed_days if missed else None,
        missed_in_a_row=missed.missed_in_a_row if missed else 0,
        adherence_floor=plan.adherence_floor,
        other_changes=facts.other_changes,
        has_consent=facts.consent_lack is None,
        consent_lack=facts.consent_lack,
        person=facts.person,
        drug=facts.drug,
        schedule=facts.schedule,
        low_dose_start=plan.is_low_dose_start,
        acknowledged_pairs=facts.acknowledged_pairs,
        first_dose_on=facts.first_dose_on,
        paused_on=facts.paused_on,
        thresholds=facts.thresholds,
    )


def review_facts(review: Review, signer: Person) -> ReviewFacts:
    return ReviewFacts(
        decision=Decision(review.decision),
        patient_view=PatientView(review.patient_view),
        signed_at=review.signed_at,
        valid_until=review.valid_until,
        read_version=review.read_version,
        signer=signer,
    )


def cosigns_of(review: Review) -> tuple[CoSignFacts, ...]:
    return tuple(
        CoSignFacts(
            codes=frozenset(cosign.codes),
            signer=Person(
                id=cosign.signed_by_id, may_prescribe=cosign.signed_by.may(Permission.PRESCRIBE), on_team=True
            ),
        )
        for cosign in review.cosigns.all()
    )
