"""What somebody agreed to: the page, agreeing, declining, taking it back, and the scanned sheet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import chart_for, reader
from patients.forms.consents import DeclinedForm, DiscloseForm, RevokeForm
from patients.models import Consent, DeclinedConsent, Disclosure
from patients.presentation.consents import disclosure_lines, line_of, lists_of
from patients.rules.consent import KEPT_APART, ConsentKind, State, WordingKind
from patients.services.consent_papers import ENDINGS, open_paper
from patients.services.consenting import newest_wording, record_consent, record_declined, revoke_consent
from patients.services.disclosing import disclose
from patients.services.viewing import record_view_of_part
from patients.views.consent_pages import (
    UNREADABLE,
    consent_for,
    did,
    giving_form,
    giving_page,
    may_write,
    page,
    posted,
    status_of,
)
from practice.staff.roles import Permission

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def consents(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What stands, what does not any more, and what was never asked."""
    patient = chart_for(request, patient_id)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    given = list(Consent.objects.for_page().filter(patient=patient))
    declined = list(DeclinedConsent.objects.filter(patient=patient).order_by("-id"))
    told = Disclosure.objects.filter(patient=patient).count()
    context = {
        "lists": lists_of(given, declined, timezone.localdate()),
        "told": told,
        "may_write": patient.merged_into_id is None and reader(request).may(Permission.LOG_EFFECTS),
    }
    return page(request, "patients/consents.html", patient, context)


@require_http_methods(FORM_METHODS)
def new_consent(request: HttpRequest, patient_id: int, consent_kind: str) -> HttpResponse:
    """The whole text, who and what where it is a release, and one way of saying yes."""
    patient = chart_for(request, patient_id)
    may_write(request)
    kind = _kind(consent_kind)
    wording = newest_wording(kind)
    form = giving_form(request, patient, kind, wording)

    def give(**common: Any) -> object:
        return record_consent(patient=patient, agreed=form.agreed(), vouched=form.vouched(), wording=wording, **common)

    if request.method == "POST" and did(request, form, give):
        messages.success(request, _("The consent is on file."))
        return redirect("consents", patient.pk)
    return giving_page(
        request,
        patient,
        form,
        wording,
        heading=_("Consent: %(kind)s") % {"kind": ConsentKind(kind).label},
        back=reverse("consents", args=[patient.pk]),
    )


@require_POST
def declined_consent(request: HttpRequest, patient_id: int, consent_kind: str) -> HttpResponse:
    """They would rather not; that is an answer, and it is kept."""
    patient = chart_for(request, patient_id)
    may_write(request)
    form = DeclinedForm(request.POST)
    kind = _kind(consent_kind)

    def decline(**common: Any) -> object:
        wording = newest_wording(kind)
        return record_declined(patient=patient, kind=kind, wording=wording, **form.cleaned_data, **common)

    if did(request, form, decline):
        messages.success(request, _("It is on file that they would rather not."))
        return redirect("consents", patient.pk)
    context = {"heading": _("They would rather not"), "button": _("Keep this answer"), "form": form}
    return page(request, "patients/consent_act.html", patient, context, UNREADABLE)


@require_http_methods(FORM_METHODS)
def revoke(request: HttpRequest, consent_id: int) -> HttpResponse:
    """They take it back, after one look at what that means."""
    consent = consent_for(request, consent_id)
    may_write(request)
    form = RevokeForm(posted(request))

    def take_back(**common: Any) -> object:
        return revoke_consent(consent=consent, **form.cleaned_data, **common)

    if request.method == "POST" and did(request, form, take_back):
        messages.success(request, _("The consent is taken back."))
        return redirect("consents", consent.patient_id)
    context = {
        "heading": _("They take their consent back"),
        "lead": _("It counts from now on. What was told before cannot be called back, and stays in the list."),
        "line": line_of(consent, timezone.localdate()),
        "button": _("Take it back"),
        "form": form,
    }
    return page(request, "patients/consent_act.html", consent.patient, context, status_of(form))


@require_http_methods(FORM_METHODS)
def tell_others(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Put on record that something is told on a release; refused where the release does not carry it."""
    consent = consent_for(request, consent_id)
    may_write(request)
    if consent.kind != ConsentKind.RELEASE:
        raise Http404
    form = DiscloseForm(posted(request), scope=consent.scope)

    def tell(**common: Any) -> object:
        return disclose(consent=consent, **form.cleaned_data, **common)

    if request.method == "POST" and did(request, form, tell):
        messages.success(request, _("It is in the list of what was told. Send the notice along."))
        return redirect("disclosures", consent.patient_id)
    context = {
        "heading": _("Tell %(who)s") % {"who": consent.recipient},
        "lead": _("Put it on record before anything leaves the house. Tell no more than is needed."),
        "line": line_of(consent, timezone.localdate()),
        "is_closed": consent.state_on(timezone.localdate()) != State.ACTIVE,
        "is_kept_apart": bool(KEPT_APART & set(consent.scope)),
        "notice": newest_wording(WordingKind.REDISCLOSURE),
        "button": _("It is told"),
        "form": form,
    }
    return page(request, "patients/consent_act.html", consent.patient, context, status_of(form))


@require_safe
def disclosures(request: HttpRequest, patient_id: int) -> HttpResponse:
    """The accounting: everything that was told, to whom, when and on what; it prints."""
    patient = chart_for(request, patient_id)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    rows = Disclosure.objects.filter(patient=patient).select_related("consent", "notice", "disclosed_by")
    return page(request, "patients/disclosures.html", patient, {"lines": disclosure_lines(rows)})


@require_safe
def paper(request: HttpRequest, consent_id: int) -> HttpResponse:
    """The scanned sheet, to be saved and not shown inside this site; each opening is on record."""
    consent = consent_for(request, consent_id)
    if consent.paper_id is None:
        raise Http404
    media_type, content = open_paper(consent=consent, by=reader(request), at=timezone.now())
    response = HttpResponse(content, content_type=media_type.value)
    response["Content-Disposition"] = f'attachment; filename="consent-{consent.pk}.{ENDINGS[media_type]}"'
    return response


def _kind(asked: str) -> str:
    if asked not in ConsentKind.values:
        raise Http404
    return asked
