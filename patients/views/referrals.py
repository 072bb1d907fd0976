"""Reading a referral in from the intake board. What it tells of health is never shown here."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from patients import referrals_at_hand
from patients.access import reader
from patients.forms.referrals import NEW_PERSON, ReferralFileForm, WhoseReferralForm
from patients.rules.referral import UnreadableReferral, read_referral
from patients.services.finding_duplicates import Match, look_for_duplicates
from patients.services.importing_referrals import import_referral, new_patient
from patients.services.welcoming import LooksLikeSomebody, described
from practice.staff.roles import Permission

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request: HttpRequest) -> HttpResponse:
    """The file; then, only where somebody like its person is known, whose it is."""
    if not reader(request).may(Permission.KEEP_INTAKES):
        raise PermissionDenied
    if "at_hand" in request.POST:
        return _whose(request)
    form = ReferralFileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _page(request, form)
    return _taken_up(request, form)


def _taken_up(request: HttpRequest, form: ReferralFileForm) -> HttpResponse:
    by, content = reader(request), form.cleaned_data["file"].read()
    try:
        matches = _matches(content, request)
        if matches:
            at_hand = referrals_at_hand.keep(content, by=by)
            return _page(request, WhoseReferralForm(initial={"at_hand": at_hand}, matches=matches))
        return _read(request, content, None, matches)
    except LooksLikeSomebody:
        form.add_error("file", _("Somebody like this was written down just now. Please choose the file again."))
    except (UnreadableReferral, ValidationError) as error:
        form.add_error("file", "; ".join(getattr(error, "messages", [str(error)])))
    return _page(request, form)


def _whose(request: HttpRequest) -> HttpResponse:
    by, key = reader(request), request.POST["at_hand"]
    content = referrals_at_hand.kept(key, by=by)
    if content is None:
        messages.info(request, _("The file is no longer at hand. Please choose it again."))
        return redirect("read_referral")
    matches = _matches(content, request)
    form = WhoseReferralForm(request.POST, matches=matches)
    if form.is_valid():
        chosen = form.cleaned_data["person"]
        try:
            answer = _read(request, content, None if chosen == NEW_PERSON else int(chosen), matches)
        except LooksLikeSomebody:
            form.add_error("person", _("Somebody like this was written down just now. Please look again."))
        except ValidationError as error:
            form.add_error("person", error)
        else:
            referrals_at_hand.let_go(key, by=by)
            return answer
    return _page(request, form)


def _matches(content: bytes, request: HttpRequest) -> list[Match]:
    of = described(new_patient(read_referral(content).person))
    return look_for_duplicates(of=of, by=reader(request), at=timezone.now())


def _read(request: HttpRequest, content: bytes, into_id: int | None, shown: Sequence[Match]) -> HttpResponse:
    looked_at = frozenset(match.patient_id for match in shown)
    read = import_referral(content=content, into_id=into_id, looked_at=looked_at, by=reader(request), at=timezone.now())
    number = read.patient.record_number
    messages.success(request, _("The referral is read. The record number is %(number)s.") % {"number": number})
    return redirect("intake_board")


def _page(request: HttpRequest, form: Form) -> HttpResponse:
    status = UNREADABLE if form.is_bound else 200
    return render(request, "patients/read_referral.html", {"form": form}, status=status)
