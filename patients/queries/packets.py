"""What can be asked about packets and private links, always on behalf of somebody."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Q

from patients.rules.reading_rights import Part
from practice.staff.models import User

if TYPE_CHECKING:
    from patients.models.packet import Packet  # noqa: F401
    from patients.models.packet_answers import PacketAnswer  # noqa: F401
    from patients.models.packet_sections import SectionVersion  # noqa: F401
    from patients.models.private_link import PrivateLink  # noqa: F401
    from patients.reading_facts import Sharing


def _visible(user: User) -> models.QuerySet[Any]:
    from patients.models import Patient

    return Patient.objects.visible_to(user)


class SectionVersionQuerySet(models.QuerySet["SectionVersion"]):
    """The wordings of sections."""

    def in_use(self) -> Self:
        """Of each offered section the newest published version, in the packet's order."""
        newest = (
            self.model._default_manager.filter(section=OuterRef("section"), published_at__isnull=False)
            .order_by("-number")
            .values("pk")[:1]
        )
        return self.filter(section__is_offered=True, pk=newest).order_by("section__position", "section")


class PacketQuerySet(models.QuerySet["Packet"]):
    """Packets of people."""

    def visible_to(self, user: User) -> Self:
        return self.filter(patient__in=_visible(user))

    def open(self) -> Self:
        return self.filter(closed_at=None)


class OfAPacketQuerySet(models.QuerySet[Any]):
    """What belongs to a packet."""

    def visible_to(self, user: User) -> Self:
        return self.filter(packet__patient__in=_visible(user))


class PacketAnswerQuerySet(models.QuerySet["PacketAnswer"]):
    """What people sent."""

    def visible_to(self, user: User) -> Self:
        return self.filter(submission__packet__patient__in=_visible(user))

    def shared_with(self, sharing: "Sharing") -> Self:
        """Without what they wrote about what they have been through, where they share that with others of the team."""
        if sharing.may_read(Part.EXPERIENCES):
            return self
        return self.exclude(question__version__section__is_off_private_link=True, question__is_asked_first=False)

    def unread(self) -> Self:
        """Something was said, and nobody has accepted it or set it aside."""
        return self.filter(kind="said", reading=None)

    def accepted(self) -> Self:
        return self.filter(reading__outcome="accepted")

    def newest(self) -> Self:
        """Of each question of a packet what was sent last."""
        of_each = ("submission__packet_id", "question_id")
        return self.order_by(*of_each, "-id").distinct(*of_each)

    def for_reading(self) -> Self:
        """With the question as it was asked, in the order of the packet."""
        return self.select_related("question__version__section", "submission", "reading").order_by(
            "question__version__section__position", "question__version_id", "question__position", "question_id", "-id"
        )


class PrivateLinkQuerySet(models.QuerySet["PrivateLink"]):
    """Private links."""

    def visible_to(self, user: User) -> Self:
        return self.filter(packet__patient__in=_visible(user))

    def bookable_by(self, user: User) -> Self:
        from patients.models import Patient

        return self.filter(packet__patient__in=Patient.objects.bookable_by(user))

    def in_force(self, at: datetime) -> Self:
        """Those that still open."""
        is_open = Q(packet__closed_at=None, packet__patient__merged_into=None)
        return self.filter(is_open, revoked_at=None, expires_at__gt=at)
