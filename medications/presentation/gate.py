"""The gate as a page shows it: each blocker in plain words, what clears it, and links to do so."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from medications.models import TitrationPlan
from medications.rules.blockers import Blocker, BlockerCode, Clears, Override
from medications.rules.gate import every_blocker, is_overridden
from medications.rules.interacting import unacknowledged
from medications.rules.presentations import plain
from medications.rules.proposed import ProposedStep
from medications.rules.regimen import average_daily_mg
from medications.terms import PlanStatus


@dataclass(frozen=True, kw_only=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class GateLine:
    """One blocker; an overridden one stays in view, with the word that it is."""

    message: str
    remedy: str
    links: Sequence[Link]
    is_overridden: bool


def gate_lines(plan: TitrationPlan, proposed: ProposedStep) -> list[GateLine]:
    """Every blocker, overridden or not, in the order of the rules; links only to what this person may do."""
    return [
        GateLine(
            message=blocker.message,
            remedy=blocker.remedy,
            links=[] if is_overridden(blocker, proposed) else _links(blocker, plan, proposed),
            is_overridden=is_overridden(blocker, proposed),
        )
        for blocker in every_blocker(proposed)
    ]


def _links(blocker: Blocker, plan: TitrationPlan, proposed: ProposedStep) -> list[Link]:
    return [*_clearing(blocker, plan, proposed), *_overriding(blocker, plan, proposed)]


def _clearing(blocker: Blocker, plan: TitrationPlan, proposed: ProposedStep) -> list[Link]:
    may_prescribe = proposed.actor.may_prescribe
    if blocker.code in {BlockerCode.RED_FLAG_OPEN, BlockerCode.SEVERE_EFFECT_OPEN}:
        return _resolving(blocker, proposed) if may_prescribe else []
    if blocker.code == BlockerCode.DOSES_MISSED:
        return [Link(text=_("Ask again about missed doses"), url=reverse("missed_doses", args=[plan.pk]))]
    if blocker.clears == Clears.REVIEW and may_prescribe and proposed.actor.on_team:
        return [Link(text=_("Review the log"), url=f"{reverse('review', args=[plan.pk])}?step={proposed.to_position}")]
    if blocker.clears == Clears.LOG:
        return [Link(text=_("Ask, and log the answer"), url=reverse("log", args=[plan.patient_id]))]
    if blocker.clears == Clears.WAIT:
        return [Link(text=_("Log what the patient says"), url=f"{reverse('log', args=[plan.patient_id])}#wait")]
    if blocker.clears == Clears.CONSENT:
        return [Link(text=_("Record consent"), url=reverse("give_consent", args=[plan.pk]))]
    if blocker.clears == Clears.MEASUREMENT:
        return [Link(text=_("Record a measurement"), url=reverse("measurements", args=[plan.patient_id]))]
    if blocker.code == BlockerCode.INTERACTION_UNACKNOWLEDGED:
        return []
    if blocker.clears in {Clears.PERSON, Clears.INTERACTION}:
        return [Link(text=_("Look at the health record"), url=reverse("chart_health", args=[plan.patient_id]))]
    if blocker.code == BlockerCode.RESTART_NEEDED:
        return [_restarting(plan, proposed)] if may_prescribe else []
    if blocker.clears == Clears.PLAN and may_prescribe:
        return _taking_up(plan)
    return []


def _restarting(plan: TitrationPlan, proposed: ProposedStep) -> Link:
    """The composer, from nothing towards the dose that was asked for, with what the plan is taken as."""
    asked = {
        "medication": plan.medication_id,
        "target_high_mg": plain(average_daily_mg(proposed.to)),
        "form": proposed.to.form.value,
        "times": list(dict.fromkeys(dose.at.value for dose in proposed.to.doses)),
    }
    if plan.indication:
        asked["indication"] = plan.indication
    url = f"{reverse('new_plan', args=[plan.patient_id])}?{urlencode(asked, doseq=True)}"
    return Link(text=_("Write the restart as a plan"), url=url)


def _resolving(blocker: Blocker, proposed: ProposedStep) -> list[Link]:
    effects = proposed.open_flags if blocker.code == BlockerCode.RED_FLAG_OPEN else proposed.open_severe
    return [
        Link(
            text=_("Resolve: %(effect)s") % {"effect": effect.term},
            url=reverse("resolve_entry", args=[effect.entry_id]),
        )
        for effect in effects
    ]


def _taking_up(plan: TitrationPlan) -> list[Link]:
    if plan.status == PlanStatus.ON_HOLD:
        return [Link(text=_("Lift the hold"), url=reverse("lift_hold", args=[plan.pk]))]
    if plan.status == PlanStatus.DRAFT:
        return [Link(text=_("Activate the plan"), url=f"{reverse('plan', args=[plan.pk])}#activate")]
    return []


def _overriding(blocker: Blocker, plan: TitrationPlan, proposed: ProposedStep) -> list[Link]:
    """A co-sign rests on a current review; it is not offered before there is one, nor to whoever has signed."""
    if not proposed.actor.may_prescribe:
        return []
    if blocker.code == BlockerCode.INTERACTION_UNACKNOWLEDGED:
        return _acknowledging_pairs(plan, proposed)
    if blocker.override == Override.ACKNOWLEDGE:
        return [Link(text=_("Acknowledge, with a reason"), url=reverse("acknowledge", args=[plan.pk, blocker.code]))]
    review = proposed.review
    if blocker.override != Override.CO_SIGN or review is None or not review.is_current(proposed.version, proposed.at):
        return []
    ask = Link(text=_("Ask for a co-sign"), url=reverse("ask_for_cosign", args=[plan.pk]))
    sign = Link(text=_("Co-sign"), url=reverse("cosign", args=[plan.pk]))
    if review.signer.id == proposed.actor.id:
        return [ask]
    signed = [cosign.codes for cosign in proposed.cosigns if cosign.signer.id == proposed.actor.id]
    if any(blocker.code in codes for codes in signed):
        return []
    return [sign] if signed else [sign, ask]


def _acknowledging_pairs(plan: TitrationPlan, proposed: ProposedStep) -> list[Link]:
    return [
        Link(
            text=_("Plan for both: %(name)s") % {"name": match.partner_name},
            url=reverse("acknowledge_pair", args=[plan.pk, match.partner.code]),
        )
        for match in unacknowledged(proposed)
    ]


def cosignable_lines(proposed: ProposedStep) -> list[tuple[str, str]]:
    """Blockers that a second prescriber may sign against, as choices."""
    return [(b.code.value, b.message) for b in every_blocker(proposed) if b.override == Override.CO_SIGN]
