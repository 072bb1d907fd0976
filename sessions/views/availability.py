"""When clinicians can be booked: each keeps their own hours; the front desk may say of anybody that they are away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from patients.access import reader
from patients.once import AlreadyDone, new_token, once
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.forms.availability import AwayForm, EndForm, ExtraForm, HoursForm, WhoForm, WithdrawForm
from sessions.models import ClinicianProfile
from sessions.presentation.availability import page_of
from sessions.queries.availability import clinician_of, kept_clinician, kept_exception, own_hours
from sessions.queries.choices import clinicians_and_locations
from sessions.services import availability as services
from sessions.views.doors import booker

UNREADABLE = 422
NOT_BOOKABLE = gettext_lazy("Nobody books visits with you yet. An administrator can change that.")


@require_safe
def availability(request: HttpRequest) -> HttpResponse:
    """One's own; for the front desk whoever is chosen."""
    return _page(request, booker(request))


@require_POST
def add_hours(request: HttpRequest) -> HttpResponse:
    """Weekly hours of one's own."""
    user, clinician = _own(request)
    if clinician is None:
        return _page(request, user, refusal=NOT_BOOKABLE)
    form = HoursForm(request.POST, locations=clinicians_and_locations().locations, auto_id="hours-%s")
    return _do(
        request, user, form, lambda **by: services.add_hours(clinician=clinician, hours=form.hours(), **by), hours=form
    )


@require_POST
def end_hours(request: HttpRequest) -> HttpResponse:
    """The last day of weekly hours of one's own."""
    user, _clinician = _own(request)
    form = EndForm(request.POST)
    hours = own_hours(user, form.cleaned_data["hours"]) if form.is_valid() else None
    if hours is None:
        return _page(request, user, refusal=_("Choose the hours, and their last day."))
    last_on = form.cleaned_data["last_on"]
    return _do(request, user, form, lambda **by: services.end_hours(hours=hours, last_on=last_on, **by))


@require_POST
def say_away(request: HttpRequest) -> HttpResponse:
    """Away: one's own, or as the front desk anybody's."""
    user = booker(request)
    who = WhoForm(request.POST)
    if not who.is_valid():
        return _page(request, user, refusal=_("Choose who is away."))
    clinician = kept_clinician(user, who.cleaned_data["who"])
    if clinician is None:
        raise Http404
    form = AwayForm(request.POST, auto_id="away-%s")
    return _do(
        request, user, form, lambda **by: services.say_away(clinician=clinician, **form.cleaned_data, **by), away=form
    )


@require_POST
def add_extra_hours(request: HttpRequest) -> HttpResponse:
    """Extra hours of one's own."""
    user, clinician = _own(request)
    if clinician is None:
        return _page(request, user, refusal=NOT_BOOKABLE)
    form = ExtraForm(request.POST, locations=clinicians_and_locations().locations, auto_id="extra-%s")

    def add(**by: Any) -> object:
        typed = {**form.cleaned_data, "location": form.place()}
        return services.add_extra_hours(clinician=clinician, **typed, **by)

    return _do(request, user, form, add, extra=form)


@require_POST
def withdraw_exception(request: HttpRequest) -> HttpResponse:
    """Away or extra hours hold no longer."""
    user, form = booker(request), WithdrawForm(request.POST)
    exception = kept_exception(user, form.cleaned_data["exception"]) if form.is_valid() else None
    if exception is None:
        return _page(request, user, refusal=_("Choose what is taken back."))
    return _do(request, user, form, lambda **by: services.withdraw_exception(exception=exception, **by))


def _own(request: HttpRequest) -> tuple[User, ClinicianProfile | None]:
    """A clinician, and what matters of them for booking, if they can be booked."""
    user = reader(request)
    if not user.may(Permission.OPEN_CHARTS):
        raise PermissionDenied
    return user, clinician_of(user)


def _do(request: HttpRequest, user: User, form: Form, act: Callable[..., object], **shown: Form) -> HttpResponse:
    """Do it once and show the page anew; what does not fit is shown where it was typed, or in a sentence."""
    if form.is_valid() and _done(request, form, act):
        messages.success(request, _("It is recorded."))
        return redirect(_address(request))
    said = " ".join(str(words) for found in form.errors.values() for words in found)
    return _page(request, user, refusal="" if shown else said, **shown)


def _done(request: HttpRequest, form: Form, act: Callable[..., object]) -> bool:
    try:
        with once(request):
            act(by=reader(request), at=timezone.now())
    except AlreadyDone:
        return True
    except ValidationError as error:
        for name, words in getattr(error, "error_dict", {None: error}).items():
            form.add_error(name if name in form.fields else None, words)
    return form.is_valid()


def _page(request: HttpRequest, user: User, *, refusal: object = "", **shown: Form) -> HttpResponse:
    choice, clinician = clinicians_and_locations(), _looked_at(request, user)
    is_desk = user.may(Permission.SEE_LOGISTICS)
    context: dict[str, Any] = {
        "page": page_of(clinician, user, timezone.now()) if clinician else None,
        "clinicians": choice.clinicians if is_desk else [],
        "refusal": refusal,
        "hours_form": HoursForm(
            locations=choice.locations, auto_id="hours-%s", initial={"from_on": timezone.localdate()}
        ),
        "away_form": AwayForm(auto_id="away-%s"),
        "extra_form": ExtraForm(locations=choice.locations, auto_id="extra-%s"),
        "once": new_token(),
        **{f"{name}_form": form for name, form in shown.items()},
        "open": next(iter(shown), ""),
    }
    return render(request, "sessions/availability.html", context, status=UNREADABLE if refusal or shown else 200)


def _from_today() -> dict[str, Any]:
    return {"from_on": timezone.localdate()}


def _looked_at(request: HttpRequest, user: User) -> ClinicianProfile | None:
    """The clinician whom the address or the form names, if they may be looked at; else oneself."""
    asked = WhoForm(request.POST if request.method == "POST" else request.GET)
    if asked.is_valid():
        found = kept_clinician(user, asked.cleaned_data["who"])
        if found is None:
            raise Http404
        return found
    return clinician_of(user)


def _address(request: HttpRequest) -> str:
    asked = WhoForm(request.POST)
    where = reverse("availability")
    return f"{where}?who={asked.cleaned_data['who']}" if asked.is_valid() else where
