"""What the services of notes answer when they will not do something; nothing is written then."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from sessions.services.errors import Refused


class NoteIsLocked(Refused):
    """The note is signed, set aside, or of a record that can only be read."""


class SomebodyElseWrote(Refused):
    """The note was kept meanwhile, from another tab or another device; whoever writes decides what stands."""

    def __init__(self, *, revision: int, kept_at: datetime) -> None:
        super().__init__(_("This note was kept from somewhere else meanwhile. Please look at both."))
        self.revision, self.kept_at = revision, kept_at


class CannotSign(Refused):
    """Something is still open; `reasons` say each thing in a sentence."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
