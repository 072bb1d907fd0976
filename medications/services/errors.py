"""What a service answers when it will not do something; every error says it in plain words and writes nothing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from medications.rules.blockers import Blocker


class Refused(Exception):
    """An act that the software will not do; `str()` is what a clinician reads."""


class GateClosed(Refused):
    """The gate is closed; `blockers` says why."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = list(blockers)
        super().__init__(_("This dose may not go up yet."))


class StaleVersion(Refused):
    """Something new came in while the page was read."""

    def __init__(self) -> None:
        super().__init__(_("Something new came in while you were reading. Please look at it, then sign again."))


class NotPermitted(Refused):
    """This person's role does not allow it; `code` is the blocker's code where there is one."""

    def __init__(self, message: str, code: str = "") -> None:
        self.code = code
        super().__init__(message)
