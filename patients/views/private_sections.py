"""Behind the door: sections with fields that keep themselves, and sending. What was written is never shown again."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from patients import private_session
from patients.forms.packet import SectionFields
from patients.models import LinkOpening, PacketPart, PrivateLink
from patients.presentation.packet import asked, filled_from_home
from patients.presentation.private import Page, page_of
from patients.services.answering_packet import Writer, look_at, opt_in, save_replies, send
from patients.services.private_links import link_of
from patients.views.private import UNREADABLE, gone, own_page, private, rested


@private
def section(request: HttpRequest, token: str, place: int) -> HttpResponse:
    """One section: its questions, empty as on the first day, and what was typed kept field by field."""
    link = link_of(token, at=timezone.now())
    if link is None:
        return gone(request)
    opening = private_session.opening_in(request, link)
    part = _part(link, place)
    if opening is None or part is None:
        return rested(request, token)
    page = page_of(part, link)
    if request.method == "POST":
        return _take(request, token, opening, page)
    return _section_page(request, token, opening, page, private_session.new_sheet(opening))


@private
def sending(request: HttpRequest, token: str) -> HttpResponse:
    """Send what was written. Nothing written is fine too, and says so."""
    link = link_of(token, at=timezone.now())
    if link is None:
        return gone(request)
    opening = private_session.opening_in(request, link)
    if opening is None or request.method != "POST" or private_session.sheet_of(request, opening) is None:
        return rested(request, token)
    sent = send(packet=link.packet, writer=Writer(link=link), at=timezone.now())
    return own_page(request, token, opening, "private/sent.html", {"was_something": sent is not None})


def _take(request: HttpRequest, token: str, opening: LinkOpening, page: Page) -> HttpResponse:
    """Keep what stands in the fields; a field that saves itself gets a word in answer, the whole section the next."""
    sheet = private_session.sheet_of(request, opening)
    if sheet is None:
        return rested(request, token)
    if request.POST.get("act") in {"open", "shut"}:
        return _opt_in(request, token, opening, page)
    link, at = opening.link, timezone.now()
    fields = SectionFields(request.POST, page.questions)
    is_autosave = "X-Autosave" in request.headers
    writer = Writer(link=link)
    try:
        save_replies(packet=page.part.packet, replies=fields.replies, sheet=sheet, writer=writer, at=at)
    except ValidationError:
        return gone(request)
    look_at(part=page.part, writer=writer)
    if is_autosave:
        return _said_to_script(token, opening, fields)
    if fields.errors and request.POST.get("act") != "skip":
        return _section_page(request, token, opening, page, request.POST["sheet"], fields)
    following = page.following
    response = redirect("private_section", token, following) if following else redirect("private_door", token)
    private_session.keep_open(response, token, opening)
    return response


def _opt_in(request: HttpRequest, token: str, opening: LinkOpening, page: Page) -> HttpResponse:
    if page.may_be_opened:
        is_wanted = request.POST["act"] == "open"
        opt_in(part=page.part, is_wanted=is_wanted, link=opening.link, at=timezone.now())
    response = redirect("private_section", token, page.part.place)
    private_session.keep_open(response, token, opening)
    return response


def _said_to_script(token: str, opening: LinkOpening, fields: SectionFields) -> HttpResponse:
    words = " ".join(fields.errors.values()) or _("Kept")
    status = UNREADABLE if fields.errors else 200
    response = HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
    private_session.keep_open(response, token, opening)
    return response


def _section_page(
    request: HttpRequest,
    token: str,
    opening: LinkOpening,
    page: Page,
    sheet: str,
    fields: SectionFields | None = None,
) -> HttpResponse:
    filled = filled_from_home(page.part.packet, page.questions, fields)
    context = {"page": page, "asked": asked(page.questions, filled), "sheet": sheet}
    return own_page(request, token, opening, "private/section.html", context, UNREADABLE if fields else 200)


def _part(link: PrivateLink, place: int) -> PacketPart | None:
    parts = link.packet.parts.select_related("version__section", "packet")
    return parts.prefetch_related("version__questions").filter(place=place).first()
