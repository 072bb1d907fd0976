"""What is asked rather than ordered: missed doses."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.acts import MissedDosesForm
from medications.models import TitrationPlan
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


def _page(plan: TitrationPlan, **words: str) -> ActPage:
    return ActPage(patient=plan.patient, back=reverse("plan", args=[plan.pk]), **words)
