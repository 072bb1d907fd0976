"""Logging: one page with everything that one may hear, each part a form of its own."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from medications.models import LogEntry
from medications.queries import WAIT_KINDS
from medications.terms import EntryKind
from medications.views.answering import UNREADABLE, Refusal, attempt, chart_part, require_may
from medications.views.in_place import done, kept_way_back
from medications.views.known import effects_for, medications_of, red_flags_of
from medications.views.log_forms import forms_of, write
from medications.views.log_pages import log_page
from medications.views.plans import number
from patients.access import chart_for, reader
from patients.models import Patient
from patients.services.viewing import record_view_of_part
from practice.staff.roles import Permission

SAID = {
    "report": _("It is in the log."),
    "check_in": _("“Nothing to report” is in the log."),
    "not_reached": _("It is in the log that you tried."),
    "wait": _("The wish to wait is in the log. No dose goes up until the patient takes it back."),
    "wait_withdrawn": _("It is in the log that the patient no longer wants to wait."),
}


@require_safe
def log(request: HttpRequest, patient_id: int) -> HttpResponse:
    """The log of one person, and room for what they say now."""
    patient = chart_for(request, patient_id)
    require_may(request, Permission.LOG_EFFECTS)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    return log_answer(request, patient)


@require_POST
def write_log(request: HttpRequest, patient_id: int, sent: str) -> HttpResponse:
    """Take one of the page's forms: a report, a check-in, a try, a wish to wait, or its withdrawal."""
    patient = chart_for(request, patient_id)
    require_may(request, Permission.LOG_EFFECTS)
    medications = medications_of(patient_id)
    form = forms_of(medications, red_flags_of(medications), sent=sent, data=request.POST)[sent]
    if not form.is_valid():
        return log_answer(request, patient, sent=sent, refusal=Refusal(message="", status=UNREADABLE))
    refusal = attempt(
        request,
        lambda: write(sent, form.cleaned_data, medications, patient=patient, by=reader(request), at=timezone.now()),
        form,
    )
    if refusal is not None:
        return log_answer(request, patient, sent=sent, refusal=refusal)
    return done(request, str(SAID[sent]), shown_at=reverse("log", args=[patient_id]))


def log_answer(
    request: HttpRequest, patient: Patient, *, sent: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    """The page, as it is or as the answer to a form that could not be taken."""
    user = reader(request)
    medications = medications_of(patient.pk)
    flags = red_flags_of(medications)
    waits = LogEntry.objects.filter(patient=patient.pk, kind__in=WAIT_KINDS).order_by("-happened_at", "-id")
    last_wait = waits.values_list("kind", flat=True).first()
    context = {
        "forms": forms_of(medications, flags, sent=sent, data=request.POST if sent else None),
        "sent": sent,
        "refusal": refusal,
        "effects": effects_for(medications),
        "flags": flags,
        "wants_to_wait": last_wait == EntryKind.WAIT_REQUEST,
        "log": log_page(
            user, patient.pk, number(request.GET.get("before")), starting_with=number(request.GET.get("from"))
        ),
        "may_resolve": user.may(Permission.PRESCRIBE),
        "kept_way_back": kept_way_back(request),
    }
    status = refusal.status if refusal else 200
    return chart_part(request, "medications/log.html", "medications/_log_forms.html", patient, context, status)
