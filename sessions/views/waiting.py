"""The waiting list: who waits, which times became free, and what people said to them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import reader
from patients.forms.chart import SearchForm
from patients.models import Patient
from patients.once import AlreadyDone, new_token, once
from patients.views.searching import first_of, found
from practice.staff.models import User
from sessions.forms.waiting import AnswerForm, ClosingForm, FilterForm, OfferForm, WaitingForm, typed_of
from sessions.models import SlotOffer, WaitingEntry
from sessions.presentation.visits import kind_in_words
from sessions.presentation.waiting import asked_line, free_lines, line_of
from sessions.queries.choices import Offered, everything_offered
from sessions.services.errors import Refused
from sessions.services.offering import answer_offer, offer_time
from sessions.services.waiting import change_waiting, close_waiting, enter_waiting
from sessions.views.doors import booker, person_for

A_PAGE, PAST_OFFERS, UNREADABLE = 25, 10, 422


def waiting_for(request: HttpRequest, waiting_id: int) -> WaitingEntry:
    """A place on the list of somebody whose visits this person may arrange, else 404."""
    entry = WaitingEntry.objects.bookable_by(reader(request)).for_list().filter(pk=waiting_id).first()
    if entry is None:
        raise Http404
    return entry


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Times to offer first, then everybody in their turn."""
    return _list(request, booker(request))


@require_http_methods(["GET", "HEAD", "POST"])
def new_waiting(request: HttpRequest) -> HttpResponse:
    """Find somebody; what is searched for travels in the body, so that no name stands in an address."""
    user = booker(request)
    form = SearchForm(request.POST if request.method == "POST" else None)
    people = first_of(found(Patient.objects.bookable_by(user), form))
    return render(request, "sessions/waiting_who.html", {"form": form, **people})


