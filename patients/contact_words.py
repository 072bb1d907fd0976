"""The words that go out. They tell a stranger nothing: no name of the practice, of the person, or of what it is about.

The kinds are the codes; everything a patient reads in a message stands here.
"""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from patients.models import OutgoingContact

Kind = OutgoingContact.Kind


@dataclass(frozen=True, kw_only=True)
class Words:
    """One message; a text message is its body alone."""

    subject: str
    body: str


def words_of(kind: str, *, alias: str = "", link: str = "") -> Words:
    """What a message of this kind says, in the practice's language."""
    subject, sentence = _sentences()[Kind(kind)]
    parts = [sentence, urljoin(settings.PUBLIC_URL, link) if link else "", alias]
    return Words(subject=subject, body="\n\n".join(part for part in parts if part))


def is_ours(link: str) -> bool:
    """Only our own addresses are sent: a path, or one that begins with the practice's public address."""
    is_a_path = link.startswith("/") and not link.startswith(("//", "/\\"))
    return is_a_path or link.startswith(settings.PUBLIC_URL.rstrip("/") + "/")


def _sentences() -> dict[Kind, tuple[str, str]]:
    return {
        Kind.VISIT_REMINDER: (
            _("A reminder"),
            _("Hello, this is a reminder of what we arranged. If it does not suit you, please ring us."),
        ),
        Kind.TIME_CHANGED: (
            _("A change"),
            _("Hello, a time that we arranged has changed. Please ring us when it suits you."),
        ),
        Kind.TIME_FREE: (
            _("A free time"),
            _("Hello, an earlier time has come free. Please ring us if you would like it."),
        ),
        Kind.FORMS_LINK: (
            _("Your link"),
            _("Hello, here is the link that you asked for. There is no hurry."),
        ),
        Kind.PLEASE_RING: (
            _("Please ring"),
            _("Hello, please ring us when it suits you."),
        ),
        Kind.CALL_BACK: (
            _("We will ring"),
            _("Hello, you asked us to ring you. Please tell us when it suits you."),
        ),
    }
