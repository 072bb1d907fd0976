"""Finding a time. The address carries ids, days and times; whoever is searched for travels in the body."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from patients.forms.chart import SearchForm
from patients.models import Patient
from patients.views.searching import first_of, found
from practice.staff.models import User
from sessions.forms.booking import SlotForm, WishForm, place_code
from sessions.presentation.booking import Subject, find_page
from sessions.presentation.slots import MOST_SLOTS, free_times
from sessions.queries.choices import Offered, everything_offered
from sessions.queries.slots import SlotWish, free_slots
from sessions.services.wishes import wish_of
from sessions.views.doors import booker
from sessions.views.subjects import kinds_for, subject_of, wish_form_for

UNREADABLE = 422
QUARTER, HALF_AN_HOUR = 15, 30  # minutes
PREFILLED = ("visit_type", "on", "at", "place", "clinicians")  # a free time of the week leads here with some of these


@require_http_methods(["GET", "HEAD", "POST"])
def find_a_time(request: HttpRequest) -> HttpResponse:
    """For whom, what it should be like, and the times that are free. A search for a person is sent in the body."""
    user = booker(request)
    subject, offered = subject_of(request, request.GET), everything_offered()
    if request.method == "POST":
        return _searched(request, subject, offered, user)
    form = _slot_form(request, subject, offered, user)
    context: dict[str, Any] = {"slot_form": form}
    if form.is_bound and form.is_valid():
        context |= _free(form, subject, offered, user)
    return _page(request, subject, offered, user, context, UNREADABLE if form.errors else 200)


def find_page_again(request: HttpRequest, subject: Subject, offered: Offered, form: WishForm) -> HttpResponse:
    """The same page, with a wish that could not be read: each error beside its field."""
    context = {"wish_form": form, "wish_is_open": True}
    return _page(request, subject, offered, booker(request), context, UNREADABLE)


def _searched(request: HttpRequest, subject: Subject, offered: Offered, user: User) -> HttpResponse:
    search = SearchForm(request.POST, auto_id="who-%s")
    page = first_of(found(Patient.objects.bookable_by(user), search))
    context = {"search": search, "found": page["rows"], "there_are_more": page["there_are_more"]}
    return _page(request, subject, offered, user, context, 200 if search.is_valid() else UNREADABLE)


def _slot_form(request: HttpRequest, subject: Subject, offered: Offered, user: User) -> SlotForm:
    """Bound once somebody asked for free times; before, it knows what follows from the person or the visit."""
    kinds = kinds_for(subject, offered, user)
    if "find" in request.GET:
        form = SlotForm(request.GET, offered=offered, types=kinds)
    else:
        initial = {**_known(subject), **_asked(request), **subject.ids()}
        form = SlotForm(initial=initial, offered=offered, types=kinds)
    if subject.patient is None:
        del form.fields["as_before"]
    return form


def _known(subject: Subject) -> dict[str, object]:
    needs = getattr(subject.patient, "logistic_needs", None)
    step_free = bool(needs and needs.step_free == needs.Need.NEEDED)
    if subject.move is None:
        return {"step_free": step_free, "from_on": localdate()}
    clinicians = [each.pk for each in wish_of(subject.move).clinicians]
    return {
        "step_free": step_free,
        "visit_type": subject.move.visit_type_id,
        "clinicians": clinicians,
        "from_on": max(localdate(subject.move.starts_at), localdate()),
    }


def _wish_form(request: HttpRequest, subject: Subject, offered: Offered, user: User) -> WishForm:
    initial = {**_as_it_is(subject), **_asked(request), **subject.ids()}
    return wish_form_for(subject, offered, user, initial=initial)


def _asked(request: HttpRequest) -> dict[str, object]:
    """What the address says already."""
    asked: dict[str, object] = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    if "clinicians" in asked:
        asked["clinicians"] = request.GET.getlist("clinicians")
    if "on" in asked:
        asked["from_on"] = asked["on"]
    return asked


def _as_it_is(subject: Subject) -> dict[str, object]:
    """What a visit that is moved is now."""
    if subject.move is None:
        return {}
    now = wish_of(subject.move)
    return {
        "visit_type": now.visit_type.pk,
        "clinicians": now.clinician_ids,
        "minutes": now.minutes,
        "capacity": now.capacity,
        "place": place_code(room=now.room, location=now.location, is_telehealth=now.is_telehealth),
    }


def _free(form: SlotForm, subject: Subject, offered: Offered, user: User) -> dict[str, Any]:
    """The first free times, and where to look for more."""
    typed = form.cleaned_data
    slots = free_slots(
        wish=_slot_wish(form, subject, offered), on_behalf_of=user, at=timezone.now(), limit=MOST_SLOTS + 1
    )
    free = free_times(slots, {**subject.ids(), "visit_type": typed["visit_type"]})
    again = _asked_again(form, free.later_from) if free.later_from else {}
    return {
        "free": free,
        "later": f"{subject.find_url(**again)}#free-title" if again else "",
        "waiting_url": "" if free.days else _waiting_url(subject),
    }


def _waiting_url(subject: Subject) -> str:
    """Where somebody for whom no time was found can wait for one."""
    if subject.patient is None or subject.move is not None:
        return ""
    return reverse("enter_waiting", args=[subject.patient.pk])


def _asked_again(form: SlotForm, from_on: date) -> dict[str, object]:
    kept = {name: value for name, value in form.cleaned_data.items() if value and name not in ("patient", "move")}
    return {**kept, "from_on": from_on, "find": "yes"}


def _slot_wish(form: SlotForm, subject: Subject, offered: Offered) -> SlotWish:
    typed = form.cleaned_data
    kinds = {each.pk: each for each in offered.visit_types}
    move = subject.move
    kind = move.visit_type if move else kinds[typed["visit_type"]]
    return SlotWish(
        visit_type=kind,
        every=timedelta(minutes=min(HALF_AN_HOUR, max(QUARTER, kind.minutes // QUARTER * QUARTER))),
        patient=subject.patient,
        minutes=(move.ends_at - move.starts_at).seconds // 60 if move else None,
        clinicians=typed["clinicians"],
        same_clinician=typed.get("as_before", False),
        language=typed["language"],
        gender=typed["gender"],
        is_telehealth={"": None, "in-person": False}.get(typed["how"], True),
        location=next((each for each in offered.locations if each.pk == typed["location"]), None),
        step_free=typed["step_free"],
        earliest_on=typed["from_on"],
        parts_of_day=[typed["part"]] if typed["part"] else (),
        moving=move.pk if move else None,
    )


def _page(
    request: HttpRequest, subject: Subject, offered: Offered, user: User, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    whole = {
        "page": find_page(subject, user),
        "search": SearchForm(auto_id="who-%s"),
        "free": None,
        "waiting_url": "",
        "kept": urlencode({name: value for name, value in _asked(request).items() if name in PREFILLED}, doseq=True),
        "wish_is_open": "on" in request.GET and "find" not in request.GET,
        **context,
    }
    for name, form in (("slot_form", _slot_form), ("wish_form", _wish_form)):
        if name not in whole:
            whole[name] = form(request, subject, offered, user)
    return render(request, "sessions/book.html", whole, status=status)