@require_http_methods(["GET", "HEAD", "POST"])
def enter_waiting_list(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What they wait for, and what would suit them."""
    patient, user = person_for(request, patient_id), booker(request)
    form = _form(request, user, initial={"since_on": timezone.localdate()})
    context = {"form": form, "patient": patient, "once": new_token()}
    if form.is_bound and form.is_valid():
        done = _done(request, form, lambda **by: enter_waiting(patient=patient, wish=form.wish(), **by))
        if done:
            messages.success(request, _("They are on the waiting list."))
            return redirect("waiting")
    return render(request, "sessions/waiting_enter.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def waiting_entry(request: HttpRequest, waiting_id: int) -> HttpResponse:
    """What suits them, what was offered so far, and a way off the list."""
    entry, user = waiting_for(request, waiting_id), booker(request)
    form = _form(request, user, initial=typed_of(entry))
    if form.is_bound and form.is_valid():
        done = _done(request, form, lambda **by: change_waiting(entry=entry, wish=form.wish(), **by))
        if done:
            messages.success(request, _("It is written down."))
            return redirect("waiting")
    return _entry_page(request, user, entry, form=form)


@require_POST
def close_waiting_entry(request: HttpRequest, waiting_id: int) -> HttpResponse:
    """They wait no longer."""
    entry, user = waiting_for(request, waiting_id), booker(request)
    form = ClosingForm(request.POST)
    if form.is_valid() and _done(request, form, lambda **by: close_waiting(entry=entry, **form.cleaned_data, **by)):
        messages.success(request, _("They are off the waiting list."))
        return redirect("waiting")
    shown = WaitingForm(initial=typed_of(entry), **_choices(user))
    return _entry_page(request, user, entry, form=shown, closing=form)


@require_POST
def offer(request: HttpRequest) -> HttpResponse:
    """Somebody is going to ask them about this time."""
    user, form = booker(request), OfferForm(request.POST)
    if not form.is_valid():
        return _list(request, user, _("Choose a time from the list."))
    typed = form.cleaned_data
    entry = waiting_for(request, typed["entry"])
    about = {"clinician_id": typed["clinician"], "starts_at": typed["starts_at"]}
    if _done(request, form, lambda **by: offer_time(entry=entry, **about, **by)):
        return redirect("waiting")
    return _list(request, user, _said(form))


@require_POST
def answer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """What they said; a yes books the visit at once."""
    user, form = reader(request), AnswerForm(request.POST)
    row = SlotOffer.objects.bookable_by(user).select_related("entry").filter(pk=offer_id).first()
    if row is None:
        raise Http404
    answers: list[SlotOffer] = []
    if form.is_valid() and _done(
        request, form, lambda **by: answers.append(answer_offer(offer=row, answer=form.cleaned_data["answer"], **by))
    ):
        for each in answers:
            _tell(request, asked=form.cleaned_data["answer"], became=each.answer)
        return redirect("waiting")
    return _list(request, user, _said(form))


def _tell(request: HttpRequest, *, asked: str, became: str) -> None:
    if became == SlotOffer.Answer.ACCEPTED:
        messages.success(request, _("The visit is booked."))
    elif asked == SlotOffer.Answer.ACCEPTED:
        words = _("This time was taken in the meantime, so nothing is booked. They keep their place on the list.")
        messages.warning(request, words)
    else:
        messages.success(request, _("It is written down. They keep their place on the list."))


def _list(request: HttpRequest, user: User, refusal: str = "") -> HttpResponse:
    now, choices = timezone.now(), _choices(user)
    form = FilterForm(request.GET, **choices)
    entries = WaitingEntry.objects.bookable_by(user).open().for_list().filter(**form.chosen())
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    asked = SlotOffer.objects.bookable_by(user).open().for_page(now)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "times": free_lines(user, now),
        "asked": [asked_line(each, user) for each in asked],
        "lines": [line_of(entry, user) for entry in page],
        "page": page,
        "form": form,
        "query": query.urlencode(),
        "is_filtered": bool(form.chosen()),
        "refusal": refusal,
        "once": new_token(),
    }
    return render(request, "sessions/waiting.html", context, status=UNREADABLE if refusal else 200)


def _entry_page(
    request: HttpRequest, user: User, entry: WaitingEntry, *, form: WaitingForm, closing: ClosingForm | None = None
) -> HttpResponse:
    past = SlotOffer.objects.bookable_by(user).filter(entry=entry).for_page(timezone.now())[:PAST_OFFERS]
    context = {
        "line": line_of(entry, user),
        "entry": entry,
        "form": form,
        "closing": closing or ClosingForm(),
        "offers": [asked_line(each, user) for each in past],
        "once": new_token(),
    }
    return render(request, "sessions/waiting_entry.html", context, status=_status(form, closing))


def _form(request: HttpRequest, user: User, initial: dict[str, Any]) -> WaitingForm:
    return WaitingForm(request.POST if request.method == "POST" else None, initial=initial, **_choices(user))


def _choices(user: User) -> dict[str, Any]:
    offered: Offered = everything_offered()
    single = [each for each in offered.visit_types if not (each.is_group or each.is_team_meeting)]
    return {"offered": offered, "types": [(each.pk, kind_in_words(each, user)) for each in single]}


def _done(request: HttpRequest, form: Form, act: Callable[..., object]) -> bool:
    """Do it once; whether it is done now, or was before. If it could not be, the form says why."""
    try:
        with once(request):
            act(by=reader(request), at=timezone.now())
    except AlreadyDone:
        return True
    except ValidationError as error:
        for name, words in getattr(error, "error_dict", {None: error}).items():
            form.add_error(name if name in form.fields else None, words)
    except Refused as refused:
        form.add_error(None, str(refused))
    return form.is_valid()


def _said(form: Form) -> str:
    said = " ".join(str(words) for found in form.errors.values() for words in found)
    return said or _("Please look at the list again.")


def _status(*forms: Form | None) -> int:
    return UNREADABLE if any(form and form.is_bound for form in forms) else 200
