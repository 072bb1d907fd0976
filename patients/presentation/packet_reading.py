"""What clinicians read of a packet: where it stands, what waits to be read, and what was accepted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from patients.models import Packet, PacketAnswer, PacketDraft, Patient, ProposedEntry, SectionVersion
from patients.on_file import on_file
from patients.presentation.packet import Progress, progress_of
from patients.presentation.packet_link import Standing, standing_of_link
from patients.queries.packets import PacketAnswerQuerySet
from patients.rules.packet import AnswerKind, in_words
from patients.services.answering_packet import said_in
from practice.encryption import UnreadableSecretError


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Where somebody's forms stand."""

    packet: Packet | None
    standing: Standing
    progress: Progress | None
    unread: int
    unread_by_others: int
    written_here: int
    proposed: int
    to_ask: Sequence["Line"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One answer beside its question, as it was asked. `words` is None where no key here opens it."""

    pk: int
    question: str
    words: Sequence[str] | None
    came: str
    is_sensitive: bool = False
    on_file: Sequence[str] = ()
    taken_back: str = ""
    tag: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """The answers of one version of a section."""

    title: str
    version: str
    lines: Sequence[Line]


def overview_of(patient: Patient, answers: PacketAnswerQuerySet, at: datetime) -> Overview:
    """A constant number of questions, however much was written; `answers` are those that this reader may read."""
    packet, unread = Packet.objects.filter(patient=patient).open().first(), answers.unread().count()
    return Overview(
        packet=packet,
        standing=standing_of_link(patient, at),
        progress=progress_of(packet) if packet else None,
        unread=unread,
        unread_by_others=PacketAnswer.objects.filter(submission__packet__patient=patient).unread().count() - unread,
        written_here=PacketDraft.objects.filter(packet=packet, saved_by__isnull=False).count() if packet else 0,
        proposed=ProposedEntry.objects.filter(patient=patient).waiting().count(),
        to_ask=_to_ask(answers),
    )


def waiting_answers(patient: Patient, waiting: Iterable[PacketAnswer]) -> list[Section]:
    """What nobody has read yet, beside what is on file about the same."""
    known = on_file(patient)
    return _in_sections(waiting, lambda answer: _line(answer, on_file=known.get(answer.question.lands_as, ())))


def their_words(answers: PacketAnswerQuerySet) -> list[Section]:
    """What was accepted; what they took back later says so, and stays readable."""
    newest = {answer.question_id: answer for answer in answers.newest().select_related("submission")}
    accepted = answers.accepted().for_reading()
    return _in_sections(accepted, lambda answer: _line(answer, later=newest.get(answer.question_id)))


def _to_ask(answers: PacketAnswerQuerySet) -> list[Line]:
    """What they put off or would rather be asked in person, while nothing newer was said to it."""
    put_off = answers.newest().select_related("question", "submission")
    wanted = [answer for answer in put_off if answer.kind in {AnswerKind.NOT_NOW, AnswerKind.IN_PERSON}]
    wanted.sort(key=lambda answer: (answer.kind != AnswerKind.IN_PERSON, answer.pk))
    return [_line(answer, tag=str(answer.get_kind_display())) for answer in wanted]


def _in_sections(answers: Iterable[PacketAnswer], line: Callable[[PacketAnswer], Line]) -> list[Section]:
    by_version = groupby(answers, key=lambda answer: answer.question.version)
    return [
        Section(title=version.title, version=_version(version), lines=[line(answer) for answer in rows])
        for version, rows in by_version
    ]


def _line(
    answer: PacketAnswer, *, on_file: Sequence[str] = (), later: PacketAnswer | None = None, tag: str = ""
) -> Line:
    is_taken_back = later is not None and later.kind == AnswerKind.SKIPPED
    return Line(
        pk=answer.pk,
        question=answer.question.text,
        words=_words(answer),
        came=_came(answer),
        is_sensitive=answer.question.is_sensitive,
        on_file=on_file,
        taken_back=_("They took this back later.") if is_taken_back else "",
        tag=tag,
    )


def _words(answer: PacketAnswer) -> list[str] | None:
    try:
        return in_words(said_in(answer.sealed))
    except UnreadableSecretError:
        return None


def _came(answer: PacketAnswer) -> str:
    sent = answer.submission
    day = date_format(localtime(sent.submitted_at), "j F Y")
    if sent.submitted_by_id is None:
        return _("written at home, sent on %(day)s") % {"day": day}
    return _("written down together here, on %(day)s") % {"day": day}


def _version(version: SectionVersion) -> str:
    return _("version %(number)s of the section") % {"number": version.number}
