"""What a visit is, in words, as much as its reader may know: the front desk reads logistics alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.models import LogisticNeeds, Patient
from patients.presentation.needs import in_words
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import Location, Room, VisitType
from sessions.presentation.times import there_in_words
from sessions.rules.days import Span

USUAL_LANGUAGE = "English"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line about a visit."""

    label: str
    words: str
    more: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who comes, and what to arrange for them."""

    name: str
    pronouns: str
    needs: Sequence[str]


def knows_clinical_words(user: User) -> bool:
    """Whether somebody may read what a kind of visit is called among clinicians."""
    return user.may(Permission.OPEN_CHARTS)


def kind_in_words(kind: VisitType, user: User) -> str:
    return kind.name if knows_clinical_words(user) else kind.desk_name


def place_in_words(*, location: Location | None, room: Room | None, is_telehealth: bool) -> str:
    if is_telehealth:
        return _("by video or telephone")
    if room and location:
        return _("%(room)s, %(location)s") % {"room": room.name, "location": location.name}
    return location.name if location else _("no place chosen")


def needs_in_words(language: str, needs: LogisticNeeds | None) -> list[str]:
    """What to arrange; the language they speak where it is not ours and nobody asked about an interpreter."""
    words = in_words(needs)
    if (needs is None or not needs.interpreter) and language.casefold() != USUAL_LANGUAGE.casefold():
        return [*words, _("Speaks %(language)s") % {"language": language}]
    return words


def person_of(patient: Patient) -> Person:
    needs = needs_in_words(patient.language, getattr(patient, "logistic_needs", None))
    return Person(name=patient.chosen_name, pronouns=patient.pronouns, needs=needs)


def places_in_words(taken: int, capacity: int | None) -> str:
    """How many places of a group are left."""
    if capacity is None:
        return ""
    left = max(0, capacity - taken)
    if not left:
        return _("full: %(capacity)d places") % {"capacity": capacity}
    words = ngettext("%(left)d of %(capacity)d places left", "%(left)d of %(capacity)d places left", left)
    return words % {"left": left, "capacity": capacity}


def there(span: Span, location: Location | None) -> str:
    """The time by the clock of the place, where that is another."""
    return there_in_words(span.starts_at, span.ends_at, location.time_zone) if location else ""
