"""What the desk reads about somebody's forms: sent, opened, how many sections, sent back. Never what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from patients.models import LinkOpening, Packet, PacketSubmission, Patient, PrivateLink
from patients.presentation.packet import progress_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`steps` are sentences in the order in which things happened; `is_open` offers to close the link."""

    steps: Sequence[str]
    is_open: bool = False


def standing_of_link(patient: Patient, at: datetime) -> Standing:
    """In a handful of questions, whatever was answered."""
    packet = Packet.objects.filter(patient=patient).order_by("-pk").first()
    if packet is None:
        return Standing(steps=[])
    link = packet.links.select_related("made_by").order_by("-pk").first()
    steps = _of_link(link, at) if link else []
    if link or progress_of(packet).looked:
        steps.append(progress_of(packet).words + ".")
    sent = PacketSubmission.objects.filter(packet=packet).order_by("-pk").values_list("submitted_at", flat=True).first()
    if sent:
        steps.append(_("Sent back on %(day)s.") % {"day": _day(sent)})
    return Standing(steps=steps, is_open=bool(link and link.revoked_at is None and link.expires_at > at))


def whole_address(path: str) -> str:
    return urljoin(settings.PUBLIC_URL, path)


def _of_link(link: PrivateLink, at: datetime) -> list[str]:
    made = {"day": _day(link.made_at), "who": link.made_by.display_name}
    steps = [_("A link was made on %(day)s by %(who)s.") % made]
    opened = LinkOpening.objects.filter(link=link).order_by("pk").values_list("recorded_at", flat=True).first()
    steps.append(_("It was opened on %(day)s.") % {"day": _day(opened)} if opened else _("It was not opened yet."))
    if link.revoked_why == PrivateLink.Why.WRONG_WORDS:
        steps.append(_("It closed itself after too many wrong words. Please talk with them, and make another."))
    elif link.revoked_at:
        steps.append(_("It was closed on %(day)s.") % {"day": _day(link.revoked_at)})
    elif link.expires_at <= at:
        steps.append(_("It has run out. Another one can be made."))
    else:
        steps.append(_("It opens until %(day)s.") % {"day": _day(link.expires_at)})
    return steps


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y")
