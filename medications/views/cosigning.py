"""Asking a second prescriber, signing as one, and acknowledging what one prescriber may."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.acts import CoSignForm, CoSignRequestForm, ReasonForm
from medications.models import Review, TitrationPlan
from medications.presentation.gate import cosignable_lines
from medications.rules.blockers import BlockerCode
from medications.rules.facts import Interaction
from medications.rules.interacting import Match, worst_for_each_partner
from medications.services.cosigning import ACKNOWLEDGEABLE, acknowledge, ask_for_cosign, co_sign
from medications.services.proposing import proposed_step
from medications.terms import Standing
from medications.views.access import plan_for
from medications.views.answering import ActPage, act, posted, require_may
from patients.access import reader
from practice.staff.models import User
from practice.staff.roles import Permission

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def ask(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Ask a second prescriber; the evidence is open to them for a day."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    if (review := _last_review(plan)) is None:
        return _review_first(request, plan)
    people = {one.pk: one for one in prescribers() if one.pk not in {review.signed_by_id, reader(request).pk}}
    form = CoSignRequestForm(
        posted(request),
        people=[(pk, one.display_name) for pk, one in people.items()],
        codes=_codes(plan, review, reader(request)),
    )

    def do(answers: dict[str, Any]) -> object:
        return ask_for_cosign(
            review=review,
            codes=answers["codes"],
            reason=answers["reason"],
            asked_of=people[answers["asked_of"]],
            by=reader(request),
            at=timezone.now(),
        )

    page = _page(
        plan,
        heading=_("Ask for a co-sign"),
        lead=_("They read the evidence and sign, or not, in their own sign-in. The chart is open to them for a day."),
        button=_("Ask"),
        done=_("They were asked."),
    )
    return act(request, page, form, do)


@require_http_methods(FORM_METHODS)
def sign(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Sign as the second prescriber."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    if (review := _last_review(plan)) is None:
        return _review_first(request, plan)
    form = CoSignForm(posted(request), codes=_codes(plan, review, reader(request)))

    def do(answers: dict[str, Any]) -> object:
        return co_sign(
            review=review, codes=answers["codes"], reason=answers["reason"], by=reader(request), at=timezone.now()
        )

    page = _page(
        plan,
        heading=_("Co-sign"),
        lead=_("Your signature holds while this review is current, and never for a review that is missing."),
        button=_("Co-sign"),
        done=_("It is co-signed."),
    )
    return act(request, page, form, do)


@require_http_methods(FORM_METHODS)
def acknowledge_blocker(request: HttpRequest, plan_id: int, code: str) -> HttpResponse:
    """Write why the step is right all the same."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    if code not in ACKNOWLEDGEABLE or code == BlockerCode.INTERACTION_UNACKNOWLEDGED:
        raise Http404

    def do(answers: dict[str, Any]) -> object:
        return acknowledge(plan=plan, code=code, reason=answers["reason"], by=reader(request), at=timezone.now())

    page = _page(
        plan,
        heading=_("Another medication changed lately"),
        lead=_("Two changes at once make it hard to tell what causes what. It holds until something changes."),
        button=_("Acknowledge"),
        done=_("It is acknowledged."),
    )
    return act(request, page, ReasonForm(posted(request)), do)


@require_http_methods(FORM_METHODS)
def acknowledge_pair(request: HttpRequest, plan_id: int, partner: str) -> HttpResponse:
    """Write the plan for taking a medicine together with another one, or with a substance."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    pair = _pair(plan, partner, reader(request))

    def do(answers: dict[str, Any]) -> object:
        return acknowledge(
            plan=plan,
            code=BlockerCode.INTERACTION_UNACKNOWLEDGED,
            partner=partner,
            reason=answers["reason"],
            by=reader(request),
            at=timezone.now(),
        )

    page = _page(
        plan,
        heading=_("%(one)s together with %(other)s") % {"one": plan.medication.name, "other": pair.partner_name},
        lead=_in_words(pair.interaction),
        button=_("This is the plan for both"),
        done=_("It is acknowledged."),
    )
    return act(request, page, ReasonForm(posted(request)), do)


def _pair(plan: TitrationPlan, partner: str, user: User) -> Match:
    """The most severe thing known of the pair; 404 where nothing is."""
    proposed = proposed_step(plan=plan, to=None, by=user, at=timezone.now())
    found = next((match for match in worst_for_each_partner(proposed) if match.partner.code == partner), None)
    if found is None:
        raise Http404
    return found


def _in_words(pair: Interaction) -> str:
    """How it comes about, what can happen and what to do; what is only recalled says so."""
    known = [pair.mechanism, pair.effect, pair.action]
    said = [f"{words[:1].upper()}{words[1:].rstrip('.')}." for words in known if words]
    said.append(_("It holds until something about it changes."))
    if pair.standing == Standing.RECALLED:
        said.append(_("Unconfirmed, check the label."))
    return " ".join(said)


def prescribers() -> list[User]:
    """Everybody who may prescribe, by name."""
    return list(User.objects.who_may(Permission.PRESCRIBE).order_by("display_name", "pk"))


def _last_review(plan: TitrationPlan) -> Review | None:
    return Review.objects.for_gate().filter(plan=plan, to_step__isnull=False).first()


def _review_first(request: HttpRequest, plan: TitrationPlan) -> HttpResponse:
    messages.info(request, _("A co-sign rests on a review; this plan has none yet."))
    return redirect("plan", plan.pk)


def _codes(plan: TitrationPlan, review: Review, user: User) -> list[tuple[str, str]]:
    step = next(step for step in plan.steps.all() if step.pk == review.to_step_id)
    return cosignable_lines(proposed_step(plan=plan, to=step, by=user, at=timezone.now()))


def _page(plan: TitrationPlan, **words: str) -> ActPage:
    return ActPage(patient=plan.patient, back=reverse("plan", args=[plan.pk]), **words)
