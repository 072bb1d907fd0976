"""One section as the person sees it at home: which of its questions are open to them, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from patients.models import PacketOptIn, PacketPart, PacketQuestion, PrivateLink
from patients.presentation.packet import questions_of


@dataclass(frozen=True, kw_only=True)
class Page:
    """`questions` are those that may be shown; a section off the link has more once it is opened."""

    part: PacketPart
    questions: Sequence[PacketQuestion]
    may_be_opened: bool
    is_opened: bool
    preceding: int | None
    following: int | None

    @property
    def told_first(self) -> str:
        return self.part.version.told_first


def page_of(part: PacketPart, link: PrivateLink) -> Page:
    """Off the link, only what is asked first is shown until the person says, through this very link, to open it."""
    is_off_link = part.version.section.is_off_private_link
    is_opened = not is_off_link or _was_opened(part, link)
    places = list(part.packet.parts.order_by("place").values_list("place", flat=True))
    return Page(
        part=part,
        questions=[question for question in questions_of(part) if is_opened or question.is_asked_first],
        may_be_opened=is_off_link,
        is_opened=is_opened,
        preceding=max((place for place in places if place < part.place), default=None),
        following=min((place for place in places if place > part.place), default=None),
    )


def _was_opened(part: PacketPart, link: PrivateLink) -> bool:
    newest = PacketOptIn.objects.filter(part=part, through=link).order_by("-id").first()
    return newest is not None and newest.is_wanted
