"""Packets for tests: sections of a few questions, a link that opens, and what somebody wrote."""

import re
from datetime import UTC, datetime
from typing import Any

from patients.models import Packet, PacketQuestion, PacketSection, Patient, PrivateLink, SectionVersion
from patients.rules.packet import AnswerKind, Reply
from patients.services.answering_packet import Writer, save_replies, send
from patients.services.packets import open_packet
from patients.services.private_links import Made, make_link
from practice.staff.models import User

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
WORD = "marmalade"
CANARY = "the kingfisher at dawn"


def publish_section(code: str, *kinds: str, published: bool = True, **fields: Any) -> SectionVersion:
    """A section with one question of each kind, on offer."""
    position = PacketSection.objects.count() + 1
    off_link = {"is_off_private_link": fields.pop("is_off_private_link", False)}
    section = PacketSection.objects.create(code=code, position=position, **off_link)
    version = SectionVersion.objects.create(section=section, number=1, title=f"About {code}", **fields)
    for place, kind in enumerate(kinds, start=1):
        ask(version, f"{code}-{place}", kind, position=place)
    if published:
        version.published_at = NOW
        version.save()
    return version


def ask(version: SectionVersion, code: str, kind: str = "long", **fields: Any) -> PacketQuestion:
    """One question of a draft."""
    choices = ["Tea", "Coffee"] if kind in {"choice", "several"} else []
    return PacketQuestion.objects.create(
        **{"version": version, "code": code, "position": 1, "text": f"What of {code}?", "kind": kind}
        | {"choices": choices}
        | fields
    )


def a_packet(patient: Patient, by: User, *kinds: str) -> Packet:
    """An open packet; with kinds, of one section with a question of each."""
    if kinds:
        publish_section("morning", *kinds)
    return open_packet(patient=patient, by=by, at=NOW)


def questions(packet: Packet) -> list[PacketQuestion]:
    return list(
        PacketQuestion.objects.filter(version__in=packet.parts.values("version")).order_by("version__section", "pk")
    )


def a_link(patient: Patient, by: User, **fields: Any) -> Made:
    told: dict[str, Any] = {"at": NOW, "word": WORD, **fields}
    return make_link(patient=patient, by=by, **told)


def said(text: str) -> Reply:
    return Reply(kind=AnswerKind.SAID, said={"text": text})


def items(*rows: tuple[str, str]) -> Reply:
    said = {"items": [{"name": name, "detail": detail} for name, detail in rows]}
    return Reply(kind=AnswerKind.SAID, said=said)


def write_at_home(link: PrivateLink, question: PacketQuestion, reply: Reply | None, sheet: str = "first") -> None:
    save_replies(
        packet=link.packet, replies={question.pk: reply}, sheet=sheet, writer=Writer(link=link), at=link.made_at
    )


def sent_from_home(patient: Patient, by: User, **replies: Reply) -> PrivateLink:
    """Somebody answered these questions, by code, and sent them."""
    link = a_link(patient, by).link
    by_code = {question.code: question for question in questions(link.packet)}
    for code, reply in replies.items():
        write_at_home(link, by_code[code], reply)
    send(packet=link.packet, writer=Writer(link=link), at=NOW)
    return link


def sheet_in(page: str) -> str:
    """What a page carries so that what is typed on it is taken."""
    found = re.search(r'name="sheet" value="([^"]+)"', page)
    assert found
    return found[1]
