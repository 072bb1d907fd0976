"""What the services of visits answer when they will not do something; nothing is written then."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sessions.rules.conflicts import Conflict, ConflictKind


class Refused(Exception):
    """An act that the software will not do; `str()` is what people read."""


class Conflicts(Refused):
    """Something is in the way. `found` is everything that is, not only the first, also what was answered already."""

    def __init__(self, found: Iterable[Conflict]) -> None:
        self.found = list(found)
        super().__init__(_("This visit cannot be booked like that. See what is in the way."))

    @property
    def kinds(self) -> set[ConflictKind]:
        return {each.kind for each in self.found}

    @property
    def are_final(self) -> bool:
        """Nothing but another choice helps."""
        return any(each.is_final for each in self.found)

    @property
    def warnings(self) -> list[str]:
        """The kinds that can be confirmed: what to give as `confirmed` when it is meant."""
        return sorted({each.kind.value for each in self.found if each.is_warning})


class NotPermitted(Refused):
    """This person may not do that."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("You may not arrange this visit."))


class NotPossible(Refused):
    """The visit has gone too far, or not far enough, for that."""
