"""The review with the evidence in view, and one signature where it still stands."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.review import ReviewForm, StillStandsForm
from medications.models import Review, TitrationPlan, TitrationStep
from medications.presentation.returning import first_words
from medications.services.plan_facts import PlanFacts
from medications.services.returning import return_offered
from medications.services.reviewing import Verdict, confirm_review, is_mild, news_since, sign_review
from medications.terms import Decision, PatientView
from medications.views.access import plan_for
from medications.views.answering import UNREADABLE, Refusal, attempt, chart_part, posted, require_may
from medications.views.evidence import evidence_context, measures_context
from medications.views.in_place import done, way_back
from medications.views.plan_page import news_lines, target_of
from medications.views.plans import number
from patients.access import reader
from patients.services.viewing import record_view_of_part
from practice.staff.roles import Permission

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def review(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Read what the patient reported on this dose, decide, and sign. An old page is answered with what is new."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    facts, wanted = PlanFacts(plan=plan, at=timezone.now()), number((posted(request) or request.GET).get("step"))
    to = target_of(facts, wanted)
    form = ReviewForm(posted(request), initial={"version": version_of(plan), **_words_of_a_return(facts, to)})
    refusal = None
    if form.is_bound and form.is_valid():
        answers = form.cleaned_data
        refusal = attempt(
            request,
            lambda: sign_review(
                plan=plan,
                to=to,
                verdict=verdict_from(answers),
                read_version=answers["version"],
                by=reader(request),
                at=timezone.now(),
            ),
            form,
        )
        if refusal is None:
            is_back = to is not None and to != target_of(facts)
            shown_at = reverse("plan", args=[plan_id]) + (f"?step={wanted}" if is_back else "")
            return done(request, _("The review is signed."), shown_at=shown_at)
        plan = plan_for(request, plan_id)
    status = refusal.status if refusal else (UNREADABLE if form.is_bound else 200)
    context = {
        "form": form,
        "version": version_of(plan),
        "to": to,
        "refusal": refusal,
        "back": way_back(request, reverse("plan", args=[plan_id])),
        **evidence_context(plan, to),
    }
    record_view_of_part(patient=plan.patient, by=reader(request), at=timezone.now())
    part = "medications/_review_in_place.html"
    return chart_part(request, "medications/review.html", part, plan.patient, context, status)


def _words_of_a_return(facts: PlanFacts, to: TitrationStep | None) -> Mapping[str, str]:
    """Where the step goes back to the last dose that could be borne, the reports since are filled in."""
    back = return_offered(facts) if to is not None else None
    return first_words(back) if back is not None and back.step == to else {}


@require_http_methods(FORM_METHODS)
def still_stands(request: HttpRequest, plan_id: int) -> HttpResponse:
    """After mild news: only what is new, and one signature."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.PRESCRIBE)
    last = Review.objects.for_gate().filter(plan=plan).first()
    if last is None:
        return redirect("review", plan_id)
    form = StillStandsForm(posted(request), initial={"version": version_of(plan)})
    refusal: Refusal | None = None
    if form.is_bound and form.is_valid():
        refusal = attempt(
            request,
            lambda: confirm_review(
                review=last, read_version=form.cleaned_data["version"], by=reader(request), at=timezone.now()
            ),
        )
        if refusal is None:
            words = _("The review still stands; it is signed anew.")
            return done(request, words, shown_at=reverse("plan", args=[plan_id]))
        plan = plan_for(request, plan_id)
    news, facts = news_since(last, plan), PlanFacts(plan=plan, at=timezone.now())
    context: dict[str, Any] = {
        "plan": plan,
        "review": last,
        "version": version_of(plan),
        "news": news_lines(news),
        "measures": measures_context(facts),
        "is_enough": is_mild(news, last, facts, by=reader(request)),
        "refusal": refusal,
        "back": way_back(request, reverse("plan", args=[plan_id])),
    }
    status, part = refusal.status if refusal else 200, "medications/_still_stands.html"
    return chart_part(request, "medications/still_stands.html", part, plan.patient, context, status)


def verdict_from(answers: dict[str, Any]) -> Verdict:
    return Verdict(
        decision=Decision(answers["decision"]),
        patient_view=PatientView(answers["patient_view"]),
        reasons=answers["reasons"],
        in_their_words=answers["in_their_words"],
        look_again_on=answers["look_again_on"],
    )


def version_of(plan: TitrationPlan) -> int:
    """What a page shows and posts back: anything newer makes its signature too early."""
    version: int = plan.version
    return version
