"""The patient's consent to a treatment: given, taken back, and said to stand when what is shared has changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.acts import PlainForm, WithdrawConsentForm
from medications.models import TitrationPlan
from medications.services.consenting import confirm_consent_stands, give_consent, withdraw_consent
from medications.views.access import plan_for
from medications.views.answering import ActPage, act, posted, require_may
from patients.access import reader
from patients.rules.consent import ConsentKind
from patients.services.consenting import newest_wording
from patients.views.consent_pages import did, giving_form, giving_page
from practice.staff.roles import Permission

FORM_METHODS = ["GET", "HEAD", "POST"]
SAID_BY_THE_PLAN = ("purpose", "expires_on")


@require_http_methods(FORM_METHODS)
def give(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The patient agrees to the treatment, after it was explained to them, in one of the ways to say so."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.LOG_EFFECTS)
    wording = newest_wording(ConsentKind.TREATMENT)
    form = giving_form(request, plan.patient, ConsentKind.TREATMENT, wording, without=SAID_BY_THE_PLAN)

    def do(**common: Any) -> object:
        return give_consent(
            patient=plan.patient, medication=plan.medication, vouched=form.vouched(), wording=wording, **common
        )

    if request.method == "POST" and did(request, form, do):
        messages.success(request, _("The consent is on file."))
        return redirect("plan", plan.pk)
    return giving_page(
        request,
        plan.patient,
        form,
        wording,
        heading=_("Consent to %(medication)s") % {"medication": plan.medication.name},
        to_what=_to_what(plan),
        back=reverse("plan", args=[plan.pk]),
    )


@require_http_methods(FORM_METHODS)
def withdraw(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The patient takes their consent back; nothing starts or grows from then on."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.LOG_EFFECTS)

    def do(answers: dict[str, Any]) -> object:
        return withdraw_consent(
            patient=plan.patient,
            medication=plan.medication,
            how=answers["how"],
            by=reader(request),
            at=timezone.now(),
        )

    page = _page(
        plan,
        heading=_("The patient takes their consent back"),
        lead=_("No dose starts or goes up from then on. Whether to go down or stop is decided together."),
        button=_("Take it back"),
        done=_("The consent is taken back."),
    )
    return act(request, page, WithdrawConsentForm(posted(request)), do)


@require_http_methods(FORM_METHODS)
def stands(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What is shared with others has changed; the patient knows, and their consent still stands."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.LOG_EFFECTS)

    def do(answers: dict[str, Any]) -> object:
        return confirm_consent_stands(
            patient=plan.patient, medication=plan.medication, by=reader(request), at=timezone.now()
        )

    page = _page(
        plan,
        heading=_("The consent still stands"),
        lead=_("You told the patient what is shared with whom now. They say that their consent still stands."),
        button=_("It still stands"),
        done=_("It is on file that the consent still stands."),
    )
    return act(request, page, PlainForm(posted(request)), do)


def _to_what(plan: TitrationPlan) -> str:
    """The medicine, and what it is for."""
    return f"{plan.medication.name}: {plan.purpose}" if plan.purpose else plan.medication.name


def _page(plan: TitrationPlan, **words: str) -> ActPage:
    return ActPage(patient=plan.patient, back=reverse("plan", args=[plan.pk]), **words)
