"""Merging two records, in the administration: which two, then both side by side, then the number typed once more."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from patients.forms.merging import ConfirmMergeForm, OtherRecordForm
from patients.models import Patient
from patients.presentation.merging import side_by_side
from patients.services.merging import CannotMerge, in_the_way, merge_patients, record_by_number, record_in_use
from practice.staff.administration_site import administrator, may_administer

UNREADABLE, CLOSED = 422, 409
LOOKED = "looked"


def merge(request: HttpRequest, object_id: int) -> HttpResponse:
    """The page that is reached from a patient's page in the administration."""
    if not may_administer(request.user):
        raise PermissionDenied
    if (this := record_in_use(object_id)) is None:
        raise Http404
    choosing = OtherRecordForm(request.POST if request.method == "POST" else None)
    other = _other(choosing, this)
    if other is None:
        return _page(request, this, {"choosing": choosing}, UNREADABLE if choosing.is_bound else 200)
    older, into = (this, other) if choosing.cleaned_data["stays"] == "other" else (other, this)
    confirming = ConfirmMergeForm(request.POST if LOOKED in request.POST else None, older_number=older.record_number)
    reasons = in_the_way(older, into)
    if confirming.is_valid():
        reasons = _merge(request, older, into, confirming)
        if not reasons and confirming.is_valid():
            messages.success(request, _("The two records are one person's now."))
            return redirect("admin:patients_patient_change", into.pk)
    context = {
        "choosing": choosing,
        "confirming": confirming,
        "reasons": reasons,
        "older": older,
        "into": into,
        "beside": side_by_side(older, into, timezone.now()),
    }
    return _page(request, this, context, _status(confirming, reasons))


def _other(form: OtherRecordForm, this: Patient) -> Patient | None:
    """The record that was named; the form says it where there is none."""
    if not form.is_valid():
        return None
    other = record_by_number(form.cleaned_data["other_number"])
    if other is None:
        form.add_error("other_number", _("There is no record with this number."))
    elif other == this:
        form.add_error("other_number", _("This is the same record, or was merged into it already."))
    return None if form.errors else other


def _merge(request: HttpRequest, older: Patient, into: Patient, form: ConfirmMergeForm) -> list[str]:
    """Do it; what stands in the way, where something does."""
    try:
        merge_patients(
            older=older,
            into=into,
            by=administrator(request),
            at=timezone.now(),
            because=form.cleaned_data["because"],
        )
    except CannotMerge as refused:
        return list(refused.reasons)
    except ValidationError as error:
        form.add_error(None, error)
    return []


def _status(form: ConfirmMergeForm, reasons: list[str]) -> int:
    if not form.is_bound:
        return 200
    return CLOSED if reasons else UNREADABLE


def _page(request: HttpRequest, this: Patient, context: dict[str, Any], status: int = 200) -> HttpResponse:
    around = {**admin.site.each_context(request), "title": _("Merge two records"), "this": this}
    return render(request, "admin/merge_patients.html", {**around, **context}, status=status)
