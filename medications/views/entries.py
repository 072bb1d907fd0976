"""Setting an entry right, or closing what it opened: always by a further entry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medications.forms.log import CorrectionForm, ResolutionForm
from medications.models import LogEntry
from medications.services.logging_effects import correct_entry, resolve_entry
from medications.terms import Resolution
from medications.views.access import entry_for
from medications.views.answering import ActPage, act, posted, require_may
from medications.views.known import effects_for, medications_of
from medications.views.log_forms import report_from
from patients.access import reader
from practice.staff.roles import Permission

FORM_METHODS = ["GET", "HEAD", "POST"]
KEPT = ["effect", "severity", "course", "frequency", "bother", "onset_on", "in_their_words"]


@require_http_methods(FORM_METHODS)
def correct(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The report as it should have read; the mistake stays in the log, marked as corrected."""
    entry = entry_for(request, entry_id)
    require_may(request, Permission.LOG_EFFECTS)
    medications = medications_of(entry.patient_id)
    form = CorrectionForm(
        posted(request), medications=[(one.pk, one.name) for one in medications], initial=_as_it_read(entry)
    )

    def do(answers: dict[str, Any]) -> object:
        report = None if answers["is_retraction"] else report_from(answers, medications)
        return correct_entry(entry=entry, report=report, note=answers["note"], by=reader(request), at=timezone.now())

    page = ActPage(
        patient=entry.patient,
        heading=_("Correct an entry"),
        lead=_("Nothing is deleted: the entry stays, marked as corrected."),
        button=_("Correct it"),
        done=_("It is corrected."),
        back=reverse("log", args=[entry.patient_id]),
        effects=effects_for(medications),
    )
    return act(request, page, form, do)


def _as_it_read(entry: LogEntry) -> dict[str, Any]:
    was = {name: getattr(entry, name) for name in KEPT if name != "effect"}
    return {**was, "effect": entry.effect.term if entry.effect else "", "medication": entry.medication_id}


@require_http_methods(FORM_METHODS)
def resolve(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Why a red flag or a severe effect is no longer open; long-standing ones need two prescribers."""
    entry = entry_for(request, entry_id)
    require_may(request, Permission.PRESCRIBE)
    must_have_ended = entry.effect is not None and entry.effect.needs_end_or_cause
    resolutions = [each for each in Resolution if not (must_have_ended and each == Resolution.LONG_STANDING)]

    def do(answers: dict[str, Any]) -> object:
        return resolve_entry(
            entry=entry,
            resolution=Resolution(answers["resolution"]),
            reason=answers["reason"],
            by=reader(request),
            at=timezone.now(),
        )

    page = ActPage(
        patient=entry.patient,
        heading=_("Resolve: %(effect)s") % {"effect": entry.effect.term if entry.effect else _("entry")},
        lead=_("It is closed only when it has ended or another cause was found.")
        if must_have_ended
        else _long_standing(entry),
        button=_("Resolve it"),
        done=_("It is in the log."),
        back=reverse("log", args=[entry.patient_id]),
    )
    return act(request, page, ResolutionForm(posted(request), resolutions=resolutions), do)


def _long_standing(entry: LogEntry) -> str:
    """What closes a long-standing effect: two prescribers, and who said so already."""
    said = LogEntry.objects.filter(about=entry, resolution=Resolution.LONG_STANDING).select_related("recorded_by")
    if first := said.order_by("id").first():
        return _("%(name)s said that it is long-standing. If so, a second prescriber has to agree.") % {
            "name": first.recorded_by.display_name
        }
    return _("Long-standing effects are closed by two prescribers, each in their own sign-in.")
