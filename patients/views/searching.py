"""Finding people. What is searched for travels in the body, so that no name stands in an address or a log."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from patients.access import reader
from patients.forms.chart import SearchForm
from patients.models import LogisticNeeds, Patient
from patients.presentation.needs import in_words
from patients.queries.people import PatientQuerySet
from practice.staff.models import User
from practice.staff.roles import Permission

SHOWN = 25


@require_http_methods(["GET", "POST"])
def patients(request: HttpRequest) -> HttpResponse:
    """For clinicians: the patients they treat, and a search among those whose chart they may open."""
    user = reader(request)
    if not user.may(Permission.OPEN_CHARTS):
        raise PermissionDenied
    form = SearchForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        rows = found(Patient.objects.visible_to(user), form)
    else:
        rows = Patient.objects.on_team_of(user).filter(merged_into=None).order_by("chosen_name", "pk")
    return render(request, "patients/search.html", {"form": form, **first_of(rows)})


@require_http_methods(["GET", "POST"])
def front_desk(request: HttpRequest) -> HttpResponse:
    """For the front desk: whoever is searched for, logistics alone."""
    user = reader(request)
    if not user.may(Permission.SEE_LOGISTICS):
        raise PermissionDenied
    form = SearchForm(request.POST if request.method == "POST" else None)
    rows = found(Patient.objects.bookable_by(user), form).for_front_desk()
    page = first_of(rows)
    return render(request, "patients/front_desk.html", {"form": form, **page, "rows": with_needs(page["rows"], user)})


def found(among: PatientQuerySet, form: SearchForm) -> PatientQuerySet:
    """Those whom the form names; nobody while it says nothing valid."""
    if not form.is_valid():
        return among.none()
    words, born_on = form.cleaned_data["words"], form.cleaned_data["born_on"]
    named = among.found_by(words) if words else among.order_by("chosen_name", "pk")
    return named.filter(birth_date=born_on) if born_on else named


def with_needs(rows: Sequence[dict[str, Any]], user: User) -> list[dict[str, Any]]:
    """The same rows, each with what to arrange for that person."""
    needs = LogisticNeeds.objects.bookable_by(user).of_many([row["pk"] for row in rows])
    return [{**row, "needs": in_words(needs.get(row["pk"]))} for row in rows]


def first_of(rows: "QuerySet[Patient, Any]") -> dict[str, Any]:
    """The first page of a list; there is no second one, only a narrower search."""
    shown = list(rows[: SHOWN + 1])
    return {"rows": shown[:SHOWN], "there_are_more": len(shown) > SHOWN}
