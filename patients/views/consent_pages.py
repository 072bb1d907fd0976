"""What the views about consents share: their door, who may write, the ways of saying yes, and doing it once."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.forms.consents import ConsentForm, DeclinedForm
from patients.models import CareTeamMember, Consent, ConsentWording, Patient
from patients.once import AlreadyDone, new_token, once
from patients.presentation.consents import ways_to_give
from patients.rules.consent import GivenHow
from patients.services.disclosing import NotReleased
from practice.staff.models import User
from practice.staff.roles import Permission

UNREADABLE = 422


def consent_for(request: HttpRequest, consent_id: int) -> Consent:
    """A consent, reached through the chart of its person, or not at all."""
    rows = Consent.objects.visible_to(reader(request)).for_page().select_related("patient", "paper")
    consent = rows.filter(pk=consent_id).first()
    if consent is None:
        raise Http404
    chart_for(request, consent.patient_id)
    return consent


def may_write(request: HttpRequest) -> User:
    user = reader(request)
    if not user.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    return user


def who_may_hear(patient: Patient, user: User) -> dict[int, User]:
    """Whoever is signed in, then the team."""
    team = CareTeamMember.objects.filter(patient=patient).current(timezone.now()).select_related("user")
    return {person.pk: person for person in [user, *(member.user for member in team.order_by("user__display_name"))]}


def chosen_way(request: HttpRequest, ways: list[tuple[str, str]]) -> str:
    """The way that the address names; else said in a session."""
    offered = [way for way, _label in ways]
    asked = request.GET.get("how", "")
    return asked if asked in offered else GivenHow.IN_SESSION.value


def did(request: HttpRequest, form: forms.Form, act: Callable[..., object]) -> bool:
    """Do it once. What does not fit goes to its field, or to the form."""
    if not form.is_valid():
        return False
    try:
        with once(request):
            partial(act, by=reader(request), at=timezone.now())()
    except AlreadyDone:
        return True
    except NotReleased as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        for name, found in getattr(error, "error_dict", {None: error}).items():
            form.add_error(name if name in form.fields else None, found)
    return form.is_valid()


def status_of(form: forms.Form) -> int:
    return UNREADABLE if form.is_bound else 200


def page(
    request: HttpRequest, template: str, patient: Patient, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page under the banner of its person."""
    whole = {"banner": banner_for(request, patient), "patient": patient, "once": new_token(), **context}
    return render(request, template, whole, status=status)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even if it is nothing."""
    return request.POST if request.method == "POST" else None


def giving_form(
    request: HttpRequest, patient: Patient, kind: str, wording: ConsentWording | None, without: tuple[str, ...] = ()
) -> ConsentForm:
    """The fields of one kind of consent, given in the way that the address names."""
    return ConsentForm(
        posted(request),
        request.FILES or None,
        kind=kind,
        how=chosen_way(request, ways_to_give(wording is not None)),
        people=who_may_hear(patient, reader(request)),
        wording_id=wording.pk if wording else None,
        without=without,
    )


def giving_page(
    request: HttpRequest,
    patient: Patient,
    form: ConsentForm,
    wording: ConsentWording | None,
    **context: Any,
) -> HttpResponse:
    """The whole text, and one way of saying yes to it. On screen it is the person who reads."""
    whole = {
        "kind": form.kind,
        "wording": wording,
        "ways": ways_to_give(wording is not None),
        "how": form.how,
        "is_on_screen": form.how == GivenHow.ON_SCREEN,
        "form": form,
        "declined": DeclinedForm(is_theirs=form.how == GivenHow.ON_SCREEN),
        **context,
    }
    return page(request, "patients/consent_new.html", patient, whole, status_of(form))
