"""With whom somebody shares what they confided, and how they wish to be asked."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from patients.models import AskingWish, CareTeamMember, PartReaders, Patient
from patients.reading_facts import sharing_of
from patients.rules.reading_rights import Part, Readers
from patients.services.confiding import confide
from patients.services.locking import lock_chart
from practice.staff.models import User
from practice.staff.roles import Permission

# These only ever hold something back.
FOR_ANYBODY = frozenset({AskingWish.Wish.NOT_NOW, AskingWish.Wish.DO_NOT_ASK})


@transaction.atomic
def set_readers(
    *,
    patient: Patient,
    part: str,
    readers: str,
    wish: str,
    source: str,
    by: User,
    at: datetime,
    person: User | None = None,
) -> PartReaders:
    """Whom they share a part with from now on, at whose wish.

    Raises PermissionDenied for whoever may not write that down, ValidationError for somebody who does not treat them.
    """
    lock_chart(patient.pk)
    if part not in Part.values or not sharing_of(patient.pk, by, at).may_choose(Part(part)):
        raise PermissionDenied
    if person is not None:
        _treats(patient, person, at)
    row = PartReaders(
        patient=patient,
        part=part,
        readers=readers,
        person=person if readers == Readers.ONE_PERSON else None,
        wish=wish,
        source=source,
    )
    return confide(row, "readers.chosen", by=by, at=at)


def _treats(patient: Patient, person: User, at: datetime) -> None:
    is_on_team = CareTeamMember.objects.filter(patient=patient, user=person).current(at).exists()
    if not (is_on_team and person.may(Permission.OPEN_CHARTS)):
        raise ValidationError({"person": _("Choose somebody of the care team.")})


@transaction.atomic
def record_asking_wish(
    *,
    patient: Patient,
    part: str,
    wish: str,
    source: str,
    by: User,
    at: datetime,
    words: str = "",
    ask_from_on: date | None = None,
) -> AskingWish:
    """How they wish to be asked about a part. "Not now" and "not again" are written down by whoever heard them; that
    it may be asked again, or was brought up by themselves, by those who read the part. Raises PermissionDenied.
    """
    lock_chart(patient.pk)
    if wish not in FOR_ANYBODY and not (part in Part.values and sharing_of(patient.pk, by, at).may_read(Part(part))):
        raise PermissionDenied
    row = AskingWish(patient=patient, part=part, wish=wish, words=words.strip(), ask_from_on=ask_from_on, source=source)
    return confide(row, "asking.wished", by=by, at=at)
