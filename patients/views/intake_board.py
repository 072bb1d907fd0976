"""The intake board, and what is done from its cards. The desk works here, so no clinical word is ever read for it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import reader
from patients.forms.intake import NextStepForm, WithdrawForm
from patients.models import Intake
from patients.presentation.intake_board import card, columns
from patients.rules.intake_stages import CLOSED, Stage
from patients.services.intake import assign_intake, move_intake, reopen, withdraw
from practice.staff.models import User
from practice.staff.roles import Permission

MINE = "mine"
CLOSED_A_PAGE = 20
UNREADABLE = 422


def keeper(request: HttpRequest) -> User:
    """Somebody who keeps intakes; nobody else sees the board."""
    user = reader(request)
    if not user.may(Permission.KEEP_INTAKES):
        raise PermissionDenied
    return user


def intake_for(request: HttpRequest, intake_id: int) -> Intake:
    """The intake, if its person's logistics are this person's work; else 404. To move it they must keep intakes."""
    intake = Intake.objects.bookable_by(reader(request)).for_board().filter(pk=intake_id).first()
    if intake is None:
        raise Http404
    keeper(request)
    return intake


@require_safe
def intake_board(request: HttpRequest) -> HttpResponse:
    """Everybody on the way in, by stage; what has ended is folded and paged."""
    user, now = keeper(request), timezone.now()
    only_mine = request.GET.get("who") == MINE
    intakes = Intake.objects.bookable_by(user).for_board()
    shown = intakes.filter(owner=user) if only_mine else intakes
    ended = Paginator(shown.filter(stage__in=CLOSED).order_by("-moved_at", "-pk"), CLOSED_A_PAGE)
    page = ended.get_page(request.GET.get("ended"))
    context = {
        "columns": columns(shown.open(), user, now),
        "ended": [(each, card(each, user, now)) for each in page],
        "page": page,
        "is_paged": "ended" in request.GET,
        "only_mine": only_mine,
    }
    return render(request, "patients/intake_board.html", context)


@require_POST
def move(request: HttpRequest, intake_id: int) -> HttpResponse:
    """Forwards, or back to correct a slip."""
    intake = intake_for(request, intake_id)
    to = request.POST.get("to", "")
    if to not in Stage.values:
        return _refused(request, intake, _("Choose where it goes."))
    return _done(request, intake, lambda **common: move_intake(intake=intake, to=Stage(to), **common))


@require_POST
def take(request: HttpRequest, intake_id: int) -> HttpResponse:
    """I do the next step."""
    intake = intake_for(request, intake_id)
    me = reader(request)
    return _done(
        request,
        intake,
        lambda **common: assign_intake(intake=intake, to=me, next_step_on=intake.next_step_on, **common),
    )


@require_POST
def assign(request: HttpRequest, intake_id: int) -> HttpResponse:
    """Who does the next step, and by when."""
    intake = intake_for(request, intake_id)
    form = NextStepForm(request.POST)
    if not form.is_valid():
        return _refused(request, intake, _("Choose somebody from the list, and a day."))
    typed = form.cleaned_data
    return _done(
        request,
        intake,
        lambda **common: assign_intake(intake=intake, to=typed["owner"], next_step_on=typed["next_step_on"], **common),
    )


@require_http_methods(["GET", "POST"])
def withdraw_intake(request: HttpRequest, intake_id: int) -> HttpResponse:
    """Asks once more, and whose wish it is."""
    intake = intake_for(request, intake_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _taken(form, intake, request):
        messages.success(request, _("The intake has ended. It can be opened again."))
        return redirect("intake_board")
    context = {"intake": intake, "form": form, "card": card(intake, reader(request), timezone.now())}
    return render(request, "patients/intake_withdraw.html", context, status=UNREADABLE if form.is_bound else 200)


@require_POST
def reopen_intake(request: HttpRequest, intake_id: int) -> HttpResponse:
    """On from where it ended."""
    intake = intake_for(request, intake_id)
    return _done(request, intake, lambda **common: reopen(intake=intake, **common))


def _taken(form: WithdrawForm, intake: Intake, request: HttpRequest) -> bool:
    try:
        withdraw(intake=intake, wish=form.cleaned_data["wish"], by=reader(request), at=timezone.now())
    except ValidationError as error:
        form.add_error(None, error.messages[0])
    return form.is_valid()


def _done(request: HttpRequest, intake: Intake, act: Any) -> HttpResponse:
    """Do it and go back to where the button was; what could not be done is said there."""
    try:
        act(by=reader(request), at=timezone.now())
    except ValidationError as error:
        return _refused(request, intake, " ".join(error.messages))
    return redirect(_back(request))


def _refused(request: HttpRequest, intake: Intake, words: str) -> HttpResponse:
    context = {"words": words, "back": _back(request), "card": card(intake, reader(request), timezone.now())}
    return render(request, "patients/intake_refused.html", context, status=UNREADABLE)


def _back(request: HttpRequest) -> str:
    """The page of ours that the button stood on; the board, where nobody says."""
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None, require_https=request.is_secure())
    return back if is_ours and back.startswith("/") else "/intakes/"
