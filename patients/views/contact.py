"""How somebody may be reached: the page, changing it, reaching out, and saying how it came out. Logistics alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import reader
from patients.forms.contact import (
    AllowAgainForm,
    NeverForm,
    OutcomeForm,
    ReachOutForm,
    WayForm,
    WishesForm,
    way_forms,
)
from patients.models import NeverAddress, OutgoingContact, Patient
from patients.once import AlreadyDone, new_token, once
from patients.presentation.contact import contact_page, to_reach, usable
from patients.services.contacting import ContactNotSafe, settle
from patients.services.contacting import contact as reach
from patients.services.safe_contact import agree_safe_contact, allow_again, never_use, standing_of
from patients.views.person import person_for
from practice.staff.roles import Permission

UNREADABLE = 422
NO_OTHERS: Mapping[str, Form] = MappingProxyType({})


@require_safe
def people_to_reach(request: HttpRequest) -> HttpResponse:
    """Calls, letters and text messages that wait for a person, about those whose visits this one arranges."""
    user = reader(request)
    if not user.may(Permission.BOOK_VISITS):
        raise PermissionDenied
    rows, there_are_more = to_reach(OutgoingContact.objects.bookable_by(user), at=timezone.now())
    return render(request, "patients/contact_to_do.html", {"rows": rows, "there_are_more": there_are_more})


@require_safe
def contact(request: HttpRequest, patient_id: int) -> HttpResponse:
    """How they may be reached, what waits for a person, and what went out."""
    return _page(request, person_for(request, patient_id))


@require_http_methods(["GET", "POST"])
def change_contact(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What they said about being reached, all of it; sent, it is a new version."""
    patient = person_for(request, patient_id)
    standing = standing_of(patient)
    sent = request.POST if request.method == "POST" else None
    ways = way_forms(standing, patient.phone, sent)
    wishes = WishesForm(sent, initial=vars(standing.wishes))
    if sent and _agreed(request, patient, ways, wishes):
        messages.success(request, _("It is kept. Whoever reaches them sees it from now on."))
        return redirect("contact", patient.pk)
    context = {"patient": patient, "ways": ways, "wishes": wishes, "once": new_token()}
    return render(request, "patients/contact_form.html", context, status=UNREADABLE if sent else 200)


@require_POST
def never_use_address(request: HttpRequest, patient_id: int) -> HttpResponse:
    patient = person_for(request, patient_id)
    form = NeverForm(request.POST)
    if form.is_valid() and _done(request, form, partial(never_use, patient=patient, **form.cleaned_data)):
        messages.success(request, _("It is never used again."))
        return redirect("contact", patient.pk)
    return _page(request, patient, never_form=form)


@require_POST
def allow_address_again(request: HttpRequest, patient_id: int, never_id: int) -> HttpResponse:
    patient = person_for(request, patient_id)
    never = NeverAddress.objects.in_force(patient=patient).filter(pk=never_id).first()
    if never is None:
        raise Http404
    form = AllowAgainForm(request.POST)
    if form.is_valid() and _done(request, form, partial(allow_again, never=never, **form.cleaned_data)):
        messages.success(request, _("It may be used again. It is not in use until somebody agrees on it."))
        return redirect("contact", patient.pk)
    return _page(request, patient, refused=form)


@require_POST
def reach_out(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Write to them, or plan a call; outside the safe hours it waits for the next of them."""
    patient = person_for(request, patient_id)
    form = ReachOutForm(usable(standing_of(patient), timezone.now()), request.POST)
    if form.is_valid() and _done(request, form, partial(reach, patient=patient, wait=True, **form.cleaned_data)):
        messages.success(request, _("It is on its way, or waits for you below."))
        return redirect("contact", patient.pk)
    return _page(request, patient, reach_out=form)


@require_POST
def settle_contact(request: HttpRequest, patient_id: int, outgoing_id: int) -> HttpResponse:
    """How a call came out, or that something was sent by hand."""
    patient, user = person_for(request, patient_id), reader(request)
    row = OutgoingContact.objects.bookable_by(user).filter(patient=patient, pk=outgoing_id).first()
    if row is None:
        raise Http404
    form = OutcomeForm(request.POST)
    if form.is_valid() and _done(request, form, partial(settle, outgoing=row, **form.cleaned_data)):
        messages.success(request, _("It is recorded."))
        return redirect("contact", patient.pk)
    return _page(request, patient, refused=form)


def _agreed(request: HttpRequest, patient: Patient, ways: Sequence[WayForm], wishes: WishesForm) -> bool:
    """Whether it was kept. What does not fit about one way stands at that way."""
    if not all([form.is_valid() for form in [*ways, wishes]]):
        return False
    act = partial(agree_safe_contact, patient=patient, ways=[form.way() for form in ways], wishes=wishes.wishes())
    at_way = {form.channel.value: form for form in ways}
    return _done(request, wishes, act, at_way)


def _done(request: HttpRequest, form: Form, act: Callable[..., object], others: Mapping[str, Form] = NO_OTHERS) -> bool:
    """Do it once. What is refused stands on the form, or on the other one that has its name."""
    try:
        with once(request):
            act(by=reader(request), at=timezone.now())
    except AlreadyDone:
        return True
    except ContactNotSafe as error:
        form.add_error(None, error.words)
    except ValidationError as error:
        for name, found in getattr(error, "error_dict", {None: error}).items():
            others.get(name, form).add_error(name if name in form.fields else None, found)
    return all(each.is_valid() for each in [form, *others.values()])


def _page(request: HttpRequest, patient: Patient, *, refused: Form | None = None, **shown: Any) -> HttpResponse:
    """The page; with a form that was refused it says why, and keeps what was typed."""
    page = replace(contact_page(patient, at=timezone.now()), **shown)
    refused = refused or next(iter(shown.values()), None)
    context = {"patient": patient, "page": page, "said": _said(refused), "once": new_token()}
    return render(request, "patients/contact.html", context, status=UNREADABLE if refused else 200)


def _said(refused: Form | None) -> list[str]:
    """Why the form was refused, for the top of the page."""
    return [str(words) for found in refused.errors.values() for words in found] if refused else []
