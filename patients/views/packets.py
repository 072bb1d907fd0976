"""Forms at the patient's pace, as clinicians see them: making a packet, filling it in together, reading what came."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import chart_for, reader
from patients.banner import banner_for
from patients.forms.packet import SectionFields, chosen_outcomes
from patients.models import AnswerReading, Packet, PacketAnswer, PacketPart, Patient
from patients.once import AlreadyDone, new_token, once
from patients.presentation.packet import asked, filled_here, questions_of
from patients.presentation.packet_reading import overview_of, their_words, waiting_answers
from patients.queries.packets import PacketAnswerQuerySet
from patients.reading_facts import sharing_of
from patients.services.accepting_packet import read_answers
from patients.services.answering_packet import Writer, look_at, save_replies, send
from patients.services.packets import close_packet, open_packet
from patients.services.viewing import record_view_of_part
from practice.staff.roles import Permission

UNREADABLE, CLOSED = 422, 409
SHEET_LENGTH = 16


@require_safe
def packet(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Where their forms stand: what was looked at, what came in, what they would rather be asked in person."""
    patient = chart_for(request, patient_id)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    return _page(
        request,
        "patients/packet.html",
        patient,
        {"overview": overview_of(patient, _answers(request, patient), timezone.now())},
    )


@require_POST
def make_packet(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Begin; one that is open is gone on with."""
    patient = chart_for(request, patient_id)
    return _act(request, patient, lambda: open_packet(patient=patient, by=reader(request), at=timezone.now()))


@require_POST
def end_packet(request: HttpRequest, patient_id: int) -> HttpResponse:
    """Nothing more comes in."""
    patient = chart_for(request, patient_id)
    return _act(request, patient, lambda: close_packet(packet=_open(patient), by=reader(request), at=timezone.now()))


@require_http_methods(["GET", "POST"])
def packet_section(request: HttpRequest, patient_id: int, section_place: int) -> HttpResponse:
    """One section, filled in together in the room. What the person wrote at home and has not sent is not shown."""
    patient = chart_for(request, patient_id)
    part = _part(patient, section_place)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    if request.method == "POST":
        return _take(request, patient, part)
    return _section_page(request, patient, part, get_random_string(SHEET_LENGTH))


@require_POST
def send_packet(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What was written here in the room is finished for now, and waits to be read."""
    patient = chart_for(request, patient_id)
    writer = Writer(staff=_clinician(request))
    return _act(request, patient, lambda: send(packet=_open(patient), writer=writer, at=timezone.now()))


@require_http_methods(["GET", "POST"])
def packet_answers(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What came in, answer by answer: accepted as their words, set aside, or left for later."""
    patient = chart_for(request, patient_id)
    user = _clinician(request)
    record_view_of_part(patient=patient, by=user, at=timezone.now())
    waiting = _answers(request, patient).unread().for_reading()
    refusal = ""
    if request.method == "POST":
        chosen = chosen_outcomes(request.POST, [answer.pk for answer in waiting], AnswerReading.Outcome.values)
        refusal = _tried(request, lambda: read_answers(patient=patient, outcomes=chosen, by=user, at=timezone.now()))
        if not refusal:
            messages.success(request, _("It is kept. What others rest on is proposed for the chart."))
            return redirect("packet", patient.pk)
    context = {"sections": waiting_answers(patient, waiting), "refusal": refusal, "once": new_token()}
    return _page(request, "patients/packet_answers.html", patient, context, UNREADABLE if refusal else 200)


@require_safe
def in_their_words(request: HttpRequest, patient_id: int) -> HttpResponse:
    """What they wrote and a clinician accepted, beside the question as it was asked."""
    patient = chart_for(request, patient_id)
    record_view_of_part(patient=patient, by=reader(request), at=timezone.now())
    return _page(request, "patients/packet_words.html", patient, {"sections": their_words(_answers(request, patient))})


def _take(request: HttpRequest, patient: Patient, part: PacketPart) -> HttpResponse:
    writer = Writer(staff=_clinician(request))
    sheet = request.POST.get("sheet", "")[:SHEET_LENGTH]
    fields = SectionFields(request.POST, questions_of(part))
    save_replies(packet=part.packet, replies=fields.replies, sheet=sheet, writer=writer, at=timezone.now())
    look_at(part=part, writer=writer)
    if "X-Autosave" in request.headers:
        words = " ".join(fields.errors.values()) or _("Kept")
        return HttpResponse(words, content_type="text/plain", status=UNREADABLE if fields.errors else 200)
    if fields.errors:
        return _section_page(request, patient, part, sheet, fields)
    following = part.packet.parts.filter(place__gt=part.place).order_by("place").first()
    if following is None:
        return redirect("packet", patient.pk)
    return redirect("packet_section", patient.pk, following.place)


def _section_page(
    request: HttpRequest, patient: Patient, part: PacketPart, sheet: str, fields: SectionFields | None = None
) -> HttpResponse:
    questions = questions_of(part)
    context = {
        "part": part,
        "asked": asked(questions, filled_here(part.packet, questions, fields)),
        "sheet": sheet,
    }
    return _page(request, "patients/packet_section.html", patient, context, UNREADABLE if fields else 200)


def _act(request: HttpRequest, patient: Patient, do: Callable[[], object]) -> HttpResponse:
    """Do it once and go back to where their forms stand; why it cannot be done is said there."""
    if refusal := _tried(request, do):
        messages.warning(request, refusal)
    return redirect("packet", patient.pk)


def _tried(request: HttpRequest, do: Callable[[], object]) -> str:
    """Why it was not done, for the person who asked; nothing where it was, now or by the same form before."""
    try:
        with once(request):
            do()
    except AlreadyDone:
        return ""
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _answers(request: HttpRequest, patient: Patient) -> PacketAnswerQuerySet:
    """What was sent, as far as the person shares it with whoever reads."""
    user = reader(request)
    answers = PacketAnswer.objects.visible_to(user).filter(submission__packet__patient=patient)
    return answers.shared_with(sharing_of(patient.pk, user, timezone.now()))


def _clinician(request: HttpRequest) -> Any:
    user = reader(request)
    if not user.may(Permission.LOG_EFFECTS):
        raise PermissionDenied
    return user


def _open(patient: Patient) -> Packet:
    """Their open packet. Raises ValidationError without one."""
    there = Packet.objects.filter(patient=patient).open().select_related("patient").first()
    if there is None:
        raise ValidationError(_("No forms are open for them."))
    return there


def _part(patient: Patient, place: int) -> PacketPart:
    """A section of their open packet, or 404."""
    parts = PacketPart.objects.filter(packet__patient=patient, packet__closed_at=None, place=place)
    part = parts.select_related("version__section", "packet").prefetch_related("version__questions").first()
    if part is None:
        raise Http404
    return part


def _page(
    request: HttpRequest, template: str, patient: Patient, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    whole = {"banner": banner_for(request, patient), "patient": patient, "once": new_token(), **context}
    return render(request, template, whole, status=status)
