"""What is found rather than ordered: missed doses, a dose in use, and the patient's consent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.acts import MissedDosesForm, PlainForm
from medications.models import TitrationPlan
from medications.services.consenting import give_consent, withdraw_consent
from medications.services.recording_elsewhere import record_missed_doses
from medications.terms import Source
from medications.views.access import plan_for
from medications.views.answering import ActPage, act, posted, require_may
from patients.access import reader
from practice.staff.roles import Permission

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def missed_doses(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = plan_for(request, plan_id)
    require_may(request, Permission.LOG_EFFECTS)

    def do(answers: dict[str, Any]) -> object:
        now = timezone.now()
        return record_missed_doses(
            plan=plan,
            missed_days=answers["missed_days"],
            missed_in_a_row=answers["missed_in_a_row"],
            source=Source(answers["source"]),
            asked_at=now,
            by=reader(request),
            at=now,
        )

    page = _page(
        plan,
        heading=_("Missed doses"),
        lead=_("Everybody misses doses. Find out together what got in the way; 0 is an answer too."),
        button=_("Record the answer"),
        done=_("The answer is recorded."),
    )
    return act(request, page, MissedDosesForm(posted(request)), do)


@require_http_methods(FORM_METHODS)
def give(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The patient agreed to the treatment, after it was explained to them."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.LOG_EFFECTS)

    def do(answers: dict[str, Any]) -> object:
        return give_consent(patient=plan.patient, medication=plan.medication, by=reader(request), at=timezone.now())

    page = _page(
        plan,
        heading=_("Consent to %(medication)s") % {"medication": plan.medication.name},
        lead=_("You explained what it is for, what it may do, and what else there is; the patient agreed."),
        button=_("The patient consents"),
        done=_("The consent is on file."),
    )
    return act(request, page, PlainForm(posted(request)), do)


@require_http_methods(FORM_METHODS)
def withdraw(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The patient takes their consent back; nothing starts or grows from then on."""
    plan = plan_for(request, plan_id)
    require_may(request, Permission.LOG_EFFECTS)

    def do(answers: dict[str, Any]) -> object:
        return withdraw_consent(patient=plan.patient, medication=plan.medication, by=reader(request), at=timezone.now())

    page = _page(
        plan,
        heading=_("The patient takes their consent back"),
        lead=_("No dose starts or goes up from then on. Whether to go down or stop is decided together."),
        button=_("Take it back"),
        done=_("The consent is taken back."),
    )
    return act(request, page, PlainForm(posted(request)), do)


def _page(plan: TitrationPlan, **words: str) -> ActPage:
    return ActPage(patient=plan.patient, back=reverse("plan", args=[plan.pk]), **words)
